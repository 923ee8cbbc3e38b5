"""Titles before names and roles beside them: "Energy Minister Ada Brook", "Brook, the board's chair,"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.reading import lexicon
from stemma.reading.windows import words_of
from stemma.spans import Span, trim

# How far before a name its title may begin, and how long a role beside it may be, in code points: the longest titles
# read in news ("Senate Foreign Relations Committee Chair") fit.
TITLE_REACH, ROLE_REACH = 80, 90
_SMALL = frozenset({"of", "for", "and", "the"})
_AFTER = re.compile(r"\s?,\s+(?:(?:the|a|an|its|his|her|their)\s+)?(?P<role>[^,;.()“”\"\r\n]{3,90})[,;.)]")
_BEFORE = re.compile(r"(?P<role>[^,;.()“”\"\r\n]{3,90}),\s+$")
_NOUN_ENDS = frozenset({"of", "for", "at", "in", "with", "to", "who", "on", "from", "and"})
_OPENS = re.compile(r"\s*(?:The|A|An|Its|His|Her|Their)\s+")
_DETERMINER = re.compile(r"(?:^|.*\s)(?:the|a|an|its|his|her|their|[^\W\d_]+['’]s)\s+", re.IGNORECASE)


def is_title(word: str, kind: str | None = None) -> bool:
    """Whether a word (a dot at its end or not) is a title, or one of a kind."""
    return word.rstrip(".").casefold() in lexicon.words("titles", kind)


def without_title(text: str, name: Span) -> Span | None:
    """A person's name without the titles that lead it; None when nothing but titles is left."""
    words = [w for w in words_of(text, name.start, name.end) if w.cut(text)[0].isalnum()]
    while words and is_title(words[0].cut(text)):
        words.pop(0)
    return Span(words[0].start, name.end) if words else None


def title_before(text: str, name: Span, others: Sequence[Span]) -> Span | None:
    """The title right before a person's name, with its field ("Secretary of State"); `others` are names near it."""
    run: list[Span] = []
    end = name.start
    for word in reversed(words_of(text, max(0, name.start - TITLE_REACH), name.start)):
        said = word.cut(text)
        if text[word.end : end].strip() or any(o.overlaps(word) for o in others):
            break
        if not (said[0].isupper() or said in ".-" or (said in _SMALL and run) or is_title(said)):
            break
        run.insert(0, word)
        end = word.start
    while run and not (run[0].cut(text)[0].isupper() or is_title(run[0].cut(text))):
        run.pop(0)
    run = _from_title(text, run)
    if not run or not any(is_title(w.cut(text)) for w in run):
        return None
    return trim(text, run[0].start, run[-1].end)


def _from_title(text: str, run: list[Span]) -> list[Span]:
    """Without a word that is capitalised only because it opens the sentence, or a weekday or month before the title."""
    while run and not is_title(run[0].cut(text)):
        if not (
            _sentence_opens(text, run[0].start)
            or run[0].cut(text).casefold() in lexicon.words("calendar")
            or run[0].cut(text) in _SMALL
        ):
            break
        run = run[1:]
    return run


def roles_beside(text: str, name: Span, title: Span | None) -> list[str]:
    """Roles the text gives a person in an apposition right after or right before the name, without article."""
    roles = []
    after = _AFTER.match(text, name.end)
    if after and role_noun(after["role"]) and not after["role"].startswith("whose "):
        roles.append(after["role"].strip())
    begin = title.start if title else name.start
    before = _BEFORE.search(text, max(0, begin - ROLE_REACH), begin)
    if before:
        role = _DETERMINER.sub("", before["role"]).strip()
        if role and role != before["role"].strip() and role_noun(role) == role.split()[-1].casefold():
            roles.append(role)
        elif (opens := _OPENS.match(before["role"])) and text[name.end : name.end + 1] == ",":
            # "The head of the Selm Fund, Ada Brook, said": a whole subject with its apposition.
            role = before["role"][opens.end() :].strip()
            roles += [role] if _sentence_opens(text, before.start()) and role_noun(role) else []
    return roles


def _sentence_opens(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \t“\"‘'(")
    return not before or before[-1] in ".!?:\n\r"


def role_noun(role: str) -> str | None:
    """The noun that heads a role: a word for people before its first preposition; None where there is none."""
    head: str | None = None
    for word in re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", role):
        plain = word.casefold()
        if plain in _NOUN_ENDS:
            break
        head = plain
    known = head in lexicon.words("people", "person") or (head is not None and is_title(head, "office"))
    return head if known else None
