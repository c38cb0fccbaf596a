"""The connector of the SIPRI trade register: one transfer a record, with what is uncertain in it."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from graph.errors import SourceError
from ingest.cards import LONGEST_NAME, Card, Edition, as_edition
from ingest.claims import Claim, Text, entity
from ingest.documented import cited, document
from ingest.identity.actors import actor_claims
from ingest.sheets import convert
from ingest.source import SourceReading
from ingest.sources.sipri.deals import Deal, Ordinals, deal, transfer
from ingest.sources.sipri.parties import Party
from ingest.sources.sipri.register import Register, read_register


def read(files: Path, given: Card) -> SourceReading:
    """Read the register; a record with a party or number that cannot be understood goes to quarantine."""
    register = read_register(_only(files, given))
    card, ordinals = _of_export(given, register), Ordinals()
    told, faults = convert(register.sheet, lambda found: [_told(deal(found, ordinals), card)])
    parties = {party for found, _ in told for party in (found.supplier, found.recipient) if party}
    actors = actor_claims(party.actor for party in parties if not party.is_group)
    claims = (document(card), *actors, *_groups(parties, card), *(claim for _, claim in told))
    return SourceReading(claims, _rows(register), tuple(faults), notes=_notes(register), card=card)


def _of_export(card: Card, register: Register) -> Card:
    """Return the card of an export: it was made on a day, and tells of orders and deliveries up to a year before."""
    made = register.made
    if not card.edition:
        chosen = f", {register.selection}" if register.selection else ""
        card = as_edition(card, Edition(name=f"export of {made.day} {made:%B %Y}{chosen}"[:LONGEST_NAME]))
    last_years = [year for year in (register.last_year, register.asked_to) if year]
    horizon = min([made, *(date(year, 12, 31) for year in last_years)])
    whole = "sample" if register.selection else card.completeness
    return card.model_copy(update={"version": f"{made:%Y.%m.%d}", "horizon": horizon, "completeness": whole})


def _notes(register: Register) -> tuple[str, ...]:
    if not register.selection:
        return ()
    return (f"a part of the register alone: {register.selection}; of all else this export says nothing",)


def _told(found: Deal, card: Card) -> tuple[Deal, Claim]:
    return found, transfer(found, card)


def _rows(register: Register) -> dict[str, int]:
    return {register.sheet.file: len(register.sheet.rows)}


def _only(files: Path, card: Card) -> Path:
    found = sorted(path for pattern in card.files for path in files.glob(pattern))
    if len(found) != 1:
        raise SourceError(card.key, [f"{len(found)} files like {card.files[0]}, expected one; add one export"])
    return found[0]


def _groups(parties: Iterable[Party], card: Card) -> Iterator[Claim]:
    """Yield the armed groups: parties that are no states, named by the register alone."""
    for party in sorted(parties, key=lambda p: p.actor):
        if party.is_group:
            facts = (("rdfs:label", Text(party.name, "en")),)
            yield Claim(entity(party.actor).value, ("ArmedGroup",), facts, cited(card, party.name))
