"""Maps schema, site files and model into the wheel, under ``referat/_share/``.

Only for real wheels: an editable install reads them from the checkout (``referat/resources.py``).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# What the installed package needs of the folders beside it. Documentation stays behind.
SHARED = (
    "db/schema.sql",
    "db/metadata.yaml",
    "db/settings.json",
    "db/plugins",
    "db/templates",
    "db/static",
    "db/notebooks",
    "corpus/floors.json",
    "models/da_referat",
    "models/ner",
    "models/udfald",
    "models/kalibrering.json",
)
REQUIRED = ("db/schema.sql", "db/metadata.yaml", "models/da_referat")


class ShareHook(BuildHookInterface):
    """Adds the shared files to a standard wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        missing = [name for name in REQUIRED if not (root / name).exists()]
        if missing:
            raise FileNotFoundError(f"the wheel needs {', '.join(missing)}")
        for name in SHARED:
            source = root / name
            # File by file: a folder would bring caches and databases that happen to lie in it.
            files = [source] if source.is_file() else sorted(source.rglob("*"))
            for file in files:
                if file.is_file() and "__pycache__" not in file.parts:
                    relative = file.relative_to(root).as_posix()
                    build_data["force_include"][str(file)] = f"referat/_share/{relative}"
