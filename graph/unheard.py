"""Which sources had stopped looking before a day: what only they tell of that day is unknown, never absent."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from graph.release import Release
from graph.store import ReadStore, rows
from ontology.iris import PREFIXES, mint

_CLASS: Final = re.compile(r"\bkn:([A-Z]\w*)")
_IMPLIED: Final = {"kn:participatesIn": "Participation"}
"""Properties whose things a query seldom gives a class."""
_TELLERS: Final = """
SELECT DISTINCT ?graph ?class WHERE {{
  VALUES ?graph {{ {graphs} }}
  VALUES ?class {{ {classes} }}
  FILTER EXISTS {{ GRAPH ?graph {{ ?thing a ?class }} }}
}}
"""


@dataclass(frozen=True)
class Unheard:
    """A data set that tells of what was asked, and the last day on which its compilers looked."""

    source: str
    title: str
    looked_until: date


def unheard(release: Release, store: ReadStore, query: str, day: date) -> tuple[Unheard, ...]:
    """Return the sources that tell of the classes in a query and did not look at the day any more, the latest first.

    Of a maintained source, what is open at its horizon is taken to stand on, so it is never among them.
    """
    late = [one for one in release.manifest.sources if not one.maintained and one.horizon < day]
    asked = classes(query)
    told = _tellers(release, store) if late and asked else {}
    found = [one for one in late if asked & told.get(one.key, frozenset())]
    found.sort(key=lambda one: (-one.horizon.toordinal(), one.key))
    return tuple(Unheard(one.key, one.title, one.horizon) for one in found)


def classes(query: str) -> frozenset[str]:
    """Return the classes of our vocabulary that a query speaks of."""
    implied = (name for term, name in _IMPLIED.items() if term in query)
    return frozenset((*_CLASS.findall(query), *implied))


def told(found: Sequence[Unheard], day: date) -> str:
    """Return in a sentence who had stopped looking, or nothing."""
    if not found:
        return ""
    names = ", ".join(f"{one.source} (looked until {one.looked_until})" for one in found)
    return f"not covered on {day}: {names}; what only they tell is unknown then, not absent"


@lru_cache(maxsize=4)
def _tellers(release: Release, store: ReadStore) -> Mapping[str, frozenset[str]]:
    """Return the classes of things that each source that is not maintained tells of."""
    keys = [one.key for one in release.manifest.sources if not one.maintained]
    graphs = {mint("graph", "source", key): key for key in keys}
    query = _TELLERS.format(graphs=_terms(graphs), classes=_terms(PREFIXES["kn"] + n for n in release.manifest.things))
    found: dict[str, set[str]] = {}
    for graph, name in rows(store, query):
        found.setdefault(graphs[str(graph)], set()).add(str(name).removeprefix(PREFIXES["kn"]))
    return {key: frozenset(names) for key, names in found.items()}


def _terms(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in iris)
