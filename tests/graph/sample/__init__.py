"""A frozen sample of facts as a store and as an rdflib graph, and the golden answers to the questions on it.

After a question or a scheme was changed on purpose, `python -m tests.graph.sample` writes the answers again; read the
difference before it is committed.
"""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import rdflib
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, Triple, parse, serialize

from graph.loading import make_store
from graph.query.bind import samples
from graph.query.tokens import Kind, Token, scan
from graph.store import ReadStore, rows
from ontology.files import CORE, INDEX_RULES, schemes
from ontology.iris import mint, slug

HERE: Final = Path(__file__).parent
SAMPLE: Final = HERE / "sample.ttl"
EXPECTED: Final = HERE / "expected"

Table = tuple[tuple[str, ...], ...]


def sample_store(folder: Path, facts: str | None = None) -> ReadStore:
    """Return a store of the sample (or of other Turtle), built the way that a release's store is."""
    graphs = {"source-sample": facts if facts is not None else SAMPLE.read_text(encoding="utf-8")}
    graphs["core"] = CORE.read_text(encoding="utf-8")
    triples: set[Triple] = set()
    lines: list[str] = []
    for name, text in graphs.items():
        found = _triples(text)
        triples |= found
        lines += _in_graph(found, mint("graph", name))
    for path in schemes():
        triples |= _triples(path.read_text(encoding="utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "named.nq").write_text("".join(sorted(lines)), encoding="utf-8")
    (folder / "merged.nt").write_bytes(serialize(sorted(triples, key=str), format=RdfFormat.N_TRIPLES) or b"")
    rules = INDEX_RULES.read_text(encoding="utf-8")
    return make_store(folder / "store", [folder / "named.nq"], folder / "merged.nt", rules)


def _triples(text: str) -> set[Triple]:
    return {quad.triple for quad in parse(text.encode(), format=RdfFormat.TURTLE)}


def _in_graph(triples: set[Triple], graph: str) -> list[str]:
    return [f"{triple} {NamedNode(graph)} .\n" for triple in triples]


def rdflib_graph(store: Store) -> rdflib.Graph:
    """Return the default graph of a store, index included, as an rdflib graph."""
    lines = store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b""
    return rdflib.Graph().parse(data=lines.decode(), format="nt")


def answer(store: ReadStore, query: str) -> Table:
    """Return the rows of a query as short texts, in order."""
    return tuple(tuple(_short(cell) for cell in row) for row in rows(store, query))


def answer_by_rdflib(graph: rdflib.Graph, query: str) -> Table:
    """Return the rows of a query in the words of `answer`, from another engine."""
    return tuple(tuple(_short(_plain(cell)) for cell in row) for row in graph.query(query))  # type: ignore[union-attr]


def _plain(cell: object) -> str | None:
    return None if cell is None else str(cell)


def _short(cell: str | None) -> str:
    return "" if cell is None else slug(cell)


def expected(name: str) -> Table:
    """Return the golden answer of a question."""
    text = (EXPECTED / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(map(tuple, csv.reader(io.StringIO(text))))


def inlined(query: str) -> str:
    """Return a query with its single-valued parameters written into the places where they stand.

    rdflib forgets a variable of an outer group inside the FILTER of an OPTIONAL and then loses the row, so that the
    same parameter in two groups, which the standard allows and Oxigraph answers rightly, needs this for it. A parameter
    that a SELECT gives out stays a variable.
    """
    terms = {name: found for name, found in samples(query).items() if _is_one(found) and not _is_given(query, name)}
    parts: list[str] = []
    done = 0
    tokens = scan(query)
    for index, token in enumerate(tokens):
        if token.start < done or token.kind is not Kind.VARIABLE or token.text[1:] not in terms:
            continue
        constant = query[terms[token.text[1:]][0].start : terms[token.text[1:]][-1].end]
        if tokens[index - 1].is_word("VALUES"):
            end = next(later.end for later in tokens[index:] if later.is_mark("}"))
            parts.append(query[done : tokens[index - 1].start])
            done = end
        else:
            parts += [query[done : token.start], constant]
            done = token.end
    return "".join([*parts, query[done:]])


def _is_one(terms: Sequence[Token]) -> bool:
    return len(terms) == 1 or (len(terms) == 3 and terms[1].is_mark("^^"))


def _is_given(query: str, name: str) -> bool:
    heads = re.findall(r"SELECT(?: DISTINCT)?(.*?)WHERE|GROUP BY([^\n]*)", query, re.DOTALL)
    return any(re.search(rf"\?{name}\b", part) for head in heads for part in head)
