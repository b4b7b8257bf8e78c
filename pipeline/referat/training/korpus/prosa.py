"""Running prose of one case: paragraphs, lists, sub-headings and tables from its sentence stock.

A sentence template comes from the case's own frame (``stof/emner_*.txt``) or from what fits any
case (``stof/prosa.txt``); each is used once in a case while there are others left.
"""

from __future__ import annotations

from referat.training.korpus.indhold import Blok, BlokArt
from referat.training.korpus.skabelon import fill, upper_first
from referat.training.korpus.slots import Kontekst
from referat.training.korpus.stof import Stof
from referat.training.korpus.tabeller import make_table

EGNE = 0.55
"""Share of sentences from the frame's own list, where it has one."""


RESERVE = ("baggrund", "vurdering", "citat", "hoering", "konsekvenser", "oekonomi")
"""Where an account goes on when its own sentences are used up."""


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

    def pools(self, liste: str) -> tuple[tuple[str, ...], ...]:
        """The frame's own templates and those for any case, in the order of this draw."""
        own = self.emne.skabeloner(liste, self.k.split)
        general = self.almen.skabeloner(liste, self.k.split)
        return (own, general) if self.rng.random() < EGNE else (general, own)

    def sentence(self, liste: str) -> str:
        """One sentence."""
        return upper_first(self.clause(liste))

    def clause(self, liste: str) -> str:
        """Words as the template has them, with no large first letter."""
        return fill(self.k.pick(*self.pools(liste)), self.k)

    def paragraph(self, liste: str, first: int, last: int, *, spice: bool = False) -> Blok:
        """A paragraph of between ``first`` and ``last`` sentences, fewer where the stock ends.

        Args:
            liste: Where its sentences come from; an account goes on with those of other sections.
            first: Fewest sentences.
            last: Most sentences.
            spice: Mix in what other bodies decided, and numbers that look like case numbers.
        """
        lines: list[str] = []
        for _ in range(self.rng.randint(first, last)):
            found = liste
            if not self.k.has_fresh(*self.pools(liste)):
                others = RESERVE if liste in {"fremstilling", "baggrund"} else ()
                found = next((o for o in others if self.k.has_fresh(*self.pools(o))), liste)
                if found == liste and lines:
                    break
            lines.append(self.sentence(found))
        if spice and self.rng.random() < 0.35:
            extra = self.rng.choice(("forveksling", "forveksling", "citat"))
            if self.k.has_fresh(*self.pools(extra)):
                lines.insert(self.rng.randint(0, len(lines)), self.sentence(extra))
        return Blok(art=BlokArt.AFSNIT, tekst=" ".join(lines))

    def bullets(self, *, numbered: bool | None = None) -> list[Blok]:
        """A sentence that announces a list, and the list."""
        if numbered is None:
            numbered = self.rng.random() < 0.4
        art = BlokArt.TAL if numbered else BlokArt.PUNKTTEGN
        blocks = [Blok(art=BlokArt.AFSNIT, tekst=self.sentence("liste_start"))]
        for _ in range(self.rng.randint(2, 7)):
            if len(blocks) > 2 and not self.k.has_fresh(*self.pools("punkt")):
                break
            text = self.clause("punkt")
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
            text = self.clause("rubrik_nummer")
            return Blok(art=BlokArt.MELLEMRUBRIK, tekst=f"{number}. {text}")
        return Blok(art=BlokArt.MELLEMRUBRIK, tekst=self.clause("rubrik"))

    def account(self, length: float) -> tuple[Blok, ...]:
        """The account of the case: one paragraph at length 0, about a page at 1."""
        rng = self.rng
        blocks = [self.paragraph("fremstilling", 1, 1 + int(4 * length), spice=length > 0.2)]
        parts = int(length * length * 9 + length * 3 * rng.random())
        stock = [self.pools(liste) for liste in ("fremstilling", "baggrund", *RESERVE)]
        headed = length > 0.3 and rng.random() < 0.5
        numbered = headed and rng.random() < 0.2
        count = 0
        for _ in range(parts):
            if not any(self.k.has_fresh(*pools) for pools in stock):
                break
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
        texts = list(dict.fromkeys(self.clause("indstilling") for _ in range(points)))
        joined = start.endswith(("at", ":"))
        if len(texts) == 1 and rng.random() < 0.6:
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
