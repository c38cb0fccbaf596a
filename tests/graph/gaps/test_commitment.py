"""Worked example. A declaration of 2000-01-01 promises four things; on 2001-01-01 (366 days on) one has an act of 100
days later, one is open, one asks for nothing until a case arises, and one had its act before it was promised."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graph.dates import OPEN, Interval, PartialDate
from graph.gaps.commitment import Promise, Standing, commitment_gaps, promises, record, records
from graph.parties import Parties
from graph.release import Release
from graph.world.promises import Act, Provision
from graph.world.world import world
from tests.graph.worked import bilateral, parties

DAY = date(2001, 1, 1)


def promise(name: str, kind: str = "joint-research-and-production", made: str | None = "2000-01-01") -> Provision:
    return Provision(name, "mdt-ab", kind, "politically-binding", "", PartialDate.parse(made) if made else None)


def act(name: str, implements: str, day: date, latest: date | None = None) -> Act:
    return Act(name, (implements,), "done", Interval(latest or day, OPEN, day, OPEN))


FOUR = [promise("kept"), promise("open"), promise("if-attacked", "defence-commitment"), promise("early")]
ACTS = [act("act-1", "kept", date(2000, 4, 10)), act("act-2", "early", date(1999, 12, 31))]


def found(
    provisions: list[Provision] = FOUR, acts: list[Act] = ACTS, day: date = DAY, held: Parties | None = None
) -> list[Promise]:
    return promises(provisions, acts, held or parties(), day)


def test_the_worked_example_has_two_open_longest_first() -> None:
    assert [(p.key, p.standing, p.age) for p in found()] == [
        ("early", Standing.OPEN, 366),
        ("open", Standing.OPEN, 366),
        ("if-attacked", Standing.CONTINGENT, 366),
        ("kept", Standing.ACTED_ON, 366),
    ]
    assert [p.key for p in commitment_gaps(found())] == ["early", "open"]


def test_the_record_counts_open_ones_into_the_median() -> None:
    one = record("mdt-ab", found())
    assert (one.open, one.acted_on, one.contingent, one.oldest) == (2, 1, 1, 366)
    assert one.share == 1 / 3
    assert one.median is None
    assert record("mdt-ab", found([promise("kept")])).median == 100
    assert records(found())[0].made == date(2000, 1, 1)


def test_a_clause_that_a_data_set_coded_is_no_promise_unless_an_act_implements_it() -> None:
    coded = [replace(one, section="ratreq=1") for one in FOUR]
    assert [(p.key, p.standing) for p in found(coded)] == [("early", Standing.OPEN), ("kept", Standing.ACTED_ON)]
    assert found([replace(promise("open"), section="II.A")]) != []


def test_before_the_promise_there_is_none_and_after_its_instrument_ended_it_lapsed() -> None:
    assert found(day=date(1999, 6, 1)) == []
    over = parties(bilateral("mdt-ab", "a", "b", "1990-01-01", "2000-06-01"))
    assert {p.key: p.standing for p in found(held=over)}["open"] is Standing.LAPSED


def test_an_act_on_the_day_closes_the_promise_and_one_later_does_not() -> None:
    on = [act("act-1", "open", DAY)]
    assert found([promise("open")], on)[0].standing is Standing.ACTED_ON
    assert found([promise("open")], on, date(2000, 12, 31))[0].standing is Standing.OPEN


def test_a_promise_of_a_year_is_no_older_than_its_last_day_and_an_undated_one_is_left_out() -> None:
    assert found([promise("open", made="2000")], [])[0].age == 1
    assert found([promise("open", made=None)]) == []


def test_evidence_is_the_provision_with_its_acts() -> None:
    kept = next(p for p in found() if p.key == "kept")
    assert kept.evidence.statements == ("act-1", "kept")
    assert kept.wait == 100


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(-50, 500)), max_size=8), st.integers(0, 400))
def test_a_promise_once_acted_on_stays_so(acts: list[tuple[str, int]], later: int) -> None:
    start = date(2000, 1, 1).toordinal()
    given_ = [act(f"act-{i}", name, date.fromordinal(start + days)) for i, (name, days) in enumerate(acts)]
    three = [promise(name) for name in "abc"]
    now, then = (found(three, given_, date.fromordinal(start + n)) for n in (200, 200 + later))
    acted = {p.key for p in now if p.standing is Standing.ACTED_ON}
    assert acted <= {p.key for p in then if p.standing is Standing.ACTED_ON}


def test_the_guidelines_of_2015_had_few_acts_a_year_on_and_many_ten_years_on(release: Release) -> None:
    here = world(release)
    own = [p for p in here.provisions if p.instrument == "agr-jpn-us-guidelines-2015"]
    year_on = record("", promises(own, here.acts, here.parties, date(2016, 5, 24)))
    decade_on = record("", promises(own, here.acts, here.parties, date(2026, 1, 1)))
    assert year_on.oldest == 393
    assert year_on.open > 3 * year_on.acted_on
    assert decade_on.acted_on > decade_on.open
