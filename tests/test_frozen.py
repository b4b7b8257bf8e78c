"""Frozen data classes that are made quickly are the same classes in all else."""

from __future__ import annotations

import copy
import copyreg
import inspect
import io
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.frozen import by_place, quick


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    navn: str
    antal: int = 3
    dele: tuple[str, ...] = ()
    noter: dict[str, int] = field(default_factory=dict)


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Quick:
    navn: str
    antal: int = 3
    dele: tuple[str, ...] = ()
    noter: dict[str, int] = field(default_factory=dict)


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    antal: int
    double: int = 0

    def __post_init__(self) -> None:
        if self.antal < 0:
            raise ValueError(f"antal {self.antal} is negative")


VALUES = st.fixed_dictionaries(
    {"navn": st.text(max_size=5)},
    optional={
        "antal": st.integers(),
        "dele": st.lists(st.text(max_size=3), max_size=3).map(tuple),
        "noter": st.dictionaries(st.text(max_size=2), st.integers(), max_size=2),
    },
)


@given(VALUES)
def test_fields_and_defaults_are_those_of_the_plain_class(values):
    plain, made = Plain(**values), Quick(**values)
    assert type(made) is Quick
    for one in fields(Plain):
        assert getattr(made, one.name) == getattr(plain, one.name)
    assert repr(made).partition("(")[2] == repr(plain).partition("(")[2]
    assert made == Quick(**values)


@given(VALUES)
def test_objects_come_back_from_pickle_copy_and_replace(values):
    made = Quick(**values)
    assert pickle.loads(pickle.dumps(made)) == made
    assert copy.deepcopy(made) == made
    assert replace(made, antal=1).antal == 1
    assert replace(made) == made


def test_a_made_default_is_not_shared():
    assert Quick(navn="a").noter is not Quick(navn="b").noter


@pytest.mark.parametrize("name", ["navn", "antal", "andet", "__class__"])
def test_objects_are_frozen(name):
    made = Quick(navn="a")
    with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
        setattr(made, name, 1)
    with pytest.raises(FrozenInstanceError):
        del made.navn
    assert made == Quick(navn="a")


@pytest.mark.parametrize(
    "arguments", [((), {}), (("a",), {}), ((), {"navn": "a", "andet": 1})],
    ids=["none", "by place", "unknown"],
)  # fmt: skip
def test_wrong_arguments_are_refused_as_ever(arguments):
    given, named = arguments
    for cls in (Plain, Quick):
        with pytest.raises(TypeError):
            cls(*given, **named)


def test_checks_see_the_finished_object_and_can_refuse_it():
    assert Checked(antal=1).antal == 1
    with pytest.raises(ValueError, match="negative"):
        Checked(antal=-1)


def test_hash_is_that_of_the_fields():
    assert hash(Checked(antal=1)) == hash(Checked(antal=1))
    assert {Checked(antal=1), Checked(antal=1), Checked(antal=2)} == {
        Checked(antal=2),
        Checked(antal=1),
    }


def test_signature_names_the_fields():
    assert list(inspect.signature(Quick).parameters) == ["navn", "antal", "dele", "noter"]
    assert Quick.__init__.__qualname__ == "Quick.__init__"


@dataclass(slots=True, kw_only=True)
class Thawed:
    navn: str


@dataclass(frozen=True, kw_only=True)
class WithoutSlots:
    navn: str


@dataclass(frozen=True, slots=True)
class ByPlace:
    navn: str


@pytest.mark.parametrize("cls", [Thawed, WithoutSlots, ByPlace, int])
def test_classes_of_another_kind_are_refused(cls):
    with pytest.raises(TypeError, match=cls.__name__):
        quick(cls)


@given(VALUES)
def test_objects_made_by_place_are_those_made_by_name(values):
    named = Quick(**values)
    make = by_place(Quick)
    placed = make(named.navn, named.antal, named.dele, named.noter)
    assert placed == named
    assert type(placed) is Quick
    with pytest.raises(FrozenInstanceError):
        placed.navn = "b"


def test_by_place_takes_every_field_and_no_more():
    make = by_place(Plain)
    for wrong in (("a",), ("a", 1, (), {}, 2)):
        with pytest.raises(TypeError):
            make(*wrong)


def test_by_place_leaves_no_check_out():
    with pytest.raises(TypeError, match="Checked"):
        by_place(Checked)


@given(VALUES)
def test_pickles_of_the_plain_form_are_read(values):
    made = Quick(**values)
    # As data classes with slots pack themselves: an empty object, and its values in a list.
    plain = copyreg.__newobj__, (Quick,), [getattr(made, one.name) for one in fields(Quick)]

    class Before(pickle.Pickler):
        def reducer_override(self, thing: object) -> object:
            return plain if isinstance(thing, Quick) else NotImplemented

    packed = io.BytesIO()
    Before(packed, 5).dump((made, made))
    assert pickle.loads(packed.getvalue()) == (made, made)
    assert packed.getvalue() != pickle.dumps((made, made), 5)


def test_a_pickle_keeps_what_is_one_object_one():
    made = Quick(navn="a", dele=("b",))
    one, other = pickle.loads(pickle.dumps((made, made)))
    assert one is other
    assert one.noter is other.noter


def test_objects_with_checks_are_packed_as_ever():
    assert pickle.loads(pickle.dumps(Checked(antal=2))) == Checked(antal=2)
