"""Drafts as a model may leave them, and what grammar makes of them: "source | cue | content", pieces parted by "/"."""

from __future__ import annotations

import re

import pytest

from stemma.reading.attributions_mended import mended
from stemma.reading.carried import Told
from stemma.reading.windows import Paragraph, quote_states, words_of
from stemma.spans import Span


def paragraphs(text: str) -> list[Paragraph]:
    out = []
    for line in re.finditer(r"[^\n]+", text):
        words = tuple(words_of(text, *line.span()))
        out.append(Paragraph(words, (), (), tuple(quote_states(text, words))))
    return out


def told(text: str, drawn: str) -> Told:
    roles = []
    for role in drawn.split("|"):
        pieces, at = [], 0
        for piece in filter(None, (p.strip() for p in role.split("/"))):
            at = text.index(piece, at)
            pieces.append(Span(at, at + len(piece)))
            at += len(piece)
        roles.append(tuple(pieces))
    return Told(roles[0], roles[1], roles[2], 0.25)


def drawn(text: str, one: Told) -> str:
    return " | ".join(" / ".join(s.cut(text) for s in role) for role in (one.source, one.cue, one.content)).strip()


CASES = [
    # "it" that is nobody, and one that is somebody
    ("It is now believed that the yard will close.", ["It | is now believed | that the yard will close"],
     ["| is now believed | that the yard will close"]),
    ("It is unclear whether the yard will close.", ["It | is unclear | whether the yard will close"],
     ["| is unclear | whether the yard will close"]),
    ("It seems the yard will close.", ["It | seems | the yard will close"], ["| seems | the yard will close"]),
    ("It was told that the yard will close.", ["It | was told | that the yard will close"],
     ["It | was told | that the yard will close"]),
    ("It says that the yard will close.", ["It | says | that the yard will close"],
     ["It | says | that the yard will close"]),
    # what nobody is said to have said
    ("Three towns were named: Selm, Orsk and Varr.", ["| were named | Three towns"], []),
    ("The firm also seemed to be ready to sell.", ["| also seemed | The firm"],
     ["| also seemed | The firm / to be ready to sell"]),
    ("The firm will be sold, it was announced.", ["| was announced | The firm will be sold"],
     ["| was announced | The firm will be sold"]),
    ("Selmark reportedly fired a rocket over the bay.", ["| reportedly fired | Selmark"],
     ["| reportedly | Selmark / fired a rocket over the bay"]),
    ("Orsk reportedly presented the council with a list.", ["Orsk | reportedly presented | the council with a list"],
     ["| reportedly | Orsk / presented the council with a list"]),
    ("He referred to remarks made by Ada Orsk.", ["He | referred to | remarks made by"],
     ["He | referred to | remarks made by Ada Orsk"]),
    ("Orsk reportedly said that she was tired.", ["Orsk | reportedly said | that she was tired"],
     ["Orsk | reportedly said | that she was tired"]),
    # contents cut short
    ("The premier rejected the claim by Selmark that the river was dry.",
     ["The premier | rejected | that the river was dry"],
     ["The premier | rejected | the claim by Selmark that the river was dry"]),
    ("The premier issued a warning that the river was dry.", ["The premier | issued | that the river was dry"],
     ["The premier | issued a warning | that the river was dry"]),
    ("The premier told the farmers that the river was dry.", ["The premier | told | that the river was dry"],
     ["The premier | told | that the river was dry"]),
    ("She did not address his early letters to the board, a friend added.", ["She | did not address | his"],
     ["She | did not address | his early letters to the board"]),
    ("The house backs what it calls a pause in the talks.", ["The house | backs | what / a pause in the talks"],
     ["The house | backs | what it calls a pause in the talks"]),
    ("What Orsk said was that the ferry was old.", ["Orsk | said | What / was that the ferry was old"],
     ["Orsk | said | What / was that the ferry was old"]),
    ("The town awaits a decision from the board on the use of the quay.", ["The town | awaits | the use of the quay"],
     ["The town | awaits | a decision from the board on the use of the quay"]),
    ("The vote is expected to have grave results for the port.", ["| is expected | The vote"],
     ["| is expected | The vote / to have grave results for the port"]),
    # sources
    ("The plan was called a fraud by two former engineers.", ["| was called | a fraud"],
     ["two former engineers | was called | a fraud"]),
    ("Orsk, a former pilot of the line, said that the ferry was old.", ["Orsk | said | that the ferry was old"],
     ["Orsk, a former pilot of the line, | said | that the ferry was old"]),
    ("Orsk, who had flown home, said that the ferry was old.", ["Orsk | said | that the ferry was old"],
     ["Orsk | said | that the ferry was old"]),
    ("An engineer, who asked to be unnamed for fear of the yard, said that the ferry was old.",
     ["fear of the yard, | said | that the ferry was old"],
     ["An engineer, who asked to be unnamed for fear of the yard, | said | that the ferry was old"]),
    ("Voters asked, and well-known figures, such as Ada Orsk, backed the plan.", ["Ada Orsk, | backed | the plan"],
     ["well-known figures, such as Ada Orsk, | backed | the plan"]),
    ("Reasons given by two ministers for the delay ranged from cost to the claim that nobody wanted a bridge.",
     ["| claim | that nobody wanted a bridge"], ["two ministers | claim | that nobody wanted a bridge"]),
    ("The bridge built by two ministers fell with the claim that it was safe.", ["| claim | that it was safe"],
     ["| claim | that it was safe"]),
    # other sentences
    ("The board counts nine boats. Four pumps stood idle.", ["The board | counts | nine boats / Four pumps"],
     ["The board | counts | nine boats"]),
    ("“We came late”\nA ferry sank off Selm, the board said.",
     ["the board | said | “We came late” / A ferry sank off Selm"],
     ["|  | “We came late”", "the board | said | A ferry sank off Selm"]),
    ("“We came late,” the board said. “We saw nobody.”", ["the board | said | “We came late,” / “We saw nobody.”"],
     ["the board | said | “We came late,” / “We saw nobody.”"]),
    ("Orsk said the board had “learned enough.” Labels had been printed twice.",
     ["Orsk | said | the board had “learned enough.” Labels had been printed twice"],
     ["Orsk | said | the board had “learned enough.”"]),
    ("Orsk said she would be back on Sept. 11 or never.", ["Orsk | said | she would be back on Sept. 11 or never"],
     ["Orsk | said | she would be back on Sept. 11 or never"]),
    ("Orsk wrote: The board “slept.” Nobody woke it.", ["Orsk | wrote | The board “slept.” Nobody woke it"],
     ["Orsk | wrote | The board “slept.” Nobody woke it"]),
    ("''We came late,'' Orsk said. ''We saw nobody.''", ["Orsk | said | We came late / We saw nobody"],
     ["Orsk | said | We came late / We saw nobody"]),
    ("Nobody could say why. It was late.", ["Nobody | could say | It"], []),
    # statements around others
    ("Selmark backs a plan, which calls for both fleets to rest.",
     ["Selmark | backs | a plan", "which | calls for | both fleets to rest"],
     ["Selmark | backs | a plan, which calls for both fleets to rest"]),
    ("Stocks will last six weeks, the ministry said, four fewer than before.",
     ["| will | Stocks / last six weeks", "the ministry | said | four fewer than before"],
     ["the ministry | said | Stocks will last six weeks / four fewer than before"]),
    ("The envoy replied, according to the ministry, that nobody gave orders.",
     ["the ministry | according to | that nobody gave orders"],
     ["the ministry | according to | The envoy replied / that nobody gave orders"]),
    ("On Monday, the ministry said, four boats sank.", ["the ministry | said | four boats sank"],
     ["the ministry | said | four boats sank"]),
    ("Orsk says that the dam will hold, according to the Selm Courier.", ["Orsk | says | that the dam will hold"],
     ["the Selm Courier | according to | Orsk says that the dam will hold"]),
    ("Orsk praised a band, which played for the king.",
     ["Orsk | praised | a band", "which | played for | the king"],
     ["Orsk | praised | a band", "which | played for | the king"]),
    ("As we have reported, Selmark pledged to pay.", ["Selmark | pledged | to pay"],
     ["we | have reported | Selmark pledged to pay"]),
    # who is quoted by somebody else
    ("Ivo Orsk was quoted by the Selm Wire as saying that it rained.",
     ["the Selm Wire | was quoted | Ivo Orsk", "the Selm Wire | saying | that it rained"],
     ["Ivo Orsk | was quoted / as saying | that it rained"]),
    ("Ivo Orsk was quoted by the Selm Wire saying: “It rained.”", ["the Selm Wire | was quoted | Ivo Orsk"],
     ["Ivo Orsk | was quoted / saying | “It rained.”"]),
    ("Ivo Orsk was quoted nine crowns for a boat, and paid.", ["| was quoted | nine crowns for a boat"],
     ["| was quoted | nine crowns for a boat"]),
    # what nobody claims, and whom a passive does not name
    ("The flood claimed more than nine lives.", ["The flood | claimed | more than nine lives"], []),
    ("The boats are thought to be held by a crew backed by Selmark.",
     ["Selmark | are thought | The boats / to be held by a crew backed"],
     ["| are thought | The boats / to be held by a crew backed"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "before", "after"), CASES)
def test_mended(text: str, before: list[str], after: list[str]) -> None:
    found = mended(text, [told(text, draft) for draft in before], paragraphs(text))
    assert [drawn(text, one) for one in found] == after
