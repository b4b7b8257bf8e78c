"""The stage as a whole: no line is lost, odd documents, and errors that say what to do."""

from __future__ import annotations

import importlib.metadata
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from referat.errors import MissingModelError, StructureError
from referat.resources import model_dir
from referat.structure.document import load_pipeline, make_doc, structure_document
from referat.types import (
    Box,
    Dokumenttype,
    FileKind,
    Line,
    LineRole,
    Page,
    Problem,
    ReadPages,
    Referat,
    Severity,
    SourceFile,
    TextSource,
)

FEW = settings(
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)

# Lines as minutes have them, and characters that no minutes should have.
WORDS = st.sampled_from(
    [
        "Referat Byrådet den 3. maj 2019",
        "Indholdsfortegnelse",
        "Punkt 1: Godkendelse af dagsorden",
        "1. Godkendelse af dagsorden",
        "2. Budget",
        "Punkt 2: Budget .....",
        "3",
        "13/40771",
        "Åbent punkt",
        "LUKKET MØDE",
        "Indstilling",
        "Beslutning",
        "Beslutning i Byrådet den 03-05-2019:",
        "Økonomiudvalget, 12. april 2019, pkt. 7:",
        "Godkendt.",
        "Fraværende: Signe Ørnvig",
        "Fraværende i Byrådet – 3. maj 2019:",
        "Signe Ørnvig, Holger Rudbæk",
        "Bilag",
        "- Oversigt.pdf",
        "Deltagere:",
        "Afbud:",
        "Dato:",
        "Ad. 1) Godkendt.",
        "Emne",
        "Pkt.",
        "Referat",
        "Underskriftsblad",
        "",
        " ",
        "\u00ad",
        "̵",
        "\ufeff",
        "\u202e",
        "𝔊𝔬𝔡𝔨𝔢𝔫𝔡𝔱",
        "²³",
        "١٢. Arabiske tal",
    ]
)
TEXTS = WORDS | st.text(max_size=60)


@st.composite
def documents(draw: st.DrawFn) -> ReadPages:
    """Pages of arbitrary lines, with or without a layout, furniture and rows of cells."""
    laid_out = draw(st.booleans())
    source = draw(st.sampled_from([TextSource.OCR, TextSource.TEXT_LAYER]))
    pages = []
    for page in range(1, draw(st.integers(1, 3)) + 1):
        lines: list[Line] = []
        row = 0
        for text in draw(st.lists(TEXTS, max_size=14)):
            row += 0 if lines and draw(st.integers(0, 4)) == 0 else 1
            top = 72.0 + 14 * row
            x0 = draw(st.sampled_from([72.0, 90.0, 300.0]))
            lines.append(
                Line(
                    text=text,
                    page=page,
                    number=len(lines) + 1,
                    row=row,
                    box=Box(x0=x0, top=top, x1=x0 + 200, bottom=top + 11) if laid_out else None,
                    size=draw(st.sampled_from([9.0, 11.0, 14.0])) if laid_out else None,
                    bold=draw(st.booleans()),
                    gap=draw(st.sampled_from([0.0, 0.2, 1.0])),
                    listed=text.startswith("- "),
                    furniture=draw(st.integers(0, 9)) == 0,
                )
            )
        pages.append(
            Page(
                number=page,
                width=595.0 if laid_out else 0.0,
                height=842.0 if laid_out else 0.0,
                source=source if laid_out else TextSource.PLAIN_TEXT,
                reason="prøve",
                lines=tuple(lines),
            )
        )
    return ReadPages(pages=tuple(pages))


def _same_places(referat: Referat, pages: Sequence[Page]) -> None:
    expected = [(line.page, line.number) for page in pages for line in page.lines]
    assert [(line.page, line.number) for line in referat.roles] == expected


@FEW
@given(pages=documents())
@example(pages=ReadPages(pages=()))
def test_every_line_has_one_place_in_order(
    pages: ReadPages, structure: Callable[..., Referat]
) -> None:
    referat = structure(pages)
    _same_places(referat, pages.pages)
    places = len(referat.punkter)
    assert all(line.punkt is None or 1 <= line.punkt <= places for line in referat.roles)
    assert all(0.0 <= line.score <= 1.0 for line in referat.roles)


@FEW
@given(pages=documents())
def test_reading_twice_gives_the_same(pages: ReadPages, structure: Callable[..., Referat]) -> None:
    assert structure(pages) == structure(pages)


@FEW
@given(pages=documents())
def test_evidence_points_at_lines_of_the_document(
    pages: ReadPages, structure: Callable[..., Referat]
) -> None:
    referat = structure(pages)
    known = {(line.page, line.number) for page in pages.pages for line in page.lines}
    seen = [entry.evidence for entry in (*referat.evidence, *referat.moede.evidence)]
    seen += [person.evidence for person in referat.fremmoede]
    for punkt in referat.punkter:
        seen.append(punkt.evidence)
        parts = (punkt.sagsnumre, punkt.afsnit, punkt.fravaerende, punkt.bilag, punkt.sagsgang)
        seen += [part.evidence for group in parts for part in group]
        if punkt.beslutning:
            seen.append(punkt.beslutning.evidence)
    for evidence in seen:
        assert (evidence.page, evidence.first_line) in known
        assert (evidence.last_page, evidence.last_line) in known
        assert 0.0 <= evidence.confidence <= 1.0


@FEW
@given(text=st.text(max_size=200))
def test_any_one_line_is_a_document(text: str, structure: Callable[..., Referat]) -> None:
    line = Line(text=text, page=1, number=1, row=1, box=None, size=None)
    page = Page(
        number=1, width=0, height=0, source=TextSource.PLAIN_TEXT, reason="prøve", lines=(line,)
    )
    referat = structure(ReadPages(pages=(page,)))
    assert len(referat.roles) == 1
    assert referat.dokumenttype is not Dokumenttype.REFERAT or referat.punkter


def test_the_same_document_says_who_read_it(structure: Callable[..., Referat]) -> None:
    referat = structure("Referat Byrådet den 3. maj 2019", path="a/b.txt")
    assert referat.source.path == "a/b.txt"
    assert referat.versions.program == importlib.metadata.version("referat")
    about = json.loads((model_dir() / "meta.json").read_text("utf-8"))
    assert referat.versions.model == f"da_{about['name']}-{about['version']}"


def test_the_kommune_of_the_source_overrules_the_documents(
    structure: Callable[..., Referat],
) -> None:
    text = "Kornby Kommune\nReferat Byrådet den 3. maj 2019\nKornby Kommune"
    assert structure(text).kommune == "Kornby"
    assert structure(text, kommune="Stenbøl").kommune == "Stenbøl"


def test_problems_of_the_pages_stay_in_front(
    nlp: Language, plain: Callable[[str], ReadPages]
) -> None:
    problem = Problem(
        code="tom_side",
        severity=Severity.WARNING,
        path="m.txt",
        message="Siden er tom.",
        action="Se efter.",
        page=2,
    )
    text = "Referat Byrådet\n1. Dagsorden\nBeslutning\nGodkendt.\n2. Budget\nBeslutning\nGodkendt."
    pages = ReadPages(pages=plain(text).pages, problems=(problem,))
    source = SourceFile(path="m.txt", sha256="0" * 64, kind=FileKind.TEXT, size=1)
    problems = structure_document(source, pages, nlp).problems
    assert problems[0] == problem
    assert "ingen_dato" in [entry.code for entry in problems]


def test_a_weekday_that_does_not_fit_and_a_gap_in_the_numbers_are_problems(
    structure: Callable[..., Referat],
) -> None:
    referat = structure(
        """
        Referat Byrådet
        Mødedato: Fredag den 2. maj 2019 kl. 17.00
        1. Godkendelse af dagsorden
        Beslutning
        Godkendt.
        2. Budget
        Beslutning
        Godkendt.
        4. Eventuelt
        Beslutning
        Drøftet.
        """
    )
    assert [problem.code for problem in referat.problems] == ["ugedag", "nummerspring"]
    assert all(problem.action for problem in referat.problems)


# --- odd documents ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pages",
    [
        ReadPages(pages=()),
        ReadPages(
            pages=(
                Page(
                    number=1,
                    width=595,
                    height=842,
                    source=TextSource.NONE,
                    reason="tom",
                    lines=(),
                ),
            )
        ),
    ],
    ids=["no pages", "an empty page"],
)
def test_an_empty_document_is_something_else(
    pages: ReadPages, structure: Callable[..., Referat]
) -> None:
    referat = structure(pages)
    assert referat.dokumenttype is Dokumenttype.ANDET
    assert referat.punkter == ()
    assert referat.roles == ()
    assert referat.kommune is None


def test_twenty_thousand_names_on_one_line_are_read(structure: Callable[..., Referat]) -> None:
    names = ", ".join(f"Nanna Sejrkær{'abcdefghij'[place % 10]}" for place in range(20_000))
    referat = structure(
        "Referat Byrådet den 3. maj 2019\n1. Dagsorden\nBeslutning\nGodkendt.\n"
        f"2. Budget\nSagsfremstilling\n{names}\nBeslutning\nGodkendt."
    )
    assert len(referat.roles) == 9
    assert len(referat.punkter) == 2


def test_minutes_of_four_hundred_pages_are_read(
    structure: Callable[..., Referat],
) -> None:
    pages = "\f".join(
        f"{number}. Emne {number} om havnen\n13/{1000 + number}\nSagsfremstilling\n"
        + "\n".join(f"Afsnit {part} om sagen, som den blev fremlagt." for part in range(12))
        + "\nBeslutning\nGodkendt."
        for number in range(1, 401)
    )
    referat = structure("Referat Byrådet den 3. maj 2019\n" + pages)
    assert len(referat.punkter) == 400
    assert len(referat.roles) == 1 + 400 * 17
    assert [punkt.nr for punkt in referat.punkter] == [str(number) for number in range(1, 401)]


def test_minutes_without_any_label_have_their_punkter(structure: Callable[..., Referat]) -> None:
    referat = structure(
        """
        Aar 1921 d. 14/3 holdt Sogneraadet Møde i Elmsø Kro.
        Følgende Sager behandledes:
        1. Skrivelse om Skattelister.
        Til Efterretning.
        2. Andragende fra Gaardejer Rudbæk om Bro.
        Henlagdes.
        3. Regning paa Grus til Vejen.
        Vedtoges betalt med 5 Stemmer for og 2 imod.
        """
    )
    assert [punkt.nr for punkt in referat.punkter] == ["1", "2", "3"]
    assert referat.moede.dato is not None
    assert referat.moede.dato.isoformat() == "1921-03-14"
    assert [str(punkt.beslutning.udfald[0]) for punkt in referat.punkter if punkt.beslutning] == [
        "taget_til_efterretning",
        "udgaaet",
        "godkendt",
    ]


@pytest.mark.parametrize(
    "text",
    [
        """
        Møteprotokoll
        Utvalg: Kommunestyret
        Møtested: Rådhuset
        Saksnr 1/19 Godkjenning av innkalling
        Behandling i møtet
        Vedtak: Innkallingen ble godkjent, men ikke enstemmig.
        Saksnr 2/19 Budsjett
        Vedtak: Rådmannens innstilling ble vedtatt.
        """,
        """
        Sammanträdesprotokoll
        Kommunstyrelsen
        § 1 Val av justerare
        Kommunstyrelsen beslutar att välja en ledamot och en ersättare.
        § 2 Budget
        Kommunstyrelsen beslutar inte i ärendet.
        """,
        "Minutes of the meeting\n1. Approval of the agenda\nApproved.\n2. Budget\nApproved.",
        "Отчёт\n1. Повестка\nОдобрено.\n2. Бюджет\nОдобрено.",
        "会議録\n1. 議題\n承認。\n2. 予算\n承認。",
    ],
)
def test_another_language_is_no_danish_minutes(
    text: str, structure: Callable[..., Referat]
) -> None:
    assert structure(text).dokumenttype is Dokumenttype.ANDET


def test_text_set_down_the_page_is_kept_letter_by_letter(
    structure: Callable[..., Referat],
) -> None:
    letters = [letter for letter in "REFERAT FRA MØDET I BYRÅDET 1. DAGSORDEN" if letter != " "]
    referat = structure("\n".join(letters))
    assert len(referat.roles) == len(letters)
    assert referat.punkter == ()


# --- the pipeline -----------------------------------------------------------------------------


def test_lines_are_the_tokens_and_the_spans(nlp: Language, plain: Callable[..., ReadPages]) -> None:
    pages = plain("Referat Byrådet\n1. Dagsorden\n\n\fSide to").pages
    doc = make_doc(pages, nlp)
    assert [token.text for token in doc] == ["Referat Byrådet", "1. Dagsorden", "Side to"]
    assert [span.text for span in doc.spans["lines"]] == [token.text for token in doc]
    assert doc._.pages == pages


def test_the_components_can_be_run_one_by_one(
    nlp: Language, plain: Callable[..., ReadPages]
) -> None:
    doc: Doc = make_doc(plain("Referat Byrådet\n1. Dagsorden\n2. Budget").pages, nlp)
    made_by = None
    for name, component in nlp.pipeline:
        doc = component(doc)
        if made_by is None and doc._.referat is not None:
            made_by = name
    # what comes after looks at the finished object alone
    assert made_by == "referat"
    assert nlp.pipe_names[nlp.pipe_names.index("referat") :] == [
        "referat",
        "konsistens",
        "kalibrering",
    ]


def test_the_pipeline_is_loaded_once() -> None:
    assert load_pipeline() is load_pipeline()


def test_a_missing_model_is_named_with_what_to_do(tmp_path: Path) -> None:
    missing = tmp_path / "ingen"
    with pytest.raises(MissingModelError) as caught:
        load_pipeline(str(missing))
    assert str(missing) in str(caught.value)
    assert "--model" in str(caught.value)
    assert caught.value.exit_code == 4


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("config.cfg", "[nlp\nthis is no config"),
        ("config.cfg", ""),
        ("config.cfg", '[nlp]\nlang = "da"\npipeline = ["x"]\n[components.x]\nfactory = "ukendt"'),
        ("meta.json", "{"),
        ("tokenizer", None),
    ],
)
def test_a_spoilt_model_is_named_with_what_to_do(
    tmp_path: Path, name: str, content: str | None
) -> None:
    model = tmp_path / "model"
    shutil.copytree(model_dir(), model)
    target = model / name
    if content is None:
        if target.is_dir():
            pytest.skip("this model keeps its tokenizer elsewhere")
        target.write_bytes(b"\x00spoilt")
    else:
        target.write_text(content, "utf-8")
    with pytest.raises(MissingModelError) as caught:
        load_pipeline(str(model))
    assert str(model) in str(caught.value)
    assert "Install referat again" in str(caught.value)


@pytest.mark.parametrize("error", [ValueError, IndexError, KeyError, TypeError, RecursionError])
def test_a_component_that_fails_names_the_document(
    error: type[Exception], plain: Callable[[str], ReadPages]
) -> None:
    name = f"referat_proeve_{error.__name__.lower()}"

    @Language.component(name)
    def fails(doc: Doc) -> Doc:
        raise error("her")

    broken = Language()
    broken.add_pipe(name)
    source = SourceFile(path="corpus/et.pdf", sha256="0" * 64, kind=FileKind.PDF, size=1)
    with pytest.raises(StructureError) as caught:
        structure_document(source, plain("Referat"), broken)
    assert caught.value.path == "corpus/et.pdf"
    assert error.__name__ in str(caught.value)
    assert isinstance(caught.value.__cause__, error)
    assert caught.value.exit_code == 1


def test_components_out_of_order_are_a_fault_that_is_told(
    plain: Callable[[str], ReadPages],
) -> None:
    alone = Language()
    alone.add_pipe("referat_samling")
    source = SourceFile(path="m.txt", sha256="0" * 64, kind=FileKind.TEXT, size=1)
    with pytest.raises(StructureError, match=r"m\.txt"):
        structure_document(source, plain("Referat"), alone)


def test_an_interrupt_is_not_swallowed(plain: Callable[[str], ReadPages]) -> None:
    @Language.component("referat_proeve_afbryder")
    def stops(doc: Doc) -> Doc:
        raise KeyboardInterrupt

    stopped = Language()
    stopped.add_pipe("referat_proeve_afbryder")
    source = SourceFile(path="m.txt", sha256="0" * 64, kind=FileKind.TEXT, size=1)
    with pytest.raises(KeyboardInterrupt):
        structure_document(source, plain("Referat"), stopped)


def test_every_role_can_be_given(structure: Callable[..., Referat], lay_out: Callable) -> None:
    referat = structure(
        lay_out(
            {"text": "REFERAT Byrådet d. 14-03-2019", "size": 16.0, "bold": True},
            "Mødested: Salen",
            "Afbud: Signe Ørnvig",
            {"text": "Indholdsfortegnelse", "bold": True, "gap": 1.0},
            "1. Vej .......... 2",
            "2. Sti .......... 3",
            {"text": "1. Vej", "bold": True, "size": 13.0, "gap": 1.0},
            "13/40771",
            {"text": "Indstilling", "bold": True, "gap": 1.0},
            "Forvaltningen indstiller, at vejen anlægges.",
            {"text": "Tidligere besluttet", "bold": True, "gap": 1.0},
            "Teknisk Udvalg, 1. marts 2019, pkt. 7:",
            "Anbefales.",
            {"text": "Beslutning", "bold": True, "gap": 1.0},
            "Godkendt.",
            {"text": "Fraværende: Signe Ørnvig", "gap": 1.0},
            {"text": "Bilag", "bold": True, "gap": 1.0},
            "- Kort",
            {"text": "LUKKET MØDE", "bold": True, "gap": 1.0},
            {"text": "2. Sti", "bold": True, "size": 13.0, "gap": 1.0},
            "13/40772",
            {"text": "Beslutning", "bold": True, "gap": 1.0},
            "Udsat.",
            {"text": "Underskriftsblad", "bold": True, "gap": 1.0},
            "Holger Rudbæk",
            {"text": "Side 1 af 1", "furniture": True},
        )
    )
    assert {line.role for line in referat.roles} == set(LineRole)
