"""Things that are written or recorded and speak for somebody: whose words they are, and what they are by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.reading import lexicon
from stemma.reading.windows import words_of
from stemma.records import Mention, SpeakerType
from stemma.spans import Span

_OWNER = re.compile(r"(.+?)['’]s?(?:\s|$)")
_BY = re.compile(r".*?\bby\s+", re.DOTALL)
# "data from the board", "a commentary published in the Selm Courier", "a post on the board's page".
_FROM = re.compile(
    r"\s+(?:(?:published|released|issued|carried|posted|printed|aired|broadcast|gathered|collected|[a-z]+)\s+)?"
    r"(?:from|in|of|on|for)\s+"
)
# Whoever sees or gets a document has not made it.
_NOT_BY = re.compile(r"\b(?:seen|obtained|reviewed|read|cited|quoted|published|carried|shared)\s+by\s+$")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2})[.!?]['\"”’)]*\s+(?=[\"“‘'A-Z])|\n+")
_PARTICIPLES = ("ed", "ing", "en", "made", "sent", "shown", "held", "shot", "found", "built")
# "the statement" is what was quoted last, if that is not long ago: a paragraph or two.
REACH = 600
_SAME = frozenset({"statement", "letter", "message", "memo", "post", "tweet", "email", "communique", "announcement"})


def within(text: str, head: Span) -> Span | None:
    """The phrase of a document in the head of a source, without the participle behind it; None where there is none."""
    words = [w for w in words_of(text, *head) if w.cut(text).isalnum()]
    plain = [w.cut(text).casefold() for w in words]
    known = lexicon.words("documents")
    for at, word in enumerate(plain):
        if word in known and (at + 1 == len(plain) or plain[at + 1].endswith(_PARTICIPLES)):
            return Span(words[0].start, words[at].end)
    return None


def kind_of(text: str, head: Span) -> SpeakerType | None:
    """What speaks in the document at `head` that nobody is told to have made."""
    noun = head.cut(text).split()[-1].casefold()
    for kind in ("outlet", "collective", "anonymous"):
        if noun in lexicon.words("documents", kind):
            return kind
    return None


def author(text: str, head: Span, span: Span, names: Sequence[Mention]) -> Span | None:
    """The words for whoever made the document at `head` in the source `span`; None where the source has none."""
    owner = _OWNER.match(head.cut(text))
    if owner:
        return Span(head.start, head.start + owner.end(1))
    named = [m for m in names if head.start <= m.start and m.end < head.end and m.type != "other"]
    if named:
        return named[-1].span
    states = lexicon.words("group_nouns", "state")
    if told := [w for w in words_of(text, *head)[:-1] if w.cut(text).casefold() in states]:
        return told[-1]
    rest = text[head.end : span.end]
    maker = _BY.match(rest)
    if maker and _NOT_BY.search(rest[: maker.end()]):
        maker = None
    maker = maker or _FROM.match(rest)
    if maker is None or head.end + maker.end() >= span.end or _a_date(rest[maker.end() :]):
        return None
    return Span(head.end + maker.end(), span.end)


def _a_date(words: str) -> bool:
    """Whether words begin with a month, a day of the week or a figure: "figures released in June"."""
    first = "".join(words.split(maxsplit=1)[:1]).strip(".,").casefold()
    return first in lexicon.words("calendar") or first[:1].isdigit()


def told_before(text: str, head: Span) -> Span | None:
    """The sentence that told of the document first: "said in a statement" before "the statement"."""
    noun = head.cut(text).split()[-1]
    found = list(re.finditer(rf"\b(?:an?|its|his|her|their)\s(?:\w+\s){{0,2}}?{re.escape(noun)}\b", text[: head.start]))
    if not found:
        return None
    at = found[-1].start()
    begin = max((m.end() for m in _SENTENCE_END.finditer(text, 0, at)), default=0)
    end = _SENTENCE_END.search(text, at)
    return Span(begin, end.start() if end else head.start)


def goes_on(text: str, head: Span) -> bool:
    """Whether "the statement" means the one that was quoted before."""
    words = [w.cut(text).casefold() for w in words_of(text, *head)]
    return words[0] in ("the", "this", "that") and words[-1] in _SAME and len(words) == len(("the", "statement"))
