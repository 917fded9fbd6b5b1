"""Values: frozen dataclasses with slots, made in a fraction of the time.

`dataclasses` writes six methods for each class and compiles them, whenever the class is imported:
for those on the way to an image that was a tenth of the time of a command. These share theirs. To
`fields`, `replace`, `asdict`, `match`, `pickle`, `inspect` and type checkers they are like any.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["value"]

_set = object.__setattr__


def _init(self: Any, *given: Any, **named: Any) -> None:
    names = self.__match_args__
    if named or len(given) != len(names):
        given = _all_given(type(self), given, named)
    for name, one in zip(names, given, strict=True):
        _set(self, name, one)
    if hasattr(self, "__post_init__"):
        self.__post_init__()


def _all_given(made: Any, given: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
    """What each field becomes. Raises `TypeError` for too few arguments, too many or wrong ones."""
    fields = dataclasses.fields(made)
    found = list(given)
    for field in fields[len(given) :]:
        if field.name in named:
            found.append(named.pop(field.name))
        elif field.default is not dataclasses.MISSING:
            found.append(field.default)
        elif field.default_factory is not dataclasses.MISSING:
            found.append(field.default_factory())
        else:
            raise TypeError(f"{made.__name__} misses {field.name!r}")
    if named:
        raise TypeError(f"{made.__name__} takes no {min(named)!r}, or has it twice")
    if len(found) > len(fields):
        raise TypeError(f"{made.__name__} has {len(fields)} fields, not {len(found)}")
    return tuple(found)


def _repr(self: Any) -> str:
    shown = [one.name for one in dataclasses.fields(self) if one.repr]
    said = ", ".join([f"{name}={getattr(self, name)!r}" for name in shown])
    return f"{type(self).__qualname__}({said})"


def _refuse(self: Any, name: str, *_: object) -> None:
    raise dataclasses.FrozenInstanceError(f"{type(self).__name__}.{name} cannot be changed")


def _reduce(self: Any) -> tuple[type, tuple[Any, ...]]:
    return type(self), tuple([getattr(self, name) for name in self.__match_args__])


class _Signature:
    """What `inspect.signature` asks a class for, worked out when it does."""

    def __get__(self, instance: object, owner: Any) -> Any:
        from inspect import Parameter, Signature

        def parameter(field: dataclasses.Field[Any]) -> Parameter:
            has_factory = field.default_factory is not dataclasses.MISSING
            default: Any = field.default_factory if has_factory else field.default
            if default is dataclasses.MISSING:
                default = Parameter.empty
            kind = Parameter.POSITIONAL_OR_KEYWORD
            return Parameter(field.name, kind, default=default, annotation=field.type)

        return Signature([parameter(field) for field in dataclasses.fields(owner)])


_SHARED = {
    "__init__": _init,
    "__repr__": _repr,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__reduce__": _reduce,
    "__signature__": _Signature(),
}


def _value(cls: Any) -> Any:
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    names = [field.name for field in dataclasses.fields(made) if field.compare]
    compared: Any = attrgetter(*names) if names else type

    def is_equal(self: object, other: object) -> Any:
        return compared(self) == compared(other) if type(self) is type(other) else NotImplemented

    def hash_of(self: object) -> int:
        return hash(compared(self))

    made.__eq__, made.__hash__ = is_equal, hash_of
    for name, method in _SHARED.items():
        setattr(made, name, method)
    return made


if TYPE_CHECKING:
    from dataclasses import dataclass as value
else:

    def value(*, frozen: bool, slots: bool) -> Any:
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
