"""An object that goes to another process as bytes, and is made of them only where it is wanted."""

from __future__ import annotations

import pickle
from typing import Any, Generic, TypeVar

Held = TypeVar("Held")


class Packed(Generic[Held]):
    """Holds an object. Where it was made the object is there as it is."""

    __slots__ = ("_held", "_packed")

    def __init__(self, held: Held) -> None:
        """Hold an object, which can be pickled and is not changed any more."""
        self._held: list[Held] = [held]
        self._packed: bytes | None = None

    def open(self) -> Held:
        """The object."""
        if not self._held:
            self._held.append(pickle.loads(self._packed or b""))
        return self._held[0]

    def __reduce__(self) -> tuple[Any, ...]:
        """Bytes, which are handed on as they are where they came so."""
        return _of_bytes, (self._packed or pickle.dumps(self._held[0], 5),)


def _of_bytes(packed: bytes) -> Packed[Any]:
    made: Packed[Any] = Packed.__new__(Packed)
    made._held, made._packed = [], packed
    return made
