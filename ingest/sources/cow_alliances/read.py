"""The connector of COW formal alliances: a member's stay on fixed terms, with what the member itself owes."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.cards import Card
from ingest.claims import Claim
from ingest.documented import document
from ingest.identity.actors import actor_claims
from ingest.sheets import Form, convert, read_sheet
from ingest.source import SourceReading
from ingest.sources.cow_alliances.alliances import alliance_claim
from ingest.sources.cow_alliances.members import MemberRow, Spell, participation, spells


def read(files: Path, card: Card) -> SourceReading:
    """Read the members and return alliances, participations and obligations."""
    path = files / "alliance_v4.1_by_member.csv"
    sheet = read_sheet(card.key, path, MemberRow, Form("ascii", ignore=card.ignore))
    found, faults = convert(sheet, spells)
    claims = (document(card), *actor_claims(s.actor for s in found), *_alliances(found, card), *_members(found, card))
    return SourceReading(claims, {sheet.file: len(sheet.rows)}, tuple(faults))


def _alliances(found: Sequence[Spell], card: Card) -> Iterator[Claim]:
    gathered: dict[str, list[Spell]] = {}
    for spell in found:
        gathered.setdefault(spell.row.version4id, []).append(spell)
    return (alliance_claim(number, listed, card) for number, listed in gathered.items())


def _members(found: Sequence[Spell], card: Card) -> Iterator[Claim]:
    counts: dict[tuple[str, str], int] = {}
    for spell in sorted(found, key=lambda s: (s.row.version4id, s.actor, s.start.earliest)):
        key = (spell.row.version4id, spell.actor)
        counts[key] = counts.get(key, 0) + 1
        yield participation(spell, counts[key], card)
