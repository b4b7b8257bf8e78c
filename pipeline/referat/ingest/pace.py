"""When each host may be asked next: one pace a host, over all sources and threads of a run."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from urllib.robotparser import RobotFileParser

from referat.errors import HostPausedError


class Pacer:
    """When each host may be asked next; one for a whole run, shared by its threads."""

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        patience: float = 1.0,
    ) -> None:
        """Begin with no host known.

        Args:
            clock: Seconds, rising.
            sleep: Waits so many seconds.
            patience: What every wait but the rate is multiplied by.
        """
        self._clock, self._sleep, self._patience = clock, sleep, patience
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}
        self._delay: dict[str, float] = {}
        self._paused: dict[str, dt.datetime] = {}
        self._throttled: dict[str, int] = {}
        self.robots: dict[str, RobotFileParser] = {}
        self._reading_robots: dict[str, threading.Lock] = {}

    def reading_robots(self, site: str) -> threading.Lock:
        """Held by the thread that reads a site's robots.txt: the others wait for what it says."""
        with self._lock:
            return self._reading_robots.setdefault(site, threading.Lock())

    def wait_turn(self, host: str, rate: float) -> float:
        """Wait until the host may be asked; gives the seconds waited.

        Raises:
            HostPausedError: It asked to be left alone.
        """
        with self._lock:
            until = self._paused.get(host)
            if until is not None:
                raise HostPausedError(
                    f"{host} asked for a pause until {until:%Y-%m-%d %H:%M} UTC.",
                    action="Nothing: the next run goes on. If it stays so, lower the rate or ask"
                    " the host.",
                )
            now = self._clock()
            start = max(now, self._next.get(host, now))
            self._next[host] = start + self._between(host, rate)
        if start > now:
            self._sleep(start - now)
        return start - now

    def _between(self, host: str, rate: float) -> float:
        """Seconds between two requests."""
        return max(1 / rate if rate else 0.0, self._delay.get(host, 0.0))

    def set_delay(self, host: str, seconds: float) -> None:
        """Ask the host no more often than this."""
        with self._lock:
            self._delay[host] = max(seconds, self._delay.get(host, 0.0))

    def back_off(self, seconds: float) -> None:
        """Wait before a new try."""
        self._sleep(seconds * self._patience)

    def throttled(self, host: str, rate: float, wait: float) -> int:
        """Count one more "too many requests", halve the pace, and give the count.

        No thread asks the host before it has waited as long as it asked for.
        """
        with self._lock:
            self._throttled[host] = self._throttled.get(host, 0) + 1
            self._delay[host] = max(2 * self._between(host, rate), 1.0) * self._patience
            until = self._clock() + wait * self._patience
            self._next[host] = max(until, self._next.get(host, until))
            return self._throttled[host]

    def pause(self, host: str, until: dt.datetime) -> None:
        """Leave a host alone for the rest of this run."""
        with self._lock:
            self._paused[host] = until

    def paused_until(self, host: str) -> dt.datetime | None:
        """Until when a host asked to be left alone."""
        return self._paused.get(host)
