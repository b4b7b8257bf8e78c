"""The gold of the sample corpus: whole, well-formed, and really printed in its document.

Every pair of ``corpus/documents/<family>/<name>.*`` and ``corpus/gold/<family>/<name>.json`` is a
test of its own, so a new pair is a new test.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
DOCUMENTS = sorted(p for p in CORPUS.glob("documents/*/*") if p.suffix != ".part")
GOLD = sorted(CORPUS.glob("gold/*/*.json"))

TOP = {"dokumenttype", "kommune", "udvalg", "moede", "fremmoede", "punkter"}
MOEDE = {"dato", "start", "slut", "sted", "sagsnumre", "dokumentnumre"}
PERSON = {"navn", "status", "rolle", "parti", "stedfortraeder_for", "ankom", "gik"}
PUNKT = {
    "nr",
    "titel",
    "lukket",
    "sagsnumre",
    "afsnit",
    "beslutning",
    "fravaerende",
    "bilag",
    "sagsgang",
}
DOKUMENTTYPER = {"referat", "dagsorden", "andet"}
STATUS = {"til_stede", "afbud", "fravaerende", "delvist"}
AFSNIT = {
    "resume",
    "sagsfremstilling",
    "baggrund",
    "indstilling",
    "oekonomi",
    "retsgrundlag",
    "hoering",
    "sagsgang",
    "konsekvenser",
    "kommunikation",
    "vurdering",
    "andet",
}
UDFALD = {
    "godkendt",
    "godkendt_med_aendringer",
    "anbefalet",
    "taget_til_efterretning",
    "droeftet",
    "orienteret",
    "valgt",
    "sendt_i_hoering",
    "oversendt",
    "udsat",
    "afvist",
    "udgaaet",
    "andet",
}
# A text may be cut by running heads, absence blocks and page numbers: so many pieces at most,
# so long at least, and no farther from each other.
PIECES, PIECE, GAP = 8, 8, 1500
MONTHS = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
]


def fold(text: str) -> str:
    """Letters, digits and paragraph signs alone: white space, hyphens and marks are layout."""
    text = unicodedata.normalize("NFC", text).casefold()
    return re.sub(r"[^\w§]|_", "", text)


def printed(path: Path) -> str:
    """The document's folded text; a scan's is that of the source it was scanned from."""
    if path.suffix == ".txt":
        return fold(path.read_text(encoding="utf-8"))
    if path.suffix == ".html":
        return fold(without_tags(path.read_text(encoding="utf-8")))
    pdfium = pytest.importorskip("pypdfium2")
    return fold(
        "\n".join(
            page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(unscanned(path))
        )
    )


def unscanned(path: Path) -> bytes:
    """The bytes of a PDF with text: the document, or its source rendered without the scanner."""
    name = path.relative_to(CORPUS / "documents").as_posix()
    scans = tomllib.loads((CORPUS / "sources" / "scans.toml").read_text(encoding="utf-8"))
    source = next((s["source"] for s in scans.get("scan", []) if s["document"] == name), None)
    if source is None:
        return path.read_bytes()
    pytest.importorskip("typst")
    from referat.training.render import make_document

    return make_document(CORPUS / "sources" / source)


def without_tags(text: str) -> str:
    text = re.sub(r"(?s)<(style|script)\b.*?</\1>|<!--.*?-->", " ", text)
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


def is_printed(value: str, text: str) -> bool:
    """True when the words of ``value`` stand in ``text`` in order, in a few pieces."""
    rest = fold(value)
    if not rest or rest in text:
        return bool(rest)
    return any(
        in_pieces(rest, text, hit.start()) for hit in re.finditer(re.escape(rest[:PIECE]), text)
    )


def in_pieces(rest: str, text: str, start: int) -> bool:
    position = start
    for _ in range(PIECES):
        length = shared(rest, text[position:])
        position, rest = position + length, rest[length:]
        if not rest:
            return True
        step = text[position : position + GAP].find(rest[:PIECE])
        if length < PIECE or step < 0:
            return False
        position += step
    return False


def shared(a: str, b: str) -> int:
    """How many letters two texts begin with in common."""
    return next(
        (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )


def texts(gold: dict[str, Any]) -> list[str]:
    """Every value of a gold object that is copied from the page."""
    found = [gold["kommune"], gold["udvalg"], gold["moede"]["sted"]]
    found += gold["moede"]["sagsnumre"] + gold["moede"]["dokumentnumre"]
    for person in gold["fremmoede"]:
        found += [person[key] for key in ("navn", "rolle", "parti", "stedfortraeder_for")]
    for punkt in gold["punkter"]:
        # Some web lists print their punkter without a title, and then it is "".
        found += [punkt["nr"], punkt["titel"] or None]
        found += punkt["sagsnumre"] + punkt["fravaerende"] + punkt["bilag"]
        for afsnit in punkt["afsnit"]:
            found += [afsnit["overskrift"], afsnit["tekst"]]
        for earlier in punkt["sagsgang"]:
            found += [earlier["udvalg"], earlier["punkt"], earlier["tekst"]]
        if punkt["beslutning"]:
            found.append(punkt["beslutning"]["tekst"])
            for vote in (punkt["beslutning"]["afstemning"] or {}).get("stemmer", []):
                found += [vote["parti"], vote["navn"]]
    return [value for value in found if value is not None]


def dates(gold: dict[str, Any]) -> list[str]:
    found = [gold["moede"]["dato"]]
    found += [s["dato"] for punkt in gold["punkter"] for s in punkt["sagsgang"]]
    return [value for value in found if value is not None]


WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


def date_forms(day: dt.date) -> list[str]:
    """A date as minutes print it, folded."""
    month = MONTHS[day.month - 1]
    return [
        f"{day.day}{month}{day.year}",
        f"{day.day:02}{month}{day.year}",
        f"{day.day:02}{day.month:02}{day.year}",
        f"{day.day}{day.month}{day.year}",
        f"{day.day}{day.month:02}{day.year}",
        f"{day.day}{day.month}{day.year % 100:02}",
        f"{day.day:02}{day.month:02}{day.year % 100:02}",
        f"{day.day:02}{month[:3]}{day.year}",
        f"{day.year}d{day.day}{day.month}",
        f"{day.year}d{day.day}{month}",
        f"{day.year}{WEEKDAYS[day.weekday()]}den{day.day}{month}",
    ]


def names(path: Path) -> str:
    return path.relative_to(CORPUS).as_posix().split("/", 1)[1].rsplit(".", 1)[0]


PAIRS = [
    pytest.param(document, gold, id=names(gold))
    for gold in GOLD
    for document in DOCUMENTS
    if names(document) == names(gold)
]


def test_every_document_has_gold_and_every_gold_its_document() -> None:
    assert sorted(names(p) for p in DOCUMENTS) == sorted(names(p) for p in GOLD)


@pytest.mark.parametrize("path", [pytest.param(p, id=names(p)) for p in GOLD])
def test_gold_has_the_form_of_the_interchange(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    assert set(gold) == TOP
    assert gold["dokumenttype"] in DOKUMENTTYPER
    assert set(gold["moede"]) == MOEDE
    if gold["dokumenttype"] == "andet":
        assert gold["fremmoede"] == gold["punkter"] == []
    for value in dates(gold):
        dt.date.fromisoformat(value)
    for key in ("start", "slut"):
        assert_time(gold["moede"][key])
    for person in gold["fremmoede"]:
        assert set(person) == PERSON
        assert person["status"] in STATUS
        assert_time(person["ankom"])
        assert_time(person["gik"])
    numbers = [p["nr"] for p in gold["punkter"] if p["nr"] is not None]
    assert len(numbers) == len(set(numbers))
    for punkt in gold["punkter"]:
        assert_punkt(punkt)


def assert_time(value: str | None) -> None:
    assert value is None or re.fullmatch(r"[0-2]\d:[0-5]\d", value)


def assert_punkt(punkt: dict[str, Any]) -> None:
    assert set(punkt) == PUNKT
    assert isinstance(punkt["lukket"], bool)
    for key in ("sagsnumre", "fravaerende", "bilag"):
        assert len(punkt[key]) == len(set(punkt[key])), key
    for number in punkt["sagsnumre"]:
        assert number == re.sub(r"\s|\.$", "", number).upper()
    for afsnit in punkt["afsnit"]:
        assert set(afsnit) == {"type", "overskrift", "tekst"}
        assert afsnit["type"] in AFSNIT
        assert afsnit["tekst"]
    for earlier in punkt["sagsgang"]:
        assert set(earlier) == {"udvalg", "dato", "punkt", "tekst", "udfald"}
        assert set(earlier["udfald"]) <= UDFALD
    beslutning = punkt["beslutning"]
    if beslutning is None:
        return
    assert set(beslutning) == {"tekst", "udfald", "afstemning"}
    assert beslutning["tekst"]
    assert beslutning["udfald"]
    assert set(beslutning["udfald"]) <= UDFALD
    assert len(beslutning["udfald"]) == len(set(beslutning["udfald"]))
    votes = beslutning["afstemning"]
    if votes is not None:
        assert set(votes) == {"for", "imod", "undlod", "stemmer"}
        for vote in votes["stemmer"]:
            assert set(vote) == {"stemme", "antal", "parti", "navn"}
            assert vote["stemme"] in {"for", "imod", "undlod"}


@pytest.mark.parametrize(("document", "path"), PAIRS)
def test_gold_is_printed_in_its_document(document: Path, path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = printed(document)
    missing = [value for value in texts(gold) if not is_printed(value, text)]
    assert missing == []
    for value in dates(gold):
        assert any(form in text for form in date_forms(dt.date.fromisoformat(value))), value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Udvalget tiltrådte indstillingen", True),
        ("udvalget til-\ntrådte", True),
        ("Udvalget tiltrådte indstillingen, og forvaltningen følger op", True),
        ("Udvalget tiltraadte", False),
        ("indstillingen tiltrådte Udvalget", False),
        ("Udvalget tiltrådte og forvaltningen ikke", False),
    ],
)
def test_check_finds_slips_of_the_pen(value: str, expected: bool) -> None:
    text = fold("Udvalget tiltrådte indstillingen, Side 3 af 4 og forvaltningen følger op.")
    assert is_printed(value, text) is expected
