"""Reading registers of a million records, each in a process of its own, beside the same rows simply read."""

import csv
import json
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from benchmarks.registers import LEVEL_1, write_entities, write_golden_copy
from ingest.cards import Card, read_card
from ingest.source import SOURCES, SourceReading
from ingest.sources.ftm.read import read as read_ftm
from ingest.sources.gleif.read import read as read_gleif

ENTITIES, LINKS, LINES = 1_000_000, 200_000, 1_000_000


@dataclass(frozen=True)
class Run:
    """What one reader took: seconds of processor time, and the most memory of its process [MB]."""

    seconds: float
    peak: float
    found: str


def run() -> Iterator[str]:
    """Yield a line a reader: rows a second, times the peer's time, peak memory."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        files = write_golden_copy(folder, ENTITIES, LINKS)
        size = sum(path.stat().st_size for path in files) >> 20
        yield f"golden copy: {ENTITIES:,} records of {len(LEVEL_1)} columns and {LINKS:,} links, {size:,} MB"
        yield from compared(folder, ENTITIES + LINKS, gleif, (with_csv, with_polars))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        size = write_entities(folder, LINES).stat().st_size >> 20
        yield f"FollowTheMoney: {LINES:,} lines, {size:,} MB"
        yield from compared(folder, LINES, ftm, (with_json,))


def compared(
    folder: Path, rows: int, ours: Callable[[Path], str], peers: tuple[Callable[[Path], str], ...]
) -> Iterator[str]:
    runs = {reader.__name__: apart(reader, folder) for reader in (ours, *peers)}
    mine = runs[ours.__name__]
    for name, found in runs.items():
        rate = f"{found.seconds:.1f} s of CPU, {rows / found.seconds:,.0f} rows/s, peak {found.peak:,.0f} MB"
        times = "" if found is mine else f"ours takes {mine.seconds / found.seconds:.1f} times its time; "
        yield f"{name}: {rate}; {times}{found.found}"


def apart(reader: Callable[[Path], str], folder: Path) -> Run:
    """Run a reader in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measured, (reader, folder))


def measured(reader: Callable[[Path], str], folder: Path) -> Run:
    before = time.process_time()
    found = reader(folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Run(time.process_time() - before, peak, found)


def gleif(folder: Path) -> str:
    return told(read_gleif(folder, card("gleif")))


def ftm(folder: Path) -> str:
    return told(read_ftm(folder, card("ftm")))


def card(folder: str) -> Card:
    return read_card(SOURCES / folder / "source.toml")


def told(reading: SourceReading) -> str:
    left_out = ", ".join(f"{name} {count:,}" for name, count in reading.rows.items() if "left out" in name)
    return f"{len(reading.claims):,} claims; {left_out}"


def with_csv(folder: Path) -> str:
    count = 0
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            count += sum(1 for _ in csv.reader(lines))
    return f"{count:,} rows read and dropped"


def with_polars(folder: Path) -> str:
    """Read three columns of each file as a stream, on all cores."""
    found = []
    for path in folder.glob("*.csv"):
        scan = pl.scan_csv(path, infer_schema=False)
        columns = scan.collect_schema().names()[:3]
        found.append(scan.select(pl.col(columns).n_unique()).collect(engine="streaming").row(0))
    return f"distinct values {found}"


def with_json(folder: Path) -> str:
    count = 0
    for path in folder.glob("*.json"):
        with path.open(encoding="utf-8") as lines:
            count += sum(1 for line in lines if json.loads(line))
    return f"{count:,} lines parsed and dropped"
