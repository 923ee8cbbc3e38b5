"""Piles for tests of actors, written as marked text.

`[p Ada Brook]` names a person, `[o ...]` an organisation, `[l ...]` a place, `[b ...]` a publication, `[g ...]` a group
by description, `[u ...]` somebody unnamed; `[p Ada Brook|Brook]` stands in the text as "Brook" and means Ada Brook.
"""

import re

from builders import report

from stemma.records import Actor, Mention, Reading, content_id
from stemma.stories.actors import joined

TYPES = {"p": "person", "o": "organization", "l": "place", "b": "publication", "g": "org_group", "u": "person"}


def marked(text):
    """A reading of a text with marked names; `u` is somebody without a name."""
    plain, actors, mentions = "", {}, []
    at = 0
    for match in re.finditer(r"\[(\w) ([^]|]+)(?:\|([^]]+))?\]", text):
        plain += text[at : match.start()]
        kind, name, form = match.groups()
        actor = actors.setdefault(
            (kind, name), Actor(content_id("e", name, kind), name, TYPES[kind], anonymous=kind == "u")
        )
        if form and form not in actor.aliases:
            actors[kind, name] = actor.with_(aliases=(*actor.aliases, form))
        words = form or name
        how = "nominal" if kind in "ug" else "name"
        mentions.append(Mention(len(plain), len(plain) + len(words), how, TYPES[kind], actor.id))
        plain += words
        at = match.end()
    plain += text[at:]
    return Reading(report(plain), tuple(actors.values()), tuple(mentions))


def story(*texts):
    return joined([marked(text) for text in texts])


def together(*texts):
    """The names of each story actor's members, for actors with several."""
    pile = [marked(text) for text in texts]
    names = {(r.id, a.id): a.name for r in pile for a in r.actors}
    return sorted(sorted(names[m.report, m.actor] for m in a.members) for a in joined(pile) if len(a.members) > 1)
