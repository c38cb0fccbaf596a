"""Which judgements enter a release: an overlay's, and of the others those that it leaves standing."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from ingest.claims import Claim, Iri
from ingest.overlay import Overlay
from ingest.source import Source, SourceReading

_ABOUT: Final = {
    "Assessment": frozenset(("kn:involves", "kn:ofCapability")),
    "Requirement": frozenset(("kn:inScenario", "kn:ofCapability")),
}
"""The properties that say what a judgement is about, by its class."""

_Key = tuple[str, frozenset[str]]
Read = tuple[Source, SourceReading]


def settled(read: Sequence[Read]) -> tuple[Read, ...]:
    """Return the readings of all sources without the judgements that an overlay's take the place of."""
    own = [(source, reading) for source, reading in read if isinstance(source, Overlay)]
    if not own:
        return tuple(read)
    taken = {key for _, reading in own for key in _keys(reading.claims)}
    whole = {name for source, reading in own if source.mode == "replace" for name, _ in _keys(reading.claims)}
    return tuple(
        (source, reading if isinstance(source, Overlay) else _without(reading, taken, whole))
        for source, reading in read
    )


def _without(reading: SourceReading, taken: set[_Key], whole: set[str]) -> SourceReading:
    kept = tuple(c for c in reading.claims if not any(k in taken or k[0] in whole for k in _keys((c,))))
    return replace(reading, claims=kept)


def _keys(claims: Iterable[Claim]) -> list[_Key]:
    """Return what each judgement among the claims is about."""
    return [
        (name, frozenset(value.value for prop, value in claim.facts if prop in _ABOUT[name] and isinstance(value, Iri)))
        for claim in claims
        for name in claim.types
        if name in _ABOUT
    ]
