"""Makes objects of frozen data classes as fast as those of others.

A frozen data class sets each field through ``object.__setattr__``, which takes five times as long
as a plain assignment: 2.2 µs for a line, of which a page has fifty and each stage makes some. Here
the object is of an open twin of its class while its fields are set, and of its own from then on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from operator import attrgetter
from typing import Any, TypeVar

Class = TypeVar("Class", bound=type)
Made = TypeVar("Made")


def quick(cls: Class) -> Class:
    """The class, a frozen data class with slots and keywords alone, whose objects are made faster.

    Also from a pickle, where it has no checks. Nothing else changes: fields, defaults, checks in
    ``__post_init__``, and that it is frozen.

    Raises:
        TypeError: The class is of another kind.
    """
    slots = cls.__dict__.get("__slots__")
    parameters = cls.__dict__.get("__dataclass_params__")
    own = fields(cls) if is_dataclass(cls) else ()
    if (
        slots != tuple(field.name for field in own)
        or parameters is None
        or not parameters.frozen
        or not all(field.kw_only and field.init for field in own)
    ):
        raise TypeError(f"{cls.__name__} is no frozen data class with slots and keywords alone")
    twin = _twin(cls)
    known: dict[str, Any] = {"turn": object.__setattr__, "twin": twin, "cls": cls, "none": MISSING}
    heads, body = [], []
    for field in own:
        name = field.name
        if field.default is not MISSING:
            known[f"of_{name}"] = field.default
            heads.append(f"{name}=of_{name}")
        elif field.default_factory is not MISSING:
            known[f"of_{name}"] = field.default_factory
            heads.append(f"{name}=none")
            body.append(f"if {name} is none: {name} = of_{name}()")
        else:
            heads.append(name)
        body.append(f"self.{name} = {name}")
    # The switch to the twin must pass by the frozen class, the one back need not.
    body = ['turn(self, "__class__", twin)', *body, "self.__class__ = cls"]
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    init = _compiled(f"def __init__(self, *, {', '.join(heads)}):", body, known)
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__module__ = cls.__module__
    init.__annotations__ = cls.__dict__["__init__"].__annotations__
    cls.__init__ = init  # type: ignore[misc]
    if not hasattr(cls, "__post_init__") and len(own) > 1:
        _pack_by_place(cls)
    return cls


def _pack_by_place(cls: type) -> None:
    """Have pickles hold a call with an object's values: half the time of a list that is set.

    Pickles of before, with such a list, are read as ever.
    """
    make: Callable[..., Any] = by_place(cls)
    values = attrgetter(*cls.__dict__["__slots__"])
    # Found by its name when a pickle is read.
    make.__module__, make.__qualname__ = cls.__module__, f"{cls.__qualname__}._of_values"
    cls._of_values = staticmethod(make)  # type: ignore[attr-defined]

    def reduce(self: Any) -> tuple[Any, ...]:
        return make, values(self)

    cls.__reduce__ = reduce  # type: ignore[assignment]


def by_place(cls: type[Made]) -> Callable[..., Made]:
    """A function that makes objects of a class from the values of all its fields, in their order.

    For the two or three places that make thousands: it takes a third of what keywords take.

    Raises:
        TypeError: The class checks its values, which this would leave out.
    """
    if hasattr(cls, "__post_init__"):
        raise TypeError(f"{cls.__name__} checks its values")
    names = [field.name for field in fields(cls)]  # type: ignore[arg-type]
    body = ["self = new(twin)", *(f"self.{name} = {name}" for name in names)]
    body += ["self.__class__ = cls", "return self"]
    return _compiled(
        f"def {cls.__name__}({', '.join(names)}):",
        body,
        {"new": object.__new__, "twin": _twin(cls), "cls": cls},
    )


def _twin(cls: type) -> type:
    """A class of objects of the same layout: the same slots in the same order."""
    slots = cls.__dict__["__slots__"]
    return type(f"Open{cls.__name__}", (), {"__slots__": slots, "__module__": cls.__module__})


def _compiled(head: str, body: list[str], known: dict[str, Any]) -> Callable[..., Any]:
    """A function from its text, as dataclasses makes its own: only so has it a class's names."""
    made: dict[str, Callable[..., Any]] = {}
    exec(head + "\n " + "\n ".join(body), known, made)
    (function,) = made.values()
    return function
