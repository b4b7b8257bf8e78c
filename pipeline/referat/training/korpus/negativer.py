"""Documents that are no minutes: notes, reports, letters, statutes, answers, Nordic minutes.

They share words with minutes on purpose: a statute talks of votes, a note has "Sagsgang", a letter
tells what the committee decided, and numbered chapters look like punkter.
"""

from __future__ import annotations

from random import Random
from typing import Literal, get_args

from referat.errors import SettingsError
from referat.training.korpus.indhold import Blok, BlokArt, Split
from referat.training.korpus.personer import make_people
from referat.training.korpus.skabelon import fill, upper_first
from referat.training.korpus.slots import Kontekst
from referat.training.korpus.steder import make_place
from referat.training.korpus.stof import Stof, read_stof
from referat.training.korpus.tabeller import make_table

Kind = Literal["note", "aarsberetning", "brev", "vedtaegt", "hoeringssvar", "norsk", "svensk"]
GENERAL = 0.45
"""Share of a note's or letter's sentences that could stand in a case as well."""
KINDS: tuple[Kind, ...] = get_args(Kind)


def make_negative(rng: Random, split: Split, kind: str) -> tuple[Blok, ...]:
    """The text of a document that holds no punkter; its first block is the title.

    Raises:
        SettingsError: ``kind`` is none of ``KINDS``.
    """
    if kind not in KINDS:
        raise SettingsError(f"corpus: no negative document is called {kind}; there are {KINDS}.")
    sted = make_place(rng, split, aar=rng.randint(1996, 2026))
    organ = rng.choice(sted.organer)
    k = Kontekst(
        rng,
        split,
        sted=sted,
        people=make_people(rng, split, 9, aar=sted.aar),
        udvalg=organ.navn,
        higher=organ.higher,
        hovedgruppe=rng.choice(("00", "01", "05", "17", "27", "29")),
    )
    k.draw_words(read_stof("dele")["standard"].ordvalg)
    block = read_stof("negativer")[kind]
    k.draw_words(block.ordvalg)
    maker = _Negative(k, block)
    if kind in {"norsk", "svensk"}:
        return maker.foreign_minutes()
    if kind == "vedtaegt":
        return maker.statutes()
    if kind in {"brev", "hoeringssvar"}:
        return maker.letter()
    return maker.report()


class _Negative:
    def __init__(self, k: Kontekst, block: Stof) -> None:
        self.k = k
        self.rng = k.rng
        self.block = block
        foreign = block.navn in {"norsk", "svensk", "vedtaegt"}
        self.general = None if foreign else read_stof("prosa")["ny"]

    def _text(self, liste: str) -> str:
        own = self.block.skabeloner(liste, self.k.split)
        if liste == "tekst" and self.general and self.rng.random() < GENERAL:
            art = self.rng.choice(
                ("fremstilling", "fremstilling", "baggrund", "vurdering", "forveksling")
            )
            return upper_first(
                fill(self.k.pick(self.general.skabeloner(art, self.k.split)), self.k)
            )
        return upper_first(fill(self.k.pick(own), self.k))

    def _blok(self, art: BlokArt, text: str) -> Blok:
        return Blok(art=art, tekst=text)

    def _paragraph(self, first: int, last: int) -> Blok:
        """Sentences of the document's own list, none twice in a row."""
        lines: list[str] = []
        for _ in range(self.rng.randint(first, last)):
            text = self._text("tekst")
            if not lines or lines[-1] != text:
                lines.append(text)
        return self._blok(BlokArt.AFSNIT, " ".join(lines))

    def report(self) -> tuple[Blok, ...]:
        """A note or report: chapters, half of them numbered, with lists and tables."""
        rng = self.rng
        blocks = [self._blok(BlokArt.MELLEMRUBRIK, self._text("titel"))]
        numbered = rng.random() < 0.5
        for chapter in range(1, rng.randint(3, 9)):
            head = self._text("rubrik")
            blocks.append(
                self._blok(BlokArt.MELLEMRUBRIK, f"{chapter}. {head}" if numbered else head)
            )
            blocks += [self._paragraph(1, 5) for _ in range(rng.randint(1, 3))]
            draw = rng.random()
            if draw < 0.2:
                blocks.append(make_table(self.k))
            elif draw < 0.45:
                art = rng.choice((BlokArt.PUNKTTEGN, BlokArt.TAL))
                blocks += [self._blok(art, self._clause()) for _ in range(rng.randint(2, 6))]
        return tuple(blocks)

    def _clause(self) -> str:
        return upper_first(
            fill(
                self.rng.choice(("{emneord}", "{handling}", "{bemaerkning}", "{forening}")), self.k
            )
        )

    def statutes(self) -> tuple[Blok, ...]:
        """Paragraphs with "Stk. 2." and headings over some of them."""
        rng = self.rng
        blocks = [self._blok(BlokArt.MELLEMRUBRIK, self._text("titel"))]
        headed = rng.random() < 0.7
        for number in range(1, rng.randint(6, 18)):
            if headed and rng.random() < 0.6:
                blocks.append(self._blok(BlokArt.MELLEMRUBRIK, self._text("rubrik")))
            blocks.append(self._blok(BlokArt.AFSNIT, f"§ {number}. {self._text('tekst')}"))
            for part in range(2, rng.choice((2, 2, 3, 4))):
                blocks.append(self._blok(BlokArt.AFSNIT, f"Stk. {part}. {self._text('tekst')}"))
        return tuple(blocks)

    def letter(self) -> tuple[Blok, ...]:
        """To whom, what about, some paragraphs, greetings."""
        rng = self.rng
        blocks = [
            self._blok(BlokArt.MELLEMRUBRIK, self._text("titel")),
            self._blok(BlokArt.AFSNIT, self._text("start")),
            *(self._paragraph(1, 4) for _ in range(rng.randint(2, 7))),
        ]
        if rng.random() < 0.3:
            art = rng.choice((BlokArt.PUNKTTEGN, BlokArt.TAL))
            blocks += [self._blok(art, self._clause()) for _ in range(rng.randint(2, 5))]
        if "slut" in self.block.lister:
            blocks.append(self._blok(BlokArt.AFSNIT, self._text("slut")))
            blocks.append(self._blok(BlokArt.AFSNIT, self.k.slot("borger")))
        return tuple(blocks)

    def foreign_minutes(self) -> tuple[Blok, ...]:
        """Minutes in a neighbour's language: head, items, decisions."""
        rng = self.rng
        self.k.ord["organ"] = self._text("organ")
        blocks = [
            self._blok(BlokArt.MELLEMRUBRIK, self._text("kommune")),
            self._blok(BlokArt.MELLEMRUBRIK, self._text("start")),
        ]
        heads = list(dict.fromkeys(self._text("hoved") for _ in range(rng.randint(4, 8))))
        blocks += [self._blok(BlokArt.AFSNIT, text) for text in heads]
        for _ in range(rng.randint(2, 7)):
            blocks.append(self._blok(BlokArt.MELLEMRUBRIK, self._text("sak")))
            blocks += [self._paragraph(1, 3) for _ in range(rng.randint(1, 4))]
        return tuple(blocks)
