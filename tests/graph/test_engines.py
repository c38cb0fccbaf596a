"""A second SPARQL engine gives the same rows on a sample of the release."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from rdflib import Graph

from graph.questions import question
from graph.release import Release
from graph.store import ReadStore, open_release_store, rows
from ontology.iris import PREFIXES

SAMPLE = ("agr-us-nato-1949", "agr-us-anzus-1951", "agr-us-jpn-1951", "agr-us-jpn-1960", "agr-jpn-us-rdpmou-2016")


@pytest.fixture(scope="module")
def store(release: Release) -> Iterator[ReadStore]:
    yield open_release_store(release.store)


@pytest.fixture(scope="module")
def sample(store: ReadStore) -> Graph:
    """The agreements of the sample with their participations, parties and kinds, the index included."""
    values = " ".join(f"id:{name}" for name in SAMPLE)
    wanted = f"""CONSTRUCT {{ ?s ?p ?o }} WHERE {{
        VALUES ?agreement {{ {values} }}
        {{ ?s kn:participatesIn? ?agreement }}
        UNION {{ ?part kn:participatesIn ?agreement ; kn:involves ?s }} UNION {{ ?agreement kn:kind|kn:legalForm ?s }}
        UNION {{ ?part kn:participatesIn ?agreement ; kn:startBasis ?s }}
        ?s ?p ?o
    }}"""
    triples = store.query(wanted, prefixes=PREFIXES)
    text = "".join(f"{triple} .\n" for triple in triples)  # type: ignore[union-attr]
    return Graph().parse(data=text, format="nt")


def by_rdflib(sample: Graph, query: str) -> list[tuple[str | None, ...]]:
    found = sample.query(query)
    return [tuple(None if cell is None else str(cell) for cell in row) for row in found]  # type: ignore[union-attr]


@pytest.mark.parametrize("day", ["1955-01-01", "1960-06-23", "1986-08-11", "2004-04-01", "2016-06-04", "2024-04-01"])
def test_another_engine_gives_the_same_rows(store: ReadStore, sample: Graph, day: str) -> None:
    on = date.fromisoformat(day)
    for agreement in ("agr-us-nato-1949", "agr-us-anzus-1951"):
        query = question("members").bound(on, {"agreement": agreement})
        assert by_rdflib(sample, query) == rows(store, query) != []
    query = question("pair-agreements").bound(on, {})
    inside = [row for row in rows(store, query) if re.sub(".*/", "", row[0] or "") in SAMPLE]
    assert by_rdflib(sample, query) == inside
