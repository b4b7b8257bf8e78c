"""Names for the names model: what its list knows, and what its invented people are called.

First and last names of many languages come from Faker (MIT), Danish surnames and places besides
from here. A name is a fact that many share; no list here is of people. Which names the invented
people of the training text bear, and which those of the test text, is kept apart.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from zlib import crc32

from referat.danish.kommuner import kommuner
from referat.structure.navnetraek import FIRST, FIRST_ANY, LAST, LAST_ANY, PLACE

_LOCALES = (
    "da_DK cs_CZ de_AT de_CH de_DE en en_GB en_IE en_US es_ES es_MX et_EE fi_FI fr_FR hr_HR "
    "hu_HU id_ID is_IS it_IT lt_LT lv_LV nl_BE nl_NL no_NO pl_PL pt_BR pt_PT ro_RO sk_SK sl_SI "
    "sv_SE tr_TR vi_VN"
).split()
LAST_NAMES = """
Jensen Nielsen Hansen Pedersen Andersen Christensen Larsen Sørensen Rasmussen Jørgensen Petersen
Madsen Kristensen Olsen Thomsen Christiansen Poulsen Johansen Møller Mortensen Knudsen Jakobsen
Jacobsen Mikkelsen Olesen Frederiksen Laursen Henriksen Lund Holm Schmidt Eriksen Kristiansen
Clausen Simonsen Svendsen Andreasen Iversen Jeppesen Mogensen Jespersen Nissen Lauridsen Frandsen
Østergaard Jepsen Kjær Carlsen Vestergaard Jessen Nørgaard Dahl Christoffersen Skov Søndergaard
Bertelsen Bruun Lassen Bach Gregersen Friis Johnsen Steffensen Kjeldsen Bech Lauritsen Danielsen
Andresen Mathiesen Brandt Hermansen Toft Winther Ravn Dam Mathiasen Villadsen Paulsen Bang
Thygesen Kruse Krogh Bundgaard Berg Hedegaard Nygaard Thomassen Buch Kofoed Overgaard Lange Beck
Bak Michelsen Meyer Juhl Marcussen Sommer Damgaard Kirkegaard Bjerregaard Bendtsen Hougaard
Lorentzen Lind Munk Gade Nymann Dalgaard Holst Skovgaard Vinther Kragh Enevoldsen Greve Bisgaard
Lindholm Hald Storm Therkildsen Kaas Ibsen Bay Westergaard Schou Ottosen Ladefoged Nørregaard
Aagaard Abildgaard Ankersen Bager Birk Bjerre Boesen Bonde Borg Bork Bossen Brink Buhl Busk Bødker
Degn Drejer Due Ejlersen Engberg Falk Fisker Fjord Foged Foss Frost Fuglsang Glud Graversen Green
Grønbæk Gundersen Hauge Have Hede Heide Hein Hjort Hoffmann Hviid Højgaard Høj Haagensen Klit Koch
Kold Korsgaard Krag Krarup Kvist Lausten Leth Linde Lorenzen Lyng Lysgaard Mark Moos Mørk Mølgaard
Nedergaard Nyborg Odgaard Overby Parbst Pihl Rahbek Rask Refsgaard Riis Rosendahl Rytter Salling
Schack Schrøder Skytte Slot Smed Sloth Stage Steen Stokholm Strand Søgaard Tange Thorsen Thrane
Trolle Uhre Urup Vad Vang Vejle Vester Vind Voss Warming Weber Wind Worm Ørum Østerby Aaby Aabenraa
""".split()
_FOREIGN_FIRST = """
Ahmed Ali Hassan Mohammad Muhammed Ibrahim Yusuf Mehmet Mustafa Hüseyin Fatma Ayse Aisha Zainab
Leyla Amina Halima Abdi Omar Khalid Samir Nadia Fatima Mariam Samira Said Hamza Bilal Ismail Sara
Rashid Tariq Zahra Nasrin Shirin Azad Dilan Berivan Rojin Lejla Emina Senad Edin Jasmina Mirza
Agnieszka Wojciech Katarzyna Thuy Linh Duc Minh Thanh Sivapalan Kumaran Malathi Igor Oksana
""".split()
_FOREIGN_LAST = """
Ahmed Ali Hassan Mohamud Yilmaz Demir Kaya Özdemir Sahin Celik Khan Hussain Malik Ahmadi Rahimi
Hosseini Karimi Abdullah Ibrahim Osman Warsame Jama Farah Nur El-Khatib Al-Masri Haddad Mansour
Hodzic Begovic Delic Kovacevic Petrovic Nguyen Tran Pham Kowalski Nowak Wisniewska Sivam Selvarajah
Chaudhry Akhtar Iqbal Shah Bayat Aziz Younis Saleh Khalil Nasser
""".split()
_PLACES = {
    "de_DE": ("cities", "states"),
    "en_GB": ("countries", "counties"),
    "en_US": ("states",),
    "es_ES": ("regions",),
    "fi_FI": ("states",),
    "fr_FR": ("regions",),
    "sv_SE": ("cities", "states"),
}
_MIDDLE = "F. H. K. B. A. M. Bo Juul Lund Bech Winther Krogh Holm Vang Dahl Friis Skov Munk".split()
_STEMS = (
    "Birke Tofte Lille Sand Vester Øster Nør Elle Ring Ask Eg Bøge Kilde Mose Vind Torn Rav Trane "
    "Ulv Hede Klint Fugle Hass Skov Lynge Brem Stor Sol Strand Aa Berg Grøn"
).split()
_ENDS = (
    "gaard holt lund holm bjerg dal bæk strup toft mark rup høj skov ager vig sted kjær borg"
).split()
_PLACE_STEMS = (
    "Mose Sten Lyng Bakke Hav Ulv Birke Ravn Kirke Strand Sønder Nørre Øster Vester Eng Tved Grøn "
    "Hvid Ager Bjerg Fjord Halm Kalv Rosen Tranes Skov Hylle Egs Bøge Løve Torn"
).split()
_PLACE_ENDS = (
    "vad høj mark å by sø strup rup lev bjerg holt løse inge torp slev borg um bæk".split()
)
COUNTRIES = """
Danmark Sverige Norge Finland Island Tyskland Frankrig England Storbritannien Skotland Irland
Spanien Portugal Italien Grækenland Tyrkiet Polen Rusland Sovjetunionen USA Canada Mexico Brasilien
Argentina Chile Kina Japan Indien Pakistan Iran Irak Israel Syrien Libanon Ægypten Afrika Europa
Asien Amerika Østtyskland Vesttyskland Østrig Ungarn Tjekkoslovakiet Rumænien Bulgarien
Jugoslavien Kroatien Serbien Bosnien Estland Letland Litauen Holland Belgien Schweiz Luxembourg
Grønland Færøerne Norden Skandinavien Jylland Fyn Sjælland Bornholm Lolland Falster Amager
Nordjylland Sønderjylland Vestjylland Storkøbenhavn København Aarhus Odense Ålborg Esbjerg London
Paris Berlin Rom Moskva Stockholm Oslo Bonn Bruxelles Wien Prag Washington Tokyo Beijing Hamborg
Somalia Afghanistan Vietnam Australien Kuwait Jordan Etiopien Marokko Algeriet Tunesien
""".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Navnelager:
    """Names to invent people and places from."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    foreign_first: tuple[str, ...]
    foreign_last: tuple[str, ...]


@lru_cache(maxsize=1)
def _faker() -> dict[str, frozenset[str]]:
    """Names that Faker knows: "first", "last" of Danish, "any_first", "any_last" of the others.

    Raises:
        ModuleNotFoundError: Faker is missing; it is in the extra ``ner``.
    """
    from faker.providers import person

    found: dict[str, set[str]] = {
        "first": set(),
        "last": set(),
        "any_first": set(),
        "any_last": set(),
    }
    for locale in _LOCALES:
        provider = import_module(f"{person.__name__}.{locale}").Provider
        own = "" if locale == "da_DK" else "any_"
        for attribute in dir(provider):
            if not attribute.startswith(("first_names", "last_names")):
                continue
            names = getattr(provider, attribute)
            found[own + attribute.partition("_")[0]] |= {
                part
                for name in names
                if isinstance(name, str)
                for part in name.split()
                if len(part) > 1 and part[0].isupper() and part.isascii() | part.isalpha()
            }
    return {key: frozenset(names) for key, names in found.items()}


@lru_cache(maxsize=1)
def _places() -> tuple[frozenset[str], frozenset[str]]:
    """Places that Faker knows: Danish towns, and countries, states and larger towns elsewhere."""
    from faker.providers import address

    own = import_module(f"{address.__name__}.da_DK").Provider
    others: set[str] = {*own.countries}
    for locale, kinds in _PLACES.items():
        provider = import_module(f"{address.__name__}.{locale}").Provider
        for kind in kinds:
            others |= set(getattr(provider, kind))
    return frozenset(own.cities), frozenset(others)


def name_list() -> dict[str, int]:
    """Every word the model's list of names knows, with what it is (``navnetraek``)."""
    faker = _faker()
    marks: dict[str, int] = {}

    def mark(names: Iterable[str], kind: int) -> None:
        for name in names:
            marks[name] = marks.get(name, 0) | kind

    mark(faker["first"], FIRST)
    mark(faker["last"], LAST)
    mark(LAST_NAMES, LAST)
    mark(faker["any_first"], FIRST_ANY)
    mark(faker["any_last"], LAST_ANY)
    mark(_FOREIGN_FIRST, FIRST_ANY)
    mark(_FOREIGN_LAST, LAST_ANY)
    mark(COUNTRIES, PLACE)
    for places in _places():
        mark((word for place in places for word in place.split() if len(word) > 3), PLACE)
    mark((kommune["navn"] for kommune in kommuner()), PLACE)
    return marks


def _kept(names: Iterable[str], split: str) -> tuple[str, ...]:
    """The part of some names that belongs to a split: a fifth is the test text's alone."""
    is_dev = split != "train"
    return tuple(name for name in sorted(names) if (crc32(name.encode()) % 5 == 0) is is_dev)


@lru_cache(maxsize=4)
def make_store(split: str) -> Navnelager:
    """Names of one split, "train" or "dev"."""
    faker = _faker()
    made = {stem + end for stem in _STEMS for end in _ENDS}
    return Navnelager(
        first=_kept(faker["first"], split),
        last=_kept({*faker["last"], *LAST_NAMES, *made}, split),
        foreign_first=_kept({*faker["any_first"], *_FOREIGN_FIRST}, split),
        foreign_last=_kept({*faker["any_last"], *_FOREIGN_LAST}, split),
    )


def invent_person(rng: random.Random, split: str) -> str:
    """A full name: mostly Danish, one in six from elsewhere, some with initial or hyphen."""
    store = make_store(split)
    if rng.random() < 0.16:
        first, last = rng.choice(store.foreign_first), rng.choice(store.foreign_last)
        particle = (
            rng.choice(("van", "de", "von", "al", "bin", "El")) if rng.random() < 0.06 else ""
        )
        return " ".join(part for part in (first, particle, last) if part)
    first, last = rng.choice(store.first), rng.choice(store.last)
    # surnames on -sen are most of Denmark's
    if rng.random() < 0.4:
        common = [name for name in store.last if name.endswith("sen")]
        last = rng.choice(common)
    chance = rng.random()
    if chance < 0.06:
        first = f"{first}-{rng.choice(store.first)}"
    elif chance < 0.09:
        first = f"{first[0]}."
    elif chance < 0.14:
        first = f"{first} {rng.choice(store.first)}"
    chance = rng.random()
    if chance < 0.22:
        last = f"{rng.choice(_MIDDLE)} {last}"
    elif chance < 0.27:
        last = f"{rng.choice(store.last)}-{last}"
    elif chance < 0.32:
        last = f"{rng.choice(store.last)} {last}"
    return f"{first} {last}"


def invent_first(rng: random.Random, split: str) -> str:
    """A first name."""
    return rng.choice(make_store(split).first)


def invent_last(rng: random.Random, split: str) -> str:
    """A surname."""
    return rng.choice(make_store(split).last)


def invent_place(rng: random.Random, split: str) -> str:
    """A town, mostly invented, sometimes a real municipality's."""
    if rng.random() < 0.4:
        return rng.choice(_kept(_places()[0], split))
    return rng.choice(_PLACE_STEMS) + rng.choice(_PLACE_ENDS)
