"""The connector of DCAD 1.0: one bilateral agreement a row, with its two parties and its term as a provision."""

from pathlib import Path

from ingest.cards import Card
from ingest.claims import Claim
from ingest.documented import document
from ingest.identity.actors import actor_claims
from ingest.sheets import Form, convert, read_sheet
from ingest.source import SourceReading
from ingest.sources.dcad.agreements import Pact, agreement, pact, participations
from ingest.sources.dcad.columns import AgreementRow
from ingest.sources.dcad.terms import term


def read(files: Path, card: Card) -> SourceReading:
    """Read the agreements; a row that pairs a state with itself goes to quarantine."""
    sheet = read_sheet(card.key, files / "DCAD-v1.0-main.csv", AgreementRow, Form("ascii", ignore=card.ignore))
    told, faults = convert(sheet, lambda row: [_told(pact(row), card)])
    actors = actor_claims(actor for found, _ in told for actor in found.parties)
    claims = (document(card), *actors, *(claim for _, claims in told for claim in claims))
    return SourceReading(claims, {sheet.file: len(sheet.rows)}, tuple(faults))


def _told(found: Pact, card: Card) -> tuple[Pact, tuple[Claim, ...]]:
    return found, (agreement(found, card), *participations(found, card), *term(found, card))
