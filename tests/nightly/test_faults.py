"""Servers that misbehave: each fault ends in the right state, and the next night heals.

The server is a real one on this machine; nothing inside the client is mocked.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from referat.nightly import fetching
from referat.training.portal import Handler, Portal

PDF = "/k0/static/m1"
VIS = "/k0/vis/pdf/dagsorden/m1"
FIELDS = "/k0/api/agenda/dagsorden/m1"
LIST = "/k0/api/agenda/udvalgsliste"

SOURCE = "source"
"""The whole source fails: nothing of it is touched."""
DOCUMENT = "document"
"""The document fails: its neighbour is shown."""
NOTHING = "nothing"
"""It is overcome within the same night."""


@dataclass(frozen=True)
class Case:
    name: str
    path: str
    fault: Callable[[Handler], None]
    what: str
    code: str | None = None


def once(fault: Callable[[Handler], None]) -> Callable[[Handler], None]:
    """The fault at the first request; then the portal itself."""

    def act(handler: Handler) -> None:
        path = handler.path.split("?")[0]
        del handler.portal.faults[path]
        fault(handler)

    return act


def status(number: int, *headers: tuple[str, str]) -> Callable[[Handler], None]:
    return lambda handler: handler.give(number, b"", "text/plain", *headers)


def page(handler: Handler) -> None:
    handler.give(200, b"<html><body>Der er desv\xc3\xa6rre sket en fejl</body></html>", "text/html")


def head_drips(handler: Handler) -> None:
    for letter in b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nX: " + b"x" * 400:
        handler.wfile.write(bytes([letter]))
        time.sleep(0.02)


def body_drips(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    for _ in range(400):
        handler.wfile.write(b"x")
        time.sleep(0.02)


def silent(handler: Handler) -> None:
    time.sleep(3)


def truncated(handler: Handler) -> None:
    content = handler.portal.sources["k0"][0].content
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content[: len(content) // 2])
    handler.close_connection = True


def short_length(handler: Handler) -> None:
    content = handler.portal.sources["k0"][0].content
    handler.give(200, content[: len(content) // 2], "application/pdf")


def huge(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(10 * 1024**3))
    handler.end_headers()
    for _ in range(4000):
        handler.wfile.write(b"%PDF-1.4" + b"x" * 65528)


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    for _ in range(4000):
        handler.wfile.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")


BOMB = gzip.compress(b"0" * 200_000_000, 1)


def bomb(handler: Handler) -> None:
    handler.give(200, BOMB, "application/json", ("Content-Encoding", "gzip"))


def bad_gzip(handler: Handler) -> None:
    handler.give(200, b"not gzip at all", "application/json", ("Content-Encoding", "gzip"))


def garbage(handler: Handler) -> None:
    handler.wfile.write(b"\x00\xff\x00 hello\r\n\r\n")
    handler.close_connection = True


def loop(handler: Handler) -> None:
    handler.redirect(handler.path)


def endless_redirects(handler: Handler) -> None:
    handler.portal.faults[f"{PDF}x"] = endless_redirects
    handler.redirect(f"{PDF}x?n={time.time_ns()}")


def to_file(handler: Handler) -> None:
    handler.redirect("file:///etc/passwd")


def deep(handler: Handler) -> None:
    handler.give(200, b"[" * 200_000, "application/json")


def null_list(handler: Handler) -> None:
    handler.give(200, b'{"Udvalg": null}', "application/json")


def odd_list(handler: Handler) -> None:
    odd = {"Udvalg": {"a": [{"Navn": 7, "Moeder": [{"Id": None}, "x", {"Id": "../../etc"}]}, None]}}
    handler.give(200, json.dumps(odd).encode(), "application/json")


CASES = [
    Case("silent server", PDF, silent, DOCUMENT, "tidsgraense"),
    Case("slow loris in the head", PDF, head_drips, DOCUMENT, "tidsgraense"),
    Case("slow loris in the body", PDF, body_drips, DOCUMENT, "tidsgraense"),
    Case("truncated body", PDF, truncated, DOCUMENT, "afbrudt"),
    Case("wrong length", PDF, short_length, DOCUMENT, "afkortet"),
    Case("wrong type", PDF, lambda h: h.give(200, b"\x89PNG....", "image/png"), DOCUMENT,
         "forkert_type"),
    Case("error page with 200", PDF, page, DOCUMENT, "html_i_stedet"),
    Case("empty body", PDF, lambda h: h.give(200, b"", "application/pdf"), DOCUMENT, "tom_fil"),
    Case("redirect loop", VIS, loop, DOCUMENT, "omdirigering"),
    Case("ever new redirects", VIS, endless_redirects, DOCUMENT, "omdirigering"),
    Case("redirect to a file", VIS, to_file, DOCUMENT, "omdirigering"),
    Case("not found", VIS, status(404), DOCUMENT, "findes_ikke"),
    Case("gone", VIS, status(410), DOCUMENT, "findes_ikke"),
    Case("server error", PDF, status(500), DOCUMENT, "http_500"),
    Case("connection reset", PDF, lambda h: h.drop(), DOCUMENT, "forbindelse"),
    Case("garbage for HTTP", PDF, garbage, DOCUMENT, "afbrudt"),
    Case("file of 10 GB", PDF, huge, DOCUMENT, "for_stor"),
    Case("file without an end", PDF, endless, DOCUMENT, "for_stor"),
    Case("fields that are no JSON", FIELDS, page, DOCUMENT, "ikke_json"),
    Case("429 storm", LIST, status(429), SOURCE, "pause"),
    Case("429 that asks for a day", LIST, status(429, ("Retry-After", "86400")), SOURCE, "pause"),
    Case("forbidden", LIST, status(403), SOURCE, "pause"),
    Case("list that is a page", LIST, page, SOURCE, "ikke_json"),
    Case("list nested without end", LIST, deep, SOURCE, "ikke_json"),
    Case("list with bad gzip", LIST, bad_gzip, SOURCE, "afbrudt"),
    Case("list that unpacks to 200 MB", LIST, bomb, SOURCE, "for_stor"),
    Case("list unavailable", LIST, status(503), SOURCE, "http_503"),
    Case("robots.txt unavailable", "/robots.txt", status(500), SOURCE, "robots"),
    Case("robots.txt says no", "/robots.txt",
         lambda h: h.give(200, b"User-agent: *\nDisallow: /k0/", "text/plain"), SOURCE, "robots"),
    Case("429 once", PDF, once(status(429, ("Retry-After", "1"))), NOTHING),
    Case("503 once", PDF, once(status(503)), NOTHING),
    Case("reset once", PDF, once(lambda h: h.drop()), NOTHING),
    Case("truncated once", PDF, once(truncated), NOTHING),
    Case("expired signature once", PDF, once(status(403)), NOTHING),
    Case("robots.txt that is a page", "/robots.txt", page, NOTHING),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_fault_ends_in_the_right_state_and_the_next_night_heals(nights, portal, meeting, case):
    portal.add("k0", meeting("m1"), meeting("m2"))
    portal.add("k1", meeting("x1"))
    portal.faults[case.path] = case.fault
    big = case.code == "for_stor"
    plan = replace(nights.plan(), request_limit=10.0 if big else 1.0, silence_limit=0.5)
    # Another host: a host that asks for a pause is left alone for all its sources.
    other = replace(plan.sources[1], url=plan.sources[1].url.replace("127.0.0.1", "localhost"))
    plan = replace(plan, sources=(plan.sources[0], other))
    report = nights.run(plan, max_bytes=5_000_000) if big else nights.run(plan)
    states = nights.rows("SELECT kilde, noegle, tilstand FROM kildedokumenter ORDER BY 1, 2")
    codes = {row[0] for row in nights.rows("SELECT kode FROM problemer WHERE alvor = 'fejl'")}
    if "robots" not in case.path or case.what == NOTHING:
        assert ("k1", "x1", "vist") in states
    if case.what == SOURCE:
        assert "k0" in report.sources_failed
        assert not [state for state in states if state[0] == "k0"]
        assert dict(nights.rows("SELECT kilde, tilstand FROM kildestatus"))["k0"] == "fejler"
        assert codes == {case.code}
    elif case.what == DOCUMENT:
        assert ("k0", "m1", "fejlet") in states
        assert ("k0", "m2", "vist") in states
        assert codes == {case.code}
        assert report.exit_code == 3
    else:
        assert report.exit_code == 0
    for _, besked, raad in nights.rows("SELECT kode, besked, raad FROM problemer"):
        assert besked
        assert raad
    portal.faults.clear()
    nights.run(plan)  # A host that asked for a pause is left alone this night too.
    healed = nights.run(plan)
    assert healed.exit_code == 0
    assert nights.states() == {"vist": 3}
    assert nights.rows("SELECT count(*) FROM problemer WHERE alvor = 'fejl'") == [(0,)]
    assert nights.rows("SELECT count(*) FROM dokumenter") == [(3,)]
    assert not list((nights.folder / "originals" / "parts").iterdir())


def test_there_are_more_than_twenty_kinds():
    assert len(CASES) > 20


@pytest.mark.parametrize("odd", [null_list, odd_list])
def test_a_list_of_nonsense_loses_nothing(nights, portal, meeting, odd):
    portal.add("k0", meeting("m1"), meeting("m2"))
    nights.run()
    portal.faults[LIST] = odd
    for _ in range(5):
        nights.run()
    assert nights.rows("SELECT count(*), max(mangler) FROM kildedokumenter") == [(2, 0)]
    assert nights.rows("SELECT count(*) FROM moeder") == [(2,)]


def test_duplicate_ids_are_told_of_and_the_first_is_taken(nights, portal, meeting, make_minutes):
    portal.add("k0", meeting("m1"), meeting("m1", navn="Dagsorden"))
    assert nights.run().shown == 1
    assert ("dobbelt_noegle",) in nights.rows("SELECT kode FROM problemer")


def test_an_expired_signature_is_asked_for_anew_and_never_kept(nights, portal, meeting):
    portal.add("k0", meeting("m1"))
    tries = []

    def expired(handler: Handler) -> None:
        tries.append(handler.path)
        if len(tries) < 3:
            handler.give(403, b"signature expired")
        else:
            handler.give_file(meeting("m1").content, "application/pdf", etags=True)

    portal.faults[PDF] = expired
    assert nights.run().shown == 1
    assert len(set(tries)) == 3
    dump = json.dumps(nights.rows("SELECT url FROM kildedokumenter UNION SELECT url FROM udgaver"))
    assert "sig=" not in dump


def test_a_broken_download_goes_on_where_it_stopped(nights, portal, meeting):
    content = meeting("m1").content + b"\n%" + b"x" * 300_000 + b"\n%%EOF\n"
    portal.add("k0", meeting("m1", content))
    asked = []

    def breaks(handler: Handler) -> None:
        asked.append(handler.headers.get("Range"))
        if len(asked) > 1:
            handler.give_file(content, "application/pdf", etags=True)
            return
        handler.send_response(200)
        handler.send_header("ETag", f'"{hashlib.sha256(content).hexdigest()[:16]}"')
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content[:200_000])
        handler.close_connection = True

    portal.faults[PDF] = breaks
    assert nights.run().shown == 1
    assert asked[0] is None
    assert asked[1].startswith("bytes=")


def test_a_file_that_changed_in_mid_download_is_not_pieced_together(nights, portal, meeting):
    old, new = meeting("m1").content + b"%" * 200_000, meeting("m1").content + b"\n% new\n%%EOF\n"
    portal.add("k0", meeting("m1", new))

    def breaks(handler: Handler) -> None:
        del handler.portal.faults[PDF]
        handler.send_response(200)
        handler.send_header("ETag", '"old"')
        handler.send_header("Content-Length", str(len(old)))
        handler.end_headers()
        handler.wfile.write(old[:100_000])
        handler.close_connection = True

    portal.faults[PDF] = breaks
    assert nights.run().shown == 1
    (path,) = (nights.folder / "originals").glob("??/*.pdf")
    assert path.read_bytes() == new


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
def test_bad_tls_is_refused(nights, portal, meeting, tmp_path):
    pair = tmp_path / "pair.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(pair),
         "-out", str(tmp_path / "c.pem"), "-days", "2", "-subj", "/CN=127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    pair.write_text(pair.read_text() + (tmp_path / "c.pem").read_text())
    portal.add("k0", meeting("m1"))
    unsafe = Portal()
    unsafe.add("k0", meeting("m1"))
    with unsafe.serve(tls=pair):
        plan = nights.plan()
        safe = plan.sources
        plan = replace(plan, sources=(replace(safe[0], url=f"{unsafe.url}/k0"),))
        report = nights.run(plan)
    assert report.sources_failed == ("k0",)
    assert nights.rows("SELECT kode FROM problemer") == [("tls",)]
    assert nights.run(replace(plan, sources=safe)).shown == 1


def test_a_session_is_got_where_the_portal_asks_for_one(nights, portal, meeting):
    portal.needs_session = True
    portal.add("k0", meeting("m1"))
    assert nights.run().shown == 1


def test_addresses_in_private_networks_are_refused_unless_allowed(
    nights, portal, meeting, one_source
):
    portal.add("k0", meeting("m1"))
    before = sum(portal.requests.values())
    report = nights.run(one_source(nights.plan(), allow_private=False))
    assert report.sources_failed == ("k0",)
    assert nights.rows("SELECT kode FROM problemer") == [("privat_adresse",)]
    assert sum(portal.requests.values()) == before
    assert nights.run().shown == 1


def test_a_fault_of_ours_in_one_source_leaves_the_others(nights, portal, meeting, monkeypatch):
    portal.add("k0", meeting("m1"))
    portal.add("k1", meeting("x1"))
    choose = fetching.choose

    def faulty(source, *rest):
        if source.id == "k0":
            raise KeyError("a bug")
        return choose(source, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(fetching, "choose", faulty)
        report = nights.run()
    assert (report.sources_failed, report.shown) == (("k0",), 1)
    assert nights.run().shown == 1
