"""Finds schema, site files and model, in a checkout or in an installed wheel.

In a wheel they lie under ``referat/_share/``; in a checkout they are the folders ``db/`` and
``models/`` beside ``pipeline/``. No other module builds such a path itself.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from referat.errors import MissingModelError, PublishError
from referat.types import Versions

ORIGINALS_DIR = "originals"
"""Folder beside a database with what was fetched, by its hash."""

PUBLIC_DIR = "public"
"""Folder beside a database with the copies that readers are given, each named by the hash of its
original."""

NAMES_MODEL_FILES = ("config.cfg", "meta.json", "ner/model", "ner/moves")
"""What the names model cannot do without."""

_PACKAGE = Path(__file__).resolve().parent
_SHARE = _PACKAGE / "_share"
_CHECKOUT = _PACKAGE.parent.parent


def _find(relative: str) -> Path | None:
    for root in (_SHARE, _CHECKOUT):
        if (root / relative).exists():
            return root / relative
    return None


def schema_path() -> Path:
    """Path of ``schema.sql``.

    Raises:
        PublishError: The installation lacks it.
    """
    return _required("db/schema.sql")


def schema_sql() -> str:
    """The schema as it stands in ``schema.sql``."""
    return schema_path().read_text(encoding="utf-8")


def schema_pragma(name: str) -> int:
    """The value that the schema gives ``application_id`` or ``user_version``.

    Raises:
        PublishError: It gives none.
    """
    found = re.search(rf"^PRAGMA {name} = (\w+);", schema_sql(), re.MULTILINE)
    if found is None:
        raise PublishError(f"schema.sql does not set {name}.", action="Install referat again.")
    return int(found.group(1), 0)


def site_dir() -> Path:
    """Folder with ``metadata.yaml``, ``templates/`` and ``static/``.

    Raises:
        PublishError: The installation lacks it.
    """
    return _required("db/metadata.yaml").parent


def floors_path() -> Path | None:
    """The measured accuracy on the sample corpus, by layout and field; ``None`` without it."""
    return _find("corpus/floors.json")


def notebooks_dir() -> Path | None:
    """The example notebooks; ``None`` without them."""
    return _find("db/notebooks")


def _required(relative: str) -> Path:
    found = _find(relative)
    if found is None:
        raise PublishError(
            f"the installation lacks {relative}.", action="Install referat again from a wheel."
        )
    return found


def model_dir(override: str | None = None) -> Path:
    """Folder of the spaCy pipeline's config: the override, or the one that is shipped.

    Raises:
        MissingModelError: There is none.
    """
    path = Path(override) if override else _find("models/da_referat")
    if path is None or not (path / "config.cfg").is_file():
        raise MissingModelError(
            f"no spaCy pipeline in {path or 'models/da_referat'}.",
            action="Give a folder with a config.cfg to --model, or install referat again.",
        )
    return path


def names_model_dir() -> Path | None:
    """Folder of the trained names model; ``None`` without one: rules alone read the names then.

    Raises:
        MissingModelError: The folder is there, but lacks one of its files.
    """
    path = _find("models/ner")
    if path is None or not any((path / name).exists() for name in NAMES_MODEL_FILES):
        return None
    for name in NAMES_MODEL_FILES:
        file = path / name
        if not file.is_file() or file.stat().st_size == 0:
            raise MissingModelError(
                f"the names model lacks {name}.",
                action="Install referat again, train it with `python -m referat.training.ner "
                "train`, or remove the folder: names in prose are then read by rules alone.",
                path=str(path),
            )
    return path


def outcome_model_dir() -> Path | None:
    """Folder with the weights of the outcome classifier.

    ``None`` without one: rules alone read the classes of a decision then.
    """
    return _find("models/udfald")


def calibration_path() -> Path | None:
    """File with the curves of confidence; ``None`` without one: the readers' own figures stand."""
    return _find("models/kalibrering.json")


def versions(override: str | None = None) -> Versions:
    """Versions of this program and of its spaCy pipeline, without loading the pipeline.

    Raises:
        MissingModelError: There is no pipeline, or it does not say what it is.
    """
    meta = model_dir(override) / "meta.json"
    try:
        about = json.loads(meta.read_text(encoding="utf-8"))
        model = f"{about['lang']}_{about['name']}-{about['version']}"
    except (OSError, ValueError, KeyError) as error:
        raise MissingModelError(
            "the pipeline does not say its name and version.",
            action="Make it anew with `make model`, or install referat again.",
            path=str(meta),
        ) from error
    return Versions(program=version("referat"), model=model)


@lru_cache(maxsize=1)
def code_hash() -> str:
    """What tells one state of the program from another, also between two releases."""
    kinds = {".py", ".csv"}
    return _hash_files(_PACKAGE, (path for path in _PACKAGE.rglob("*") if path.suffix in kinds))


@lru_cache(maxsize=4)
def model_hash(override: str | None = None) -> str:
    """What tells one spaCy pipeline from another of the same name and version.

    Raises:
        MissingModelError: There is none.
    """
    folder = model_dir(override)
    return _hash_files(folder, (path for path in folder.rglob("*") if path.is_file()))


def _hash_files(base: Path, files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        # Length before content, so that nothing can move from one file to the next unseen.
        content = path.read_bytes()
        digest.update(f"{path.relative_to(base).as_posix()}\x00{len(content)}\x00".encode())
        digest.update(content)
    return digest.hexdigest()[:16]
