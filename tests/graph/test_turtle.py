from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse, serialize

from graph.release import Release
from graph.turtle import turtle
from ingest.claims import Iri, Text
from ingest.nquads import literal, triples_of
from ontology.iris import PREFIXES

THEIRS = {name: iri for name, iri in PREFIXES.items() if name != "wd"}
NAMES = st.sampled_from(
    [f"{iri}{local}" for iri in PREFIXES.values() for local in ("", "a", "a-b_1", "1815", "a.b", "a%20b", "-a", "日本")]
    + ["https://example.org/a/b", "https://w3id.org/kaname/id/part/x", "urn:x"]
)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TYPES = st.sampled_from([f"{PREFIXES['xsd']}{name}" for name in ("integer", "decimal", "boolean", "double", "date")])
VALUES = st.one_of(
    NAMES.map(lambda iri: f"<{iri}>"),
    WORDS.map(lambda words: literal(Text(words))),
    WORDS.map(lambda words: literal(Text(words, "ja"))),
    st.builds(lambda cell, of: f'"{cell}"^^<{of}>', st.sampled_from(["1", "-1", "0.5", "true", "1e3", "x", ""]), TYPES),
    st.just("_:c14n0"),
)
SUBJECTS = st.one_of(NAMES.map(lambda iri: f"<{iri}>"), st.just("_:c14n1"))


def by_the_serialiser(lines: list[str]) -> str:
    triples = (quad.triple for quad in parse("".join(lines).encode(), format=RdfFormat.N_TRIPLES))
    return (serialize(triples, format=RdfFormat.TURTLE, prefixes=THEIRS) or b"").decode()


@given(st.sets(st.tuples(SUBJECTS, NAMES, VALUES), min_size=1))
def test_lines_become_the_bytes_that_the_serialiser_writes(found: set[tuple[str, str, str]]) -> None:
    lines = sorted(f"{subject} <{name}> {value} .\n" for subject, name, value in found)
    assert "".join(turtle(lines)) == by_the_serialiser(lines)


@pytest.mark.parametrize("name", ["source-curated", "core", "vocabulary", "meta"])
def test_each_dump_of_a_release_is_what_the_serialiser_writes(release: Release, name: str) -> None:
    dump = (release.path / "dumps" / "kaname.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    graph = f"/graph/{name.replace('source-', 'source/')}> ."
    lines = [line for line in dump if graph in line or f"/graph/{name}> ." in line]
    assert lines
    assert (Path(release.path) / "dumps" / f"{name}.ttl").read_text(encoding="utf-8") == by_the_serialiser(
        list(triples_of(lines))
    )


def test_an_iri_in_an_object_is_written_by_its_prefix() -> None:
    line = f"<{PREFIXES['id']}jpn> <{PREFIXES['kn']}involves> {literal(Iri(PREFIXES['id'] + 'usa'))} .\n"
    assert "".join(turtle([line])).endswith("id:jpn kn:involves id:usa .\n")
