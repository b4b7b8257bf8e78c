from __future__ import annotations

import io
import json
import logging

from referat.logs import start_logging, tell


def test_events_are_json_lines_with_journald_s_priority() -> None:
    stream = io.StringIO()
    start_logging(as_json=True, quiet=False, stream=stream)
    tell("k0: shown m1", source="k0", key="m1")
    tell("fejl\nover to linjer", level=logging.ERROR, source="k1")
    lines = stream.getvalue().splitlines()
    assert [line[:3] for line in lines] == ["<6>", "<3>"]
    first, second = (json.loads(line[3:]) for line in lines)
    assert (first["message"], first["source"], first["key"], first["level"]) == (
        "k0: shown m1", "k0", "m1", "info",
    )  # fmt: skip
    assert second["message"] == "fejl\nover to linjer"


def test_quiet_tells_errors_alone() -> None:
    stream = io.StringIO()
    start_logging(as_json=False, quiet=True, stream=stream)
    tell("noget")
    tell("en fejl", level=logging.ERROR)
    assert stream.getvalue() == "en fejl\n"


def test_what_a_command_lists_at_its_end_is_not_told_twice() -> None:
    stream = io.StringIO()
    start_logging(as_json=False, quiet=True, sums_up=True, stream=stream)
    tell("et dokument kan ikke læses", level=logging.ERROR, is_listed=True)
    tell("en webhook svarer ikke", level=logging.ERROR)
    assert stream.getvalue() == "en webhook svarer ikke\n"
