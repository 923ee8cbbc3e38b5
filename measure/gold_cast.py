"""The actors of an example's gold: who may speak in a report, who does, and where they are mentioned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from measure.gold_quotes import Source, pattern
from stemma.records import READ_BLOCKS

PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "him", "her", "them", "who", "which"])

Json = dict[str, Any]


def cast(story: Json, report: Json) -> dict[str, Json]:
    """All actors that may speak in a report, by id, in the contract's fields and with the names to look for."""
    everyone = {}
    for actor in [*story["actors"], *report["actors"]]:
        names = actor.get("names", [] if actor.get("anonymous") else [actor["name"], *actor.get("aliases", [])])
        defaults: Json = {"aliases": [], "roles": [], "anonymous": False, "titles": [], "adjectives": []}
        everyone[actor["id"]] = {**defaults, **actor, "names": names if actor["id"][:3] != "grp" else []}
    return everyone


def mentions(source: Source, read: Sequence[Json], actors: dict[str, Json], said: Sequence[Json]) -> list[Json]:
    """Every name and adjective of an actor and title before it, and pronouns and nominals that are a source."""
    found: dict[tuple[int, int], Json] = {}
    spaces = [(b["start"], b["end"]) for b in read if b["type"] in READ_BLOCKS]
    for actor in actors.values():
        for span, form in named(source.text, actor):
            if any(a <= span[0] and span[1] <= b for a, b in spaces):
                found[span] = _mention(span, form, actor)
    for item in said:
        for span in map(tuple, item["source"] if len(item["speakers"]) == 1 else []):
            words = source.text[slice(*span)]
            actor = actors[item["speaker"]]
            if not any(name in words for name in actor["names"]):
                form = "pronoun" if words.lower() in PRONOUNS else "nominal"
                found.setdefault(span, _mention(span, form, actor))
    return [found[span] for span in sorted(found)]


def named(text: str, actor: Json) -> Iterator[tuple[tuple[int, int], str]]:
    """Spans of an actor's names (the longest at each place), its adjectives, and the titles before a name."""
    names = sorted(actor["names"], key=len, reverse=True)
    free = "|".join(pattern(n) for n in names)
    if names:
        titles = "|".join(pattern(t) for t in actor["titles"]) or "(?!)"
        for match in re.finditer(rf"(?:\b({titles})\s+)?\b({free})(?!\w)", text):
            yield match.span(2), "name"
            if match[1]:
                yield match.span(1), "title"
    for adjective in actor["adjectives"]:
        for match in re.finditer(rf"\b{adjective}\b", text):
            yield match.span(), "adjective"


def _mention(span: tuple[int, int], form: str, actor: Json) -> Json:
    return {"start": span[0], "end": span[1], "form": form, "type": actor["type"], "actor": actor["id"]}


def present(text: str, actors: dict[str, Json], said: Sequence[Json], holding: set[str]) -> list[Json]:
    """The actors that a report names, lets speak or gives a stance, with what it says of them and no more."""
    speaking = {s for item in said for s in item["speakers"]} | holding
    straight = plain_marks(text)
    out = []
    for actor in actors.values():
        where = [form for _, form in named(text, actor)]
        if actor["id"] in speaking or where:
            kept: Json = {k: actor[k] for k in ("id", "name", "type", "anonymous")}
            for many in ("aliases", "roles"):
                kept[many] = [
                    v
                    for v in map(plain_marks, actor[many])
                    if re.search(rf"{pattern(v)}(?!\w)", straight, re.IGNORECASE)
                ]
            out.append(kept)
    return out


def plain_marks(words: str) -> str:
    """Words with straight apostrophes, so that a name is one however it is set."""
    return words.replace("\u2019", "'")
