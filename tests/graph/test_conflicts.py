"""What weighs most comes first: who is bound, what is owed, then days, and a custom of counting days last."""

from datetime import date

import polars as pl

from graph.conflicts import weighed
from graph.disputes import told_once
from graph.tables import SCHEMAS, Tables

COLUMNS = [*SCHEMAS["conflicts"], "title", "name"]
NOT_A_PARTY, OWED = ("party", "not a party"), ("obligation", "owed by one source only")
BASIS, END, BY_A_DAY = ("date", "start, on another basis"), ("date", "end"), ("date", "end, by a day")


def tables(*told: tuple[str, tuple[str, str], str, str], ended: str = "") -> Tables:
    """Return tables with differences: agreement, what about, and what each of two sources says."""
    conflicts = [(a, "usa", *what, "one", left, "two", right, "s1", "s2") for a, what, left, right in told]
    relations = [
        {"slug": f"part-{a}", "class": "participation", "tail": a, "end": date(1960, 1, 1) if a == ended else None}
        for a in {row[0] for row in told}
    ]
    labels = [{"slug": "usa", "label": "United States"}, {"slug": "nato", "label": "North Atlantic Treaty"}]
    empty = {name: pl.DataFrame(schema=schema) for name, schema in SCHEMAS.items()}
    return Tables(
        **{
            **empty,
            "conflicts": pl.DataFrame(conflicts, schema=SCHEMAS["conflicts"], orient="row"),
            "relations": pl.DataFrame(relations, schema=SCHEMAS["relations"]),
            "entities": pl.DataFrame(labels, schema=SCHEMAS["entities"]),
        }
    )


def order(given: Tables) -> list[tuple[str, str, str]]:
    return list(weighed(given).select("agreement", "detail", "value_a").iter_rows())


def test_who_is_bound_comes_first_and_a_custom_of_counting_last() -> None:
    given = tables(
        ("a", BY_A_DAY, "1950-01-01", "1950-01-02"),
        ("b", BASIS, "1950-01-01 (signature)", "1950-03-01 (accession)"),
        ("c", END, "1960-01-19", "1960-06-23"),
        ("d", END, "1960-01-19", "open, looked until 2012-12-31"),
        ("e", OWED, "defence", ""),
        ("f", NOT_A_PARTY, "from 2004-03-29", ""),
    )
    assert [agreement for agreement, *_ in order(given)] == ["f", "e", "d", "c", "b", "a"]


def test_of_equal_weight_what_stands_comes_before_what_ended_and_the_most_disputed_first() -> None:
    given = tables(
        ("a", OWED, "defence", ""),
        ("b", OWED, "defence", ""),
        ("c", OWED, "defence", ""),
        ("c", OWED, "", "aid"),
        ended="a",
    )
    assert [agreement for agreement, *_ in order(given)] == ["c", "c", "b", "a"]


def test_in_one_agreement_the_values_farthest_apart_come_first() -> None:
    given = tables(("a", END, "1960-01-19", "1960-01-25"), ("a", END, "1960-01-19 to 1960-01-31", "1999-01-01"))
    assert [value for *_, value in order(given)] == ["1960-01-19 to 1960-01-31", "1960-01-19"]


def test_agreements_and_actors_are_named() -> None:
    (row,) = weighed(tables(("nato", NOT_A_PARTY, "from 2004-03-29", ""))).iter_rows(named=True)
    assert (row["title"], row["name"]) == ("North Atlantic Treaty", "United States")


def test_no_differences_give_no_rows() -> None:
    assert weighed(tables()).is_empty()


def test_sources_that_are_silent_on_one_party_share_a_row_and_others_stay_apart() -> None:
    rows = [("a", "usa", *NOT_A_PARTY, "one", "from 2004-03-29", silent, "", "s1", "") for silent in ("two", "three")]
    rows += [("a", "jpn", *NOT_A_PARTY, "one", "from 2004-03-29", "two", "", "s2", "")]
    rows += [("a", "usa", *END, "one", "1960-01-19", other, "1961-01-19", "s1", other) for other in ("two", "three")]
    found = told_once(pl.DataFrame([(*row, "", "") for row in rows], schema=COLUMNS, orient="row"))
    told = [([p.actor for p in one.parties], one.detail, one.sources_b) for one in found]
    assert told == [
        (["usa"], "not a party", ("two", "three")),
        (["jpn"], "not a party", ("two",)),
        (["usa"], "end", ("two",)),
        (["usa"], "end", ("three",)),
    ]
