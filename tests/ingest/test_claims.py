from datetime import date

import pytest

from graph.dates import PartialDate
from ingest.claims import Text, dated, full, some, text
from ingest.sources.curated.cited import Cited


def day(written: str) -> PartialDate:
    return PartialDate.parse(written)


def test_a_full_date_is_one_day_with_its_precision() -> None:
    assert dated(validFrom=day("2016-06-04")) == (
        ("kn:validFrom", date(2016, 6, 4)),
        ("kn:datePrecision", Text("day")),
    )


def test_a_partial_date_keeps_its_earliest_and_its_latest_day() -> None:
    assert dated(validTo=day("2016-02")) == (
        ("kn:validTo", date(2016, 2, 1)),
        ("kn:validToLatest", date(2016, 2, 29)),
        ("kn:datePrecision", Text("month")),
    )


def test_the_coarsest_of_several_dates_gives_the_precision() -> None:
    assert dated(signedOn=day("1960-01-19"), validFrom=day("1960"))[-1] == ("kn:datePrecision", Text("year"))
    assert dated(signedOn=day("1960-01-19"), validFrom=day("1960~"))[-1] == ("kn:datePrecision", Text("about"))


def test_a_day_of_attestation_is_the_last_of_its_span_and_counts_only_alone() -> None:
    assert dated(day("2010")) == (("kn:attestedOn", date(2010, 12, 31)), ("kn:datePrecision", Text("year")))
    assert dated(day("2010"), validFrom=day("2001-05-06"))[-1] == ("kn:datePrecision", Text("day"))


def test_without_dates_nothing_is_said() -> None:
    assert dated(None, validFrom=None) == ()


def test_blank_words_are_no_fact() -> None:
    assert some(("kn:note", text("")), ("kn:note", text(None)), ("kn:kind", text("x"))) == (("kn:kind", Text("x")),)


def test_a_prefix_that_is_none_of_ours_is_an_error() -> None:
    with pytest.raises(KeyError):
        full("nope:term")


def test_a_row_cites_its_source_and_every_further_one() -> None:
    class Plain(Cited):
        def claim(self) -> None:  # type: ignore[override]
            """Say nothing."""

    row = Plain.model_validate(
        {
            "source": "src-a",
            "also": "src-b;src-c",
            "locator": "Art. V",
            "checked": "from;to",
            "confidence": "A",
            "note": "",
        }
    )
    main, *others = row.evidence()
    assert (main.source, main.confidence, main.locator, main.checked) == ("src-a", "a", "Art. V", ("from", "to"))
    assert [(e.source, e.confidence, e.locator, e.checked) for e in others] == [
        ("src-b", "b", "", ()),
        ("src-c", "b", "", ()),
    ]
    assert row.remark() == ()
