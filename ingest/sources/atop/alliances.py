"""A treaty over its whole life: its kind by what its members owe, its dates, its marks."""

from collections.abc import Sequence

from graph.dates import PartialDate
from ingest.cards import Card
from ingest.claims import Claim, Fact, Text, dated, each, entity, kind
from ingest.documented import cited, open_end
from ingest.identity.names import joint_name
from ingest.sheets import BadCell, split_date
from ingest.sources.atop.columns import AllianceRow
from ingest.sources.atop.members import Spell, later

_STATUS = {"1": "expired", "2": "terminated", "3": "superseded"}


def agreement_id(atopid: str) -> str:
    """Return the id of a treaty."""
    return f"agr-atop-{atopid}"


def alliance_claim(row: AllianceRow, members: Sequence[Spell], card: Card) -> Claim:
    """Return the agreement; its parties stand in the rows of members."""
    begin = split_date("begyr", row.begyr, row.begmo, row.begday)
    if begin is None:
        raise BadCell("begyr", row.begyr, "a treaty without a year of beginning")
    if not members:
        raise BadCell("atopid", row.atopid, "no row of a member has this id")
    end = ended(row.ineffect, row.endyr, row.endmo, row.endday)
    facts: tuple[Fact, ...] = (
        (
            "rdfs:label",
            Text(f"{joint_name([m.actor for m in members])}, {begin.earliest.year} (ATOP {row.atopid})", "en"),
        ),
        ("kn:kind", kind(alliance_kind([m.duties for m in members], len({m.actor for m in members})))),
        ("kn:legalForm", kind("form-not-stated")),
        ("kn:bindingness", kind("bindingness-not-stated")),
        ("kn:status", kind(_STATUS.get(row.term, "ended") if end else "in-force")),
        ("kn:allPartiesListed", True),
        *each("dcterms:identifier", identifiers(row)),
        *each("kn:marked", (kind(mark) for mark in _marks(row))),
        *dated(signedOn=begin, validTo=later(begin, end)),
        *((open_end(card),) if end is None else ()),
    )
    return Claim(entity(agreement_id(row.atopid)).value, ("Agreement",), facts, cited(card, f"atopid {row.atopid}"))


def identifiers(row: AllianceRow) -> list[Text]:
    """Return the treaty's own number and the number that ATOP's authors give for it in the COW data."""
    return [Text(f"ATOP {row.atopid}"), *([Text(f"COW alliance {row.cow4id}")] if row.cow4id else [])]


def ended(ineffect: str, year: str, month: str, day: str) -> PartialDate | None:
    """Return the end, or nothing where the treaty or the member's part goes on up to the horizon."""
    if ineffect == "1" or year == "0":
        if ineffect != "1" or year != "0":
            raise BadCell("ineffect", ineffect, f"says the opposite of the end year {year}; correct one of them")
        return None
    return split_date("endyr", year, month, day)


def alliance_kind(duties: Sequence[frozenset[str]], parties: int) -> str:
    """Return the kind of an alliance by its strongest duty: mutual if all members bear it."""
    anyone = frozenset[str]().union(*duties)
    if "owes-defence" in anyone:
        mutual = "collective-defence-treaty" if parties > 2 else "mutual-defence-treaty"
        return mutual if all("owes-defence" in owed for owed in duties) else "security-treaty"
    for duty, name in (
        ("owes-offence", "offensive-pact"),
        ("owes-neutrality", "neutrality-pact"),
        ("owes-non-aggression", "nonaggression-pact"),
        ("owes-consultation", "consultation-pact"),
    ):
        if duty in anyone:
            return name
    return "alliance-not-classified"


def _marks(row: AllianceRow) -> list[str]:
    held = {
        "mark-secondary": row.source == "2",
        "mark-secret": row.pubsecr in ("1", "2"),
        "mark-wartime": row.wartime == "1",
    }
    return [mark for mark, holds in held.items() if holds]
