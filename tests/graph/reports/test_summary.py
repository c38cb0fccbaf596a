"""An answer on two days in short, on rows made by hand."""

import pytest

from graph.reports.compare import Row
from graph.reports.summary import counted, middle, place


def row(**cells: str | int | None) -> Row:
    return Row(tuple(cells.items()))


def test_things_are_counted_by_what_they_say_on_both_days() -> None:
    before = (row(a="x", says="open"), row(a="x", says="open"), row(a="y", says="open"))
    after = (row(a="x", says="done"), row(a="y", says="open"), row(a="z", says=None))
    assert counted(before, after, "says", ("a",)) == ("open 2 → 1", "blank 0 → 1", "done 0 → 1")


def test_numbers_are_told_as_none_or_some() -> None:
    assert counted((row(a="x", n=0),), (row(a="x", n=3),), "n", ("a",)) == ("none 1 → 0", "some 0 → 1")


@pytest.mark.parametrize(
    ("state", "stands"), [("p", "1 of 4"), ("q", "2 of 4"), ("r", "2 of 4"), ("s", "4 of 4"), ("t", "not among them")]
)
def test_those_that_measure_alike_share_a_place(state: str, stands: str) -> None:
    rows = tuple(row(state=name, n=n, m=m) for name, n, m in (("p", 9, 1), ("q", 3, 2), ("r", 3, 2), ("s", 3, 1)))
    assert place(rows, "state", state, ("n", "m")) == stands


def test_the_middle_leaves_out_rows_without_a_number() -> None:
    assert middle((row(n=1), row(n=10), row(n=None), row(n=4)), "n") == "4 (3 rows)"
    assert middle((row(n=None),), "n") == "none (0 rows)"
