"""Who came is counted only where the minutes say it: many print the absent alone."""

from __future__ import annotations

import datetime as dt

import pytest

from referat.store.schema import open_database
from referat.store.write import start_run, write_referat
from referat.types import Afstemning, Fremmoedestatus, Moede, Udfald

ABSENT = Fremmoedestatus.AFBUD
PARTLY = Fremmoedestatus.DELVIST
NAMES = ("Gro Vadum", "Per Ålund", "Ib Sandholm", "Ida Fjeld", "Bo Lyng")

# Who is printed in each meeting, and the votes of its punkt; whether that tells who came.
MEETINGS = {
    "Hele listen": ((None, None, None, ABSENT), (2, 1), True),
    "Kun afbud": ((ABSENT,), None, False),
    "En stedfortræder": ((None, PARTLY, PARTLY, ABSENT), None, False),
    "Færre end fraværende": ((None, None, ABSENT, ABSENT, ABSENT), None, False),
    "Færre end stemmer": ((None, None, None, ABSENT), (4, 3), False),
    "Ingen": ((), None, False),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory, build, browse):
    """A body for each kind of list, all in Viborg."""
    path = tmp_path_factory.mktemp("presence") / "referat.db"
    db = open_database(path)
    run = start_run(db, build.VERSIONS, "ingest", started=dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
    for day, (body, (statuses, votes, _)) in enumerate(MEETINGS.items(), start=1):
        vote = votes and Afstemning(for_=votes[0], imod=votes[1], undlod=None, stemmer=())
        referat = build.make_referat(
            udvalg=body,
            moede=Moede(
                dato=dt.date(2022, 5, day), start=None, slut=None, sted=None, sagsnumre=(),
                dokumentnumre=(),
            ),
            fremmoede=tuple(
                build.person(name, status or Fremmoedestatus.TIL_STEDE)
                for name, status in zip(NAMES, statuses, strict=False)
            ),
            punkter=(
                build.punkt(
                    "1", "Skole", beslutning=build.beslutning("Ja.", Udfald.GODKENDT, vote=vote)
                ),
            ),
            source=build.source(f"minutes/{day}.pdf", str(day)),
            problems=(),
        )  # fmt: skip
        write_referat(db, referat, build.PAGES, run)
    db.close()
    return browse(path)


def test_a_body_has_a_share_only_where_presence_is_printed(site):
    rows = site("/spoergsmaal/fravaer_pr_organ.json").json()["rows"]
    found = {row["udvalg"]: row for row in rows}
    assert set(found) == set(MEETINGS)
    for body, (_, _, printed) in MEETINGS.items():
        row = found[body]
        assert (row["moeder"], row["moeder_med_fremmoede"]) == (1, int(printed)), body
        assert row["fravaer_procent"] == (25.0 if printed else None), body
        assert row["til_stede"] == (3 if printed else None), body


def test_a_person_has_a_share_of_those_meetings_alone(site):
    rows = site("/spoergsmaal/fravaer_pr_person.json").json()["rows"]
    found = {row["navn"]: row for row in rows}
    gro = found["Gro Vadum"]
    assert (gro["moeder"], gro["moeder_med_fremmoede"], gro["afbud"]) == (5, 1, 1)
    assert gro["fravaer_procent"] == 0.0
    assert found["Ida Fjeld"]["fravaer_procent"] == 100.0
    assert found["Bo Lyng"]["moeder_med_fremmoede"] == 0
    assert found["Bo Lyng"]["fravaer_procent"] is None


@pytest.mark.parametrize("query", ["fravaer_pr_organ", "fravaer_pr_person"])
def test_the_question_says_what_is_left_out(site, query):
    assert "Mange referater nævner kun dem, der manglede" in site(f"/spoergsmaal/{query}").text


@pytest.mark.parametrize(
    ("body", "told", "not_told"),
    [
        ("hele-listen", "<summary>3 til stede</summary>", "Nævnt som til stede"),
        ("en-stedfortraeder", "Nævnt som til stede", "</summary><p>"),
        ("en-stedfortraeder", "ikke, hvem der ellers var til stede", " til stede</summary>"),
        ("kun-afbud", "Referatet siger ikke, hvem der var til stede", " til stede</summary>"),
        ("faerre-end-stemmer", "Nævnt som til stede", " til stede</summary>"),
    ],
)
def test_a_punkt_counts_those_present_only_where_they_are_printed(site, body, told, not_told):
    day = [name.lower().replace("æ", "ae").replace(" ", "-") for name in MEETINGS].index(body) + 1
    page = site(f"/punkt/viborg/{body}/2022-05-{day:02}/1").text
    assert told in page
    assert not_told not in page


def test_pages_of_body_and_person_count_the_same(site):
    assert "<dt>Fremmøde</dt><dd>75 %</dd>" in site("/organ/viborg/hele-listen").text
    assert "<dt>Fremmøde" not in site("/organ/viborg/kun-afbud").text
    gro = site("/person/viborg/gro-vadum").text
    assert "100 % fremmøde" in gro
    assert "Fordelingen tæller kun møder" in gro
    assert "% fremmøde" not in site("/person/viborg/bo-lyng").text
