"""What a value is counted from: the report's date, a quoted speaker's moment, or an expression before it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from stemma.reading.times_calendar import DAYS, MONTHS, Moment, offset, shifted
from stemma.reading.times_phrase import Meaning, Phrase
from stemma.reading.times_tense import Tense, tense_at
from stemma.reading.times_tokens import BREAK, Tokens, vocabulary
from stemma.records import TimeType
from stemma.spans import Span

REPORT, SPEAKER = "report", "speaker"
# A day or month without a year is the nearest one, but a verb's tense makes the other side so many times as far: a
# deadline three weeks off is still meant in "gave no reason for the Jan. 14 deadline", last year's anniversary is not.
AGAINST_TENSE = 3
# Reports are amended for a while under the time they were first stamped with; in minutes.
AMENDED = 60
# News looks back: where no verb tells, what is ahead counts as this much farther off.
UNTOLD = 1.5


@dataclass(slots=True)
class Context:
    """The state of one text while its expressions are read in order."""

    tokens: Tokens
    report: Moment | None
    quoted: Sequence[Span] = ()
    last: Moment | None = None
    """What the latest expression denotes that can be counted from; at least a year."""
    last_value: str | None = None
    last_day: date | None = None
    _last_end: int = 0
    _opens: Sequence[int] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        self._opens = [span.start for span in self.quoted]

    def anchor(self, phrase: Phrase) -> str:
        """Whose moment words like "today" start from at this place."""
        return SPEAKER if self.in_quote(phrase) else REPORT

    def in_quote(self, phrase: Phrase) -> bool:
        """Whether the expression stands in direct speech."""
        start = self.tokens.starts[phrase.extent[0]]
        at = bisect_right(self._opens, start) - 1
        return at >= 0 and start < self.quoted[at].end

    def tense(self, phrase: Phrase) -> Tense | None:
        """The tense of the governing verb."""
        return tense_at(self.tokens, *phrase.extent)

    @property
    def day(self) -> date | None:
        """The report's day, when it is known."""
        return self.report.day if self.report else None

    def note(self, meaning: Meaning, end: int) -> None:
        """Remember what later expressions may count from."""
        if meaning.type not in ("DATE", "TIME"):
            return
        moment = Moment.read(meaning.value)
        if moment is None:
            return
        self.last, self.last_value = moment, meaning.value
        if moment.day:
            self.last_day = moment.day
            self._last_end = end

    # --- values -----------------------------------------------------------------------------------------------------

    def away(self, phrase: Phrase, number: int, unit: str, *, mod: str | None = None) -> Meaning:
        """The unit that lies `number` units from the report's date."""
        value = shifted(self.report, number, unit) if self.report else None
        kind: TimeType = "TIME" if unit in ("TH", "TM", "TS", "N") else "DATE"
        return Meaning(kind, value, self.anchor(phrase), offset(number, unit), mod)

    def away_from_last(self, phrase: Phrase, number: int, unit: str, *, mod: str | None = None) -> Meaning:
        """The unit that lies `number` units from the expression before, or from the report's date without one."""
        if unit == "Y" and self.last_value and "-Q" in self.last_value and self.last:
            return Meaning(
                "DATE",
                f"{self.last.year + number:04}{self.last_value[-3:]}",
                self.last_value,
                offset(number, unit),
                mod,
            )
        start = Moment.on(self.last_day) if unit in ("D", "W", "WE", "N") and self.last_day else self.last
        value = shifted(start, number, unit) if start else None
        if value is None or start is None:
            return self.away(phrase, number, unit, mod=mod)
        kind: TimeType = "TIME" if unit in ("TH", "TM", "TS", "N") else "DATE"
        anchor = start.day.isoformat() if start.day else self.last_value
        return Meaning(kind, value, anchor, offset(number, unit), mod)

    def nearest(self, days: Sequence[date], phrase: Phrase) -> date | None:
        """Of several days the one that is meant, seen from the report's date and the tense of the verb."""
        here = self.day
        if here is None:
            return None
        tense = self.tense(phrase)

        def cost(day: date) -> tuple[int, int]:
            distance = (day - here).days
            against = (tense == "past" and distance > 0) or (tense == "future" and distance < 0)
            return abs(distance) * (AGAINST_TENSE if against else 1), distance

        return min(days, key=cost, default=None)

    def year_of_month(self, month: int, phrase: Phrase) -> int | None:
        """The year of a month that is named without one."""
        if self.report is None:
            return None
        if self.report.month is None:
            return self.report.year
        tense = self.tense(phrase)
        ahead = (month - self.report.month) % MONTHS
        behind = (self.report.month - month) % MONTHS
        if not ahead:
            return self.report.year
        doubt = AGAINST_TENSE if tense == "past" else 1 if tense else UNTOLD
        later = ahead * doubt < behind * (AGAINST_TENSE if tense == "future" else 1)
        months = self.report.year * MONTHS + self.report.month - 1 + (ahead if later else -behind)
        return months // MONTHS

    def weekday(self, number: int, direction: int | None, extent: tuple[int, int]) -> date | None:
        """The day a weekday names: the next one, the last one, or (None) what the tense says; news looks back.

        Tomorrow's weekday is tomorrow whatever the tense, as where that day has begun in the place reported from: of
        171 bare weekdays in the news documents none is six days back and eight are tomorrow, two in the past tense.
        """
        here = self.day
        if here is None:
            return None
        behind = (here.isoweekday() - number) % DAYS
        ahead = (number - here.isoweekday()) % DAYS
        if direction == -1:
            return here - timedelta(days=behind or DAYS)
        if direction == 1:
            # "next Friday" is next week's: this week's is "Friday" or "this Friday".
            return here + timedelta(days=DAYS - here.weekday() + number - 1)
        if not behind:
            return here
        if ahead == 1:
            return here + timedelta(days=1)
        return (
            here + timedelta(days=ahead)
            if tense_at(self.tokens, *extent) == "future"
            else here - timedelta(days=behind)
        )

    def day_around(self, phrase: Phrase, minute: int) -> tuple[str | None, str | None]:
        """The day of a time that stands alone, `minute` minutes after midnight, with its anchor.

        It is the weekday that the sentence goes on to name, else the latest day, if it was named in this sentence or
        the one before, else the report's; or the day before that, when what has happened lies later in the day.
        """
        first, stop = phrase.extent
        known = vocabulary().values
        for at in range(stop, self.tokens.atoms.find(BREAK, stop)):
            number = known.get(("weekday", self.tokens.words[at]))
            if number and (found := self.weekday(int(number), None, (at, at + 1))):
                return found.isoformat(), self.anchor(phrase)
        if self.last_day and phrase.before and self._near(first):
            return self.last_day.isoformat(), self.last_day.isoformat()
        if self.day is None:
            return None, self.anchor(phrase)
        stamped = self.report.minute if self.report else None
        ahead = phrase.before and stamped is not None and minute > stamped + AMENDED
        before = timedelta(days=1 if ahead and self.tense(phrase) == "past" else 0)
        return (self.day - before).isoformat(), self.anchor(phrase)

    def _near(self, first: int) -> bool:
        """Whether the latest day stands in this sentence or the one before, in one paragraph."""
        between = bisect_right(self.tokens.starts, self._last_end)
        together = "\n\n" not in self.tokens.text[self._last_end : self.tokens.starts[first]]
        return together and self.tokens.atoms.count(BREAK, between, first) <= 1
