"""The oracle is a plain scan of the rows with the interval type, written without Polars."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import Holding
from graph.errors import BadParameter
from graph.pairs import LAYERS
from graph.parties import interval_of
from graph.release import Release
from graph.snapshot import edges_on, snapshot, snapshot_of
from graph.tables import Tables, read_tables

DAYS = st.dates(date(1940, 1, 1), date(2027, 1, 1))
LAYER_SETS = st.lists(st.sampled_from(LAYERS), max_size=3, unique=True).map(tuple)


def scanned(tables: Tables, day: date, layers: tuple[str, ...]) -> tuple[set[tuple[str, str, str]], dict[str, int]]:
    """Return the edges of a day and the number of unknown relations by layer."""
    holds: set[tuple[str, str, str]] = set()
    unknown: dict[str, set[str]] = {}
    for row in tables.relations.iter_rows(named=True):
        if row["class"] == "requirement" or (layers and row["layer"] not in layers):
            continue
        standing = interval_of(row).on(day)
        if standing is Holding.HOLDS:
            holds.add((row["head"], row["tail"], row["slug"]))
        elif standing is Holding.UNKNOWN:
            unknown.setdefault(row["layer"] or "", set()).add(row["slug"])
    return holds, {layer: len(found) for layer, found in unknown.items()}


@given(DAYS, LAYER_SETS)
def test_a_snapshot_is_what_a_plain_scan_of_the_intervals_finds(
    release: Release, day: date, layers: tuple[str, ...]
) -> None:
    tables = read_tables(release)
    seen = snapshot_of(tables, day, layers)
    holds, unknown = scanned(tables, day, layers)
    assert set(seen.network.edges) == holds
    assert seen.unknown == unknown


@given(DAYS)
def test_layers_together_are_the_whole(release: Release, day: date) -> None:
    tables = read_tables(release)
    parts = [set(snapshot_of(tables, day, (layer,)).network.edges) for layer in LAYERS]
    without_layer = {
        (r["head"], r["tail"], r["slug"])
        for r in edges_on(tables, day).iter_rows(named=True)
        if r["layer"] is None and r["holding"] == "holds"
    }
    assert set().union(*parts, without_layer) == set(snapshot_of(tables, day).network.edges)


def test_nodes_and_edges_are_typed_and_parallel_agreements_stay_apart(release: Release) -> None:
    seen = snapshot(release, date(2026, 1, 1), ("security", "industry"))
    assert seen.network.nodes["usa"]["type"] == "state"
    assert seen.network.nodes["agr-us-jpn-1960"]["kind"] == "mutual-defence-treaty"
    assert {edge["type"] for edge in seen.network.edges.values()} == {"participation", "tie"}
    ties = {key for _, other, key in seen.network.edges("firm-mhi", keys=True) if other == "firm-lockheed"}
    assert len(ties) > 1


def test_the_memorandum_joins_the_two_from_its_first_day_on(release: Release) -> None:
    before, after = (snapshot(release, date(2016, 6, day), ("industry",)) for day in (3, 4))
    assert "agr-jpn-us-rdpmou-2016" not in before.network
    assert set(after.network.predecessors("agr-jpn-us-rdpmou-2016")) == {"jpn", "usa"}


def test_a_snapshot_is_kept_for_the_next_question(release: Release) -> None:
    day = date(2020, 2, 2)
    assert snapshot(release, day, ("supply",)) is snapshot(release, day, ("supply",))


def test_an_unknown_layer_is_an_error_that_names_the_layers(release: Release) -> None:
    with pytest.raises(BadParameter, match="layers are security"):
        snapshot(release, date(2020, 1, 1), ("trade",))
