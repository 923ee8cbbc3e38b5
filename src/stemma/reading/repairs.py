"""Names mended over a whole report: what one sentence leaves unclear, the rest of the text often tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from stemma.reading import lexicon
from stemma.reading.morphology import lemmas
from stemma.reading.speakers_states import adjectives_of, state_named
from stemma.records import ActorType
from stemma.spans import Span


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it was found."""

    span: Span
    type: ActorType


# Words that begin a sentence before a name and are no part of it.
OPENERS = lexicon.words("name_words", "opener")
# Words that make one adjective with a state's: "Latin American".
_PART_OF = frozenset({"north", "south", "east", "west", "central", "latin", "native", "western", "eastern", "middle"})
# Shorter first and last names are too often other words.
_SHORTEST = 3
# Bodies whose names go on with "of": what follows belongs to them.
_BODY = (
    r"(?:Bank|University|Ministry|Department|Office|Institute|Council|Mission|Embassy|Bureau|Board|College|Court"
    r"|Agency|Center|Centre|Campaign|Alternative|Transport|Committee|Movement|Foundation|Authority)"
)
_GOES_ON = re.compile(rf"(?:^|\s){_BODY}$")
_FIELD = re.compile(r"\s(?:of|to|for)\s(?:the\s)?([A-Z][^\W_]*)(?:\s[A-Z][^\W_]*)*")
_OF_A_STATE = re.compile(rf"(?:\s[A-Z][^\W\d_]+){{0,3}}?\s{_BODY}\b(?:\s(?:of|to|for)\s(?:the\s)?[A-Z][^\W_]*)?")
_SLOGAN = re.compile(r"\s(?:Our|Your|My|Their|Us)(?:\s[A-Z][^\W\d_]+)+")
_TWO = re.compile(rf"(.+?)\s(?:and|&)\s({_BODY}\s(?:of|to|for)\s.+)")
# An "'s" that a verb follows and no noun is part of a name: "the bank Dain's said".
_OWN = re.compile(
    r"['’]s(?=\s(?:said|says|announced|announces|has|had|will|would|reported|plans|declined|confirmed)\b)"
)
_ADDRESS = re.compile(r"[^\W_]+\.(?:co\.)?[a-z]{2,4}\b")
_CORRESPONDENT = re.compile(r"['’]s\s([A-Z][^\W\d_]+(?:[\s-][A-Z][^\W\d_]+)+)")


def parted(text: str, name: Name) -> list[Name]:
    """A name without the word that opens its sentence, with its field ("Bank of Selm"), "A and Bank of B" as two."""
    start, end = name.span
    first = re.match(r"([^\W\d_]+)\s+(?=[A-Z])", text[start:end])
    if first and first[1].casefold() in OPENERS and _opens(text, start):
        start += len(first[0])
    if re.search(r"\b[A-Z]{2,}\.$", text[start:end]):
        end -= 1
    if name.type == "other" and (body := _OF_A_STATE.match(text, end)) and text[start:end].istitle():
        return [Name(Span(start, body.end()), "organization")]
    if name.type in ("organization", "other") and (slogan := _SLOGAN.match(text, end)):
        end = slogan.end()
    if name.type in ("organization", "other") and _GOES_ON.search(text[start:end]):
        field = _FIELD.match(text, end)
        end = field.end() if field and field[1].casefold() not in lexicon.words("calendar") else end
    states = re.fullmatch(r"(.+?)[-–/](.+)", text[start:end])
    if states and state_named(states[1]) and state_named(states[2]):
        cut = start + states.end(1)
        return [Name(Span(start, cut), "place"), Name(Span(cut + 1, end), "place")]
    end = _whole_domain(text, start, end)
    if own := _OWN.match(text, end):
        end = own.end()
    end = _without_adjective(text, Span(start, end)) if name.type != "person" else end
    two = _TWO.fullmatch(text[start:end])
    if two and name.type == "organization":
        begin = start + two.start(2)
        return [Name(Span(start, start + two.end(1)), name.type), Name(Span(begin, end), name.type)]
    return [Name(Span(start, end), name.type)]


def _whole_domain(text: str, start: int, end: int) -> int:
    """Where a name ends that is the beginning of an address: "selmnews.co" of "selmnews.co.uk"."""
    address = _ADDRESS.match(text, start)
    return address.end() if address and start < end < address.end() else end


def _without_adjective(text: str, name: Span) -> int:
    """Where a name ends that an adjective of state follows ("S-Alert French"); "South African" is one adjective."""
    known = adjectives_of(())
    parts = re.fullmatch(r"(.+)\s([A-Z][^\W\d_]+)", name.cut(text))
    if parts is None or parts[2].casefold() not in known or name.cut(text).casefold() in known:
        return name.end
    before = parts[1].split()[-1].casefold()
    return name.end if before in known or before in _PART_OF else name.start + parts.end(1)


def _opens(text: str, at: int) -> bool:
    """Whether a sentence begins there."""
    before = text[:at].rstrip(" \t“\"‘'(")
    return not before or before[-1] in ".!?:\n\r"


def mended(text: str, names: Sequence[Name], passages: Sequence[Span]) -> list[Name]:
    """Names with kinds their own words tell, without common words, and wherever else the passages have them."""
    kept = [_kind_told(text, name) for name in names if not (_common_word(text, name) or _no_name(text, name))]
    kept = _without_verbs(text, kept)
    return _everywhere(text, kept + _correspondents(text, kept), passages)


def _without_verbs(text: str, names: Sequence[Name]) -> list[Name]:
    """Names without the verb of a headline in capitals: "Selmark Halts" where the report names Selmark elsewhere."""
    alone = {n.span.cut(text): n.type for n in names}
    out = []
    for name in names:
        before, _, last = name.span.cut(text).rpartition(" ")
        verb = before in alone and last[-1:] == "s" and last.isalpha() and not _in_small_letters(text, name.span)
        if verb and any(lemma in lexicon.words("cues") | lexicon.words("verbs") for lemma in lemmas(last.casefold())):
            out.append(Name(Span(name.span.start, name.span.start + len(before)), alone[before]))
        else:
            out.append(name)
    return out


def _in_small_letters(text: str, span: Span) -> bool:
    """Whether the line that holds a place has words of four letters or more without a capital: it is no headline."""
    begin, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    return re.compile(r"\b[a-z]{4,}\b").search(text, begin, end if end >= 0 else len(text)) is not None


def _correspondents(text: str, names: Sequence[Name]) -> list[Name]:
    """People whom the name head did not see: "the Selm Courier's Ada Brook"."""
    found = []
    for name in names:
        match = _CORRESPONDENT.match(text, name.span.end) if name.type == "publication" else None
        if match and not any(n.span.overlaps(Span(*match.span(1))) for n in names):
            found.append(Name(Span(*match.span(1)), "person"))
    return found


def _common_word(text: str, name: Name) -> bool:
    """Whether a lone word is capitalised only because it opens a sentence: the text has it in small letters too."""
    word = name.span.cut(text)
    if not word.isalpha() or not word[1:].islower():
        return False
    return _opens(text, name.span.start) and re.search(rf"\b{re.escape(word.lower())}\b", text) is not None


def _no_name(text: str, name: Name) -> bool:
    """Whether it is part of a currency ("US$") or a date, or stands behind a person's name ("Ada Brook, QC,")."""
    word, behind = name.span.cut(text), text[name.span.end : name.span.end + len(" Year")]
    if behind[:1] == "$" or (word == "New" and behind == " Year"):
        return True
    if len(word) == 1 and behind[:1] in ("-", "\u2011", "\u2013"):
        return True  # the "F" of "F-22"
    if name.type != "person" and word.casefold() in lexicon.words("calendar"):
        return True
    lone = name.span.cut(text).replace(".", "").casefold() in lexicon.words("name_words", "letters")
    return lone and re.search(r"[^\W\d_],\s$", text[max(0, name.span.start - 3) : name.span.start]) is not None


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
    declared = declared_abbreviations(text, found)
    for short, name in declared.items():
        forms.setdefault(short, name.type)
    forms |= dict.fromkeys(_short_names(text, found), "person")
    if not forms:
        return found
    ordered = "|".join(re.escape(form) for form in sorted(forms, key=lambda f: (-len(f), f)))
    taken = [n.span for n in found]
    for match in re.finditer(rf"\b(?:{ordered})(?!\w)", text):
        span = Span(*match.span())
        lone = " " not in match[0] and match[0] not in declared and _among_capitals(text, span)
        if not lone and any(p.contains(span) for p in passages) and not any(span.overlaps(t) for t in taken):
            found.append(Name(span, forms[match[0]]))
    return sorted(found, key=lambda n: n.span)


def _among_capitals(text: str, span: Span) -> bool:
    """Whether a capitalised word follows, or one stands before that begins no sentence: part of a longer name."""
    before = re.search(r"([A-Z][^\W\d_]+)\s$", text[max(0, span.start - 30) : span.start])
    inner = before is not None and not _opens(text, span.start - len(before[0]))
    return inner or re.match(r"\s[A-Z]", text[span.end : span.end + 2]) is not None


def _short_names(text: str, names: Sequence[Name]) -> list[str]:
    """First and last names of people named in full, save words that the text has in small letters or in other names."""
    full = [n.span.cut(text).split() for n in names if n.type == "person"]
    parts = dict.fromkeys(p for words in full if len(words) > 1 for p in (words[0], words[-1]))
    # A lone body of that name is the person, whom the name head took for one; a place is not.
    told = [n.span.cut(text).split() for n in names if n.type != "person"]
    places = {n.span.cut(text) for n in names if n.type in ("place", "publication")}
    others = {w for words in told if len(words) > 1 for w in words} | places
    small = set(re.findall(r"\b[a-z]+\b", text))
    return [p for p in parts if len(p) > _SHORTEST and p.isalpha() and p not in others and p.lower() not in small]


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
