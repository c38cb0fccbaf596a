"""Where sources that tell of one agreement differ: on who is party, on dates, on what a party owes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph.dates import BEFORE_ALL, OPEN
from ingest.meeting.facts import Stated
from ontology.iris import slug

_DATES: Final = {"signedOn": "signed", "validFrom": "start", "validTo": "end"}


@dataclass(frozen=True, order=True)
class Conflict:
    """Two sources' different words on one thing; a blank value says that the source gives none."""

    agreement: str
    actor: str
    about: str
    detail: str
    source_a: str
    value_a: str
    source_b: str
    value_b: str
    statement_a: str
    statement_b: str


def conflicts(members: Iterable[Stated], aliases: Mapping[str, str], horizons: Mapping[str, date]) -> list[Conflict]:
    """Return where sources differ on the agreements that they share.

    A source is not asked about a party that joined after its horizon, nor about a date coarser than the other's day.
    """
    told: dict[str, dict[str, list[Stated]]] = defaultdict(lambda: defaultdict(list))
    for member in members:
        agreement = member.one("participatesIn")
        told[aliases.get(agreement, agreement)][member.source].append(member)
    found: list[Conflict] = []
    for agreement, by_source in told.items():
        ordered = sorted(by_source, key=lambda key: (by_source[key][0].rank, key))
        for place, a in enumerate(ordered):
            for b in ordered[place + 1 :]:
                found += _between(slug(agreement), by_source[a], by_source[b], horizons)
    return sorted(set(found))


def _between(
    agreement: str, a: Sequence[Stated], b: Sequence[Stated], horizons: Mapping[str, date]
) -> Iterator[Conflict]:
    by_actor_a, by_actor_b = _by_actor(a), _by_actor(b)
    for actor in sorted({*by_actor_a, *by_actor_b}):
        here, there = by_actor_a.get(actor, []), by_actor_b.get(actor, [])
        if here and there:
            yield from _spells(agreement, actor, here, there)
        else:
            yield from _absent(agreement, actor, (here or there), (b[0] if here else a[0]).source, horizons)


def _by_actor(members: Sequence[Stated]) -> dict[str, list[Stated]]:
    found: dict[str, list[Stated]] = defaultdict(list)
    for member in members:
        found[slug(member.one("involves"))].append(member)
    return {actor: sorted(spells, key=_begin) for actor, spells in found.items()}


def _begin(member: Stated) -> tuple[date, str]:
    span = member.span("validFrom") or member.span("signedOn")
    return (span[0] if span else BEFORE_ALL), member.iri


def _absent(
    agreement: str, actor: str, spells: Sequence[Stated], silent: str, horizons: Mapping[str, date]
) -> Iterator[Conflict]:
    begin = _begin(spells[0])[0]
    if begin <= horizons.get(silent, OPEN):
        said = spells[0]
        value = f"from {begin}" if begin > BEFORE_ALL else "a party"
        yield Conflict(agreement, actor, "party", "not a party", said.source, value, silent, "", slug(said.iri), "")


def _spells(agreement: str, actor: str, a: Sequence[Stated], b: Sequence[Stated]) -> Iterator[Conflict]:
    """Compare the spells of one actor in order of time; more spells in one source are a difference of their own."""
    for here, there in zip(a, b, strict=False):
        ends = (here.source, here.iri, there.source, there.iri)
        for name, detail in _DATES.items():
            x, y = here.span(name), there.span(name)
            if name != "validTo" and (x is None or y is None):
                continue
            if _differ(x, y):
                yield _conflict(agreement, actor, ("date", detail), ends, (_shown(here, name), _shown(there, name)))
        owed = here.all("owes"), there.all("owes")
        if all(owed) and owed[0] != owed[1]:
            words = (_words(set(owed[0]) - set(owed[1])), _words(set(owed[1]) - set(owed[0])))
            yield _conflict(agreement, actor, ("obligation", "owed by one source only"), ends, words)
    if len(a) != len(b):
        ends = (a[0].source, a[-1].iri, b[0].source, b[-1].iri)
        yield _conflict(agreement, actor, ("party", "number of spells"), ends, (str(len(a)), str(len(b))))


def _differ(a: tuple[date, date] | None, b: tuple[date, date] | None) -> bool:
    if a is None or b is None:
        return a is not b
    return a[1] < b[0] or b[1] < a[0]


def _conflict(
    agreement: str, actor: str, what: tuple[str, str], ends: tuple[str, str, str, str], values: tuple[str, str]
) -> Conflict:
    source_a, iri_a, source_b, iri_b = ends
    return Conflict(agreement, actor, *what, source_a, values[0], source_b, values[1], slug(iri_a), slug(iri_b))


def _shown(member: Stated, name: str) -> str:
    span = member.span(name)
    if span is None:
        until = member.one("observedUntil")
        return f"open, seen until {until}" if until else "open"
    first, last = span
    text = first.isoformat() if first == last else f"{first} to {last}"
    basis = slug(member.one("startBasis")).rpartition("/")[2] if name == "validFrom" else ""
    return f"{text} ({basis})" if basis else text


def _words(concepts: set[str]) -> str:
    return ", ".join(sorted(slug(c).rpartition("/")[2].removeprefix("owes-") for c in concepts))
