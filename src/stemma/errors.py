"""Every error stemma raises on purpose: one root, a code, what was wrong with which value, and the remedy."""

from __future__ import annotations


class StemmaError(Exception):
    """Root of all deliberate errors: a stable `code`, and a message that names thing, value and remedy."""

    code = "error"

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy


class UsageError(StemmaError):
    """The caller asked for something that cannot be: an unknown story, a path that is not there, a bad date."""

    code = "usage"


class SpanError(StemmaError):
    """A span does not lie inside its text or does not cut out what was read there."""

    code = "span"


class ModelError(StemmaError):
    """The model folder is incomplete, changed, or made for another version of the text rules."""

    code = "model"


class StoreError(StemmaError):
    """The store cannot be opened, is newer than this program, or refuses a record."""

    code = "store"


class RecordError(StemmaError):
    """A record read back from JSON lacks a field or holds a value of the wrong kind."""

    code = "record"
