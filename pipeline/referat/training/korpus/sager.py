"""Cases: title, sections, decision, attachments and what other bodies decided earlier.

A frame for the case's subject (``stof/emner_*.txt``, ``stof/aeldre.txt`` for old papers,
``stof/formelle.txt`` for the items that every meeting has) gives its words and its own sentences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from random import Random

from referat.training.korpus.beslutninger import GAMMEL, MIDT, block_text, make_beslutning
from referat.training.korpus.indhold import Blok, BlokArt, Person, Sag, Split, Tidligere
from referat.training.korpus.negativer import make_negative
from referat.training.korpus.prosa import Prosa
from referat.training.korpus.skabelon import fill, upper_first
from referat.training.korpus.slots import Kontekst
from referat.training.korpus.steder import Organ, Sted
from referat.training.korpus.stof import Stof, read_stof
from referat.types import AfsnitType

EMNEFILER = ("emner_plan",)
"""Files with the frames of modern cases."""

FORMEL = 0.13
"""Share of items that every meeting has (dagsorden, meddelelser, eventuelt)."""
LUKKET = 0.06
"""Share of items of the closed part."""

SEKTIONER: tuple[tuple[AfsnitType, str], ...] = (
    (AfsnitType.RESUME, "resume"),
    (AfsnitType.BAGGRUND, "baggrund"),
    (AfsnitType.OEKONOMI, "oekonomi"),
    (AfsnitType.RETSGRUNDLAG, "retsgrundlag"),
    (AfsnitType.HOERING, "hoering"),
    (AfsnitType.SAGSGANG, "sagsgang"),
    (AfsnitType.KONSEKVENSER, "konsekvenser"),
    (AfsnitType.KOMMUNIKATION, "kommunikation"),
    (AfsnitType.VURDERING, "vurdering"),
    (AfsnitType.ANDET, "andet"),
)
"""Sections that are built alike, with their list of sentences."""


@lru_cache(maxsize=1)
def frames() -> tuple[Stof, ...]:
    """The frames of modern cases."""
    return tuple(stof for fil in EMNEFILER for stof in read_stof(fil).values())


def make_sag(
    rng: Random,
    split: Split,
    sted: Sted,
    people: Sequence[Person],
    *,
    length: float,
    organ: Organ | None = None,
    formel: str | None = None,
) -> Sag:
    """One case for a meeting.

    Args:
        rng: Source of chance.
        split: Part of the corpus.
        sted: Where, and when (``Sted.aar``).
        people: Members of the body that meets.
        length: 0 one line, 1 about two pages.
        organ: The body that meets; drawn where not given.
        formel: Name of a block of ``stof/formelle.txt`` ("dagsorden", "eventuelt" …) for such an
            item; "" for none of them; drawn where not given.
    """
    organ = organ or rng.choice(sted.organer)
    if formel is None:
        formel = rng.choice(list(_formal())) if rng.random() < FORMEL else ""
        if not formel and rng.random() < LUKKET:
            formel = "lukket"
    if formel:
        return _formal_item(rng, split, sted, people, organ, formel)
    if sted.aar < GAMMEL:
        return _old_item(rng, split, sted, people, organ, length)
    if sted.aar < MIDT:
        almen, frame = read_stof("midt")["midt"], rng.choice(_old_frames("midt"))
    else:
        almen, frame = read_stof("prosa")["ny"], _draw_frame(rng, organ.fag)
    return _case(rng, split, sted, people, organ, frame, almen, length)


def _formal() -> dict[str, Stof]:
    return {name: stof for name, stof in read_stof("formelle").items() if name != "lukket"}


def _old_frames(kind: str) -> list[Stof]:
    return [stof for name, stof in read_stof(kind).items() if name != kind]


def _draw_frame(rng: Random, fag: str) -> Stof:
    """A frame, three times of four of the body's own field."""
    own = [stof for stof in frames() if stof.fakta.get("fag") == fag]
    return rng.choice(own if own and rng.random() < 0.75 else frames())


def _context(
    rng: Random, split: Split, sted: Sted, people: Sequence[Person], organ: Organ, frame: Stof
) -> Kontekst:
    kle = rng.choice(frame.fakta.get("kle", "00.01.00").split())
    k = Kontekst(
        rng,
        split,
        sted=sted,
        people=people,
        udvalg=organ.navn,
        higher=organ.higher,
        hovedgruppe=kle[:2],
    )
    k.draw_words(read_stof("dele")["standard"].ordvalg)
    k.draw_words(frame.ordvalg)
    k.ord["kle"] = kle
    return k


def _case(
    rng: Random,
    split: Split,
    sted: Sted,
    people: Sequence[Person],
    organ: Organ,
    frame: Stof,
    almen: Stof,
    length: float,
) -> Sag:
    k = _context(rng, split, sted, people, organ, frame)
    prosa = Prosa(k, frame, almen)
    titel = upper_first(fill(rng.choice(frame.skabeloner("titel", split)), k))
    points = rng.choice((1, 1, 2, 2, 3, 3, 4, 5)) if length > 0.15 else 1
    afsnit: dict[AfsnitType, tuple[Blok, ...]] = {
        AfsnitType.SAGSFREMSTILLING: prosa.account(length),
        AfsnitType.INDSTILLING: prosa.recommendation(points),
    }
    for art, liste in SEKTIONER:
        if length > 0.12 or art in {AfsnitType.RESUME, AfsnitType.OEKONOMI}:
            afsnit[art] = prosa.section(liste, length * 0.8)
    beslutning = make_beslutning(
        rng,
        split,
        people=people,
        udvalg=organ.navn,
        higher=organ.higher,
        titel=titel,
        length=length * rng.random(),
        kontekst=k,
        punkter=points,
    )
    return Sag(
        titel=titel,
        kle=k.ord["kle"],
        afsnit=afsnit,
        beslutning=beslutning,
        bilag=_attachments(prosa),
        tidligere=_earlier(rng, split, k, sted, people, titel) if rng.random() < 0.3 else (),
        lukket=False,
    )


def _attachments(prosa: Prosa) -> tuple[str, ...]:
    count = prosa.rng.choice((0, 0, 1, 1, 2, 3, 4, 6))
    names = [fill(prosa.template("bilag"), prosa.k).replace("/", "-") for _ in range(count)]
    return tuple(dict.fromkeys(names))


def _earlier(
    rng: Random, split: Split, k: Kontekst, sted: Sted, people: Sequence[Person], titel: str
) -> tuple[Tidligere, ...]:
    """Decisions of other meetings in the same case, oldest first."""
    stations: list[Tidligere] = []
    days = sorted(k.day(-400, -7) for _ in range(rng.choice((1, 1, 2, 3))))
    for day in days:
        other = rng.choice([o for o in sted.organer if o.art in {"byraad", "oekonomi", "udvalg"}])
        text: str | None = None
        udfald: tuple[str, ...] = ()
        if rng.random() < 0.9:
            made = make_beslutning(
                rng,
                split,
                people=people,
                udvalg=other.navn,
                higher=other.higher,
                titel=titel,
                length=0.3 * rng.random(),
                sted=sted,
            )
            text = " ".join(block_text(blok) for blok in made.blokke)
            udfald = made.udfald
        stations.append(
            Tidligere(
                udvalg=other.navn,
                dato=day,
                punkt=k.slot("pkt") if rng.random() < 0.7 else None,
                tekst=text,
                udfald=udfald,
            )
        )
    return tuple(stations)


def _formal_item(
    rng: Random, split: Split, sted: Sted, people: Sequence[Person], organ: Organ, name: str
) -> Sag:
    frame = read_stof("formelle")[name]
    k = _context(rng, split, sted, people, organ, frame)
    titel = fill(rng.choice(frame.lister["titel"]), k)
    afsnit: Mapping[AfsnitType, tuple[Blok, ...]] = {}
    if rng.random() < (0.8 if name == "meddelelser" else 0.45):
        text = fill(rng.choice(frame.skabeloner("tekst", split)), k)
        art = AfsnitType.SAGSFREMSTILLING if rng.random() < 0.8 else AfsnitType.RESUME
        afsnit = {art: (Blok(art=BlokArt.AFSNIT, tekst=text),)}
    klasse = frame.fakta["klasse"] if rng.random() < 0.8 and name != "lukket" else None
    beslutning = make_beslutning(
        rng,
        split,
        people=people,
        udvalg=organ.navn,
        higher=organ.higher,
        titel=titel,
        length=0.1 * rng.random(),
        kontekst=k,
        klasse=klasse,
    )
    return Sag(
        titel=titel,
        kle="00.01.00" if name != "lukket" else rng.choice(("82.02.00", "81.36.00", "13.06.02")),
        afsnit=afsnit,
        beslutning=beslutning,
        bilag=(),
        tidligere=(),
        lukket=name == "lukket",
    )


def _old_item(
    rng: Random,
    split: Split,
    sted: Sted,
    people: Sequence[Person],
    organ: Organ,
    length: float,
) -> Sag:
    """An item before 1948: a title with capital nouns, seldom more than some sentences."""
    frame = rng.choice(_old_frames("gammel"))
    k = _context(rng, split, sted, people, organ, frame)
    titel = upper_first(fill(rng.choice(frame.skabeloner("titel", split)), k))
    lines = frame.skabeloner("fremstilling", split)
    sentences = [fill(rng.choice(lines), k) for _ in range(int(1 + 3 * length))]
    beslutning = make_beslutning(
        rng,
        split,
        people=people,
        udvalg=organ.navn,
        higher=organ.higher,
        titel=titel,
        length=length,
        kontekst=k,
    )
    text = " ".join(dict.fromkeys(sentences))
    return Sag(
        titel=titel,
        kle=k.ord["kle"],
        afsnit={AfsnitType.SAGSFREMSTILLING: (Blok(art=BlokArt.AFSNIT, tekst=text),)},
        beslutning=beslutning,
        bilag=(),
        tidligere=(),
        lukket=rng.random() < 0.05,
    )


__all__ = ["make_negative", "make_sag"]
