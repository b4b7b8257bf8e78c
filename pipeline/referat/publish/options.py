"""How a site is run: one frozen ``SiteOptions``, from a TOML file or the plugin's configuration."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from referat.errors import PublishError
from referat.values import find_misfit, name_known


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOptions:
    """All that can be set for a site. Each field is a key of the TOML file."""

    base_url: str = ""
    """Address of the site without a slash at the end, for feeds and citations; empty uses what the
    reader's browser asked for."""
    site_name: str = "Referat"
    """Name of the site, in titles and citations."""
    report_url: str = ""
    """Where "report an error" leads: an address or a mailto, with {adresse} and {titel} filled in;
    empty shows no link."""
    contact: str = ""
    """Who runs the site: an e-mail or an address, on the page about the site."""
    licence: str = ""
    """Licence under which readers may use the data, by its name (CC-BY-4.0), shown beside the
    data, and written into the downloads. Empty tells that none is given."""
    licence_url: str = ""
    """Address of that licence's text; the two go together."""
    kle_titles: str = ""
    """CSV file of two columns, number and title, with names of KLE groups and topics that go before
    those of the database: a kommune's own topics, KL's own titles."""
    originals: str = ""
    """Folder that the paths of the documents are relative to, where that is not the folder from
    which they were read."""
    image_cache: str = ""
    """Folder for page images; empty is ``.sidebilleder`` beside the database."""
    image_cache_mb: int = 2_000
    """Size of that folder, megabytes; the least used images go first."""
    exports: str = ""
    """Folder with downloads that ``referat export`` made; empty is ``udtraek`` beside the
    database."""
    requests_a_minute: int = 300
    """Requests that one address may make a minute, in the long run; 0 is no limit. Requests from
    the same machine are not counted."""
    behind_proxy: bool = False
    """The last address of X-Forwarded-For is the reader's: only where a proxy of ours sets it."""
    sql_seconds: float = 5.0
    """Seconds that a reader's own SQL may take."""
    sql_rows: int = 5_000
    """Rows that a reader's own SQL may give."""
    sql_memory_mb: int = 256
    """Memory that a reader's own SQL may use, megabytes."""
    sql_workers: int = 2
    """Readers' own SQL at the same time; 0 takes none."""

    def __post_init__(self) -> None:
        """Name the value that is of the wrong type or makes no sense."""
        for field in fields(self):
            value = getattr(self, field.name)
            misfit = find_misfit(SiteOptions, field.name, value)
            if misfit is not None:
                raise PublishError(f"{field.name} {misfit[0]}.", action=misfit[1])
            if isinstance(value, int | float) and value < 0:
                raise PublishError(f"{field.name} is {value}.", action="Give a number from 0 up.")
        parts = urlsplit(self.base_url)
        whole = parts.scheme in ("http", "https") and parts.netloc and not parts.path.strip("/")
        if self.base_url and not whole:
            raise PublishError(
                f"base_url is {self.base_url!r}.",
                action="Give the site's whole address, as in https://referat.example.",
            )
        if bool(self.licence.strip()) != bool(self.licence_url):
            raise PublishError(
                f"licence is {self.licence!r}, and licence_url {self.licence_url!r}.",
                action="Give both, or neither.",
            )
        text = urlsplit(self.licence_url)
        if self.licence_url and not (text.scheme in ("http", "https") and text.netloc):
            raise PublishError(
                f"licence_url is {self.licence_url!r}.",
                action="Give a whole address, as in https://creativecommons.org/licenses/by/4.0/.",
            )


def load_options(path: Path | None) -> SiteOptions:
    """Options from a TOML file; the defaults without one.

    Raises:
        PublishError: The file is missing or malformed, or holds an unknown key or a value of
            the wrong type.
    """
    if path is None:
        return SiteOptions()
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise PublishError(
            "the site's settings cannot be read.", action="Check the path.", path=str(path)
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise PublishError(
            f"not valid TOML: {error}.", action="Correct the line.", path=str(path)
        ) from error
    return make_options(values, str(path))


def make_options(values: Mapping[str, Any], path: str | None = None) -> SiteOptions:
    """Options from a mapping.

    Raises:
        PublishError: A key is unknown, or a value has the wrong type.
    """
    known = {field.name for field in fields(SiteOptions)}
    for key in values:
        if key not in known:
            raise PublishError(
                f"unknown setting {key!r}.", action=name_known(key, known), path=path
            )
    try:
        return SiteOptions(**values)
    except PublishError as error:
        error.path = path
        raise


def read_titles(path: str) -> dict[str, str]:
    """Names of KLE topics by number; none without a file.

    Raises:
        PublishError: The file is missing, or is no CSV of numbers and titles.
    """
    if not path:
        return {}
    try:
        with Path(path).open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.reader(file) if row]
        return {row[0].strip(): row[1].strip() for row in rows if row[0][:1].isdigit()}
    except (OSError, UnicodeDecodeError, csv.Error, IndexError) as error:
        raise PublishError(
            "the titles of KLE topics cannot be read.",
            action="Give kle_titles a CSV file in UTF-8 with a number and a title in each line.",
            path=path,
        ) from error
