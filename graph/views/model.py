"""What a network view shows: plain values, ready to be drawn, each edge with its dates and its evidence."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

NodeKind = Literal["state", "body", "agency", "firm", "agreement", "policy", "programme"]
EdgeStatus = Literal["holds", "signed", "suspended", "unknown"]
EdgeChange = Literal["", "new", "ended"]


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
    licence: str = ""
    cite_as: str = ""


@dataclass(frozen=True)
class ViewNode:
    """A thing in the picture; `code` is the short text drawn in it, `facts` are label and value pairs.

    `more` counts its relations on the day that are not shown. `stage` is 0 for what the picture is asked around, and k
    for what came with the k-th thing opened: a later stage never moves an earlier one.
    """

    id: str
    label: str
    kind: NodeKind
    code: str = ""
    focus: bool = False
    facts: tuple[tuple[str, str], ...] = ()
    label_ja: str = ""
    more: int = 0
    stage: int = 0


@dataclass(frozen=True)
class ViewEdge:
    """A relation in the picture; parallel agreements are parallel edges. Dates are as the source gives them.

    `change` says how it differs between the days compared: `new` on the later one, `ended` by it. `kind_base` is the
    kind without the party's role, by which readers filter.
    """

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
    label_ja: str = ""
    kind_base: str = ""
    change: EdgeChange = ""


@dataclass(frozen=True)
class NetworkView:
    """A picture of the relations around some things on a day; `unknown` counts the relations left out as unknown.

    `opened` are the things opened, in order; `compared` is the other day of a comparison. `held` are the places
    that things had before others were hidden, so that hiding moves nothing.
    """

    title: str
    as_of: date
    release: str
    focus: tuple[str, ...]
    nodes: tuple[ViewNode, ...]
    edges: tuple[ViewEdge, ...]
    unknown: int
    opened: tuple[str, ...] = ()
    compared: date | None = None
    held: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True)
class Look:
    """How a reader arranged a picture: where things are pinned, and which bundles are drawn line by line."""

    pins: tuple[tuple[str, int, int], ...] = ()
    apart: tuple[str, ...] = ()

    @property
    def places(self) -> dict[str, tuple[int, int]]:
        """The place of each pinned thing in pixels."""
        return {name: (x, y) for name, x, y in self.pins}


PLAIN: Final = Look()
"""Nothing pinned, nothing drawn apart."""
