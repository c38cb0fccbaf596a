from datetime import date

import pytest

from graph.agreements import AgreementOnDay, agreements_on, kind_labels, pair_on
from graph.dates import Holding
from graph.parties import Basis
from graph.release import Release
from graph.tables import read_tables

NATO, RDP = "agr-us-nato-1949", "agr-jpn-us-rdpmou-2016"


def on(release: Release, agreement: str, day: str, basis: Basis = Basis.IN_FORCE) -> AgreementOnDay:
    return next(a for a in agreements_on(release, date.fromisoformat(day), basis) if a.thing.id == agreement)


def bound(agreement: AgreementOnDay) -> set[str]:
    return {party.id for party, holding, _ in agreement.parties if holding is Holding.HOLDS}


def test_every_agreement_is_there_on_every_day(release: Release) -> None:
    for day in (date(1900, 1, 1), date(2016, 6, 10)):
        found = agreements_on(release, day)
        assert len(found) == release.manifest.things["Agreement"]
        assert [a.thing.id for a in found] == sorted(a.thing.id for a in found)


@pytest.mark.parametrize(("day", "members"), [("2003-01-01", 19), ("2004-04-01", 26), ("2024-04-01", 32)])
def test_nato_has_its_members_of_the_day(release: Release, day: str, members: int) -> None:
    assert len(bound(on(release, NATO, day))) == members


def test_the_memorandum_binds_from_its_day(release: Release) -> None:
    assert on(release, RDP, "2016-06-03").holding is Holding.NOT
    after = on(release, RDP, "2016-06-04")
    assert (after.holding, after.since, after.signed, bound(after)) == (
        Holding.HOLDS,
        date(2016, 6, 4),
        "2016-06-04",
        {"jpn", "usa"},
    )


def test_an_agreement_stands_since_two_of_its_parties_are_bound(release: Release) -> None:
    assert on(release, NATO, "2024-04-01").since == date(1949, 8, 24)


def test_a_pair_is_joined_kind_by_kind_with_the_statements_that_say_so(release: Release) -> None:
    kinds = {k.kind: k for k in pair_on(release, "usa", "jpn", date(2016, 6, 10))}
    assert set(kinds) <= set(kind_labels(release))
    rdp = kinds["rdp-mou"]
    assert (rdp.holding, rdp.since, rdp.agreements) == (Holding.HOLDS, date(2016, 6, 4), (RDP,))
    assert set(rdp.statements) == {f"part-{RDP}-jpn-party-1", f"part-{RDP}-usa-party-1"}
    assert set(rdp.statements) <= set(read_tables(release).evidence["slug"])
    assert kinds["procurement-and-industry"].holding is Holding.HOLDS  # a kind counts with what is narrower
    assert kinds["compact-of-free-association"].holding is Holding.NOT


def test_the_order_of_a_pair_makes_no_difference(release: Release) -> None:
    day = date(2016, 5, 24)
    assert pair_on(release, "usa", "jpn", day) == pair_on(release, "jpn", "usa", day)


def test_before_the_memorandum_the_pair_lacks_the_kind(release: Release) -> None:
    kinds = {k.kind: k for k in pair_on(release, "usa", "jpn", date(2016, 5, 24))}
    assert kinds["rdp-mou"].holding is Holding.NOT
    assert (kinds["rdp-mou"].agreements, kinds["rdp-mou"].statements, kinds["rdp-mou"].since) == ((), (), None)


def test_a_signed_agreement_counts_as_signed_before_it_is_in_force(release: Release) -> None:
    assert bound(on(release, NATO, "1949-06-01")) == set()
    assert "usa" in bound(on(release, NATO, "1949-06-01", Basis.SIGNED))
