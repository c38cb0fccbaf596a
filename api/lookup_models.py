"""The JSON of look-ups beside entities and agreements: neighbours, paths, commitments, snapshots, releases."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from api.models import Answered, Cited, Model, Named, Page, RelationOut, Statement
from graph.dates import OPEN
from graph.lookups.commitments import Commitment
from graph.things import Thing


class ThingOut(Named):
    """A thing as it stands in a list."""

    kind: str | None
    state: str | None
    code: str | None

    @classmethod
    def of(cls, thing: Thing) -> "ThingOut":
        """Return a thing as JSON."""
        return cls.model_validate(thing, from_attributes=True)


class NeighbourOut(Model):
    """A thing that relations join to another on the day, with these relations."""

    thing: Named
    relations: list[RelationOut]


class HopOut(Model):
    """One step of a path: its two ends, and the relations that join them."""

    start: Named
    end: Named
    relations: list[str]


class PathOut(Model):
    """A shortest path, and the statements that prove it."""

    length: int
    hops: list[HopOut]
    evidence: list[Statement]


class ActOut(Model):
    """An act that implements a provision."""

    id: str
    label: str
    began: date
    certain: Annotated[bool, Field(description="false where its date leaves open whether it had begun")]


class CommitmentOut(Model):
    """A provision of an instrument signed by the day, with the acts recorded to implement it."""

    id: str
    label: str
    instrument: Named
    signed: date
    section: str
    text: str
    kind: str
    bindingness: str
    standing: Annotated[str, Field(description="implemented, unknown, or no-act-found")]
    acts: list[ActOut]
    evidence: list[Cited]

    @classmethod
    def of(cls, found: Commitment, instrument: Thing, evidence: list[Cited]) -> "CommitmentOut":
        """Return a commitment as JSON."""
        return cls(
            **{
                name: getattr(found, name)
                for name in ("id", "label", "signed", "section", "text", "kind", "bindingness", "standing")
            },
            instrument=Named.of(instrument),
            acts=[ActOut.model_validate(act, from_attributes=True) for act in found.acts],
            evidence=evidence,
        )


class EdgeOut(Model):
    """A relation of a snapshot; several edges share an id where a relation has several ends."""

    id: str
    type: str
    kind: str | None
    layer: str | None
    source: str
    target: str
    role: str | None
    holding: str
    since: date | None
    until: date | None
    value: float | None

    @classmethod
    def of(cls, row: dict[str, Any]) -> "EdgeOut":
        """Return a row of relations as JSON."""
        same = {name: row[name] for name in ("kind", "layer", "role", "holding", "value")}
        until = None if row["until"] == OPEN else row["until"]
        ends = {"source": row["head"], "target": row["tail"]}
        return cls(id=row["slug"], type=row["class"], since=row["from"], until=until, **same, **ends)


class SnapshotOut(Answered):
    """The network of all that holds on a day."""

    layers: Annotated[list[str], Field(description="layers asked for; none is all")]
    unknown: int
    nodes: list[ThingOut]
    edges: list[EdgeOut]


class SideOut(Model):
    """What one source says; a blank value says that it tells nothing of the kind."""

    source: str
    value: str
    statement: Annotated[str | None, Field(description="the statement that says so, where there is one")]


class DifferenceOut(Model):
    """Two sources' different words on one party to one agreement."""

    agreement: Named
    actor: Named
    about: Annotated[str, Field(description="party, date or obligation")]
    detail: str
    a: SideOut
    b: SideOut

    @classmethod
    def of(cls, row: Mapping[str, str], known: Mapping[str, Thing]) -> "DifferenceOut":
        """Return a row of differences as JSON."""
        a, b = (
            SideOut(
                source=row[f"source_{side}"], value=row[f"value_{side}"], statement=row[f"statement_{side}"] or None
            )
            for side in "ab"
        )
        agreement, actor = (Named.of(known[row[column]]) for column in ("agreement", "actor"))
        return cls(agreement=agreement, actor=actor, about=row["about"], detail=row["detail"], a=a, b=b)


class ReleaseOut(Model):
    """A release that can be asked for by its id."""

    id: str
    current: bool
    version: str
    observed_until: date
    things: dict[str, int]
    relations: int
    citations: int
    statements: int


class ReleasesOut(Model):
    """All whole releases, the newest version last."""

    current: str
    items: list[ReleaseOut]


class TidingOut(Model):
    """What the later release says differently of one thing."""

    what: Annotated[str, Field(description="what happened: agreement added, agreement changed, source changed …")]
    thing: Annotated[str, Field(description="the id of the thing, or the key of the source")]
    name: str
    sentence: str


class TidingsOut(Model):
    """A page of what one release says differently from another, in the order of what happened and of names."""

    old: str
    new: str
    total: int
    items: list[TidingOut]


class ExportFormatOut(Model):
    """A format of bulk exports."""

    name: str
    media_type: str
    ending: str
    what: str


class NeighboursOut(Page[NeighbourOut]):
    """The things around a thing on a day."""

    thing: Named
