"""Attendance as one run of names by party, with marks that a legend explains."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from referat.structure.fremmoede import Attendance
from referat.structure.partiroekker import read_party_runs
from referat.structure.views import make_views
from referat.types import ReadPages


def _read(plain: Callable[[str], ReadPages], text: str) -> Attendance:
    attendance = Attendance()
    read_party_runs(attendance, make_views(plain(text).pages)[0])
    return attendance


def test_parties_run_on_and_marks_tell_who_was_away(plain: Callable[[str], Any]) -> None:
    attendance = _read(
        plain,
        """
        Byrådet den 3. maj 1999
        Socialdemokratiet (A): Abdi Nur, Tora Lind*, Palle
        Vindskov. Venstre (V): Nanna Sejrkær**, Jonas Ulvdal***.
        - Forfald; i stedet mødte Merete Fladmose. ** Mødte kl. 19.25. *** Udeblevet.
        """,
    )
    told = {p.navn: (str(p.status), p.parti, p.ankom) for p in attendance.people}
    assert told == {
        "Abdi Nur": ("til_stede", "A", None),
        "Tora Lind": ("afbud", "A", None),
        "Merete Fladmose": ("til_stede", None, None),
        "Palle Vindskov": ("til_stede", "A", None),
        "Nanna Sejrkær": ("delvist", "V", "19:25"),
        "Jonas Ulvdal": ("fravaerende", "V", None),
    }
    instead = attendance.find("Merete Fladmose")
    assert instead is not None
    assert instead.stedfortraeder_for == "Tora Lind"


def test_one_party_before_a_colon_is_no_run(plain: Callable[[str], Any]) -> None:
    assert not _read(plain, "Venstre (V): Abdi Nur, Tora Lind og Palle Vindskov.").people
