"""Regular expressions that every supported Python matches alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

# A possessive repetition of a group, in a pattern or an f-string that makes one.
POSSESSIVE = re.compile(r"(?<![\\(])\)(?:[*+?]|\{+\d+(?:,\d*)?\}+)\+")


def test_no_group_is_repeated_possessively(checkout: Path) -> None:
    """Python 3.11.0 to 3.11.4, Debian 12's among them, match such a group wrongly (gh-106052)."""
    found = [
        f"{path.relative_to(checkout)}:{number}"
        for path in sorted((checkout / "pipeline/referat").rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if POSSESSIVE.search(line)
    ]
    assert found == [], "use (?>(?:…)*): an atomic group is matched rightly"


@pytest.mark.parametrize("pattern", ["(?:a|b)*+", "(?:ab?){1,5}+", r"(?:ab?){{0,60}}+)", "(a)?+"])
def test_such_a_repetition_is_seen(pattern: str) -> None:
    assert POSSESSIVE.search(pattern)


@pytest.mark.parametrize("pattern", ["[a-z]*+", "(?>(?:ab?)*)", r"\)++", "(?:ab)+", "x{1,5}"])
def test_what_is_matched_alike_may_stand(pattern: str) -> None:
    assert not POSSESSIVE.search(pattern)
