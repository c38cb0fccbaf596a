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
from graph.errors import BadParameter
from graph.evidence import proofs
from graph.pairs import LAYERS
from graph.parties import Basis
from graph.release import Release
from graph.tables import read_tables
from graph.things import Standing, Thing, catalogue, relations_of, standings, thing
from graph.views.model import EdgeStatus, NetworkView, NodeKind, Proof, ViewEdge, ViewNode

_DRAWN: Final = ("participation", "tie", "dependency")
_NODE_KINDS: Final[dict[str, NodeKind]] = {
    "state": "state",
    "body": "body",
    "agency": "agency",
    "firm": "firm",
    "agreement": "agreement",
    "policy": "policy",
    "programme": "programme",
}


@dataclass(frozen=True)
class Asked:
    """What a picture is asked for: around what, on which day, in which layers (none is all), by which basis."""

    focus: tuple[str, ...]
    day: date
    layers: tuple[str, ...] = ()
    basis: Basis = Basis.IN_FORCE
    include: tuple[Holding, ...] = (Holding.HOLDS,)


@dataclass(frozen=True)
class _Spoke:
    """One relation of the picture: a party's part in an agreement or programme, a tie, or a dependency."""

    standing: Standing
    layer: str


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
    edges = tuple(_edges(release, drawn, focus, known))
    ends = {end for edge in edges for end in (edge.source, edge.target)} | set(focus)
    return NetworkView(
        title=" and ".join(known[name].label for name in focus) or "Nothing chosen yet",
        as_of=asked.day,
        release=release.id,
        focus=focus,
        nodes=tuple(_node(known[end], focus) for end in sorted(ends)),
        edges=edges,
        unknown=len({_counted_as(s.standing) for s in found} - {_counted_as(s.standing) for s in drawn}),
    )


def _around(release: Release, asked: Asked) -> list[_Spoke]:
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
    found = [_Spoke(s, _layer(s, known)) for s in (*spokes, *links) if s.holding is not Holding.NOT]
    return [spoke for spoke in found if not asked.layers or spoke.layer in asked.layers]


def _hubs(near: Iterable[Standing], focus: Sequence[str]) -> set[str]:
    """Return the agreements and programmes around a single focus, or those that join two of several."""
    members: dict[str, set[str]] = {}
    for standing in near:
        if standing.type == "participation":
            members.setdefault(standing.tail, set()).add(standing.head)
    wanted = 2 if len(focus) > 1 else 1
    return {hub for hub, heads in members.items() if hub in focus or len(heads & set(focus)) >= wanted}


def _layer(standing: Standing, known: Mapping[str, Thing]) -> str:
    if standing.layer:
        return standing.layer
    return "industry" if known[standing.tail].type == "programme" else "framework"


def _counted_as(standing: Standing) -> str:
    """Return what a relation counts as: both parts in one agreement are one relation to a reader."""
    return standing.tail if standing.type == "participation" else standing.id


def _drawn(found: Iterable[_Spoke], focus: Sequence[str], include: Sequence[Holding]) -> list[_Spoke]:
    """Return what is shown: relations that hold, and of agreements and programmes those that still join the focus."""
    wanted = [spoke for spoke in found if spoke.standing.holding in include]
    hubs = _hubs((spoke.standing for spoke in wanted), focus)
    return [s for s in wanted if s.standing.type != "participation" or s.standing.tail in hubs]


def _edges(
    release: Release, drawn: Sequence[_Spoke], focus: Sequence[str], known: Mapping[str, Thing]
) -> Iterable[ViewEdge]:
    evidence = proofs(read_tables(release), (spoke.standing.id for spoke in drawn))
    by_hub: dict[str, list[_Spoke]] = {}
    for spoke in drawn:
        if spoke.standing.type == "participation":
            by_hub.setdefault(spoke.standing.tail, []).append(spoke)
        else:
            yield _link(spoke, known, evidence)
    pairs = {hub: spokes for hub, spokes in by_hub.items() if _is_pair(known[hub], spokes, focus)}
    seen = {s.standing.head for spokes in pairs.values() for s in spokes} | set(focus)
    for hub, spokes in sorted(by_hub.items()):
        if hub in pairs:
            yield _bond(known[hub], spokes, known, evidence)
        else:
            shown = [s for s in spokes if s.standing.head in seen or hub in focus]
            yield from (_spoke(known[hub], s, spokes, known, evidence) for s in shown)


def _is_pair(hub: Thing, spokes: Sequence[_Spoke], focus: Sequence[str]) -> bool:
    return hub.type == "agreement" and hub.id not in focus and len({s.standing.head for s in spokes}) == 2


def _names(spokes: Iterable[_Spoke], known: Mapping[str, Thing]) -> tuple[str, ...]:
    return tuple(sorted({known[s.standing.head].label for s in spokes}))


def _bond(
    hub: Thing, spokes: Sequence[_Spoke], known: Mapping[str, Thing], evidence: Mapping[str, tuple[Proof, ...]]
) -> ViewEdge:
    first, second = sorted(spokes, key=lambda s: s.standing.head)[:2]
    later = max(first.standing, second.standing, key=lambda s: s.since)
    return ViewEdge(
        id=hub.id,
        source=first.standing.head,
        target=second.standing.head,
        layer=first.layer,
        label=hub.label,
        kind=hub.kind_label or "agreement",
        status=_status((first.standing, second.standing)),
        since=later.since,
        until=min((s.standing.until for s in spokes if s.standing.until), default=""),
        parties=_names(spokes, known),
        about=hub.id,
        evidence=_once(p for s in (first, second) for p in evidence.get(s.standing.id, ())),
    )


def _once(found: Iterable[Proof]) -> tuple[Proof, ...]:
    """Return each source once: the parts of two parties in one agreement mostly rest on the same documents."""
    return tuple({(proof.source, proof.locator): proof for proof in found}.values())


def _spoke(
    hub: Thing,
    spoke: _Spoke,
    all_spokes: Iterable[_Spoke],
    known: Mapping[str, Thing],
    evidence: Mapping[str, tuple[Proof, ...]],
) -> ViewEdge:
    standing = spoke.standing
    return ViewEdge(
        id=standing.id,
        source=standing.head,
        target=hub.id,
        layer=spoke.layer,
        label=hub.label,
        kind=f"{hub.kind_label or hub.type}, {standing.role}" if standing.role else (hub.kind_label or hub.type),
        status=_status((standing,)),
        since=standing.since,
        until=standing.until,
        parties=_names(all_spokes, known),
        about=hub.id,
        evidence=evidence.get(standing.id, ()),
    )


def _link(spoke: _Spoke, known: Mapping[str, Thing], evidence: Mapping[str, tuple[Proof, ...]]) -> ViewEdge:
    standing = spoke.standing
    return ViewEdge(
        id=standing.id,
        source=standing.head,
        target=standing.tail,
        layer=spoke.layer,
        label=standing.kind_label or standing.type,
        kind=standing.kind_label or standing.type,
        status=_status((standing,)),
        since=standing.since,
        until=standing.until,
        parties=(known[standing.head].label, known[standing.tail].label),
        about=standing.id,
        evidence=evidence.get(standing.id, ()),
    )


def _status(ends: Sequence[Standing]) -> EdgeStatus:
    if any(s.holding is Holding.UNKNOWN for s in ends):
        return "unknown"
    if any(s.status == "suspended" for s in ends):
        return "suspended"
    return "signed" if any(s.status == "signed" for s in ends) else "holds"


def _node(thing: Thing, focus: Sequence[str]) -> ViewNode:
    facts = [("Kind", thing.kind_label)] if thing.kind_label else []
    if thing.label_ja:
        facts.append(("Japanese", thing.label_ja))
    return ViewNode(
        id=thing.id,
        label=thing.label,
        kind=_NODE_KINDS.get(thing.type, "agreement"),
        code=(thing.code or "") if thing.type == "state" else "",
        focus=thing.id in focus,
        facts=tuple((label, text) for label, text in facts if text),
    )
