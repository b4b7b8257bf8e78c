"""Stage 2: what stands on a PDF page besides text: ruling lines and images.

One of the modules that know pypdfium2 (``textlayer.py``). Everything leaves here in points from the
page's top left, whatever the page's boxes and rotation.
"""

from __future__ import annotations

import ctypes
import hashlib
import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from referat.pages.calls import bound
from referat.pages.tables import Edge

THIN = 3.0
"""Points: a shape no thicker than this is a ruling line; cells are never so low or narrow."""

MAX_PATHS, MAX_SEGMENTS = 5000, 400
"""A page with more shapes is a map or a drawing, and a shape with more corners a piece of one."""

BOMB_PIXELS = 1_000_000_000
"""More than A0 at 600 dpi: no page of minutes has as many, and they would fill the memory."""

FILLED = 0.85
"""Part of a page that an image covers when the page is a scan; margins may be cropped away."""

FORM_DEPTH = 8
"""Forms inside forms; deeper ones occur only in PDFs made to do harm."""

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Frame:
    """Turns PDF user space into points from the top left of the page as it is shown."""

    __slots__ = ("bottom", "left", "right", "top", "turn")

    def __init__(self, page: Any) -> None:
        """Take the page's box and rotation, also where they are inherited."""
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, box)
        self.left, self.bottom, self.right, self.top = box.left, box.bottom, box.right, box.top
        self.turn = raw.FPDFPage_GetRotation(page)

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        """A point of user space, as shown."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def rectangle(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """``x0, top, x1, bottom`` of a rectangle given in user space."""
        if self.turn == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        (a, b), (c, d) = self(left, bottom), self(right, top)
        return min(a, c), min(b, d), max(a, c), max(b, d)


class Shapes:
    """Ruling lines and images of a page, also those inside form objects."""

    def __init__(self, page: Any, frame: Frame) -> None:
        """Look through the page's objects once."""
        self._frame = frame
        self.paths: list[tuple[Any, tuple[float, float, float, float], Matrix]] = []
        self.images: list[tuple[Any, tuple[float, float, float, float]]] = []
        count = raw.FPDFPage_CountObjects(page)
        self._collect(_not_text(page, count, _page_object), IDENTITY)

    def _collect(self, objects: Iterable[tuple[Any, int]], outer: Matrix, depth: int = 0) -> None:
        bounds = tuple(ctypes.c_float() for _ in range(4))
        for item, kind in objects:
            if kind == raw.FPDF_PAGEOBJ_FORM and depth < FORM_DEPTH:
                inside = _not_text(item, raw.FPDFFormObj_CountObjects(item), _form_object)
                self._collect(inside, _times(_matrix(item), outer), depth + 1)
            elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE) and (
                raw.FPDFPageObj_GetBounds(item, *bounds)
            ):
                left, bottom, right, top = (value.value for value in bounds)
                box = self._frame.rectangle(
                    *_apply(outer, left, bottom), *_apply(outer, right, top)
                )
                if kind == raw.FPDF_PAGEOBJ_IMAGE:
                    self.images.append((item, box))
                else:
                    self.paths.append((item, box, outer))

    def covered(self, width: float, height: float) -> float:
        """Part of the page that images cover; images cut into strips are added up."""
        area = sum(
            max(0.0, min(x1, width) - max(x0, 0.0)) * max(0.0, min(bottom, height) - max(top, 0.0))
            for _, (x0, top, x1, bottom) in self.images
        )
        return min(1.0, area / max(1.0, width * height))

    def edges(self) -> list[Edge]:
        """Horizontal and vertical lines: thin shapes, and the sides of rectangles."""
        edges: list[Edge] = []
        if len(self.paths) > MAX_PATHS:
            return edges
        for item, (x0, top, x1, bottom), outer in self.paths:
            if bottom - top <= THIN:
                if x1 - x0 > THIN:
                    middle = (top + bottom) / 2
                    edges.append(Edge(x0=x0, top=middle, x1=x1, bottom=middle))
            elif x1 - x0 <= THIN:
                middle = (x0 + x1) / 2
                edges.append(Edge(x0=middle, top=top, x1=middle, bottom=bottom))
            else:
                edges.extend(self._sides(item, _times(_matrix(item), outer)))
        return edges

    def _sides(self, item: Any, matrix: Matrix) -> Iterator[Edge]:
        count = raw.FPDFPath_CountSegments(item)
        if not 2 <= count <= MAX_SEGMENTS:
            return
        x, y = ctypes.c_float(), ctypes.c_float()
        first = last = (0.0, 0.0)
        for place in range(count):
            part = raw.FPDFPath_GetPathSegment(item, place)
            kind = raw.FPDFPathSegment_GetType(part)
            raw.FPDFPathSegment_GetPoint(part, x, y)
            point = self._frame(*_apply(matrix, x.value, y.value))
            if kind == raw.FPDF_SEGMENT_MOVETO:
                first = point
            elif kind == raw.FPDF_SEGMENT_LINETO:
                yield from _edge(last, point)
            last = point
            if raw.FPDFPathSegment_GetClose(part):
                yield from _edge(last, first)
                last = first


_page_object = bound(raw.FPDFPage_GetObject, ctypes.c_void_p)
_form_object = bound(raw.FPDFFormObj_GetObject, ctypes.c_void_p)
_kind = bound(raw.FPDFPageObj_GetType, ctypes.c_int)


def _not_text(
    holder: Any, count: int, get: Callable[[Any, int], int | None]
) -> Iterator[tuple[Any, int]]:
    """Objects of a page or form with their kinds, without text, of which there are hundreds."""
    pointer = ctypes.c_void_p()
    for place in range(count):
        pointer.value = get(holder, place)
        kind = _kind(pointer)
        if kind != raw.FPDF_PAGEOBJ_TEXT:
            yield ctypes.cast(pointer, raw.FPDF_PAGEOBJECT), kind


def _edge(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Edge]:
    (x0, x1), (top, bottom) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    if (x1 - x0 <= 0.5) != (bottom - top <= 0.5):
        yield Edge(x0=x0, top=top, x1=x1, bottom=bottom)


def _matrix(item: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    if outer == IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s,
        c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    if matrix == IDENTITY:
        return x, y
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def native_dpi(shapes: Shapes, width: float, height: float) -> float | None:
    """Resolution of the one image that fills the page; ``None`` where there is none."""
    if len(shapes.images) != 1 or shapes.covered(width, height) < FILLED:
        return None
    item, (x0, _, x1, _) = shapes.images[0]
    columns, rows = ctypes.c_uint(), ctypes.c_uint()
    if not raw.FPDFImageObj_GetImagePixelSize(item, columns, rows) or x1 <= x0:
        return None
    # The page may be turned: the long side of one is the long side of the other.
    across = columns.value if (columns.value > rows.value) == (width > height) else rows.value
    return float(across / (x1 - x0) * 72)


def has_notes(page: Any) -> bool:
    """Whether something is attached to a page that is no link: a note, a form's field, a stamp."""
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind != raw.FPDF_ANNOT_LINK:
            return True
    return False


def most_pixels(shapes: Shapes) -> int:
    """Pixels of the largest image on the page, as it claims; 0 where there is none."""
    columns, rows = ctypes.c_uint(), ctypes.c_uint()
    most = 0
    for item, _ in shapes.images:
        if raw.FPDFImageObj_GetImagePixelSize(item, columns, rows):
            most = max(most, columns.value * rows.value)
    return most


def render_grey(page: pdfium.PdfPage, scale: float, bands: int) -> Any:
    """The page as grey pixels, drawn in so many bands; rows by columns.

    To scale a very large image down, PDFium holds it at its full height and the wanted width: drawn
    in bands, it holds a part of that, and unpacks the image once for each. Asked for grey, it first
    makes a grey copy of the whole image; in bands it draws in colour, on grey.
    """
    import numpy as np  # only scanned pages need it

    across, down = page.get_size()
    width, height = math.ceil(across * scale), math.ceil(down * scale)
    pixels = np.full((height, width), 255, np.uint8)
    rows = math.ceil(height / bands)
    flags = raw.FPDF_ANNOT | (raw.FPDF_GRAYSCALE if bands == 1 else 0)
    for top in range(0, height, rows):
        band = pixels[top : top + rows]
        bitmap = raw.FPDFBitmap_CreateEx(
            width, len(band), raw.FPDFBitmap_Gray, band.ctypes.data, width
        )
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, -top, width, height, 0, flags)
        raw.FPDFBitmap_Destroy(bitmap)
    return pixels


def packed_hash(page: pdfium.PdfPage, item: Any, place: str) -> str | None:
    """Hash of an image as it lies packed in the file, and of ``place``.

    ``None`` where that does not tell all: JBIG2 keeps the shapes of its letters elsewhere in the
    file, and indexed images their colours.
    """
    meta = raw.FPDF_IMAGEOBJ_METADATA()
    raw.FPDFImageObj_GetImageMetadata(item, page, meta)
    if meta.colorspace == raw.FPDF_COLORSPACE_INDEXED:
        return None
    name = ctypes.create_string_buffer(64)
    filters = []
    for place_in_chain in range(raw.FPDFImageObj_GetImageFilterCount(item)):
        raw.FPDFImageObj_GetImageFilter(item, place_in_chain, name, len(name))
        filters.append(name.value.decode("ascii", "replace"))
    if "JBIG2Decode" in filters:
        return None
    length = raw.FPDFImageObj_GetImageDataRaw(item, None, 0)
    if not length:
        return None
    content = ctypes.create_string_buffer(length)
    raw.FPDFImageObj_GetImageDataRaw(item, content, length)
    matrix = " ".join(f"{value:.3f}" for value in _matrix(item))
    told = f"{place} {matrix} {filters} {meta.width} {meta.height} {meta.bits_per_pixel}"
    told += f" {meta.colorspace}"
    return hashlib.sha256(content.raw + told.encode()).hexdigest()


def own_pixels(page: pdfium.PdfPage, item: Any) -> Any:
    """The image's pixels as grey; ``None`` where it is mirrored, turned, or only a mask."""
    import numpy as np  # only scanned pages need it

    a, b, c, d, _, _ = _matrix(item)
    if a <= 0 or d <= 0 or abs(b) > 1e-3 * a or abs(c) > 1e-3 * d:
        return None
    meta = raw.FPDF_IMAGEOBJ_METADATA()
    # Without its page PDFium does not tell how many bits a pixel of a JPEG has.
    raw.FPDFImageObj_GetImageMetadata(item, page, meta)
    if meta.bits_per_pixel < 8:
        return None
    bitmap = raw.FPDFImageObj_GetBitmap(item)
    if not bitmap:
        return None
    # Freed with its last reference: PDFium's own pixels must not outlive it, hence the copies.
    pixels = pdfium.PdfBitmap.from_raw(bitmap).to_numpy()
    if pixels.ndim == 2 or pixels.shape[2] == 1:
        return pixels.reshape(pixels.shape[:2]).copy()
    # Blue, green, red: the weights of ITU-R BT.601.
    grey = pixels[..., :3] @ np.array([0.114, 0.587, 0.299], np.float32)
    return grey.astype(np.uint8)
