"""Charts: a Vega-Lite specification of each, drawn as SVG on the server.

The reader's browser runs no script for them; the specification with its data is there to take
(``.json`` in place of ``.svg``), and each chart stands beside its table and its SQL.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Sequence
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
KEPT = 300
"""Drawn charts that are kept: 60 kB each."""


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


def time_chart(rows: Sequence[Row], *, title: str, dark: bool = False) -> Spec:
    """Decisions over time, a bar a month or a year, by outcome."""
    values = grouped(rows)
    for row in values:
        row["plads"] = ORDER.index(row["udfald"])
    return _spec(
        title,
        {
            "data": {"values": values},
            "width": 760,
            "height": 220,
            "mark": {"type": "bar"},
            "encoding": {
                "x": {"field": "tid", "type": "ordinal", "title": None,
                      "axis": {"labelOverlap": "greedy", "labelAngle": 0, "ticks": False}},
                "y": {"field": "antal", "type": "quantitative", "title": "Beslutninger",
                      "axis": {"tickCount": 4}},
                "color": {"field": "udfald", "type": "nominal", "title": None,
                          "scale": {"domain": ORDER, "range": COLOURS},
                          "legend": {"orient": "bottom", "columns": 3}},
                "order": {"field": "plads", "type": "quantitative"},
            },
        },
        dark,
    )  # fmt: skip


def bar_chart(rows: Sequence[Row], *, title: str, dark: bool = False) -> Spec:
    """Shares by kommune, one bar each, the highest first; the first forty."""
    values = [
        {"kommune": row["navn"], "procent": round(100 * row["andel"], 2)} for row in rows[:40]
    ]
    return _spec(
        title,
        {
            "data": {"values": values},
            "width": 560,
            "height": {"step": 15},
            "mark": {"type": "bar", "color": COLOURS[0]},
            "encoding": {
                "y": {"field": "kommune", "type": "nominal", "sort": None, "title": None},
                "x": {"field": "procent", "type": "quantitative", "title": "Procent"},
            },
        },
        dark,
    )


def _spec(title: str, body: Spec, dark: bool) -> Spec:
    ink, line = ("#e6e9ee", "#4a5360") if dark else ("#1b1f24", "#d5dae1")
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": {"text": title, "anchor": "start", "fontSize": 14},
        "background": None,
        "config": {
            "font": "sans-serif",
            "axis": {"labelColor": ink, "titleColor": ink, "gridColor": line,
                     "domainColor": line, "tickColor": line, "labelFontSize": 12,
                     "titleFontSize": 12},
            "legend": {"labelColor": ink, "titleColor": ink, "labelFontSize": 12},
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
                svg = vl_convert.vegalite_to_svg(spec, vl_version="5.20", allowed_base_urls=[])
            self._kept[key] = svg
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return svg
