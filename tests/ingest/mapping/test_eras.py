"""Dates of Japanese eras are those of our calendar within the era, and no date outside of it."""

import polars as pl
import pytest

from ingest.mapping.days import FINENESS, FIRST, LAST, parsed

FORMS = ("%E年%m月%d日", "%E.%m.%d", "%E年%m月", "%E年")


def read(text: str) -> tuple[str, str, str] | None:
    told = pl.DataFrame({"cell": [text]}).select(parsed(pl.col("cell"), FORMS).alias("read")).unnest("read")
    first, last, fineness = told.select(FIRST, LAST, FINENESS).row(0)
    return (str(first), str(last), fineness) if first else None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("平成19年8月10日", ("2007-08-10", "2007-08-10", "day")),
        ("H25.7.4", ("2013-07-04", "2013-07-04", "day")),
        ("昭和35年1月19日", ("1960-01-19", "1960-01-19", "day")),
        ("令和元年5月1日", ("2019-05-01", "2019-05-01", "day")),
        ("大正15年12月25日", ("1926-12-25", "1926-12-25", "day")),
        ("昭和元年12月25日", ("1926-12-25", "1926-12-25", "day")),
        ("明治35年1月", ("1902-01-01", "1902-01-31", "month")),
        ("平成31年", ("2019-01-01", "2019-04-30", "year")),
        ("昭和64年", ("1989-01-01", "1989-01-07", "year")),
        ("令和8年", ("2026-01-01", "2026-12-31", "year")),
    ],
)
def test_a_year_of_an_era_is_one_of_ours(text: str, meant: tuple[str, str, str]) -> None:
    assert read(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "平成31年5月1日",
        "令和元年4月30日",
        "昭和65年",
        "明治5年1月1日",
        "平成0年",
        "平成二十三年",
        "慶応3年",
        "平成19年2月30日",
        "19年",
    ],
)
def test_a_day_outside_of_its_era_is_none(text: str) -> None:
    assert read(text) is None
