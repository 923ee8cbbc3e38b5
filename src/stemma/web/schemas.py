"""JSON Schema of the records, read off their type hints, so that the description cannot say anything else."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Literal, get_args, get_origin

from stemma.records import Reading, ReportHead, Story, StoryAttribution
from stemma.records.readings import Attribution
from stemma.spans import Span

Schema = dict[str, Any]
SPAN: Schema = {
    "type": "array", "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 1}],
    "minItems": 2, "maxItems": 2, "description": "[start, end) in Unicode code points of the report's text",
}  # fmt: skip
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}


class Schemas:
    """Collects the records that are spoken of, each once, under `#/components/schemas`."""

    def __init__(self) -> None:
        self.found: dict[str, Schema] = {}

    def of(self, kind: Any) -> Schema:
        """The schema of a type; of a record, a reference to it."""
        origin, args = get_origin(kind), get_args(kind)
        if kind is Any or kind is Span:
            return SPAN if kind is Span else {}
        if origin is Literal:
            return {"type": "string", "enum": list(args)}
        if origin in (types.UnionType, typing.Union):
            return {"anyOf": [{"type": "null"} if a is types.NoneType else self.of(a) for a in args]}
        if origin is tuple:
            return {"type": "array", "items": self.of(args[0])}
        if origin is not None and issubclass(origin, Mapping):
            return {"type": "object"}
        return self.record(kind) if is_dataclass(kind) else {"type": _PLAIN[kind]}  # type: ignore[arg-type]

    def record(self, kind: type) -> Schema:
        """A reference to a record's schema."""
        name = kind.__name__
        if name not in self.found:
            self.found[name] = {}  # records may hold one another
            self.found[name] = self._of_fields(kind)
        return {"$ref": f"#/components/schemas/{name}"}

    def _of_fields(self, kind: type) -> Schema:
        if kind is Reading:
            return self._reading()
        if kind is Story:
            return self._story()
        hints = typing.get_type_hints(kind)
        if kind is StoryAttribution:
            own = typing.get_type_hints(Attribution)
            return _object({"report": {"type": "string"}, **{n: self.of(h) for n, h in own.items()}})
        names = [f.name for f in fields(kind)]
        out = _object({name.rstrip("_"): self.of(hints[name]) for name in names})
        if kind.__doc__ and not kind.__doc__.startswith(f"{kind.__name__}("):
            out["description"] = " ".join(kind.__doc__.split())
        return out

    def _reading(self) -> Schema:
        hints = typing.get_type_hints(Reading)
        report = typing.get_type_hints(typing.get_type_hints(Reading)["report"])
        parts = {"report": ReportHead, "text": str, "blocks": report["blocks"], "sentences": report["sentences"]}
        names = ("actors", "mentions", "attributions", "times", "events", "rules", "stances", "layers")
        own = {name: self.of(hint) for name, hint in (parts | {n: hints[n] for n in names}).items()}
        return _object({"schema": {"const": "stemma.reading/1"}, **own})

    def _story(self) -> Schema:
        hints = typing.get_type_hints(Story)
        names = [f.name for f in fields(Story) if f.name != "readings"]
        own = {name.rstrip("_"): self.of(hints[name]) for name in names}
        reports = {"type": "array", "items": self.of(ReportHead)}
        return _object({"schema": {"const": "stemma.story/1"}, "reports": reports, **own})


def _object(properties: Mapping[str, Schema]) -> Schema:
    """An object that has exactly these; what is absent is null or empty, never left out."""
    return {
        "type": "object", "properties": dict(properties), "required": list(properties), "additionalProperties": False,
    }  # fmt: skip


def listing(items: Schema) -> Schema:
    """A list of these."""
    return {"type": "array", "items": items}


def made_of(**properties: Schema) -> Schema:
    """An object of the answers' own, with exactly these; a trailing underscore is not part of a name."""
    return _object({name.rstrip("_"): schema for name, schema in properties.items()})


__all__ = ["SPAN", "Schema", "Schemas", "listing", "made_of"]
