"""Rows that say different values of what a thing has one of are told of, by both lines, and the thing is left out."""

from pathlib import Path

from tests.ingest.mapping.test_read import said, told

MEASURES = """
[columns.home]
code = "iso3"
[[thing]]
class = "Measure"
id = "m-{{home}}-{{year}}"
[thing.facts]
"kn:kind" = {{ concept = "indicator-population" }}
"kn:involves" = {{ thing = "{{home}}" }}
"kn:value" = {{ number = "people" }}
"kn:validFrom" = {{ date = "year", whole = true }}
"kn:validTo" = {{ date = "year", whole = true, last_day = true }}
"skos:note" = {{ text = "{{note}}" }}
"""
HEADER = "home,year,people,note\n"


def test_rows_that_agree_are_one_thing_with_two_citations(tmp_path: Path) -> None:
    rows = f"{HEADER}JPN,1990,100,a\nJPN,1990,100.0,b\n"
    reading = told(tmp_path, "t.csv", rows.encode(), body=MEASURES)
    assert (reading.quarantine, len(said(reading, "locator"))) == ((), 2)
    assert said(reading, "note") == {("m-jpn-1990", '"a"'), ("m-jpn-1990", '"b"')}


def test_rows_that_differ_leave_the_thing_out_and_name_both_lines(tmp_path: Path) -> None:
    rows = f"{HEADER}JPN,1990,100,\nJPN,1990,101,\nUSA,1990,5,\n"
    reading = told(tmp_path, "t.csv", rows.encode(), body=MEASURES)
    assert {subject for subject, _ in said(reading, "value")} == {"m-usa-1990"}
    (fault,) = reading.quarantine
    assert (fault.line, fault.column, fault.value) == (3, "people", "101")
    assert "a thing has one kn:value, and line 2 says 100" in fault.problem
    assert fault.problem.endswith("left out: the Measure")


def test_rows_of_two_files_are_held_against_each_other_and_cited_apart(tmp_path: Path) -> None:
    told(tmp_path, "a.csv", f"{HEADER}JPN,1990,100,\nUSA,1990,5,\n".encode(), body=MEASURES)
    reading = told(tmp_path, "b.csv", f"{HEADER}JPN,1990,101,\nUSA,1990,5,\n".encode(), body=MEASURES)
    assert [(fault.file, fault.line) for fault in reading.quarantine] == [("b.csv", 2)]
    assert len(said(reading, "locator")) == 2
    assert reading.rows == {"a.csv": 2, "b.csv": 1}


def test_the_whole_of_a_year_has_its_first_day_and_ends_on_the_day_after_its_last(tmp_path: Path) -> None:
    reading = told(tmp_path, "t.csv", f"{HEADER}JPN,1990,100,\n".encode(), body=MEASURES)
    assert {value[1:11] for _, value in said(reading, "validFrom")} == {"1990-01-01"}
    assert {value[1:11] for _, value in said(reading, "validTo")} == {"1991-01-01"}
    assert said(reading, "datePrecision") == {("m-jpn-1990", '"day"')}
    assert not said(reading, "validFromLatest") | said(reading, "validToLatest")


def test_days_on_which_something_was_seen_may_stand_in_one_cell(tmp_path: Path) -> None:
    body = MEASURES.replace('"skos:note" = {{ text = "{{note}}" }}', '"kn:attestedOn" = {{ date = "note" }}')
    rows = f"{HEADER}JPN,1990,100,1990-02-03;1991\nUSA,1990,5,\n"
    reading = told(tmp_path, "t.csv", rows.encode(), body='[columns.note]\nsplit = ";"\n' + body)
    assert {value[1:11] for _, value in said(reading, "attestedOn")} == {"1990-02-03", "1991-12-31"}
    assert said(reading, "datePrecision") == {("m-jpn-1990", '"day"'), ("m-usa-1990", '"day"')}


def test_several_ends_in_one_cell_are_a_fault(tmp_path: Path) -> None:
    body = MEASURES.replace('date = "year", whole = true, last_day = true', 'date = "note"')
    reading = told(
        tmp_path, "t.csv", f"{HEADER}JPN,1990,1,1991;1992\n".encode(), body='[columns.note]\nsplit = ";"\n' + body
    )
    assert not said(reading, "value")
    assert "a thing has one kn:validTo, and line 2 says 1991" in reading.quarantine[0].problem
