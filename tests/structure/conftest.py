"""Small documents for the structure stage: as plain text, or set on pages with a layout.

All people, places and cases are invented.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from referat.pages.plaintext import read_text
from referat.structure.document import load_pipeline, structure_document
from referat.structure.interchange import to_interchange
from referat.structure.navneprosa import Navn
from referat.structure.roles import Roles, assign_roles
from referat.structure.views import Measures, View, make_views
from referat.types import (
    Box,
    FileKind,
    Line,
    LineRole,
    Page,
    ReadPages,
    Referat,
    SourceFile,
    TextSource,
)

if TYPE_CHECKING:
    from spacy.language import Language

LETTER = 0.48
"""Width of a letter in font sizes, about what Helvetica has."""
MARGIN = 72.0

Row = str | dict[str, Any] | tuple[str | dict[str, Any], ...]


def _line(text: str, *, number: int = 1, page: int = 1, **more: Any) -> Line:
    values = {"row": number, "box": None, "size": None, **more}
    return Line(text=text, page=page, number=number, **values)


def _plain(text: str) -> ReadPages:
    pages = [
        Page(
            number=number,
            width=0.0,
            height=0.0,
            source=TextSource.PLAIN_TEXT,
            reason="prøve",
            lines=lines,
        )
        for number, lines in enumerate(read_text(dedent(text).strip("\n")), start=1)
    ]
    return ReadPages(pages=tuple(pages))


def _set(row: str | dict[str, Any]) -> dict[str, Any]:
    return {"text": row} if isinstance(row, str) else row


def _lay_out(*rows: Row, source: TextSource = TextSource.TEXT_LAYER) -> ReadPages:
    pages: list[list[Line]] = [[]]
    bottom = MARGIN
    for row in rows:
        if row == "\f":
            pages.append([])
            bottom = MARGIN
            continue
        cells = [_set(cell) for cell in (row if isinstance(row, tuple) else (row,))]
        lines = pages[-1]
        number = lines[-1].row + 1 if lines else 1
        height = max(cell.get("size", 11.0) for cell in cells)
        gap = cells[0].get("gap", 0.17) if lines else 0.0
        top = bottom + gap * height
        for place, cell in enumerate(cells):
            size = cell.get("size", 11.0)
            x0 = cell.get("x", MARGIN + 130.0 * place)
            lines.append(
                Line(
                    text=cell["text"],
                    page=len(pages),
                    number=len(lines) + 1,
                    row=number,
                    box=Box(
                        x0=x0,
                        top=top,
                        x1=x0 + LETTER * size * len(cell["text"]),
                        bottom=top + height,
                    ),
                    size=size,
                    bold=cell.get("bold", False),
                    italic=cell.get("italic", False),
                    gap=gap,
                    listed=cell["text"].startswith("- "),
                    furniture=cell.get("furniture", False),
                    confidence=cell.get("confidence", 1.0),
                )
            )
        bottom = top + height
    return ReadPages(
        pages=tuple(
            Page(
                number=number,
                width=595.0,
                height=842.0,
                source=source,
                reason="prøve",
                lines=tuple(lines),
            )
            for number, lines in enumerate(pages, start=1)
        )
    )


@pytest.fixture(scope="session")
def nlp() -> Iterator[Language]:
    """The pipeline that is shipped, with the line net not heard.

    The documents of these tests are a few lines long and state what the rules read; what the net
    changes is tested in ``test_advice.py`` and ``test_linjer.py``.
    """
    nlp = load_pipeline()
    advisor = nlp.get_pipe("raad")
    advisor.active = False
    yield nlp
    advisor.active = True


@pytest.fixture(scope="session")
def make_line() -> Callable[..., Line]:
    """``make_line("text", number=2, gap=1.0)``: a line without layout unless one is given."""
    return _line


@pytest.fixture(scope="session")
def plain() -> Callable[[str], ReadPages]:
    """Pages of a converter's text; a form feed parts pages."""
    return _plain


@pytest.fixture(scope="session")
def lay_out() -> Callable[..., ReadPages]:
    """Pages with a layout: a row is a text, a dict with ``text`` and what differs, or cells.

    A dict may hold ``x``, ``size``, ``bold``, ``italic``, ``gap`` and ``furniture``; a tuple holds
    the cells of one row; ``"\\f"`` breaks the page.
    """
    return _lay_out


@pytest.fixture(scope="session")
def structure(nlp: Language) -> Callable[..., Referat]:
    """``structure(text or pages, kommune=…)``: one document through the whole stage."""

    def run(
        document: str | ReadPages, *, kommune: str | None = None, path: str = "m.txt"
    ) -> Referat:
        pages = _plain(document) if isinstance(document, str) else document
        source = SourceFile(path=path, sha256="0" * 64, kind=FileKind.TEXT, size=1, kommune=kommune)
        return structure_document(source, pages, nlp)

    return run


@pytest.fixture(scope="session")
def read(structure: Callable[..., Referat]) -> Callable[..., dict[str, Any]]:
    """The same, as the interchange format."""

    def run(document: str | ReadPages, **options: Any) -> dict[str, Any]:
        return to_interchange(structure(document, **options))

    return run


@pytest.fixture(scope="session")
def views_of() -> Callable[..., tuple[list[View], Measures]]:
    """Views of a text or of pages, before any role is given."""

    def run(document: str | ReadPages) -> tuple[list[View], Measures]:
        pages = _plain(document) if isinstance(document, str) else document
        return make_views(pages.pages)

    return run


@pytest.fixture(scope="session")
def roles_of() -> Callable[..., tuple[list[View], Roles]]:
    """Views with their roles, and what the roles say of the document."""

    def run(document: str | ReadPages) -> tuple[list[View], Roles]:
        pages = _plain(document) if isinstance(document, str) else document
        views, measures = make_views(pages.pages)
        return views, assign_roles(views, measures)

    return run


@pytest.fixture(scope="session")
def role_of() -> Callable[[Sequence[View], str], LineRole]:
    """Role of the first line that opens with some words."""

    def run(views: Sequence[View], words: str) -> LineRole:
        return next(view.role for view in views if view.text.startswith(words))

    return run


PEOPLE = (
    "Jens Ulvholk|Tove Lindestrup|Birthe von der Hede|Ebbe Langsø|ebbe langsø|Tove L1ndestrup|"
    "A. Møller|Ulvholk"
)


@pytest.fixture
def stand_in() -> Callable[[Sequence[str]], list[tuple[Navn, ...]]]:
    """Finds the people of these tests and nobody else."""

    def find(texts: Sequence[str]) -> list[tuple[Navn, ...]]:
        return [
            tuple(
                Navn(start=found.start(), end=found.end(), navn=found[0], score=0.8)
                for found in re.finditer(PEOPLE, text)
            )
            for text in texts
        ]

    return find
