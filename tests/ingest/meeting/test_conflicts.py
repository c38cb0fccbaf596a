"""Sources that tell of one agreement are compared on parties, dates and obligations, fairly."""

from datetime import date

from ingest.meeting.conflicts import Conflict, conflicts
from ingest.meeting.facts import Stated
from ontology.iris import PREFIXES

KN, ID, KIND = PREFIXES["kn"], PREFIXES["id"], PREFIXES["knk"]
HORIZONS = {"ours": date(2026, 1, 1), "theirs": date(2018, 12, 31)}


def member(source: str, actor: str, **said: str) -> Stated:
    values = {
        KN + "participatesIn": [f"<{ID}pact>"],
        KN + "involves": [f"<{ID}{actor}>"],
        **{KN + n: [f'"{v}"'] for n, v in said.items() if n not in ("owes", "startBasis")},
        **{KN + n: [f"<{KIND}{w}>" for w in said[n].split()] for n in ("owes", "startBasis") if n in said},
    }
    return Stated(
        f"{ID}part-{source}-{actor}-{said.get('validFrom', '')}", source, 10 if source == "ours" else 20, values
    )


def found(*members: Stated) -> set[tuple[str, str, str, str, str]]:
    by_source = {key: [m for m in members if m.source == key] for key in HORIZONS}
    return {(c.actor, c.about, c.detail, c.value_a, c.value_b) for c in conflicts(by_source, {}, HORIZONS)}


def test_a_party_that_only_one_source_names_is_told() -> None:
    assert found(
        member("ours", "jpn", validFrom="1960-06-23"),
        member("theirs", "jpn", validFrom="1960-06-23"),
        member("ours", "svn", validFrom="2004-03-29"),
    ) == {("svn", "party", "not a party", "from 2004-03-29", "")}


def test_a_party_that_joined_after_the_others_horizon_is_no_conflict() -> None:
    both = (member("ours", "jpn", validFrom="1960-06-23"), member("theirs", "jpn", validFrom="1960-06-23"))
    assert found(*both, member("ours", "fin", validFrom="2023-04-04")) == set()


def test_dates_are_told_with_their_basis_and_a_coarser_date_that_fits_is_no_conflict() -> None:
    day = member("ours", "jpn", validFrom="1960-06-23", startBasis="entry-into-force")
    other = member("theirs", "jpn", validFrom="1960-01-19", startBasis="signature")
    assert found(day, other) == {
        ("jpn", "date", "start, on another basis", "1960-06-23 (entry-into-force)", "1960-01-19 (signature)")
    }
    year = member("theirs", "jpn", validFrom="1960-01-01", validFromLatest="1960-12-31", startBasis="entry-into-force")
    assert found(day, year) == set()


def test_an_end_is_a_conflict_only_while_the_other_source_still_looked() -> None:
    ended = member("ours", "jpn", validFrom="1951-09-08", validTo="1960-06-23")
    late = member("ours", "jpn", validFrom="1951-09-08", validTo="2020-06-23")
    open_ = member("theirs", "jpn", validFrom="1951-09-08", observedUntil="2019-01-01")
    assert {c[2] for c in found(ended, open_)} == {"end"}
    assert found(late, open_) == set()


def test_records_that_touch_are_one_stay() -> None:
    phases = (
        member("theirs", "bel", validFrom="1949-04-04", validTo="1951-06-19"),
        member("theirs", "bel", validFrom="1951-06-19", observedUntil="2019-01-01"),
    )
    assert found(member("ours", "bel", validFrom="1949-04-04"), *phases) == set()


def test_obligations_are_compared_only_where_both_sources_code_them() -> None:
    ours = member("ours", "usa", validFrom="1951-09-08", owes="owes-defence owes-payment")
    theirs = member("theirs", "usa", validFrom="1951-09-08", owes="owes-consultation")
    more = member("theirs", "jpn", validFrom="1951-09-08", owes="owes-defence")
    told = found(ours, theirs, more, member("ours", "jpn", validFrom="1951-09-08", owes="owes-defence"))
    assert told == {("usa", "obligation", "owed by one source only", "defence", "")}


def test_a_conflict_names_both_statements() -> None:
    (conflict,) = conflicts(
        {
            "ours": [member("ours", "jpn", validFrom="1960-06-23")],
            "theirs": [member("theirs", "jpn", validFrom="1961-06-23")],
        },
        {},
        HORIZONS,
    )
    assert conflict == Conflict(
        "pact", "jpn", "date", "start", "ours", "1960-06-23", "theirs", "1961-06-23",
        "part-ours-jpn-1960-06-23", "part-theirs-jpn-1961-06-23",
    )  # fmt: skip
