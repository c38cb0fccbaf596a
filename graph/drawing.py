"""Turns relations on a day into the nodes and edges of a picture."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.dates import Holding
from graph.evidence import proofs
from graph.release import Release
from graph.tables import read_tables
from graph.things import Standing, Thing, catalogue
from graph.views.model import EdgeStatus, NodeKind, Proof, ViewEdge, ViewNode
from graph.world.links import texts

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
class Spoke:
    """One relation of the picture: a party's part in an agreement or programme, a tie, or a dependency."""

    standing: Standing
    layer: str


def draw_edges(release: Release, drawn: Sequence[Spoke], focus: Sequence[str]) -> Iterable[ViewEdge]:
    """Yield the edges of a picture: links, bonds of two parties, and the spokes of wider agreements and programmes."""
    known = catalogue(release)
    tables = read_tables(release)
    evidence = proofs(tables, (spoke.standing.id for spoke in drawn))
    own = texts(tables, "label")
    by_hub: dict[str, list[Spoke]] = {}
    for spoke in drawn:
        if spoke.standing.type == "participation":
            by_hub.setdefault(spoke.standing.tail, []).append(spoke)
        else:
            yield _link(spoke, own, known, evidence)
    pairs = {hub: spokes for hub, spokes in by_hub.items() if _is_pair(known[hub], spokes, focus)}
    seen = {s.standing.head for spokes in pairs.values() for s in spokes} | set(focus)
    for hub, spokes in sorted(by_hub.items()):
        if hub in pairs:
            yield _bond(known[hub], spokes, known, evidence)
        else:
            shown = [s for s in spokes if s.standing.head in seen or hub in focus]
            yield from (_spoke(known[hub], s, spokes, known, evidence) for s in shown)


def _is_pair(hub: Thing, spokes: Sequence[Spoke], focus: Sequence[str]) -> bool:
    return hub.type == "agreement" and hub.id not in focus and len({s.standing.head for s in spokes}) == 2


def _names(spokes: Iterable[Spoke], known: Mapping[str, Thing]) -> tuple[str, ...]:
    return tuple(sorted({known[s.standing.head].label for s in spokes}))


def _bond(
    hub: Thing, spokes: Sequence[Spoke], known: Mapping[str, Thing], evidence: Mapping[str, tuple[Proof, ...]]
) -> ViewEdge:
    first, second = sorted(spokes, key=lambda s: s.standing.head)[:2]
    later = max(first.standing, second.standing, key=lambda s: s.since)
    return ViewEdge(
        id=hub.id,
        source=first.standing.head,
        target=second.standing.head,
        layer=first.layer,
        label=hub.label,
        label_ja=hub.label_ja or "",
        kind=hub.kind_label or "agreement",
        kind_base=hub.kind_label or "agreement",
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
    spoke: Spoke,
    all_spokes: Iterable[Spoke],
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
        label_ja=hub.label_ja or "",
        kind=f"{hub.kind_label or hub.type}, {standing.role}" if standing.role else (hub.kind_label or hub.type),
        kind_base=hub.kind_label or hub.type,
        status=_status((standing,)),
        since=standing.since,
        until=standing.until,
        parties=tuple(dict.fromkeys((known[standing.head].label, *_names(all_spokes, known)))),
        about=hub.id,
        evidence=evidence.get(standing.id, ()),
    )


def _link(
    spoke: Spoke, own: Mapping[str, str], known: Mapping[str, Thing], evidence: Mapping[str, tuple[Proof, ...]]
) -> ViewEdge:
    standing = spoke.standing
    kind = standing.kind_label or standing.type
    return ViewEdge(
        id=standing.id,
        source=standing.head,
        target=standing.tail,
        layer=spoke.layer,
        label=own.get(standing.id, kind),
        kind=kind,
        kind_base=kind,
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


def draw_node(thing: Thing, focus: Sequence[str]) -> ViewNode:
    """Return a thing as a node of the picture."""
    facts = [("Kind", thing.kind_label)] if thing.kind_label else []
    if thing.label_ja:
        facts.append(("Japanese", thing.label_ja))
    return ViewNode(
        id=thing.id,
        label=thing.label,
        kind=_NODE_KINDS.get(thing.type, "agreement"),
        label_ja=thing.label_ja or "",
        code=(thing.code or "") if thing.type == "state" else "",
        focus=thing.id in focus,
        facts=tuple((label, text) for label, text in facts if text),
    )
