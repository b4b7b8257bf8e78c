"""Attendance as one run of names by party: "Venstre (V): A, B*. Socialdemokratiet (A): …".

In: the lines of a header. Out: the people of each party entered, with what a legend below says of
the marks behind their names ("* Forfald; i stedet mødte … ** Mødte kl. 19.25."). Several such runs
tell the form; one party's name before a colon does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from referat.structure.fremmoede import Attendance
from referat.structure.personer import Entry, parse_entry, split_list
from referat.structure.stemmelister import is_party
from referat.structure.text import join_words
from referat.structure.views import View
from referat.types import Fremmoedestatus as Status
from referat.types import LineRole

_RUN = re.compile(
    r"\b(?P<navn>[A-ZÆØÅ][\w-]+(?:\s+[A-ZÆØÅ][\w-]+){0,3})\s*"
    r"\((?P<parti>[A-ZÆØÅ]{1,2})\)\s*:\s*"
)
_RUNS, _NAMED = 2, 3
"""Runs, and people in them, at least."""
# the end of the last run; "1. viceborgmester" and "M. Lind" go on
_ENDS = re.compile(r"(?<=[\w)*]{3})\.(?=\s+[^a-zæøå]|\s*$)")
_LEGEND = re.compile(r"(?<![^\s.])(?P<mark>\*{1,4})\s+(?P<told>[^*]{4,160})")
_MARK = re.compile(r"(?<=[\w)])(?P<mark>\*{1,4})(?=\s*(?:[,.;]|$|\s))")
_INSTEAD = re.compile(
    r"[;,.]?\s*i\s+(?:stedet|hans\s+sted|hendes\s+sted)\s+(?:(?:var|er|blev)\s+)?"
    r"(?:indkaldt|mødte|deltog|mødt)\s+(?P<navn>[A-ZÆØÅ][^,;.()]{4,50})$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Text:
    """Lines as one text."""

    text: str
    starts: list[tuple[int, View]]
    """Where each line begins."""

    def view_at(self, place: int) -> View:
        """The line that a place stands on."""
        return [view for start, view in self.starts if start <= place][-1]


def read_party_runs(attendance: Attendance, head: Sequence[View]) -> None:
    """Enter the people of such runs; nothing where a header has none."""
    told = _join([view for view in head if view.role is not LineRole.FURNITURE])
    lines = {start for start, _ in told.starts}
    runs = [
        run
        for run in _RUN.finditer(told.text)
        if run.start() in lines or told.text[: run.start()].rstrip()[-1:] in (".", ";")
    ]
    if len(runs) < _RUNS or not any(is_party(run["navn"]) for run in runs):
        return
    last = _ENDS.search(told.text, runs[-1].end())
    end = last.start() if last else len(told.text)
    marks = {found["mark"]: found["told"].strip(" .") for found in _legend(told.text[end:])}
    entries: list[tuple[Entry, str, str, View]] = []
    for run, stop in zip(runs, [*(run.start() for run in runs[1:]), end], strict=True):
        names = _MARK.sub(r" (\g<mark>)", told.text[run.end() : stop]).rstrip(" .;")
        at = told.view_at(run.start())
        for piece in split_list(names):
            mark = re.search(r"\((\*+)\)", piece)
            entry = parse_entry(re.sub(r"\s*\(\*+\)", "", piece))
            if entry is not None:
                place = told.text.find(entry.navn, run.start())
                view = told.view_at(place) if place >= 0 else at
                note = marks.get(mark[1], "") if mark else ""
                entries.append((entry, run["parti"], note, view))
    if len(entries) < _NAMED:
        return
    for entry, parti, note, view in entries:
        _enter(attendance, replace(entry, parti=entry.parti or parti), note, view)


def _legend(text: str) -> list[re.Match[str]]:
    """What marks mean; the first may have been read as a bullet."""
    text = text.lstrip(" .")
    if text.startswith("- ") and "**" in text:
        text = f"* {text[2:]}"
    return list(_LEGEND.finditer(text))


def _enter(attendance: Attendance, entry: Entry, note: str, view: View) -> None:
    """Enter a person with what the legend says of it."""
    instead = _INSTEAD.search(note)
    if instead:
        note = note[: instead.start()]
    noted = parse_entry(f"{entry.navn} ({note})") if note else None
    status = Status.TIL_STEDE
    if noted is not None:
        entry = replace(entry, ankom=noted.ankom, gik=noted.gik)
        if noted.absent:
            status = Status.AFBUD if noted.afbud else Status.FRAVAERENDE
    person = attendance.add(entry, status, view)
    if instead:
        attendance.substitute(instead["navn"], person.navn, view)


def _join(lines: Sequence[View]) -> _Text:
    text = ""
    starts: list[tuple[int, View]] = []
    for view in lines:
        joined = join_words(text, view.text)
        starts.append((len(joined) - len(view.text), view))
        text = joined
    return _Text(text, starts)
