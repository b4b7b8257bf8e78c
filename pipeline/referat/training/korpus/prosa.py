"""Running prose of one case: paragraphs, lists, sub-headings and tables from its sentence stock.

A sentence template comes from the case's own frame (``stof/emner_*.txt``) or from what fits any
case (``stof/prosa.txt``); each is used once in a case while there are others left.
"""

from __future__ import annotations

from collections.abc import Sequence

from referat.training.korpus.indhold import Blok, BlokArt
from referat.training.korpus.skabelon import fill, upper_first
from referat.training.korpus.slots import Kontekst
from referat.training.korpus.stof import Stof
from referat.training.korpus.tabeller import make_table

EGNE = 0.55
"""Share of sentences from the frame's own list, where it has one."""


class Prosa:
    """The sentences of one case.

    Args:
        k: The case's context.
        emne: The case's frame.
        almen: Sentences for any case of that time.
    """

    def __init__(self, k: Kontekst, emne: Stof, almen: Stof) -> None:
        self.k = k
        self.rng = k.rng
        self.emne = emne
        self.almen = almen

    def template(self, liste: str) -> str:
        """A template of a list that this case has not used yet, as long as there is one."""
        split = self.k.split
        own = self.emne.skabeloner(liste, split)
        general = self.almen.skabeloner(liste, split)
        first, second = (own, general) if self.rng.random() < EGNE else (general, own)
        return self.k.pick(first, second)

    def sentence(self, liste: str) -> str:
        """One sentence."""
        return upper_first(fill(self.template(liste), self.k))

    def paragraph(self, liste: str, first: int, last: int, *, spice: bool = False) -> Blok:
        """A paragraph of between ``first`` and ``last`` sentences.

        Args:
            liste: Where its sentences come from.
            first: Fewest sentences.
            last: Most sentences.
            spice: Mix in what other bodies decided, and numbers that look like case numbers.
        """
        lines = [self.sentence(liste) for _ in range(self.rng.randint(first, last))]
        if spice and self.rng.random() < 0.35:
            extra = self.rng.choice(("forveksling", "forveksling", "citat"))
            lines.insert(self.rng.randint(0, len(lines)), self.sentence(extra))
        return Blok(art=BlokArt.AFSNIT, tekst=" ".join(lines))

    def bullets(self, *, numbered: bool | None = None) -> list[Blok]:
        """A sentence that announces a list, and the list."""
        if numbered is None:
            numbered = self.rng.random() < 0.4
        art = BlokArt.TAL if numbered else BlokArt.PUNKTTEGN
        blocks = [Blok(art=BlokArt.AFSNIT, tekst=self.sentence("liste_start"))]
        for _ in range(self.rng.randint(2, 7)):
            text = fill(self.template("punkt"), self.k)
            if self.rng.random() < 0.6:
                text = upper_first(text)
            if self.rng.random() < 0.3 and not text.endswith((".", ":")):
                text += "."
            blocks.append(Blok(art=art, tekst=text))
        return blocks

    def table(self) -> list[Blok]:
        """A table, half of them with a line that says what it is."""
        lead = []
        if self.rng.random() < 0.5:
            lead = [Blok(art=BlokArt.AFSNIT, tekst=self.sentence("tabel_start"))]
        return [*lead, make_table(self.k)]

    def heading(self, number: int | None = None) -> Blok:
        """A sub-heading; with a number it looks like a punkt's."""
        if number is not None:
            text = fill(self.template("rubrik_nummer"), self.k)
            return Blok(art=BlokArt.MELLEMRUBRIK, tekst=f"{number}. {text}")
        return Blok(art=BlokArt.MELLEMRUBRIK, tekst=fill(self.template("rubrik"), self.k))

    def account(self, length: float) -> tuple[Blok, ...]:
        """The account of the case: one paragraph at length 0, about a page at 1."""
        rng = self.rng
        blocks = [self.paragraph("fremstilling", 1, 1 + int(4 * length), spice=length > 0.2)]
        parts = int(length * length * 9 + length * 3 * rng.random())
        headed = length > 0.3 and rng.random() < 0.5
        numbered = headed and rng.random() < 0.2
        count = 0
        for _ in range(parts):
            if headed and rng.random() < 0.55:
                count += 1
                blocks.append(self.heading(count if numbered else None))
            draw = rng.random()
            if draw < 0.15:
                blocks += self.bullets()
            elif draw < 0.24:
                blocks += self.table()
            else:
                liste = "baggrund" if draw > 0.9 else "fremstilling"
                blocks.append(self.paragraph(liste, 1, 5, spice=True))
        if blocks[-1].art is BlokArt.MELLEMRUBRIK:
            blocks.append(self.paragraph("fremstilling", 1, 2))
        return tuple(blocks)

    def section(self, liste: str, length: float) -> tuple[Blok, ...]:
        """A shorter section: a sentence at length 0, two or three paragraphs at 1."""
        rng = self.rng
        blocks = [self.paragraph(liste, 1, 1 + int(3 * length))]
        if length > 0.4 and rng.random() < 0.5:
            blocks.append(self.paragraph(liste, 1, 3, spice=True))
        if length > 0.5 and liste == "oekonomi" and rng.random() < 0.4:
            blocks += self.table()
        elif length > 0.5 and rng.random() < 0.15:
            blocks += self.bullets()
        return tuple(blocks)

    def recommendation(self, points: int) -> tuple[Blok, ...]:
        """Who recommends, and the points; one point may stand in the same sentence."""
        rng = self.rng
        start = self.sentence("indstilling_start")
        texts = [fill(self.template("indstilling"), self.k) for _ in range(points)]
        joined = start.endswith(("at", ":"))
        if points == 1 and rng.random() < 0.6:
            link = "" if joined else " at"
            return (Blok(art=BlokArt.AFSNIT, tekst=_stop(f"{start}{link} {texts[0]}")),)
        art = BlokArt.TAL if rng.random() < 0.6 else BlokArt.PUNKTTEGN
        with_at = rng.random() < 0.5 or not start.endswith("at")
        if with_at:
            start = start.removesuffix(" at")
            texts = [f"at {text}" for text in texts]
        end = rng.choice((".", "", ".", ","))
        texts = [_stop(text, end) for text in texts]
        return (
            Blok(art=BlokArt.AFSNIT, tekst=start),
            *(
                Blok(art=art, tekst=upper_first(t) if end == "." and rng.random() < 0.3 else t)
                for t in texts
            ),
        )


def _stop(text: str, end: str = ".") -> str:
    return text if text.endswith((".", "!", "?", '"')) else text + end


def one_line(blokke: Sequence[Blok]) -> str:
    """All blocks as one text."""
    return " ".join(
        blok.tekst or " ".join(" ".join(row) for row in blok.raekker) for blok in blokke
    )
