"""What must stand with a word for it to tell of a rule: one test for each name in the `needs` of the frames."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from stemma.reading import lexicon
from stemma.reading import rules_public as public
from stemma.reading.rules_aside import duly
from stemma.reading.rules_case import Case
from stemma.reading.rules_modals import approver, bounded, by_law, deontic, doing, many_told, none_may, norm
from stemma.reading.rules_scene import definite
from stemma.reading.rules_words import PREPOSITIONS, adverb, is_a

_OPEN = frozenset(("proposed", "undecided", "requested"))
_BEING = frozenset(
    (
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "remain",
        "remains",
        "'s",
        "\u2019s",
        "'re",
        "become",
        "becomes",
        "became",
    )
)
_MAKING = frozenset(
    ("make", "makes", "made", "making", "declare", "declared", "deem", "deemed", "consider", "considers")
)
_JOINING = frozenset(("and", "or", "but", "if", "unless", "because", "that", "when", "while"))
_PEOPLE = frozenset(("i", "we", "you", "he", "she", "it", "they", "one"))
_WORDLESS = frozenset(("it", "this", "that", "them", "him", "her", "us", "me", "itself", "themselves"))
_INQUIRIES = frozenset(("investigation", "inquiry", "probe", "review", "study", "investigations", "report", "autopsy"))
# How many words after a noun the word is looked for that says that it is needed.
NEED_REACH = 5
# How far behind a verb the shelf is named that something is taken from.
SOLD_WITHIN = 12
_SHELVES = frozenset(("store", "stores", "shelves", "platform", "platforms", "marketplace", "sale", "circulation"))
# "Closed to all visitors until further notice".
AWAITED_WITHIN = 5


def met(case: Case) -> bool:
    """Whether one of the frame's alternatives holds in full."""
    return not case.frame.needs or any(all(_TESTS[n](case) for n in wanted) for wanted in case.frame.needs)


def _goods(case: Case) -> bool:
    return case.scene.has(*case.complement.noun, "goods") or case.scene.has(*case.complement.object, "goods")


def _party(case: Case) -> bool:
    return case.scene.party(*case.complement.noun) is not None


def _kind(case: Case) -> bool:
    """Whether a noun before it says what kind: "travel ban", "arms embargo", "smoking restrictions"."""
    if not case.first:
        return False
    word = case.scene.words[case.first - 1]
    return is_a(word, "goods") or (word.lower.endswith("ing") and not word.capital) or "evacuation" in word.lower


def _predicate(case: Case) -> bool:
    """Whether an adjective says what something is: "exports are illegal", but not "illegal exports"."""
    at = case.first - 1
    while at > case.scene.lo and adverb(case.scene.words[at]):
        at -= 1
    near = [w.lower for w in case.scene.words[max(case.scene.lo, at - 3) : at + 1]]
    behind = case.after
    bare = (
        case.last + 1 >= case.scene.hi or not case.scene.words[case.last + 1].word or behind in PREPOSITIONS | _JOINING
    )
    if not near or not bare:
        return False
    making = [w.lower for w in case.scene.words[max(case.scene.lo, case.first - 6) : case.first]]
    return near[-1] in _BEING or not _MAKING.isdisjoint(making)


def _thing(case: Case) -> bool:
    """Whether the object says something: not "allow it", "permit that"."""
    first, end = case.complement.noun
    return end - first > 1 or (end > first and case.scene.words[first].lower not in _WORDLESS)


def _official(case: Case) -> bool:
    """Whether one who rules orders something to be done, and no inquiry: "ordered stepped-up security"."""
    scene, noun = case.scene, case.complement.noun
    inquiry = any(w.lower in _INQUIRIES for w in scene.words[slice(*noun)])
    return case.authority.ruler and bool(case.authority.ids) and not inquiry and noun[1] - noun[0] > 1


def _bare_verb(case: Case) -> bool:
    """Whether a party and a plain verb follow: "let Selkia run the pumps"."""
    behind = case.scene.words[case.last + 2 : case.last + 7]
    known = lexicon.words("verbs")
    return any((w.lower in known or (n and is_a(w, "doing", "acting", "resuming"))) and not w.capital
               for n, w in enumerate(behind))  # fmt: skip


def _passive(case: Case) -> bool:
    """Whether something is done to the subject; "closed in 2010" says that only with "by" or "from"."""
    verb = case.verb
    return verb is not None and verb.passive and (verb.form != "reduced" or case.after in {"by", "from"})


def _delisted(case: Case) -> bool:
    """Whether something is taken from where it is to be had: "removed the app from its store"."""
    behind = [w.lower for w in case.scene.words[case.last + 1 : case.last + 1 + SOLD_WITHIN]]
    at = behind.index("from") if "from" in behind else len(behind)
    return not _SHELVES.isdisjoint(behind[at:])


def _acts(case: Case) -> bool:
    """Whether the action is one that people are told to take or to leave off."""
    return case.scene.has(*case.complement.action, "doing", "acting")


def _denied(case: Case) -> bool:
    """Whether a thing, not a person, is said not to be allowed: "swimming is not allowed"."""
    verb, noun = case.verb, case.complement.noun
    named = any(w.lower in _PEOPLE for w in case.scene.words[slice(*noun)])
    return verb is not None and verb.negated and verb.form == "finite" and not named and _activity(case)


def _activity(case: Case) -> bool:
    """Whether the subject is something one does: "swimming", "the use of drones"."""
    words = case.scene.words[slice(*case.complement.noun)]
    return bool(words) and (words[0].lower.endswith("ing") or _goods(case)) and words[0].lower not in _PEOPLE


def _lasting(case: Case) -> bool:
    """Whether a time stands between a verb and its action: "gave the firm 30 days to pay"."""
    return any(case.scene.timed(n) for n in range(case.last + 1, case.complement.action[0]))


def _people(case: Case) -> bool:
    """Whether the noun phrase ends in a word for a person."""
    words = [w for w in case.scene.words[slice(*case.complement.noun)] if w.word]
    people = lexicon.words("people")
    return bool(words) and any(lemma in people for lemma in words[-1].lemmas)


def _amount(case: Case) -> bool:
    """Whether a figure says how much is allowed: "limited to 400 tonnes", "capped rents at 900"."""
    near = [w.lower for w in case.scene.words[case.last + 1 : case.last + 7]]
    return any(a in {"to", "at"} and b[:1].isdigit() for a, b in pairwise(near))


def _body(case: Case) -> bool:
    """Whether a body that rules tells others what to do, and no single person."""
    people = {m.actor for m in case.scene.found.mentions if m.type == "person"}
    return case.authority.ruler and people.isdisjoint(case.authority.ids)


def _have(case: Case) -> bool:
    near = case.scene.words[max(case.scene.lo, case.first - 3) : case.first]
    return case.deed == "get" or any(lemma in {"have", "hold"} for w in near for lemma in w.lemmas)


def needed(case: Case) -> bool:
    """Whether the words behind a noun say that it is needed."""
    near = case.scene.words[case.last + 1 : case.last + 1 + NEED_REACH]
    return any(w.lower in {"needed", "required", "necessary", "overdue"} for w in near) or case.deed == "need"


def _able(case: Case) -> bool:
    near = case.scene.words[max(case.scene.lo, case.first - 3) : case.first]
    return any(w.lower in {"can", "could", "may", "able"} for w in near) or case.after in {"entitled", "allowed"}


def _placed(case: Case) -> bool:
    held = case.scene.party(case.last + 2, case.last + 4) if case.after in {"in", "on", "over", "across"} else None
    return held is not None and held.type == "place"


def _legal(case: Case) -> bool:
    return case.before in {"legal", "statutory", "contractual", "treaty", "constitutional", "their", "its"}


def _scoped(case: Case) -> bool:
    return case.after in {"to", "from"} or case.scene.has(case.last + 1, case.last + 3, "scope_strong")


def _reserve(case: Case) -> bool:
    near = case.scene.words[max(case.scene.lo, case.first - 4) : case.first]
    return any(lemma in {"reserve", "grant", "have", "deny", "claim"} for w in near for lemma in w.lemmas)


def _verbal(form: str) -> Callable[[Case], bool]:
    return lambda case: case.verb is not None and case.verb.form == form


_TESTS: dict[str, Callable[[Case], bool]] = {
    "from": lambda c: c.complement.link == "from",
    "from2": lambda c: "from" in [w.lower for w in c.scene.words[c.last + 1 : c.last + 7]],
    "to": lambda c: c.complement.link in {"to", "not to"},
    "bare": _bare_verb,
    "goods": _goods,
    "object": lambda c: c.complement.noun[0] < c.complement.noun[1],
    "bylaw": by_law,
    "thing": _thing,
    "official": _official,
    "ruler": lambda c: c.authority.ruler,
    "agent": lambda c: c.authority.ruler,
    "lawful": lambda c: c.authority.lawful,
    "party": _party,
    "passive": _passive,
    "doing": doing,
    "none": none_may,
    "under": lambda c: any(w.lower == "under" for w in c.scene.words[max(0, c.first - 3) : c.first]),
    "dated": lambda c: any(c.scene.timed(n) for n in range(c.last + 1, min(c.last + 9, c.scene.hi))),
    "amount": _amount,
    "body": _body,
    "many": many_told,
    "acting": _acts,
    "denied": _denied,
    "activity": _activity,
    "approver": approver,
    "lasting": _lasting,
    "people": _people,
    "passing": lambda c: c.after in {"through", "into", "onto", "back"},
    "that": lambda c: c.after == "that",
    "figure": lambda c: c.after == "of" and public.figure(c.scene.words[c.last + 2]),
    "duly": duly,
    "lifted": lambda c: c.deed == "lift",
    "received": lambda c: c.scene.has(*c.complement.object, "goods"),
    "unforced": lambda c: c.after != "by" or c.authority.ruler,
    "punished": lambda c: c.after in {"for", "from", "until"} or c.authority.ruler,
    "given": lambda c: c.deed in ("give", "deny"),
    "asked": lambda c: (
        c.scene.words[c.clause[0]].lower == "whether" or c.scene.words[c.clause[0] - 1].lower == "whether"
    ),
    "notto": lambda c: c.complement.link == "not to",
    "bounded": bounded,
    "indefinite": lambda c: not definite(c.scene, c.first),
    "ruled": lambda c: c.authority.ruler or c.complement.link == "from" or c.after == "under",
    "gerund": _verbal("gerund"),
    "scoped": _scoped,
    "law": lambda c: c.scene.has(*c.complement.noun, "law") and c.complement.noun[0] < c.complement.noun[1],
    "open": lambda c: c.force is not None and c.force.modality in _OPEN and c.force.status in ("proposed", "unknown"),
    "on": lambda c: c.complement.link in {"on", "over"},
    "against": lambda c: c.complement.link == "against",
    "for": lambda c: c.complement.link == "for",
    "of": lambda c: c.complement.link == "of",
    "how": lambda c: c.complement.link == "how",
    "op": lambda c: c.deed not in ("", "have"),
    "have": _have,
    "owner": lambda c: c.owner is not None or bool(c.authority.ids),
    "kind": _kind,
    "place": _placed,
    "targeting": lambda c: c.after in {"targeting", "banning", "barring"},
    "use": lambda c: c.scene.has(c.complement.noun[0], c.complement.noun[0] + 4, "goods"),
    "reserve": _reserve,
    "legal": _legal,
    "set": lambda c: c.deed in ("impose", "give"),
    "more": lambda c: c.scene.has(c.first - 2, c.first, "more"),
    "need": needed,
    "predicate": _predicate,
    "able": _able,
    "deontic": deontic,
    "norm": norm,
    "told": public.told_by_ruler,
    "resuming": public.resuming,
    "opening": public.opening,
    "obliged": public.obliged,
    "will": public.will,
    "staying": public.staying,
    "delisted": _delisted,
    "awaiting": lambda c: any(w.lower == "until" for w in c.scene.words[c.last + 1 : c.last + 1 + AWAITED_WITHIN]),
    "path": public.path,
    "bodies": public.bodies,
    "entering": public.entering,
    "access": public.access,
    "public": public.public,
    "publicly": public.publicly,
    "ruledso": public.ruled_so,
    "negated": lambda c: c.verb is not None and c.verb.negated,
}
