from datetime import date, timedelta

from graph.chokepoints.deadline import Cause, Watch, deadlines
from graph.dates import PartialDate
from graph.release import Release
from graph.world.promises import Provision
from graph.world.world import world
from tests.graph.worked import bilateral, parties

DAY = date(2000, 1, 1)
TERM = Provision("prov-1", "rdp-ab", "governance-and-review", "", "Term", PartialDate.parse("1990-01-01"))


def test_an_end_within_the_horizon_is_found_and_one_beyond_is_not() -> None:
    held = parties(
        bilateral("mdt-ab", "a", "b", "1990-01-01", "2000-06-01"),
        bilateral("mdt-cd", "c", "d", "1990-01-01", "2005-01-01"),
        bilateral("mdt-ef", "e", "f", "1990-01-01", "1999-01-01"),
        bilateral("mdt-gh", "g", "h", "1990-01-01"),
    )
    (found,) = deadlines(held, [], {}, Watch(DAY, timedelta(days=365)))
    assert (found.agreement, found.on, found.parties, found.replaced) == ("mdt-ab", date(2000, 6, 1), ("a", "b"), ())
    assert found.evidence.statements == ("part-mdt-ab-a-1990-01-01", "part-mdt-ab-b-1990-01-01")


def test_an_agreement_that_follows_without_a_break_replaces_it() -> None:
    held = parties(
        bilateral("mdt-ab1", "a", "b", "1990-01-01", "2000-06-01"), bilateral("mdt-ab2", "a", "b", "2000-06-01")
    )
    (found,) = deadlines(held, [], {}, Watch(DAY, timedelta(days=365)))
    assert found.replaced == ("mdt-ab2",)


def test_a_term_on_record_counts_while_the_agreement_is_in_force() -> None:
    held = parties(bilateral("rdp-ab", "a", "b", "1990-01-01"))
    (found,) = deadlines(held, [TERM], {"prov-1": "Term"}, Watch(DAY, timedelta(days=365)))
    assert (found.cause, found.on, found.parties) == (Cause.TERM_ON_RECORD, None, ("a", "b"))
    assert deadlines(held, [TERM], {"prov-1": "Article 3"}, Watch(DAY, timedelta(days=365))) == []
    assert deadlines(held, [TERM], {"prov-1": "Term"}, Watch(date(1980, 1, 1), timedelta(days=365))) == []


def test_the_first_logistics_agreement_of_japan_and_the_united_states_gave_way_to_the_next(release: Release) -> None:
    here = world(release)
    found = {
        d.agreement: d
        for d in deadlines(here.parties, here.provisions, {}, Watch(date(2016, 5, 24), timedelta(days=730)))
    }
    first = found["agr-jpn-us-acsa-1996"]
    assert first.on == date(2017, 4, 25)
    assert first.replaced == ("agr-jpn-us-acsa-2016",)
