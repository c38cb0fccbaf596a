"""Names of actors for labels that we compose: sources that number their agreements give them no titles."""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent
_TABLES: Final = (
    (_HERE.parent / "sources" / "curated" / "states.csv", "state_id"),
    (_HERE.parent / "sources" / "curated" / "bodies.csv", "body_id"),
    (_HERE / "actors.csv", "actor_id"),
)
_SHOWN: Final = 3


def name_of(actor: str) -> str:
    """Return an actor's English name, or its id where nobody gives one."""
    return _names().get(actor, actor)


def joint_name(actors: Sequence[str]) -> str:
    """Return the names of several actors: the first few in full, and how many more there are."""
    names = sorted({name_of(actor) for actor in actors})
    if len(names) > _SHOWN + 1:
        return f"{', '.join(names[:_SHOWN])} and {len(names) - _SHOWN} others"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def known_actors() -> frozenset[str]:
    """Return the ids of all actors that the curated tables or our own list describe."""
    return frozenset(_names())


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for path, column in _TABLES:
        with path.open(encoding="utf-8", newline="") as lines:
            found.update((row[column], row["label"]) for row in csv.DictReader(lines))
    return found
