"""The structure stage: the pages of one document through the spaCy pipeline to one ``Referat``.

In: a source and its pages. Out: a ``Referat`` with evidence for every value and a role for every
line.
Inside, the document is a spaCy ``Doc`` whose span group "lines" holds one span a line, with the
layout beside it; spaCy does not leave this folder.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from importlib import metadata
from typing import TYPE_CHECKING

from referat.errors import MissingModelError, StructureError
from referat.resources import model_dir
from referat.structure.cellenavne import read_captions
from referat.structure.feltetiketter import join_cells
from referat.structure.hovedspalter import read_head_columns
from referat.structure.indloeb import part_titles
from referat.structure.kortspalter import read_cards
from referat.structure.midttal import lift_numbers
from referat.structure.sagsraekker import read_case_rows
from referat.structure.sideetiketter import place_labels
from referat.structure.sidefelt import gather_facts
from referat.structure.sidespalter import read_side_by_side
from referat.structure.skema import unfold
from referat.structure.spaerret import close_up_capitals
from referat.structure.udsluttet import close_up
from referat.types import Page, ReadPages, Referat, SourceFile, Versions

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@lru_cache(maxsize=4)
def load_pipeline(model: str | None = None) -> Language:
    """The spaCy pipeline of a folder, or the one that comes with the package.

    Raises:
        MissingModelError: The folder is missing, or spaCy cannot load it.
    """
    path = model_dir(model)
    import spacy  # 0.8 s: only where a document is structured

    from referat.structure import components  # registers the factories

    components.register()
    try:
        nlp = spacy.load(path)
    except (OSError, ValueError, KeyError) as error:
        raise MissingModelError(
            f"the spaCy pipeline in {path} cannot be loaded: {error}",
            action="Install referat again, or give another folder with --model.",
        ) from error
    # Shape, prefix and the like are of words; for tokens that are whole lines nothing reads them,
    # and working them out was a tenth of the time into the database (profiled on 160 pages).
    nlp.vocab.lex_attr_getters = {}  # type: ignore[attr-defined]  # missing in spaCy's stub
    return nlp


def make_doc(pages: tuple[Page, ...], nlp: Language) -> Doc:
    """A ``Doc`` whose tokens are a document's lines, with one span a line in ``spans["lines"]``.

    Lines, not words, are what roles are given to; words are looked at only inside lines of the
    right
    role. It also costs a third: a lexeme a word was most of the time of a page. The pages hang on
    ``doc._.pages``.
    """
    from spacy.tokens import Doc, Span

    texts = [line.text or " " for page in pages for line in page.lines]
    doc = Doc(nlp.vocab, words=texts)
    doc.spans["lines"] = [Span(doc, place, place + 1, span_id=place) for place in range(len(texts))]
    doc._.pages = pages
    return doc


def _in_order(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Pages whose lines are whole, and stand in the order in which they are read."""
    whole = read_head_columns(lift_numbers(close_up(close_up_capitals(pages))))
    captioned = read_captions(whole)
    parted = read_side_by_side(captioned)
    dealt = parted is not captioned
    if parted is whole:  # no form of another kind
        parted = read_case_rows(whole)
    if parted is whole:
        parted = read_cards(whole)
    joined = join_cells(part_titles(gather_facts(place_labels(parted))))
    return joined if dealt else unfold(joined)  # its rows are in order: they are no table's


def structure_document(source: SourceFile, pages: ReadPages, nlp: Language) -> Referat:
    """Structure one document.

    Args:
        source: The file; its ``kommune`` overrules the document.
        pages: Its pages and what was wrong with them.
        nlp: The pipeline (``load_pipeline``).

    Raises:
        StructureError: The pipeline failed; the cause hangs on it.
    """
    with nlp.memory_zone():
        doc = make_doc(_in_order(pages.pages), nlp)
        doc._.kommune = source.kommune
        doc._.path = source.path
        try:
            for _, component in nlp.pipeline:
                doc = component(doc)
        except (
            ValueError,
            IndexError,
            KeyError,
            AttributeError,
            TypeError,
            RecursionError,
        ) as error:
            raise StructureError(
                f"the document could not be structured ({type(error).__name__}: {error}).",
                action="Report it with the file.",
                path=source.path,
            ) from error
        referat: Referat = doc._.referat
    return replace(
        referat,
        source=source,
        versions=versions(nlp),
        problems=(*pages.problems, *referat.problems),
    )


def versions(nlp: Language) -> Versions:
    """Versions of the program and of the pipeline."""
    return Versions(
        program=program_version(),
        model="{lang}_{name}-{version}".format_map({"version": "0", **nlp.meta}),
    )


@lru_cache(maxsize=1)
def program_version() -> str:
    """Version of the installed package."""
    try:
        return metadata.version("referat")
    except metadata.PackageNotFoundError:
        return "0"
