import csv
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from graph.errors import SourceError
from ingest.registers import Lines, Marks, Place, Table, joined, key_of, keys_of, named_ids
from ingest.rows import Fault
from ingest.sheets import Form


class Row(NamedTuple):
    name: str
    note: str


def written(folder: Path, content: str, name: str = "rows.csv") -> Path:
    (folder / name).write_bytes(content.encode())
    return folder / name


def links(*pairs: tuple[str, str]) -> Marks:
    marks = Marks()
    for below, above in pairs:
        marks.add(key_of(below), key_of(above), Place(0, 1))
    return marks


def test_a_record_is_read_again_where_it_stood_line_ends_within_it_and_all(tmp_path: Path) -> None:
    table = Table("key", written(tmp_path, '\ufeffname,note,x\r\na,"one\r\ntwo",1\r\n\r\nü,"three, four",2\r\n'))
    found = [read for read in table.rows(Row, Form(ignore=("x",))) if not isinstance(read, Fault)]
    assert [(place.line, row.name, row.note) for place, row in found] == [
        (2, "a", "one\r\ntwo"),
        (5, "ü", "three, four"),
    ]
    assert list(table.again(Row, Form(ignore=("x",)), [found[1][0], found[0][0]])) == [found[1], found[0]]


def test_a_row_of_another_width_is_a_fault_with_its_line(tmp_path: Path) -> None:
    table = Table("key", written(tmp_path, "name,note\na,b\nc\nd,e\n"))
    faults = [read for read in table.rows(Row, Form()) if isinstance(read, Fault)]
    assert [(fault.file, fault.line, fault.value) for fault in faults] == [("rows.csv", 3, "c")]


def test_what_is_not_utf8_and_what_is_broken_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes("name,note\na,b\nc,\xfc\n".encode("latin-1"))
    with pytest.raises(SourceError, match=r"latin\.csv:3: not UTF-8"):
        list(Table("key", tmp_path / "latin.csv").rows(Row, Form()))
    with pytest.raises(SourceError, match=r"rows\.csv:2: broken CSV"):
        list(Table("key", written(tmp_path, 'name,note\na,"b"c\n')).rows(Row, Form()))


def test_a_line_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.registers._LONGEST", 8)
    with pytest.raises(SourceError, match=r"rows\.csv:2: a line of more than"):
        list(Lines("key", written(tmp_path, "a,b\n123456789,\n")))


def test_the_part_that_is_read_grows_to_the_whole(tmp_path: Path) -> None:
    lines = Lines("key", written(tmp_path, "ab\ncd\n"))
    assert [(next(csv.reader([line])), lines.part()) for line in lines] == [(["ab"], 0.5), (["cd"], 1.0)]


def test_from_one_firm_the_owners_up_and_all_below_are_reached_and_nothing_beside_it() -> None:
    #      bank
    #     /    \
    #  group  other    and a circle below the firm: part -> piece -> part
    #    |
    #   firm
    chain = links(("firm", "group"), ("group", "bank"), ("other", "bank"))
    below = links(("part", "firm"), ("piece", "part"), ("part", "piece"))
    found = joined([key_of("firm")], [chain, below])
    assert set(found) == set(keys_of(["firm", "group", "bank", "part", "piece"]))


def test_without_links_only_the_start_is_reached() -> None:
    assert joined([key_of("a")], [Marks()]).tolist() == [key_of("a")]
    assert len(joined([], [links(("a", "b"))])) == 0


def test_a_link_is_about_what_is_kept_if_both_its_ends_are() -> None:
    marks = Marks()
    marks.add(key_of("a"), key_of("b"), Place(10, 2))
    marks.add(key_of("a"), key_of("c"), Place(20, 3))
    assert list(marks.about(keys_of(["a", "b"]))) == [Place(10, 2)]
    assert len(list(marks.about(None))) == 2
    assert marks.count(np.empty(0, np.uint64)) == 0


def test_a_list_of_ids_may_have_comments_and_no_second_word(tmp_path: Path) -> None:
    path = written(tmp_path, "# mine\nA1 # a firm\n\nB2\n", "keep.txt")
    assert named_ids("key", [path]) == {"A1": "keep.txt:2", "B2": "keep.txt:4"}
    with pytest.raises(SourceError, match=r"bad\.txt:1: 'A firm'"):
        named_ids("key", [written(tmp_path, "A firm\n", "bad.txt")])
