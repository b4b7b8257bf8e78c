"""How fast scanned pages are read, for the bar that people watch."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

RECENT = 60.0
"""Seconds over which the pace is measured: a long page more or less does not make it jump."""


class Pace:
    """Pages a minute, and the time that those which wait will take."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._done: deque[float] = deque()
        self._started = clock()
        self._waiting = 0

    def add(self, waiting: int) -> None:
        """A page is done, and so many are known to wait."""
        self._done.append(self._clock())
        self._waiting = waiting

    def per_minute(self) -> float:
        """Pages a minute of late."""
        now = self._clock()
        while self._done and now - self._done[0] > RECENT:
            self._done.popleft()
        seconds = min(RECENT, max(1.0, now - self._started))
        return 60 * len(self._done) / seconds

    def words(self) -> str | None:
        """As in "48 pages/min, 120 wait, 2:30 left"; nothing where no page was read of late."""
        rate = self.per_minute()
        if not rate:
            return None
        told = f"{rate:.0f} pages/min"
        if self._waiting:
            minutes, seconds = divmod(round(60 * self._waiting / rate), 60)
            told += f", {self._waiting} wait, {minutes}:{seconds:02} left"
        return told
