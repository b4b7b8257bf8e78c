"""Stage 2 of the flow: a ``SourceFile`` becomes pages of lines, by the way that fits it.

This module decides (text layer or OCR, page by page, and why); the reading itself is left to the
other modules of the folder.
"""

from __future__ import annotations

from pathlib import Path

from referat.errors import InputFileError
from referat.pages.lines import arrange
from referat.pages.plaintext import decode, read_text
from referat.settings import Settings
from referat.types import FileKind, Page, ReadPages, SourceFile, TextSource


def read_pages(source: SourceFile, settings: Settings) -> ReadPages:
    """Pages of a document with their lines in reading order.

    Raises:
        InputFileError: The file gives nothing.
    """
    if source.kind is FileKind.PDF:
        return _read_pdf(source, settings)
    return _read_text(source)


def _read_text(source: SourceFile) -> ReadPages:
    text = decode(_content(source))
    pages = tuple(
        Page(
            number=number,
            width=0.0,
            height=0.0,
            source=TextSource.PLAIN_TEXT,
            reason="tekstfil uden layout",
            lines=lines,
        )
        for number, lines in enumerate(read_text(text), start=1)
    )
    return ReadPages(pages=pages)


def _read_pdf(source: SourceFile, settings: Settings) -> ReadPages:
    from referat.pages.textlayer import open_pdf

    pages = []
    with open_pdf(Path(source.path)) as pdf:
        for number in range(1, min(len(pdf), settings.max_pages or len(pdf)) + 1):
            layer = pdf.read(number)
            pages.append(
                Page(
                    number=number,
                    width=layer.width,
                    height=layer.height,
                    source=TextSource.TEXT_LAYER,
                    reason="siden har et tekstlag",
                    lines=arrange(layer.segments, page=number, rows=layer.rows),
                )
            )
    return ReadPages(pages=tuple(pages))


def _content(source: SourceFile) -> bytes:
    try:
        return Path(source.path).read_bytes()
    except OSError as error:
        raise InputFileError(
            "the file is not there any more.",
            action="It was moved or deleted while it was read: run again.",
            path=source.path,
            code="forsvundet",
        ) from error
