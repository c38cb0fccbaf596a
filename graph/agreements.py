"""Agreements on a day: which there are, who is bound, since when, and what joins a pair kind by kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.dates import OPEN, Holding, Precision, shown
from graph.pairs import agreement_layers
from graph.parties import Basis, Parties, Spell, parties
from graph.release import Release
from graph.tables import read_tables
from graph.things import Thing, catalogue


@dataclass(frozen=True)
class AgreementOnDay:
    """An agreement with its parties on a day: those bound, and those who may be. It stands while two are bound.

    `since` is the first certain day for the parties of the day; a body alone can carry an agreement that it made.
    """

    thing: Thing
    layer: str | None
    status: str
    form: str
    signed: str
    all_parties: bool | None
    since: date | None
    holding: Holding
    parties: tuple[tuple[Thing, Holding, Spell], ...]


@dataclass(frozen=True)
class KindOnDay:
    """What joins a pair by one kind of agreement on a day."""

    kind: str
    label: str
    holding: Holding
    since: date | None
    agreements: tuple[str, ...]
    statements: tuple[str, ...]


def agreements_on(release: Release, day: date, basis: Basis = Basis.IN_FORCE) -> list[AgreementOnDay]:
    """Return every agreement of a release with its standing on a day, in order of id."""
    tables = read_tables(release)
    asked = _Asked(catalogue(release), parties(release), day, basis)
    layers = agreement_layers(tables)
    rows = tables.instruments.sort("slug").iter_rows(named=True)
    return [_on_day(row, layers, asked) for row in rows if asked.known[row["slug"]].type == "agreement"]


@dataclass(frozen=True)
class _Asked:
    known: Mapping[str, Thing]
    found: Parties
    day: date
    basis: Basis


def _on_day(row: Mapping[str, object], layers: Mapping[str, str], asked: _Asked) -> AgreementOnDay:
    slug, known = str(row["slug"]), asked.known
    members = [
        (known[p], h, s)
        for p, (h, s) in sorted(asked.found.members(slug, asked.day, asked.basis).items())
        if h is not Holding.NOT
    ]
    bound = [s for _, h, s in members if h is Holding.HOLDS]
    enough = 1 if any(thing.type == "body" for thing, _, _ in members) else 2
    signed = row["signed"]
    return AgreementOnDay(
        thing=known[slug],
        layer=layers.get(slug),
        status=str(row["status"]),
        form=str(row["form"]),
        signed=shown(signed, str(row["signed_precision"] or Precision.DAY)) if isinstance(signed, date) else "",
        all_parties=row["all_parties"] if isinstance(row["all_parties"], bool) else None,
        since=_first_common(bound, enough),
        holding=_together(len(bound), len(members), enough),
        parties=tuple(members),
    )


def _together(bound: int, possible: int, enough: int) -> Holding:
    if bound >= enough:
        return Holding.HOLDS
    return Holding.UNKNOWN if possible >= enough else Holding.NOT


def _first_common(bound: Sequence[Spell], enough: int) -> date | None:
    starts = sorted(spell.in_force.start for spell in bound)
    first = starts[enough - 1] if len(starts) >= enough else OPEN
    return first if first < OPEN else None


def pair_on(release: Release, a: str, b: str, day: date, basis: Basis = Basis.IN_FORCE) -> list[KindOnDay]:
    """Return what joins two parties on a day, for every kind of agreement that any party of the release has."""
    asked = _Asked(catalogue(release), parties(release), day, basis)
    pair = (a, b) if a < b else (b, a)
    labels = kind_labels(release)
    return [_kind_on_day(kind, labels.get(kind, kind), pair, asked) for kind in sorted(asked.found.by_kind)]


def _kind_on_day(kind: str, label: str, pair: tuple[str, str], asked: _Asked) -> KindOnDay:
    bonds = [bond for bond in asked.found.bonds(kind, asked.day, asked.basis) if bond.pair == pair]
    certain = [bond for bond in bonds if bond.holding is Holding.HOLDS]
    shown_bonds = certain or bonds
    starts = [max(spell.in_force.start for spell in bond.spells) for bond in certain]
    return KindOnDay(
        kind=kind,
        label=label,
        holding=Holding.HOLDS if certain else Holding.UNKNOWN if bonds else Holding.NOT,
        since=min((s for s in starts if s < OPEN), default=None),
        agreements=tuple(sorted({bond.agreement for bond in shown_bonds})),
        statements=tuple(sorted({spell.id for bond in shown_bonds for spell in bond.spells})),
    )


def kind_labels(release: Release) -> dict[str, str]:
    """Return the label of every concept of the schemes by its id."""
    return read_tables(release).kind_labels
