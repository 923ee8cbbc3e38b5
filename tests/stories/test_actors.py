import pytest
from builders import person, reading, report

from stemma.records import Actor
from stemma.stories.actors import joined


def readings(*actors):
    """One report for each group of actors."""
    return [reading(report(f"Report {n}."), actors=group) for n, group in enumerate(actors)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (person("Ada Brook"), person("ADA BROOK"), True),
        (person("Zoë Brönn"), person("Zoe Bronn"), True),
        (person("J. P. Marl"), person("J P Marl"), True),
        (person("Ada Brook"), person("Brook"), True),
        (person("Brook"), person("Brook"), True),
        (person("Ada Brook"), person("Ada Brook", type_="organization"), False),
        (person("U.N.", type_="organization"), person("UN", type_="organization"), True),
        (person("Selm", type_="place"), person("Selm", type_="place"), True),
        (person("Selm", type_="place"), person("Selm", type_="organization"), True),
        (person("Lantern", type_="publication"), person("Lantern", type_="publication"), True),
        (person("officials", type_="person_group"), person("officials", type_="person_group"), False),
        (person("two officials"), person("two officials"), False),
        (person("Two officials"), person("Two officials"), False),
        (person("harbour board", type_="organization"), person("harbour board", type_="organization"), False),
    ],
)
def test_who_is_joined(one, other, same):
    found = joined(readings([one], [other]))
    assert len(found) == (1 if same else 2)
    assert sum(len(a.members) for a in found) == 2


def test_anonymous_actors_are_never_joined():
    unnamed = Actor(id="e1", name="senior harbour official", type="person", anonymous=True)
    assert len(joined(readings([unnamed], [unnamed]))) == 2


def test_a_joined_actor_has_members_aliases_and_roles_of_all():
    one = person("Ada Brook", "Brook").with_(roles=("harbour master",))
    other = person("ADA BROOK", "Ms. Brook", "Brook").with_(roles=("harbour master", "chair"))
    pile = readings([one], [other])
    (found,) = joined(pile)
    assert (found.name, found.type) == ("Ada Brook", "person")
    assert found.aliases == ("Brook", "ADA BROOK", "Ms. Brook")
    assert found.roles == ("harbour master", "chair")
    assert [(m.report, m.actor) for m in found.members] == [(pile[0].id, one.id), (pile[1].id, other.id)]


def test_an_actor_keeps_its_id_when_a_report_joins_the_story():
    brook, reyl = person("Ada Brook"), person("Reyl")
    pile = readings([brook, reyl], [brook])
    before, after = joined(pile[:1]), joined(pile)
    assert [a.id for a in before] == [a.id for a in after]


def test_ids_are_distinct_and_order_is_that_of_appearance():
    a, b, c = person("Ada Brook"), person("two men"), person("Orrin", type_="place")
    found = joined(readings([a, b], [c, b, a]))
    assert [f.name for f in found] == ["Ada Brook", "two men", "Orrin", "two men"]
    assert len({f.id for f in found}) == 4


def test_no_reading_no_actor():
    assert joined([]) == ()
