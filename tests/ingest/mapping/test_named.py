"""What rows name is described by somebody: former states by us, others by a source, else the user is told."""

from pathlib import Path

from tests.ingest.mapping.test_read import said, told

BASES = """
[columns.host]
code = "cow"
code_on = "start"
[[thing]]
class = "Presence"
id = "base-{{no}}"
[thing.facts]
"kn:fromActor" = {{ thing = "{{from}}" }}
"kn:toActor" = {{ thing = "{{host}}" }}
"kn:kind" = {{ concept = "presence-base" }}
"kn:validFrom" = {{ date = "start" }}
"""


def test_a_state_that_is_no_more_comes_with_its_description(tmp_path: Path) -> None:
    rows = b"no,from,host,start\n1,usa,315,1960-01-01\n2,usa,678,1970\n"
    reading = told(tmp_path, "t.csv", rows, body=BASES)
    assert ("csk-1918", '"Czechoslovakia"@en') in said(reading, "label")
    assert {value[1:11] for subject, value in said(reading, "validTo") if subject == "csk-1918"} == {"1993-01-01"}
    assert "src-gw-states" in {subject for subject, _ in said(reading, "title")}
    assert not reading.notes


def test_a_name_that_nothing_describes_is_told_with_its_line(tmp_path: Path) -> None:
    rows = b"no,from,host,start\n1,usa,2,1960\n2,firm-nowhere,2,1960\n3,firm-nowhere,2,1960\n"
    (note,) = told(tmp_path, "t.csv", rows, body=BASES).notes
    assert note.startswith("t.csv:3: a Presence names 'firm-nowhere', which nothing here describes: correct it")
