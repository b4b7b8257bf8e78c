"""Stage 2: PDFium's functions, called without the conversions that ctypes makes of each argument.

A page takes some four hundred calls, each of which PDFium answers in a fraction of what the
conversions cost: 260 ns a call instead of 630. The caller has to give arguments as they are: whole
numbers for C's ``int``, the handles of pypdfium2 for pointers, ``ctypes.byref`` for places to write
to.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any


def bound(function: Any, result: Any = None) -> Callable[..., Any]:
    """A function of PDFium without conversion of its arguments.

    Args:
        function: From ``pypdfium2.raw``.
        result: The type of its answer in ctypes; ``None`` drops the answer.
    """
    # Python's own lock is kept meanwhile: to give it away and take it back takes as long as a call.
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result)(address)  # type: ignore[arg-type]


class Doubles:
    """Places for numbers that a call writes: ``places`` to hand over, ``values()`` to read."""

    __slots__ = ("_buffer", "places", "values")

    def __init__(self, count: int) -> None:
        """Make the places once; they are written over by each call."""
        self._buffer = (ctypes.c_double * count)()
        self.places = tuple(ctypes.byref(self._buffer, 8 * place) for place in range(count))
        self.values: Callable[[], list[float]] = (
            memoryview(self._buffer).cast("B").cast("d").tolist  # type: ignore[assignment]
        )
