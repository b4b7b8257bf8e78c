"""Renders the sources of the sample corpus into the documents that are read.

Training side only, nothing in the flow imports it. ``corpus/sources/<family>/`` comes in,
``corpus/documents/<family>/`` goes out: ``.typ`` and ``.html`` become PDF, ``.web.html`` and
``.txt`` are copied, and the sources named in ``corpus/sources/scans.toml`` become image-only scans.
``corpus/sources/rendered.json`` remembers what each document was made from, so that only what
changed is rendered again.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from referat.errors import InputFileError, MissingToolError, SettingsError

LEDGER = "rendered.json"
SCANS = "scans.toml"
# 1 January 2020: any fixed instant will do, so that a PDF made twice has the same bytes.
TIMESTAMP = 1_577_836_800
# The names under which Debian, Ubuntu and Google install the same browser.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Chromium renders a page in about a second here; a minute means that it hangs.
BROWSER_SECONDS = 60
# "/CreationDate (D:20261121235956+00'00')" in the plain part of Chromium's PDF.
PDF_DATE = re.compile(rb"(/(?:Creation|Mod)Date \(D:)\d{14}(?=\+00'00'\))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """How one source becomes a scan; everything but the names has a default."""

    source: str
    """The source, relative to the folder of sources."""
    document: str
    """The scan, relative to the folder of documents: ``.pdf``, ``.tif`` or ``.tiff``."""
    dpi: int = 200
    """Dots per inch of the scanner."""
    skew: float = 0.4
    """Largest rotation of a page in degrees; each page has its own, either way."""
    blur: float = 0.6
    """Standard deviation of the lens in pixels; 0 is sharp."""
    noise: float = 5.0
    """Standard deviation of the sensor's noise in grey levels of 255."""
    shading: float = 0.06
    """How much darker the darkest edge is, 0.0-1.0."""
    quality: int = 50
    """JPEG quality, 1-95."""
    seed: int = 1
    """Start of the random numbers: the same seed gives the same bytes."""

    def __post_init__(self) -> None:
        """Refuse what no scanner does.

        Raises:
            SettingsError: A value is out of range.
        """
        limits: tuple[tuple[str, float, float], ...] = (
            ("dpi", 50, 600),
            ("skew", 0, 10),
            ("blur", 0, 10),
            ("noise", 0, 100),
            ("shading", 0, 1),
            ("quality", 1, 95),
        )
        for name, low, high in limits:
            value = getattr(self, name)
            if not low <= value <= high:
                raise SettingsError(
                    f"{SCANS}: {name} = {value} for {self.document}.",
                    action=f"Use a value between {low} and {high}.",
                )
        if Path(self.document).suffix not in (".pdf", ".tif", ".tiff"):
            raise SettingsError(
                f"{SCANS}: {self.document} is no kind of scan.",
                action="Name a .pdf, .tif or .tiff file.",
            )


def render_corpus(sources: Path, documents: Path, *, again: bool = False) -> tuple[Path, ...]:
    """Render every source that changed since the last time.

    Args:
        sources: Folder with one folder of sources a family, and perhaps ``scans.toml``.
        documents: Folder for the documents, one folder a family.
        again: Render everything, changed or not.

    Returns:
        The documents that were written, in the order of their names.

    Raises:
        MissingToolError: A source needs a program that is not installed.
        InputFileError: A source that cannot be rendered.
        SettingsError: No such folder of sources, or ``scans.toml`` makes no sense.
    """
    if not sources.is_dir():
        raise SettingsError(f"{sources} is not a folder.", action="Name the folder of sources.")
    scans = {scan.source: scan for scan in read_scans(sources / SCANS)}
    written = []
    for source in find_sources(sources):
        name = source.relative_to(sources).as_posix()
        scan = scans.get(name)
        target = documents / (scan.document if scan else document_name(name))
        stamp = fingerprint(source, scan)
        if not again and target.is_file() and _read_ledger(sources).get(name) == stamp:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, make_document(source, scan))
        # Read and written for each document: two people may render at the same time.
        _replace(
            sources / LEDGER,
            json.dumps(_read_ledger(sources) | {name: stamp}, indent=1, sort_keys=True).encode()
            + b"\n",
        )
        written.append(target)
    return tuple(written)


def find_sources(sources: Path) -> tuple[Path, ...]:
    """The sources of all families, in the order of their names."""
    kinds = (".typ", ".html", ".txt")
    found = (p for p in sources.glob("*/*") if p.suffix in kinds and not p.name.startswith("_"))
    return tuple(sorted(found))


def document_name(name: str) -> str:
    """The document's name for a source's: ``F05/x.web.html`` gives ``F05/x.html``."""
    if name.endswith(".web.html"):
        return name.removesuffix(".web.html") + ".html"
    if name.endswith(".txt"):
        return name
    return name.rsplit(".", 1)[0] + ".pdf"


def make_document(source: Path, scan: Scan | None = None) -> bytes:
    """The bytes of the document that one source gives."""
    if source.name.endswith((".web.html", ".txt")):
        data = source.read_bytes()
    elif source.suffix == ".typ":
        data = typst_pdf(source)
    else:
        data = browser_pdf(source)
    return scan_pdf(data, scan) if scan else data


def fingerprint(source: Path, scan: Scan | None) -> str:
    """A hash of all that decides a document's bytes: its source, and how it is scanned."""
    digest = hashlib.sha256(source.read_bytes())
    if scan:
        digest.update(repr(scan).encode())
    return digest.hexdigest()[:16]


def read_scans(path: Path) -> tuple[Scan, ...]:
    """The scans listed in a TOML file as ``[[scan]]``; none when there is no file.

    Raises:
        SettingsError: The file is no TOML, or holds a key that no scan has.
    """
    if not path.is_file():
        return ()
    try:
        rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8")).get("scan", [])
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: {error}.", action="Mend the file.") from error
    known = {field.name for field in fields(Scan)}
    for row in rows:
        if not {"source", "document"} <= set(row) <= known:
            raise SettingsError(
                f"{path}: [[scan]] with the keys {', '.join(row)}.",
                action=f"Use source, document and any of {', '.join(sorted(known))}.",
            )
    return tuple(Scan(**row) for row in rows)


def typst_pdf(source: Path) -> bytes:
    """PDF of a typst source; it may import other files of its own folder.

    Raises:
        MissingToolError: The typst wheel is not installed.
        InputFileError: The source does not compile.
    """
    try:
        import typst
    except ImportError as error:
        raise MissingToolError(
            "The typst wheel is not installed.", action="pip install typst."
        ) from error
    try:
        # Without tags the files are a third of the size, like most of what authorities publish.
        return bytes(typst.compile(str(source), format="pdf", timestamp=TIMESTAMP, pdf_tags=False))
    except RuntimeError as error:
        raise InputFileError(
            f"typst: {error}.", action="Mend the source.", path=str(source)
        ) from error


def browser_pdf(source: Path) -> bytes:
    """PDF of an HTML source with print CSS, as a browser prints it.

    Raises:
        MissingToolError: No Chromium is installed.
        InputFileError: The browser printed nothing.
    """
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise MissingToolError(
            "No Chromium to print HTML with.", action="apt-get install chromium.", path=str(source)
        )
    with tempfile.TemporaryDirectory(prefix="referat-render-") as folder:
        printed = Path(folder) / "page.pdf"
        command = [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer",
            f"--print-to-pdf={printed}",
            source.resolve().as_uri(),
        ]
        try:
            run = subprocess.run(command, capture_output=True, timeout=BROWSER_SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise InputFileError(
                f"{browser} did not finish in {BROWSER_SECONDS} seconds.",
                action="Try again.",
                path=str(source),
            ) from error
        if run.returncode or not printed.is_file():
            last = run.stderr.decode(errors="replace").strip().rsplit("\n", 1)[-1]
            raise InputFileError(
                f"{browser} printed nothing: {last}.", action="Try again.", path=str(source)
            )
        data = printed.read_bytes()
    stamp = time.strftime("%Y%m%d%H%M%S", time.gmtime(TIMESTAMP)).encode()
    return PDF_DATE.sub(rb"\g<1>" + stamp, data)


def scan_pdf(data: bytes, scan: Scan) -> bytes:
    """An image-only PDF or multi-page TIFF of a PDF, as a scanner of that kind makes it."""
    import numpy as np
    import pypdfium2 as pdfium

    random = np.random.default_rng(scan.seed)
    pdf = pdfium.PdfDocument(data)
    try:
        pages = [
            _scan_page(
                np.asarray(page.render(scale=scan.dpi / 72, grayscale=True).to_numpy()),
                scan,
                random,
            )
            for page in pdf
        ]
    finally:
        pdf.close()
    return _bind(pages, scan)


def _scan_page(grey: Any, scan: Scan, random: Any) -> Any:
    """One page as the scanner sees it: turned, out of focus, unevenly lit, noisy."""
    import cv2
    import numpy as np

    height, width = grey.shape[:2]
    image = grey.reshape(height, width).astype(np.float32)
    angle = float(random.uniform(-scan.skew, scan.skew))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    image = cv2.warpAffine(image, turn, (width, height), borderValue=255)
    if scan.blur:
        image = cv2.GaussianBlur(image, (0, 0), scan.blur)
    # A shade that falls off along a random direction over the page.
    along, across = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    direction = float(random.uniform(0, 2 * np.pi))
    slope = along * np.cos(direction) + across * np.sin(direction)
    image *= 1 - scan.shading * (slope + 1.5) / 3
    image += random.normal(0, scan.noise, image.shape)
    return np.clip(image, 0, 255).astype(np.uint8)


def _bind(pages: Sequence[Any], scan: Scan) -> bytes:
    """The page images as one file."""
    from PIL import Image

    first, *rest = [Image.fromarray(page) for page in pages]
    out = io.BytesIO()
    if Path(scan.document).suffix == ".pdf":
        made = time.gmtime(TIMESTAMP)
        first.save(
            out,
            format="PDF",
            save_all=True,
            append_images=rest,
            resolution=scan.dpi,
            quality=scan.quality,
            creationDate=made,
            modDate=made,
        )
    else:
        first.save(
            out,
            format="TIFF",
            save_all=True,
            append_images=rest,
            compression="jpeg",
            dpi=(scan.dpi, scan.dpi),
            quality=scan.quality,
        )
    return out.getvalue()


def _read_ledger(sources: Path) -> dict[str, str]:
    """What each document was made from; empty before the first time."""
    path = sources / LEDGER
    if not path.is_file():
        return {}
    ledger: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return ledger


def _replace(target: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never half of it."""
    part = target.with_name(target.name + ".part")
    part.write_bytes(data)
    part.replace(target)


def main(arguments: Iterable[str] | None = None) -> int:
    """``python -m referat.training.render SOURCES DOCUMENTS``; gives the exit code."""
    parser = argparse.ArgumentParser(description="Render the sources of the sample corpus.")
    parser.add_argument("sources", type=Path, help="corpus/sources")
    parser.add_argument("documents", type=Path, help="corpus/documents")
    parser.add_argument("--again", action="store_true", help="also what has not changed")
    options = parser.parse_args(None if arguments is None else list(arguments))
    try:
        written = render_corpus(options.sources, options.documents, again=options.again)
    except (InputFileError, MissingToolError, SettingsError) as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    for path in written:
        sys.stderr.write(f"{path}\n")
    sys.stderr.write(f"{len(written)} rendered\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
