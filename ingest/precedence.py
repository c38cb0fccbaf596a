"""Which judgements enter a release: an overlay's, and of the others those that it leaves standing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

from ingest.claims import full
from ingest.compiled import Compiled
from ontology.iris import PREFIXES

_ABOUT: Final = {
    "Assessment": frozenset(map(full, ("kn:involves", "kn:ofCapability"))),
    "Requirement": frozenset(map(full, ("kn:inScenario", "kn:ofCapability"))),
}
"""The properties that say what a judgement is about, by its class."""
_TYPE: Final = PREFIXES["rdf"] + "type"
_EVIDENCE: Final = full("kn:evidence")

_Key = tuple[str, frozenset[str]]
Modes = Mapping[str, Literal["overlay", "replace"]]
"""What becomes of the judgements of others, by the key of each source that is an overlay."""


def settled(parts: Sequence[Compiled], modes: Modes) -> list[Compiled]:
    """Return all sources without the judgements that an overlay's take the place of."""
    if not modes:
        return list(parts)
    own = {part.card.key: set(_judgements(part.lines).values()) for part in parts if part.card.key in modes}
    taken = set[_Key]().union(*own.values())
    whole = {name for key, keys in own.items() if modes[key] == "replace" for name, _ in keys}
    return [part if part.card.key in modes else _without(part, taken, whole) for part in parts]


def _without(part: Compiled, taken: set[_Key], whole: set[str]) -> Compiled:
    gone = {s for s, key in _judgements(part.lines).items() if key in taken or key[0] in whole}
    if not gone:
        return part
    kept = [line for line in part.lines if _parts(line)[0] not in gone]
    cited = _cited(line for line in part.lines if _parts(line)[0] in gone) - _cited(kept)
    return replace(part, lines=[line for line in kept if _parts(line)[0] not in cited])


def _cited(lines: Iterable[str]) -> set[str]:
    return {value for _, predicate, value in map(_parts, lines) if predicate == _EVIDENCE}


def _judgements(lines: Iterable[str]) -> dict[str, _Key]:
    """Return what each judgement is about."""
    classes = {f"{PREFIXES['kn']}{name}": name for name in _ABOUT}
    split = [_parts(line) for line in lines]
    kinds = {s: classes[value] for s, predicate, value in split if predicate == _TYPE and value in classes}
    about: dict[str, set[str]] = {subject: set() for subject in kinds}
    for subject, predicate, value in split:
        if subject in kinds and predicate in _ABOUT[kinds[subject]]:
            about[subject].add(value)
    return {subject: (kinds[subject], frozenset(values)) for subject, values in about.items()}


def _parts(line: str) -> tuple[str, str, str]:
    """Return subject, predicate and value of a line; of a value that is no IRI, whatever stands there."""
    subject, predicate, rest = line.split(" ", 2)
    return subject[1:-1], predicate[1:-1], rest.rsplit(" ", 2)[0][1:-1]
