"""The network around some things on a day, ready to be drawn.

An agreement of two parties is an edge between them, so that parallel agreements are parallel edges. An agreement of
more parties, and a programme, is a node with an edge to each party that is in the picture: one treaty of thirty-two
would otherwise hide everything behind its five hundred pairs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import polars as pl

from graph.dates import Holding
from graph.drawing import Spoke, draw_edges, draw_node
from graph.errors import BadParameter
from graph.pairs import LAYERS
from graph.parties import Basis
from graph.release import Release
from graph.tables import read_tables
from graph.things import Standing, Thing, catalogue, standings, thing
from graph.touching import relations_of
from graph.views.model import NetworkView

_DRAWN: Final = ("participation", "tie", "dependency")


@dataclass(frozen=True)
class Asked:
    """What a picture is asked for: around what, on which day, in which layers (none is all), by which basis."""

    focus: tuple[str, ...]
    day: date
    layers: tuple[str, ...] = ()
    basis: Basis = Basis.IN_FORCE
    include: tuple[Holding, ...] = (Holding.HOLDS,)


def network_view(release: Release, asked: Asked) -> NetworkView:
    """Return the relations around the focus on a day, each with its dates and evidence.

    With one focus: all its relations. With several, a coalition: the agreements and programmes that join at least two
    of them, and the ties and dependencies among them.

    Raises
    ------
    NotFound
        A focus has no such id.
    BadParameter
        A layer has no such name.
    """
    unknown_layers = [layer for layer in asked.layers if layer not in LAYERS]
    if unknown_layers:
        raise BadParameter(f"no layer {unknown_layers[0]!r}; use {', '.join(LAYERS)}")
    focus = tuple(dict.fromkeys(thing(release, name).id for name in asked.focus))
    found = _around(release, replace(asked, focus=focus))
    known = catalogue(release)
    drawn = _drawn(found, focus, asked.include)
    edges = tuple(draw_edges(release, drawn, focus))
    ends = {end for edge in edges for end in (edge.source, edge.target)} | set(focus)
    return NetworkView(
        title=" and ".join(known[name].label for name in focus) or "Nothing chosen yet",
        as_of=asked.day,
        release=release.id,
        focus=focus,
        nodes=tuple(draw_node(known[end], focus) for end in sorted(ends)),
        edges=edges,
        unknown=len({_counted_as(s.standing) for s in found} - {_counted_as(s.standing) for s in drawn}),
    )


def _around(release: Release, asked: Asked) -> list[Spoke]:
    near = relations_of(release, asked.focus, asked.day, asked.basis)
    shared = [s for s in near if s.type in _DRAWN and s.holding is not Holding.NOT]
    hubs = _hubs(shared, asked.focus)
    tables = read_tables(release)
    spokes = standings(tables, tables.relations.filter(pl.col("tail").is_in(sorted(hubs))), asked.day, asked.basis)
    links = [
        s
        for s in shared
        if s.type != "participation" and (len(asked.focus) < 2 or {s.head, s.tail} <= set(asked.focus))
    ]
    known = catalogue(release)
    found = [Spoke(s, layer_in(s, known)) for s in (*spokes, *links) if s.holding is not Holding.NOT]
    return [spoke for spoke in found if not asked.layers or spoke.layer in asked.layers]


def _hubs(near: Iterable[Standing], focus: Sequence[str]) -> set[str]:
    """Return the agreements and programmes around a single focus, or those that join two of several."""
    members: dict[str, set[str]] = {}
    for standing in near:
        if standing.type == "participation":
            members.setdefault(standing.tail, set()).add(standing.head)
    wanted = 2 if len(focus) > 1 else 1
    return {hub for hub, heads in members.items() if hub in focus or len(heads & set(focus)) >= wanted}


def layer_in(standing: Standing, known: Mapping[str, Thing]) -> str:
    """Return the layer in which a relation is drawn; a part in a programme is industry, what has none is framework."""
    if standing.layer:
        return standing.layer
    return "industry" if known[standing.tail].type == "programme" else "framework"


def _counted_as(standing: Standing) -> str:
    """Return what a relation counts as: both parts in one agreement are one relation to a reader."""
    return standing.tail if standing.type == "participation" else standing.id


def _drawn(found: Iterable[Spoke], focus: Sequence[str], include: Sequence[Holding]) -> list[Spoke]:
    """Return what is shown: relations that hold, and of agreements and programmes those that still join the focus."""
    wanted = [spoke for spoke in found if spoke.standing.holding in include]
    hubs = _hubs((spoke.standing for spoke in wanted), focus)
    return [s for s in wanted if s.standing.type != "participation" or s.standing.tail in hubs]
