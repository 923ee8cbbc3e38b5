"""The order of reports in a story."""

from __future__ import annotations

from datetime import UTC, datetime

from stemma.records import Reading


def published_key(reading: Reading) -> tuple[bool, str, str]:
    """Sorts by publication: the settled value, undated and ambiguous reports last, then by id.

    Times with a zone are compared in UTC, times without as they stand. A value known to the day or the month sorts
    before any moment in it.
    """
    value = reading.report.report.published.value
    return value is None, _comparable(value or ""), reading.id


def _comparable(value: str) -> str:
    if "T" not in value:
        return value
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return (moment.astimezone(UTC) if moment.tzinfo else moment).replace(tzinfo=None).isoformat()
