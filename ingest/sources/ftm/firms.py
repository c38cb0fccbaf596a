"""Organisations as firms: names, country, identifiers."""

import hashlib
import re
from collections.abc import Mapping
from typing import Final

from graph.dates import PartialDate
from ingest.cards import Card
from ingest.claims import Claim, Fact, Iri, Text, dated, each, entity, kind, some, text, web_page
from ingest.documented import cited
from ingest.identity.codes import actor_on
from ingest.sheets import BadCell
from ingest.sources.ftm.entities import Entity
from ontology.iris import PREFIXES

FIRMS: Final = ("Company", "Organization", "LegalEntity", "PublicBody")
"""Schemata of organisations; a public body stays one."""
_QID: Final = re.compile(r"Q[1-9][0-9]*")
_LEI: Final = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
_CAGE: Final = re.compile(r"[A-Z0-9]{5}")
_PLAIN: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def firm_id(ftm_id: str) -> str:
    """Return our id for an entity's; ids that differ in case only stay apart by a hash."""
    plain = re.sub(r"[^a-z0-9]+", "-", ftm_id.lower()).strip("-")
    if _PLAIN.fullmatch(ftm_id):
        return f"firm-ftm-{ftm_id}"
    return f"firm-ftm-{plain}-{hashlib.sha256(ftm_id.encode()).hexdigest()[:6]}"


def home_of(found: Entity, card: Card) -> str | None:
    """Return the state of an organisation's jurisdiction or country, or nothing where none is given or known."""
    for name in ("jurisdiction", "country"):
        for code in found.properties.get(name, ()):
            if state := actor_on("iso2", code.upper()[:2], card.horizon):
                return state
    return None


def firm_claim(found: Entity, homes: Mapping[str, str], card: Card) -> Claim:
    """Return the organisation; identifiers of the wrong form are left as notes, for they are typing errors."""
    if found.id not in homes:
        value = ";".join((*found.properties.get("jurisdiction", ()), *found.properties.get("country", ())))
        raise BadCell("country", value, "no country, or none that is a state; a firm needs a home state")
    if not found.first("name"):
        raise BadCell("name", "", "an organisation without a name")
    label = label_of(found)
    others = [n for p in ("name", "alias", "weakAlias", "previousName") for n in found.properties.get(p, ())]
    is_body = found.schema == "PublicBody"
    facts: tuple[Fact, ...] = (
        ("rdfs:label", Text(label, "en")),
        *each("skos:altLabel", map(Text, sorted({*found.properties["name"], *others} - {label}))),
        ("kn:homeState", entity(homes[found.id])),
        *((("kn:kind", kind("agency")),) if is_body else ()),
        *_identifiers(found),
        *each("dcterms:subject", map(Text, sorted(set(found.properties.get("sector", ()))))),
        *some(("foaf:homepage", web_page(found.first("website")))),
        *dated(validFrom=day(found, "incorporationDate"), validTo=day(found, "dissolutionDate")),
    )
    return Claim(entity(firm_id(found.id)).value, ("PublicBody" if is_body else "Firm",), facts, cited(card, found.id))


def _identifiers(found: Entity) -> tuple[Fact, ...]:
    leis = [lei for lei in found.properties.get("leiCode", ()) if _LEI.fullmatch(lei)]
    items = [item for item in found.properties.get("wikidataId", ()) if _QID.fullmatch(item)]
    codes = [code for code in found.properties.get("cageCode", ()) if _CAGE.fullmatch(code)]
    return (
        *some(("kn:lei", text(leis[0]) if len(set(leis)) == 1 else None)),
        *some(("skos:exactMatch", Iri(PREFIXES["wd"] + items[0]) if len(set(items)) == 1 else None)),
        *each("kn:cage", map(Text, sorted(set(codes)))),
    )


def label_of(found: Entity) -> str:
    """Return the name that the publisher shows, if it is one of the names, or else the first."""
    return found.caption if found.caption in found.properties["name"] else found.first("name")


def day(found: Entity, name: str) -> PartialDate | None:
    """Return a date that may lack its day or month; a time of day is cut off.

    Of several values, as of a year and a day within it, the finest stands if it lies in all others; else they
    contradict each other, and none is chosen.
    """
    values = sorted({value[:10] for value in found.properties.get(name, ())}, key=len)
    try:
        dates = [PartialDate.parse(value) for value in values]
    except ValueError as error:
        raise BadCell(name, "; ".join(values), "not a date") from error
    if any(d.earliest > dates[-1].earliest or d.latest < dates[-1].latest for d in dates):
        raise BadCell(name, "; ".join(values), "several dates that contradict each other; keep one")
    return dates[-1] if dates else None
