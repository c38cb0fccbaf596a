"""The connector of ATOP 5.1: three files in, alliances with provisions, participations and obligations out."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from graph.errors import SourceError
from ingest.cards import Card
from ingest.documented import document
from ingest.identity.actors import actor_claims
from ingest.sheets import Form, convert, read_sheet
from ingest.source import SourceReading
from ingest.sources.atop.alliances import alliance_claims
from ingest.sources.atop.columns import AllianceRow, MemberRow, PhaseRow
from ingest.sources.atop.members import Spell, agreement_key, numbered, participation, side_by_side, spells
from ingest.sources.atop.phases import provision_claims


def read(files: Path, card: Card) -> SourceReading:
    """Read the files of members, alliances and phases, and return what they say.

    Raises
    ------
    SourceError
        A file is missing, has other columns, or is of another version.
    """
    form = Form("ascii", ignore=card.ignore)
    members = read_sheet(card.key, files / "atop5_1m.csv", MemberRow, form)
    alliances = read_sheet(card.key, files / "atop5_1a.csv", AllianceRow, form)
    phases = read_sheet(card.key, files / "atop5_1aph.csv", PhaseRow, form)
    _check_version(card, [row for _, row in alliances.rows])
    found, bad_members = convert(members, spells)
    apart = side_by_side(row for _, row in members.rows)
    parts = numbered(found, apart)
    by_agreement: dict[str, list[Spell]] = {}
    for spell, agreement, _ in parts:
        by_agreement.setdefault(agreement, []).append(spell)
    agreements, bad_alliances = convert(alliances, lambda row: alliance_claims(row, _of(row, by_agreement), card))
    provisions, bad_phases = convert(
        phases, lambda row: provision_claims(row, agreement_key(row.atopid, row.phase, apart), card)
    )
    participations = [participation(spell, agreement, number, card) for spell, agreement, number in parts]
    actors = actor_claims(spell.actor for spell in found)
    claims = (document(card), *actors, *agreements, *provisions, *participations)
    rows = {sheet.file: len(sheet.rows) for sheet in (members, alliances, phases)}
    return SourceReading(claims, rows, (*bad_members, *bad_alliances, *bad_phases))


def _of(row: AllianceRow, members: Mapping[str, list[Spell]]) -> dict[str, list[Spell]]:
    return {key: found for key, found in members.items() if key.partition("-")[0] == row.atopid}


def _check_version(card: Card, rows: Sequence[AllianceRow]) -> None:
    versions = sorted({row.version for row in rows} - {"5.1"})
    if versions:
        raise SourceError(card.key, [f"atop5_1a.csv: version {versions[0]!r}, expected '5.1'; this reads 5.1 only"])
