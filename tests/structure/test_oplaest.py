"""Numbers of headings that OCR misread are told by the contents and by their neighbours."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from referat.structure.headings import Heading
from referat.structure.oplaest import mend_numbers
from referat.structure.toc import TocEntry
from referat.structure.views import View, make_views
from referat.types import ReadPages, TextSource

CONTENTS = ("Ny bro ved Elmsø", "Takster for havnen", "Eventuelt")


def _views(lay_out: Callable[..., ReadPages], source: TextSource) -> list[View]:
    return make_views(lay_out(*CONTENTS, source=source).pages)[0]


def _headings(*numbered: tuple[str | None, str]) -> list[Heading]:
    return [
        Heading(
            first=place,
            last=place,
            nr=nr,
            number=int(nr) if nr and nr.isdecimal() else 0,
            titel=titel,
            kind="punkt",
        )
        for place, (nr, titel) in enumerate(numbered)
    ]


def _toc(numbers: Sequence[int]) -> list[TocEntry]:
    return [
        TocEntry(index=0, nr=str(number), titel=titel)
        for number, titel in zip(numbers, CONTENTS, strict=True)
    ]


READ = (("1k", "Ny bro ved Elmsø"), (None, "Takster for havnen"), ("3", "Eventuelt"))


def test_the_contents_tell_the_numbers(lay_out: Callable[..., ReadPages]) -> None:
    headings = _headings(*READ)
    mend_numbers(headings, _toc([1, 2, 3]), _views(lay_out, TextSource.OCR))
    assert [heading.nr for heading in headings] == ["1", "2", "3"]


def test_numbers_of_a_text_layer_are_as_they_are(lay_out: Callable[..., ReadPages]) -> None:
    headings = _headings(*READ)
    mend_numbers(headings, _toc([1, 2, 3]), _views(lay_out, TextSource.TEXT_LAYER))
    assert [heading.nr for heading in headings] == ["1k", None, "3"]


@pytest.mark.parametrize(
    ("printed", "nr", "titel"),
    [
        ([("170", "Ny bro"), (None, ",”1 Takster"), ("172", "Eventuelt")], "171", "Takster"),
        ([("170", "Ny bro"), ("1171", "Takster"), ("172", "Eventuelt")], "171", "Takster"),
        ([("2", "Ny bro"), ("5", "Takster"), ("4", "Eventuelt")], "5", "Takster"),
        ([("170", "Ny bro"), (None, "Takster"), ("173", "Eventuelt")], None, "Takster"),
    ],
)
def test_neighbours_tell_the_number_between_them(
    lay_out: Callable[..., ReadPages], printed: list[tuple[str | None, str]], nr: str, titel: str
) -> None:
    headings = _headings(*printed)
    mend_numbers(headings, [], _views(lay_out, TextSource.OCR))
    assert (headings[1].nr, headings[1].titel) == (nr, titel)


def test_a_figure_too_many_in_the_last_number_is_taken_out(
    lay_out: Callable[..., ReadPages],
) -> None:
    for read, nr in (("992", "92"), ("97", "97")):
        headings = _headings(("90", "Ny bro"), ("91", "Takster"), (read, "Eventuelt"))
        mend_numbers(headings, [], _views(lay_out, TextSource.OCR))
        assert headings[2].nr == nr


def test_what_follows_is_left_alone(lay_out: Callable[..., ReadPages]) -> None:
    headings = _headings(("4", "Ny bro ved Elmsø"), ("5", "Takster for havnen"))
    mend_numbers(headings, _toc([1, 2, 3]), _views(lay_out, TextSource.OCR))
    assert [heading.nr for heading in headings] == ["4", "5"]


def test_a_house_that_prints_two_figures_keeps_them(lay_out: Callable[..., ReadPages]) -> None:
    printed = _headings(("01", "Ny bro"), ("02", "Takster"), ("03", "Vejnavne"), ("02", "Takster"))
    mend_numbers(printed, (), _views(lay_out, TextSource.OCR))
    assert [heading.nr for heading in printed] == ["01", "02", "03", "02"]
    unread = _headings(("01", "Ny bro"), (None, "Takster"), ("03", "Vejnavne"))
    mend_numbers(unread, (), _views(lay_out, TextSource.OCR))
    assert [heading.nr for heading in unread] == ["01", "02", "03"]
