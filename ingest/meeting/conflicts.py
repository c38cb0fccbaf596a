"""Where sources that tell of one agreement differ: on who is party, on dates, on what a party owes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graph.dates import BEFORE_ALL, OPEN
from ingest.meeting.facts import Stated
from ingest.meeting.stays import Span, Stay, repertoire, stays
from ontology.iris import slug


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


@dataclass(frozen=True)
class _Witness:
    """A source: how far it looked, and which obligations it codes."""

    key: str
    horizon: date
    codes: frozenset[str]


Told = dict[str, list[Stay]]
"""The stays of each actor, as one source tells them."""


def conflicts(
    members: Mapping[str, Sequence[Stated]], aliases: Mapping[str, str], horizons: Mapping[str, date]
) -> list[Conflict]:
    """Return where sources differ on the agreements that they share; `members` and `horizons` are by source.

    A source is not asked about what came after its horizon, nor about obligations that it never codes.
    """
    told: dict[str, dict[str, Told]] = defaultdict(dict)
    witnesses = {}
    for key, stated in members.items():
        witnesses[key] = _Witness(key, horizons.get(key, OPEN), repertoire(stated))
        for agreement, actors in _by_agreement(stated, aliases).items():
            told[agreement][key] = {actor: stays(records) for actor, records in actors.items()}
    order = {key: place for place, key in enumerate(sorted(members, key=lambda k: (_rank(members[k]), k)))}
    found: list[Conflict] = []
    for agreement, by_source in told.items():
        keys = sorted(by_source, key=order.__getitem__)
        for place, a in enumerate(keys):
            for b in keys[place + 1 :]:
                pair = (witnesses[a], witnesses[b])
                found += _between(slug(agreement), pair, by_source[a], by_source[b])
    return sorted(set(found))


def _rank(stated: Sequence[Stated]) -> int:
    return stated[0].rank if stated else 0


def _by_agreement(stated: Iterable[Stated], aliases: Mapping[str, str]) -> dict[str, dict[str, list[Stated]]]:
    found: dict[str, dict[str, list[Stated]]] = defaultdict(lambda: defaultdict(list))
    for member in stated:
        agreement = member.one("participatesIn")
        found[aliases.get(agreement, agreement)][slug(member.one("involves"))].append(member)
    return found


def _between(agreement: str, pair: tuple[_Witness, _Witness], a: Told, b: Told) -> Iterator[Conflict]:
    for actor in sorted({*a, *b}):
        here, there = a.get(actor, []), b.get(actor, [])
        if here and there:
            yield from _stays(agreement, actor, pair, (here, there))
        else:
            yield from _absent(agreement, actor, (here or there)[0], pair[1] if here else pair[0])


def _absent(agreement: str, actor: str, said: Stay, silent: _Witness) -> Iterator[Conflict]:
    if said.begin <= silent.horizon:
        value = f"from {said.begin}" if said.begin > BEFORE_ALL else "a party"
        yield Conflict(agreement, actor, "party", "not a party", said.source, value, silent.key, "", said.statement, "")


def _stays(
    agreement: str, actor: str, pair: tuple[_Witness, _Witness], told: tuple[list[Stay], list[Stay]]
) -> Iterator[Conflict]:
    """Compare the stays of one actor in order of time; more stays in one source are a difference of their own."""
    for a, b in zip(*told, strict=False):
        for about, detail, values in (*_dates(a, b), *_obligations(a, b, pair)):
            yield Conflict(
                agreement, actor, about, detail, a.source, values[0], b.source, values[1], a.statement, b.statement
            )
    a, b = told[0][-1], told[1][-1]
    if len(told[0]) != len(told[1]):
        counts = str(len(told[0])), str(len(told[1]))
        yield Conflict(
            agreement,
            actor,
            "party",
            "number of stays",
            a.source,
            counts[0],
            b.source,
            counts[1],
            a.statement,
            b.statement,
        )


Difference = tuple[str, str, tuple[str, str]]
"""What it is about, in detail, and both values."""


def _dates(a: Stay, b: Stay) -> Iterator[Difference]:
    if a.signed and b.signed and _apart(a.signed, b.signed):
        yield "date", "signed", (_shown(a.signed), _shown(b.signed))
    if a.start and b.start and _apart(a.start, b.start):
        detail = "start" if a.basis == b.basis else "start, on another basis"
        yield "date", detail, (_shown(a.start, a.basis), _shown(b.start, b.basis))
    if a.end and b.end:
        if _apart(a.end, b.end):
            # Whether the last day is the end or lies before it is a custom of each source.
            detail = "end, by a day" if _near(a.end, b.end) else "end"
            yield "date", detail, (_shown(a.end), _shown(b.end))
    elif _ended_in_sight(a, b) or _ended_in_sight(b, a):
        yield "date", "end", (_end(a), _end(b))


def _ended_in_sight(ended: Stay, open_: Stay) -> bool:
    """Tell whether one stay ended on a day on which the other's source still looked, and saw it stand."""
    return ended.end is not None and open_.end is None and ended.end[1] < (open_.seen_until or OPEN)


def _apart(a: Span, b: Span) -> bool:
    return a[1] < b[0] or b[1] < a[0]


def _near(a: Span, b: Span) -> bool:
    return max(a[0], b[0]) - min(a[1], b[1]) <= timedelta(days=1)


def _obligations(a: Stay, b: Stay, pair: tuple[_Witness, _Witness]) -> Iterator[Difference]:
    coded = pair[0].codes & pair[1].codes
    here, there = a.owes & coded, b.owes & coded
    if here != there:
        yield (
            "obligation",
            "owed by one source only",
            (", ".join(sorted(here - there)), ", ".join(sorted(there - here))),
        )


def _end(stay: Stay) -> str:
    if stay.end:
        return _shown(stay.end)
    # The stay holds the first day on which nobody looked any more.
    return f"open, looked until {stay.seen_until - timedelta(days=1)}" if stay.seen_until else "open"


def _shown(span: Span, basis: str = "") -> str:
    text = span[0].isoformat() if span[0] == span[1] else f"{span[0]} to {span[1]}"
    return f"{text} ({basis})" if basis else text
