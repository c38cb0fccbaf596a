"""A small store on disk, made once: three states, two named graphs, and their merge as the default graph."""

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

EX = "http://example.org/"


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "store"
    store = Store(str(path))
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    for code, name, graph in (("jpn", "日本", "a"), ("usa", "United States", "a"), ("kor", "대한민국", "b")):
        for where in (NamedNode(f"{EX}graph/{graph}"), DefaultGraph()):
            store.add(Quad(NamedNode(EX + code), label, Literal(name), where))
    store.bulk_extend(
        Quad(NamedNode(f"{EX}n{i}"), NamedNode(EX + "number"), Literal(i), NamedNode(EX + "graph/numbers"))
        for i in range(400)
    )
    store.optimize()
    store.flush()
    return path
