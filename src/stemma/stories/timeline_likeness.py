"""Whether two tellings are of one event: a like word for it, days that fit, the same ones taking part, words in common.

Two events shown as one are worse than one shown twice, so whatever speaks against it prevents it.
"""

from __future__ import annotations

from datetime import date

from stemma.stories.dating_clauses import root
from stemma.stories.timeline_days import Window, iso
from stemma.stories.timeline_naming import at_one_minute, names, only_names
from stemma.stories.timeline_tellings import CLOSE, Telling
from stemma.stories.timeline_ties import Ties

# Words in common besides the trigger, and their share of the shorter clause, that make one event of two tellings: on
# the same day with a like trigger; without the same day; and without a like trigger.
SAME_DAY, ANY_DAY, NO_TRIGGER = (1, 0.2), (2, 0.4), (3, 0.6)
# The same month or week and so much in common, whatever the trigger; a year is too long to tell.
SAME_PERIOD, LONG = (2, 0.6), 32
# With the same actor and a like trigger so much of the shorter clause is enough where no day is said.
SAME_ACTOR = (2, 0.3)
Held = tuple[frozenset[str], float]
"""The words that two tellings share, and their share of the shorter one's."""
# Roots that begin alike this far are one word and its noun: "reduce" and "reduction".
ALIKE = 5
# So much in common makes one telling a retelling of the other whatever the trigger.
RETELLING = (5, 0.75)
# So many words, and so much of the longer clause, are a copy with little changed.
COPIED = (3, 0.6)
# An evening here is the next morning elsewhere.
ZONES = 1
# What a report tells without a day is of the days before it; an event of so many days before is another one.
RECENT = 7
# With a like trigger in the same month or year: so many words and so much of the shorter clause. Longer is no period.
OF_A_PERIOD, LONG_AGO = (1, 0.34), 400
# By these words members of a body vote for what it passes.
_BACKED = frozenset(root(word) for word in ("support", "back"))
# What speaks for one event where one sentence tells both of one subject: less than whatever else does.
AT_ONCE = 0.1
# With the same days said and a like trigger, half of it is enough.
RETOLD = 0.5
# A clause about a pronoun with so few words besides its verb adds to what was told before.
FEW = 3


def _may_meet(a: Telling, b: Telling) -> bool:
    """Whether two tellings may be of one day; what is dated by its report's day alone may be of the next elsewhere."""
    if _announced(a, b) or _announced(b, a):
        return True
    if (_planned(a) and b.cue_of) or (_planned(b) and a.cue_of):
        return True  # what was announced last month may still lie ahead
    slack = ZONES if not (a.dated and b.dated) else 0
    (first, last), (other_first, other_last) = a.ends, b.ends
    return max(first - slack, other_first) <= min(last + slack, other_last)


def _planned(telling: Telling) -> bool:
    return telling.event.status == "planned" and not telling.dated


def contradict(a: Telling, b: Telling, ties: Ties) -> bool:
    """Whether two tellings cannot be of one event: other days, other doers, other figures, or a denial of it."""
    if (a.event.status == "denied") != (b.event.status == "denied"):
        return True
    if not _may_meet(a, b):
        return True
    if (a.of_old and b.news) or (b.of_old and a.news):
        return True
    # Of one dated event reports often give several figures; without days two figures are two events.
    if not (a.dated and b.dated) and a.numbers and b.numbers and a.numbers.isdisjoint(b.numbers):
        return True
    # Whoever announces something need not be who does it.
    alike = _alike(a, b)
    if alike and ties.others(a.whom, b.whom):
        return True
    same_doing = alike or not (a.cue_of or b.cue_of or a.supports or b.supports)
    return same_doing and not (alike and _voted(a, b)) and ties.others(a.who, b.who)


def _voted(a: Telling, b: Telling) -> bool:
    """Whether both may tell of one vote: members backed what the body passed."""
    return "approve" in a.kinds and "approve" in b.kinds and (a.root in _BACKED) != (b.root in _BACKED)


def likeness(a: Telling, b: Telling, ties: Ties) -> tuple[float, str] | None:
    """How much speaks for one event, and in words; None where too little does or something speaks against it."""
    if a.report == b.report:
        if _announced(a, b) or _announced(b, a):
            return 10.0, "what was announced"
        if _in_one_breath(a, b):
            return 9.0, "told in one clause"
    shared = a.terms & b.terms
    share = len(shared) / max(1, min(len(a.terms), len(b.terms)))
    if (_long_before(a, b) or _long_before(b, a)) and not _enough((shared, share), RETELLING):
        return None
    who = ties.meet(a.who, b.who)
    share_of = (shared, share)
    same = who or (a.days == b.days and ties.meet(a.whom, b.whom))
    found = _on_days(a, b, share_of, who=same) or _by_words(a, b, share_of, who=who)
    if found is None or contradict(a, b, ties):
        return (AT_ONCE, "told of one in one sentence") if a.report == b.report and _of_one_subject(a, b) else None
    return found


def _on_days(a: Telling, b: Telling, held: Held, *, who: bool) -> tuple[float, str] | None:
    """Two tellings that both say when, and say the same."""
    if at_one_minute(a, b) and (held[0] or a.report != b.report):
        return 2.5, "at the same minute"
    said = a.dated and b.dated and (_within(a, b) or _within(b, a) or (a.close and b.close))
    if not said and not _of_its_weekday(a, b) and not _of_its_weekday(b, a):
        return None
    score = _of_like_words(a, b, held, who=who) if _alike(a, b) else 0.0
    if score or (held[1] >= RETOLD and (names(a, b) or names(b, a))) or only_names(a, b) or only_names(b, a):
        reason = in_words(a, b, who=who)
        return (score or 2) + held[1], f"both on {iso(a.days.first)}, {reason}" if a.close and b.close else reason
    least = NO_TRIGGER if a.close else SAME_PERIOD
    if (a.days.width or LONG) < LONG and _enough(held, least):
        return held[1], f"the same days and {len(held[0])} words in common"
    return None


def _of_its_weekday(dated: Telling, other: Telling) -> bool:
    """Whether one is of a day, and the other of that weekday in a week that its own report leaves open."""
    first = dated.days.first
    return dated.close and first is not None and other.weekday == date.fromordinal(first).weekday()


def _of_like_words(a: Telling, b: Telling, held: Held, *, who: bool) -> float:
    """How much speaks for one event of two of the same days, told with like words; 0.0 where too little."""
    bare = not a.terms or not b.terms
    if a.close and (who or bare or _enough(held, SAME_DAY)):
        return 3.0
    if held[1] >= RETOLD:
        return 2.0
    if (a.days.width or LONG_AGO) < LONG_AGO and (_enough(held, OF_A_PERIOD) or (who and held[0])):
        return 1.5
    then = a.days == b.days and past(a) and past(b) and not a.cue_of
    return 1.0 if then and (who or not _of_others(a, b)) else 0.0


def _of_others(a: Telling, b: Telling) -> bool:
    """Whether two tellings name others, or give other figures: of one month, they may be two events."""
    one, other = ({t for t in x.terms if t.startswith("@")} for x in (a, b))
    figures = bool(a.numbers and b.numbers) and a.numbers.isdisjoint(b.numbers)
    return figures or (bool(one and other) and one.isdisjoint(other))


def past(telling: Telling) -> bool:
    """Whether it is background: of a month or a day well before its report, where one like event is told of."""
    width, last, day = telling.days.width, telling.days.last, telling.written.first
    return width is not None and width <= LONG and last is not None and day is not None and last < day - RECENT


def _within(a: Telling, b: Telling) -> bool:
    """Whether the days of one lie within those of the other: a day in its month, a month in its year."""
    (first, last), (other_first, other_last) = a.ends, b.ends
    return other_first <= first <= last <= other_last


def _by_words(a: Telling, b: Telling, held: Held, *, who: bool) -> tuple[float, str] | None:
    """Two tellings of which one at least does not say when."""
    alike = _alike(a, b)
    if alike and (_enough(held, ANY_DAY) or (who and _enough(held, SAME_ACTOR))):
        return 1 + held[1] + who, in_words(a, b, who=who)
    if _enough(held, NO_TRIGGER) and (names(a, b) or names(b, a)):
        return 0.95, f"{len(held[0])} words in common"
    if a.terms and a.terms == b.terms and a.root == b.root:
        return 1.1, "the same words"
    if a.root == b.root and a.report == b.report and (_told_on(a) or _told_on(b)):
        return 0.9, in_words(a, b, who=who)
    if alike and held[1] == 1 and (_near(a, b) or _rare(a, b)):
        return 0.9, in_words(a, b, who=who)
    return None


def _told_on(telling: Telling) -> bool:
    """Whether it only goes on about what was told before: "she sank within half an hour"."""
    return telling.meant is not None and not telling.dated and not telling.whom and len(telling.terms) <= FEW


def _announced(deed: Telling, told: Telling) -> bool:
    """Whether one announces the other, which has no other day of its own and came about no less."""
    announced = deed.announces is not None and deed.report == told.report and deed.announces == told.event.told_by
    return announced and not told.event.time.evidence and "denied" not in (deed.event.status, told.event.status)


def _rare(a: Telling, b: Telling) -> bool:
    """Whether two reports tell of it in one word that is none of the many for what stories are about: "escaped"."""
    plain = a.root == b.root and not a.kinds and not (a.cue_of or b.cue_of)
    return plain and a.report != b.report and not (a.dated or b.dated)


def _near(a: Telling, b: Telling) -> bool:
    """Whether one is of a day so near the report of the other that its bare mention is of the same."""
    dated, bare = (a, b) if a.close else (b, a)
    if not dated.close or bare.dated or bare.written.width is None:
        return False
    return bare.written.wider(CLOSE).meets(Window(dated.days.first, dated.days.first)) is not None


def _in_one_breath(a: Telling, b: Telling) -> bool:
    """Whether two tellings of one report are of one clause and one time."""
    if a.event.evidence == b.event.evidence or _goes_further(a, b) or _goes_further(b, a):
        return True
    if not a.time.evidence or a.days != b.days or a.event.told_by != b.event.told_by:
        return False
    return any(p.overlaps(q) for p in a.event.evidence for q in b.event.evidence)


def _goes_further(a: Telling, b: Telling) -> bool:
    """Whether the clause of one is the other's with something behind it: "struck a bridge and 25 were hurt"."""
    first, other = a.event.evidence, b.event.evidence
    if len(first) > 1 or len(other) > 1 or first[0].start != other[0].start or not first[0].contains(other[0]):
        return False
    timed = bool(a.time.evidence) and bool(b.time.evidence) and a.days != b.days
    same = a.event.status == b.event.status and a.event.told_by == b.event.told_by
    return same and not timed and not (a.cue_of or b.cue_of)


def _of_one_subject(a: Telling, b: Telling) -> bool:
    """Whether one sentence tells both of one subject, and one of them at most says when: "struck a reef and sank"."""
    if a.at != b.at or a.event.evidence[0].start != b.event.evidence[0].start or _inside(a, b) or _inside(b, a):
        return False
    timed = bool(a.time.evidence) and bool(b.time.evidence) and a.days != b.days
    return not timed and a.event.status == b.event.status and a.event.told_by == b.event.told_by


def _inside(a: Telling, b: Telling) -> bool:
    """Whether one is named in what the other tells: "the closure angered the town"."""
    return any(piece.contains(a.event.trigger[0]) for piece in b.event.evidence)


def _long_before(dated: Telling, undated: Telling) -> bool:
    """Whether one is of a day so long before the report of the other that this one, without a day, is hardly it."""
    if not dated.dated or undated.dated or dated.days.last is None or undated.written.first is None:
        return False
    return dated.days.last < undated.written.first - RECENT


def _enough(held: Held, least: tuple[int, float]) -> bool:
    return len(held[0]) >= least[0] and held[1] >= least[1]


def _alike(a: Telling, b: Telling) -> bool:
    """Whether the triggers are one word, a verb and its noun, or of one group."""
    if a.cue_of and b.cue_of and not (a.who and b.who) and not _same_words(a, b):
        return False  # what is done by saying it is another deed in each mouth
    one, other = a.kinds, b.kinds
    if a.root == b.root or (len(a.root) >= ALIKE and a.root[:ALIKE] == b.root[:ALIKE]):
        return one == other or not one.isdisjoint(other)
    return not one.isdisjoint(other)


def _same_words(a: Telling, b: Telling) -> bool:
    """Whether one repeats the other nearly word for word."""
    shared = len(a.terms & b.terms)
    return shared >= COPIED[0] and shared >= COPIED[1] * max(len(a.terms), len(b.terms))


def in_words(a: Telling, b: Telling, *, who: bool) -> str:
    """The two triggers, and whether it is by the same: the reason of a likeness."""
    one, other = a.event.trigger[0].cut(a.text).lower(), b.event.trigger[0].cut(b.text).lower()
    words = f"\u201c{one}\u201d in both" if one == other else f"\u201c{one}\u201d and \u201c{other}\u201d"
    return words + (", by the same" if who else "")
