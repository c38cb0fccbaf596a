"""A treaty over its whole life: its kind by what its members owe, its dates, its marks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.dates import PartialDate
from ingest.cards import Card
from ingest.claims import Claim, Fact, Text, dated, each, entity, kind
from ingest.documented import cited, open_end
from ingest.identity.names import joint_name
from ingest.sheets import BadCell, split_date
from ingest.sources.atop.columns import AllianceRow
from ingest.sources.atop.members import Spell, later

_STATUS = {"1": "expired", "2": "terminated", "3": "superseded"}


@dataclass(frozen=True, slots=True)
class _Life:
    """What tells a treaty from the agreements that its parallel phases are."""

    key: str
    number: str
    begin: PartialDate
    end: PartialDate | None
    status: str


def alliance_claims(row: AllianceRow, members: Mapping[str, Sequence[Spell]], card: Card) -> Iterator[Claim]:
    """Yield the agreement, and one more for each phase that ran beside another; `members` are by agreement."""
    begin = split_date("begyr", row.begyr, row.begmo, row.begday)
    if begin is None:
        raise BadCell("begyr", row.begyr, "a treaty without a year of beginning")
    if not members.get(row.atopid):
        raise BadCell("atopid", row.atopid, "no row of a member has this id")
    apart = sorted(key for key in members if key.startswith(f"{row.atopid}-"))
    # The dates of the whole treaty reach over its parallel phases; what is left of it ends with its own members.
    end = _last(members[row.atopid]) if apart else ended(row.ineffect, row.endyr, row.endmo, row.endday)
    status = "superseded" if apart else _STATUS.get(row.term, "ended") if end else "in-force"
    whole = _Life(row.atopid, row.atopid, begin, later(begin, end), status)
    yield _agreement(row, whole, members[row.atopid], card)
    for key in apart:
        spells = members[key]
        start, last = min((s.start for s in spells), key=lambda d: d.earliest), _last(spells)
        life = _Life(key, key.replace("-", "."), start, last, "ended" if last else "in-force")
        yield _agreement(row, life, spells, card)


def _last(members: Sequence[Spell]) -> PartialDate | None:
    ends = [member.end for member in members if member.end]
    return max(ends, key=lambda d: d.latest) if len(ends) == len(members) else None


def _agreement(row: AllianceRow, life: _Life, members: Sequence[Spell], card: Card) -> Claim:
    actors = [member.actor for member in members]
    label = f"{joint_name(actors)}, {life.begin.earliest.year} (ATOP {life.number})"
    facts: tuple[Fact, ...] = (
        ("rdfs:label", Text(label, "en")),
        ("kn:kind", kind(alliance_kind([member.duties for member in members], len(set(actors))))),
        ("kn:legalForm", kind("form-not-stated")),
        ("kn:bindingness", kind("bindingness-not-stated")),
        ("kn:status", kind(life.status)),
        ("kn:allPartiesListed", True),
        *((("kn:amends", entity(agreement_id(row.atopid))),) if life.key != row.atopid else ()),
        *each("dcterms:identifier", _identifiers(row, life)),
        *each("kn:marked", (kind(mark) for mark in _marks(row))),
        *dated(signedOn=life.begin, validTo=life.end),
        *((open_end(card),) if life.end is None else ()),
    )
    return Claim(
        entity(agreement_id(life.key)).value, ("Agreement",), facts, cited(card, f"atop5_1a.csv: atopid {life.number}")
    )


def agreement_id(key: str) -> str:
    """Return the id of a treaty, or of a phase that is an agreement of its own."""
    return f"agr-atop-{key}"


def _identifiers(row: AllianceRow, life: _Life) -> list[Text]:
    """Return the treaty's own number and the number that ATOP's authors give for it in the COW data."""
    other = row.cow4id if life.key == row.atopid else ""
    return [Text(f"ATOP {life.number}"), *([Text(f"COW alliance {other}")] if other else [])]


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
