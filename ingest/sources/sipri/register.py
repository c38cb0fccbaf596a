"""Reads the register: eleven lines of preamble, no quotes, flags in unnamed columns, comments broken over lines."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final, NamedTuple

from graph.errors import SourceError
from ingest.decoding import read_text
from ingest.rows import Fault
from ingest.sheets import Sheet

_KEY: Final = "sipri"
_PREAMBLE: Final = 11
_HEADER: Final = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,"
    "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons"
)
_WHO: Final = r"[\w ,.'()*-]+?"
_ASKED: Final = re.compile(
    rf"arms from (?P<suppliers>{_WHO})\s+to (?P<recipients>{_WHO})\s*\."
    r".*year range '(?P<first>[12]\d{3})' to '(?P<last>[12]\d{3})'"
)
_ALL: Final = "All countries"
_FIRST: Final = 1950
"""The register begins with this year."""
_MADE: Final = re.compile(r"^Data generated: (\d{1,2} \w{3} \d{4})")


class DealRow(NamedTuple):
    """A record of the register; the flags hold a question mark where the column before them is uncertain."""

    recipient: str
    supplier: str
    ordered_in: str
    ordered_in_flag: str
    ordered: str
    ordered_flag: str
    designation: str
    description: str
    delivered: str
    delivered_flag: str
    delivered_in: str
    status: str
    comments: str
    volume_each: str
    volume_ordered: str
    volume_delivered: str


class Numbered(NamedTuple):
    """A record with the line on which it starts, since the register gives it no number."""

    line: int
    row: DealRow


@dataclass(frozen=True)
class Register:
    """The records of an export and the day on which it was made."""

    sheet: Sheet[Numbered]
    made: date
    selection: str = ""
    """What was asked for, where that is not the whole register."""
    asked_to: int | None = None
    """The last year that was asked for."""

    @property
    def last_year(self) -> int | None:
        """Return the last year of which a record tells an order or a delivery."""
        rows = [found.row for _, found in self.sheet.rows]
        told = {year.strip() for row in rows for year in (row.ordered_in, *row.delivered_in.split(";"))}
        return max((int(year) for year in told if re.fullmatch("[0-9]{4}", year)), default=None)


def read_register(path: Path) -> Register:
    """Read an export of the register.

    Raises
    ------
    SourceError
        The file has another header or no date of export.
    """
    # The code page and Latin-1 agree on every byte that occurs.
    lines = read_text(_KEY, path, "cp1252").split("\n")
    if len(lines) <= _PREAMBLE or lines[_PREAMBLE].rstrip("\r") != _HEADER:
        raise SourceError(_KEY, [f"{path.name}:{_PREAMBLE + 1}: not the header of a trade register; export it as CSV"])
    rows: list[tuple[int, Numbered]] = []
    faults: list[Fault] = []
    for number, line in _joined(lines):
        cells = line.split(",")
        if len(cells) == len(DealRow._fields):
            rows.append((number, Numbered(number, DealRow._make(map(str.strip, cells)))))
        else:
            problem = f"{len(cells)} cells, expected {len(DealRow._fields)}; export the register again"
            faults.append(Fault(path.name, number, "", line[:80], problem))
    asked = _ASKED.search(lines[0])
    last = int(asked["last"]) if asked else None
    sheet = Sheet(path.name, tuple(rows), tuple(faults))
    return Register(sheet, _made(lines, path.name), _selection(asked), last)


def _joined(lines: list[str]) -> list[tuple[int, str]]:
    """Return the records: a line that starts with a comma goes on with the comment of the one before."""
    records: list[tuple[int, str]] = []
    for number, line in enumerate(lines[_PREAMBLE + 1 :], start=_PREAMBLE + 2):
        if line.startswith(",") and records:
            first, begun = records[-1]
            records[-1] = (first, begun.rstrip("\r") + line)
        elif line.strip():
            records.append((number, line))
    return records


def _selection(asked: re.Match[str] | None) -> str:
    """Return in words what was selected; blank for the whole register, and where the preamble does not say."""
    if asked is None or (asked["suppliers"], asked["recipients"], int(asked["first"])) == (_ALL, _ALL, _FIRST):
        return ""
    return f"from {asked['suppliers']} to {asked['recipients']}, delivered {asked['first']} to {asked['last']}"


def _made(lines: list[str], name: str) -> date:
    for line in lines[:_PREAMBLE]:
        if match := _MADE.match(line):
            return datetime.strptime(match[1], "%d %b %Y").date()  # noqa: DTZ007
    raise SourceError(_KEY, [f"{name}: no line 'Data generated:' in the preamble; export the register again"])
