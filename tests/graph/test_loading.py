from pathlib import Path

from pyoxigraph import DefaultGraph, RdfFormat, Store
from pytest import MonkeyPatch, raises

import graph.loading
from graph.loading import Loading, in_memory, load_store, make_store, write_index_of
from graph.store import rows
from ontology.files import INDEX_RULES
from tests.graph.sample import SAMPLE

A = "<https://example.org/a>"
TRIPLES = (
    f'{A} <urn:list> _:x .\n_:x <urn:first> {A} .\n_:x <urn:rest> _:y .\n_:y <urn:first> {A} .\n{A} <urn:n> "1" .\n'
)


def ntriples(store: Store) -> set[str]:
    lines = store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b""
    return set(lines.decode().splitlines())


def test_a_blank_node_stays_one_however_many_parts_a_file_is_loaded_in(
    tmp_path: Path, monkeypatch: MonkeyPatch
) -> None:
    monkeypatch.setattr(graph.loading, "_PART", 1)
    (tmp_path / "all.nt").write_text(TRIPLES, encoding="utf-8")
    (tmp_path / "all.nq").write_text(TRIPLES.replace(" .\n", " <urn:g> .\n"), encoding="utf-8")
    store = load_store(tmp_path / "store", [tmp_path / "all.nq"], [tmp_path / "all.nt"])
    chain = "{ ?a <urn:list> ?x . ?x <urn:first> ?a ; <urn:rest> ?y . ?y <urn:first> ?a . ?a <urn:n> ?n }"
    assert len(store) == 10
    assert rows(store, f"SELECT ?n WHERE {chain}") == [("1",)]
    assert rows(store, f"SELECT ?n WHERE {{ GRAPH <urn:g> {chain} }}") == [("1",)]


def test_the_store_on_disk_has_the_index_that_the_rules_give_in_memory(tmp_path: Path) -> None:
    peer = Store()
    peer.bulk_load(path=str(SAMPLE), format=RdfFormat.TURTLE)
    (tmp_path / "merged.nt").write_bytes(peer.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b"")
    rules = INDEX_RULES.read_text(encoding="utf-8")
    peer.update(rules)
    store = make_store(tmp_path / "store", [], tmp_path / "merged.nt", rules)
    assert ntriples(store) == ntriples(peer)
    assert any("/index/maybeFrom>" in line for line in ntriples(store))


def test_only_what_the_rules_derived_is_written_as_the_index(tmp_path: Path) -> None:
    (tmp_path / "merged.nt").write_text(TRIPLES, encoding="utf-8")
    store = in_memory(tmp_path / "merged.nt")
    rules = "PREFIX knx: <https://w3id.org/kaname/index/> INSERT { ?s knx:kind ?o } WHERE { ?s <urn:n> ?o }"
    store.update(rules)
    write_index_of(store, rules, tmp_path / "index.nt")
    assert (tmp_path / "index.nt").read_text(encoding="utf-8") == f'{A} <https://w3id.org/kaname/index/kind> "1" .\n'


def test_a_load_gives_up_where_the_work_beside_it_fails(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(graph.loading, "_PART", 1)
    (tmp_path / "all.nt").write_text("".join(f'{A} <urn:n> "{n}" .\n' for n in range(5_000)), encoding="utf-8")
    with raises(RuntimeError, match="beside"), Loading(tmp_path / "store") as loading:
        loading.default(tmp_path / "all.nt")
        raise RuntimeError("beside")
    # The lock of a store that is let go of is free, so a second can be opened where it stood.
    assert len(Store(str(tmp_path / "store"))) < 5_000


def test_what_fails_in_the_load_is_raised_when_it_is_waited_for(tmp_path: Path) -> None:
    with raises(FileNotFoundError), Loading(tmp_path / "store") as loading:
        loading.named(tmp_path / "missing.nq")
        loading.finish()
