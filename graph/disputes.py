"""Differences between sources as a reader asks for them: of a state or a pair, of one sort, between two sources."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from graph.conflicts import weighed
from graph.errors import BadParameter
from graph.release import Release
from graph.tables import Tables, read_tables
from graph.things import thing

SORTS: Final = ("party", "date", "obligation")
"""What sources can differ on."""
_ALIKE: Final = ("agreement", "about", "detail", "source_a", "value_a")
"""What is the same in differences that are told as one."""


@dataclass(frozen=True)
class Wanted:
    """Which differences are asked for; what is blank narrows nothing."""

    about: str = ""
    agreement: str = ""
    actors: tuple[str, ...] = ()
    """Of several, the differences on agreements to which each is a party by some source."""
    between: tuple[str, ...] = ()
    """One source, or two."""


@dataclass(frozen=True)
class Told:
    """A party of whom sources say different things, with the statement of either; blank where a source has none."""

    actor: str
    name: str
    statement_a: str
    statement_b: str


@dataclass(frozen=True)
class Dispute:
    """A difference that is the same for one or several parties; where `value_b` is blank, `sources_b` are silent."""

    agreement: str
    title: str
    parties: tuple[Told, ...]
    about: str
    detail: str
    source_a: str
    value_a: str
    sources_b: tuple[str, ...]
    value_b: str


def disputes(release: Release, wanted: Wanted) -> pl.DataFrame:
    """Return the differences that are asked for, what weighs most first, as `graph.conflicts.weighed` has them.

    Raises
    ------
    BadParameter
        There is no such sort or source.
    NotFound
        There is no such agreement or actor.
    """
    _check(release, wanted)
    tables = read_tables(release)
    found = weighed(tables)
    if wanted.about:
        found = found.filter(pl.col("about") == wanted.about)
    if wanted.agreement:
        found = found.filter(pl.col("agreement") == thing(release, wanted.agreement).id)
    for key in wanted.between:
        found = found.filter((pl.col("source_a") == key) | (pl.col("source_b") == key))
    actors = [thing(release, name).id for name in wanted.actors]
    if actors:
        found = found.filter(pl.col("actor").is_in(actors) & pl.col("agreement").is_in(_shared(tables, actors)))
    return found


def told_once(found: pl.DataFrame) -> list[Dispute]:
    """Return differences in their order, those in one that say the same of several parties or of several sources."""
    rows = list(found.iter_rows(named=True))
    silent: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        if not row["statement_b"]:
            silent.setdefault(_said(row), []).append(row["source_b"])
    groups: dict[tuple[object, ...], list[dict[str, str]]] = {}
    for row in rows:
        others = (row["source_b"],) if row["statement_b"] else tuple(silent[_said(row)])
        if row["source_b"] == others[0]:
            same = tuple(row[name] for name in _ALIKE)
            groups.setdefault((*same, row["value_b"], others), []).append(row)
    return [_dispute(group, silent) for group in groups.values()]


def _said(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in (*_ALIKE, "actor"))


def _dispute(rows: Sequence[Mapping[str, str]], silent: Mapping[tuple[str, ...], list[str]]) -> Dispute:
    first = rows[0]
    return Dispute(
        agreement=first["agreement"],
        title=first["title"],
        parties=tuple(Told(row["actor"], row["name"], row["statement_a"], row["statement_b"]) for row in rows),
        about=first["about"],
        detail=first["detail"],
        source_a=first["source_a"],
        value_a=first["value_a"],
        sources_b=(first["source_b"],) if first["statement_b"] else tuple(silent[_said(first)]),
        value_b=first["value_b"],
    )


def _shared(tables: Tables, actors: Iterable[str]) -> list[str]:
    """Return the agreements to which every one of the actors is a party by some source."""
    of = tables.relations.filter(pl.col("class") == "participation")
    sets = [set(of.filter(pl.col("head") == actor)["tail"]) for actor in actors]
    return sorted(set.intersection(*sets))


def _check(release: Release, wanted: Wanted) -> None:
    if wanted.about and wanted.about not in SORTS:
        raise BadParameter(f"about: {wanted.about!r} is not known; write {', '.join(SORTS[:-1])} or {SORTS[-1]}")
    known = [source.key for source in release.manifest.sources]
    for key in wanted.between:
        if key not in known:
            raise BadParameter(f"between: no source {key!r} in release {release.id}; it has {', '.join(known)}")
