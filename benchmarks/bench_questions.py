"""Named questions on the curated release: Oxigraph beside rdflib's own SPARQL engine on the same statements."""

import tempfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from rdflib import Graph

from benchmarks.ratio import Ratio, compare
from graph.gaps.ask import ask_agreement_gaps, rules
from graph.questions import question
from graph.store import open_release_store, rows
from ingest.build import build
from ingest.nquads import triples_of
from ontology.files import INDEX_RULES

DAY = date(2016, 5, 24)


def run() -> Iterator[Ratio]:
    """Compare two named questions, and the gap question asked of tables and of the store."""
    with tempfile.TemporaryDirectory() as folder:
        release = build(Path(folder)).release
        store = open_release_store(release.store)
        lines = (release.path / "dumps" / "kaname.nq").read_text(encoding="utf-8").splitlines(keepends=True)
        peer = Graph().parse(data="".join(triples_of(lines)), format="nt")
        peer.update(INDEX_RULES.read_text(encoding="utf-8"))
        for name in ("members", "pair-agreements"):
            query = question(name).bound(DAY, {})
            yield compare(name, "rdflib", partial(rows, store, query), partial(_peer_rows, peer, query), rounds=3)
        query = question("allies-without").bound(DAY, {})
        yield compare(
            "agreement gaps of one state from the tables",
            "the same by SPARQL",
            lambda: ask_agreement_gaps(release, DAY, ["usa"], rules("rdp-mou")),
            partial(rows, store, query),
        )


def _peer_rows(peer: Graph, query: str) -> int:
    return len(list(peer.query(query)))
