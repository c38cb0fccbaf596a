"""A member in a phase: when it was bound, what it itself owes, on which conditions, how its part ended."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from graph.dates import OPEN, PartialDate, Precision
from ingest.cards import Card
from ingest.claims import Claim, Fact, Text, dated, each, entity, kind
from ingest.documented import cited, open_end
from ingest.identity.codes import stretches
from ingest.sheets import BadCell, split_date
from ingest.sources.atop.columns import CAUSES, CONDITIONS, DEGREES, EXITS, MODES, OBLIGATIONS, MemberRow
from ontology.iris import mint


@dataclass(frozen=True, slots=True)
class Spell:
    """One actor's part over a stretch of a member's row."""

    row: MemberRow
    actor: str
    start: PartialDate
    end: PartialDate | None

    @property
    def duties(self) -> frozenset[str]:
        """Return the obligations that the member itself bears."""
        return frozenset(concept for column, concept in OBLIGATIONS.items() if holds(self.row, column))


def holds(row: MemberRow, column: str) -> bool:
    """Say whether a code is given and is not 0; blank means that no text was found, never "no"."""
    cell = getattr(row, column)
    return cell not in ("", "0")


def later(start: PartialDate, end: PartialDate | None) -> PartialDate | None:
    """Return an end with its first possible day after the first day of the start, which cannot be later than it."""
    if end is None or end.earliest > start.earliest:
        return end
    if end.latest <= start.earliest:
        raise BadCell("yrexit", str(end), f"not after the start, {start}")
    return replace(end, earliest=start.earliest + timedelta(days=1))


def spells(row: MemberRow) -> Iterator[Spell]:
    """Yield the parts of the actors that a member's code names, one after another."""
    start = split_date("yrent", row.yrent, row.moent, row.dayent)
    if start is None:
        raise BadCell("yrent", row.yrent, "a member without a year of entry")
    end = later(start, _exit(row))
    parts = stretches("atop", row.member, start.earliest, end.earliest if end else OPEN)
    if not parts:
        raise BadCell("member", row.member, "not a code of a state at that time; add it to the crosswalk of codes")
    for part in parts:
        first = start if part.start <= start.earliest else _exact(part.start)
        last = end if part is parts[-1] else _exact(part.end)
        yield Spell(row, part.actor, first, last)


def side_by_side(rows: Iterable[MemberRow]) -> frozenset[tuple[str, str]]:
    """Return the phases, by treaty and number, that begin on the same day as another phase of their treaty.

    When Czechoslovakia ended, its treaties went on with each successor: two phases at once, and the successors are no
    parties to each other's. Each such phase is an agreement of its own.
    """
    starts: dict[tuple[str, str], str] = {}
    for row in rows:
        entry = f"{row.yrent:>4}-{row.moent:>2}-{row.dayent:>2}"
        key = (row.atopid, row.phase)
        starts[key] = min(starts.get(key, entry), entry)
    begun: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for key, start in starts.items():
        begun.setdefault((key[0], start), []).append(key)
    return frozenset(key for keys in begun.values() if len(keys) > 1 for key in keys)


def agreement_key(atopid: str, phase: str, apart: frozenset[tuple[str, str]]) -> str:
    """Return the key of the agreement that a phase belongs to: the treaty's, or its own."""
    return f"{atopid}-{phase}" if (atopid, phase) in apart else atopid


def numbered(found: Iterable[Spell], apart: frozenset[tuple[str, str]]) -> list[tuple[Spell, str, int]]:
    """Return spells with the key of their agreement and their number among those of one actor in it, in time."""
    counts: dict[tuple[str, str], int] = {}
    result = []
    for spell in sorted(found, key=lambda s: (s.row.atopid, s.actor, s.start.earliest, int(s.row.phase))):
        agreement = agreement_key(spell.row.atopid, spell.row.phase, apart)
        counts[agreement, spell.actor] = counts.get((agreement, spell.actor), 0) + 1
        result.append((spell, agreement, counts[agreement, spell.actor]))
    return result


def participation(spell: Spell, agreement: str, number: int, card: Card) -> Claim:
    """Return a spell as a participation with the member's own obligations; one that owes nothing is kept."""
    row = spell.row
    facts: tuple[Fact, ...] = (
        ("kn:participatesIn", entity(f"agr-atop-{agreement}")),
        ("kn:involves", entity(spell.actor)),
        ("kn:role", kind("party")),
        ("kn:status", kind(EXITS.get(row.termmode, "ended") if spell.end else "in-force")),
        ("kn:startBasis", kind("signature")),
        *each("kn:owes", (kind(duty) for duty in sorted(spell.duties))),
        *each("kn:onCondition", (kind(concept) for column, concept in CONDITIONS.items() if holds(row, column))),
        *dated(validFrom=spell.start, validTo=spell.end),
        *((open_end(card),) if spell.end is None else ()),
        *each("skos:note", (Text(note) for note in (*_degrees(row), *_how_it_ended(row)))),
    )
    iri = mint("id", "part", "atop", agreement, spell.actor, "party", number)
    locator = f"atop5_1m.csv: atopid {row.atopid}, phase {row.phase}, member {row.member}"
    return Claim(iri, ("Participation",), facts, cited(card, locator))


def _exit(row: MemberRow) -> PartialDate | None:
    if (row.ineffect == "1") != (row.yrexit == "0"):
        raise BadCell("ineffect", row.ineffect, f"says the opposite of the exit year {row.yrexit}; correct one of them")
    return None if row.yrexit == "0" else split_date("yrexit", row.yrexit, row.moexit, row.dayexit)


def _exact(day: date) -> PartialDate:
    return PartialDate(day, day, Precision.DAY)


def _degrees(row: MemberRow) -> list[str]:
    found = [DEGREES.get(("seppeace", row.seppeace)), DEGREES.get(("notaiden", row.notaiden))]
    return [degree for degree in found if degree]


def _how_it_ended(row: MemberRow) -> list[str]:
    parts = [
        f"Ended: {MODES[row.termmode]}." if row.termmode in MODES else "",
        f"Cause: {CAUSES[row.termcaus]}." if row.termcaus in CAUSES else "",
    ]
    said = " ".join(part for part in parts if part)
    return [said] if said else []
