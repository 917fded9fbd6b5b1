"""Frozen dataclasses and named tuples whose classes are made in a fraction of the time.

For each class, whenever it is imported, `dataclasses` writes six methods and compiles them, and
`typing` each field's type and what makes a tuple of the fields: for the classes on the way to an
image that was a seventh of the time of a command. These share their methods, but for what makes
one, which is compiled with the first; what only `dataclasses` or `inspect` want to know is worked
out when they ask. To `fields`, `replace`,
`asdict`, `match`, `pickle`, `inspect` and type checkers they are like any.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple", "value"]

_MISSING: Any = dataclasses.MISSING
_Field: Any = dataclasses.Field


def _default_and_factory(made: Any, name: str) -> tuple[Any, Any]:
    """What a field is if nothing is given, or what makes it; `dataclasses.MISSING` for neither."""
    one = made._field_defaults.get(name, _MISSING)
    return (one.default, one.default_factory) if isinstance(one, _Field) else (one, _MISSING)


class _Signature:
    """What `inspect.signature` asks a class for."""

    def __get__(self, instance: object, owner: Any) -> Any:
        from inspect import Parameter, Signature

        def parameter(name: str) -> Parameter:
            default, factory = _default_and_factory(owner, name)
            told = [one for one in (default, factory, Parameter.empty) if one is not _MISSING]
            kind = Parameter.POSITIONAL_OR_KEYWORD
            return Parameter(name, kind, default=told[0], annotation=owner.__annotations__[name])

        return Signature([parameter(name) for name in owner.__match_args__])


# ---- frozen dataclasses -------------------------------------------------------------------------


def _init(self: Any, *given: Any, **named: Any) -> None:
    """The first of a class, which has a method of its own from then on: many never need one."""
    made: Any = next(one for one in type(self).__mro__ if vars(one).get("__init__") is _init)
    names: dict[str, Any] = {"_missing": _MISSING, "__builtins__": {}}
    defaults, steps = [], []
    for name in made.__match_args__:
        default, factory = _default_and_factory(made, name)
        names[f"_set_{name}"] = getattr(made, name).__set__
        asked = name
        if factory is not _MISSING:
            names[f"_make_{name}"] = factory
            asked = f"_make_{name}() if {name} is _missing else {name}"
        if default is not factory:
            defaults.append(default)
        elif defaults:
            raise TypeError(f"{made.__name__}.{name} needs a default: one before it has one")
        steps.append(f"_set_{name}(self, {asked}), ")
    if hasattr(made, "__post_init__"):
        steps.append("self.__post_init__(), ")
    fields = ", ".join(("self", *made.__match_args__))
    own = eval(f"lambda {fields}: ({''.join(steps)}None,)[-1]", names)
    own.__defaults__ = tuple(defaults)
    own.__name__, own.__qualname__ = "__init__", f"{made.__qualname__}.__init__"
    made.__init__ = own
    own(self, *given, **named)


def _repr(self: Any) -> str:
    shown = [one.name for one in dataclasses.fields(self) if one.repr]
    said = ", ".join([f"{name}={getattr(self, name)!r}" for name in shown])
    return f"{type(self).__qualname__}({said})"


def _refuse(self: Any, name: str, *_: object) -> None:
    raise dataclasses.FrozenInstanceError(f"{type(self).__name__}.{name} cannot be changed")


def _reduce(self: Any) -> tuple[type, tuple[Any, ...]]:
    return type(self), tuple([getattr(self, name) for name in self.__match_args__])


class _AsDataclass:
    """What `dataclasses` keeps with a class, worked out when it asks: of the class as declared."""

    def __init__(self, declared: Any, name: str) -> None:
        self._declared, self._name = declared, name

    def __get__(self, instance: object, owner: Any) -> Any:
        if self._name not in vars(self._declared):
            dataclasses.dataclass(init=False, repr=False, eq=False)(self._declared)
        return getattr(self._declared, self._name)


_SHARED = {
    "__init__": _init,
    "__repr__": _repr,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__reduce__": _reduce,
    "__replace__": dataclasses.replace,
    "__signature__": _Signature(),
}


def _value(declared: Any) -> Any:
    names = tuple(declared.__annotations__)
    own = {key: one for key, one in vars(declared).items() if key not in _NOT_OWN}
    defaults = {name: own.pop(name) for name in names if name in own}
    compared = [
        name for name in names if not isinstance(one := defaults.get(name), _Field) or one.compare
    ]
    told: Any = attrgetter(*compared) if compared else type

    def is_equal(self: object, other: object) -> Any:
        return told(self) == told(other) if type(self) is type(other) else NotImplemented

    def hash_of(self: object) -> int:
        return hash(told(self))

    own |= _SHARED | {"__eq__": is_equal, "__hash__": own.get("__hash__", hash_of)}
    own |= {"__slots__": names, "__match_args__": names, "_field_defaults": defaults}
    for name in ("__dataclass_fields__", "__dataclass_params__"):
        own[name] = _AsDataclass(declared, name)
    own["__qualname__"] = declared.__qualname__
    return type(declared.__name__, declared.__bases__, own)


_NOT_OWN = ("__dict__", "__weakref__")


# ---- named tuples -------------------------------------------------------------------------------


def _new(cls: Any, *given: Any, **named: Any) -> Any:
    """The first of a class, which has a method of its own from then on: many never need one."""
    fields = ", ".join(cls._fields)
    names: dict[str, Any] = {"_made": tuple.__new__, "__builtins__": {}}
    made = eval(f"lambda _cls, {fields}: _made(_cls, ({fields},))", names)
    made.__defaults__ = tuple(cls._field_defaults.values())
    made.__name__ = made.__qualname__ = "__new__"
    cls.__new__ = staticmethod(made)
    return made(cls, *given, **named)


def _make(cls: Any, given: Iterable[Any]) -> Any:
    return cls(*given)


def _replaced(self: Any, /, **changes: Any) -> Any:
    new = tuple.__new__(type(self), map(changes.pop, self._fields, self))
    if changes:
        raise TypeError(f"{type(self).__name__} has no {min(changes)!r}")
    return new


def _as_dict(self: Any) -> dict[str, Any]:
    return dict(zip(self._fields, self, strict=True))


def _row_repr(self: Any) -> str:
    said = ", ".join([f"{name}={one!r}" for name, one in self._asdict().items()])
    return f"{type(self).__name__}({said})"


def _row_arguments(self: Any) -> tuple[Any, ...]:
    return tuple(self)


_ROW = {
    "__slots__": (),
    "__new__": _new,
    "__repr__": _row_repr,
    "__getnewargs__": _row_arguments,
    "__signature__": _Signature(),
    "_make": classmethod(_make),
    "_replace": _replaced,
    "__replace__": _replaced,
    "_asdict": _as_dict,
}


class _Rows(type):
    """Makes a class of tuples of each that is declared."""

    def __new__(cls, name: str, bases: tuple[type, ...], own: dict[str, Any]) -> Any:
        if not bases:
            return super().__new__(cls, name, bases, own)
        names = tuple(own["__annotations__"])
        defaults = {one: own.pop(one) for one in names if one in own}
        getters = {one: _getter(place) for place, one in enumerate(names)}
        known = {"_fields": names, "__match_args__": names, "_field_defaults": defaults}
        return type(name, (tuple,), {**_ROW, **getters, **known, **own})


# What `collections` makes of it in C is asked in half the time.
try:
    from collections import _tuplegetter  # type: ignore[attr-defined]
except ImportError:
    _tuplegetter = None


def _getter(place: int) -> Any:
    return _tuplegetter(place, None) if _tuplegetter else property(itemgetter(place))


if TYPE_CHECKING:
    from dataclasses import dataclass as value
    from typing import NamedTuple
else:

    def value(*, frozen: bool, slots: bool) -> Callable[[Any], Any]:
        """As `dataclasses.dataclass`, of values that are frozen and have slots.

        >>> @value(frozen=True, slots=True)
        ... class Place:
        ...     name: str
        ...     people: int = 0
        >>> Place("Bắc Kạn"), Place("Bắc Kạn", people=0) == Place("Bắc Kạn")
        (Place(name='Bắc Kạn', people=0), True)
        """
        assert (frozen, slots) == (True, True)
        return _value

    class NamedTuple(metaclass=_Rows):
        """As `typing.NamedTuple`, to declare classes of.

        >>> class Place(NamedTuple):
        ...     name: str
        ...     people: int = 0
        >>> Place("Bắc Kạn"), Place("Bắc Kạn")._replace(people=5)
        (Place(name='Bắc Kạn', people=0), Place(name='Bắc Kạn', people=5))
        """
