"""One story's gold and what is scored against it, side by side: reports, passages and actors of both.

Gold comes in the shape of the contract (`story.json`, `readings.jsonl`) with spans or, for pages, with quoted words;
both become `Place`s in the text of the report that is scored. A report is named by its id, its row's id or its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from measure.gold_match import place_said
from measure.gold_quotes import pattern

# Two passages say one thing when the longer covers at least this share of the shorter: a clause inside a sentence does,
# two clauses that share a word do not.
COVERED = 0.5
NAME_FORMS = frozenset({"name", "adjective"})
PLACES = frozenset({"place", "gpe_group"})
_TAIL = re.compile(
    r"(?:\s*[,(/;:].*|\s+(?:to|at|on|of|in|behind|after|before|with|from|by)\s.*"
    r"|\s+(?:statements?|remarks|posts?|tweets?|announcements?|counts?|order|letter|testimony))+$",
    re.DOTALL,
)

Json = dict[str, Any]


class Place(NamedTuple):
    """A passage of a report, in code points."""

    report: str
    start: int
    end: int

    def overlaps(self, other: Place) -> bool:
        """Whether the two share a character."""
        return self.report == other.report and self.start < other.end and other.start < self.end

    def covers(self, other: Place) -> bool:
        """Whether they share at least COVERED of the shorter one."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        shorter = min(self.end - self.start, other.end - other.start)
        return self.report == other.report and shared > 0 and shared >= COVERED * shorter


def meet(ours: Sequence[Place], gold: Sequence[Place]) -> int:
    """How many gold passages one of ours covers or lies in."""
    return sum(any(a.covers(b) for a in ours) for b in gold)


@dataclass(frozen=True, slots=True)
class Cast:
    """An actor as far as matching goes: names, where it is mentioned, and where by a name."""

    names: tuple[str, ...]
    type: str = "other"
    places: tuple[Place, ...] = ()
    named_at: tuple[Place, ...] = ()

    def same(self, other: Cast) -> bool:
        """Whether a gold actor (self) and one of ours are one.

        A shared name will do; else, where one of them has no name or gold has a place (a state and its government
        share words), a mention at the same place.
        """
        if any(alike(a, b) for a in self.names for b in other.names):
            return True
        if self.named_at and other.named_at and self.type not in PLACES:
            return False
        return any(a.overlaps(b) for a in self.places for b in other.places)


@dataclass(frozen=True)
class Pile:
    """A gold story and a story to score. `texts` and `readings` may be empty when only the two stories are at hand."""

    name: str
    gold: Json
    ours: Json
    gold_readings: Mapping[str, Json] = field(default_factory=dict)
    """By the id of the scored story's report."""
    readings: Mapping[str, Json] = field(default_factory=dict)
    """The scored reading objects, by report id."""

    @cached_property
    def ids(self) -> dict[str, str]:
        """What gold calls a report, and the scored story's id for it."""
        out: dict[str, str] = {}
        for report in self.ours["reports"]:
            if isinstance(report, str):
                out[report] = report
                continue
            names = (report["id"], report.get("source_id"), PurePath(report.get("path") or "").name)
            out.update({name: report["id"] for name in names if name})
        return out

    def text(self, report: str) -> str:
        """The text of a scored report; empty when it is not at hand."""
        return str(self.readings.get(report, {}).get("text", ""))

    def places(self, evidence: Sequence[Any], report: str | None = None) -> tuple[Place, ...]:
        """Passages of evidence: objects with a report, or spans and quotes of the one named; unknown reports drop."""
        return tuple(p for p in (self._place(item, report) for item in evidence) if p)

    def _place(self, item: Any, report: str | None) -> Place | None:
        known = self.ids
        if isinstance(item, dict):
            report, quote = known.get(str(item.get("report", report))), item.get("quote")
            if "start" in item:
                return Place(report, item["start"], item["end"]) if report else None
        else:
            report = known.get(report or "")
            if not isinstance(item, str):
                return Place(report, item[0], item[1]) if report else None
            quote = item
        found = re.search(pattern(quote), self.text(report)) if report and quote else None
        return Place(report, *found.span()) if report and found else None

    def cut(self, place: Place) -> str:
        """The passage's words in one line, or its offsets where the text is not at hand."""
        words = " ".join(self.text(place.report)[place.start : place.end].split())
        return f"{place.report[:6]} “{words}”" if words else f"{place.report[:6]} {place.start}-{place.end}"

    def same_sentence(self, a: Place, b: Place) -> bool:
        """Whether two passages stand in one sentence of the report as it was read."""
        sentences = self.readings.get(a.report, {}).get("sentences", ())
        return a.report == b.report and any(
            a.overlaps(Place(a.report, *s)) and b.overlaps(Place(b.report, *s)) for s in sentences
        )


# --- actors -----------------------------------------------------------------------------------------------------------


def gold_cast(pile: Pile) -> dict[str, Cast]:
    """Gold actors by id, over the whole story."""
    found: dict[str, list[Json]] = {}
    for actor in [*pile.gold["actors"], *(a for r in pile.gold_readings.values() for a in r["actors"])]:
        found.setdefault(actor["id"], []).append(actor)
    mentions: dict[str, list[tuple[Place, str]]] = {}
    for actor in pile.gold["actors"]:
        form = "nominal" if actor.get("anonymous") else "name"
        mentions.setdefault(actor["id"], []).extend((p, form) for p in pile.places(actor.get("mentioned", ())))
    for report, line in pile.gold_readings.items():
        for id_, place, form in _gold_mentions(pile, report, line):
            mentions.setdefault(id_, []).append((place, form))
    return {
        id_: _cast([n for a in same for n in (a["name"], *a.get("aliases", ()))], same[0], mentions.get(id_, []))
        for id_, same in found.items()
    }


def _gold_mentions(pile: Pile, report: str, line: Json) -> Iterator[tuple[str, Place, str]]:
    for m in line["mentions"]:
        for actor in m.get("actors") or [m["actor"]]:
            yield actor, Place(report, m["start"], m["end"]), m["form"]
    # A page's gold has no mentions: who speaks is told by the words of the source.
    for said in line["attributions"] if "mentions" in line.get("not_annotated", ()) and pile.text(report) else ():
        for actor in said["speakers"]:
            for span in place_said(said, pile.text(report)).source:
                yield actor, Place(report, span.start, span.end), "nominal"


def _cast(names: Sequence[str], actor: Json, mentions: Sequence[tuple[Place, str]]) -> Cast:
    named = tuple(p for p, form in mentions if form in NAME_FORMS)
    unnamed = actor.get("anonymous") or str(actor["id"])[:3] in {"grp", "ano"}
    return Cast(
        tuple(dict.fromkeys(names)),
        actor.get("type", "other"),
        tuple(p for p, _ in mentions),
        () if unnamed else named or (Place("", 0, 1),),
    )


def our_cast(pile: Pile, report: str | None = None) -> dict[str, Cast]:
    """Actors of the scored story, or of the reading of one report, by id."""
    if report is not None:
        line = pile.readings.get(report, {})
        return {a["id"]: _read(line, report, [a["id"]], a) for a in line.get("actors", ())}
    out = {}
    for actor in pile.ours["actors"]:
        parts = [
            _read(pile.readings[m["report"]], m["report"], [m["actor"]], actor)
            for m in actor.get("members", ())
            if m["report"] in pile.readings
        ]
        names = (actor["name"], *actor.get("aliases", ()))
        named = tuple(p for part in parts for p in part.named_at) or (() if parts else (Place("", 0, 1),))
        out[actor["id"]] = Cast(names, actor["type"], tuple(p for part in parts for p in part.places), named)
    return out


def _read(line: Json, report: str, ids: Sequence[str], actor: Json) -> Cast:
    mentions = [(Place(report, m["start"], m["end"]), m["form"]) for m in line.get("mentions", ()) if m["actor"] in ids]
    names = (actor["name"], *actor.get("aliases", ()))
    return Cast(names, actor["type"], tuple(p for p, _ in mentions), tuple(p for p, f in mentions if f in NAME_FORMS))


def alike(one: str, other: str) -> bool:
    """Whether two names or labels can be one party's: equal, or the shorter inside the longer up to its last word."""
    a, b = sorted((_words(one), _words(other)), key=len)
    if not a:
        return False
    return a == b or (set(a) <= set(b) and b[-1] in a and any(w[0].isupper() for w in a))


def _words(name: str) -> list[str]:
    bare = _TAIL.sub("", name.replace("\u2019", "'")) or name
    words = re.findall(r"[\w'&.-]+", re.sub(r"^(?:the|an?)\s+", "", bare.strip(), flags=re.IGNORECASE))
    return [re.sub(r"'s$|\.$", "", w) for w in words]


# --- one to one -------------------------------------------------------------------------------------------------------


def assign(weights: Mapping[tuple[int, int], float], *, most: bool = True) -> list[tuple[int, int]]:
    """Pairs of gold and ours, each in one pair at most: as many as can be, and of those the heaviest.

    `weights` has the pairs that may match, by their numbers. Without `most` only the sum of weights counts.
    """
    if not weights:
        return []
    rows, columns = sorted({g for g, _ in weights}), sorted({o for _, o in weights})
    each = 1.0 + max(weights.values()) * (min(len(rows), len(columns)) + 1) if most else 0.0
    table = np.zeros((len(rows), len(columns)))
    at = ({g: n for n, g in enumerate(rows)}, {o: n for n, o in enumerate(columns)})
    for (g, o), weight in weights.items():
        table[at[0][g], at[1][o]] = each + weight
    pairs = zip(*linear_sum_assignment(table, maximize=True), strict=True)
    return [(rows[r], columns[c]) for r, c in pairs if (rows[r], columns[c]) in weights]
