"""Training data of the line net: generated documents as facts and tags of their lines.

A folder that ``referat corpus make`` wrote comes in; packs go out: one ``.npz`` of numbers for any
number of documents, and a reader that hands them to ``spacy train`` as examples. Documents go
through the pages stage and the rules first, as they will when the net is used.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from referat.errors import ReferatError
from referat.files import write_whole
from referat.ingest.discover import open_source
from referat.pages.choose import read_pages
from referat.settings import Settings
from referat.structure.features import features_of
from referat.structure.linjer import FACTS, GOLD
from referat.structure.roles import assign_roles
from referat.structure.tags import NUMBER, gold_tag, tags_of
from referat.structure.views import make_views
from referat.training.korpus.guld import label_lines, read_dokument
from referat.training.korpus.tryk import LinjeRolle
from referat.training.ner.stoej import spoil
from referat.types import Line, Page, TextSource

SCANNED = 0.15
"""Share of the documents with a layout that are packed as if OCR had read them."""

NO_TAG = -1
"""Tag of a line that no printed block of the source matches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """Lines of one document."""

    name: str
    """File name without ending."""
    family: str
    """Family of its layout; "fri" for a layout beyond the families."""
    facts: NDArray[np.int32]
    """Shape (lines, slots)."""
    styles: NDArray[np.int32]
    """Shape (lines,)."""
    tags: NDArray[np.int32]
    """Gold, shape (lines,); ``NO_TAG`` where unknown."""
    rules: NDArray[np.int32]
    """The rules' tags, shape (lines,)."""


def pack_document(path: Path, settings: Settings) -> Packed | None:
    """One generated document as numbers; ``None`` where it cannot be read."""
    try:
        source = open_source(path, kommune=None, max_bytes=settings.max_bytes)
        pages = read_pages(source, settings).pages
    except ReferatError:
        return None
    printed = read_dokument(path.with_name(f"{path.name.split('.')[0]}.linjer.json"))
    gold = []
    heading = 0  # the punkt whose heading the line above belongs to
    for tag in label_lines(printed, pages):
        if tag is None:
            gold.append(NO_TAG)
            continue
        # Number and title may be printed as two blocks, and their lines beside other cells: only
        # the first line of the first block opens.
        opens = tag.rolle is LinjeRolle.HEADING and tag.begynder and heading != tag.punkt
        if tag.rolle is LinjeRolle.HEADING:
            heading = tag.punkt
        elif tag.rolle is not LinjeRolle.FURNITURE and tag.begynder:
            heading = 0
        gold.append(NUMBER[gold_tag(tag.rolle.value, tag.type, opens, run_in=tag.etiket > 0)])
    rng = random.Random(path.stem)
    if rng.random() < SCANNED and any(line.box for page in pages for line in page.lines):
        pages = as_scanned(pages, rng)
    return pack_pages(path.stem, printed.family, pages, gold)


def as_scanned(pages: tuple[Page, ...], rng: random.Random) -> tuple[Page, ...]:
    """Pages as OCR might have read them: letters spoilt, weight lost, sizes unsteady.

    Drawing scans and reading them takes a hundred times as long; what the net has to get used to
    is what reaches it: misread words, lines without weight and sizes that jump.
    """
    rate = rng.choice((0.002, 0.005, 0.01, 0.03))
    return tuple(
        replace(
            page,
            source=TextSource.OCR,
            lines=tuple(_as_read(line, rate, rng) for line in page.lines),
        )
        for page in pages
    )


def _as_read(line: Line, rate: float, rng: random.Random) -> Line:
    text = " ".join(spoil(word, rate, rng) for word in line.text.split()) or line.text
    size = line.size * rng.uniform(0.94, 1.06) if line.size else line.size
    return replace(
        line, text=text, bold=False, italic=False, size=size, confidence=rng.uniform(0.7, 0.97)
    )


def pack_pages(name: str, family: str, pages: tuple[Page, ...], gold: list[int]) -> Packed:
    """Pages with known tags as numbers."""
    views, measures = make_views(pages)
    roles = assign_roles(views, measures)
    rules = tags_of(views, roles.headings)
    facts, styles = features_of(views, measures, rules)
    return Packed(
        name=name,
        family=family,
        facts=facts,
        styles=styles,
        tags=np.array(gold, dtype=np.int32),
        rules=np.array(rules, dtype=np.int32),
    )


def pack_folder(folder: Path, out: Path, *, workers: int = 2) -> int:
    """All documents of a folder into one pack; returns how many."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".pdf", ".txt", ".html"))
    settings = Settings()
    with ProcessPoolExecutor(workers) as pool:
        packed = [
            document
            for document in pool.map(partial(pack_document, settings=settings), paths, chunksize=8)
            if document is not None
        ]
    write_pack(packed, out)
    return len(packed)


def write_pack(documents: list[Packed], out: Path) -> None:
    """Write a pack, whole or not at all."""
    ends = np.cumsum([len(document.tags) for document in documents])
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        ends=ends,
        names=np.array([document.name for document in documents]),
        families=np.array([document.family for document in documents]),
        facts=np.concatenate([document.facts for document in documents]).astype(np.uint16),
        styles=np.concatenate([document.styles for document in documents]).astype(np.uint16),
        tags=np.concatenate([document.tags for document in documents]).astype(np.int8),
        rules=np.concatenate([document.rules for document in documents]).astype(np.int8),
    )
    write_whole(out, buffer.getvalue(), what="The pack", named=out)


def read_pack(path: Path) -> Iterator[Packed]:
    """The documents of a pack, in order."""
    with np.load(path) as pack:
        ends = pack["ends"]
        names, families = pack["names"], pack["families"]
        facts = pack["facts"].astype(np.int32)
        styles = pack["styles"].astype(np.int32)
        tags = pack["tags"].astype(np.int32)
        rules = pack["rules"].astype(np.int32)
    start = 0
    for name, family, end in zip(names, families, ends, strict=True):
        piece = slice(start, int(end))
        yield Packed(
            name=str(name),
            family=str(family),
            facts=facts[piece],
            styles=styles[piece],
            tags=tags[piece],
            rules=rules[piece],
        )
        start = int(end)


@registry.readers("referat.LinePacks.v1")  # type: ignore[untyped-decorator]  # spaCy's
def make_reader(
    paths: list[str], without: str, only: str
) -> Callable[[Language], Iterable[Example]]:
    """Reader of packs for ``spacy train``.

    Args:
        paths: Packs.
        without: Families to leave out, with commas between; "" for none.
        only: Family to read alone; "" for all.
    """
    left_out = set(filter(None, without.split(",")))

    def read(nlp: Language) -> Iterator[Example]:
        for path in paths:
            for document in read_pack(Path(path)):
                if document.family in left_out or (only and document.family != only):
                    continue
                if len(document.tags):
                    yield make_example(document, nlp)

    return read


def make_example(document: Packed, nlp: Language) -> Example:
    """A document of a pack as spaCy has examples: an empty ``Doc`` that carries numbers."""
    predicted, reference = (Doc(nlp.vocab, words=["-"]) for _ in range(2))
    predicted.user_data[FACTS] = (document.facts, document.styles)
    reference.user_data[GOLD] = document.tags
    return Example(predicted, reference)
