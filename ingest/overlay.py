"""A user's own judgements: levels and requirements from a folder, in place of ours or before ours.

The folder holds `overlay.toml` (who judges) and one or both of `assessments.csv` and `requirements.csv`. Nothing of the
bundled sources is edited: judgements that the overlay's replace are left out of the release, and each that stays or
comes in cites its judge, so that an answer can name whose judgement it rests on.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from graph.errors import BuildError, SourceError
from ingest.cards import Card
from ingest.claims import Claim, Evidence, Fact, Iri, Text, dated, entity, kind, some, text
from ingest.rows import OptionalWords, Partial, Row, Slug, TableReading, read_table
from ingest.source import Source, SourceReading, find_sources
from ontology.iris import BASE, mint
from ontology.vocabulary import in_scheme

CARD: Final = "overlay.toml"
Level = Literal["0", "1", "2", "3", "4"]


def _criticality(value: str) -> str:
    if value not in in_scheme("criticality"):
        raise ValueError(f"no such criticality; write {', '.join(sorted(in_scheme('criticality')))}")
    return value


class OverlayCard(BaseModel):
    """The card of an overlay: who judges, when, and what becomes of the judgements of others.

    `mode` is `overlay` where the user's word goes before ours on the same pair of things, or `replace` where all other
    judgements of a kind for which the overlay has a table are left out.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")] = "own"
    name: Annotated[str, Field(min_length=1, description="whose judgement it is")]
    title: str = "Own judgements"
    version: Annotated[str, Field(pattern=r"^\d{4}\.\d{2}\.\d{2}$")]
    mode: Literal["overlay", "replace"] = "overlay"


class OwnAssessmentRow(Row):
    """A user's judgement of the level at which a state has a capability; `from` and `to` bound it in time."""

    state: Slug
    capability: Slug
    level: Level
    start: Partial = Field(alias="from")
    to: Partial
    attested: Partial
    shown_by: OptionalWords
    note: OptionalWords

    def claim(self) -> Claim:
        """Return the assessment without its judge; its name comes from state, capability and start."""
        began = (str(self.start.earliest),) if self.start else ()
        facts: tuple[Fact, ...] = (
            ("kn:involves", entity(self.state)),
            ("kn:ofCapability", Iri(mint("capability", self.capability))),
            ("kn:level", Iri(mint("level", self.level))),
            *some(("kn:shownBy", text(self.shown_by or "")), ("skos:note", text(self.note or ""))),
            *dated(self.attested, validFrom=self.start, validTo=self.to),
        )
        return Claim(mint("id", "asm-own", self.state, self.capability, *began), ("Assessment",), facts)


class OwnRequirementRow(Row):
    """A user's judgement that a scenario calls for a capability at some least level."""

    scenario: Slug
    capability: Slug
    level: Level
    criticality: Annotated[str, AfterValidator(_criticality)]
    note: OptionalWords

    def claim(self) -> Claim:
        """Return the requirement without its judge."""
        facts: tuple[Fact, ...] = (
            ("kn:inScenario", Iri(mint("scenario", self.scenario))),
            ("kn:ofCapability", Iri(mint("capability", self.capability))),
            ("kn:minLevel", Iri(mint("level", self.level))),
            ("kn:criticality", kind(self.criticality)),
            *some(("skos:note", text(self.note or ""))),
        )
        return Claim(mint("id", "req-own", self.scenario, self.capability), ("Requirement",), facts)


@dataclass(frozen=True)
class Overlay(Source):
    """A source of judgements that goes before all others."""

    mode: Literal["overlay", "replace"] = "overlay"

    @property
    def module(self) -> str:
        """Return the name of this module: an overlay has no connector of its own."""
        return __name__

    def read(self) -> SourceReading:
        """Read the tables that are there.

        Raises
        ------
        SourceError
            Any row is at fault, or there is no table.
        """
        tables = tuple(self._tables())
        if faults := [fault for _, table in tables for fault in table.faults]:
            raise SourceError(self.card.key, [str(fault) for fault in sorted(faults)])
        if not tables:
            raise SourceError(self.card.key, [f"{self.folder}: write an assessments.csv or a requirements.csv"])
        judge = _judge(self.card)
        claims = [replace(row.row.claim(), evidence=_said_by(judge)) for _, table in tables for row in table.rows]
        return SourceReading((judge, *claims), {name: len(table.rows) for name, table in tables})

    def _tables(self) -> Iterator[tuple[str, TableReading[Row]]]:
        models: tuple[tuple[str, type[Row]], ...] = (
            ("assessments.csv", OwnAssessmentRow),
            ("requirements.csv", OwnRequirementRow),
        )
        for name, model in models:
            if (self.folder / name).is_file():
                yield name, read_table(self.folder / name, model, name)


def read_overlay(folder: Path) -> Overlay:
    """Return the overlay in a folder, or say what in its card is wrong."""
    path = folder / CARD
    try:
        card = OverlayCard.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise BuildError(f'{path}: there is no card; write name = "…" and version = "2026.11.24" into it') from error
    except tomllib.TOMLDecodeError as error:
        raise BuildError(f"{path}: not TOML: {error}") from error
    except ValidationError as error:
        lines = [f"{path}: field {'.'.join(map(str, e['loc']))!r}: {e['msg']}" for e in error.errors()]
        raise BuildError("\n".join(lines)) from error
    return Overlay(_source_card(card), folder, mode=card.mode)


def sources_with(overlay: Path | None) -> tuple[Source, ...]:
    """Return the bundled sources, and the overlay of a folder where one is set."""
    return find_sources() if overlay is None else (*find_sources(), read_overlay(overlay))


def _source_card(card: OverlayCard) -> Card:
    version = date.fromisoformat(card.version.replace(".", "-"))
    return Card.model_validate(
        {
            "key": f"overlay-{card.key}",
            "title": card.title,
            "publisher": card.name,
            "version": card.version,
            "url": f"{BASE}graph/source-overlay-{card.key}",
            "licence": "not for redistribution",
            "licence_url": BASE,
            "redistributable": False,
            "citation": f"{card.name}, {card.title}, version {card.version}.",
            "horizon": version,
            "maintained": True,
            "completeness": "sample",
        }
    )


def _judge(card: Card) -> Claim:
    facts: tuple[Fact, ...] = (
        ("dcterms:title", Text(card.title)),
        ("dcterms:publisher", Text(card.publisher)),
        ("dcterms:issued", card.horizon),
        ("kn:datePrecision", Text("day")),
        ("rdfs:seeAlso", Iri(str(card.url))),
        ("kn:kind", kind("source-judgement")),
    )
    return Claim(mint("id", "src", card.key), ("Source",), facts)


def _said_by(judge: Claim) -> tuple[Evidence, ...]:
    return (Evidence(judge.iri.removeprefix(f"{BASE}id/"), "b"),)
