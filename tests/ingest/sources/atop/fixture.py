"""Small files in the form of ATOP 5.1, made by hand: columns that a row does not name are 0."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from ingest.cards import read_card
from ingest.source import SOURCES
from ingest.sources.atop.columns import AllianceRow, MemberRow, PhaseRow

Row = Mapping[str, str | int]


def write(folder: Path, members: Sequence[Row], alliances: Sequence[Row], phases: Sequence[Row] = ()) -> Path:
    """Write the three files and return their folder."""
    _table(folder / "atop5_1m.csv", MemberRow._fields, members)
    _table(folder / "atop5_1a.csv", AllianceRow._fields, [{"version": "5.1", "source": 1, **row} for row in alliances])
    _table(folder / "atop5_1aph.csv", PhaseRow._fields, phases)
    return folder


def _table(path: Path, fields: Sequence[str], rows: Sequence[Row]) -> None:
    ignored = [c for c in read_card(SOURCES / "atop" / "source.toml").ignore if c not in fields and "*" not in c]
    with path.open("w", encoding="ascii", newline="") as file:
        out = csv.writer(file)
        out.writerow([*fields, *ignored])
        out.writerows([[row.get(c, 0) for c in (*fields, *ignored)] for row in rows])


def dates(start: str, end: str = "", names: tuple[str, str] = ("ent", "exit")) -> dict[str, str | int]:
    """Return the cells of a member's dates, `YYYY-MM-DD`; without an end the spell goes on at the horizon."""
    cells: dict[str, str | int] = {}
    for name, day in zip(names, (start, end), strict=True):
        year, month, number = (day or "0-0-0").split("-")
        cells |= {f"yr{name}": int(year), f"mo{name}": int(month), f"day{name}": int(number) if number else ""}
    return {**cells, "ineffect": 0 if end else 1}


def life(start: str, end: str = "") -> dict[str, str | int]:
    """Return the cells of a treaty's dates."""
    cells: dict[str, str | int] = {}
    for name, day in (("beg", start), ("end", end)):
        year, month, number = (day or "0-0-0").split("-")
        cells |= {f"{name}yr": int(year), f"{name}mo": int(month), f"{name}day": int(number) if number else ""}
    return {**cells, "ineffect": 0 if end else 1}
