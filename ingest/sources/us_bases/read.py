"""The connector of the list of US bases: a facility a line, its host, its kind and its place on the map."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final, NamedTuple

from ingest.cards import Card
from ingest.claims import Claim, Fact, Text, entity, kind, some
from ingest.documented import cited, document
from ingest.identity.actors import actor_claims
from ingest.identity.codes import actor_on
from ingest.progress import counted
from ingest.rows import Fault
from ingest.sheets import BadCell, Form, read_sheet
from ingest.source import SourceReading
from ontology.iris import mint

_MISSING: Final = "NA"
_KINDS: Final = {
    ("1", "0", "0"): "presence-base",
    ("0", "1", "0"): "presence-small-site",
    ("0", "0", "1"): "presence-funded-site",
    ("0", "1", "1"): "presence-small-funded-site",
}


class SiteRow(NamedTuple):
    """A site."""

    countryname: str
    ccode: str
    basename: str
    lat: str
    lon: str
    base: str
    lilypad: str
    fundedsite: str


def read(files: Path, card: Card) -> SourceReading:
    """Read the sites; the list has no key, so a site is named after the version of the list and its line."""
    sheet = read_sheet(card.key, files / "basedata.csv", SiteRow, Form("cp1252", ignore=card.ignore))
    claims: list[Claim] = []
    hosts: set[str] = set()
    faults = list(sheet.faults)
    for line, row in counted(sheet.rows, len(sheet.rows)):
        try:
            host = _host(row, card)
            claims.append(Claim(_iri(line, card), ("Presence",), tuple(_facts(row, host)), cited(card, f"line {line}")))
            hosts.add(host)
        except BadCell as bad:
            faults.append(Fault(sheet.file, line, bad.column, bad.value, bad.problem))
    return SourceReading((document(card), *actor_claims(hosts), *claims), {sheet.file: len(sheet.rows)}, tuple(faults))


def _iri(line: int, card: Card) -> str:
    return mint("id", "presence-usa-site", card.horizon.year, line)


def _host(row: SiteRow, card: Card) -> str:
    host = actor_on("troops", row.ccode, card.horizon)
    if not host:
        raise BadCell("ccode", row.ccode, "not a code of a state; add it to the crosswalk of codes")
    return host


def _facts(row: SiteRow, host: str) -> Iterator[Fact]:
    flags = (row.base, row.lilypad, row.fundedsite)
    if flags not in _KINDS:
        raise BadCell("base", "".join(flags), "flags of a kind of site that the list does not have")
    # Some names hold a tab where a column ended once.
    name = f"Unnamed site in {row.countryname}" if row.basename == _MISSING else " ".join(row.basename.split())
    yield ("rdfs:label", Text(name, "en"))
    yield ("kn:fromActor", entity("usa"))
    yield ("kn:toActor", entity(host))
    yield ("kn:kind", kind(_KINDS[flags]))
    yield ("dcterms:spatial", Text(row.countryname))
    # Many points are town centres: precision is a place, not a fence.
    yield from some(("geo:lat", _degrees("lat", row.lat, 90)), ("geo:long", _degrees("lon", row.lon, 180)))


def _degrees(column: str, cell: str, limit: int) -> Decimal | None:
    if cell == _MISSING:
        return None
    try:
        degrees = Decimal(cell)
    except InvalidOperation as error:
        raise BadCell(column, cell, "not a number of degrees") from error
    if abs(degrees) > limit:
        raise BadCell(column, cell, f"more than {limit} degrees")
    return degrees
