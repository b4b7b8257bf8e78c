"""What hangs below the letters of underlined type is put back."""

from __future__ import annotations

import pytest

from referat.lexicon import lexicon
from referat.pages.underlines import mend_underlined


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Socialudvalaet. den 12. mai 2009", "Socialudvalget, den 12. maj 2009"),
        ("Teknik- oa Miliøudvaladet 4/6. nr. 31;", "Teknik- og Miljøudvalget 4/6, nr. 31:"),
        ("Skole- oq. Fritidsudvala", "Skole- og Fritidsudvalg"),
        ("HAVNEUDVALQET", "HAVNEUDVALGET"),
        ("Indstillina fra Havneudvalget", "Indstilling fra Havneudvalget"),
        ("Kommunalbestvrelsen den 3. iuni.", "Kommunalbestyrelsen den 3. juni."),
        ("Byrådet 14-06-2011. punkt 8", "Byrådet 14-06-2011, punkt 8"),
    ],
)
def test_what_an_underline_hides_is_put_back(read: str, printed: str) -> None:
    assert mend_underlined(read, lexicon()) == printed
    assert mend_underlined(printed, lexicon()) == printed


@pytest.mark.parametrize(
    "text",
    [
        "Udvalget af 1998",
        "udvalde emner",
        "Martina og Regina",
        "Se bl.a. den 3. udgave, jf. nr. 4",
        "Det sker i løbet af ugen. Den 3. maj åbnes der.",
        "to skoler; tre haller;",
    ],
)
def test_other_lines_are_left_alone(text: str) -> None:
    assert mend_underlined(text, lexicon()) == text
