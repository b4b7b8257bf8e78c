"""Holds what stands in a TOML file against the fields of a data class, in words for people.

For the settings, the file of sources and the site's options. A fault comes out as what is wrong
and what to write; which file and line it stands in is the caller's to say.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Collection
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

# What somebody means who puts a word for the value of a switch.
_MEANT = {
    "true": "true", "yes": "true", "on": "true", "ja": "true", "1": "true",
    "false": "false", "no": "false", "off": "false", "nej": "false", "0": "false",
}  # fmt: skip


def find_misfit(kind: type, key: str, value: Any) -> tuple[str, str] | None:
    """What is wrong with a field's value, and what to write; ``None`` where it fits.

    What is wrong goes on from the field's name: ``is "no", text``. A whole number is a fine
    fraction; true and false are no numbers. Neither are inf and nan.
    """
    hint = _hints(kind)[key]
    if _fits(value, hint):
        if isinstance(value, str) and "\0" in value:
            return "holds a null character", "Take it out."
        return None
    return f"is {_in_toml(value)}, {_called(value)}", _advice(key, value, hint)


def name_known(key: str, known: Collection[str]) -> str:
    """What to do about a key that is not known: the nearest of those that are, then all."""
    near = get_close_matches(key, known, 1)
    hint = f"Is it {near[0]!r}? " if near else ""
    return f"{hint}Known are: {', '.join(sorted(known))}."


def convert(kind: type, key: str, value: Any) -> Any:
    """A fitting value as the field holds it: lists become tuples."""
    hint: Any = _hints(kind)[key]
    return tuple(value) if get_origin(hint) is tuple else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _fits(value: Any, hint: Any) -> bool:
    if get_origin(hint) is UnionType:
        return any(_fits(value, part) for part in get_args(hint))
    if hint is float:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return number and math.isfinite(value)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if get_origin(hint) is tuple:
        # Of strings in a file; of sources when the reader itself has made them.
        part = get_args(hint)[0]
        return isinstance(value, list | tuple) and all(isinstance(one, part) for one in value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return isinstance(value, str) and value in list(hint)
    return isinstance(value, hint)


def _in_toml(value: Any) -> str:
    if isinstance(value, bool | str | list | tuple | dict):
        text = json.dumps(value, ensure_ascii=False, default=str)
        return text if len(text) <= 60 else f"{text[:57]}…"
    return str(value)


def _called(value: Any) -> str:
    names = {bool: "a switch", int: "a whole number", float: "a fraction", str: "text",
             list: "a list", tuple: "a list", dict: "a table", NoneType: "nothing",
             dt.datetime: "a time", dt.date: "a day", dt.time: "a time"}  # fmt: skip
    if isinstance(value, float) and not math.isfinite(value):
        return "no number"
    return names.get(type(value), f"a {type(value).__name__}")


def _advice(key: str, value: Any, hint: Any) -> str:
    if get_origin(hint) is UnionType:
        inner = next(part for part in get_args(hint) if part is not NoneType)
        return f"{_advice(key, value, inner)[:-1]}, or leave it out."
    if hint is bool:
        meant = _MEANT.get(str(value).strip().casefold())
        forms = f"{key} = {meant}" if meant else f"{key} = true or {key} = false"
        return f"Write {forms}, without quotes."
    if hint in (int, float):
        digits = str(value).strip().removeprefix("-")
        kind = "a whole number" if hint is int else "a number"
        if isinstance(value, str) and digits.isascii() and digits.isdecimal():
            return f"Write {key} = {int(value)}, without quotes."
        return f"Give {kind}, without quotes."
    if hint is str:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return f'Write {key} = "{value}", with quotes.'
        return "Give one text in quotes."
    if get_origin(hint) is tuple:
        one = value if isinstance(value, str) else "…"
        return f"Write {key} = [{json.dumps(one, ensure_ascii=False)}]: a list of texts in quotes."
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return f"Give one of {', '.join(hint)}."
    return f"Write a table of that name: [{key}]."
