"""The generator's material: sentence templates and words, read from ``stof/*.txt``.

A file has blocks (``## name``), a block has facts (``kle: 05.01.02``), word lists
(``@ting/tingen: en bro/broen; en sti/stien``: one draw fills all slots of the head) and lists of
templates (``-- titel``, one a line). ``#`` opens a comment. How a template is written: ``skabelon``. A list
whose head ends in ``*`` (``-- rubrik*``) is short formulae that all splits share; the others are
divided.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib import resources as package_files

from referat.errors import SettingsError
from referat.training.korpus.indhold import Split
from referat.training.korpus.skabelon import divide


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordvalg:
    """Words of which one draw fills several slots: "en bro", "broen"."""

    slots: tuple[str, ...]
    valg: tuple[tuple[str, ...], ...]


@dataclass(slots=True, kw_only=True)
class Stof:
    """One block of a file."""

    navn: str
    fakta: dict[str, str] = field(default_factory=dict)
    ordvalg: list[Ordvalg] = field(default_factory=list)
    lister: dict[str, list[str]] = field(default_factory=dict)
    faelles: set[str] = field(default_factory=set)
    """Lists that are not divided."""
    _delt: dict[tuple[str, Split], tuple[str, ...]] = field(default_factory=dict)

    def skabeloner(self, liste: str, split: Split) -> tuple[str, ...]:
        """Templates of a list that belong to a split; none where the block has no such list."""
        found = self._delt.get((liste, split))
        if found is None:
            lines = self.lister.get(liste)
            if not lines:
                found = ()
            else:
                found = tuple(lines) if liste in self.faelles else divide(lines, split)
            self._delt[liste, split] = found
        return found


@cache
def read_stof(fil: str) -> dict[str, Stof]:
    """The blocks of one file, by name.

    Raises:
        SettingsError: A line outside a list, or words that do not fill their slots.
    """
    path = package_files.files("referat.training.korpus") / "stof" / f"{fil}.txt"
    blocks: dict[str, Stof] = {}
    block: Stof | None = None
    lines: list[str] | None = None
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = raw.strip()
        where = f"corpus material {fil}.txt, line {number}"
        if not line or (line.startswith("#") and not line.startswith("## ")):
            continue
        if line.startswith("## "):
            block = blocks.setdefault(line[3:].strip(), Stof(navn=line[3:].strip()))
            lines = None
        elif block is None:
            raise SettingsError(f"{where}: text before the first block. Begin with '## name'.")
        elif line.startswith("-- "):
            name = line[3:].strip()
            if name.endswith("*"):
                name = name.rstrip("*")
                block.faelles.add(name)
            lines = block.lister.setdefault(name, [])
        elif line.startswith("@"):
            block.ordvalg.append(_words(line, where))
        elif lines is not None:
            lines.append(line)
        else:
            key, _, value = line.partition(":")
            block.fakta[key.strip()] = value.strip()
    return blocks


def _words(line: str, where: str) -> Ordvalg:
    head, _, tail = line[1:].partition(":")
    slots = tuple(head.strip().split("/"))
    valg = tuple(
        tuple(part.strip() for part in entry.split("/")) for entry in tail.split(";") if entry
    )
    for entry in valg:
        if len(entry) != len(slots):
            raise SettingsError(f"{where}: {entry} does not fill the slots {slots}.")
    return Ordvalg(slots=slots, valg=valg)
