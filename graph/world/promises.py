"""Promises: the provisions of instruments, and the acts that implement them."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from graph.dates import OPEN, Interval, PartialDate, Precision
from graph.parties import interval_of
from graph.tables import Tables
from graph.world.links import Links, texts


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision, with the days between which its instrument was made; None where that is not known."""

    id: str
    instrument: str
    kind: str
    bindingness: str
    section: str
    made: PartialDate | None

    @property
    def is_coded(self) -> bool:
        """Tell whether a data set coded that there is such a clause, as `column=value`; its words are not given."""
        return "=" in self.section


@dataclass(frozen=True, slots=True)
class Act:
    """Something done that implements provisions, on some day from `span.maybe_start` to `span.start`."""

    id: str
    implements: tuple[str, ...]
    status: str
    span: Interval


def provisions_of(tables: Tables) -> tuple[Provision, ...]:
    """Return every provision in tables, dated by the signature of its instrument."""
    links, section = Links.of(tables), texts(tables, "section")
    kind = dict(tables.entities.filter(pl.col("class") == "provision").select("slug", "kind").iter_rows())
    made = {
        row["slug"]: _made(row["signed"], row["signed_precision"]) for row in tables.instruments.iter_rows(named=True)
    }
    found = []
    for slug in sorted(kind):
        for instrument in links.objects(slug, "provision-of"):
            bound = links.one(slug, "bindingness")
            found.append(
                Provision(slug, instrument, kind[slug] or "", bound, section.get(slug, ""), made.get(instrument))
            )
    return tuple(found)


def _made(signed: date | None, precision: str | None) -> PartialDate | None:
    if signed is None:
        return None
    how = Precision(precision or Precision.DAY)
    width = {Precision.DAY: 10, Precision.MONTH: 7}.get(how, 4)
    return PartialDate.parse(signed.isoformat()[:width])


def acts_of(tables: Tables) -> tuple[Act, ...]:
    """Return every act in tables that implements some provision."""
    links = Links.of(tables)
    rows = tables.spans.filter(pl.col("class") == "activity").sort("slug").iter_rows(named=True)
    acts = (
        Act(r["slug"], links.objects(r["slug"], "implements"), links.one(r["slug"], "status"), interval_of(r))
        for r in rows
    )
    return tuple(act for act in acts if act.implements and act.span.maybe_start < OPEN)
