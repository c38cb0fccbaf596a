import json
from csv import reader
from io import StringIO
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from graph.query.rows import cut, row_starts

FORMATS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
NASTY = [
    "",
    '"',
    "\\",
    "},{",
    '},{"a":{',
    "{}",
    "\r\n",
    "\n",
    "\t",
    "<result>",
    "a,b",
    '""',
    "日本",
    "},{}",
    '\\"',
    "]}}",
]


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def written(rows: list[tuple[str | None, str | None]], format_name: str) -> bytes:
    cells = " ".join("(" + " ".join("UNDEF" if cell is None else quoted(cell) for cell in row) + ")" for row in rows)
    found = Store().query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {cells} }} }}")
    assert isinstance(found, QuerySolutions)
    return found.serialize(format=FORMATS[format_name]) or b""


def count(format_name: str, body: bytes) -> int:
    text = body.decode()
    if format_name == "json":
        return len(json.loads(text)["results"]["bindings"])
    if format_name == "xml":
        return len(ET.fromstring(text).findall(".//{*}result"))
    if format_name == "csv":
        return len(list(reader(StringIO(text, newline="")))) - 1
    return text.count("\n") - 1


cell = st.none() | st.sampled_from(NASTY) | st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=6)


@pytest.mark.parametrize("format_name", list(FORMATS))
@given(rows=st.lists(st.tuples(cell, cell), max_size=6))
@settings(max_examples=60, deadline=None)
def test_rows_are_counted_whatever_their_values_hold(
    format_name: str, rows: list[tuple[str | None, str | None]]
) -> None:
    body = written(rows, format_name)
    assert len(row_starts(format_name, body)) == len(rows)


@pytest.mark.parametrize("format_name", list(FORMATS))
@given(rows=st.lists(st.tuples(cell, cell), min_size=1, max_size=6), part=st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_a_table_cut_anywhere_parses_and_keeps_whole_rows(
    format_name: str, rows: list[tuple[str | None, str | None]], part: float
) -> None:
    body = written(rows, format_name)
    piece = body[: int(len(body) * part)]
    starts = row_starts(format_name, piece) if b'"bindings":[' in piece or format_name != "json" else []
    if not starts:
        return
    kept = len(starts) - 1
    assert count(format_name, cut(format_name, piece, starts[kept])) == kept
    assert kept <= len(rows)


@pytest.mark.parametrize(("format_name", "rows"), [("json", 2), ("xml", 2), ("csv", 2), ("tsv", 2)])
def test_the_rows_before_the_cut_are_the_first(format_name: str, rows: int) -> None:
    body = written([("a", None), ("b", "x"), ("c", None)], format_name)
    shorter = cut(format_name, body, row_starts(format_name, body)[rows])
    assert count(format_name, shorter) == rows
    assert b"b" in shorter
    assert shorter == written([("a", None), ("b", "x")], format_name)
