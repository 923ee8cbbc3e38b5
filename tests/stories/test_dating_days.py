from datetime import date

import numpy as np
import pytest

from stemma.reading.times import find_times
from stemma.spans import Span
from stemma.stories.dating_days import When, when


def day(text):
    return date.fromisoformat(text).toordinal()


def days(*texts):
    return np.array([day(t) for t in texts], dtype=np.int64)


def meant(words, tense=None):
    (found,) = find_times(words, [Span(0, len(words))], None)
    return when(found, found.span.cut(words), tense)


# 2031-03-05 is a Wednesday.
@pytest.mark.parametrize(
    ("words", "tense", "on", "not_on"),
    [
        ("It fell yesterday.", "past", ["2031-03-04"], ["2031-03-06", "2031-02-26"]),
        ("It falls tomorrow.", "ahead", ["2031-03-06"], ["2031-03-04"]),
        ("It fell three days ago.", "past", ["2031-03-02"], ["2031-03-08"]),
        ("It fell on Monday.", "past", ["2031-03-03"], ["2031-03-10", "2031-03-04"]),
        ("It fell on Wednesday.", "past", ["2031-03-05"], ["2031-03-12"]),
        ("It will fall on Monday.", "ahead", ["2031-03-10"], ["2031-03-03"]),
        ("It fell earlier this week.", "past", ["2031-03-03", "2031-03-04"], ["2031-03-06", "2031-03-01"]),
        ("It fell last week.", "past", ["2031-02-24", "2031-03-01"], ["2031-03-04"]),
        ("It will fall later this month.", "ahead", ["2031-03-20"], ["2031-03-04", "2031-04-01"]),
        ("It fell on 3 March 2031.", "past", ["2031-03-03"], ["2031-03-04"]),
        ("It fell on February 18.", "past", ["2031-02-18"], ["2031-03-18"]),
        ("It fell last Thursday.", "past", ["2031-02-27"], ["2031-03-06"]),
    ],
)
def test_what_words_mean_seen_from_a_day(words, tense, on, not_on):
    table = meant(words, tense).table(days("2031-03-05"), days(*on, *not_on))[0]
    assert all(cell == 1 for cell in table[: len(on)])
    assert all(cell < 0.1 for cell in table[len(on) :])


@pytest.mark.parametrize(
    "words",
    [
        "The next day it fell.",
        "Two days earlier it fell.",
        "It fell right now.",
        "It takes two days.",
        "It fell every Friday.",
    ],
)
def test_words_that_are_not_counted_from_the_report_say_nothing(words):
    assert meant(words) is None


def test_a_day_after_is_counted_on():
    monday = When("weekday", 1, tense="past", shift=-1)
    assert monday.table(days("2031-03-05"), days("2031-03-02", "2031-03-03"))[0].tolist() == [1.0, 0.0]


def test_what_is_ahead_without_a_day_is_mostly_close():
    near, far, past = When("any", tense="ahead").table(
        days("2031-03-05"), days("2031-03-06", "2031-04-06", "2031-02-01")
    )[0]
    assert near == 1
    assert far < 0.2
    assert past == 0
