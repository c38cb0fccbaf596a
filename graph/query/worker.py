"""A worker: one process with the store open for reading, which answers one query after the other until it is killed.

Started by the pool as ``python -m graph.query.worker STORE MEMORY_MB``; frames come on stdin and go to stdout.
"""

import io
import signal
import sys
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final, Literal

import pyoxigraph as ox

from graph.errors import KanameError
from graph.query.frames import Done, Fault, Ready, Work, pack_reply, read_work
from graph.query.rows import cut, row_starts
from graph.query.sandbox import deny_core_file, deny_outside, limit_memory, resident_mb, step_back
from graph.query.syntax import syntax_fault
from graph.store import open_release_store
from ontology.iris import PREFIXES

_TABLES: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_TRIPLES: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
}


class _Full(Exception):
    """The answer reached its byte limit."""


class _Output(io.BytesIO):
    """Bytes up to a limit; the write that crosses it keeps what fits and raises `_Full`."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, chunk: bytes, /) -> int:  # type: ignore[override]
        room = self._limit - self.tell()
        super().write(chunk[:room])
        if len(chunk) > room:
            raise _Full
        return len(chunk)


def main(arguments: list[str]) -> int:
    """Open the store, say so, and answer queries until stdin ends."""
    store_path, memory_mb = Path(arguments[0]), int(arguments[1])
    step_back()
    deny_core_file()
    deny_outside()
    send = sys.stdout.buffer
    try:
        store = open_release_store(store_path)
    except (OSError, ValueError, KanameError) as error:
        send.write(pack_reply(Fault("start", f"The store {store_path} cannot be opened: {error}")))
        return 1
    limit_memory(memory_mb)
    at_start = resident_mb()
    send.write(pack_reply(Ready()))
    send.flush()
    while (work := read_work(sys.stdin.buffer)) is not None:
        # Whatever becomes of the pool, the default action of this signal ends even a loop in native code.
        signal.setitimer(signal.ITIMER_REAL, work.seconds)
        reply = answer(store, work)
        signal.setitimer(signal.ITIMER_REAL, 0)
        if isinstance(reply, Done):
            reply = replace(reply, grown_mb=resident_mb() - at_start)
        send.write(pack_reply(reply))
        send.flush()
    return 0


def answer(store: ox.Store, work: Work) -> Done | Fault:
    """Evaluate one query and write its whole answer."""
    try:
        return _evaluate(store, work)
    except SyntaxError as error:
        return syntax_fault(work.query, str(error), partial(_complaint, store))
    except MemoryError:
        return Fault("memory", "The query needs more memory than a query may take")
    except PermissionError:
        return Fault("query", "The query needs another host, and no query may call one; remove its SERVICE parts")
    except OSError as error:
        return Fault("store", f"The store failed while the query read it: {error}")
    except (RuntimeError, ValueError) as error:
        return Fault("query", f"The query cannot be evaluated: {error}")


def _complaint(store: ox.Store, query: str) -> str | None:
    try:
        store.query(query)
    except SyntaxError as error:
        return str(error)
    return None


def _evaluate(store: ox.Store, work: Work) -> Done | Fault:
    default, named = work.default_graphs, work.named_graphs
    result = store.query(
        work.query,
        default_graph=None if default is None else [ox.NamedNode(iri) for iri in default],
        named_graphs=None if named is None else [ox.NamedNode(iri) for iri in named],
    )
    return _triples(result, work) if isinstance(result, ox.QueryTriples) else _table(result, work)


def _table(result: ox.QuerySolutions | ox.QueryBoolean, work: Work) -> Done | Fault:
    if work.format not in _TABLES:
        return _wrong_format(work, "rows", _TABLES)
    output = _Output(work.answer_bytes)
    full = False
    try:
        result.serialize(output, _TABLES[work.format])
    except _Full:
        full = True
    body = output.getvalue()
    if isinstance(result, ox.QueryBoolean):
        return Done(body, rows=1, cut=False)
    starts = row_starts(work.format, body)
    if not full and len(starts) <= work.rows:
        return Done(body, rows=len(starts), cut=False)
    # Where the bytes ran out the last row is not whole.
    fitting = min(work.rows, len(starts) - 1)
    if work.overflow == "refuse" or fitting < 0:
        return _over(work, "rows" if len(starts) > work.rows else "bytes")
    return Done(cut(work.format, body, starts[fitting]), rows=fitting, cut=True)


def _triples(result: ox.QueryTriples, work: Work) -> Done | Fault:
    if work.format not in _TRIPLES:
        return _wrong_format(work, "triples", _TRIPLES)
    found = list(islice(result, work.rows + 1))
    kept = found[: work.rows]
    if len(kept) < len(found) and work.overflow == "refuse":
        return _over(work, "rows")
    while True:
        output = _Output(work.answer_bytes)
        try:
            ox.serialize(kept, output, _TRIPLES[work.format], prefixes=_prefixes(work.format))
        except _Full:
            if work.overflow == "refuse" or not kept:
                return _over(work, "bytes")
            kept = kept[: len(kept) // 2]
        else:
            return Done(output.getvalue(), rows=len(kept), cut=len(kept) < len(found))


def _prefixes(format_name: str) -> dict[str, str] | None:
    return PREFIXES if format_name in {"turtle", "trig", "rdfxml", "jsonld"} else None


def _over(work: Work, kind: Literal["rows", "bytes"]) -> Fault:
    limit = f"{work.rows:,} rows" if kind == "rows" else f"{work.answer_bytes:,} bytes"
    return Fault(kind, f"The answer is over the limit of {limit}; add a LIMIT or a FILTER, or count first")


def _wrong_format(work: Work, kind: str, formats: Iterable[str]) -> Fault:
    return Fault("query", f"The format {work.format!r} does not hold {kind}; use one of {', '.join(formats)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
