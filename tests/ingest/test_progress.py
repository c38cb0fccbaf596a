import io
import re
from typing import NamedTuple

from pytest import MonkeyPatch
from rich.console import Console

import ingest.progress
from ingest.progress import About, Progress, streamed
from ingest.sheets import Form, convert, parse_sheet


class Pair(NamedTuple):
    a: str
    b: str


def test_a_large_file_shows_its_rows_of_all_its_rows_while_a_connector_maps_them(monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.progress, "_STRIDE", 2)
    shown: list[tuple[int, int | None]] = []
    sheet = parse_sheet("key", "pairs.csv", "a,b\n" + "1,2\n" * 5, Pair, Form())
    token = ingest.progress._meter.set(lambda done, total: shown.append((done, total)))
    try:
        found, faults = convert(sheet, lambda pair: [pair.a])
    finally:
        ingest.progress._meter.reset(token)
    assert (found, faults) == (["1"] * 5, [])
    assert shown == [(2, 5), (4, 5), (5, 5)]


def test_a_terminal_is_shown_a_bar_and_any_other_place_plain_lines() -> None:
    said = {}
    for is_terminal in (True, False):
        out = io.StringIO()
        console = Console(file=out, force_terminal=is_terminal, width=100)
        with Progress(console).reading("pairs") as done:
            done(5)
        said[is_terminal] = out.getvalue()
    assert "\x1b" in said[True]
    assert "\x1b" not in said[False]
    assert said[False].startswith("  read pairs: 5 rows (")


def test_a_long_step_shows_a_running_clock_on_a_terminal_alone() -> None:
    said = {}
    for is_terminal in (True, False):
        out = io.StringIO()
        with Progress(Console(file=out, force_terminal=is_terminal, width=100)).step("think [hard]"):
            pass
        said[is_terminal] = out.getvalue()
    assert re.search(r"think \[hard\] 0:00:0\d", re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", said[True]))
    assert said[False].startswith("  think [hard] (0.")
    assert len(said[False].splitlines()) == 1


def test_a_file_whose_rows_nobody_counted_shows_about_how_many_there_are(monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.progress, "_STRIDE", 2)
    shown: list[tuple[int, int | None]] = []
    token = ingest.progress._meter.set(lambda done, total: shown.append((done, total)))
    read = iter((0.25, 0.5))
    try:
        assert list(streamed("abcde", lambda: next(read))) == list("abcde")
    finally:
        ingest.progress._meter.reset(token)
    assert shown == [(2, 8), (4, 8), (5, 5)]
    assert [isinstance(total, About) for _, total in shown] == [True, True, False]


def test_a_bar_tells_rows_and_begins_again_with_the_next_file() -> None:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=120)
    with Progress(console).reading("pairs") as done:
        show = ingest.progress._meter.get()
        show(3_000, About(12_000))
        show(12_500, 12_500)
        show(1_000, 2_000)
        done(14_500)
    assert "1,000 of 2,000 rows" in out.getvalue()
