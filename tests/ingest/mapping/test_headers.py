import pytest

from graph.errors import RefusedFile
from ingest.mapping.headers import check, is_nameless, joined


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ([["a", " b "]], ["a", "b"]),
        ([["a", ""]], ["a", "column 2"]),
        ([["Name", "When", "", "Size"], ["", "From", "To", ""]], ["Name", "When From", "When To", "Size"]),
        ([["", "When", ""], ["Name", "From", "To"]], ["Name", "When From", "When To"]),
        ([["Name", "When"], ["", "From", "To"]], ["Name", "When From", "When To"]),
        ([["A", "", ""], ["B", "", "C"], ["d", "e", "f"]], ["A B d", "A B e", "A C f"]),
    ],
)
def test_a_name_is_what_stands_over_a_column_merged_cells_over_all_that_they_cover(
    lines: list[list[str]], names: list[str]
) -> None:
    assert joined(lines) == names


def test_a_name_that_stands_twice_is_refused_and_a_number_is_no_name() -> None:
    with pytest.raises(RefusedFile, match="t:3: the column 'a' stands twice"):
        check("t", ["a", "b", "a"], 3)
    with pytest.raises(RefusedFile, match="no header"):
        check("t", [], 1)
    assert is_nameless("column 2")
    assert not is_nameless("column two")
