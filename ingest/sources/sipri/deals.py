"""A record of the register as a transfer: who from whom, what, how many, when, and what is uncertain."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Final

from graph.dates import PartialDate, Precision
from ingest.cards import Card
from ingest.claims import Claim, Fact, Text, dated, each, entity, kind, some, text
from ingest.documented import cited
from ingest.sheets import BadCell, whole
from ingest.sources.sipri.comments import found as matched
from ingest.sources.sipri.comments import marks, readings
from ingest.sources.sipri.parties import Party, party
from ingest.sources.sipri.register import DealRow, Numbered

_KINDS: Final = {
    "New": "transfer-new",
    "Second hand": "transfer-second-hand",
    "Second hand but modernized": "transfer-second-hand-modernised",
}


@dataclass
class Ordinals:
    """Counts records of equal content: they may be two real deals, so each keeps a number."""

    counts: dict[str, int] = field(default_factory=dict)

    def name(self, row: DealRow) -> str:
        """Return a name for a record: a hash of its content, and its number among its equals."""
        content = hashlib.sha256("\x1f".join(row).encode()).hexdigest()[:16]
        self.counts[content] = self.counts.get(content, 0) + 1
        return f"{content}-{self.counts[content]}"


@dataclass(frozen=True, slots=True)
class Deal:
    """A record with its parties and numbers understood."""

    line: int
    row: DealRow
    name: str
    supplier: Party | None
    recipient: Party | None
    ordered: int | None
    delivered: int
    years: tuple[int, ...]


def deal(found: Numbered, ordinals: Ordinals) -> Deal:
    """Return a record with its parties and numbers, or say which cell cannot be understood."""
    row = found.row
    years = tuple(whole("Year(s) of delivery", year) for year in row.delivered_in.split(";"))
    return Deal(
        found.line,
        row,
        ordinals.name(row),
        party("Supplier", row.supplier),
        party("Recipient", row.recipient),
        whole("Number ordered", row.ordered) if row.ordered else None,
        whole("Number delivered", row.delivered),
        years,
    )


def transfer(found: Deal, card: Card) -> Claim:
    """Return a record as a transfer; a party that the source does not know is left out."""
    row, matches = found.row, matched(found.row.comments)
    if row.status not in _KINDS:
        raise BadCell("status", row.status, f"not one of {', '.join(_KINDS)}")
    facts: tuple[Fact, ...] = (
        ("rdfs:label", Text(_label(row), "en")),
        ("dcterms:identifier", Text(f"line {found.line}")),
        ("dcterms:title", Text(row.designation)),
        *some(("dcterms:subject", text(row.description)), ("dcterms:description", text(row.comments))),
        *some(
            ("kn:fromActor", entity(found.supplier.actor) if found.supplier else None),
            ("kn:toActor", entity(found.recipient.actor) if found.recipient else None),
        ),
        ("kn:kind", kind(_KINDS[row.status])),
        *some(("kn:numberOrdered", found.ordered)),
        ("kn:numberDelivered", found.delivered),
        *(("kn:deliveredIn", year) for year in sorted(set(found.years))),
        *_volumes(found),
        *each("kn:marked", map(kind, (*_doubts(found), *marks(matches)))),
        *_when(found),
        *readings(matches),
    )
    evidence = cited(card, f"Recipient: {row.recipient}", f"recipient-{row.recipient.replace('*', '-')}")
    return Claim(entity(f"transfer-{found.name}").value, ("Transfer",), facts, evidence)


def _label(row: DealRow) -> str:
    # The register's own names: they tell the Soviet Union from Russia, which continues it.
    supplier, recipient = row.supplier.rstrip("*"), row.recipient.rstrip("*")
    return f"{row.designation}: {supplier} to {recipient}, {row.ordered_in}{row.ordered_in_flag}"


def _volumes(found: Deal) -> tuple[Fact, ...]:
    row = found.row
    # The register writes 0 for an order whose number it does not know, though its preamble promises a blank.
    ordered = _volume("SIPRI TIV for total order", row.volume_ordered) if found.ordered is not None else None
    return some(
        ("kn:volumeEach", _volume("SIPRI TIV per unit", row.volume_each)),
        ("kn:volumeOrdered", ordered),
        ("kn:volumeDelivered", _volume("SIPRI TIV of delivered weapons", row.volume_delivered)),
    )


def _volume(column: str, cell: str) -> Decimal | None:
    try:
        return Decimal(cell) if cell else None
    except InvalidOperation as error:
        raise BadCell(column, cell, "not a number") from error


def _doubts(found: Deal) -> list[str]:
    row = found.row
    held = {
        "mark-year-uncertain": row.ordered_in_flag == "?",
        "mark-ordered-uncertain": row.ordered_flag == "?",
        "mark-delivered-uncertain": row.delivered_flag == "?",
        "mark-more-delivered-than-ordered": found.ordered is not None and found.delivered > found.ordered,
    }
    return [mark for mark, holds in held.items() if holds]


def _when(found: Deal) -> tuple[Fact, ...]:
    """Return the time from the order to the last delivery; a deal not delivered in full may go on after that."""
    row = found.row
    ordered, last = whole("Year of order", row.ordered_in), max(found.years)
    if last < ordered:
        raise BadCell("Year(s) of delivery", row.delivered_in, f"before the year of order, {ordered}")
    complete = found.ordered is not None and found.delivered >= found.ordered
    return _span(ordered, row.ordered_in_flag == "?", last, complete)


@cache
def _span(ordered: int, doubted: bool, last: int, complete: bool) -> tuple[Fact, ...]:  # noqa: FBT001
    start = PartialDate.parse(f"{ordered:04d}{'~' if doubted else ''}")
    # Whatever came on the first day of the last year was still under way on that day.
    earliest = date(last, 1, 2)
    if not complete:
        return (*dated(validFrom=start), ("kn:observedUntil", earliest))
    return dated(validFrom=start, validTo=PartialDate(earliest, date(last + 1, 1, 1), Precision.YEAR))
