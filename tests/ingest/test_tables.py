from pathlib import Path

import polars as pl
from pyoxigraph import Literal, NamedNode, Quad, Store
from pytest import mark

from graph.tables import SCHEMAS
from ingest.tables import write_tables
from ontology.iris import PREFIXES

NONE = {name: list[tuple[object, ...]]() for name in ("aliases", "candidates", "conflicts")}
SOURCE = NamedNode(PREFIXES["id"] + "src-1")


def _sources(folder: Path, title: str, url: str) -> pl.DataFrame:
    facts = (
        ("rdf:type", NamedNode(PREFIXES["kn"] + "Source")),
        ("dcterms:title", Literal(title)),
        ("rdfs:seeAlso", NamedNode(url)),
        ("kn:kind", NamedNode(PREFIXES["knk"] + "source-read")),
    )
    store = Store()
    for name, value in facts:
        prefix, _, local = name.partition(":")
        store.add(Quad(SOURCE, NamedNode(PREFIXES[prefix] + local), value))
    write_tables(store, folder / "tables", NONE)
    return pl.read_parquet(folder / "tables" / "sources.parquet")


@mark.parametrize(
    "title",
    [
        'He said "no", twice',
        "a\ttab",
        "two\nlines",
        "two\r\nlines",
        "back\\slash \\n",
        "<not an IRI>",
        "日米",
        " blank ",
    ],
)
def test_a_text_of_any_kind_comes_into_a_table_as_it_is(tmp_path: Path, title: str) -> None:
    assert _sources(tmp_path, title, "https://example.org/").row(0, named=True) == {
        **dict.fromkeys(SCHEMAS["sources"]),
        "source": "src-1",
        "title": title,
        "url": "https://example.org/",
        "kind": "source-read",
    }


def test_an_address_with_commas_stays_one_cell(tmp_path: Path) -> None:
    url = "https://example.org/titanium-sponge,10874;a'b"
    assert _sources(tmp_path, "Sponge", url)["url"].to_list() == [url]


def test_a_store_that_says_nothing_gives_every_table_with_its_columns_and_no_row(tmp_path: Path) -> None:
    assert set(write_tables(Store(), tmp_path / "tables", NONE).values()) == {0}
    for name, schema in SCHEMAS.items():
        assert pl.read_parquet(tmp_path / "tables" / f"{name}.parquet").schema == schema
