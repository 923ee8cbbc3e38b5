"""Whether a line is a title that is known from elsewhere, retyped, or run together with its neighbours."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

from stemma.reports import lines
from stemma.spans import Span

# A title retyped by a crawler differs in quotes and dashes; another headline on the same news is below 0.7.
SAME_TITLE = 0.86
MIN_ALIKE = 12
MIN_TITLE_WORDS = 3
# What a crawler runs on before a title is a section's name of a few words.
MAX_LABEL_WORDS = 3


def same_title(words: str, title: str | None) -> bool:
    """Whether a line is the given title, give or take quotation marks, dashes and a site's name at the end."""
    if not title or len(words) > 2 * len(title) + 20:
        return False
    line, known = _bare(words), _bare(title)
    if not line or not known or (lines.ends_plainly(words) and not lines.ends_plainly(title)):
        return False
    if line == known:
        return True
    if min(len(line), len(known)) < MIN_ALIKE:
        return False
    return SequenceMatcher(None, line, known, autojunk=False).ratio() >= SAME_TITLE


def inside(words: str, title: str | None) -> Span | None:
    """Where the given title stands word for word near the beginning of a longer line, or None."""
    if not title or len(title.split()) < MIN_TITLE_WORDS or len(words) < len(title) + 2:
        return None
    found = re.search(r"\s+".join(re.escape(word) for word in title.split()), words[: len(title) + 60])
    if not found or len(words[: found.start()].split()) > MAX_LABEL_WORDS:
        return None
    # The title must end there: "Bank bans coins as prices fall" is not the title "Bank bans coins" and a standfirst.
    rest = words[found.end() :]
    if rest[:1].isspace() and (rest.lstrip()[:1].isupper() or not rest.lstrip()[:1].isalnum()):
        return Span(found.start(), found.end())
    return None


def same(words: str, given: str | None) -> bool:
    """Whether two names are one, case and marks aside."""
    return bool(given) and _bare(words) == _bare(given or "") != ""


def _bare(words: str) -> str:
    """Letters and digits alone, in one case and one spacing."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    return " ".join("".join(ch if ch.isalnum() else " " for ch in plain.replace("'", "").replace("’", "")).split())
