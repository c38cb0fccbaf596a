"""What files that are taken in tell differently from those of the last release, before anything is built."""

from collections import defaultdict
from typing import Final

from ingest.claims import full
from ingest.compiled import Compiled
from ontology.iris import PREFIXES

_TYPE: Final = f"<{PREFIXES['rdf']}type>"
_KN: Final = f"<{PREFIXES['kn']}"
_BESIDE: Final = frozenset((f"<{full('kn:evidence')}>",))
"""What says where a thing is told, and not what is told of it."""
_NOT_THINGS: Final = frozenset(("Citation", "Source"))


def differences(old: Compiled, new: Compiled) -> list[str]:
    """Return for each class how many things are new, gone, and told differently; nothing where all is the same."""
    before, after = _things(old), _things(new)
    found = []
    for name in sorted({*before, *after} - _NOT_THINGS):
        was, now = before.get(name, {}), after.get(name, {})
        changed = sum(was[thing] != now[thing] for thing in was.keys() & now.keys())
        counts = ((len(now.keys() - was.keys()), "new"), (len(was.keys() - now.keys()), "gone"), (changed, "changed"))
        if said := [f"{count:,} {word}" for count, word in counts if count]:
            found.append(f"{name}: {', '.join(said)}")
    return found


def _things(part: Compiled) -> dict[str, dict[str, int]]:
    """Return the things of each class with a number that stands for all that is told of them."""
    told: dict[str, int] = defaultdict(int)
    classes: dict[str, str] = {}
    for line in part.lines:
        subject, predicate, rest = line.split(" ", 2)
        if predicate == _TYPE and rest.startswith(_KN):
            classes[subject] = rest[len(_KN) : rest.index(">")]
        if predicate not in _BESIDE:
            told[subject] ^= hash((predicate, rest))
    found: dict[str, dict[str, int]] = {}
    for subject, name in classes.items():
        found.setdefault(name, {})[subject] = told[subject]
    return found
