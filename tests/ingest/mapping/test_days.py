from datetime import date

import polars as pl
import pytest

from ingest.mapping.days import FINENESS, FIRST, LAST, parsed

FORMS = ("%Y-%m-%d", "%d %B %Y", "%b. %Y", "%B %Y", "%Y-%m-%dT%T", "c. %Y~", "%Y")


def read(text: str) -> tuple[date | None, date | None, str | None]:
    row = (
        pl.DataFrame({"cell": [text]})
        .select(parsed(pl.col("cell"), FORMS).alias("read"))
        .unnest("read")
        .row(0, named=True)
    )
    return row[FIRST], row[LAST], row[FINENESS]


@pytest.mark.parametrize(
    ("text", "first", "last", "fineness"),
    [
        ("2016-06-04", "2016-06-04", "2016-06-04", "day"),
        ("4 June 2016", "2016-06-04", "2016-06-04", "day"),
        ("4 sept 2016", "2016-09-04", "2016-09-04", "day"),
        ("May 2016", "2016-05-01", "2016-05-31", "month"),
        ("Feb. 2016", "2016-02-01", "2016-02-29", "month"),
        ("2016", "2016-01-01", "2016-12-31", "year"),
        ("c. 2016", "2016-01-01", "2016-12-31", "about"),
        ("2016-06-04T23:59:59.5+09:00", "2016-06-04", "2016-06-04", "day"),
    ],
)
def test_a_date_is_known_as_finely_as_its_form_says(text: str, first: str, last: str, fineness: str) -> None:
    assert read(text) == (date.fromisoformat(first), date.fromisoformat(last), fineness)


@pytest.mark.parametrize(
    "text",
    ["spring 2016", "12 Mayday 2016", "Mar2016", "Marc 2016", "31 April 2016", "2016-13-01", "2016-06", "16", ""],
)
def test_what_fits_no_form_is_no_date(text: str) -> None:
    assert read(text)[0] is None
