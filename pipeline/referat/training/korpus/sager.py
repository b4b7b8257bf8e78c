"""Cases: title, sections, decision, attachments and what other bodies decided earlier.

A frame for the case's subject (``stof/emner_*.txt``, ``stof/aeldre.txt`` for old papers,
``stof/formelle.txt`` for the items that every meeting has) gives its words and its own sentences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from random import Random

from referat.training.korpus.beslutninger import GAMMEL, MIDT, make_beslutning, running_text
from referat.training.korpus.indhold import Blok, BlokArt, Person, Sag, Split, Tidligere
from referat.training.korpus.negativer import make_negative
from referat.training.korpus.prosa import Prosa
from referat.training.korpus.skabelon import fill, upper_first
from referat.training.korpus.slots import Kontekst
from referat.training.korpus.steder import Organ, Sted
from referat.training.korpus.stof import Stof, read_stof
from referat.types import AfsnitType

EMNEFILER = (
    "emner_plan",
    "emner_teknik",
    "emner_boern",
    "emner_social",
    "emner_kultur",
    "emner_styre",
    "emner_raad",
)
"""Files with the frames of modern cases."""

FORMEL = 0.13
"""Share of items that every meeting has (dagsorden, meddelelser, eventuelt)."""
LUKKET = 0.06
"""Share of items of the closed part."""

EGET_FAG = 0.75
"""Share of cases of the body's own field."""

FORAN = (
    "Orientering - ", "Beslutning - ", "Drøftelse - ", "Godkendelse - ", "Status: ", "Høring: ",
    "Temadrøftelse: ", "2. behandling: ", "Til orientering: ", "Besigtigelse: ", "B-sag: ",
)  # fmt: skip
BAG = (
    " ved {navn}", " v/{navn}", " (beslutning)", " (orientering)", " (B)", " (O)",
    " - fornyet behandling", " (2. behandling)", " - opfølgning", " - {by2}", " (genoptaget)",
)  # fmt: skip
"""Kinds of cases before and after a title: they say nothing of the outcome."""

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
    dato: date | None = None,
) -> Sag:
    """One case for a meeting.

    Args:
        rng: Source of chance.
        split: Part of the corpus.
        sted: Where, and when (``Sted.aar``).
        people: Members of the body that meets.
        length: 0 one line, 1 about two pages.
        organ: The body that meets; drawn where not given.
        formel: Name of a block of ``stof/formelle.txt`` ("dagsorden", "eventuelt", "lukket" …) or
            "alle" for such an item; "" for none of them; drawn where not given.
        dato: Day of the meeting, from which the case's own dates are counted; some day of the
            place's year where not given.
    """
    organ = organ or rng.choice(sted.organer)
    if formel is None:
        draw = rng.random()
        formel = "lukket" if draw < LUKKET else "alle" if draw < LUKKET + FORMEL else ""
    if formel:
        return _formal_item(rng, split, sted, people, organ, _formal(rng, formel, sted.aar), dato)
    if sted.aar < GAMMEL:
        return _old_item(rng, split, sted, people, organ, length, dato)
    if sted.aar < MIDT:
        almen, frame = read_stof("midt")["midt"], rng.choice(_old_frames("midt"))
    else:
        almen, frame = read_stof("prosa")["ny"], _draw_frame(rng, sted, organ)
    return _case(rng, split, sted, people, organ, frame, almen, length, dato)


def _formal(rng: Random, wanted: str, aar: int) -> Stof:
    """A formal item of the year's own; in old papers only closed or not is heeded."""
    blocks = read_stof("formelle")
    if aar >= MIDT and wanted != "alle":
        return blocks[wanted]
    era = "gammel" if aar < GAMMEL else "midt" if aar < MIDT else "ny"
    if wanted == "lukket":
        return blocks["lukket_gammel" if era == "gammel" else "lukket"]
    return rng.choice(
        [
            stof
            for name, stof in blocks.items()
            if stof.fakta.get("era", "ny") == era and not name.startswith("lukket")
        ]
    )


def _old_frames(kind: str) -> list[Stof]:
    return [stof for name, stof in read_stof(kind).items() if name != kind]


def _draw_frame(rng: Random, sted: Sted, organ: Organ) -> Stof:
    """A frame, three times of four of the body's own kind or field."""
    kind = "region" if sted.region else organ.art if organ.art in {"raad", "bestyrelse"} else ""
    own = [stof for stof in frames() if stof.fakta["fag"] == (kind or organ.fag)]
    if not own or (not sted.region and rng.random() > EGET_FAG):
        own = [
            stof for stof in frames() if stof.fakta["fag"] not in {"raad", "bestyrelse", "region"}
        ]
    return rng.choice(own)


def _title(rng: Random, k: Kontekst, frame: Stof) -> str:
    """The case's title; some houses set the kind of case before it, or who presents it after."""
    titel = upper_first(fill(rng.choice(frame.skabeloner("titel", k.split)), k))
    draw = rng.random()
    if k.aar < MIDT or draw > 0.2:
        return titel
    if draw < 0.09:
        return f"{rng.choice(FORAN)}{titel}"
    if draw < 0.17:
        return titel + fill(rng.choice(BAG), k)
    return titel + fill(", herunder {emneord} og {emneord}", k)


def _context(
    rng: Random,
    split: Split,
    sted: Sted,
    people: Sequence[Person],
    organ: Organ,
    frame: Stof,
    dato: date | None,
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
        dato=dato,
    )
    k.draw_words(read_stof("dele")["standard"].ordvalg)
    for name in ("firma", "forening", "borger"):
        # the applicant comes back in all sections
        if rng.random() < 0.5:
            k.ord[name] = k.fresh(name)
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
    dato: date | None,
) -> Sag:
    k = _context(rng, split, sted, people, organ, frame, dato)
    prosa = Prosa(k, frame, almen)
    titel = _title(rng, k, frame)
    points = rng.choice((1, 1, 2, 2, 3, 3, 4, 5)) if length > 0.15 else 1
    afsnit: dict[AfsnitType, tuple[Blok, ...]] = {
        AfsnitType.SAGSFREMSTILLING: prosa.account(length),
        AfsnitType.INDSTILLING: prosa.recommendation(points),
    }
    points = max(1, len(afsnit[AfsnitType.INDSTILLING]) - 1)
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
    names = [prosa.clause("bilag").replace("/", "-") for _ in range(count)]
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
            text = running_text(made.blokke)
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
    rng: Random,
    split: Split,
    sted: Sted,
    people: Sequence[Person],
    organ: Organ,
    frame: Stof,
    dato: date | None,
) -> Sag:
    closed = frame.navn.startswith("lukket")
    k = _context(rng, split, sted, people, organ, frame, dato)
    titel = fill(rng.choice(frame.lister["titel"]), k)
    afsnit: Mapping[AfsnitType, tuple[Blok, ...]] = {}
    if rng.random() < (0.8 if frame.navn.startswith("meddelelser") else 0.45):
        text = fill(rng.choice(frame.skabeloner("tekst", split)), k)
        art = AfsnitType.SAGSFREMSTILLING if rng.random() < 0.8 else AfsnitType.RESUME
        afsnit = {art: (Blok(art=BlokArt.AFSNIT, tekst=text),)}
    klasse = frame.fakta["klasse"] if rng.random() < 0.8 and not closed else None
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
        kle="00.01.00" if not closed else rng.choice(("82.02.00", "81.36.00", "13.06.02")),
        afsnit=afsnit,
        beslutning=beslutning,
        bilag=(),
        tidligere=(),
        lukket=closed,
    )


def _old_item(
    rng: Random,
    split: Split,
    sted: Sted,
    people: Sequence[Person],
    organ: Organ,
    length: float,
    dato: date | None,
) -> Sag:
    """An item before 1948: a title with capital nouns, seldom more than some sentences."""
    frame = rng.choice(_old_frames("gammel"))
    k = _context(rng, split, sted, people, organ, frame, dato)
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
