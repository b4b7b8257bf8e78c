"""Names that rules leave unread, with a stand-in for the model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from referat import resources
from referat.structure import components, navne
from referat.structure.document import structure_document
from referat.structure.fremmoede import Attendance, Told
from referat.structure.fremmoedeprosa import read_prose
from referat.structure.interchange import to_interchange
from referat.structure.navneprosa import Navn
from referat.structure.personer import Entry
from referat.types import FileKind, SourceFile
from referat.types import Fremmoedestatus as Status

Finder = Callable[[Sequence[str]], list[tuple[Navn, ...]]]


@pytest.fixture
def told(views_of: Callable[..., Any], stand_in: Finder) -> Callable[..., Attendance]:
    """Attendance that rules read first, and the model after them."""

    def run(text: str) -> Attendance:
        views, _ = views_of(text)
        attendance = Attendance()
        read_prose(attendance, text, views[0])
        attendance.told.append(Told(text, tuple(views)))
        navne.read_names(attendance, [], views, {}, lambda: stand_in)
        return attendance

    return run


def test_rules_lose_nothing_and_the_rest_is_added(told: Callable[..., Attendance]) -> None:
    attendance = told("I stedet for Jens Ulvholk deltog Tove Lindestrup, der gik kl. 18.40.")
    people = {person.navn: person for person in attendance.people}
    assert set(people) == {"Jens Ulvholk", "Tove Lindestrup"}
    assert people["Tove Lindestrup"].stedfortraeder_for == "Jens Ulvholk"
    assert people["Tove Lindestrup"].gik == "18:40"
    assert people["Tove Lindestrup"].status == "delvist"


def test_new_people_are_as_sure_as_the_model(told: Callable[..., Attendance]) -> None:
    attendance = told("Meldt afbud havde Jens Ulvholk.")
    assert [(p.navn, str(p.status), p.score) for p in attendance.people] == [
        ("Jens Ulvholk", "afbud", 0.8)
    ]


def test_absence_from_punkter_is_kept_for_them(told: Callable[..., Attendance]) -> None:
    attendance = told("Jens Ulvholk ankom til mødet kl. 17.20 og deltog ikke i punkt 1-2.")
    assert {nr: [navn for navn, _ in names] for nr, names in attendance.by_punkt.items()} == {
        "1": ["Jens Ulvholk"],
        "2": ["Jens Ulvholk"],
    }


def test_surname_alone_is_the_person_who_bears_it(told: Callable[..., Attendance]) -> None:
    attendance = told("Mødeleder var Jens Ulvholk. Kl. 19 forlod Ulvholk mødet.")
    assert [(person.navn, person.gik) for person in attendance.people] == [
        ("Jens Ulvholk", "19:00")
    ]


def test_text_that_is_read_is_not_asked_about(views_of: Callable[..., Any]) -> None:
    text = "Afbud fra Jens Ulvholk og Tove Lindestrup (A)."
    views, _ = views_of(text)
    attendance = Attendance()
    read_prose(attendance, text, views[0])
    attendance.told.append(Told(text, tuple(views)))

    def refuse() -> Finder:
        raise AssertionError("the model was asked")

    navne.read_names(attendance, [], views, {}, refuse)
    assert len(attendance.people) == 2


def test_a_sag_that_somebody_missed_is_asked_about_though_the_person_is_known(
    views_of: Callable[..., Any],
) -> None:
    views, _ = views_of("linje")
    attendance = Attendance()
    attendance.add(Entry(navn="Jens Ulvholk", ankom="17:35"), Status.TIL_STEDE, views[0])
    text = "Jens Ulvholk mødte kl. 17.35"
    assert not navne.is_unread(f"{text}.", attendance)
    assert navne.is_unread(f"{text} og deltog ikke i behandlingen af sag nr. 8.", attendance)


def test_lists_as_long_as_a_book_are_not_asked_about() -> None:
    attendance = Attendance()
    assert navne.is_unread("Meldt afbud havde Jens Ulvholk. " * 100, attendance)
    assert not navne.is_unread("Meldt afbud havde Jens Ulvholk. " * 1000, attendance)


def test_without_a_model_the_rules_stand_alone(views_of: Callable[..., Any]) -> None:
    text = "Meldt afbud havde Jens Ulvholk."
    views, _ = views_of(text)
    attendance = Attendance()
    attendance.told.append(Told(text, tuple(views)))
    assert navne.read_names(attendance, [], views, {}, lambda: None) == []
    assert attendance.people == []


@pytest.mark.parametrize(
    ("time", "start", "expected"),
    [
        ("09:00", "19:00", "21:00"),
        ("09:00", "08:30", "09:00"),
        ("09:30", "16:00", "21:30"),
        ("20:00", "19:00", "20:00"),
        ("03:00", "16:00", "03:00"),
        ("09:00", None, "09:00"),
        (None, "19:00", None),
    ],
)
def test_a_time_on_the_clocks_face_is_after_the_start(
    time: str | None, start: str | None, expected: str | None
) -> None:
    assert navne._after(time, start) == expected


MINUTES = """
    REFERAT
    Byrådet
    Mødedato: 3. maj 2019

    Punkt 1: {first}
    Beslutning
    Godkendt.
    Fraværende: {names}

    Punkt 2: Budget
    Sagsfremstilling
    Budgettet fremlægges.
    Beslutning
    {decision}
    """


@pytest.fixture
def punkter(
    plain: Callable[[str], Any],
    nlp: Any,
    stand_in: Finder,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., list[dict[str, Any]]]:
    """Punkter of a document, read with the stand-in."""
    monkeypatch.setattr(components, "load_finder", lambda: stand_in)

    def run(**parts: str) -> list[dict[str, Any]]:
        text = MINUTES.format(
            **{"first": "Havn", "names": "Ingen", "decision": "Godkendt.", **parts}
        )
        source = SourceFile(path="m.txt", sha256="0" * 64, kind=FileKind.TEXT, size=1)
        found = to_interchange(structure_document(source, plain(text), nlp))["punkter"]
        assert isinstance(found, list)
        return found

    return run


def test_absence_that_a_decision_tells_is_the_punkts(
    punkter: Callable[..., list[dict[str, Any]]],
) -> None:
    decision = "Under punktet var Jens Ulvholk, der er nabo, ikke til stede. Godkendt."
    found = punkter(decision=decision)
    assert found[1]["fravaerende"] == ["Jens Ulvholk"]
    assert found[1]["beslutning"]["tekst"] == decision


def test_a_sentence_of_nothing_but_absence_leaves_the_decision(
    punkter: Callable[..., list[dict[str, Any]]],
) -> None:
    found = punkter(decision="Godkendt. Ulvholk var fraværende.")
    assert found[1]["fravaerende"] == ["Ulvholk"]
    assert found[1]["beslutning"]["tekst"] == "Godkendt."
    assert found[1]["beslutning"]["udfald"] == ["godkendt"]


def test_an_absence_block_without_plain_names_is_read(
    punkter: Callable[..., list[dict[str, Any]]],
) -> None:
    assert punkter(names="Tove L1ndestrup")[0]["fravaerende"] == ["Tove L1ndestrup"]
    assert punkter(names="Ingen")[0]["fravaerende"] == []


def test_the_meetings_attendance_in_the_first_punkt_is_not_its_own(
    punkter: Callable[..., list[dict[str, Any]]],
) -> None:
    found = punkter(first="Godkendelse af dagsorden", names="Jens Ulvholk")
    assert found[0]["fravaerende"] == []


def _spans(text: str, *parts: tuple[str, float]) -> list[Any]:
    return [
        SimpleNamespace(
            start=text.index(part),
            end=text.index(part) + len(part),
            label="PER",
            text=part,
            score=score,
        )
        for part, score in parts
    ]


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        (
            "Birthe von der Hede og Jens Ulvholk",
            [("Birthe", 0.9), ("Hede", 0.7), ("Jens Ulvholk", 0.95)],
            [("Birthe von der Hede", 0.7), ("Jens Ulvholk", 0.95)],
        ),
        ("Ole de la Cour gik.", [("Ole", 0.8)], [("Ole de la Cour", 0.8)]),
        ("Imod stemte alene Abdi Nur.", [("alene Abdi Nur", 0.6)], [("Abdi Nur", 0.6)]),
        ("Afbud fra jens ulvholk.", [("jens ulvholk", 0.9)], [("jens ulvholk", 0.9)]),
        (
            "Gaardejer Kr. Møllegaard kom.",
            [("Gaardejer Kr. Møllegaard", 0.8)],
            [("Kr. Møllegaard", 0.8)],
        ),
        ("Ole og de Radikale gik.", [("Ole", 0.8)], [("Ole", 0.8)]),
        ("Jens de Konservative", [("Jens", 0.8)], [("Jens", 0.8)]),
    ],
)
def test_names_have_all_their_words_and_no_others(
    text: str, parts: list[tuple[str, float]], expected: list[tuple[str, float]]
) -> None:
    found = navne.people_of(text, _spans(text, *parts))
    assert [(name.navn, name.score) for name in found] == expected
    assert all(text[name.start : name.end] == name.navn for name in found)


def test_names_that_are_hardly_likely_and_other_kinds_are_left_out() -> None:
    spans: list[Any] = [
        SimpleNamespace(start=0, end=4, label="PER", text="Ulvø", score=0.39),
        SimpleNamespace(start=5, end=9, label="LOC", text="Tved", score=0.99),
    ]
    assert navne.people_of("Ulvø Tved", spans) == ()


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """An installation of which ``models/ner`` can be changed."""
    monkeypatch.setattr(resources, "_SHARE", tmp_path / "none")
    monkeypatch.setattr(resources, "_CHECKOUT", tmp_path)
    navne.load_finder.cache_clear()
    yield tmp_path / "models" / "ner"
    navne.load_finder.cache_clear()


def test_without_its_folder_there_is_no_model(elsewhere: Path) -> None:
    assert resources.names_model_dir() is None
    assert navne.load_finder() is None


def test_a_folder_with_a_notice_alone_is_no_model(elsewhere: Path) -> None:
    elsewhere.mkdir(parents=True)
    (elsewhere / "NOTICE.md").write_text("Licens", encoding="utf-8")
    assert resources.names_model_dir() is None
