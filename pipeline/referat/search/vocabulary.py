"""Which stems a term stands for, as an expression of FTS5: compounds, stars, near words.

The words lie in the table ``soeg_ord``, each with its stem, and its stem backwards, so that the
compounds that end as a word does are one walk along an index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from referat.search.query import Kind, Query, Term
from referat.search.stems import WORD, fold, stem

MAX_FORMS = 400
"""Stems that a term may stand for; the shortest are nearest to it."""
MIN_COMPOUND = 4
"""Letters of a stem that may be the end of a compound: "vej" would find "overvej"."""
REMEMBERED = 5_000
"""Terms whose stems are remembered."""
MAX_TEXT = 20_000
"""Letters of a text in which a word is looked for."""
SIMILAR = 0.75
CANDIDATES = 4_000
_LAST = chr(0x10FFFF)


class Vocabulary:
    """The words of an archive, as far as anyone asked; ``forget`` when there are new ones."""

    def __init__(self) -> None:
        self._forms: dict[tuple[Kind, str], tuple[str, ...]] = {}
        self._printed: dict[str, str | None] = {}

    def forget(self) -> None:
        """There are words that were not there before."""
        self._forms.clear()
        self._printed.clear()

    def forms(self, conn: sqlite3.Connection, term: Term) -> tuple[str, ...]:
        """The stems that a term stands for beside its own."""
        token = term.tokens[-1]
        if term.kind not in (Kind.WORD, Kind.ENDS, Kind.BEGINS) or not token.isalpha():
            return ()
        if term.kind is Kind.WORD and len(token) < MIN_COMPOUND:
            return ()
        key = (term.kind, token)
        known = self._forms.get(key)
        if known is None:
            if len(self._forms) >= REMEMBERED:
                self._forms.clear()
            known = self._forms[key] = self._look_up(conn, term.kind, token)
        return known

    def printed(self, conn: sqlite3.Connection, forms: Sequence[str]) -> tuple[str, ...]:
        """Stems as words that stand in the archive's texts; one that stands in none is left out."""
        for form in forms:
            if form not in self._printed:
                if len(self._printed) >= REMEMBERED:
                    self._printed.clear()
                self._printed[form] = _find_printed(conn, form)
        return tuple(word for form in forms if (word := self._printed.get(form)))

    def _look_up(self, conn: sqlite3.Connection, kind: Kind, token: str) -> tuple[str, ...]:
        if kind is Kind.WORD:
            return _ending(conn, token)
        if kind is Kind.ENDS:
            ends = dict.fromkeys((stem(token), token))
            found = dict.fromkeys(form for end in ends for form in (end, *_ending(conn, end)))
            return tuple(form for form in found if form != stem(token))[:MAX_FORMS]
        rows = conn.execute(
            "SELECT DISTINCT stamme FROM soeg_ord WHERE ord >= ? AND ord < ?"
            f" ORDER BY length(stamme), stamme LIMIT {MAX_FORMS}",
            (token, token + _LAST),
        )
        # What begins so by its stem, the star of FTS5 finds by itself.
        return tuple(base for (base,) in rows if not base.startswith(token))

    def expression(self, conn: sqlite3.Connection, term: Term) -> str:
        """The FTS5 expression of one term."""
        forms = self.forms(conn, term)
        return " OR ".join((own_expression(term), *(f'"{form}"' for form in forms)))

    def match(self, conn: sqlite3.Connection, query: Query) -> str:
        """The FTS5 expression of a whole query; empty when it asks for everything."""
        wanted = [f"({self.expression(conn, term)})" for term in query.terms if not term.negative]
        without = [f"({self.expression(conn, term)})" for term in query.terms if term.negative]
        return " NOT ".join((" AND ".join(wanted), *without)) if wanted else ""


def own_expression(term: Term) -> str:
    """The FTS5 expression of a term's own tokens, without compounds."""
    if term.kind is Kind.CASE:
        return " OR ".join(f'"{token}"' for token in term.tokens)
    if term.kind in (Kind.MONTH, Kind.BEGINS):
        return f'"{term.tokens[0]}"*'
    if term.kind is Kind.ENDS:
        return f'"{stem(term.tokens[0])}"'
    return f'"{" ".join(term.tokens)}"'


def _ending(conn: sqlite3.Connection, token: str) -> tuple[str, ...]:
    """The stems that end as this one, without itself, shortest first."""
    back = token[::-1]
    rows = conn.execute(
        "SELECT DISTINCT stamme FROM soeg_ord WHERE bagfra > ? AND bagfra < ?"
        f" ORDER BY length(stamme), stamme LIMIT {MAX_FORMS}",
        (back, back + _LAST),
    )
    return tuple(base for (base,) in rows)


def _find_printed(conn: sqlite3.Connection, form: str) -> str | None:
    """A word of this stem as it is printed in the first text that has it, in small letters if any.

    A capital is kept where it tells a name: within a sentence, and not of a title in capitals.
    """
    row = conn.execute(
        "SELECT i.titel, i.beslutning, i.tekst FROM soeg s JOIN soeg_indhold i ON i.punkt = s.punkt"
        " WHERE s.plads = (SELECT rowid FROM soeg_fts WHERE soeg_fts MATCH ? LIMIT 1)",
        (f'"{form}"',),
    ).fetchone()
    name = opening = None
    for text in filter(None, row or ()):
        for found in WORD.finditer(text[:MAX_TEXT]):
            word = found.group()
            if stem(fold(word)) != form:
                continue
            if word.islower():
                return word
            before = text[: found.start()].rstrip(" ")
            if before[-1:].isalpha() and not word.isupper():
                name = name or word
            opening = opening or word.lower()
    return name or opening


def suggest(conn: sqlite3.Connection, query: Query) -> str | None:
    """The query with each unknown word put right; ``None`` where no word is near."""
    words: list[str] = []
    changed = False
    for term in query.terms:
        text = f'"{term.text}"' if term.kind in (Kind.EXACT, Kind.PHRASE) else term.text
        if term.kind is Kind.WORD and not term.negative and not _is_word(conn, fold(term.text)):
            near = _nearest(conn, fold(term.text))
            if near is None:
                return None
            text, changed = near, True
        words.append(f"-{text}" if term.negative else text)
    return " ".join(words) if changed else None


def _is_word(conn: sqlite3.Connection, word: str) -> bool:
    found = conn.execute("SELECT 1 FROM soeg_ord WHERE ord = ?", (word,)).fetchone()
    return found is not None


def _nearest(conn: sqlite3.Connection, word: str) -> str | None:
    """The known word that is nearest: one that begins, or ends, with the same two letters."""
    if len(word) < 4:
        return None
    start, end = word[:2], stem(word)[-3:][::-1]
    candidates = _words(conn, "ord >= ? AND ord < ?", (start, start + _LAST), len(word))
    candidates += _words(conn, "bagfra >= ? AND bagfra < ?", (end, end + _LAST), len(word))
    near = process.extractOne(
        word, candidates, scorer=Levenshtein.normalized_similarity, score_cutoff=SIMILAR
    )
    return str(near[0]) if near else None


def _words(conn: sqlite3.Connection, where: str, args: Sequence[str], length: int) -> list[str]:
    rows = conn.execute(
        f"SELECT ord FROM soeg_ord WHERE {where} AND length(ord) BETWEEN ? AND ?"
        f" LIMIT {CANDIDATES}",
        (*args, length - 2, length + 2),
    )
    return [word for (word,) in rows]
