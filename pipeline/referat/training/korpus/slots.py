"""What fills the slots of the templates: people, places, sums, dates, laws and confusables.

One ``Kontekst`` is one case: what is drawn for it (its road, its object, the way sums are printed)
stays the same in all its sections; everything else is drawn anew at each slot.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from random import Random

from referat.danish.kalender import MONTH_NAMES
from referat.training.korpus.indhold import SPLITS, Person, Split
from referat.training.korpus.partier import UDEN_PARTI, name_of
from referat.training.korpus.personer import make_name, make_officials
from referat.training.korpus.skabelon import fill, reserve
from referat.training.korpus.steder import Sted
from referat.training.korpus.stof import Ordvalg, read_stof

TALORD = (
    "nul",
    "en",
    "to",
    "tre",
    "fire",
    "fem",
    "seks",
    "syv",
    "otte",
    "ni",
    "ti",
    "elleve",
    "tolv",
)


class Kontekst:
    """Slots of one case."""

    def __init__(
        self,
        rng: Random,
        split: Split,
        *,
        sted: Sted,
        people: Sequence[Person],
        udvalg: str | None = None,
        higher: str | None = None,
        hovedgruppe: str = "00",
        dato: date | None = None,
    ) -> None:
        self.rng = rng
        self.split = split
        self.sted = sted
        self.people = people
        self.aar = sted.aar if dato is None else dato.year
        self.hovedgruppe = hovedgruppe
        self.ord: dict[str, str] = {}
        council = sted.organer[0].navn
        self.ord["raad"] = council
        self.ord["udv"] = udvalg or council
        self.ord["higher"] = higher or council
        self.ord["by"] = rng.choice(sted.byer)
        self.ord["vej"] = rng.choice(sted.veje)
        self.ord["forv"] = rng.choice(sted.forvaltninger)
        self.ord["kommunen"] = sted.officielt
        self.ord["kommune"] = sted.kommune
        self.moede = dato or date(self.aar, rng.randint(1, 12), rng.randint(1, 28))
        self._money = rng.randrange(5)
        self._dates = rng.randrange(4)
        self._officials: tuple[Person, ...] = ()
        self.last: Person | None = None
        self._used: set[str] = set()

    def slot(self, navn: str) -> str:
        """Text for a slot; ``{kr=a}`` draws and keeps the value for ``{a}``."""
        fixed = self.ord.get(navn)
        return self.fresh(navn) if fixed is None else fixed

    def fresh(self, navn: str) -> str:
        """Text for a slot, drawn anew also where the case has its own."""
        name, kept, key = navn.partition("=")
        if name in OTHERS:
            name = name.removesuffix("2")
        if maker := MAKERS.get(name):
            value = maker(self)
        elif name in clauses():
            value = fill(self.rng.choice(clauses()[name][self.split]), self)
        else:
            old = f"{name}_gammel"
            if self.aar < 1976 and old in read_stof("ord")["ord"].lister:
                name = old
            value = fill(self.rng.choice(stock(name, self.split)), self)
        if kept:
            self.ord[key] = value
        return value

    def pick(self, *pools: Sequence[str]) -> str:
        """A template that the case has not used yet, from the first list that has one left."""
        for pool in pools:
            left = [template for template in pool if template not in self._used]
            if left:
                found = self.rng.choice(left)
                self._used.add(found)
                return found
        return self.rng.choice([template for pool in pools for template in pool])

    def has_fresh(self, *pools: Sequence[str]) -> bool:
        """Whether a template is left that the case has not used."""
        return any(template not in self._used for pool in pools for template in pool)

    def draw_words(self, ordvalg: Sequence[Ordvalg]) -> None:
        """Fix the words of a frame for this case."""
        for choice in ordvalg:
            for name, words in zip(choice.slots, self.rng.choice(choice.valg), strict=True):
                self.ord[name] = fill(words, self) if "{" in words else words

    def official(self) -> Person:
        """One of the few people of the administration that the case knows."""
        if not self._officials:
            self._officials = make_officials(self.rng, self.split, 3, aar=self.aar)
        return self.rng.choice(self._officials)

    def day(self, first: int, last: int) -> date:
        """A day between so many days from the meeting."""
        return self.moede + timedelta(days=self.rng.randint(first, last))

    def print_date(self, day: date) -> str:
        """A date in this case's usual form."""
        style = self._dates if self.rng.random() < 0.85 else self.rng.randrange(4)
        if self.aar < 1960 and style in {1, 2}:
            style = 0
        if style == 1:
            return f"{day.day:02d}-{day.month:02d}-{day.year}"
        if style == 2:
            return f"{day.day:02d}.{day.month:02d}.{day.year}"
        if style == 3 and self.aar < 2012:
            return f"{day.day}/{day.month} {day.year}"
        return f"{day.day}. {MONTH_NAMES[day.month - 1]} {day.year}"

    def money(self, amount: int) -> str:
        """A sum as this case prints sums."""
        style = self._money if self.rng.random() < 0.85 else self.rng.randrange(5)
        dotted = f"{amount:,}".replace(",", ".")
        if self.aar < 1975:
            return f"kr. {dotted},-" if style % 2 else f"{dotted} kr."
        if amount >= 1_000_000 and style in {0, 1, 2}:
            mio = f"{amount / 1_000_000:.{self.rng.choice([1, 1, 2, 3])}f}".replace(".", ",")
            unit = "mio. kr." if style < 2 else self.rng.choice(["mio.kr.", "millioner kroner"])
            return f"{mio} {unit}"
        if style == 3 and amount % 1000 == 0:
            return f"{amount // 1000:,} t.kr.".replace(",", ".")
        if style == 4:
            return f"kr. {dotted}" if self.rng.random() < 0.5 else f"{dotted} kroner"
        return f"{dotted} kr."


@cache
def stock(navn: str, split: Split) -> tuple[str, ...]:
    """A word list of ``stof/ord.txt`` without other splits' words."""
    return reserve(read_stof("ord")["ord"].lister[navn], split)


@lru_cache(maxsize=1)
def clauses() -> dict[str, dict[Split, tuple[str, ...]]]:
    """Lists of clauses of ``stof/dele.txt``, by name and split."""
    block = read_stof("dele")["dele"]
    return {
        name: {split: block.skabeloner(name, split) for split in SPLITS} for name in block.lister
    }


def amount(rng: Random) -> int:
    """A sum in kroner: from a few thousand to many millions, mostly round."""
    size = rng.choice([1_000, 1_000, 10_000, 10_000, 100_000, 100_000, 1_000_000, 10_000_000])
    value = rng.randint(10, 99) * size // 10
    if rng.random() < 0.25:
        value += rng.randint(1, 999) * max(1, size // 1000)
    return value


def _official(k: Kontekst) -> str:
    person = k.official()
    return f"{person.titel} {person.navn}"


def _member(k: Kontekst) -> str:
    return k.rng.choice(k.people).navn if k.people else make_name(k.rng, k.split, aar=k.aar)


def _member_party(k: Kontekst) -> str:
    if not k.people:
        return make_name(k.rng, k.split, aar=k.aar)
    person = k.rng.choice([p for p in k.people if p is not k.last] or k.people)
    k.last = person
    return f"{person.navn} ({person.parti})" if person.parti else person.navn


def _party(k: Kontekst) -> str:
    letters = [p.parti for p in k.people if p.parti and p.parti not in UDEN_PARTI]
    return name_of(k.rng.choice(letters), aar=k.aar) if letters else "Formanden"


def _town(k: Kontekst) -> str:
    return k.rng.choice(k.sted.byer)


def _road(k: Kontekst) -> str:
    return k.rng.choice(k.sted.veje)


def _school(k: Kontekst) -> str:
    town = _town(k)
    return k.rng.choice(
        [
            f"{town} Skole",
            f"{town} Skole",
            f"{_road(k).removesuffix('vej')}skolen",
            f"{town} Friskole",
        ]
    )


def _lokalplan(k: Kontekst) -> str:
    r = k.rng
    return r.choice(
        [
            f"{r.randint(0, 9)}-{r.randint(100, 999)}",
            f"{r.randint(10, 999):03d}",
            f"{r.randint(1, 499)} E-{r.randint(1, 9)}",
            f"{r.randint(1, 40)}.{r.randint(1, 9)}",
            f"{r.randint(100, 499)}.{r.randint(1, 9)}",
            f"{r.randint(10, 99)}-{r.randint(1, 29):02d}",
        ]
    )


def _matrikel(k: Kontekst) -> str:
    r = k.rng
    letters = "".join(r.choice("abcdefghiklmnoprstx") for _ in range(r.randint(0, 2)))
    return f"{r.randint(1, 320)}{letters} {_town(k)} By, {_town(k)}"


def _phone(k: Kontekst) -> str:
    r = k.rng
    digits = f"{r.choice((3, 4, 5, 6, 7, 8, 9))}{r.randint(1_000_000, 9_999_999)}"
    if r.random() < 0.5:
        return f"{digits[:4]} {digits[4:]}"
    return " ".join(digits[i : i + 2] for i in (0, 2, 4, 6))


def _law(k: Kontekst) -> str:
    laws = read_stof("love")
    block = laws.get(k.hovedgruppe, laws["alle"])
    return k.rng.choice(block.lister["lov"])


def _paragraph(k: Kontekst) -> str:
    r = k.rng
    text = f"§ {r.randint(1, 198)}"
    if r.random() < 0.15:
        text = text.replace("§ ", "§")
    if r.random() < 0.15:
        text += f" {r.choice('abcd')}"
    if r.random() < 0.5:
        text += f", stk. {r.randint(1, 8)}"
        if r.random() < 0.25:
            text += f", nr. {r.randint(1, 9)}"
    return text


def _lbk(k: Kontekst) -> str:
    r = k.rng
    day = k.day(-4000, -200)
    kind = r.choice(["lovbekendtgørelse nr.", "LBK nr.", "bekendtgørelse nr.", "lov nr.", "BEK nr"])
    return f"{kind} {r.randint(10, 1999)} af {day.day}. {MONTH_NAMES[day.month - 1]} {day.year}"


def _case_number(k: Kontekst) -> str:
    r = k.rng
    emne = f"{k.hovedgruppe}.{r.randint(0, 40):02d}.{r.randint(0, 40):02d}"
    facet = f"{r.choice('APGØS')}{r.randint(0, 40):02d}"
    return r.choice(
        [
            f"{r.randint(0, 26):02d}/{r.randint(100, 40000)}",
            f"{emne}-{facet}-{r.randint(1, 900)}-{k.aar % 100:02d}",
            f"{k.aar}-{r.randint(1000, 99999):06d}",
        ]
    )


def _foreign_number(k: Kontekst) -> str:
    r = k.rng
    return r.choice(
        [
            f"{r.randint(1, 4)}. k.kt. {k.aar - 2}/{r.randint(1000, 9000)}-{r.randint(1, 90)}",
            f"{k.aar} - {r.randint(10000, 60000)}",
            f"NMK-{r.randint(10, 600)}-{r.randint(100, 999):05d}",
        ]
    )


def _budget_account(k: Kontekst) -> str:
    r = k.rng
    account = f"{r.randint(0, 7)}.{r.randint(22, 72)}.{r.randint(1, 99):02d}"
    return r.choice(
        [
            account,
            f"{r.randint(100000, 999999)}",
            f"XA-{r.randint(1, 9999):04d}",
            f"{account}.{r.randint(1, 3)} dr. {r.randint(1, 3)}",
            f"{r.randint(1, 9)}-{r.randint(10, 99)}-{r.randint(100, 999)}",
        ]
    )


def _school_year(k: Kontekst) -> str:
    first = k.aar + k.rng.randint(-1, 1)
    return f"{first}/{(first + 1) % 100:02d}" if k.rng.random() < 0.7 else f"{first}/{first + 1}"


def _period(k: Kontekst) -> str:
    """A council's four years."""
    first = k.aar - (k.aar - 2018) % 4
    return f"{first}-{first + 3}"


def _years(k: Kontekst) -> str:
    first = k.aar + k.rng.randint(0, 2)
    form = k.rng.choice(["{}-{}", "{}-{}", "{} - {}", "{}–{}"])
    return form.format(first, first + 3)


def _clock(k: Kontekst) -> str:
    r = k.rng
    return f"{r.randint(8, 21)}{r.choice('.:')}{r.choice(['00', '15', '30', '45'])}"


def _big(k: Kontekst) -> str:
    low, high = k.rng.choice(((13, 99), (13, 99), (100, 999), (1000, 9999)))
    return f"{k.rng.randint(low, high):,}".replace(",", ".")


def _percent(k: Kontekst) -> str:
    r = k.rng
    number = str(r.randint(1, 98)) if r.random() < 0.6 else f"{r.randint(0, 60)},{r.randint(1, 9)}"
    return f"{number} {'pct.' if r.random() < 0.7 else '%'}"


OTHERS = {"borger2", "firma2", "forening2"}
"""Another one than the case's own."""

MAKERS: dict[str, Callable[[Kontekst], str]] = {
    "person": _official,
    "navn": lambda k: k.official().navn,
    "titel": lambda k: k.official().titel or "konsulent",
    "medlem": _member,
    "medlemp": _member_party,
    "medlemp2": _member_party,
    "parti": _party,
    "borger": lambda k: make_name(k.rng, k.split, aar=k.aar),
    "by2": _town,
    "vej2": _road,
    "adresse": lambda k: (
        f"{_road(k)} {k.rng.randint(1, 240)}{k.rng.choice(['', '', '', ' A', 'B', 'C'])}"
    ),
    "husnr": lambda k: str(k.rng.randint(1, 240)),
    "skole": _school,
    "efternavn": lambda k: make_name(k.rng, k.split, aar=k.aar).split()[-1],
    "udvalg": lambda k: k.rng.choice(k.sted.organer[1:]).navn,
    "forv2": lambda k: k.rng.choice(k.sted.forvaltninger),
    "hoeringspart": lambda k: k.rng.choice(
        [o.navn for o in k.sted.organer if o.art in {"raad", "bestyrelse"}] or ["Brugerrådet"]
    ),
    "dato": lambda k: k.print_date(k.day(-900, -10)),
    "dato_lang": lambda k: _long_date(k.day(-900, -10)),
    "datokort": lambda k: f"{k.rng.randint(1, 28)}/{k.rng.randint(1, 12)}",
    "frist": lambda k: k.print_date(k.day(10, 500)),
    "maaned": lambda k: k.rng.choice(MONTH_NAMES),
    "aar": lambda k: str(k.aar),
    "aar1": lambda k: str(k.aar + k.rng.randint(1, 3)),
    "aarf": lambda k: str(k.aar - k.rng.randint(1, 12)),
    "budgetaar": _years,
    "periode": _period,
    "skoleaar": _school_year,
    "kl": _clock,
    "kr": lambda k: k.money(amount(k.rng)),
    "krlille": lambda k: k.money(k.rng.randint(2, 95) * k.rng.choice((100, 500, 1000))),
    "krstor": lambda k: k.money(k.rng.randint(10, 990) * 100_000),
    "pct": _percent,
    "antal": lambda k: str(k.rng.randint(2, 12)),
    "talord": lambda k: TALORD[k.rng.randint(2, 12)],
    "stk": _big,
    "alder": lambda k: str(k.rng.randint(15, 92)),
    "faa": lambda k: str(k.rng.randint(13, 98)),
    "m2": lambda k: f"{_big(k)} {k.rng.choice(['m²', 'm2', 'kvm', 'kvadratmeter'])}",
    "m": lambda k: f"{_big(k)} {k.rng.choice(['m', 'meter', 'm'])}",
    "km": lambda k: f"{k.rng.randint(1, 38)},{k.rng.randint(1, 9)} km",
    "ha": lambda k: (
        f"{k.rng.randint(1, 88)},{k.rng.randint(1, 9)} {k.rng.choice(['ha', 'hektar'])}"
    ),
    "uger": lambda k: k.rng.choice(
        ["2 uger", "4 uger", "8 uger", "6 uger", "otte uger", "fire uger"]
    ),
    "mdr": lambda k: k.rng.choice(
        ["3 måneder", "seks måneder", "12 måneder", "halvandet år", "et år"]
    ),
    "lokalplan": _lokalplan,
    "tillaeg": lambda k: f"tillæg nr. {k.rng.randint(1, 39)}",
    "matr": _matrikel,
    "tlf": _phone,
    "cvr": lambda k: str(k.rng.randint(10_000_000, 39_999_999)),
    "dok": lambda k: k.rng.choice(
        [
            f"{k.rng.randint(1000, 99999)}/{k.aar % 100:02d}",
            f"{k.aar}-{k.rng.randint(1000, 99999):06d}-{k.rng.randint(1, 40)}",
            f"{k.rng.randint(100_000, 9_999_999)}",
        ]
    ),
    "konto": _budget_account,
    "projekt": lambda k: f"{k.rng.randint(1000, 999999)}",
    "lov": _law,
    "par": _paragraph,
    "lbk": _lbk,
    "sagsnr": _case_number,
    "jnr": _foreign_number,
    "pkt": lambda k: str(k.rng.choice((k.rng.randint(1, 30), k.rng.randint(31, 360)))),
    "postnr": lambda k: str(k.rng.randint(1000, 9990)),
    "bogstav": lambda k: k.rng.choice("ABCDEF"),
}
"""Slots that are made anew each time; others are drawn from the lists of ``stof/ord.txt``."""


def _long_date(day: date) -> str:
    return f"{day.day}. {MONTH_NAMES[day.month - 1]} {day.year}"
