"""What a reader has made of a picture: things opened and hidden, a path asked for, another day laid beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import networkx as nx
import polars as pl

from graph.dates import Holding
from graph.drawing import Spoke, draw_edges, draw_node
from graph.held import Wanted
from graph.neighbourhood import Asked, layer_in, network_view
from graph.paths import WALKED, Path, shortest_paths
from graph.release import Release
from graph.snapshot import snapshot
from graph.tables import read_tables
from graph.things import catalogue, standings, thing
from graph.views.model import NetworkView
from graph.views.reshape import compared, counted, opened, without

NEIGHBOURS: Final = 24
"""New neighbours that one opening shows; the next opening of the same thing shows as many more."""
LONGEST: Final = 8
PATHS: Final = 5
"""The most steps in a path, and the most paths in a picture."""


@dataclass(frozen=True)
class Opening:
    """A thing opened in the picture, so many times over."""

    name: str
    times: int = 1


@dataclass(frozen=True)
class Exploration:
    """A picture as a reader has shaped it; `path` holds both ends of a path asked for, or nothing."""

    asked: Asked
    opened: tuple[Opening, ...] = ()
    hidden: tuple[str, ...] = ()
    other_day: date | None = None
    path: tuple[str, ...] = ()


def explored(release: Release, exploration: Exploration) -> NetworkView:
    """Return the picture that an exploration shows, every thing with the number of its relations not shown.

    Raises
    ------
    NotFound
        A thing has no such id.
    BadParameter
        A layer has no such name.
    """
    view = _shaped(release, exploration)
    if exploration.other_day is not None:
        asked = replace(exploration.asked, day=exploration.other_day)
        view = compared(view, _shaped(release, replace(exploration, asked=asked)))
    return _counted(release, without(view, exploration.hidden), exploration.asked)


def _shaped(release: Release, exploration: Exploration) -> NetworkView:
    asked = exploration.asked
    view = path_view(release, exploration) if exploration.path else network_view(release, asked)
    for opening in exploration.opened:
        name = thing(release, opening.name).id
        around = network_view(release, replace(asked, focus=(name,)))
        if name in {node.id for node in view.nodes}:
            view = opened(view, around, NEIGHBOURS * opening.times)
    return view


def path_view(release: Release, exploration: Exploration) -> NetworkView:
    """Return the paths between two things on the day as a picture; without a path, the two things alone."""
    asked = exploration.asked
    start, end = (thing(release, name).id for name in exploration.path)
    found = paths_on(release, asked, (start, end))
    known = catalogue(release)
    things = list(dict.fromkeys((start, end, *(name for path in found for name in path.things))))
    edges = tuple(draw_edges(release, _spokes(release, found, asked), things))
    return NetworkView(
        title=f"Paths between {known[start].label} and {known[end].label}",
        as_of=asked.day,
        release=release.id,
        focus=(start, end),
        nodes=tuple(draw_node(known[name], (start, end)) for name in things),
        edges=edges,
        unknown=0,
    )


def paths_on(release: Release, asked: Asked, ends: tuple[str, str]) -> list[Path]:
    """Return the paths between two things through the relations that hold on the day in the layers asked for."""
    wanted = Wanted(asked.day, asked.basis, layers=asked.layers)
    return shortest_paths(release, ends, wanted, most_hops=LONGEST, most=PATHS)


def _spokes(release: Release, found: Iterable[Path], asked: Asked) -> list[Spoke]:
    relations = {name for path in found for name in path.relations}
    things = {name for path in found for name in path.things}
    tables, known = read_tables(release), catalogue(release)
    rows = tables.relations.filter(pl.col("slug").is_in(sorted(relations)))
    held = (s for s in standings(tables, rows, asked.day, asked.basis) if s.holding is Holding.HOLDS)
    return [Spoke(s, layer_in(s, known)) for s in held if {s.head, s.tail} <= things]


def _counted(release: Release, view: NetworkView, asked: Asked) -> NetworkView:
    network = snapshot(release, asked.day, asked.layers, asked.basis).network
    shown: dict[str, set[str]] = {}
    for edge in view.edges:
        for end in (edge.source, edge.target):
            shown.setdefault(end, set()).update((edge.about, edge.id))
    nodes = (counted(node, _related(network, node.id), shown.get(node.id, ())) for node in view.nodes)
    return replace(view, nodes=tuple(nodes))


def _related(network: "nx.MultiDiGraph[str]", name: str) -> set[str]:
    """Return the relations of a thing as a reader counts them: an agreement or programme once, a tie once."""
    if name not in network:
        return set()
    out = ((tail, key, facts) for _, tail, key, facts in network.out_edges(name, keys=True, data=True))
    back = ((head, key, facts) for head, _, key, facts in network.in_edges(name, keys=True, data=True))
    return {*_joins(out), *(key for _, key, facts in back if facts["type"] in WALKED)}


def _joins(edges: Iterable[tuple[str, str, Mapping[str, object]]]) -> Iterable[str]:
    for tail, key, facts in edges:
        if facts["type"] in WALKED:
            yield tail if facts["type"] == "participation" else key
