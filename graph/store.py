"""The one module that reads the triple store: opens a release's, asks it fixed queries; `graph.loading` makes it."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    parse,
    serialize,
)

from graph.errors import QueryError, ReleaseError
from ontology.iris import PREFIXES

ReadStore = Store
"""The type of an opened store, for those that pass one on."""

Row = tuple[str | None, ...]
"""One row of a fixed query: the plain value of each variable, None where it is unbound."""

Piece = TypeVar("Piece")
Subject = NamedNode | BlankNode | Triple

_NAMING: Final = (("rdfs", "label"), ("skos", "prefLabel"), ("dcterms", "title"))
_TO_SOURCES: Final = (NamedNode(PREFIXES["kn"] + "evidence"), NamedNode(PREFIXES["kn"] + "cites"))
_NAMES: Final = tuple(NamedNode(PREFIXES[p] + name) for p, name in _NAMING)
_BATCH: Final = 10_000  # lines parsed at once
_TURTLE_PREFIXES: Final = {name: iri for name, iri in PREFIXES.items() if name != "wd"}


def open_release_store(path: Path) -> Store:
    """Open a release's store to read; several processes may do so at once."""
    if not (path / "CURRENT").is_file():
        raise ReleaseError(f"{path}: no store there; run `kaname build` again")
    try:
        return Store.read_only(str(path))
    except OSError as error:
        raise ReleaseError(f"{path}: the store cannot be opened ({error}); run `kaname build` again") from error


def rows(store: Store, query: str) -> list[Row]:
    """Answer a SELECT query of ours with plain values, in the order of its variables."""
    found = _solutions(store, query)
    names = found.variables
    return [tuple(None if (value := row[name]) is None else _plain(value) for name in names) for row in found]


def _plain(term: object) -> str:
    return str(getattr(term, "value", term))


def table(store: Store, query: str) -> bytes:
    """Answer a SELECT query of ours in SPARQL's JSON, with its columns."""
    return _solutions(store, query).serialize(format=QueryResultsFormat.JSON) or b""


def sheet(store: Store, query: str) -> bytes:
    """Answer a SELECT query of ours in SPARQL's TSV, five times faster than `rows` where there are many."""
    return _solutions(store, query).serialize(format=QueryResultsFormat.TSV) or b""


def _solutions(store: Store, query: str) -> QuerySolutions:
    try:
        found = store.query(query, prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(f"the query cannot be read: {error}") from error
    if not isinstance(found, QuerySolutions):
        raise QueryError("the query gives no rows; only SELECT does")
    return found


def direct(store: Store, iri: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return what is stated of a thing in order: property, plain value, and the labels of the value if it is a thing.

    The index is left out. Read by patterns, many times faster than by a query.
    """
    quads = [q for q in store.quads_for_pattern(NamedNode(iri), None, None, DefaultGraph()) if not _derived(q)]
    plain = sorted((q.predicate.value, not isinstance(q.object, NamedNode), _plain(q.object)) for q in quads)
    return [(step, value, () if literal else labels(store, value)) for step, literal, value in plain]


@lru_cache(maxsize=10_000)
def labels(store: Store, iri: str) -> tuple[str, ...]:
    """Return the names of a thing or a property in English or no language, in order."""
    named = NamedNode(iri)
    found = (q.object for step in _NAMES for q in store.quads_for_pattern(named, step, None, DefaultGraph()))
    return tuple(sorted({o.value for o in found if isinstance(o, Literal) and (o.language or "en") == "en"}))


def naming(store: Store, iri: str) -> list[Subject]:
    """Return what states something of a thing, in order; read by a pattern, fifty times faster than by a query."""
    thing = NamedNode(iri)
    quads = store.quads_for_pattern(None, None, thing, DefaultGraph())
    return sorted({q.subject for q in quads if not _derived(q)}, key=str)


def description(store: Store, iri: str, media_type: str, part: slice = slice(None)) -> bytes:
    """Return a thing, a part of what names it, and the citations and sources of both, as RDF.

    Nothing where nothing is stated.
    """
    form = RdfFormat.from_media_type(media_type)
    if form is None:
        raise QueryError(f"no description as {media_type}; ask for Turtle, N-Triples, RDF/XML or JSON-LD")
    triples: dict[str, Triple] = {}
    for subject in _reached(store, [NamedNode(iri), *naming(store, iri)[part]]):
        for quad in store.quads_for_pattern(subject, None, None, DefaultGraph()):
            if not _derived(quad):
                triples[str(quad.triple)] = quad.triple
    ordered = (triples[key] for key in sorted(triples))
    return serialize(ordered, format=form, prefixes=_TURTLE_PREFIXES) or b""


def _reached(store: Store, start: Sequence[Subject]) -> Iterator[Subject]:
    """Yield subjects, their citations and the sources of these, each once."""
    seen: set[str] = set()
    waiting = list(start)
    while waiting:
        subject = waiting.pop()
        if str(subject) in seen:
            continue
        seen.add(str(subject))
        yield subject
        for step in _TO_SOURCES:
            found = store.quads_for_pattern(subject, step, None, DefaultGraph())
            waiting += [q.object for q in found if isinstance(q.object, NamedNode)]


def _derived(quad: Quad) -> bool:
    return quad.predicate.value.startswith(PREFIXES["knx"])


def statements(store: Store) -> int:
    """Return the number of statements in all graphs, the index included."""
    return len(store)


def vocabulary_quads(paths: Sequence[Path], graph: str) -> list[str]:
    """Return Turtle files as sorted N-Quads lines in one graph; blank nodes get canonical names."""
    name = NamedNode(graph)
    dataset = Dataset(quad for path in paths for quad in parse(path=str(path), format=RdfFormat.TURTLE))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    triples = (quad.triple for quad in dataset)
    text = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    lines = text.decode().removesuffix("\n").split("\n")
    return sorted({f"{line.removesuffix('.').rstrip()} {name} .\n" for line in lines})


def parsed_triples(path: Path, form: str, name: str) -> list[str]:
    """Return the statements of an RDF file as sorted N-Triples without the final stop, whatever graph they are in.

    A blank node becomes a thing named after `name` and its canonical label, so the same file gives the same names.
    Remote contexts and imports are not followed.
    """
    formats = {f.name: f for f in (RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.N_TRIPLES, RdfFormat.N_QUADS)}
    formats |= {f.name: f for f in (RdfFormat.JSON_LD, RdfFormat.RDF_XML)}
    quads = list(parse(path=str(path), format=formats[form]))
    if any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object)):
        dataset = Dataset(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        quads = list(dataset)
    return sorted({" ".join(_named(term, name) for term in quad.triple) for quad in quads})


def _named(term: object, name: str) -> str:
    return f"<{PREFIXES['id']}{name}-node-{term.value}>" if isinstance(term, BlankNode) else str(term)


def turtle_header() -> str:
    """Return how Turtle with our prefixes begins."""
    return _as_turtle("<x:o>")[0]


def turtle_term(term: str) -> str:
    """Return an N-Triples term as the serialiser writes it in Turtle with our prefixes."""
    return _as_turtle(term)[1]


def _as_turtle(term: str) -> tuple[str, str]:
    before, after = "<x:s> <x:p> ", " .\n"
    lines = parse(f"{before}{term}{after}".encode(), format=RdfFormat.N_TRIPLES)
    text = serialize((quad.triple for quad in lines), format=RdfFormat.TURTLE, prefixes=_TURTLE_PREFIXES) or b""
    header, _, written = text.decode().partition(before)
    return header, written.removesuffix(after)


def write_quads(lines: Iterable[str], out: BinaryIO, media_type: str) -> int:
    """Write N-Quads lines to a file as triples in another format with our prefixes; return how many there were."""
    form = RdfFormat.from_media_type(media_type)
    if form is None:
        raise QueryError(f"no export as {media_type}; ask for Turtle or JSON-LD")
    count = 0

    def triples() -> Iterator[Triple]:
        nonlocal count
        for batch in batched(lines, _BATCH):
            for quad in parse("".join(batch).encode(), format=RdfFormat.N_QUADS):
                count += 1
                yield quad.triple

    serialize(triples(), output=out, format=form, prefixes=_TURTLE_PREFIXES)
    return count


def batched(pieces: Iterable[Piece], size: int) -> Iterator[list[Piece]]:
    """Yield lists of so many pieces, the last one shorter."""
    waiting = iter(pieces)
    while batch := list(islice(waiting, size)):
        yield batch


def subjects_in(store: Store, graphs: Iterable[str]) -> set[str]:
    """Return the IRIs of all things that some named graphs give a type."""
    kind = NamedNode(PREFIXES["rdf"] + "type")
    return {
        quad.subject.value
        for graph in graphs
        for quad in store.quads_for_pattern(None, kind, None, NamedNode(graph))
        if isinstance(quad.subject, NamedNode)
    }


def has_graph(store: Store, graph: str) -> bool:
    """Tell whether there is a named graph."""
    return store.contains_named_graph(NamedNode(graph))


def write_graph(store: Store, graph: str | None, out: BinaryIO, media_type: str) -> None:
    """Write a named graph, or the default graph, to a file."""
    form = RdfFormat.from_media_type(media_type)
    if form is None:
        raise QueryError(f"no graph as {media_type}; ask for Turtle, N-Triples, RDF/XML or JSON-LD")
    name = DefaultGraph() if graph is None else NamedNode(graph)
    store.dump(out, form, from_graph=name, prefixes=_TURTLE_PREFIXES)
