"""Stage 2: numbers of lists and headings that OCR read apart from their text, put before it again.

Tesseract drops a narrow column of numbers, or reads its full stops alone; a second look finds the
figures (``leftover.py``), as lines of their own. Lines of words come in; they go out with the
number as first word of the line beside it: "2" and ". Budget 2021" are "2. Budget 2021".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from referat.pages.marks import Mark

REACH = 2.5
"""Heights of a number within which the text that it numbers begins: 1 to 2 in lists, more between
the cells of a table."""

SHARED = 0.5
"""Part of the number's height that it must share with the words beside it."""

_NUMBER = re.compile(r"\d{1,3}")
_STOP = re.compile(r"[.,:…]")


def join_numbers(lines: Sequence[list[Mark]]) -> list[list[Mark]]:
    """The lines, numbers that stand alone joined to the text that they number.

    A number without a stop is joined where the stop opens the text, or where the next one up or
    down stands right above or below it: "1", "2" and "3" one below the other number a list.
    """
    alone = [
        line for line in lines if len(line) == 1 and _NUMBER.fullmatch(line[0].text.rstrip("."))
    ]
    if not alone:
        return list(lines)
    numbers = {id(line) for line in alone}
    texts = [line for line in lines if id(line) not in numbers]
    joined: dict[int, Mark] = {}
    gone: set[int] = set()
    for line in alone:
        text = _beside(line[0], texts)
        if text is None or id(text) in joined:
            continue
        number, first = line[0], text[0]
        stop = _STOP.fullmatch(first.text) is not None and len(text) > 1
        if not (
            stop
            or (number.text.endswith(".") and first.text[:1].isalpha())
            or (first.text[:1].isupper() and _is_counted(number, lines))
        ):
            continue
        joined[id(text)] = replace(
            number,
            text=f"{number.text.rstrip('.')}.",
            width=(first.right if stop else number.right) - number.left,
            line=first.line,
        )
        gone.add(id(line))
    result = []
    for line in lines:
        if id(line) in gone:
            continue
        head = joined.get(id(line))
        if head is None:
            result.append(line)
        else:
            result.append([head, *(line[1:] if _STOP.fullmatch(line[0].text) else line)])
    return result


def _beside(number: Mark, texts: Sequence[list[Mark]]) -> list[Mark] | None:
    """The line that begins right of a number, at its height."""
    near = [
        line
        for line in texts
        if 0 <= line[0].left - number.right < REACH * number.height
        and min(number.bottom, line[-1].bottom) - max(number.top, line[-1].top)
        > SHARED * min(number.height, line[-1].height)
    ]
    return min(near, key=lambda line: line[0].left, default=None)


def _is_counted(number: Mark, lines: Sequence[list[Mark]]) -> bool:
    """Whether the number before or after it stands in the same column, a few rows away at most."""
    value = int(number.text.rstrip("."))
    return any(
        int(other) in (value - 1, value + 1)
        and abs(line[0].left - number.left) < number.height
        and abs(line[0].top - number.top) < 6 * number.height
        for line in lines
        if (other := line[0].text.rstrip(".")).isdecimal() and len(other) <= 3
    )
