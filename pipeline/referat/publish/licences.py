"""What readers may do with the data: the operator's licence, and the notice of what others own."""

from __future__ import annotations

import re
from typing import Any

from referat.publish.options import SiteOptions

FILE = "LICENS.txt"
"""Name of the text beside the downloads."""

NOT_SET = "Udgiveren har ikke angivet en licens for data."

# The three tables are in the database as ``danish/kle`` has them; the views take names from them.
WITH_KLE = frozenset({"kle_hovedgrupper", "kle_grupper", "kle_emner", "punkt_emner", "sager_flad"})
"""Tables and views with titles of KLE."""

KLE_SOURCE = {
    "title": "OS2KLE 3.23, © 2013-2026 OS2 – Offentligt digitaliseringsfællesskab",
    "path": "https://github.com/os2kle/os2kle",
}
KLE_LICENCE = {
    "name": "MPL-2.0",
    "title": "Mozilla Public License 2.0 (KLE-emnernes navne)",
    "path": "https://mozilla.org/MPL/2.0/",
}
KLE_NOTICE = (
    "Tabellerne kle_hovedgrupper, kle_grupper og kle_emner, og emnernes navne i punkt_emner og"
    " sager_flad, er lavet af {source} ({source_url}), og står under Mozilla Public License 2.0:"
    " {licence_url}. De er ændret: kun nummer og navn er taget med, «[udgår 2027]» er blevet til"
    " kolonnen udgaar, og en gruppe og en hovedgruppe har navn efter sit almindelige emne."
).format(source=KLE_SOURCE["title"], source_url=KLE_SOURCE["path"], licence_url=KLE_LICENCE["path"])

# What Frictionless takes for the name of a licence: CC-BY-4.0, not "CC BY 4.0".
_IDENTIFIER = re.compile(r"[-A-Za-z0-9._]+")


def package_licences(options: SiteOptions) -> list[dict[str, Any]]:
    """The operator's licence as a data package lists it; nothing where none is set."""
    if not options.licence:
        return []
    name = {"name": options.licence} if _IDENTIFIER.fullmatch(options.licence) else {}
    return [{**name, "title": options.licence, "path": options.licence_url}]


def package_terms(options: SiteOptions, table: str | None) -> dict[str, Any]:
    """Licences and sources of one file of a package, where they are not those of the whole.

    Args:
        options: The site's.
        table: Table or view; ``None`` for the whole database.
    """
    if table is not None and table not in WITH_KLE:
        return {}
    own = [] if table is not None and table.startswith("kle_") else package_licences(options)
    return {"licenses": [*own, KLE_LICENCE], "sources": [KLE_SOURCE]}


def told(options: SiteOptions) -> str:
    """The operator's licence in a sentence, in Danish."""
    if not options.licence:
        return NOT_SET
    return f"Udgiveren har angivet denne licens for data: {options.licence}, {options.licence_url}"


def licence_text(options: SiteOptions) -> str:
    """The text beside the downloads, in Danish."""
    return f"Licens\n\n{told(options)}\n\nNavne på emner (KLE)\n\n{KLE_NOTICE}\n"
