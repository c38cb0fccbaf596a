"""The connector of the DFARS list: one listing for the dated copy; the undated copy is named in its note."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from graph.dates import PartialDate
from ingest.cards import Card
from ingest.claims import Claim, Fact, Text, dated, each, entity, kind
from ingest.documented import cited, document
from ingest.identity.codes import actor_on
from ingest.identity.names import joint_name
from ingest.sheets import BadCell, Form, convert, read_sheet
from ingest.source import SourceReading

_FILE = "dfars_qualifying_countries.csv"


class CountryRow(NamedTuple):
    """A country and the copies of the clause in which it stands."""

    iso3: str
    in_clause_dec_2017: str
    in_later_undated_clause: str


def read(files: Path, card: Card) -> SourceReading:
    """Read the countries and return the list of the dated copy."""
    sheet = read_sheet(card.key, files / _FILE, CountryRow, Form(ignore=card.ignore))
    found, faults = convert(sheet, lambda row: [(_state(row, card), row)])
    dated_copy = [state for state, row in found if row.in_clause_dec_2017 == "1"]
    undated = [state for state, row in found if row.in_later_undated_clause == "1"]
    counts = {"2017-12": len(dated_copy), "undated copy": len(undated)}
    claims = (document(card), _listing(dated_copy, undated, card))
    return SourceReading(claims, {_FILE: len(sheet.rows)}, tuple(faults), counts=counts)


def _state(row: CountryRow, card: Card) -> str:
    state = actor_on("iso3", row.iso3, card.horizon)
    if not state:
        raise BadCell("iso3", row.iso3, "not the code of a state; correct it")
    for cell in (row.in_clause_dec_2017, row.in_later_undated_clause):
        if cell not in ("0", "1"):
            raise BadCell("in_clause", cell, "neither 0 nor 1")
    return state


def _listing(members: Sequence[str], undated: Sequence[str], card: Card) -> Claim:
    added = sorted(set(undated) - set(members))
    note = f"A later copy without a date adds {joint_name(added)}." if added else ""
    facts: tuple[Fact, ...] = (
        ("kn:completeFor", kind("rdp-mou")),
        ("kn:involves", entity("usa")),
        *each("kn:lists", map(entity, sorted(members))),
        *dated(PartialDate.parse(f"{card.horizon:%Y-%m}")),
        *each("skos:note", [Text(note)] if note else []),
    )
    return Claim(entity("list-dfars-rdp-mou-usa-2017-12").value, ("Listing",), facts, cited(card, "paragraph (a)"))
