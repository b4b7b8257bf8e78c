"""Stage 2: print on panels, as houses set heads of tables, labels and decisions.

A scan comes in; it goes out with the panels as paper and their print dark. Tesseract drops dark
print on a grey panel whole, and of light print on a dark one it finds some words, or none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

import cv2
import numpy as np

from referat.pages.scan import SKETCH_DPI, Pixels, Scan, Step, shrink

GREY = 0.92
"""Grey of a panel, by that of the paper around it, at most. With 0.9 and more Tesseract reads dark
print on it as on paper; with 0.69 and 0.82 it read none of six lines."""

DARKER = 0.75
"""The same of a panel with light print."""

LEAST = (0.5, 0.1)
"""Width and height, inches, of the least panel: a short word in small type."""

SOLID = 0.7
"""Part that is dark of each place of that size on a dark panel; bold type closely set has 0.5."""

SQUARE = 0.9
"""Part of the rectangle around it that a panel fills."""

BROKEN = 0.05
"""Part of a panel's rim that is not its ground at most: large bold letters have gaps there."""

PRINT = 0.4
"""Greatest part of a panel that is print."""

LEAST_PRINT = 0.003
"""Square inches of print on a panel at least, half a short word; a bar without any stays."""

FLAT = 10.0
"""Grey steps by which the ground of a grey panel differs from place to place at most: shadows and
pictures are no panels."""

STEP, PART = 15.0, 0.25
"""Grey steps, and part of the ground's grey, by which what is no ground differs from it at least:
noise does not."""

LIGHT = 0.25
"""Part of the way from ground to paper from which what is on a panel is light print: thin strokes
are blurred with the ground."""

GRAIN = 0.12
"""Part of the way from ground to print that is grain: it would be specks on the paper."""

LARGEST = 0.5
"""Part of the page that a panel covers at most."""

LETTER = 0.13
"""Inches across what is filled as print: a stroke of large type, or what a letter holds."""

COARSEST = 50.0
"""Dots an inch under which no panel is looked for: large sheets, whose type is of any size."""

AROUND = 1.6
"""Inches around a place within which there is paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A panel, on the sketch."""

    left: int
    top: int
    shape: Pixels
    """1 inside, 0 outside."""
    ground: int
    """Its grey."""
    is_light: bool
    """Whether its print is lighter than its ground."""


def clear_panels(scan: Scan) -> Scan:
    """The scan with panels as paper and their print dark."""
    if scan.dpi < COARSEST:
        return scan
    factor = max(1, round(scan.dpi / SKETCH_DPI))
    small = shrink(scan.pixels, factor)
    paper = int(np.percentile(small, 75))
    panels = find_panels(small, paper)
    if not panels:
        return scan
    pixels = scan.pixels.copy()
    for panel in panels:
        _clear(pixels, factor, panel, paper)
    return replace(scan, pixels=pixels, steps=(*scan.steps, Step.PANELS))


def find_panels(small: Pixels, paper: int) -> list[Panel]:
    """The panels with print on them, of an image of about ``SKETCH_DPI`` and its paper's grey."""
    around = _paper(small)
    light = list(_panels(small, _solid(small < DARKER * around), paper, is_light=True))
    hole = np.ones((_pixels(LETTER),) * 2, np.uint8)
    ground = cv2.morphologyEx(small, cv2.MORPH_CLOSE, hole)
    grey = cast(Pixels, (ground < GREY * around).astype(np.uint8))
    for panel in light:
        height, width = panel.shape.shape
        grey[panel.top : panel.top + height, panel.left : panel.left + width] = 0
    return light + list(_panels(small, grey, paper, is_light=False))


def _paper(small: Pixels) -> Pixels:
    """The grey of the paper around each place."""
    coarse = cv2.medianBlur(shrink(small, 4), 5)
    reach = np.ones((_pixels(AROUND) // 4,) * 2, np.uint8)
    paper = cv2.blur(cv2.dilate(coarse, reach), (9, 9))
    height, width = small.shape
    return cast(Pixels, cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR))


def _solid(dark: np.ndarray) -> Pixels:
    """Where panels with light print are, their print filled."""
    mask = cast(Pixels, dark.astype(np.uint8))
    width, height = map(_pixels, LEAST)
    dense = cv2.boxFilter(mask * 255, -1, (width, height), borderType=cv2.BORDER_CONSTANT)
    reach = cv2.dilate((dense > SOLID * 255).astype(np.uint8), np.ones((height, width), np.uint8))
    near = cv2.bitwise_and(mask, reach)
    outlines, _ = cv2.findContours(near, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = np.zeros_like(mask)
    cv2.drawContours(filled, outlines, -1, (1,), cv2.FILLED)
    return filled


def _panels(small: Pixels, mask: Pixels, paper: int, *, is_light: bool) -> Iterator[Panel]:
    width, height = map(_pixels, LEAST)
    thin = np.ones((height // 2 * 2 - 3,) * 2, np.uint8)  # Odd: an even one would move it.
    mask = cast(Pixels, cv2.morphologyEx(mask, cv2.MORPH_OPEN, thin))
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(mask)
    for number in range(1, count):
        left, top, across, down, area = (int(value) for value in boxes[number])
        if across < width or down < height or area > LARGEST * small.size:
            continue
        place = np.s_[top : top + down, left : left + across]
        shape = cast(Pixels, (labels[place] == number).astype(np.uint8))
        if area < SQUARE * _framed(shape):
            continue
        # What lies at the edge is half paper.
        here = small[place].astype(np.int16)
        inner, core = _eroded(shape, 1), _eroded(shape, 2)
        grey = here[inner]
        if not grey.size:
            continue
        ground = int(np.median(grey))
        rim = here[inner & ~core]
        if float((rim - ground > _apart(ground)).mean()) > BROKEN:  # Outlines are darker.
            continue
        lighter = int((grey > ground + max(STEP, LIGHT * (paper - ground))).sum())
        darker = int((grey < ground - _apart(ground)).sum())
        least, most = LEAST_PRINT * SKETCH_DPI**2, PRINT * grey.size
        if is_light:
            is_panel = least <= lighter <= most and darker < lighter / 4
        else:
            bare = grey[np.abs(grey - ground) < PART * ground]
            is_panel = (
                least <= darker <= most and lighter < darker / 4 and float(bare.std()) <= FLAT
            )
        if is_panel:
            yield Panel(left=left, top=top, shape=shape, ground=ground, is_light=is_light)


def _apart(ground: int) -> float:
    """Grey steps by which something differs from a ground and is not its noise."""
    return max(STEP, PART * ground)


def _eroded(shape: Pixels, by: int) -> np.ndarray:
    """Where a shape is, but for what lies so near to its edge, which is half paper."""
    kernel = np.ones((2 * by + 1,) * 2, np.uint8)
    return cv2.erode(_framed_by(shape, by), kernel)[by:-by, by:-by] > 0


def _framed_by(shape: Pixels, edge: int) -> Pixels:
    """The shape with so much around it that is outside."""
    return cast(
        Pixels,
        cv2.copyMakeBorder(shape, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=(0,)),
    )


def _framed(shape: Pixels) -> float:
    """Area of the least rectangle around a shape, at whatever angle."""
    outlines, _ = cv2.findContours(shape, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    _, (width, height), _ = cv2.minAreaRect(np.concatenate(outlines))
    return float((width + 1) * (height + 1))


def _clear(pixels: Pixels, factor: int, panel: Panel, paper: int) -> None:
    """Make a panel's ground paper and its print dark; its rim becomes paper."""
    edge = 3
    around = cv2.copyMakeBorder(
        panel.shape, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=(0,)
    )
    reach = 3 if panel.is_light else 5
    outer = cv2.dilate(around, np.ones((reach, reach), np.uint8))
    inner = cv2.erode(around, np.ones((3, 3), np.uint8))
    size = (around.shape[1] * factor, around.shape[0] * factor)
    masks = [cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST) > 0 for mask in (outer, inner)]
    y, x = (panel.top - edge) * factor, (panel.left - edge) * factor
    part = pixels[max(0, y) : y + size[1], max(0, x) : x + size[0]]
    whole, ground = (
        mask[max(0, -y) :, max(0, -x) :][: part.shape[0], : part.shape[1]] for mask in masks
    )
    if panel.is_light:
        # From the ground, which becomes paper, to the lightest print, which becomes black.
        lightest = float(np.percentile(part[ground], 99.5)) if ground.any() else 255.0
        strength = (part.astype(np.float32) - panel.ground) / max(1.0, lightest - panel.ground)
        turned = paper * np.clip(1 - (strength - GRAIN) / (1 - GRAIN), 0, 1)
    else:
        turned = np.clip(part.astype(np.float32) * (paper / max(1, panel.ground)), 0, paper)
        # Print of the lines above and below may reach into the rim of a grey panel.
        ground = ground | (part < panel.ground - _apart(panel.ground))
    part[whole] = np.where(ground, turned.astype(np.uint8), paper)[whole]


def _pixels(inches: float) -> int:
    return max(3, round(inches * SKETCH_DPI) // 2 * 2 + 1)
