"""Referat reads Danish municipal minutes and gives their decisions as data.

``from referat import structure`` is the whole API for one document; the command ``referat``
(``cli.py``) does the same for folders, into a database.
"""

from __future__ import annotations

# The subpackage first: its import sets the attribute ``referat.structure``, and only a later
# binding of the same name lasts. Python sets it on the first import alone, so the function stays
# in place when a stage's modules are imported afterwards.
import referat.structure  # noqa: F401 (for its effect alone, see above)
from referat.api import structure
from referat.errors import ReferatError
from referat.settings import Settings, load_settings
from referat.types import Punkt, Referat

__all__ = ["Punkt", "Referat", "ReferatError", "Settings", "load_settings", "structure"]
