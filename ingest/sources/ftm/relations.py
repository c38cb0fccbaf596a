"""Ownership as a tie between firms, and a sanction as an impediment on a firm."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from ingest.cards import Card
from ingest.claims import Claim, Fact, Text, dated, entity, kind, some
from ingest.documented import cited, open_end
from ingest.identity.codes import actor_on
from ingest.sheets import BadCell
from ingest.sources.ftm.entities import Entity
from ingest.sources.ftm.firms import day, firm_id


def tie_claim(found: Entity, homes: Mapping[str, str], card: Card) -> Claim:
    """Return the tie from owner to owned; an end that no organisation of the files bears is a fault."""
    owner, asset = _known(found, "owner", homes), _known(found, "asset", homes)
    if owner == asset:
        raise BadCell("asset", asset, "owned by itself")
    start, end = day(found, "startDate"), day(found, "endDate")
    facts: tuple[Fact, ...] = (
        ("kn:fromActor", entity(firm_id(owner))),
        ("kn:toActor", entity(firm_id(asset))),
        ("kn:kind", kind("shareholding")),
        *some(("kn:share", _share(found.first("percentage")))),
        ("kn:status", kind("ended" if end else "active")),
        *dated(validFrom=start, validTo=end),
        *((open_end(card),) if start and not end else ()),
    )
    return Claim(entity(f"tie-{firm_id(found.id)}").value, ("Tie",), facts, cited(card, found.id))


def impediment_claim(found: Entity, homes: Mapping[str, str], card: Card) -> Claim:
    """Return the sanction with the state that imposed it and the firm that it hits."""
    target = _known(found, "entity", homes)
    code = found.first("country")
    # The Union is no state, and imposes most of the measures in European lists.
    origin = "eu" if code == "eu" else actor_on("iso2", code.upper()[:2], card.horizon) if code else None
    if not origin:
        raise BadCell("country", code, "the sanction names neither a state nor the EU as imposing it")
    start, end = day(found, "startDate"), day(found, "endDate")
    authority = found.first("authority") or "Sanction"
    facts: tuple[Fact, ...] = (
        ("rdfs:label", Text(authority, "en")),
        ("kn:issuedBy", entity(origin)),
        ("kn:affects", entity(firm_id(target))),
        ("kn:scope", kind("listed-partners")),
        ("kn:kind", kind("sanctions-measure")),
        ("kn:status", kind("ended" if end else "active")),
        *dated(validFrom=start, validTo=end),
        *((open_end(card),) if start and not end else ()),
    )
    return Claim(entity(f"imp-{firm_id(found.id)}").value, ("Impediment",), facts, cited(card, found.id))


def _known(found: Entity, name: str, homes: Mapping[str, str]) -> str:
    value = found.first(name)
    if len(found.properties.get(name, ())) > 1:
        raise BadCell(name, "; ".join(found.properties[name]), "several in one relation; write a line for each")
    if value not in homes:
        raise BadCell(name, value, "no organisation of these files; export it with them, or leave the relation out")
    return value


def _share(percentage: str) -> Decimal | None:
    if not percentage:
        return None
    try:
        share = Decimal(percentage.rstrip("% ")) / 100
    except InvalidOperation:
        # Ranges and words, "over 50 %", are no number.
        return None
    if not 0 <= share <= 1:
        raise BadCell("percentage", percentage, "not from 0 to 100")
    return share
