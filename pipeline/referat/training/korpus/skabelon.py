"""Templates of sentences: parsed once, divided between the splits, filled from a context.

A template is running text with slots ``{vej}``, ``{kommune:s}`` (genitive), ``{ting:^}`` (first
letter large) and choices ``[helt|delvist|]``, which may hold slots and other choices. A list of
templates is divided between the splits by the hash of their text, so that no template, and with it
no full sentence, stands in two splits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import blake2b
from random import Random
from typing import Protocol, TypeVar

from referat.errors import SettingsError
from referat.training.korpus.indhold import Split

_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
T = TypeVar("T")

_TURN: tuple[Split, ...] = ("train", "dev", "test", "train", "train", "train")
"""Whose turn it is, down a list in the order of its hashes: a third is kept from training."""

_TOKEN = re.compile(r"\{(?P<slot>[^{}:]+)(?::(?P<form>[s^]+))?\}|(?P<mark>[\[\]|])")

Sequence_ = tuple[object, ...]


class Kilde(Protocol):
    """Where a template's slots come from."""

    rng: Random

    def slot(self, navn: str) -> str:
        """Text for a slot."""
        ...


def digest(text: str) -> bytes:
    """Hash by which words and templates are divided; the same on every machine."""
    return blake2b(text.encode(), digest_size=8).digest()


def divide(items: Iterable[T], split: Split, *, key: Callable[[T], str] = str) -> tuple[T, ...]:
    """The items of a list that belong to a split: two thirds train, a sixth dev, a sixth test.

    Raises:
        SettingsError: With fewer than three items one split would have none.
    """
    ranked = sorted(items, key=lambda item: digest(key(item)))
    if len(ranked) < len(set(_TURN)):
        raise SettingsError(
            f"corpus templates: {[key(item) for item in ranked]} cannot be divided between three "
            "splits. Write at least three."
        )
    return tuple(item for i, item in enumerate(ranked) if _TURN[i % len(_TURN)] == split)


def reserve(items: Sequence[T], split: Split, *, key: Callable[[T], str] = str) -> tuple[T, ...]:
    """A word stock without what belongs to other splits; half of it is common to all.

    Args:
        items: Words.
        split: For whom.
        key: Text by which an item is divided.
    """

    def owner(item: T) -> Split | None:
        place = digest("ord:" + key(item))[0]
        return None if place < 128 else _TURN[place % len(_TURN)]

    kept = tuple(item for item in items if owner(item) in (None, split))
    return kept or tuple(items)


@cache
def parse(text: str) -> Sequence_:
    """The parts of a template: text, ``(slot, form)``, and choices as a list of part lists.

    Raises:
        SettingsError: The brackets do not match.
    """
    stack: list[list[list[object]]] = [[[]]]
    last = 0
    for found in _TOKEN.finditer(text):
        if found.start() > last:
            stack[-1][-1].append(text[last : found.start()])
        last = found.end()
        if slot := found["slot"]:
            stack[-1][-1].append((slot, found["form"] or ""))
        elif found["mark"] == "[":
            stack.append([[]])
        elif found["mark"] == "|":
            if len(stack) == 1:
                raise SettingsError(f'corpus template "{text}": "|" outside brackets.')
            stack[-1].append([])
        else:
            if len(stack) == 1:
                raise SettingsError(f'corpus template "{text}": "]" without "[".')
            choice = stack.pop()
            stack[-1][-1].append([tuple(branch) for branch in choice])
    if len(stack) != 1:
        raise SettingsError(f'corpus template "{text}": "[" without "]".')
    if last < len(text):
        stack[-1][-1].append(text[last:])
    return tuple(stack[0][0])


def fill(text: str, kilde: Kilde) -> str:
    """A template with its choices made and its slots filled, on one line."""
    parts: list[str] = []
    _fill(parse(text), kilde, parts)
    text = " ".join("".join(parts).split())
    # "for 4.500 kr." at the end of a sentence has one full stop
    return _TWO_STOPS.sub(".", text) if ".." in text else text


def _fill(nodes: Sequence_, kilde: Kilde, parts: list[str]) -> None:
    for node in nodes:
        if isinstance(node, str):
            parts.append(node)
        elif isinstance(node, tuple):
            value = kilde.slot(node[0])
            if "s" in node[1]:
                value = genitive(value)
            parts.append(upper_first(value) if "^" in node[1] else value)
        elif isinstance(node, list):
            _fill(node[int(kilde.rng.random() * len(node))], kilde, parts)


def genitive(text: str) -> str:
    """The genitive: "Ulvsøs", "Skovnæs'"."""
    return f"{text}'" if text[-1:].lower() in {"s", "x", "z"} else f"{text}s"


def upper_first(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def slots_of(text: str) -> set[str]:
    """Names of all slots of a template."""
    return {found["slot"] for found in _TOKEN.finditer(text) if found["slot"]}
