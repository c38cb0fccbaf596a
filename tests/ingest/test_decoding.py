"""Text is read as its publisher wrote it, or as another program saved it again."""

from pathlib import Path

import pytest

from graph.errors import SourceError
from ingest.decoding import read_text


def written(folder: Path, content: bytes) -> Path:
    path = folder / "table.csv"
    path.write_bytes(content)
    return path


def test_a_mark_of_utf8_is_passed_over_in_every_encoding(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbfatopid,member\r\n")
    assert {read_text("atop", path, name) for name in ("ascii", "cp1252", "utf-8")} == {"atopid,member\r\n"}


def test_a_file_of_one_byte_a_letter_that_was_saved_as_utf8_keeps_its_letters(tmp_path: Path) -> None:
    assert read_text("sipri", written(tmp_path, "Göteborg\n".encode("cp1252")), "cp1252") == "Göteborg\n"
    assert read_text("sipri", written(tmp_path, "Göteborg\n".encode()), "cp1252") == "Göteborg\n"


def test_another_encoding_is_told_with_its_line_and_byte(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"table.csv:2: byte 0xF6 is not ascii; download"):
        read_text("atop", written(tmp_path, b"atopid\nG\xf6teborg\n"), "ascii")
    with pytest.raises(SourceError, match=r"table.csv:1: the file is UTF-16; save it as CSV in UTF-8"):
        read_text("atop", written(tmp_path, "atopid\n".encode("utf-16")), "ascii")
    with pytest.raises(SourceError, match=r"gone.csv: the file is missing"):
        read_text("atop", tmp_path / "gone.csv", "ascii")
