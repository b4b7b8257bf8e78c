from __future__ import annotations

import pickle
from fractions import Fraction

from referat.packed import Packed


def test_where_it_was_made_it_is_the_same_object() -> None:
    held = Fraction(1, 3)
    assert Packed(held).open() is held


def test_elsewhere_it_is_made_once_when_it_is_asked_for() -> None:
    packed = pickle.loads(pickle.dumps(Packed(Fraction(1, 3))))
    assert packed.open() == Fraction(1, 3)
    assert packed.open() is packed.open()


def test_bytes_are_handed_on_as_they_came() -> None:
    # What they hold cannot be made here: nobody tries.
    broken = pickle.dumps(Packed(Fraction(1, 3))).replace(b"Fraction", b"Traction")
    handed = pickle.dumps(pickle.loads(broken))
    whole = handed.replace(b"Traction", b"Fraction")
    assert pickle.loads(whole).open() == Fraction(1, 3)
