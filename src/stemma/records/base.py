"""What every record shares: the way to the contract's JSON and back, and ids made from content."""

from __future__ import annotations

import hashlib
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, Literal, Self, get_args, get_origin

from stemma.errors import RecordError
from stemma.spans import Span


def content_id(prefix: str, *parts: object, length: int = 12) -> str:
    """An id made from content alone: `prefix` and the first `length` hex digits of a SHA-256 over `parts`."""
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass"))
    return f"{prefix}{digest.hexdigest()[:length]}"


class Record:
    """Base of all records: `to_dict` gives the contract's JSON shape, `from_dict` reads it back."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON-ready dicts and lists; a span becomes `[start, end]`, a field `from_` the key `from`."""
        return {_key(f.name): plain(getattr(self, f.name)) for f in fields(self)}  # type: ignore[arg-type]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a record from its JSON shape; unknown keys are ignored. Raises RecordError naming the field."""
        values = {}
        for name, kind in _hints(cls).items():  # type: ignore[arg-type]
            key = _key(name)
            if key in data:
                values[name] = _read(kind, data[key], f"{cls.__name__}.{key}")
        try:
            return cls(**values)
        except TypeError as error:
            raise RecordError(f"{cls.__name__} cannot be read: {error}.", remedy="Rebuild the store.") from None

    def with_(self, **changes: Any) -> Self:
        """A copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[type-var]


def _key(name: str) -> str:
    return name.rstrip("_")


def plain(value: Any) -> Any:
    """A value as JSON-ready dicts, lists and scalars."""
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    if isinstance(value, Mapping):
        return {k: plain(v) for k, v in value.items()}
    return value


@cache
def _hints(cls: type) -> dict[str, Any]:
    hints = typing.get_type_hints(cls)
    return {f.name: hints[f.name] for f in fields(cls)}


def _read(kind: Any, value: Any, where: str) -> Any:
    """Turn a JSON value into what the type hint `kind` asks for."""
    origin, args = get_origin(kind), get_args(kind)
    if kind is Any or origin is Literal or value is None:
        return value
    if origin in (types.UnionType, typing.Union):
        return _read(next(a for a in args if a is not types.NoneType), value, where)
    if origin is tuple:
        return tuple(_read(args[0], v, where) for v in value)
    if origin is not None and issubclass(origin, Mapping):
        return dict(value)
    return _read_scalar(kind, value, where)


def _read_scalar(kind: Any, value: Any, where: str) -> Any:
    """The same for a span, a record, or a plain value."""
    if kind is Span:
        return Span(int(value[0]), int(value[1]))
    if is_dataclass(kind):
        return kind.from_dict(value)  # type: ignore[union-attr]
    if kind is float and isinstance(value, int):
        return float(value)
    if not isinstance(value, kind):
        raise RecordError(f"{where} should be {kind.__name__}, found {value!r}.", remedy="Rebuild the store.")
    return value
