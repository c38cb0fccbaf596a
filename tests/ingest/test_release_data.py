"""The data of a release as a whole: names, codes, dates, graphs; each check with faults that it must find."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, RdfFormat, Store

from graph.release import Release
from graph.store import ReadStore, open_release_store, rows
from ingest.nquads import triples_of
from ontology.files import CORE, INDEX_RULES, lints
from ontology.iris import BASE, PREFIXES, compact
from ontology.registry import present
from tests.graph.sample import sample_store

SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"
DATE = f"<{PREFIXES['xsd']}date>"
CODES = {
    "iso3": r"[A-Z]{3}",
    "iso2": r"[A-Z]{2}",
    "cowCode": r"[1-9]\d{0,2}",
    "lei": r"[A-Z0-9]{18}\d{2}",
    "cage": r"[A-Z0-9]{5}",
}
CONCEPTS = {entry.name for entry in present() if entry.kind in ("concept", "scheme")}


def faults(lines: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong in N-Quads lines, one by one: names, codes and dates."""
    for line in lines:
        if line.startswith("_:") or " _:" in line:
            yield f"blank node: {line}"
        if SAME_AS in line:
            yield f"owl:sameAs: {line}"
        yield from (f"no concept {name}: {line}" for name in _concepts(line) if name not in CONCEPTS)
        yield from _code_faults(line)
        if f"^^{DATE}" in line and not re.search(rf'"\d{{4}}-\d\d-\d\d"\^\^{re.escape(DATE)}', line):
            yield f"date in another form: {line}"
        if re.search(r"\^\^<[^>]*XMLSchema#(dateTime|gYear|gYearMonth)>", line) and "/graph/meta>" not in line:
            yield f"partial date or time: {line}"


def _concepts(line: str) -> Iterator[str]:
    for space, local in re.findall(re.escape(BASE) + r"(kind|level|scheme)/([\w-]+)>", line):
        yield compact(f"{BASE}{space}/{local}")


def _code_faults(line: str) -> Iterator[str]:
    for name, pattern in CODES.items():
        found = re.search(rf'/def/{name}> "([^"]*)"', line)
        if found and not re.fullmatch(pattern, found[1]):
            yield f"no {name}: {line}"
        if found and name == "lei" and not sound(found[1]):
            yield f"the check digits of the lei are wrong: {line}"
    match = re.search(r"core#exactMatch> <([^>]*)>", line)
    if match and "wikidata" in match[1] and not re.fullmatch(r"http://www\.wikidata\.org/entity/Q[1-9]\d*", match[1]):
        yield f"no Wikidata item: {line}"


def sound(lei: str) -> bool:
    """Tell whether the check digits of a legal entity identifier fit (ISO 7064, mod 97-10)."""
    return int("".join(str(int(character, 36)) for character in lei)) % 97 == 1


@pytest.fixture(scope="module")
def lines(release: Release) -> list[str]:
    """The statements of a release but for the axioms of the core that need lists, and so nodes without a name."""
    text = (release.path / "dumps" / "kaname.nq").read_text(encoding="utf-8")
    return [line for line in text.splitlines(keepends=True) if not (line.startswith("_:") and "/graph/core>" in line)]


@pytest.fixture(scope="module")
def store(release: Release) -> ReadStore:
    return open_release_store(release.store)


def test_names_codes_and_dates_are_as_they_should_be(lines: list[str]) -> None:
    assert list(faults(lines)) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("_:b0 <http://example.org/p> <http://example.org/o> .", "blank node"),
        (f"<{BASE}id/a> <{SAME_AS}> <{BASE}id/b> .", "owl:sameAs"),
        (f"<{BASE}id/a> <{BASE}def/kind> <{BASE}kind/licenced-production> .", "no concept knk:licenced-production"),
        (f'<{BASE}id/a> <{BASE}def/iso3> "US" .', "no iso3"),
        (f'<{BASE}id/a> <{BASE}def/cage> "1234" .', "no cage"),
        (f'<{BASE}id/a> <{BASE}def/lei> "353800MNTK6BT37JJS42" .', "check digits"),
        (
            f"<{BASE}id/a> <{PREFIXES['skos']}exactMatch> <https://www.wikidata.org/wiki/Q17> .",
            "no Wikidata item",
        ),
        (f'<{BASE}id/a> <{BASE}def/validFrom> "1951-09-01Z"^^{DATE} .', "date in another form"),
        (f'<{BASE}id/a> <{BASE}def/validFrom> "1951"^^<{PREFIXES["xsd"]}gYear> .', "partial date"),
    ],
)
def test_a_planted_fault_is_found(line: str, said: str) -> None:
    assert any(said in fault for fault in faults([line]))


def test_every_citation_gives_a_source_with_an_address_and_no_quote_is_long(store: ReadStore) -> None:
    bad = "SELECT ?s WHERE { ?c kn:cites ?s MINUS { ?s rdfs:seeAlso ?a } }"
    assert rows(store, bad) == []
    assert rows(store, "SELECT ?c WHERE { ?c kn:quote ?q FILTER (STRLEN(?q) > 300) }") == []


def test_every_graph_of_a_source_is_described_and_holds_something(store: ReadStore, release: Release) -> None:
    described = """SELECT ?g ?from ?licence ?until WHERE {
      GRAPH <https://w3id.org/kaname/graph/meta> {
        ?g prov:wasDerivedFrom ?from ; dcterms:license ?licence ; kn:attestedOn ?until
      }
    }"""
    named = (
        "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } FILTER (CONTAINS(STR(?g), '/source-')) } GROUP BY ?g"
    )
    sizes = {row[0]: int(row[1] or 0) for row in rows(store, named)}
    assert {row[0] for row in rows(store, described)} == set(sizes)
    assert len(sizes) == len(release.manifest.sources)
    assert min(sizes.values()) > 0


def test_the_default_graph_is_the_merge_of_the_named_ones_and_the_index(store: ReadStore, lines: list[str]) -> None:
    merged = set(triples_of(lines))
    found = store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b""
    there = set(found.decode().splitlines(keepends=True))
    assert merged <= there
    nameless = {line for line in there if line.startswith("_:")}
    assert [line for line in there - merged - nameless if f"<{PREFIXES['knx']}" not in line] == []


def test_a_reload_gives_the_same_statements(lines: list[str], tmp_path: Path) -> None:
    again = Store()
    again.load("".join(lines).encode(), format=RdfFormat.N_QUADS)
    dumped = (again.dump(format=RdfFormat.N_QUADS) or b"").decode().splitlines(keepends=True)
    assert sorted(dumped) == lines


def test_each_thing_has_the_class_that_its_properties_ask_for(store: ReadStore) -> None:
    """The OWL rules for domains and ranges, set-wise over the whole release."""
    assert rows(store, WRONG_DOMAIN) == []
    assert rows(store, WRONG_RANGE) == []


_BELOW = "?class rdfs:subClassOf/rdfs:subClassOf ?wanted } UNION { ?class rdfs:subClassOf ?wanted"
WRONG_DOMAIN = f"""SELECT DISTINCT ?p ?s WHERE {{
  ?p rdfs:domain ?wanted . FILTER (STRSTARTS(STR(?wanted), STR(kn:)))
  ?s ?p ?o .
  MINUS {{ ?s a ?wanted }}
  MINUS {{ {{ {_BELOW} }} ?s a ?class }}
}}"""
WRONG_RANGE = f"""SELECT DISTINCT ?p ?o WHERE {{
  ?p rdfs:range ?wanted . FILTER (STRSTARTS(STR(?wanted), STR(kn:)))
  ?s ?p ?o .
  MINUS {{ ?o a ?wanted }}
  MINUS {{ {{ {_BELOW} }} ?o a ?class }}
}}"""


def test_a_thing_of_the_wrong_class_is_found(tmp_path: Path) -> None:
    wrong = sample_store(
        tmp_path,
        f"@prefix kn: <{PREFIXES['kn']}> . @prefix id: <{PREFIXES['id']}> . "
        "id:jpn a kn:State . id:x a kn:Firm ; kn:role id:jpn ; kn:homeState id:x .",
    )
    assert (PREFIXES["kn"] + "role", PREFIXES["id"] + "x") in rows(wrong, WRONG_DOMAIN)
    assert (PREFIXES["kn"] + "homeState", PREFIXES["id"] + "x") in rows(wrong, WRONG_RANGE)


def test_the_lint_on_dangling_references_looks_at_every_property_that_points() -> None:
    (path,) = (path for path in lints() if path.stem == "dangling-reference")
    wanted = set(re.findall(r"^kn:(\w+)\n    a owl:ObjectProperty", CORE.read_text(encoding="utf-8"), re.MULTILINE))
    looked_at = set(re.findall(r"kn:(\w+)", path.read_text(encoding="utf-8")))
    assert wanted - looked_at == {"evidence"}, "add the property to the lint"


Spell = tuple[date, date | None]
DAYS = st.dates(date(1950, 1, 1), date(2030, 1, 1))
SPELLS = st.lists(st.tuples(DAYS, st.one_of(st.none(), DAYS)), min_size=1, max_size=6).map(
    lambda spells: [(start, end) for start, end in spells if end is None or start < end]
)


def indexed(spells: list[Spell]) -> Store:
    """Return a store with participations of these spells and the index."""
    parts = []
    for number, (start, end) in enumerate(spells):
        ended = f' ; kn:validTo "{end}"^^xsd:date' if end else ""
        parts.append(f'id:p{number} a kn:Participation ; kn:validFrom "{start}"^^xsd:date{ended} .')
    head = "".join(f"@prefix {p}: <{PREFIXES[p]}> .\n" for p in ("kn", "id", "xsd"))
    store = Store()
    store.load((head + "\n".join(parts)).encode(), format=RdfFormat.TURTLE)
    store.update(INDEX_RULES.read_text(encoding="utf-8"))
    return store


def live(store: Store, day: date) -> set[str]:
    on = f'"{day}"^^xsd:date'
    asked = f"SELECT ?p WHERE {{ ?p knx:from ?f ; knx:until ?u FILTER (?f <= {on} && {on} < ?u) }}"
    return {str(row[0]).rpartition("/")[2] for row in rows(store, asked)}


@given(SPELLS, DAYS)
def test_what_is_live_on_a_day_is_what_a_plain_scan_of_the_spells_finds(spells: list[Spell], day: date) -> None:
    plain = {f"p{n}" for n, (start, end) in enumerate(spells) if start <= day and (end is None or day < end)}
    assert live(indexed(spells), day) == plain


@given(SPELLS, SPELLS, DAYS)
def test_more_facts_never_take_a_row_away(spells: list[Spell], more: list[Spell], day: date) -> None:
    assert live(indexed(spells), day) <= live(indexed([*spells, *more]), day)
