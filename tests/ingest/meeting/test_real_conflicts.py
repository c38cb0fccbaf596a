"""On the real files the report names the disagreements that are known, each with what both sources say."""

import pytest

from ingest.meeting.conflicts import Conflict
from ingest.meeting.meet import meet
from tests.ingest.merged import source
from tests.ingest.shared import real_files

pytestmark = pytest.mark.slow
NATO, PACT_1951, TREATY_1960 = "agr-us-nato-1949", "agr-us-jpn-1951", "agr-us-jpn-1960"


@pytest.fixture(scope="module")
def found() -> tuple[Conflict, ...]:
    given = {
        "curated": None,
        "atop": real_files("atop"),
        "cow_alliances": real_files("cow"),
        "dcad": real_files("dcad"),
    }
    return meet([source(name, files) for name, files in given.items()], {}).conflicts


def told(found: tuple[Conflict, ...], agreement: str, *sources: str) -> set[tuple[str, str, str, str]]:
    return {
        (c.actor, c.detail, c.value_a, c.value_b)
        for c in found
        if c.agreement == agreement and (c.source_a, c.source_b) == sources
    }


def test_entrants_of_2004_and_2009_are_no_members_of_nato_in_cow(found: tuple[Conflict, ...]) -> None:
    absent = {(a, value) for a, detail, value, _ in told(found, NATO, "curated", "cow-alliances") if "party" in detail}
    of_2004 = ("bgr", "est", "ltu", "lva", "rou", "svk", "svn")
    assert absent == {(a, "from 2004-03-29") for a in of_2004} | {(a, "from 2009-04-01") for a in ("alb", "hrv")}


def test_atop_dates_entry_by_the_protocol(found: tuple[Conflict, ...]) -> None:
    other = "start, on another basis"
    cow = told(found, NATO, "atop", "cow-alliances")
    assert {(a, other, "1997-12-16 (signature)", "1999-03-12 (accession)") for a in ("cze", "hun", "pol")} <= cow
    ours = told(found, NATO, "curated", "atop")
    assert ("mne", other, "2017-06-05 (accession)", "2016-05-19 (signature)") in ours
    assert ("est", other, "2004-03-29 (accession)", "2003-03-26 (signature)") in ours


def test_the_pact_of_1951_ends_in_one_source_and_never_in_the_other(found: tuple[Conflict, ...]) -> None:
    between = told(found, PACT_1951, "atop", "cow-alliances")
    ends = {(a, "end", "1960-01-19", "open, seen until 2013-01-01") for a in ("jpn", "usa")}
    assert between == ends | {(a, "owed by one source only", "consultation", "") for a in ("jpn", "usa")}


def test_the_treaty_of_1960_is_unknown_to_cow(found: tuple[Conflict, ...]) -> None:
    assert {c.source_b for c in found if c.agreement == TREATY_1960} == {"atop"}


def test_korea_owes_other_things_in_atop_and_in_cow(found: tuple[Conflict, ...]) -> None:
    owed = {t for t in told(found, "agr-us-kor-mdt-1953", "atop", "cow-alliances") if t[1].startswith("owed")}
    assert {t[0] for t in owed} == {"kor", "usa"}


def test_every_difference_names_two_sources_and_a_statement(found: tuple[Conflict, ...]) -> None:
    assert {c.about for c in found} == {"party", "date", "obligation"}
    assert all(c.source_a != c.source_b and (c.statement_a or c.statement_b) for c in found)
    assert {c.source_a for c in found} | {c.source_b for c in found} == {"atop", "cow-alliances", "curated", "dcad"}
