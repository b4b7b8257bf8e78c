"""The families of the format atlas as priors over a plan's choices.

Family -> choice -> values to draw from; what a family does not name is drawn freely.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

FAMILIER: dict[str, Mapping[str, Sequence[Any]]] = {}
