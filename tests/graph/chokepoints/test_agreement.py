"""Worked example. mdt-ab and mdt-ab2 join a and b; mdt-bc alone joins b and c; nat-1 joins c, d and e. So mdt-bc is the
last link of one pair, nat-1 of three, and the two of a–b of none."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graph.chokepoints.agreement import AgreementChokepoint, agreement_chokepoints
from graph.pairs import project
from graph.parties import Spell
from graph.release import Release
from graph.world.world import world
from tests.graph.worked import bilateral, layers, parties, spell
from tests.graph.worlds import DAY

WORKED = [
    *bilateral("mdt-ab", "a", "b", "1990-01-01"),
    *bilateral("mdt-ab2", "a", "b", "1995-01-01"),
    *bilateral("mdt-bc", "b", "c", "1990-01-01"),
    *(spell("nat-1", party, "1990-01-01") for party in "cde"),
]


def found(spells: list[Spell] = WORKED, states: str = "") -> list[AgreementChokepoint]:
    held = parties(spells)
    return agreement_chokepoints(project(held, layers(held), "security", DAY), states)


def test_the_worked_example_has_two() -> None:
    assert [(c.key, c.pairs, c.joins) for c in found()] == [
        ("nat-1", (("c", "d"), ("c", "e"), ("d", "e")), 3),
        ("mdt-bc", (("b", "c"),), 1),
    ]
    assert found()[1].evidence.statements == ("part-mdt-bc-b-1990-01-01", "part-mdt-bc-c-1990-01-01")


def test_only_pairs_among_the_states_asked_for_count() -> None:
    assert [(c.key, c.joins) for c in found(states="cd")] == [("nat-1", 1)]


SPELLS = st.lists(
    st.tuples(st.sampled_from(("mdt-1", "mdt-2", "mdt-3")), st.sampled_from("abcd")), max_size=12, unique=True
)


@given(SPELLS)
def test_a_last_link_s_lapse_really_parts_its_pairs_and_no_others(rows: list[tuple[str, str]]) -> None:
    spells = [spell(agreement, party, "1990-01-01") for agreement, party in rows]
    held = parties(spells)
    before = set(map(frozenset, project(held, layers(held), "security", DAY).network.edges()))
    cut = {c.key: set(map(frozenset, c.pairs)) for c in found(spells)}
    for agreement in {a for a, _ in rows}:
        left = parties([s for s in spells if s.agreement != agreement])
        after = set(map(frozenset, project(left, layers(left), "security", DAY).network.edges()))
        assert before - after == cut.get(agreement, set())


def test_the_memorandum_of_2016_became_the_only_procurement_link_of_the_two(release: Release) -> None:
    here = world(release)
    day = date(2016, 6, 10)
    seen = project(here.parties, here.layers, "industry", day)
    joined = seen.network.edges["jpn", "usa"]["agreements"]
    assert "agr-jpn-us-rdpmou-2016" in joined
