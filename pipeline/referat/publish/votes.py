"""A vote for readers: who stood on which side, and a picture of it by party. Pure."""

from __future__ import annotations

from referat.publish.data.common import Row

VOTES = {"for": "For", "imod": "Imod", "undlod": "Undlod"}
BAR_START, BAR_WIDTH = 66, 330
"""Where the bars of a vote begin, and their room, in the units of its picture."""


def vote_sides(vote: Row) -> list[Row]:
    """The sides of a vote that anyone is on: label, number (or none), and who in their order."""
    sides = []
    for kind, label in VOTES.items():
        cast = [row for row in vote["cast"] if row["stemme"] == kind]
        total = vote[f"antal_{kind}"]
        if total or cast:
            sides.append({"kind": kind, "label": label, "total": total, "cast": cast})
    return sides


def vote_bars(vote: Row) -> Row:
    """A vote as bars of parties: where each piece begins, how wide it is, and all in words."""
    pieces: dict[str, list[tuple[str, int]]] = {}
    for cast in vote["cast"]:
        label = cast["parti"] or cast["navn"] or "?"
        count = cast["antal"] or (1 if cast["navn"] else 0)
        pieces.setdefault(cast["stemme"], []).append((label, count))
    totals = {kind: vote[f"antal_{kind}"] for kind in VOTES}
    bars: list[Row] = []
    most = max((value or 0 for value in totals.values()), default=0)
    most = max([most, *(sum(count for _, count in cast) for cast in pieces.values())])
    if not most:
        return {"bars": [], "text": ""}
    said = []
    for kind, label in VOTES.items():
        parts = pieces.get(kind, [])
        total = totals[kind] if totals[kind] is not None else sum(count for _, count in parts)
        if not total and not parts:
            continue
        seats = _seats(parts, total, most)
        bars.append({"kind": kind, "label": label, "seats": seats, "y": len(bars) * 34 + 4})
        names = ", ".join(name for name, _ in parts)
        said.append(f"{label} {total}{f' ({names})' if names else ''}")
    return {"bars": bars, "text": "Afstemning: " + "; ".join(said)}


def _seats(parts: list[tuple[str, int]], total: int, most: int) -> list[Row]:
    """The pieces of one bar: as wide as counted, or with equal shares of what nobody counted."""
    counted = sum(count for _, count in parts)
    unknown = [name for name, count in parts if not count]
    share = max(total - counted, 0) / len(unknown) if unknown else 0
    pieces = [(name, count or share, bool(count)) for name, count in parts]
    if not pieces or (not unknown and counted < total):
        pieces.append(("", total - counted, True))
    seats, x = [], float(BAR_START)
    for name, count, known in pieces:
        width = BAR_WIDTH * count / most
        if width <= 0:
            continue
        label = name if len(name) * 8 < width else ""
        title = f"{name or 'Uden parti'}: {count:g}" if known else f"{name}: antal ikke trykt"
        seats.append(
            {"x": round(x, 1), "w": round(max(width - 1.5, 1), 1), "label": label, "title": title}
        )
        x += width
    return seats
