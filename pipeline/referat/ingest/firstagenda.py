"""Reads FirstAgenda Publication portals: one call lists the whole archive.

A meeting is known by its GUID; its agenda becomes minutes in place, so its name, release and end
are watched, and meetings near today are looked at again. The portal's own fields of the meeting are
kept beside the PDF. Some portals answer only after their front page has set a cookie.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from referat.errors import FetchError, HostPausedError
from referat.ingest.adapters import fetch_file, fingerprint, make_listing, problem
from referat.ingest.http import Answer, Fetcher
from referat.ingest.originals import Originals
from referat.listing import Fetched, Known, Listed, Listing, PortalMeeting, PortalPunkt, Source
from referat.types import Problem

NO_GUID = "00000000-0000-0000-0000-000000000000"
"""What stands where there is no id."""
SESSIONS = ("/", "/Home/AnonymousAuthentication?callback=%2F")
"""Pages that give an anonymous session, in the order in which they are tried."""
_DENMARK = ZoneInfo("Europe/Copenhagen")
# Ids are GUIDs; what may stand in an address without leading elsewhere is taken.
_KEY = re.compile(r"[\w-]{1,64}", re.ASCII)
_PUNKT_KEYS = (
    "AgendaUid", "Number", "Punktnummer", "Caption", "Navn", "CaseNumber", "SagsNummer", "IsOpen",
)  # fmt: skip


class FirstAgenda:
    """The adapter; see ``adapters.Adapter``."""

    def list_documents(self, source: Source, fetcher: Fetcher, today: dt.date) -> Listing:
        """All meetings of all committees."""
        base = source.url.rstrip("/")
        found = _in_session(fetcher, base, "/api/agenda/udvalgsliste", "Udvalg")
        odd: list[Problem] = []
        items = list(_meetings(source, base, found["Udvalg"], odd))
        return make_listing(source, items, is_complete=True, problems=odd)

    def fetch(
        self,
        source: Source,
        listed: Listed,
        known: Known | None,
        fetcher: Fetcher,
        originals: Originals,
        *,
        max_bytes: int,
        now: dt.datetime,
    ) -> Fetched | None:
        """The meeting's fields, and its PDF where they have changed."""
        base = source.url.rstrip("/")
        path = f"/api/agenda/dagsorden/{quote(listed.location, safe='')}"
        agenda = _in_session(fetcher, base, path, "Dagsordenpunkter")
        _refuse_other(agenda, listed, base + path)
        fields = json.dumps(_lasting(agenda), ensure_ascii=False, sort_keys=True).encode()
        sha256 = hashlib.sha256(fields).hexdigest()
        same = (
            known is not None
            and known.fields_sha256 == sha256
            and known.fingerprint == listed.fingerprint
            and known.sha256 is not None
            and originals.find(known.sha256) is not None
        )
        if same:
            return None
        originals.keep(fields, ".json")
        url = f"{base}/vis/pdf/dagsorden/{quote(_agenda_uid(agenda, listed.location), safe='')}"
        fetched = fetch_file(
            url,
            known,
            fetcher,
            originals,
            max_bytes=max_bytes,
            now=now,
            is_pdf=True,
            fields_sha256=sha256,
        )
        if fetched is not None or known is None or known.sha256 is None:
            return fetched
        # The fields have changed and the PDF has not: the fields are news of their own.
        kept = originals.find(known.sha256)
        return Fetched(
            sha256=known.sha256,
            size=kept.stat().st_size if kept else 0,
            path=str(kept),
            url=url,
            fetched_at=now,
            etag=known.etag,
            last_modified=known.last_modified,
            fields_sha256=sha256,
        )


ADAPTER = FirstAgenda()


def read_fields(content: bytes) -> PortalMeeting:
    """What the portal says of a meeting; of closed punkter no more than number and heading."""
    agenda = json.loads(content)
    meeting = agenda.get("Moede") if isinstance(agenda.get("Moede"), dict) else {}
    is_closed = (_text(meeting.get("Navn")) or "").casefold().startswith("lukke")
    return PortalMeeting(
        dato=_day(meeting),
        is_open=not is_closed,
        punkter=tuple(
            PortalPunkt(
                nr=_text(punkt.get("Number")) or _text(punkt.get("Punktnummer")),
                titel=_text(punkt.get("Caption")) or _text(punkt.get("Navn")),
                sagsnummer=_text(punkt.get("CaseNumber")) or _text(punkt.get("SagsNummer")),
                is_open=(is_open := punkt.get("IsOpen") is not False and not is_closed),
                fields=tuple(_fields(punkt)) if is_open else (),
            )
            for punkt in _dicts(agenda.get("Dagsordenpunkter"))
        ),
    )


def _lasting(agenda: dict[str, Any]) -> dict[str, Any]:
    """The agenda without what changes by itself: signed addresses, recordings, live state."""
    return {key: agenda[key] for key in ("Id", "Udvalg", "Moede") if key in agenda} | {
        "Dagsordenpunkter": [
            {key: punkt[key] for key in _PUNKT_KEYS if key in punkt}
            | {
                "Felter": [
                    {key: field[key] for key in ("Navn", "Tekst", "Html") if key in field}
                    for field in _dicts(punkt.get("Felter"))
                ]
            }
            for punkt in _dicts(agenda.get("Dagsordenpunkter"))
        ]
    }


def _refuse_other(agenda: dict[str, Any], listed: Listed, url: str) -> None:
    """A portal that answers with another meeting must not give that one's minutes to this."""
    said = _text(agenda.get("Id"))
    if said not in (None, NO_GUID) and str(said).casefold() != listed.location.casefold():
        raise FetchError(
            "the portal answered with another meeting.",
            action="Nothing: the next run tries again. If it stays so, tell the portal.",
            path=url,
            code="andet_moede",
        )


def _fields(punkt: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for field in _dicts(punkt.get("Felter")):
        name = _text(field.get("Navn"))
        text = field.get("Tekst") or _plain(field.get("Html"))
        if name and isinstance(text, str) and text.strip():
            yield name, text.strip()


def _plain(html: Any) -> str:
    if not isinstance(html, str) or not html.strip():
        return ""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    for node in tree.css("script, style"):
        node.decompose()
    body = tree.body
    return body.text(separator="\n").strip() if body else ""


def _in_session(fetcher: Fetcher, base: str, path: str, key: str) -> dict[str, Any]:
    """The answer of the API, after getting a session where it asks for one."""
    failure: FetchError | None = None
    for session in (None, *SESSIONS):
        try:
            if session is not None and not _open_session(fetcher, base + session):
                continue
            return _object(fetcher.get(base + path), key)
        except FetchError as error:
            # What is no list may be the front page, to which a portal sends those without cookie.
            if error.code not in ("ikke_json", "omdirigering", "http_401"):
                raise
            failure = failure or error
    raise failure or FetchError("no answer.", path=base + path)


def _open_session(fetcher: Fetcher, url: str) -> bool:
    """Whether the page answered: not every portal has every one."""
    try:
        fetcher.get(url)
    except HostPausedError:
        raise
    except FetchError:
        return False
    return True


def _object(answer: Answer, key: str) -> dict[str, Any]:
    found = answer.json()
    if not isinstance(found, dict) or key not in found:
        raise FetchError(
            f"the answer has no {key!r}: this is no FirstAgenda portal, or it has changed.",
            action="Look at the address in a browser, and at `kind` in the file of sources.",
            path=answer.url,
            code="ikke_json",
        )
    return found


def _meetings(source: Source, base: str, groups: Any, odd: list[Problem]) -> Iterator[Listed]:
    bad = 0
    for committee in _committees(groups):
        for meeting in _dicts(committee.get("Moeder")):
            key = _text(meeting.get("Id"))
            if not key or key == NO_GUID or not _KEY.fullmatch(key):
                bad += 1
                continue
            yield Listed(
                key=key,
                location=key,
                fingerprint=fingerprint(
                    *(
                        meeting.get(name)
                        for name in (
                            "Navn", "ReleasedDate", "Afsluttet", "Dato", "MeetingBeginUtc", "Sted",
                            "IsSupplementaryAgenda",
                        )
                    )
                ),
                url=f"{base}/vis?id={key}",
                title=_text(meeting.get("Navn")),
                udvalg=_text(committee.get("Navn")),
                dato=_day(meeting),
                betegnelse=_text(meeting.get("Navn")),
            )  # fmt: skip
    if bad:
        odd.append(
            problem(
                source,
                "uden_noegle",
                f"{bad} meetings on the list have no id and cannot be fetched.",
                "Tell the portal.",
            )
        )


def _committees(groups: Any) -> Iterator[dict[str, Any]]:
    """Committees of an object of groups; a portal may also give one list of all."""
    if isinstance(groups, dict):
        for group in groups.values():
            yield from _dicts(group)
    else:
        yield from _dicts(groups)


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, dict))


def _text(value: Any) -> str | None:
    text = " ".join(str(value).split()) if value not in (None, "") else ""
    return text or None


def _day(meeting: dict[str, Any]) -> dt.date | None:
    """The day in Denmark: times named "Utc" carry an offset of their own, which is what counts."""
    for name in ("MeetingBeginUtc", "Dato"):
        said = _text(meeting.get(name))
        if said is None:
            continue
        try:
            moment = dt.datetime.fromisoformat(said)
        except ValueError:
            continue
        return (moment.astimezone(_DENMARK) if moment.tzinfo else moment).date()
    return None


def _agenda_uid(agenda: dict[str, Any], fallback: str) -> str:
    for punkt in _dicts(agenda.get("Dagsordenpunkter")):
        uid = _text(punkt.get("AgendaUid"))
        if uid and uid != NO_GUID and _KEY.fullmatch(uid):
            return uid
    return fallback
