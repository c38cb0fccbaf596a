"""Cells of several values are parted at the signs between them, never inside of a name."""

from pathlib import Path

import pytest

from tests.ingest.mapping.test_read import said, told

PARTIES = """
[columns.members]
split = {signs}
code = "name"
corrections = {{{{ "United Kingdom of Great Britain and Northern Ireland" = "United Kingdom" }}}}
[[thing]]
class = "Participation"
each = "members"
id = "part-{{{{no}}}}-{{{{members}}}}"
[thing.facts]
"kn:participatesIn" = {{{{ thing = "agr-us-nato-1949" }}}}
"kn:involves" = {{{{ thing = "{{{{members}}}}" }}}}
"kn:role" = {{{{ concept = "party" }}}}
"kn:status" = {{{{ concept = "in-force" }}}}
"""


def members(folder: Path, cell: str, signs: str = '[", ", " and "]') -> set[str]:
    body = PARTIES.format(signs=signs)
    reading = told(folder, "t.csv", f'no,members\n1,"{cell}"\n'.encode(), body=body)
    return {value.rpartition("/")[2][:-1] for _, value in said(reading, "involves")} | {
        f"?{fault.value}" for fault in reading.quarantine
    }


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Japan and United States", {"jpn", "usa"}),
        ("Japan, South Korea and United States", {"jpn", "kor", "usa"}),
        ("Trinidad and Tobago and Japan", {"tto", "jpn"}),
        ("japan AND trinidad and tobago", {"?japan AND trinidad and tobago"}),
        ("United Kingdom of Great Britain and Northern Ireland and Japan", {"gbr", "jpn"}),
        ("Bosnia and Herzegovina", {"bih"}),
        ("Japan and Trinidad", {"jpn", "?Trinidad"}),
    ],
)
def test_a_sign_inside_of_a_known_name_parts_nothing(tmp_path: Path, cell: str, found: set[str]) -> None:
    assert members(tmp_path, cell) == found


def test_one_sign_needs_no_list(tmp_path: Path) -> None:
    assert members(tmp_path, "Japan;United States", '";"') == {"jpn", "usa"}


def test_a_state_that_is_no_more_and_a_japanese_name_are_names(tmp_path: Path) -> None:
    assert members(tmp_path, "Czechoslovakia, オーストラリア") == {"csk-1918", "aus"}
