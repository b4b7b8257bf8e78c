"""The gate holds back what a layout change did, and lets odd documents through."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.listing import DocumentQuality, Verdict
from referat.nightly.gate import LEAST_HISTORY, judge
from referat.nightly.run import accept
from referat.settings import Settings
from referat.types import Beslutning, Udfald


def one(
    punkter: int = 8, decisions: int = 8, numbers: int = 7, unsure: int = 0, minutes: bool = True
):
    return DocumentQuality(
        is_minutes=minutes, punkter=punkter, decisions=decisions, numbers=numbers, unsure=unsure
    )


HISTORY = [one() for _ in range(60)]


@pytest.mark.parametrize(
    ("new", "verdict"),
    [
        ([one()], Verdict.OK),
        ([one(decisions=0)], Verdict.OK),  # one odd document is only odd
        ([one(decisions=0)] * 3, Verdict.HELD),
        ([one(numbers=0)] * 3, Verdict.HELD),
        ([one(punkter=0, decisions=0, numbers=0)] * 3, Verdict.HELD),
        ([one(unsure=8)] * 3, Verdict.HELD),
        ([one(decisions=0, minutes=False)] * 5, Verdict.OK),  # agendas have no decisions
        ([one()] * 20 + [one(decisions=0)] * 2, Verdict.OK),
        ([one(decisions=6)] * 10, Verdict.OK),
    ],
)
def test_what_is_held(new, verdict):
    assert judge(new, HISTORY).verdict is verdict


def test_one_a_night_is_noticed_on_the_second_or_third():
    tail = [one(decisions=0)] * 2
    assert judge([one(decisions=0)], [*tail, *HISTORY]).verdict is Verdict.HELD


def test_a_source_with_little_history_is_not_judged():
    assert judge([one(decisions=0)] * 9, HISTORY[: LEAST_HISTORY - 1]).verdict is Verdict.TOO_LITTLE


def test_a_field_that_never_was_there_is_not_missed():
    history = [one(numbers=0) for _ in range(60)]
    assert judge([one(numbers=0)] * 9, history).verdict is Verdict.OK


def test_a_field_that_always_varied_is_allowed_to():
    history = [one(numbers=8 * (number % 2)) for number in range(60)]
    assert judge([one(numbers=0)] * 3, history).verdict is Verdict.OK


def test_the_reason_names_field_and_shares():
    judged = judge([one(decisions=0)] * 4, HISTORY)
    assert judged.reason == "punkter med beslutning faldt fra 100 % til 0 %."
    assert (judged.new.documents, judged.new.decisions) == (4, 0.0)


@given(st.lists(st.builds(one, st.just(8), st.integers(0, 8)), min_size=1, max_size=9))
def test_what_is_like_the_history_passes(new):
    assert judge(new, new * 12).verdict in (Verdict.OK, Verdict.TOO_LITTLE)


# --- nights ---------------------------------------------------------------------------------


def test_a_layout_change_that_empties_a_field_is_kept_aside(nights, portal, many):
    portal.add("k0", *many(1, 30))
    portal.add("k1", *many(500, 1))
    nights.run()
    portal.add("k0", *many(100, 6, decision=""))
    portal.add("k1", *many(501, 1))
    report = nights.run()
    assert [(held.source, held.documents) for held in report.held] == [("k0", 6)]
    assert "beslutning faldt" in report.held[0].reason
    assert report.exit_code == 3
    assert report.shown == 1  # the other source went on
    assert nights.rows("SELECT count(*) FROM moeder") == [(32,)]
    assert nights.rows("SELECT afventer FROM kildestatus WHERE kilde = 'k0'") == [(6,)]
    again = nights.run()
    assert (again.shown, len(again.held)) == (0, 1)
    let_in = accept(
        nights.plan(), db_path=nights.database, settings=Settings(jobs=1, ocr=False), only=["k0"]
    )
    assert let_in.shown == 6
    assert nights.rows("SELECT count(*) FROM moeder") == [(38,)]
    # From here on this is how the source is.
    portal.add("k0", *many(200, 3, decision=""))
    assert nights.run().held == ()


def test_what_is_kept_aside_is_in_no_table(nights, portal, meeting, make_minutes, many):
    portal.add("k0", *many(1, 30))
    nights.run()
    secret = [
        meeting(f"x{n}", make_minutes(("Sommerfugl", ""), tekst=f"Sommerfugl {n}."))
        for n in range(6)
    ]
    portal.add("k0", *secret)
    assert nights.run().held
    with sqlite3.connect(nights.database) as conn:
        dump = "\n".join(conn.iterdump())
    conn.close()
    assert "ommerfugl" not in dump


def test_what_is_kept_aside_is_judged_anew_when_a_newer_referat_reads_it(
    nights, portal, monkeypatch, many
):
    portal.add("k0", *many(1, 30))
    nights.run()
    portal.add("k0", *many(100, 6, decision=""))
    assert nights.run().held
    from referat.nightly import run as module
    from referat.nightly import tasks

    read = tasks.read_document

    def better(source, **options):
        """As a version that understands the layout."""
        result = read(source, **options)
        punkter = tuple(
            replace(
                punkt,
                beslutning=Beslutning(
                    tekst="Godkendt.",
                    udfald=(Udfald.GODKENDT,),
                    afstemning=None,
                    evidence=punkt.evidence,
                ),
            )
            for punkt in result.referat.punkter
        )
        return replace(result, referat=replace(result.referat, punkter=punkter))

    versions = module.resources.versions
    monkeypatch.setattr(tasks, "read_document", better)
    monkeypatch.setattr(
        module.resources, "versions", lambda model=None: replace(versions(model), program="9.9")
    )
    report = nights.run()
    assert (report.held, report.shown) == ((), 6)


def test_without_the_gate_everything_is_shown(nights, portal, many):
    portal.add("k0", *many(1, 30))
    nights.run()
    portal.add("k0", *many(100, 6, decision=""))
    assert nights.run(replace(nights.plan(), gate=False)).shown == 6
