"""A value at fault takes along what cannot do without it, and nothing else."""

from pathlib import Path

import pytest

from ingest.source import SourceReading
from tests.ingest.mapping.test_read import said, told

WIDE = """
[columns.signed]
date = ["%Y-%m-%d"]
[columns.ended]
date = ["%Y-%m-%d"]
[columns.members]
split = ";"
code = "iso3"
[columns.type]
values = {{ DCA = "defence-cooperation-agreement" }}
[columns.page]
pattern = "http.*"
[[thing]]
class = "Agreement"
id = "pact-{{no}}"
[thing.facts]
"rdfs:label" = {{ text = "{{title}}", language = "en" }}
"rdfs:seeAlso" = {{ iri = "{{page}}" }}
"kn:kind" = {{ concept = "{{type}}" }}
"kn:legalForm" = {{ concept = "form-treaty" }}
"kn:status" = {{ concept = "in-force" }}
"kn:allPartiesListed" = {{ flag = true }}
"kn:signedOn" = {{ date = "signed" }}
[[thing]]
class = "Participation"
each = "members"
id = "part-{{no}}-{{members}}"
[thing.facts]
"kn:participatesIn" = {{ thing = "pact-{{no}}" }}
"kn:involves" = {{ thing = "{{members}}" }}
"kn:role" = {{ concept = "party" }}
"kn:status" = {{ concept = "in-force" }}
"kn:signedOn" = {{ date = "signed" }}
"kn:validTo" = {{ date = "ended" }}
"""
HEADER = b"no,title,type,signed,ended,members,page\n"
GOOD = b"1,First,DCA,2001-05-17,,JPN;USA,\n"


def wide(folder: Path, row: bytes, body: str = WIDE) -> SourceReading:
    return told(folder, "t.csv", HEADER + GOOD + row, body=body)


def left(reading: SourceReading) -> list[tuple[int, str, str, str]]:
    return [(f.line, f.column, f.value, f.problem.rpartition("; left out: ")[2]) for f in reading.quarantine]


def things(reading: SourceReading) -> set[str]:
    return {s for s, o in said(reading, "type") if s.startswith(("pact-2", "part-2")) and "Citation" not in o}


def listed(reading: SourceReading) -> dict[str, str]:
    return {s: o.split('"')[1] for s, o in said(reading, "allPartiesListed")}


def test_a_value_that_a_thing_can_do_without_leaves_out_its_statement_alone(tmp_path: Path) -> None:
    reading = wide(tmp_path, b"2,Second,DCA,2003-01-01,,JPN;USA,nowhere\n")
    assert left(reading) == [(3, "page", "nowhere", "this value")]
    assert things(reading) == {"pact-2", "part-2-jpn", "part-2-usa"}
    assert listed(reading) == {"pact-1": "true", "pact-2": "true"}
    assert dict(reading.rows) == {"t.csv": 1}


def test_one_bad_value_of_three_leaves_out_its_party_and_the_claim_that_all_parties_are_listed(tmp_path: Path) -> None:
    reading = wide(tmp_path, b"2,Second,DCA,2003-01-01,,JPN;XXX;USA,\n")
    assert left(reading) == [(3, "members", "XXX", "the Participation of this value")]
    assert things(reading) == {"pact-2", "part-2-jpn", "part-2-usa"}
    assert listed(reading) == {"pact-1": "true", "pact-2": "false"}


def test_an_end_that_is_no_date_leaves_out_the_parties_rather_than_have_them_stand_for_ever(tmp_path: Path) -> None:
    reading = wide(tmp_path, b"2,Second,DCA,2003-01-01,2010-02-30,JPN;USA,\n")
    assert left(reading) == [(3, "ended", "2010-02-30", "the Participation")]
    assert things(reading) == {"pact-2"}
    assert listed(reading)["pact-2"] == "false"


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [(b"2,Second,XYZ,2003-01-01,,JPN;USA,\n", "type", "XYZ"), (b"2,Second,DCA,2003,,JPN;USA,\n", "signed", "2003")],
)
def test_a_thing_that_is_not_made_takes_along_what_needs_to_refer_to_it(
    tmp_path: Path, row: bytes, column: str, value: str
) -> None:
    reading = wide(tmp_path, row)
    assert [(f.line, f.column, f.value) for f in reading.quarantine] == [(3, column, value)]
    assert things(reading) == set()
    assert listed(reading) == {"pact-1": "true"}


def test_a_blank_cell_that_a_thing_cannot_do_without_is_told(tmp_path: Path) -> None:
    reading = wide(tmp_path, b"2,Second,,2003-01-01,,JPN;USA,\n")
    assert [(f.line, f.column, f.value, f.problem) for f in reading.quarantine] == [
        (3, "type", "", "blank, and every Agreement needs kn:kind; left out: the Agreement")
    ]
    assert things(reading) == set()


def test_a_required_cell_takes_its_whole_line_along(tmp_path: Path) -> None:
    body = WIDE.replace('pattern = "http.*"', 'pattern = "http.*"\nrequired = true')
    reading = told(
        tmp_path, "t.csv", HEADER + b"1,A,DCA,2001-01-01,,JPN,http://a\n2,B,DCA,2001-01-01,,JPN,x\n", body=body
    )
    assert left(reading) == [(3, "page", "x", "the line")]
    assert things(reading) == set()


LONG = WIDE.replace('split = ";"\n', "").replace('each = "members"\n', "")
LONG_ROWS = b"2,Second,DCA,2003-01-01,,JPN,\n2,Second,DCA,2003-01-01,,XXX,\n2,Second,DCA,2003-01-01,,USA,\n"


def test_in_the_long_form_a_party_at_fault_is_missed_on_every_row_of_its_agreement(tmp_path: Path) -> None:
    reading = told(tmp_path, "t.csv", HEADER + b"1,First,DCA,2001-05-17,,JPN,\n" + LONG_ROWS, body=LONG)
    assert left(reading) == [(4, "members", "XXX", "the Participation")]
    assert things(reading) == {"pact-2", "part-2-jpn", "part-2-usa"}
    assert listed(reading) == {"pact-1": "true", "pact-2": "false"}


def test_in_the_long_form_an_agreement_stands_by_its_other_rows(tmp_path: Path) -> None:
    rows = LONG_ROWS.replace(b"DCA,2003-01-01,,XXX", b"ODD,2003-01-01,,AUS")
    reading = told(tmp_path, "t.csv", HEADER + rows, body=LONG)
    assert left(reading) == [(3, "type", "ODD", "the Agreement")]
    assert things(reading) == {"pact-2", "part-2-jpn", "part-2-aus", "part-2-usa"}
    assert listed(reading) == {"pact-2": "true"}


SLOTS = """
[table]
unpivot = {{ columns = ["m?"], name = "slot", value = "members" }}
""" + LONG.replace("{table}", "")


def test_of_a_wide_row_made_into_several_only_the_slot_at_fault_is_left_out(tmp_path: Path) -> None:
    table = b"no,title,type,signed,ended,page,m1,m2,m3\n2,Second,DCA,2003-01-01,,,JPN,XXX,USA\n"
    reading = told(tmp_path, "t.csv", table, body=SLOTS.replace("[table]", '[table]\nignore = ["slot"]'))
    assert left(reading) == [(2, "members", "XXX", "the Participation")]
    assert things(reading) == {"pact-2", "part-2-jpn", "part-2-usa"}
    assert listed(reading) == {"pact-2": "false"}


EVENTS = """
[columns.held]
date = ["%Y-%m-%d"]
[columns.who]
split = ";"
code = "iso3"
[[thing]]
class = "Event"
id = "drill-{{no}}"
[thing.facts]
"rdfs:label" = {{ text = "Drill {{no}}", language = "en" }}
"kn:kind" = {{ concept = "summit-meeting" }}
"kn:validFrom" = {{ date = "held" }}
"kn:involves" = {{ thing = "{{who}}" }}
"""


def test_a_thing_that_needs_two_values_goes_where_one_is_left(tmp_path: Path) -> None:
    reading = told(tmp_path, "t.csv", b"no,held,who\n1,2020-01-01,JPN;USA;XX\n2,2020-01-01,JPN;XX\n", body=EVENTS)
    assert {s for s, _ in said(reading, "involves")} == {"drill-1"}
    assert [(f.line, f.value, f.problem.rpartition("left out: ")[2]) for f in reading.quarantine] == [
        (2, "XX", "this value"),
        (3, "", "the Event"),
        (3, "XX", "this value"),
    ]


STAYS = """
[columns.who]
code = "iso3"
[[thing]]
class = "Participation"
id = "stay-{{no}}"
[thing.facts]
"kn:participatesIn" = {{ thing = "agr-mdt" }}
"kn:involves" = {{ thing = "{{who}}" }}
"kn:role" = {{ concept = "party" }}
"kn:status" = {{ concept = "ended" }}
"kn:validFrom" = {{ date = "start" }}
"kn:validTo" = {{ date = "end" }}
"""


def test_an_end_before_the_start_leaves_out_its_thing_and_one_in_the_same_year_comes_after_it(tmp_path: Path) -> None:
    table = b"no,who,start,end\n1,JPN,2010,2010\n2,JPN,2010-05,2009\n3,JPN,2010-05-01,2010-05-01\n4,JPN,2010,\n"
    reading = told(tmp_path, "t.csv", table, body=STAYS)
    assert [(f.line, f.column, f.value, f.problem) for f in reading.quarantine] == [
        (3, "end", "2009", "not after the start, 2010-05-01; left out: the Participation"),
        (4, "end", "2010-05-01", "not after the start, 2010-05-01; left out: the Participation"),
    ]
    assert {(s, o[1:11]) for s, o in said(reading, "validTo")} == {("stay-1", "2010-01-02")}
    assert {(s, o[1:11]) for s, o in said(reading, "validToLatest")} == {("stay-1", "2010-12-31")}


def test_what_lasts_one_day_ends_on_the_next_by_the_same_column(tmp_path: Path) -> None:
    body = STAYS.replace('date = "end"', 'date = "start", last_day = true')
    reading = told(tmp_path, "t.csv", b"no,who,start\n1,JPN,2010-05-01\n2,JPN,2010\n", body=body)
    assert {(s, o[1:11]) for s, o in said(reading, "validFrom")} == {("stay-1", "2010-05-01"), ("stay-2", "2010-01-01")}
    assert {(s, o[1:11]) for s, o in said(reading, "validTo")} == {("stay-1", "2010-05-02"), ("stay-2", "2010-01-02")}
