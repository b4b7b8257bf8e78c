r"""Names of files and words of documents as they can be told on one line, and kept as text.

A file's name may hold anything: line breaks, a terminal's commands, bytes of an older encoding
(Linux keeps names as bytes; Danish ones from before UTF-8 are Latin-1: ``m\xf8de.pdf``).
"""

from __future__ import annotations

import re
from typing import Any

# Half a pair of UTF-16: Python's stand-in for a byte that is no UTF-8, or a slip in some JSON.
_HALF = re.compile("[\ud800-\udfff]")
# Line breaks, a terminal's commands, and marks that turn the line round.
_COMMAND = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_FIRST_BYTE, _LAST_BYTE = 0xDC80, 0xDCFF


def storable(text: str) -> str:
    r"""The text as UTF-8 can hold it: a byte that is none stands as ``\xf8``."""
    return _HALF.sub(_escaped, text)


def storable_json(value: Any) -> Any:
    """What JSON holds, with each of its texts as UTF-8 can hold it."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [storable_json(one) for one in value]
    if isinstance(value, dict):
        return {storable(key): storable_json(one) for key, one in value.items()}
    return value


def printable(text: str) -> str:
    r"""The text on one line, whatever is in it: a line break stands as ``\n``."""
    return _COMMAND.sub(lambda found: found[0].encode("unicode_escape").decode(), storable(text))


def is_storable(text: str) -> bool:
    """Whether a text can be kept as it is."""
    return not _HALF.search(text)


def _escaped(found: re.Match[str]) -> str:
    sign = ord(found[0])
    return f"\\x{sign - 0xDC00:02x}" if _FIRST_BYTE <= sign <= _LAST_BYTE else "\ufffd"
