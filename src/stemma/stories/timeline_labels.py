"""The words of a line: its clause as the report has it, a pronoun named in brackets, cut where it goes on too long."""

from __future__ import annotations

import re
from itertools import pairwise

from stemma.reading.events_finite import known_verbs
from stemma.stories.timeline_tellings import Telling, whole

# How long a label may be, in characters; a clause that goes on is cut between words at a comma or preposition.
LONGEST_LABEL, SHORTEST_LABEL = 120, 24
# Words of so many capitals are abbreviations, and so many such words may stand together.
CAPITALS = 2
# Two such words that have more letters together are shouted.
LOUD = 7
# "to" and a word have so many characters at most.
TO = 16
# A clause of fewer words tells nothing by itself.
SHORTEST = 3
_POINTING = frozenset(("it", "them", "him", "her", "this", "that"))
# Pronouns in whose place a label names who is meant, and those that say "mine".
_NAMED = frozenset(("he", "she", "it", "they", "we", "i"))
# With these no line begins: what they mean stands elsewhere, or nowhere.
_OPEN = frozenset((
    "i", "we", "you", "this", "that", "these", "those", "who", "which", "our", "my", "what", "how", "why",
))  # fmt: skip
_OWNING = frozenset(("his", "her", "its", "their"))
# With these no line begins: "of the overhaul signed last week" is a piece of one.
_FRAGMENTS = frozenset(("of", "to", "than", "be"))
# What may stand before a participle that has no subject: "later taken to Mirna".
_ADVERBS = frozenset(("later", "already", "also", "then", "still", "now", "once", "previously", "recently", "soon"))
_BEFORE_TIMES = frozenset(("in", "on", "at", "by", "during", "only", "early", "late", "earlier", "later", "since"))
_SPEAKERS = frozenset(("i", "we", "our", "my", "us", "me", "you", "your"))
_RELATIVES = frozenset(("which", "who", "whom", "whose"))
_NEXT_CLAUSE = frozenset((
    "when", "after", "before", "as", "while", "and", "but", "because", "if", "since", "until",
    "that", "which", "who",
))  # fmt: skip
_LEADING = re.compile(
    r"^(?:(?:and|but|so|then|also|meanwhile|however|indeed|similarly|by comparison|in addition|for instance"
    r"|for example|of course),?\s+)+", re.IGNORECASE,
)  # fmt: skip
# By these words what was told before only gets its hour or its place.
_AGAIN = re.compile(
    r"(?i)(?:the|this)\s(?:incident|encounter|event|episode|tragedy|ordeal)\b[^.]*\b(?:took place|occurred|happened)\b"
)
# What is said of who says nothing is about the report, not about the story.
_NO_COMMENT = re.compile(
    r"(?i)\b(?:(?:declin|refus)(?:ed?|es|ing) to (?:comment|say|elaborate|answer|be (?:named|identified|interviewed))"
    r"|(?:not|n['\u2019]t) (?:immediately )?(?:respond|repl|comment|return|answer|available|be reached)"
    r"|asked not to be (?:named|identified)|on condition of anonymity|could not be (?:reached|independently))"
)
_TRAILING = re.compile(r"\s+(?:(?:in\s+order\s+)?to\s+[a-z]+|and\s+[a-z]+|to|and|,)$")
_JOINT = re.compile(r"\s+(?:to|and|,)$")
_HANGING = re.compile(r"(?:\s+(?:the|a|an|its|his|her|their|of|in|on|at|to|for|with|by|as|and|or|was|is|that))+$")
# No label ends with these, which are never what is left of a verb: "spoke to a paper about".
_OPEN_END = re.compile(r"(?:\s+(?:the|a|an|of|about|and|or|that|than|from|into|its|their))+$")
_UNCLOSED = re.compile(r"\s*(?:\u201c[^\u201d]*|\"[^\"]*)$")
_CUTS = frozenset(("for", "in", "on", "at", "with", "after", "before", "to", "from", "by", "of", "under", "over", "as"))


def readable(telling: Telling) -> bool:
    """Whether its clause says by itself what is meant: no open pronoun stands first, and there is something besides."""
    clause = whole(telling)
    said = [w.strip(',\u201c"') for w in _text(telling, telling.event.evidence[0]).split()]
    words = [w if w == "US" else w.lower() for w in said]
    before = telling.text[: clause.start].rstrip(" ,").rsplit(None, 2)[-2:]
    # "In which the agency threatened" goes on with a clause of its own.
    whole_clause = len(before) > 1 and before[0].lower() in _BEFORE_TIMES
    related = bool(before) and before[-1].lower() in _RELATIVES and len(telling.event.evidence) == 1
    last = clause.cut(telling.text).lower().split()[-1]
    if _NO_COMMENT.search(clause.cut(telling.text)) or _AGAIN.match(clause.cut(telling.text)):
        return False
    if _unfinished(telling) or not _SPEAKERS.isdisjoint(words[:6]) or last in _POINTING:
        return False
    if _subjectless(telling) or _is_furniture(said) or _begins_with_its_verb(telling):
        return False
    long = len(clause.cut(telling.text).split()) >= SHORTEST
    opens = words[0] not in _OPEN | _FRAGMENTS
    return (whole_clause or not related) and long and opens and bool(telling.terms)


def unclear(telling: Telling) -> bool:
    """Whether it opens with a pronoun, and nothing in its report tells for certain whom that means."""
    opening = _text(telling, telling.event.evidence[0]).split(None, 1)[0].lower()
    return opening in _NAMED | _OWNING and not _names_its_subject(telling)


def _is_furniture(words: list[str]) -> bool:
    """Whether it opens with the words of a map or a caption: "MIRNA HARBOUR NORTH QUAY The ship lay"."""
    loud = [w if w.isupper() and len(w) > CAPITALS else "" for w in words[:6]]
    return sum(map(bool, loud)) > CAPITALS or any(v and w and len(v + w) > LOUD for v, w in pairwise(loud))


def _begins_with_its_verb(telling: Telling) -> bool:
    """Whether who did it stands elsewhere: "asked the crew to leave"."""
    piece, trigger = telling.event.evidence[0], telling.event.trigger[0].start
    before = telling.text[piece.start : max(piece.start, min(piece.end, trigger))].split()
    adverbs = all(w in _ADVERBS or w.endswith("ly") for w in before)
    return not telling.noun and telling.text[piece.start].islower() and adverbs


def _names_its_subject(telling: Telling) -> bool:
    """Whether a clause that opens with "its" names who does it: "Its director, Rolf Varga, apologised"."""
    piece, trigger = telling.event.evidence[0], telling.event.trigger[0]
    subject = telling.text[piece.start : min(piece.end, trigger.start)].split()
    return bool(subject) and subject[0].lower() in _OWNING and any(w[:1].isupper() for w in subject[1:])


def _subjectless(telling: Telling) -> bool:
    """Whether nothing but a time stands before its word: "in 2012 jumped into the den"."""
    start, trigger = telling.event.evidence[0].start, telling.event.trigger[0]
    times = [s for s in telling.time.evidence if s.end <= trigger.start]
    if not times:
        return False
    before = telling.text[start : times[0].start].lower().split()
    return set(before) <= _BEFORE_TIMES and not telling.text[times[-1].end : trigger.start].strip(" ,")


def _unfinished(telling: Telling) -> bool:
    """Whether the clause ends with its verb though the sentence goes on: what was done is told outside of it."""
    clause, trigger = whole(telling), telling.event.trigger[0]
    behind = telling.text[clause.end :].split(None, 1)[:1]
    return trigger.end == clause.end and behind != [] and behind[0][:1].isalnum() and behind[0] not in _NEXT_CLAUSE


def _text(telling: Telling, piece: tuple[int, int]) -> str:
    """A piece of the clause, its first word in brackets where it is a pronoun and the story knows who is meant."""
    words = telling.text[piece[0] : piece[1]].split()
    if telling.meant is not None and piece == telling.event.evidence[0]:
        for at, word in enumerate(words[:2]):
            if word.lower().strip('\u201c"') in _NAMED:
                words[at] = f"[{telling.meant}]"
                break
    return " ".join(words)


def label(telling: Telling) -> str:
    """The clause's words, at most about LONGEST_LABEL characters."""
    pieces = [_text(telling, s) for s in telling.event.evidence]
    keep = " ".join(telling.event.trigger[0].cut(telling.text).split())
    room = LONGEST_LABEL
    out = []
    for piece in pieces:
        held = _cut(piece, room, keep=keep)
        out.append(held)
        room = max(SHORTEST_LABEL, room - len(held))
        if held != piece:
            break
    made = " \u2026 ".join(out).strip(' ,;:\u201c\u201d"')
    if unclear(telling):
        made = _with_its_sentence(telling) or made
    if made.count("\u201c") > made.count("\u201d") or made.count('"') % 2:
        shorter = _UNCLOSED.sub("", made)
        made = _HANGING.sub("", shorter) if keep in shorter else made.replace("\u201c", "").replace('"', "")
    # "Managed to escape" is whole, "met to discuss" is not.
    last = made.rsplit(None, 1)[-1:]
    ends_whole = made.endswith(f"to {keep}") or (" to " in made[-TO:] and known_verbs().isdisjoint(last))
    made = (_JOINT if ends_whole else _TRAILING).sub("", _LEADING.sub("", made))
    return _OPEN_END.sub("", made).rstrip(" ,")


def _with_its_sentence(telling: Telling) -> str | None:
    """Its sentence up to the clause's end, where that is short and opens with no pronoun: "The paper said it had"."""
    words = " ".join(telling.text[telling.sentence.start : whole(telling).end].split())
    own = words.split(None, 1)[0].lower() not in _OPEN | _NAMED | _OWNING | _NEXT_CLAUSE
    quoted = words.count("\u201c") != words.count("\u201d") or words.count('"') % 2 or words[:1] in "'\u2018"
    return words if own and not quoted and len(words) <= LONGEST_LABEL else None


def _cut(piece: str, room: int, *, keep: str) -> str:
    if len(piece) <= room:
        return piece
    words = piece[:room].rsplit(" ", 1)[0].split(" ")
    least = len(piece[: piece.find(keep)].split()) + 2 if keep in piece else 2
    for at in range(len(words) - 1, max(least, len(words) // 2), -1):
        if words[at - 1].endswith(","):
            return " ".join(words[:at]).rstrip(",")
    for at in range(len(words) - 1, least, -1):
        if words[at].lower() in _CUTS:
            return " ".join(words[:at])
    return " ".join(words)
