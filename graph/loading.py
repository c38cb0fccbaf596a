"""Makes a release's store: the merge with its index first in memory, where checks and tables read it, then on disk."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import Final, Self

from pyoxigraph import DefaultGraph, QueryResultsFormat, QuerySolutions, RdfFormat, Store

from graph.errors import QueryError
from ontology.iris import PREFIXES

_PART: Final = 40 << 20  # bytes loaded at once


class Loading:
    """A new store on disk that takes in one file after another in a thread of its own, while other work goes on.

    As a context, it gives up what is not loaded yet where the work beside it fails.
    """

    def __init__(self, target: Path) -> None:
        self._store = Store(str(target))
        self._thread = ThreadPoolExecutor(1)
        self._given_up = Event()
        self._loads: list[Future[None]] = []

    def __enter__(self) -> Self:
        """Return the load itself."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        """Stop after the part that is being loaded, and let go of the store."""
        self._given_up.set()
        self._thread.shutdown(cancel_futures=True)
        del self._store  # an open store would write into a folder that is being removed

    def named(self, path: Path) -> None:
        """Take N-Quads into the graphs that they name."""
        self._loads.append(self._thread.submit(self._load, path, RdfFormat.N_QUADS, None))

    def default(self, path: Path) -> None:
        """Take N-Triples into the default graph."""
        self._loads.append(self._thread.submit(self._load, path, RdfFormat.N_TRIPLES, DefaultGraph()))

    def finish(self) -> Store:
        """Wait until everything is on disk and synced, and return the store; what failed in the thread is raised."""
        for load in self._loads:
            load.result()
        self._store.optimize()
        self._store.flush()
        return self._store

    def _load(self, path: Path, form: RdfFormat, graph: DefaultGraph | None) -> None:
        # A load holds all that it was given in memory, hence the parts.
        for part in _parts(path):
            if self._given_up.is_set():
                return
            self._store.bulk_load(part, format=form, to_graph=graph, lenient=True)


def make_store(target: Path, quads: Sequence[Path], merged: Path, index_rules: str) -> Store:
    """Load named graphs and their merge into a new store on disk, with the index.

    `quads` are N-Quads files; `merged` holds the same statements without graphs, for the default graph.
    """
    derived = merged.with_name(f"{merged.stem}-index.nt")
    store = in_memory(merged)
    store.update(index_rules)
    write_index_of(store, index_rules, derived)
    return load_store(target, quads, (merged, derived))


def in_memory(merged: Path) -> Store:
    """Return a merge as a store in memory, which answers questions to every statement three times faster than a disk.

    The lines are our own, so their terms are not checked again.
    """
    store = Store()
    store.bulk_load(path=str(merged), format=RdfFormat.N_TRIPLES, lenient=True)
    return store


def write_index_of(store: Store, index_rules: str, target: Path) -> None:
    """Write what the index rules derived, as N-Triples."""
    with target.open("wb") as out:
        for name in sorted({PREFIXES["knx"] + found for found in re.findall(r"\bknx:(\w+)", index_rules)}):
            found = store.query(f"SELECT ?s ?o WHERE {{ ?s <{name}> ?o }}")
            if not isinstance(found, QuerySolutions):
                raise QueryError(f"the index under {name} gives no statements")
            # TSV holds terms as N-Triples do; CONSTRUCT gives the same in four times the time.
            table = found.serialize(format=QueryResultsFormat.TSV) or b""
            lines = table.partition(b"\n")[2].replace(b"\n", b" .\n")
            out.write(lines.replace(b"\t", f" <{name}> ".encode()))


def load_store(target: Path, named: Sequence[Path], default: Sequence[Path]) -> Store:
    """Load N-Quads into the graphs that they name, and N-Triples into the default graph, of a new store on disk."""
    with Loading(target) as loading:
        for path in named:
            loading.named(path)
        for path in default:
            loading.default(path)
        return loading.finish()


def give_back() -> None:
    """Give freed memory back to the system: the C library keeps a gigabyte of a dropped store for itself."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):  # glibc alone has it
        trim(0)


def _parts(path: Path) -> Iterator[bytes]:
    """Yield a file of lines in parts, the last with every blank node: its name means the same within one part only."""
    blank: list[bytes] = []
    with path.open("rb") as file:
        while part := file.read(_PART) + file.readline():
            if b"_:" in part:
                lines = part.splitlines(keepends=True)
                blank += (line for line in lines if b"_:" in line)
                part = b"".join(line for line in lines if b"_:" not in line)
            yield part
    yield b"".join(blank)
