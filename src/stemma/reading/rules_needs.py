"""What must stand with a word for it to tell of a rule: one test for each name in the `needs` of the frames."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from stemma.reading import lexicon
from stemma.reading.morphology import Token
from stemma.reading.rules_complements import Complement
from stemma.reading.rules_force import Force
from stemma.reading.rules_parties import Authority
from stemma.reading.rules_scene import Scene, definite
from stemma.reading.rules_verbs import Verb
from stemma.reading.rules_words import PREPOSITIONS, Frame, adverb, is_a
from stemma.records import Mention

_OPEN = frozenset(("proposed", "undecided", "requested"))
_BEING = frozenset(
    ("is", "are", "was", "were", "be", "been", "remain", "remains", "'s", "'re", "become", "becomes", "became")
)
_MAKING = frozenset(
    ("make", "makes", "made", "making", "declare", "declared", "deem", "deemed", "consider", "considers")
)
_JOINING = frozenset(("and", "or", "but", "if", "unless", "because", "that", "when", "while"))
_SELF = frozenset(("i", "we", "you", "he", "she", "it", "they", "one"))
_WORDLESS = frozenset(("it", "this", "that", "them", "him", "her", "us", "me", "itself", "themselves"))
_INQUIRIES = frozenset(("investigation", "inquiry", "probe", "review", "study", "investigations", "report", "autopsy"))
# How many words after a noun the word is looked for that says that it is needed.
NEED_REACH = 5


@dataclass(frozen=True, slots=True)
class Case:
    """A frame found in a sentence, with what was read around it."""

    frame: Frame
    scene: Scene
    first: int
    last: int
    clause: tuple[int, int]
    verb: Verb | None = None
    """The verb that is the rule, or the one that makes, lifts, keeps or gives the rule of a noun."""
    deed: str = ""
    complement: Complement = field(default_factory=Complement)
    authority: Authority = field(default_factory=Authority)
    owner: Mention | None = None
    force: Force | None = None

    @property
    def after(self) -> str:
        """The word behind the frame's words."""
        return self.scene.words[self.last + 1].lower if self.last + 1 < self.scene.hi else ""

    @property
    def before(self) -> str:
        """The word in front of the frame's words."""
        return self.scene.words[self.first - 1].lower if self.first else ""


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


def _by_law(case: Case) -> bool:
    """Whether a law is named by which one may: "under the treaty either side may inspect"."""
    words = case.scene.words[case.scene.lo : case.scene.hi]
    named = any(
        w.lower in {"under", "by"} and any(is_a(x, "law") for x in words[n + 1 : n + 5]) for n, w in enumerate(words)
    )
    return named and case.after not in {"have", "be", "not"}


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
    return any(w.lower in lexicon.words("verbs") and not w.capital for w in behind)


def _passive(case: Case) -> bool:
    """Whether something is done to the subject; "closed in 2010" says that only with "by" or "from"."""
    verb = case.verb
    return verb is not None and verb.passive and (verb.form != "reduced" or case.after in {"by", "from", "to"})


def _doing(case: Case) -> bool:
    """Whether people, not one, may not do what people do: "motorists may not enter"."""
    subject = [w for w in case.scene.words[case.clause[0] : case.first] if w.word]
    behind = case.scene.words[case.last + 1] if case.last + 1 < case.scene.hi else None
    return behind is not None and bool(subject) and is_a(behind, "doing") and _many(subject)


def _none_may(case: Case) -> bool:
    """Whether nobody may: "no importer may bring in more"."""
    subject = [w.lower for w in case.scene.words[case.clause[0] : case.first] if w.word]
    behind = case.scene.words[case.last + 1] if case.last + 1 < case.scene.hi else None
    return behind is not None and bool({"no", "nobody", "none"} & set(subject[:2])) and is_a(behind, "doing")


def _bounded(case: Case) -> bool:
    """Whether bounds are set to what may be done: "up to eight may move", "may fill reservoirs and nothing else"."""
    subject = [w.lower for w in case.scene.words[case.clause[0] : case.first]]
    behind = [w.lower for w in case.scene.words[case.last + 1 : case.scene.hi]]
    return subject[:2] == ["up", "to"] or ("nothing", "else") in pairwise(behind)


def _many(subject: Sequence[Token]) -> bool:
    """Whether a subject stands for all of a kind: a plural, "any ship", "every batch"."""
    quantified = subject[0].lower in {"any", "every", "each", "all", "no", "nobody", "anyone", "everyone", "those"}
    plural = subject[-1].lower.endswith("s") and not subject[-1].lower.endswith("ss")
    return quantified or (plural and not subject[-1].capital)


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


def _norm(case: Case) -> bool:
    """Whether "must" tells of a duty: in the report's own voice or that of a body that rules, of others than itself."""
    told = case.scene.told
    subject = [w.lower for w in case.scene.words[case.clause[0] : case.first]]
    behind = [w.lower for w in case.scene.words[case.last + 1 : case.last + 3]]
    if not subject or not behind or behind[0] in {"have", "not", "now"} or not _SELF.isdisjoint(subject[-2:]):
        return False
    if told is not None and (told.speaker_type in {"named", "anonymous"} or told.form == "direct"):
        return False
    passive = len(behind) > 1 and behind[0] == "be" and behind[1].endswith(("ed", "en", "wn"))
    return passive or (
        behind[0] != "be" and _many([w for w in case.scene.words[case.clause[0] : case.first] if w.word])
    )


def _deontic(case: Case) -> bool:
    """Whether "may only", "may now" and "may no longer" permit: a verb that does something follows, or a passive."""
    behind = [w.lower for w in case.scene.words[case.last + 1 : case.last + 3]]
    if not behind or behind[0] in {"have", "not"}:
        return False
    return behind[0] != "be" or (len(behind) > 1 and behind[1].endswith(("ed", "en", "wn")))


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
    "bylaw": _by_law,
    "thing": _thing,
    "official": _official,
    "ruler": lambda c: c.authority.ruler,
    "agent": lambda c: c.authority.ruler,
    "lawful": lambda c: c.authority.lawful,
    "party": _party,
    "passive": _passive,
    "doing": _doing,
    "none": _none_may,
    "under": lambda c: any(w.lower == "under" for w in c.scene.words[max(0, c.first - 3) : c.first]),
    "dated": lambda c: any(c.scene.timed(n) for n in range(c.last + 1, min(c.last + 9, c.scene.hi))),
    "amount": _amount,
    "body": _body,
    "notto": lambda c: c.complement.link == "not to",
    "bounded": _bounded,
    "indefinite": lambda c: not definite(c.scene, c.first),
    "ruled": lambda c: c.authority.ruler or c.complement.link == "from" or c.after == "under",
    "gerund": _verbal("gerund"),
    "scoped": _scoped,
    "law": lambda c: c.scene.has(*c.complement.noun, "law") and c.complement.noun[0] < c.complement.noun[1],
    "open": lambda c: c.force is not None and c.force.modality in _OPEN and c.force.status == "proposed",
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
    "deontic": _deontic,
    "norm": _norm,
}


def aside(case: Case) -> bool:
    """Whether it only says that somebody was not allowed to speak to the press, or breaks no law."""
    spoken = case.scene.text(*case.complement.action) or ""
    if case.frame.family == "breach":
        near = case.scene.words[max(case.scene.lo, case.first - 3) : case.first + 4]
        return any(w.lower in {"any", "no", "not", "n't"} for w in near)
    dismissed = case.frame.phrase == ("let",) and spoken == "go"
    return dismissed or spoken in {"speak", "comment", "talk", "discuss", "brief", "disclose"}


def attributive(case: Case) -> bool:
    """Whether the noun only describes another one behind it: "ban list", "sanctions committee"."""
    if case.last + 1 >= case.scene.hi:
        return False
    after = case.scene.words[case.last + 1]
    plain = after.word and after.lower not in PREPOSITIONS and not after.lower.endswith(("ed", "ing"))
    return plain and after.lower in {
        "list", "committee", "regime", "panel", "expert", "experts", "relief", "office", "bill", "enforcement", "plate",
        "holder", "holders", "application", "applications", "fee", "fees", "monitor", "monitors", "breaker", "breakers",
    }  # fmt: skip
