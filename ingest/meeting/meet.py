"""Brings the sources of a release together: which agreements are one, where sources differ, and the merge of all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.compiled import Compiled
from ingest.meeting.conflicts import Conflict, conflicts
from ingest.meeting.facts import agreements, participations
from ingest.meeting.firms import firms, match_firms
from ingest.meeting.match import Match, Pair, match
from ingest.meeting.merge import decisions
from ingest.meeting.reviewed import reviewed


@dataclass(frozen=True)
class Meeting:
    """What the sources have in common: sure matches, pairs to decide, differences, and the statements that say so."""

    aliases: Mapping[str, str]
    sure: tuple[Match, ...]
    candidates: tuple[Match, ...]
    conflicts: tuple[Conflict, ...]
    statements: list[str]
    idle: tuple[Pair, ...] = ()
    """Pairs that a person decided on of which a source no more, or never, had both."""


def meet(parts: Sequence[Compiled], decided: Mapping[Pair, str]) -> Meeting:
    """Match the agreements and firms of all sources and compare what is said of the agreements that are one."""
    members = {part.card.key: participations(part) for part in parts}
    words = {**reviewed(), **decided}
    told_of = [a for part in parts for a in agreements(part, members[part.card.key])]
    named = [firm for part in parts for firm in firms(part)]
    found, same = match(told_of, words), match_firms(named, words)
    known = {thing.iri for things in (told_of, named) for thing in things}
    aliases = {**found.aliases, **same.aliases}
    told = [member for found in members.values() for member in found]
    beside = [member.iri for member in told if member.one("participatesIn") in aliases]
    horizons = {part.card.key: part.card.horizon for part in parts}
    return Meeting(
        aliases,
        (*found.sure, *same.sure),
        (*found.candidates, *same.candidates),
        tuple(conflicts(members, aliases, horizons)),
        decisions(aliases, beside),
        tuple(sorted(pair for pair in decided if not known.issuperset(pair))),
    )
