"""How a run tells what it does: lines for people, or JSON lines for journald.

``logging`` carries the events; each has a message and, as ``extra={"event": {…}}``, its facts.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
from typing import Any, TextIO

from referat.printable import printable

LOGGER = logging.getLogger("referat")

# What journald reads off a line's beginning: "<3>" is an error.
_PRIORITIES = {logging.DEBUG: 7, logging.INFO: 6, logging.WARNING: 4, logging.ERROR: 3}


class LineFormatter(logging.Formatter):
    """One line an event, whatever the names in it hold."""

    def format(self, record: logging.LogRecord) -> str:
        """The message."""
        return printable(record.getMessage())


class JsonFormatter(logging.Formatter):
    """One JSON object a line, with journald's priority before it."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, message and facts."""
        facts = getattr(record, "event", {})
        line = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="seconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
            **facts,
        }
        return f"<{_PRIORITIES.get(record.levelno, 6)}>{json.dumps(line, ensure_ascii=False)}"


def start_logging(
    *, as_json: bool, quiet: bool, sums_up: bool = False, stream: TextIO | None = None
) -> None:
    """Send the events to stderr, in one of the two forms.

    Args:
        as_json: As JSON lines.
        quiet: Errors alone.
        sums_up: The command lists at its end what went wrong, and that is not told twice.
        stream: Another stream than stderr.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonFormatter() if as_json else LineFormatter())
    if sums_up:
        handler.addFilter(lambda record: not getattr(record, "is_listed", False))
    LOGGER.handlers[:] = [handler]
    LOGGER.propagate = False
    LOGGER.setLevel(logging.ERROR if quiet else logging.INFO)


def tell(message: str, *, level: int = logging.INFO, is_listed: bool = False, **facts: Any) -> None:
    """One event; with ``is_listed`` one that a command without a log lists at its end."""
    LOGGER.log(level, message, extra={"event": facts, "is_listed": is_listed})
