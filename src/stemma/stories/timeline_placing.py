"""Between which days a report without a day was written, by its news: what it tells as news others date."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from stemma.records import Reading
from stemma.stories.timeline_days import Window, window_of
from stemma.stories.timeline_likeness import ZONES
from stemma.stories.timeline_merging import Cluster
from stemma.stories.timeline_news import LEAD
from stemma.stories.timeline_tellings import Telling
from stemma.stories.timeline_windows import NEWS_DAYS, WEEK

# In more than a week weekdays mean two days, and the news of a report is of no day that is known better than by that.
MOST = WEEK


def placed(clusters: Sequence[Cluster], readings: Sequence[Reading]) -> dict[str, Window]:
    """For reports whose date is no day the days between which they must have been written, at most MOST of them.

    Such a report was written on a day that others give for its news or within the two after, and never before what it
    tells as done; on the day itself, a zone more or less, where it says "this morning".
    """
    open_ = {r.id: days for r in readings if (days := window_of(r.report.report.published.value)).width != 1}
    done: dict[str, list[int]] = {report: [] for report in open_}
    news: dict[str, list[int]] = {report: [] for report in open_}
    for cluster in clusters if open_ else ():
        days = _days_of_others(cluster, open_)
        if days.first is None or days.last is None:
            continue
        for telling in cluster.members:
            if telling.report in open_ and telling.event.status in ("happened", "denied"):
                done[telling.report].append(days.first)
                if telling.today or _is_news(telling):
                    news[telling.report].append(days.last + (ZONES if telling.today else NEWS_DAYS))
    found = {}
    for report, own in open_.items():
        if news[report]:
            first = max(done[report]) - ZONES
            left = own.meets(Window(first, min((day for day in news[report] if day >= first), default=first)))
            if left is not None and (left.width or 0) <= MOST:
                found[report] = left
    return found


def _days_of_others(cluster: Cluster, open_: dict[str, Window]) -> Window:
    """The few days that the reports which have a day leave for it; open where they leave many."""
    days = [t.days for t in cluster.members if t.report not in open_ and (t.days.width or MOST) <= 1 + NEWS_DAYS]
    if not days:
        return Window()
    return reduce(lambda one, other: one.meets(other) or max(one, other, key=_last), days)


def _last(days: Window) -> int:
    return days.last or 0


def _is_news(telling: Telling) -> bool:
    """Whether its report tells it as news, or opens with it, without a day of its own."""
    return not telling.dated and (telling.news or (telling.at < LEAD and not telling.event.told_by))
