"""Makes a release's store: the merge with its index first in memory, where checks and tables read it, then on disk."""

import ctypes
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from pyoxigraph import DefaultGraph, QueryTriples, RdfFormat, Store

from graph.errors import QueryError
from graph.store import batched, rows
from ontology.iris import PREFIXES

_PART: Final = 200_000  # lines loaded at once


def make_store(target: Path, quads: Sequence[Path], merged: Path, index_rules: str) -> Store:
    """Load named graphs and their merge into a new store on disk, with the index.

    `quads` are N-Quads files; `merged` holds the same statements without graphs, for the default graph.
    """
    derived = merged.with_name(f"{merged.stem}-index.nt")
    store = in_memory(merged)
    store.update(index_rules)
    write_index_of(store, derived)
    return load_store(target, quads, (merged, derived))


def in_memory(merged: Path) -> Store:
    """Return a merge as a store in memory, which answers questions to every statement three times faster than a disk.

    The lines are our own, so their terms are not checked again.
    """
    store = Store()
    store.bulk_load(path=str(merged), format=RdfFormat.N_TRIPLES, lenient=True)
    return store


def write_index_of(store: Store, target: Path) -> None:
    """Write what the index rules derived, as N-Triples."""
    with target.open("wb") as out:
        for name in _index_names(store):
            found = store.query(f"CONSTRUCT {{ ?s <{name}> ?o }} WHERE {{ ?s <{name}> ?o }}")
            if not isinstance(found, QueryTriples):
                raise QueryError(f"the index under {name} gives no statements")
            found.serialize(out, format=RdfFormat.N_TRIPLES)


def _index_names(store: Store) -> list[str]:
    names = (name for (name,) in rows(store, "SELECT DISTINCT ?p WHERE { ?s ?p ?o }") if name)
    return sorted(name for name in names if name.startswith(PREFIXES["knx"]))


def load_store(target: Path, named: Sequence[Path], default: Sequence[Path]) -> Store:
    """Load N-Quads into the graphs that they name, and N-Triples into the default graph, of a new store on disk.

    Both go on at once, and in parts, since a load holds all that it was given in memory. It is synced when it ends.
    """
    store = Store(str(target))

    def load(paths: Sequence[Path], form: RdfFormat, graph: DefaultGraph | None) -> None:
        for path in paths:
            for part in _parts(path):
                store.bulk_load(part, format=form, to_graph=graph, lenient=True)

    try:
        with ThreadPoolExecutor(2) as pool:
            loads = (
                pool.submit(load, named, RdfFormat.N_QUADS, None),
                pool.submit(load, default, RdfFormat.N_TRIPLES, DefaultGraph()),
            )
        for done in loads:
            done.result()
        store.optimize()
        store.flush()
    except BaseException:
        del store  # the error keeps this frame: an open store would write into a folder that is being removed
        raise
    return store


def give_back() -> None:
    """Give freed memory back to the system: the C library keeps a gigabyte of a dropped store for itself."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):  # glibc alone has it
        trim(0)


def _parts(path: Path) -> Iterator[bytes]:
    """Yield a file of lines in parts, the last with every blank node: its name means the same within one part only."""
    blank: list[bytes] = []
    with path.open("rb") as lines:
        for batch in batched(lines, _PART):
            blank += (line for line in batch if b"_:" in line)
            yield b"".join(line for line in batch if b"_:" not in line)
    yield b"".join(blank)
