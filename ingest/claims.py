"""Typed claims: what a connector says, before it is written as RDF.

A claim is one described thing: its class, its facts and the citations that bear it out. Connectors return claims and
know nothing of graphs; `ingest.nquads` writes them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from graph.dates import PartialDate, Precision
from ontology.iris import PREFIXES, mint


class Iri(NamedTuple):
    """The name of another thing."""

    value: str


class Text(NamedTuple):
    """Words, with their language where they are a label."""

    value: str
    language: str = ""


Value = Iri | Text | date | int | Decimal | bool
Fact = tuple[str, Value]
"""A property as a prefixed name (`kn:kind`) and its value."""


class Evidence(NamedTuple):
    """A pointer into a source: which one, where in it, how sure, and which fields were seen there.

    `named` gives the citation a name of its own, for citations that many claims share and for things that several
    sources describe; without it the citation is named after its claim and its place in it.
    """

    source: str
    confidence: str
    locator: str = ""
    checked: tuple[str, ...] = ()
    named: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing and what is said of it; `types` are class names of the core vocabulary."""

    iri: str
    types: tuple[str, ...]
    facts: tuple[Fact, ...]
    evidence: tuple[Evidence, ...] = ()


_WEB: Final = re.compile(r'https?://[^\s<>"{}|\\^`]+')
_COARSENESS: Final = (Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.ABOUT)


@lru_cache(maxsize=65_536)
def entity(slug: str) -> Iri:
    """Return the name of the entity or relation with this slug."""
    return Iri(mint("id", slug))


@lru_cache(maxsize=4_096)
def kind(slug: str) -> Iri:
    """Return the name of the concept with this slug."""
    return Iri(mint("kind", slug))


def some(*facts: tuple[str, Value | None]) -> tuple[Fact, ...]:
    """Return the facts whose value is known."""
    return tuple((name, value) for name, value in facts if value is not None)


def text(value: str | None, language: str = "") -> Text | None:
    """Return words, or nothing for blank ones."""
    return Text(value, language) if value else None


def web_page(address: str) -> Iri | None:
    """Return an address as a name, or nothing where it is blank or no address of the web."""
    return Iri(address) if _WEB.fullmatch(address) else None


def each(name: str, values: Iterable[Iri | Text]) -> tuple[Fact, ...]:
    """Return one fact a value."""
    return tuple((name, value) for value in values)


def dated(attested: PartialDate | None = None, **dates: PartialDate | None) -> tuple[Fact, ...]:
    """Return the facts of partial dates by property name: earliest day, latest day if another, coarsest precision.

    A day of attestation is the last of its span, since only then is it certain; it sets the precision only where no
    other date is known.
    """
    known = {name: partial for name, partial in dates.items() if partial is not None}
    facts: list[Fact] = []
    for name, partial in known.items():
        facts.append((f"kn:{name}", partial.earliest))
        if partial.latest != partial.earliest:
            facts.append((f"kn:{name}Latest", partial.latest))
    if attested:
        facts.append(("kn:attestedOn", attested.latest))
    measured = list(known.values()) or ([attested] if attested else [])
    if measured:
        facts.append(("kn:datePrecision", Text(max((p.precision for p in measured), key=_COARSENESS.index).value)))
    return tuple(facts)


def full(name: str) -> str:
    """Return the IRI of a prefixed name."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local
