"""What a network view shows: plain values, ready to be drawn, each edge with its dates and its evidence."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

NodeKind = Literal["state", "body", "agency", "firm", "agreement", "policy", "programme"]
EdgeStatus = Literal["holds", "signed", "suspended", "unknown"]


@dataclass(frozen=True)
class Proof:
    """One citation as a reader sees it: the source, the place in it, and how sure the compiler is."""

    citation: str
    source: str
    title: str
    publisher: str
    issued: str
    url: str
    locator: str
    confidence: str
    source_kind: str


@dataclass(frozen=True)
class ViewNode:
    """A thing in the picture; `code` is the short text drawn in it, `facts` are label and value pairs."""

    id: str
    label: str
    kind: NodeKind
    code: str = ""
    focus: bool = False
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ViewEdge:
    """A relation in the picture; parallel agreements are parallel edges. Dates are as the source gives them."""

    id: str
    source: str
    target: str
    layer: str
    label: str
    kind: str
    status: EdgeStatus
    since: str
    until: str
    parties: tuple[str, ...]
    about: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True)
class NetworkView:
    """A picture of the relations around some things on a day; `unknown` counts the relations left out as unknown."""

    title: str
    as_of: date
    release: str
    focus: tuple[str, ...]
    nodes: tuple[ViewNode, ...]
    edges: tuple[ViewEdge, ...]
    unknown: int
