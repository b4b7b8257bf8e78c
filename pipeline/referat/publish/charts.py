"""Charts: a Vega-Lite specification of each, drawn as SVG on the server.

The reader's browser runs no script for them; the specification with its data is there to take
(``.json`` in place of ``.svg``), and each chart stands beside its table and its SQL.
"""

from __future__ import annotations

import hashlib
import json
import textwrap
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
Spec = dict[str, Any]

# Outcomes in six groups: thirteen colours can be told apart by nobody.
GROUPS = {
    "godkendt": "Godkendt", "godkendt_med_aendringer": "Godkendt", "valgt": "Godkendt",
    "anbefalet": "Anbefalet videre",
    "taget_til_efterretning": "Til efterretning, drøftet", "droeftet": "Til efterretning, drøftet",
    "orienteret": "Til efterretning, drøftet",
    "udsat": "Udsat eller sendt videre", "oversendt": "Udsat eller sendt videre",
    "sendt_i_hoering": "Udsat eller sendt videre",
    "afvist": "Afvist eller udgået", "udgaaet": "Afvist eller udgået",
    "andet": "Andet",
}  # fmt: skip
ORDER = list(dict.fromkeys(GROUPS.values()))
# Told apart also by those who see no red or green (after Okabe and Ito), on white and on black.
COLOURS = ["#0072b2", "#56b4e9", "#9aa5b1", "#e69f00", "#d55e00", "#cc79a7"]
WIDE, NARROW = 500, 280
"""Pixels between the axes, so that the whole chart fits a column of the page, or a telephone."""
NAMES, LONGEST = 145, 130
"""Pixels for names of kommuner, taken from the width, and those of the longest as it is measured
here. A reader's own sans-serif may be wider by a fifth (DejaVu Sans beside Arial)."""
BARS = 40
YEAR = 4
"""Signs of a year; a month has more."""
LONG = 40
"""Months from which on only every January has its label."""
MONTH_LABEL = (
    "['jan.','feb.','marts','april','maj','juni','juli','aug.','sep.','okt.','nov.','dec.']"
    "[toNumber(substring(datum.label, 5)) - 1] + ' ' + substring(datum.label, 0, 4)"
)
KEPT = 300
"""Drawn charts that are kept: 60 kB each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a chart is drawn for one reader: its words must be read where it is shown."""

    dark: bool = False
    """On a dark page."""
    narrow: bool = False
    """On a telephone: as narrow as its screen, since a wide chart made small is unreadable."""

    @property
    def width(self) -> int:
        """Pixels between the axes."""
        return NARROW if self.narrow else WIDE


def grouped(rows: Sequence[Row]) -> list[Row]:
    """Counts by time and outcome, with outcomes in their six groups."""
    found: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row["tid"], GROUPS.get(row["udfald"], "Andet"))
        found[key] = found.get(key, 0) + row["antal"]
    return [
        {"tid": time, "udfald": group, "antal": count}
        for (time, group), count in sorted(
            found.items(), key=lambda item: (item[0][0], ORDER.index(item[0][1]))
        )
    ]


def times(rows: Sequence[Row]) -> list[str]:
    """Every month or year from the first to the last, also those in which nothing was decided."""
    labels = sorted({row["tid"] for row in rows})
    if not labels:
        return []
    if len(labels[0]) == YEAR:
        return [f"{year:04}" for year in range(int(labels[0]), int(labels[-1]) + 1)]
    first, last = (int(label[:4]) * 12 + int(label[5:]) - 1 for label in (labels[0], labels[-1]))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)]


def time_chart(rows: Sequence[Row], *, title: str, look: Look) -> Spec:
    """Decisions over time, a bar a month or a year, by outcome."""
    values = grouped(rows)
    for row in values:
        row["plads"] = ORDER.index(row["udfald"])
    axis: Spec = {"labelOverlap": "greedy", "labelAngle": 0, "ticks": False}
    every = times(rows)
    if every and len(every[0]) > YEAR:
        step = 12 if look.narrow or len(every) > LONG else 6
        axis["values"] = [label for label in every if (int(label[5:]) - 1) % step == 0]
        axis["labelExpr"] = MONTH_LABEL
    return _spec(
        title,
        {
            "data": {"values": values},
            "width": look.width,
            "height": 220,
            # A single year would else be one bar as wide as the chart.
            "mark": {"type": "bar", "size": min(40.0, 0.8 * look.width / max(1, len(every)))},
            "encoding": {
                "x": {"field": "tid", "type": "ordinal", "title": None,
                      "scale": {"domain": every}, "axis": axis},
                "y": {"field": "antal", "type": "quantitative", "title": "Beslutninger",
                      "axis": {"tickCount": 4, "tickMinStep": 1}},
                "color": {"field": "udfald", "type": "nominal", "title": None,
                          "scale": {"domain": ORDER, "range": COLOURS},
                          "legend": {"orient": "bottom", "columns": 1 if look.narrow else 2,
                                     "columnPadding": 60, "labelLimit": 0}},
                "order": {"field": "plads", "type": "quantitative"},
            },
        },
        look,
    )  # fmt: skip


def bar_chart(rows: Sequence[Row], *, title: str, look: Look) -> Spec:
    """Shares by kommune, one bar each, the highest first; the first forty."""
    values = [
        {"kommune": row["navn"], "procent": round(100 * row["andel"], 2)} for row in rows[:BARS]
    ]
    if len(rows) > BARS:
        title = f"{title} (de {BARS} højeste af {len(rows)})"
    return _spec(
        title,
        {
            "data": {"values": values},
            "width": look.width - NAMES,
            "height": {"step": 18},
            "mark": {"type": "bar", "color": COLOURS[0]},
            "encoding": {
                "y": {"field": "kommune", "type": "nominal", "sort": None, "title": None,
                      "axis": {"labelLimit": LONGEST, "minExtent": NAMES}},
                "x": {"field": "procent", "type": "quantitative", "title": "Procent",
                      "axis": {"tickCount": 5}},
            },
        },
        look,
    )  # fmt: skip


def _spec(title: str, body: Spec, look: Look) -> Spec:
    ink, line = ("#e6e9ee", "#4a5360") if look.dark else ("#1b1f24", "#d5dae1")
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": {"text": textwrap.wrap(title, look.width // 8), "anchor": "start",
                  "frame": "bounds", "fontSize": 14},
        "background": None,
        "config": {
            "font": "sans-serif",
            "axis": {"labelColor": ink, "titleColor": ink, "gridColor": line,
                     "domainColor": line, "tickColor": line, "labelFontSize": 13,
                     "titleFontSize": 13, "titleFontWeight": "normal"},
            "legend": {"labelColor": ink, "titleColor": ink, "labelFontSize": 13},
            "title": {"color": ink},
            "view": {"stroke": None},
        },
    } | body  # fmt: skip


class Charts:
    """Draws specifications, one at a time, and keeps the latest."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, str] = OrderedDict()

    def svg(self, spec: Spec) -> str:
        """The chart as SVG. Takes a tenth of a second where it is new; call it off the loop."""
        import vl_convert

        key = hashlib.sha256(json.dumps(spec, sort_keys=True).encode()).hexdigest()
        with self._lock:
            svg = self._kept.pop(key, None)
            if svg is None:
                svg = vl_convert.vegalite_to_svg(
                    spec, vl_version="5.20", allowed_base_urls=[], format_locale="da-DK"
                )
            self._kept[key] = svg
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return svg
