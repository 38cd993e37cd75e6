"""Values of the regulation as plain JSON data and back, by their declared types: what a closed year is frozen in."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum, IntEnum, StrEnum
from fractions import Fraction
from functools import cache
from itertools import repeat
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


def canonical(data: Any) -> bytes:
    """The one way to write plain data: sorted keys, no blanks, UTF-8; equal data is equal bytes on every machine."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def frozen(value: Any) -> Any:
    """`value` as plain data: dataclasses as objects, named tuples as lists, days as ISO text, fractions as `n/d`, sets sorted."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum | int | str):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {each.name: frozen(getattr(value, each.name)) for each in fields(value)}
    return _frozen_many(value)


def _frozen_many(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(frozen(key)): frozen(each) for key, each in value.items()}
    if isinstance(value, frozenset):
        return sorted(frozen(each) for each in value)
    if isinstance(value, tuple):
        return [frozen(each) for each in value]
    raise TypeError(f"{type(value).__name__} is no value to freeze")


def in_order(value: Any) -> Any:
    """Plain data with every list of lists sorted: for facts, whose order carries no meaning."""
    if isinstance(value, dict):
        return {key: in_order(each) for key, each in value.items()}
    if isinstance(value, list) and all(isinstance(each, list) for each in value):
        return sorted(value, key=canonical)
    return value


def thawed(kind: Any, data: Any) -> Any:
    """Plain data as a value of the type `kind`. Raises ValueError, TypeError or KeyError where it is none."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return None if data is None else thawed(_present(kind), data)
    if origin is not None:
        return _thawed_many(kind, origin, data)
    if kind is Fraction or (isinstance(kind, type) and issubclass(kind, IntEnum | StrEnum)):
        return kind(data)
    if kind is date:
        return date.fromisoformat(data)
    if is_dataclass(kind):
        return _build(kind, data)
    if hasattr(kind, "_fields"):
        return _fill(kind, data)
    return data


def _present(kind: Any) -> Any:
    """The type of an optional value that is there."""
    return next(each for each in get_args(kind) if each is not NoneType)


def _thawed_many(kind: Any, origin: Any, data: Any) -> Any:
    inner = get_args(kind)
    if origin is frozenset:
        return frozenset(thawed(inner[0], each) for each in data)
    if origin is tuple:
        kinds = repeat(inner[0], len(data)) if inner[1:] == (Ellipsis,) else inner
        return tuple(thawed(each_kind, each) for each_kind, each in zip(kinds, data, strict=True))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {thawed(inner[0], key): thawed(inner[1], each) for key, each in data.items()}
    return data


def _build(kind: Any, data: Mapping[str, Any]) -> Any:
    kinds = _kinds(kind)
    return kind(**{each.name: thawed(kinds[each.name], data[each.name]) for each in fields(kind)})


def _fill(kind: Any, data: list[Any]) -> Any:
    kinds = _kinds(kind)
    return kind(*(thawed(kinds[name], each) for name, each in zip(kind._fields, data, strict=True)))


@cache
def _kinds(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
