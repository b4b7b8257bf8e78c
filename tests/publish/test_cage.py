"""A reader's own SQL reads, within bounds, and does nothing else."""

from __future__ import annotations

import asyncio
import sqlite3
import time

import pytest

from referat.publish.cage import MAX_SQL, Cage


@pytest.fixture
def ask(own_database, run_async):
    """Run queries one after the other in one cage."""

    def run(*queries, seconds=1.0, rows=100, workers=1, params=None):
        async def go():
            cage = Cage(own_database, seconds=seconds, rows=rows, memory_mb=64, workers=workers)
            try:
                return [await cage.run(sql, params or {}) for sql in queries]
            finally:
                await cage.close()

        found = run_async(go())
        return found[0] if len(found) == 1 else found

    return run


def test_a_query_gives_rows(ask):
    result = ask("select titel, :x as x from punkter order by id;", params={"x": "a'b"})
    assert result.columns == ("titel", "x")
    assert len(result.rows) == 4
    assert {row[1] for row in result.rows} == {"a'b"}
    assert result.error is None


def test_our_functions_are_there(ask):
    result = ask(
        "select p.titel from soeg s join punkter p on p.id = s.punkt where s.plads in"
        " (select rowid from soeg_fts where soeg_fts match referat_stammer('skole'))"
    )
    assert result.rows == (("Lokalplanforslag for skolen",),)


def test_rows_are_limited(ask):
    result = ask(
        "with recursive n(i) as (select 1 union all select i + 1 from n) select i from n", rows=7
    )
    assert len(result.rows) == 7
    assert result.more


@pytest.mark.parametrize(
    "sql",
    [
        "delete from punkter",
        "insert into _meta values ('a', 'b')",
        "update punkter set titel = 'x'",
        "create table t (a)",
        "create temp table t (a)",
        "drop table punkter",
        "attach '/etc/passwd' as p",
        "vacuum into '/tmp/out.db'",
        "pragma journal_mode = delete",
        "pragma temp_store_directory = '/tmp'",
        "select load_extension('/tmp/x')",
        "select readfile('/etc/passwd')",
        "begin",
        "select 1; select 2",
        "select * from nothing",
        "sel",
        "",
        "\x00",
        "explain",
        "reindex",
        "insert into soeg_fts (soeg_fts) values ('optimize')",
    ],
)
def test_nothing_else_is_done(ask, own_database, sql):
    before = own_database.read_bytes()
    result = ask(sql)
    assert result.error is not None
    assert "Traceback" not in result.error
    assert result.rows == ()
    assert own_database.read_bytes() == before


@pytest.mark.parametrize(
    "sql",
    [
        # One function call, which no time limit between steps can stop.
        "select length(hex(zeroblob(400000000)))",
        "select length(printf('%.*c', 900000000, 'x'))",
        "select length(replace(hex(zeroblob(2000000)), '0', '0123456789'))",
        "select group_concat(tekst || hex(zeroblob(1000000))) from sider, punkter, moeder",
        # Rows without end, and sorting them.
        "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n",
        "with recursive n(i) as (select 1 union all select i + 1 from n)"
        " select i from n order by -i",
        "select count(*) from punkter a, punkter b, punkter c, punkter d, punkter e, punkter f,"
        " punkter g, punkter h, punkter i, punkter j, punkter k, punkter l, punkter m",
        "with recursive t(x) as (select 'a' union all select x || x from t)"
        " select max(length(x)) from t",
    ],
)
def test_attacks_end_and_the_next_query_works(ask, sql):
    began = time.monotonic()
    attacked, after = ask(sql, "select 1", seconds=0.5)
    # Ends by the limit, the grace, and the start of a new worker on a busy machine.
    assert time.monotonic() - began < 60
    assert attacked.error is not None
    assert after.rows == ((1,),)


def test_a_long_query_is_refused(ask):
    assert "for lang" in ask("select 1 -- " + "x" * MAX_SQL).error


def test_no_workers_means_no_queries(ask):
    assert "slået fra" in ask("select 1", workers=0).error


def test_queries_wait_for_their_turn_and_not_for_ever(own_database, run_async):
    async def go():
        cage = Cage(own_database, seconds=0.3, rows=5, memory_mb=64, workers=1)
        endless = (
            "with recursive n(i) as (select 1 union all select i + 1 from n) select sum(i) from n"
        )
        try:
            return await asyncio.gather(*(cage.run(endless, {}) for _ in range(8)))
        finally:
            await cage.close()

    found = run_async(go())
    assert all(result.error for result in found)
    assert any("for mange" in result.error for result in found)


def test_a_value_of_bytes_is_told_and_not_shown(ask):
    assert ask("select zeroblob(3)").rows == (("(3 bytes)",),)


def test_a_missing_database_is_an_answer(tmp_path, run_async):
    async def go():
        cage = Cage(tmp_path / "none.db", seconds=1, rows=5, memory_mb=64, workers=1)
        try:
            return await cage.run("select 1", {})
        finally:
            await cage.close()

    assert run_async(go()).error


def test_a_table_that_is_made_meanwhile_is_seen(own_database, run_async):
    async def go():
        cage = Cage(own_database, seconds=5, rows=5, memory_mb=64, workers=1)
        search = "select count(*) from soeg_fts where soeg_fts match 'skol'"
        try:
            before = await cage.run(search, {})
            conn = sqlite3.connect(own_database)
            conn.execute("CREATE TABLE later (a)")
            conn.close()
            return before, await cage.run(search, {}), await cage.run("select * from later", {})
        finally:
            await cage.close()

    assert [result.error for result in run_async(go())] == [None, None, None]


def test_it_reads_while_another_writes(ask, own_database):
    conn = sqlite3.connect(own_database, isolation_level=None)
    conn.execute("BEGIN IMMEDIATE")
    conn.execute("UPDATE punkter SET titel = 'x'")
    assert ask("select count(*) from punkter where titel = 'x'").rows == ((0,),)
    conn.execute("ROLLBACK")
    conn.close()
