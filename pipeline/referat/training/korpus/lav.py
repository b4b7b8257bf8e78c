"""Makes a corpus: draws houses, meetings and layouts, prints them and writes gold and line files.

``NAME.pdf``, ``NAME.json`` (gold) and ``NAME.linjer.json`` (printed blocks) for each document. The
same seed gives the same bytes, whatever the number of processes.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from referat.errors import SettingsError
from referat.training.korpus import guld, personer, sager, steder
from referat.training.korpus.familier import FAMILIER
from referat.training.korpus.indhold import SPLITS, Sag, Split, Tidligere
from referat.training.korpus.moede import Hus, Moede, draw_attendance, draw_time
from referat.training.korpus.negativ import build_other
from referat.training.korpus.opbyg import build, printed_kommune
from referat.training.korpus.plan import Plan, draw_plan
from referat.training.korpus.scan import make_scan
from referat.training.korpus.steder import Sted
from referat.training.korpus.tekst import make_html, make_text
from referat.training.korpus.tryk import Dokument

# Half of all documents are of no known family, and some are no minutes at all.
SHARES = {"fri": 0.5, "andet": 0.06}
# So often a document is drawn again whose gold is not all on the page.
REDRAWS = 8
# So many documents share a house.
PR_HUS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Opgave:
    """What a corpus is to hold."""

    ud: Path
    antal: int
    seed: int = 1
    split: Split = "train"
    tegning: str = "text"
    """text, scan300, scan200, grim200, konverter or html."""
    familier: tuple[str, ...] = ()
    """Families to draw from; empty is all and "fri"."""


def make_corpus(opgave: Opgave, *, workers: int = 1) -> Iterator[Path]:
    """Write the documents of a task; gives each one's file as it is done."""
    opgave.ud.mkdir(parents=True, exist_ok=True)
    numbers = range(opgave.antal)
    make = partial(write_document, opgave)
    if workers <= 1:
        yield from map(make, numbers)
        return
    # Not forked: typst's threads in the parent would leave their locks shut in the child.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(make, numbers, chunksize=8)


def write_document(opgave: Opgave, number: int) -> Path:
    """Draw, print and write one document; gives its file."""
    dokument = make_document(opgave, number)
    if opgave.tegning == "konverter" and dokument.facit["kommune"] is not None:
        # A converter drops running heads, and with them perhaps the only word of the kommune.
        kommune = dokument.facit["kommune"]
        dokument.facit["kommune"] = printed_kommune(dokument, kommune, med_sidehoved=False)
    name = opgave.ud / dokument.navn
    _write_json(name.with_suffix(".json"), guld.to_gold(dokument))
    _write_json(name.with_suffix(".linjer.json"), guld.blocks(dokument))
    ending, data = _draw(dokument, opgave.tegning)
    path = name.with_suffix(ending)
    path.write_bytes(data)
    return path


def make_document(opgave: Opgave, number: int) -> Dokument:
    """One document of a task."""
    house = random.Random(f"{opgave.seed}/{opgave.split}/hus/{number // PR_HUS}")
    familie = _draw_family(house, opgave.familier)
    plan = draw_plan(house, familie)
    navn = f"{familie}-{opgave.split}-{opgave.seed}-{number:05}"
    if familie == "andet":
        return build_other(random.Random(navn), opgave.split, plan, navn)
    hus, sted = _draw_house(house, opgave.split, plan)
    rng = random.Random(f"{opgave.seed}/{opgave.split}/{number}")
    dokument = build(rng, plan, _draw_meeting(rng, opgave.split, hus, sted), navn)
    for _ in range(REDRAWS):
        if guld.is_printed(dokument):
            break
        # a plan whose parts do not go together; the next meeting mostly does
        plan = draw_plan(house, familie)
        dokument = build(rng, plan, _draw_meeting(rng, opgave.split, hus, sted), navn)
    return dokument


def _draw(dokument: Dokument, tegning: str) -> tuple[str, bytes]:
    """Ending and content of the document's file."""
    if tegning == "konverter":
        return ".txt", make_text(dokument).encode()
    if tegning == "html":
        return ".html", make_html(dokument).encode()
    pdf = _pdf(dokument)
    if tegning == "text":
        return ".pdf", pdf
    return f".{tegning}.pdf", make_scan(pdf, tegning, dokument.navn)


def _pdf(dokument: Dokument) -> bytes:
    from reportlab.platypus.doctemplate import LayoutError

    from referat.training.korpus import reportlab_pdf, typst_pdf

    if dokument.producent == "reportlab":
        try:
            return reportlab_pdf.make_pdf(dokument)
        except LayoutError:
            pass  # a cell taller than the page, which reportlab cannot break and typst can
    return typst_pdf.make_pdf(dokument)


def choose_families(*, only: Sequence[str] = (), without: Sequence[str] = ()) -> tuple[str, ...]:
    """Families to draw from.

    Raises:
        SettingsError: A name that is none, or nothing is left.
    """
    alle = (*FAMILIER, *SHARES)
    for name in (*only, *without):
        if name not in alle:
            raise SettingsError(
                f"there is no family {name}.", action=f"Use one of {', '.join(alle)}."
            )
    chosen = tuple(name for name in (only or alle) if name not in without)
    if not chosen:
        raise SettingsError("no family is left.", action="Leave fewer out.")
    return chosen


def as_split(name: str) -> Split:
    """The split of that name.

    Raises:
        SettingsError: There is none.
    """
    for split in SPLITS:
        if split == name:
            return split
    raise SettingsError(f"there is no split {name}.", action=f"Use {', '.join(SPLITS)}.")


def _draw_family(rng: random.Random, familier: Sequence[str]) -> str:
    chosen = familier or (*FAMILIER, *SHARES)
    known = [f for f in chosen if f not in SHARES]
    loose = [f for f in SHARES if f in chosen]
    draw = rng.random()
    for name in loose:
        if draw < SHARES[name]:
            return name
        draw -= SHARES[name]
    return rng.choice(known or loose)


def _draw_house(rng: random.Random, split: Split, plan: Plan) -> tuple[Hus, Sted]:
    sted = steder.make_place(rng, split, aar=_draw_year(rng, plan))
    organ = rng.choice([o for o in sted.organer if o.art in _bodies(plan)] or sted.organer)
    size = rng.randint(9, 29) if organ.art == "byraad" else rng.randint(5, 11)
    people = personer.make_people(rng, split, size + 3, aar=sted.aar, art=organ.art)
    kommunekode = rng.randint(101, 860)
    rng.choice(sted.forvaltninger)  # used by nothing: without it a seed would give other documents
    hus = Hus(
        kommune=sted.kommune,
        officielt=sted.officielt,
        udvalg=organ.navn,
        lokaler=sted.lokaler,
        kommunekode=kommunekode,
        medlemmer=people[:size],
        stedfortraedere=tuple(replace(p, titel=None) for p in people[size:]),
        embedsfolk=personer.make_officials(rng, split, rng.randint(1, 4), aar=sted.aar),
        organ=organ,
    )
    return hus, sted


def _draw_year(rng: random.Random, plan: Plan) -> int | None:
    """The year of a family's documents; free layouts are of any time."""
    if plan.historisk:
        return rng.randint(1915, 1966)
    return None if plan.familie == "fri" else rng.randint(2001, 2026)


def _bodies(plan: Plan) -> tuple[str, ...]:
    """Kinds of bodies that print such minutes."""
    return {
        "F04": ("raad",),
        "F06": ("byraad", "oekonomi"),
        "F22": ("raad",),
        "F23": ("bestyrelse",),
        "F24": ("byraad",),
    }.get(plan.familie, ("byraad", "oekonomi", "udvalg", "raad"))


def _draw_meeting(rng: random.Random, split: Split, hus: Hus, sted: Sted) -> Moede:
    dato = dt.date(sted.aar, 1, 1) + dt.timedelta(days=rng.randrange(365))
    start, slut = draw_time(rng)
    count = rng.choice((2, 3, 4, 5, 5, 6, 7, 8, 10))
    cases = []
    for place in range(count):
        formel = None
        if place == 0 and rng.random() < 0.5:
            formel = "dagsorden"
        elif place == count - 1 and rng.random() < 0.4:
            formel = "eventuelt"
        sag = sager.make_sag(
            rng,
            split,
            sted,
            hus.medlemmer,
            length=min(1.0, rng.random() ** 2.2),
            organ=hus.organ,
            formel=formel,
        )
        cases.append(replace(sag, tidligere=_before(rng, sag, dato)))
    opened = [c for c in cases if not c.lukket]
    closed = [c for c in cases if c.lukket]
    return Moede(
        hus=hus,
        dato=dato,
        start=start,
        slut=slut,
        sted=_room(rng, hus),
        deltagere=draw_attendance(rng, hus, start=start, punkter=count),
        sager=(*opened, *closed),
        dagsorden=rng.random() < 0.06,
    )


def _room(rng: random.Random, hus: Hus) -> str:
    """Where the meeting was; a town hall is the kommune's own, or its name would mislead."""
    room = rng.choice(hus.lokaler)
    return re.sub(r"(?<![\w-])[\wÆØÅæøå-]+ (R(?:å|aa)dhus)\b", rf"{hus.kommune} \1", room)


def _before(rng: random.Random, sag: Sag, dato: dt.date) -> tuple[Tidligere, ...]:
    """Earlier decisions, all of them before this meeting."""
    return tuple(
        t
        if t.dato is None or t.dato < dato
        else replace(t, dato=dato - dt.timedelta(days=rng.randint(7, 200)))
        for t in sag.tidligere
    )


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
