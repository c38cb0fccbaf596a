"""A member's stay in an alliance; the flags are the member's own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from graph.dates import OPEN, PartialDate, Precision
from ingest.cards import Card
from ingest.claims import Claim, Fact, dated, each, entity, kind
from ingest.documented import cited, open_end
from ingest.identity.codes import stretches
from ingest.sheets import BadCell, split_date
from ontology.iris import mint

OBLIGATIONS: Final = {
    "defense": "owes-defence",
    "neutrality": "owes-neutrality",
    "nonaggression": "owes-non-aggression",
    "entente": "owes-consultation",
}


class MemberRow(NamedTuple):
    """A member's stay on fixed terms."""

    version4id: str
    ccode: str
    all_st_day: str
    all_st_month: str
    all_st_year: str
    all_end_day: str
    all_end_month: str
    all_end_year: str
    ss_type: str
    mem_st_day: str
    mem_st_month: str
    mem_st_year: str
    mem_end_day: str
    mem_end_month: str
    mem_end_year: str
    left_censor: str
    right_censor: str
    defense: str
    neutrality: str
    nonaggression: str
    entente: str


@dataclass(frozen=True, slots=True)
class Spell:
    """One actor's part over a stretch of a member's row, half-open."""

    row: MemberRow
    actor: str
    start: PartialDate
    end: PartialDate | None

    @property
    def duties(self) -> frozenset[str]:
        """Return the obligations that the member itself bears."""
        return frozenset(concept for column, concept in OBLIGATIONS.items() if getattr(self.row, column) == "1")


def spells(row: MemberRow) -> Iterator[Spell]:
    """Yield the parts of the actors that a member's code names, one after another."""
    start = split_date("mem_st_year", row.mem_st_year, row.mem_st_month, row.mem_st_day)
    if start is None:
        raise BadCell("mem_st_year", row.mem_st_year, "a member without a year of entry")
    last = split_date("mem_end_year", row.mem_end_year, row.mem_end_month, row.mem_end_day)
    if (last is None) != (row.right_censor == "1"):
        raise BadCell("right_censor", row.right_censor, "says the opposite of the end; correct one of them")
    end = day_after(last)
    _check_alliance(row)
    parts = stretches("cow", row.ccode, start.earliest, end.earliest if end else OPEN)
    if not parts:
        raise BadCell("ccode", row.ccode, "not a code of a state at that time; add it to the crosswalk of codes")
    for part in parts:
        first = start if part.start <= start.earliest else exact(part.start)
        yield Spell(row, part.actor, first, end if part is parts[-1] else exact(part.end))


def founded_on(row: MemberRow) -> PartialDate | None:
    """Return the day on which the whole alliance began, which stands in each of its rows."""
    return split_date("all_st_year", row.all_st_year, row.all_st_month, row.all_st_day)


def ended_on(row: MemberRow) -> PartialDate | None:
    """Return the first day on which the whole alliance no longer stood, or nothing."""
    return day_after(split_date("all_end_year", row.all_end_year, row.all_end_month, row.all_end_day))


def day_after(last: PartialDate | None) -> PartialDate | None:
    """Return the half-open end of a spell whose last day stands in the file."""
    return exact(last.latest + timedelta(days=1)) if last else None


def _check_alliance(row: MemberRow) -> None:
    founded, ended = founded_on(row), ended_on(row)
    if founded and ended and ended.latest <= founded.earliest:
        raise BadCell("all_end_year", row.all_end_year, f"not after the start of the alliance, {founded}")


def exact(day: date) -> PartialDate:
    """Return a day that is known."""
    return PartialDate(day, day, Precision.DAY)


def participation(spell: Spell, number: int, card: Card) -> Claim:
    """Return a spell as a participation; one that owes nothing is kept."""
    row = spell.row
    censored = row.left_censor == "1"
    # A spell that began before the calendar of the data set is only known to have stood on its first day.
    when = dated(spell.start, validTo=spell.end) if censored else dated(validFrom=spell.start, validTo=spell.end)
    founded = founded_on(row)
    marks = [
        *(["mark-start-before-records"] if censored else []),
        *(["mark-dates-in-question"] if founded and spell.start.latest < founded.earliest else []),
    ]
    facts: tuple[Fact, ...] = (
        ("kn:participatesIn", entity(f"agr-cow-{row.version4id}")),
        ("kn:involves", entity(spell.actor)),
        ("kn:role", kind("party")),
        ("kn:status", kind("ended" if spell.end else "in-force")),
        ("kn:startBasis", kind("attested" if censored else "accession")),
        *each("kn:owes", (kind(duty) for duty in sorted(spell.duties))),
        *each("kn:marked", map(kind, marks)),
        *when,
        *((open_end(card),) if spell.end is None else ()),
    )
    iri = mint("id", "part", "cow", row.version4id, spell.actor, "party", number)
    return Claim(iri, ("Participation",), facts, cited(card, f"version4id {row.version4id}, ccode {row.ccode}"))
