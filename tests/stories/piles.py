"""Piles of fictional reports that several tests of the stories room share."""

from builders import reading, report

FERRY = (
    (
        ("The ferry Silver Tern ran aground off Port Selm on Tuesday night with 212 passengers aboard, the harbour "
        "master Ada Brook said.\n\nLifeboats from Port Selm took everyone off the Silver Tern before dawn. Ada Brook "
        "said the captain, Tomas Reyl, had reported a steering fault.\n\nTugs will try to refloat the vessel."),
        "Harbour Courier", "Ferry with 212 aboard runs aground off Port Selm", "2031-03-04",
    ),
    (
        ("All 212 people aboard the Silver Tern were safe on Wednesday after the ferry struck a sandbank near Port "
        "Selm.\n\n“We had water in the engine room,” captain Tomas Reyl told the Lantern. Harbour master Ada Brook "
        "praised the lifeboat crews."),
        "Daily Lantern", "Passengers safe after Silver Tern grounding", "2031-03-05",
    ),
    (
        ("Investigators boarded the grounded ferry Silver Tern on Thursday to examine its steering gear.\n\nThe "
        "operator, Tern Lines, said captain Tomas Reyl was helping the inquiry. Port Selm stays closed to large "
        "vessels, according to Ada Brook."),
        "Meridian Wire", "Inquiry opens into Port Selm ferry grounding", "2031-03-06",
    ),
)  # fmt: skip
MINE = (
    (
        ("Workers at the Orrin copper mine walked out on Wednesday over pay, the union leader Jessa Marl said.\n\nThe "
        "owner, Callow Mining, offered four percent. Jessa Marl called the offer an insult and said pickets would stay "
        "at the Orrin gates."),
        "Harbour Courier", "Orrin miners strike over pay", "2031-03-05",
    ),
    (
        ("Callow Mining said on Friday it would reopen talks with striking miners at Orrin.\n\nUnion leader Jessa Marl "
        "welcomed the move but kept the pickets in place. Copper prices rose on the news of the strike."),
        "Daily Lantern", "Callow offers new talks to Orrin strikers", "2031-03-07",
    ),
)  # fmt: skip
ELECTION = (
    (
        ("Voters in Veldmark elected Pell Oster mayor on Sunday with 54 percent of the ballots, the election office "
        "said.\n\nThe defeated incumbent, Ruth Aldane, conceded before midnight. Turnout was the highest in Veldmark "
        "since 1998."),
        "Veldmark Post", "Oster wins Veldmark mayoral vote", "2031-03-03",
    ),
)  # fmt: skip


def pile(*stories):
    """Readings of the reports of these stories, in order."""
    return [
        reading(report(text, outlet=outlet, title=title, published=published))
        for story in stories
        for text, outlet, title, published in story
    ]
