"""What a release holds: per class, kind and period, how well it is borne out, and what is not in."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from graph.release import Release, SourceEntry
from graph.reports.days import AFTER, BEFORE
from graph.tables import Tables, read_tables
from graph.world.capabilities import assessments_of, levels_on

_JUDGED = ("assessment", "requirement")


@dataclass(frozen=True)
class ClassHolding:
    """How many things or relations of a class there are, and how many of them a read source bears out."""

    name: str
    count: int
    read: int

    @property
    def share(self) -> float:
        """Return the share that a read source bears out, from 0 to 1."""
        return self.read / self.count if self.count else 0.0


@dataclass(frozen=True)
class KindHolding:
    """The agreements of a kind: how many, of what periods, and how exact and complete their record is."""

    kind: str
    label: str
    agreements: int
    decades: tuple[tuple[int, int], ...]
    parties: int
    exact: int
    coarse: int
    undated: int
    read: int
    listed_on: tuple[date, ...]


@dataclass(frozen=True)
class Period:
    """Agreements signed in a decade: those that a read source bears out, and their parties with an exact start."""

    decade: int
    agreements: int
    read: int
    parties: int
    exact: int


@dataclass(frozen=True)
class Judged:
    """The levels of a state: capabilities judged as of two days, and how many of those judged on both changed."""

    state: str
    before: int
    after: int
    both: int
    changed: int


@dataclass(frozen=True)
class Listing:
    """A full list on a day."""

    slug: str
    kind: str
    actor: str
    day: date
    members: int


@dataclass(frozen=True)
class Holdings:
    """What a release holds."""

    version: str
    vocabulary: str
    facts: ClassHolding
    classes: tuple[ClassHolding, ...]
    kinds: tuple[KindHolding, ...]
    periods: tuple[Period, ...]
    judged: tuple[Judged, ...]
    unsigned: int
    listings: tuple[Listing, ...]
    kinds_without: tuple[str, ...]
    unassessed: tuple[str, ...]
    ties: ClassHolding
    documents: tuple[tuple[str, int], ...]
    undated_documents: int
    datasets: tuple[SourceEntry, ...]


def holdings(release: Release) -> Holdings:
    """Count what a release holds."""
    tables = read_tables(release)
    statements = _statements(tables)
    facts = statements.filter(~pl.col("class").is_in(_JUDGED))
    return Holdings(
        version=release.manifest.version,
        vocabulary=release.manifest.vocabulary,
        facts=ClassHolding("facts", facts.height, int(facts["read"].sum())),
        classes=_classes(statements),
        kinds=_kinds(tables),
        periods=_periods(tables),
        judged=_judged(tables),
        unsigned=_agreements(tables)["signed"].null_count(),
        listings=_listings(tables),
        kinds_without=_kinds_without(tables),
        unassessed=_unassessed(tables),
        ties=_dated_ties(tables),
        documents=_documents(tables),
        undated_documents=tables.sources["issued"].null_count(),
        datasets=release.manifest.sources,
    )


def _statements(tables: Tables) -> pl.DataFrame:
    """Return each thing and relation once, with its class and whether a read source bears it out."""
    things = tables.entities.select("slug", "class")
    relations = tables.relations.select("slug", "class")
    read = tables.evidence.filter(pl.col("confidence") == "A").select("slug").unique().with_columns(read=True)
    both = pl.concat([things, relations]).unique(subset="slug", keep="first", maintain_order=True)
    return both.join(read, on="slug", how="left").with_columns(pl.col("read").fill_null(value=False))


def _classes(statements: pl.DataFrame) -> tuple[ClassHolding, ...]:
    grouped = statements.group_by("class").agg(pl.len(), pl.col("read").sum()).sort("class")
    return tuple(ClassHolding(*row) for row in grouped.iter_rows())


def _agreements(tables: Tables) -> pl.DataFrame:
    named = tables.entities.filter(pl.col("class") == "agreement").select("slug")
    return tables.instruments.join(named, on="slug", how="semi").unique(subset="slug", keep="first")


def _kinds(tables: Tables) -> tuple[KindHolding, ...]:
    agreements = _agreements(tables)
    parties = tables.relations.filter(pl.col("class") == "participation").join(
        agreements.select(tail="slug", of="kind"), on="tail"
    )
    read = tables.evidence.filter(pl.col("confidence") == "A").select("slug").unique()
    found = []
    for kind in agreements["kind"].unique().sort():
        own, taking = agreements.filter(pl.col("kind") == kind), parties.filter(pl.col("of") == kind)
        dated = taking.filter(pl.col("start").is_not_null())
        exact = dated.filter(pl.col("start_precision") == "day").height
        lists = tables.listings.filter(pl.col("kind") == kind)["day"].unique().sort()
        found.append(
            KindHolding(
                kind=str(kind),
                label=_label(tables, str(kind)),
                agreements=own.height,
                decades=_decades(own),
                parties=taking.height,
                exact=exact,
                coarse=dated.height - exact,
                undated=taking.height - dated.height,
                read=own.join(read, on="slug", how="semi").height,
                listed_on=tuple(lists),
            )
        )
    return tuple(sorted(found, key=lambda k: (-k.agreements, k.kind)))


def _label(tables: Tables, kind: str) -> str:
    found = tables.kinds.filter(pl.col("kind") == kind)["label"]
    return str(found[0]) if len(found) else kind


def _decades(agreements: pl.DataFrame) -> tuple[tuple[int, int], ...]:
    signed = agreements.filter(pl.col("signed").is_not_null())
    counts = signed.select(decade=pl.col("signed").dt.year() // 10 * 10).group_by("decade").len().sort("decade")
    return tuple((decade, count) for decade, count in counts.iter_rows())


def _periods(tables: Tables) -> tuple[Period, ...]:
    signed = _agreements(tables).filter(pl.col("signed").is_not_null())
    signed = signed.with_columns(decade=pl.col("signed").dt.year() // 10 * 10)
    read = tables.evidence.filter(pl.col("confidence") == "A").select("slug").unique()
    parties = tables.relations.filter(pl.col("class") == "participation")
    found = []
    for decade, count in _decades(signed):
        own = signed.filter(pl.col("decade") == decade)
        taking = parties.join(own.select(tail="slug"), on="tail", how="semi")
        exact = taking.filter(pl.col("start").is_not_null() & (pl.col("start_precision") == "day")).height
        found.append(Period(decade, count, own.join(read, on="slug", how="semi").height, taking.height, exact))
    return tuple(found)


def _judged(tables: Tables) -> tuple[Judged, ...]:
    """Return whose levels are known on the two days of the theses, those judged on most first."""
    assessments = assessments_of(tables)
    before, after = ({k: v.level for k, v in levels_on(assessments, day).items()} for day in (BEFORE, AFTER))
    found = []
    for state in sorted({one.state for one in assessments}):
        old = {c: level for (who, c), level in before.items() if who == state and level is not None}
        new = {c: level for (who, c), level in after.items() if who == state and level is not None}
        both = old.keys() & new.keys()
        found.append(Judged(state, len(old), len(new), len(both), sum(old[c] != new[c] for c in both)))
    return tuple(sorted(found, key=lambda judged: (-judged.both, judged.state)))


def _listings(tables: Tables) -> tuple[Listing, ...]:
    grouped = tables.listings.group_by("slug", "kind", "actor", "day").len().sort("kind", "actor", "day")
    return tuple(Listing(*row) for row in grouped.iter_rows())


def _kinds_without(tables: Tables) -> tuple[str, ...]:
    """Return the labels of agreement kinds of which there is no agreement, broader kinds apart."""
    scheme = tables.kinds.filter(pl.col("scheme") == "agreement-kind")
    broad = scheme["broader"].drop_nulls().unique()
    empty = scheme.filter(~pl.col("kind").is_in(_agreements(tables)["kind"].to_list() + broad.to_list()))
    return tuple(empty["label"].unique().sort())


def _unassessed(tables: Tables) -> tuple[str, ...]:
    """Return the names of capabilities that a scenario requires and for which nobody is assessed."""
    relations = tables.relations
    required = relations.filter(pl.col("class") == "requirement").select(slug="tail").unique()
    assessed = relations.filter(pl.col("class") == "assessment").select(slug="tail").unique()
    missing = required.join(assessed, on="slug", how="anti")
    return tuple(tables.entities.join(missing, on="slug", how="semi")["label"].sort())


def _dated_ties(tables: Tables) -> ClassHolding:
    ties = tables.relations.filter(pl.col("class") == "tie").unique(subset="slug", keep="first")
    return ClassHolding("tie", ties.height, ties.filter(pl.col("start").is_not_null()).height)


def _documents(tables: Tables) -> tuple[tuple[str, int], ...]:
    grouped = tables.sources.group_by("kind").len().sort("len", "kind", descending=[True, False])
    return tuple((_label(tables, str(kind)), count) for kind, count in grouped.iter_rows())
