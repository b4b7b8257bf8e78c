"""Decisions with their outcome and vote, by construction: one part, several, numbered, voted on.

Wording is in ``stof/beslutninger.txt`` (a block a class), clauses in ``stof/dele.txt``, votes in
``afstemning``. Only what the meeting itself decided is in the gold: amendments voted down first,
what members wanted in the record, and questions of inhabilitet are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from referat.training.korpus.afstemning import Afgivelse
from referat.training.korpus.indhold import (
    Afstemning,
    Beslutning,
    Blok,
    BlokArt,
    Person,
    Split,
)
from referat.training.korpus.partier import UDEN_PARTI, name_of
from referat.training.korpus.personer import make_people
from referat.training.korpus.skabelon import fill, upper_first
from referat.training.korpus.slots import Kontekst
from referat.training.korpus.steder import Organ, Sted, make_place
from referat.training.korpus.stof import read_stof

VAEGTE: dict[str, float] = {
    "godkendt": 30,
    "godkendt_med_aendringer": 8,
    "anbefalet": 15,
    "taget_til_efterretning": 14,
    "droeftet": 7,
    "orienteret": 7,
    "valgt": 3,
    "sendt_i_hoering": 4,
    "oversendt": 4,
    "udsat": 6,
    "afvist": 6,
    "udgaaet": 2,
    "andet": 4,
}
"""How often minutes have each class, in percent: rough shares, with the rare ones raised."""

VOTED = ("godkendt", "godkendt_med_aendringer", "anbefalet", "oversendt", "udsat", "afvist")
"""Classes that come out of a vote."""

FLERE: dict[str, tuple[str, ...]] = {
    "godkendt": ("sendt_i_hoering", "oversendt", "udsat", "afvist", "taget_til_efterretning"),
    "taget_til_efterretning": ("oversendt", "godkendt", "udsat", "anbefalet"),
    "droeftet": ("udsat", "oversendt", "anbefalet", "taget_til_efterretning", "afvist"),
    "orienteret": ("taget_til_efterretning", "droeftet", "godkendt", "valgt"),
    "anbefalet": ("sendt_i_hoering", "afvist", "udsat"),
    "afvist": ("oversendt", "godkendt", "taget_til_efterretning"),
    "udsat": ("oversendt", "sendt_i_hoering"),
    "valgt": ("godkendt", "taget_til_efterretning"),
}
"""What else a decision of a class may decide in its next sentence."""

NO_MORE = ("orienteret", "andet")
"""Classes that hold only where the decision has no other; parts with numbers are told apart."""

NUMRE = ("Ad {}) ", "Ad {}. ", "{}. ", "{}) ", "At {}: ", "Ad {}: ", "Pkt. {}: ", "Vedr. {}: ",
         "Indstillingspunkt {}: ", "ad {}) ", "Punkt {}: ", "Ad. {}) ")  # fmt: skip
"""How parts of a numbered decision are marked."""

AGREED = re.compile(r"enstemmig|\benig|uden afstemning|samtlige|samlet|\balle\b", re.IGNORECASE)
"""Says that nobody was against."""

GAMMEL = 1948
"""Before this year texts have "aa" and capital nouns."""
MIDT = 1976
"""Before this year the older phrases ("Tiltrådtes") are usual."""


def make_beslutning(
    rng: Random,
    split: Split,
    *,
    people: Sequence[Person],
    udvalg: str,
    higher: str | None,
    titel: str,
    length: float,
    sted: Sted | None = None,
    kontekst: Kontekst | None = None,
    klasse: str | None = None,
    punkter: int = 0,
) -> Beslutning:
    """A decision of a meeting.

    Args:
        rng: Source of chance.
        split: Part of the corpus.
        people: Members who may vote and be elected.
        udvalg: The body that meets, in the definite form.
        higher: The body to which it may recommend, ``None`` for a council.
        titel: The case's title; a formal item (dagsorden, meddelelser …) is decided shortly.
        length: 0 a word or two, 1 several paragraphs.
        sted: Where; drawn where neither it nor ``kontekst`` is given.
        kontekst: The case's own words, where there is a case.
        klasse: Class of the first part; drawn where not given.
        punkter: How many points the recommendation has, for decisions point by point.
    """
    if kontekst is None:
        kontekst = Kontekst(
            rng,
            split,
            sted=sted or make_place(rng, split),
            people=people,
            udvalg=udvalg,
            higher=higher,
        )
        kontekst.draw_words(read_stof("dele")["standard"].ordvalg)
    maker = _Maker(kontekst, people, udvalg, higher)
    return maker.make(klasse or _draw_class(rng, higher, titel), length, punkter)


def make_example(rng: Random, split: Split) -> tuple[str, tuple[str, ...], Afstemning | None]:
    """The text of one decision with its classes and vote; rare classes are as common as any."""
    sted = make_place(rng, split)
    organ: Organ = rng.choice(sted.organer)
    people = make_people(
        rng,
        split,
        rng.choice([15, 19, 25, 31]) if organ.art == "byraad" else rng.randint(5, 11),
        aar=sted.aar,
        art=organ.art,
    )
    names = [name for name in VAEGTE if name != "anbefalet" or organ.higher]
    klasse = rng.choices(names, [VAEGTE[name] ** 0.35 for name in names])[0]
    beslutning = make_beslutning(
        rng,
        split,
        people=people,
        udvalg=organ.navn,
        higher=organ.higher,
        titel="",
        length=rng.random(),
        sted=sted,
        klasse=klasse,
        punkter=rng.choice([0, 0, 0, 2, 3, 4]),
    )
    return running_text(beslutning.blokke), beslutning.udfald, beslutning.afstemning


def running_text(blokke: Sequence[Blok]) -> str:
    """Blocks as one text, with the numbers of a numbered list, as the interchange format has it."""
    texts: list[str] = []
    number = 0
    for blok in blokke:
        number = number + 1 if blok.art is BlokArt.TAL else 0
        if blok.raekker:
            texts.append(" ".join(" ".join(row) for row in blok.raekker))
        else:
            texts.append(f"{number}. {blok.tekst}" if number else blok.tekst)
    return " ".join(texts)


def _draw_class(rng: Random, higher: str | None, titel: str) -> str:
    low = titel.casefold()
    if low.startswith(("eventuelt", "evt", "spørgetid", "næste møde", "underskrift")):
        return rng.choice(["andet", "andet", "orienteret"])
    if low.startswith(("meddelelse", "orientering", "status", "nyt fra")):
        return rng.choice(["orienteret", "taget_til_efterretning", "taget_til_efterretning"])
    if low.startswith(("godkendelse af dagsorden", "godkendelse af referat")):
        return "godkendt" if rng.random() < 0.85 else "godkendt_med_aendringer"
    if low.startswith(("drøftelse", "temadrøftelse", "dialogmøde")):
        return rng.choice(["droeftet", "droeftet", "udsat", "taget_til_efterretning"])
    if low.startswith(("valg af", "udpegning", "konstituering")):
        return "valgt" if rng.random() < 0.85 else "udsat"
    names = [name for name in VAEGTE if name != "anbefalet" or higher]
    return rng.choices(names, [VAEGTE[name] for name in names])[0]


def _stopped(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else text + "."


class _Maker:
    """Makes one decision."""

    def __init__(
        self, k: Kontekst, people: Sequence[Person], udvalg: str, higher: str | None
    ) -> None:
        self.k = k
        self.rng = k.rng
        self.people = people
        self.udvalg = udvalg
        self.higher = higher
        self.council_like = udvalg.casefold().endswith(("udvalget", "byrådet", "bestyrelsen")) or (
            higher is None
        )
        self.old = k.aar < GAMMEL
        self.udfald: list[str] = []

    def make(self, klasse: str, length: float, punkter: int) -> Beslutning:
        draw = self.rng.random()
        blocks: list[Blok]
        vote: Afstemning | None = None
        numbered = punkter >= 2 and draw < 0.3 and not self.old and klasse != "andet"
        if self.old:
            if klasse in VOTED and draw < 0.15:
                blocks, vote = self._old_vote(klasse)
            else:
                blocks = [self._paragraph(self._sentence(klasse))]
        elif numbered:
            blocks = self._numbered(klasse, punkter)
        elif klasse in VOTED and len(self.people) >= 4 and draw > 0.82 - 0.12 * length:
            blocks, vote = self._voted(klasse, length)
        elif klasse == "droeftet" and length > 0.4 and draw < 0.45:
            blocks = self._discussion()
        elif draw < 0.45 or length < 0.15:
            blocks = [self._paragraph(self._sentence(klasse))]
        elif draw < 0.6 and klasse in FLERE:
            blocks = self._several(klasse)
        else:
            blocks = self._with_remarks(klasse, length)
        classes = tuple(dict.fromkeys(self.udfald))
        if not numbered:
            # "orienteret" and "andet" are what is said where nothing else was decided
            classes = tuple(c for c in classes if c not in NO_MORE) or classes[:1]
        return Beslutning(blokke=tuple(blocks), udfald=classes, afstemning=vote)

    def _paragraph(self, text: str) -> Blok:
        return Blok(art=BlokArt.AFSNIT, tekst=text)

    def _disputed(self, klasse: str) -> str:
        """One decision of a class that does not say that all agreed, with its full stop."""
        text = self._sentence(klasse)
        for _ in range(40):
            # a class and time with no other wording would otherwise never end
            if not AGREED.search(text):
                break
            text = self._sentence(klasse)
        return _stopped(text)

    def _sentence(self, klasse: str, *, wanted: str = "") -> str:
        """One decision of a class, in words that fit the body and the year."""
        self.udfald.append(klasse)
        block = read_stof("beslutninger")[klasse]
        rng = self.rng
        if wanted:
            liste = wanted
        elif self.old:
            liste = "gammel"
        elif self.k.aar < MIDT and rng.random() < 0.75:
            liste = "midt"
        elif rng.random() < 0.28:
            text = rng.choice(block.lister["faelles"])
            return text if rng.random() < 0.93 else text.rstrip(".")
        elif not self.council_like and rng.random() < 0.55:
            liste = "raad"
        else:
            liste = "saetning"
        return fill(rng.choice(block.skabeloner(liste, self.k.split)), self.k)

    def _several(self, klasse: str) -> list[Blok]:
        second = self.rng.choice([c for c in FLERE[klasse] if c != "anbefalet" or self.higher])
        texts = [self._sentence(klasse), self._sentence(second)]
        texts = [_stopped(text) for text in texts]
        if self.rng.random() < 0.6:
            return [self._paragraph(" ".join(texts))]
        return [self._paragraph(text) for text in texts]

    def _discussion(self) -> list[Blok]:
        """What was said point by point, and now and then what it came to (F03, F04, F22)."""
        rng = self.rng
        blocks = [self._paragraph(_stopped(self._sentence("droeftet")))]
        art = rng.choice((BlokArt.PUNKTTEGN, BlokArt.PUNKTTEGN, BlokArt.TAL, BlokArt.AFSNIT))
        for _ in range(rng.randint(2, 6)):
            template = rng.choice(
                ("{raadbem:^}", "{bemaerkning:^}", "{navn}: {raadbem}", "{emneord:^}")
            )
            text = upper_first(fill(template, self.k))
            blocks.append(Blok(art=art, tekst=_stopped(text) if rng.random() < 0.6 else text))
        if rng.random() < 0.4:
            end = rng.choice([c for c in FLERE["droeftet"] if c != "anbefalet" or self.higher])
            blocks.append(self._paragraph(_stopped(self._sentence(end))))
        return blocks

    def _with_remarks(self, klasse: str, length: float) -> list[Blok]:
        lines = [_stopped(self._sentence(klasse))]
        if self.people and self.rng.random() < 0.08:
            lines.insert(0, self._stemmer("inhabil"))
        if klasse in VOTED and self.rng.random() < 0.2:
            lines.append(
                fill(
                    self.rng.choice(read_stof("stemmer")["enig"].skabeloner("enig", self.k.split)),
                    self.k,
                )
            )
        for _ in range(1 + int(length * 2.5 * self.rng.random())):
            lines.append(self._remark())
        return self._laid_out(lines)

    def _remark(self) -> str:
        if not self.people or self.rng.random() < 0.45:
            template = "{udv} {oensket}." if self.rng.random() < 0.5 else "{bemaerkning:^}."
            return upper_first(fill(template, self.k))
        return self._stemmer("protokol")

    def _stemmer(self, liste: str) -> str:
        lines = read_stof("stemmer")["stemmer"].skabeloner(liste, self.k.split)
        self.k.ord["parti"] = self._party()
        return upper_first(fill(self.rng.choice(lines), self.k))

    def _party(self) -> str:
        person = self.rng.choice(self.people) if self.people else None
        if person is None:
            return "Formanden"
        if person.parti is None or person.parti in UDEN_PARTI:
            return person.navn
        return name_of(person.parti, aar=self.k.aar)

    def _laid_out(self, lines: list[str]) -> list[Blok]:
        if self.rng.random() < 0.5:
            return [self._paragraph(" ".join(lines))]
        return [self._paragraph(line) for line in lines]

    def _numbered(self, klasse: str, punkter: int) -> list[Blok]:
        """The points of the recommendation, each with its own decision."""
        rng = self.rng
        mark = rng.choice(NUMRE)
        others = [c for c in VAEGTE if c not in {"valgt", "andet", "anbefalet"}]
        if self.higher:
            others.append("anbefalet")
        texts: list[str] = []
        for number in range(1, punkter + 1):
            part = klasse if number == 1 or rng.random() < 0.55 else rng.choice(others)
            liste = "del" if rng.random() < 0.75 else "saetning"
            texts.append(self._sentence(part, wanted=liste))
        if rng.random() < 0.25:
            texts[-1] += " " + self._remark()
        if rng.random() < 0.2:
            return [Blok(art=BlokArt.TAL, tekst=text) for text in texts]
        marked = [mark.format(i) + text for i, text in enumerate(texts, start=1)]
        if rng.random() < 0.3:
            return [self._paragraph(" ".join(marked))]
        return [self._paragraph(text) for text in marked]

    def _voted(self, klasse: str, length: float) -> tuple[list[Blok], Afstemning | None]:
        rng = self.rng
        lines: list[str] = []
        if rng.random() < 0.22 + 0.2 * length:
            lines.append(self._amendment())
        vote = Afgivelse(self.k, self.people, falls=klasse == "afvist")
        form = rng.random()
        if form < 0.55:
            lines += self._counted(vote, klasse)
        elif form < 0.72 and klasse in {"godkendt", "anbefalet"}:
            lines.append(self._majority(vote, klasse))
        else:
            lines.append(self._dissent(vote, klasse))
        if rng.random() < 0.25 + 0.3 * length:
            lines.append(self._stemmer("protokol"))
        if any(not line.endswith((".", '"')) for line in lines):
            blocks = [self._paragraph(line) for line in lines]
        else:
            blocks = self._laid_out(lines)
        return blocks, vote.tryk.gold()

    def _counted(self, vote: Afgivelse, klasse: str) -> list[str]:
        """A sentence with both counts, and who voted how."""
        rng = self.rng
        block = read_stof("beslutninger")[klasse]
        draw = rng.random()
        if draw < 0.25:
            return [self._disputed(klasse), *vote.side_sentences()]
        self.udfald.append(klasse)
        template = rng.choice(block.skabeloner("stemt", self.k.split))
        lines = [vote.with_words(template, med=vote.pair("par"))]
        if draw < 0.6:
            if blank := vote.blank():
                lines.append(blank)
        else:
            if rng.random() < 0.4 and (blank := vote.blank()):
                lines.append(blank)
            lines += vote.side_sentences()
        return lines

    def _majority(self, vote: Afgivelse, klasse: str) -> str:
        self.udfald.append(klasse)
        rng = self.rng
        template = rng.choice(read_stof("stemmer")["stemmer"].skabeloner("flertal", self.k.split))
        act = {
            "godkendt": ("godkendte indstillingen", "tiltrådte indstillingen", "vedtog forslaget"),
            "anbefalet": ("anbefaler indstillingen", "anbefalede forslaget"),
        }[klasse]
        words = {"gjorde": rng.choice(act)}
        if vote.style == "parentes" or "({fh})" in template:
            vote.style = "bogstav" if vote.style != "navne_antal" else "navne"
        if "{f}" in template:
            words["f"] = str(vote.n("for"))
            vote.tryk.counts["for"] = vote.n("for")
        if "{i}" in template:
            words["i"] = str(vote.n("imod"))
            vote.tryk.counts["imod"] = vote.n("imod")
        counted = "{i}" in template
        if "{fh}" in template:
            words["fh"] = vote.who("for", counts=not counted)
        words["ih"] = vote.who("imod", counts=not counted)
        return vote.with_words(template, **words)

    def _dissent(self, vote: Afgivelse, klasse: str) -> str:
        """A decision and who was against it, or abstained; nobody else is named."""
        rng = self.rng
        sentence = self._disputed(klasse)
        side = "undlod" if vote.sides["undlod"] and rng.random() < 0.5 else "imod"
        if vote.falls:
            side = "imod"
        liste = "enlig_undlod" if side == "undlod" else "enlig_imod"
        template = rng.choice(read_stof("stemmer")["stemmer"].skabeloner(liste, self.k.split))
        if vote.style == "parentes":
            vote.style = "bogstav"
        key = "u" if side == "undlod" else "i"
        counted = f"{{{key}}}" in template
        words = {"hoved": sentence, key: str(vote.n(side)), "ih_pron": rng.choice(["man", "de"])}
        if f"{{{key}h}}" in template:
            words[f"{key}h"] = vote.who(side, counts=not counted)
        if counted:
            vote.tryk.counts[side] = vote.n(side)
        return vote.with_words(template, **words)

    def _amendment(self) -> str:
        """A motion that was lost before the main vote; in no gold."""
        first = Afgivelse(self.k, self.people, falls=True, mixed=False)
        template = self.rng.choice(
            read_stof("stemmer")["stemmer"].skabeloner("aendringsforslag", self.k.split)
        )
        self.k.ord["parti"] = self._party()
        if first.style == "parentes":
            first.style = "bogstav"
        return upper_first(
            first.with_words(
                template,
                tabt=self.rng.choice(["forkastet", "nedstemt", "afvist"]),
                med2=first.pair("par", record=False),
                fh2=first.who("for", record=False),
                ih2=first.who("imod", record=False),
            )
        )

    def _old_vote(self, klasse: str) -> tuple[list[Blok], Afstemning | None]:
        vote = Afgivelse(self.k, self.people, falls=klasse == "afvist")
        sentence = self._disputed(klasse).rstrip(".")
        text = f"{sentence} {vote.pair('gammel')}."
        if blank := vote.blank("gammel_blank"):
            text += f" {blank}"
        return [self._paragraph(text)], vote.tryk.gold()
