import csv
from datetime import date
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import ingest.identity
from graph.dates import BEFORE_ALL, OPEN
from ingest.identity.codes import actor_on, meanings, stretches
from ingest.identity.names import known_actors
from tests.ingest.shared import real_files

FILE = Path(ingest.identity.__file__ or "").with_name("codes.csv")
ROWS = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))


def test_every_code_names_an_actor_that_somebody_describes() -> None:
    assert {row["state"] for row in ROWS if row["state"]} <= known_actors()


def test_no_code_names_two_actors_on_one_day() -> None:
    for scheme in {row["scheme"] for row in ROWS}:
        for code, listed in meanings(scheme).items():
            for earlier, later in pairwise(listed):
                assert earlier.end <= later.start, (scheme, code)


def test_a_code_may_change_its_meaning() -> None:
    assert actor_on("cow", "345", date(1914, 7, 28)) == "srb"
    assert actor_on("cow", "345", date(1950, 1, 1)) == "yug-1918"
    assert actor_on("cow", "345", date(2006, 6, 5)) == "srb"


def test_russia_continues_the_soviet_union() -> None:
    assert {actor_on("cow", "365", date(year, 1, 1)) for year in (1900, 1950, 2000)} == {"rus"}
    assert actor_on("sipri", "Soviet Union", date(1960, 1, 1)) == "rus"


def test_two_schemes_may_mean_two_states_by_one_code() -> None:
    assert actor_on("cow", "970", date(2010, 1, 1)) == "nru"
    assert actor_on("gw", "970", date(2010, 1, 1)) == "kir"


def test_both_german_codes_name_one_continuous_party_and_the_east_is_another() -> None:
    assert actor_on("cow", "255", date(1995, 1, 1)) == actor_on("cow", "260", date(1960, 1, 1)) == "deu"
    assert actor_on("cow", "265", date(1960, 1, 1)) == "gdr-1949"


def test_a_scheme_built_on_another_takes_its_codes() -> None:
    assert actor_on("atop", "740", date(1960, 1, 1)) == "jpn"
    assert actor_on("atop", "8152", date(1874, 3, 15)) == "annam-1802"
    assert actor_on("cow", "8152", date(1874, 3, 15)) is None


@given(st.dates(date(1816, 1, 1), date(2030, 1, 1)), st.dates(date(1816, 1, 1), date(2030, 1, 1)))
def test_stretches_cover_the_whole_time_without_gap_or_overlap(a: date, b: date) -> None:
    start, end = min(a, b), max(a, b)
    parts = stretches("cow", "345", start, end)
    if start == end:
        assert parts == ()
        return
    assert (parts[0].start, parts[-1].end) == (start, end)
    assert all(one.end == other.start for one, other in pairwise(parts))


def test_an_unknown_code_has_no_stretches() -> None:
    assert stretches("cow", "999", BEFORE_ALL, OPEN) == ()


def test_every_code_of_the_real_state_list_is_known() -> None:
    with (real_files("cow") / "states2016.csv").open(encoding="ascii", newline="") as lines:
        codes = {row["ccode"] for row in csv.DictReader(lines)}
    assert codes == set(meanings("cow")), codes ^ set(meanings("cow"))


def test_our_own_codes_agree_with_the_derived_crosswalk() -> None:
    path = real_files("codes") / "cow_iso3_crosswalk_derived.csv"
    day = date(2016, 12, 31)
    with path.open(encoding="utf-8", newline="") as lines:
        differing = [
            (row["ccode"], row["iso3_countrycode"])
            for row in csv.DictReader(lines)
            if row["iso3_countrycode"]
            and actor_on("cow", row["ccode"], day) != actor_on("iso3", row["iso3_countrycode"], day)
        ]
    # The derived table takes the Papal States for the Holy See.
    assert differing == [("327", "VAT")]
