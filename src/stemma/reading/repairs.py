"""Names mended over a whole report: what one sentence leaves unclear, the rest of the text often tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from stemma.reading import lexicon
from stemma.records import ActorType
from stemma.spans import Span


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it was found."""

    span: Span
    type: ActorType


def mended(text: str, names: Sequence[Name], passages: Sequence[Span]) -> list[Name]:
    """Names with kinds their own words tell, without common words, and wherever else the passages have them."""
    kept = [_kind_told(text, name) for name in names if not _common_word(text, name)]
    return _everywhere(text, kept, passages)


def _common_word(text: str, name: Name) -> bool:
    """Whether a lone word is capitalised only because it opens a sentence: the text has it in small letters too."""
    word = name.span.cut(text)
    if not word.isalpha() or not word[1:].islower():
        return False
    before = text[: name.span.start].rstrip(" \t“\"‘'(")
    opens = not before or before[-1] in ".!?:\n\r"
    return opens and re.search(rf"\b{re.escape(word.lower())}\b", text) is not None


def _kind_told(text: str, name: Name) -> Name:
    """Let the words tell: "Selm College" is an organization and "Cyclone Ada" no person, whatever the sentence."""
    words = name.span.cut(text).split()
    if len(words) > 1 and words[-1].strip(".").casefold() in lexicon.words("name_words", "organization"):
        return name if name.type in ("organization", "publication") else replace(name, type="organization")
    before = re.search(r"([A-Z][a-z]+)\s$", text[max(0, name.span.start - 20) : name.span.start])
    if before and before[1].casefold() in lexicon.words("name_words", "other"):
        return Name(Span(name.span.start - len(before[0]), name.span.end), "other")
    return name


def _everywhere(text: str, names: Sequence[Name], passages: Sequence[Span]) -> list[Name]:
    """A name of several words, or an abbreviation the text declares, is that name wherever the passages have it."""
    found = sorted(names, key=lambda n: n.span)
    forms: dict[str, ActorType] = {}
    for name in found:
        if " " in name.span.cut(text):
            forms.setdefault(name.span.cut(text), name.type)
    for short, name in declared_abbreviations(text, found).items():
        forms.setdefault(short, name.type)
    taken = [n.span for n in found]
    for form in sorted(forms, key=len, reverse=True):
        for match in re.finditer(rf"\b{re.escape(form)}\b", text):
            span = Span(*match.span())
            read = any(p.contains(span) for p in passages)
            if read and not any(span.overlaps(t) for t in taken):
                taken.append(span)
                found.append(Name(span, forms[form]))
    return sorted(found, key=lambda n: n.span)


def declared_abbreviations(text: str, names: Sequence[Name]) -> dict[str, Name]:
    """Abbreviations the text itself declares, "Northern Relief Fund (NRF)", each with the name it stands for."""
    out: dict[str, Name] = {}
    for name in names:
        match = re.match(r" \(([A-Z][A-Za-z&.]{1,9})\)", text[name.span.end : name.span.end + 14])
        if match and name.type != "person":
            short = match[1].replace(".", "")
            initials = "".join(w[0] for w in re.findall(r"[A-Za-z]+", name.span.cut(text)) if w[0].isupper())
            if len(short) > 1 and short.upper() == initials.upper():
                out[match[1]] = name
    return out
