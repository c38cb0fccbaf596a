"""What is wrong with a header is told so that the reader knows what file is in hand."""

from ingest.headings import heading_faults

FIELDS = ("atopid", "phase", "member", "defense")


def test_a_header_with_what_is_mapped_and_ignored_has_no_fault() -> None:
    assert heading_faults("m.csv", ["atopid", "phase", "member", "defense", "mem1"], FIELDS, ["mem*"]) == []


def test_a_column_under_another_name_is_told_with_the_name_that_is_like_it() -> None:
    missing, unread = heading_faults("m.csv", ["atopid", "phase", "member", "defence"], FIELDS, [])
    assert missing == "m.csv: column 'defense' is missing; 'defence' is like it, of another edition perhaps"
    assert unread.startswith("m.csv: column 'defence' is not read, since the source as this program knows it")


def test_a_column_that_stands_twice_is_told_once() -> None:
    found = heading_faults("m.csv", [*FIELDS, "phase"], FIELDS, [])
    assert found == ["m.csv: column 'phase' stands twice in the header; take one out"]


def test_the_file_of_another_source_gives_one_fault_and_not_one_a_column() -> None:
    (found,) = heading_faults("m.csv", ["version4id", "ccode", "state_name"], FIELDS, [])
    assert "4 of 4 columns are missing" in found
    assert "its header has version4id, ccode, state_name" in found


def test_a_file_without_a_header_has_no_column() -> None:
    (found,) = heading_faults("m.csv", [], FIELDS, [])
    assert "its header has no column" in found
