"""Reads the Danish corpora with names: DaN+ (tsv) and UNER (iob2).

Both are layers over one text, the Danish Dependency Treebank, with the same words in the same
sentences. They are read where they lie and never copied: see ``models/ner/NOTICE.md`` for what
they are and what they ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from referat.danish.fremmoede import PARTY
from referat.errors import SettingsError
from referat.training.ner.saetning import OUTSIDE, Saetning, marks_of, spans_of

_PARTI = re.compile(
    r"^(?:\w+partiet|Venstre|De Radikale|Radikale Venstre|Centrum-?[Dd]emokraterne|"
    r"Kristeligt Folkeparti|Socialdemokrati\w*|De Konservative|Det [Kk]onservative \w+)$"
)
_UDVALG = re.compile(
    r"(?:udvalg|udvalget|byråd|byrådet|kommunalbestyrelsen?|borgerrepræsentation(?:en)?|"
    r"amtsråd|amtsrådet|regionsråd(?:et)?|magistrat(?:en)?|sogneråd(?:et)?)$",
    re.IGNORECASE,
)


def read_danplus(path: Path) -> tuple[Saetning, ...]:
    """Sentences of a DaN+ file; first level, parts of names as their whole, no derivations."""
    return tuple(
        _sentence([(row[0], row[1]) for row in block if len(row) >= 2]) for block in _blocks(path)
    )


def read_uner(path: Path) -> tuple[Saetning, ...]:
    """Sentences of a UNER file."""
    return tuple(
        _sentence([(row[1], row[2]) for row in block if len(row) >= 3]) for block in _blocks(path)
    )


def _blocks(path: Path) -> Iterator[list[list[str]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise SettingsError(
            f"a corpus file cannot be read ({error.strerror}).",
            action="Give the folder that holds DaNplus/ and UNER_Danish-DDT/ with --corpora.",
            path=str(path),
        ) from error
    for block in re.split(r"\n\s*\n", text):
        rows = [
            line.split("\t")
            for line in block.splitlines()
            if line.strip() and not re.match(r"# [\w ]+=", line)
        ]
        if rows:
            yield rows


def _sentence(rows: Iterable[tuple[str, str]]) -> Saetning:
    words: list[str] = []
    marks: list[str] = []
    for word, mark in rows:
        kind, _, name = mark.partition("-")
        name = re.sub(r"part$", "", name)
        words.append(word.strip() or "_")
        marks.append(f"{kind}-{name}" if name in ("PER", "ORG", "LOC") else OUTSIDE)
    spans = [
        (start, end, _finer(label, " ".join(words[start:end])))
        for start, end, label in spans_of(marks)
    ]
    return Saetning(ord=tuple(words), maerker=marks_of(len(words), spans))


def _finer(label: str, text: str) -> str:
    """Parties and bodies, which the corpora have among the organisations."""
    if label != "ORG":
        return label
    if _PARTI.match(text) or (PARTY.match(text) and text not in ("KL", "NL", "SD")):
        return "PARTI"
    return "UDVALG" if _UDVALG.search(text) else label
