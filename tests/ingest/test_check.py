"""Each shape and each lint catches a fault planted into a release that is otherwise without one."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, parse
from rdflib import RDF, BNode, Graph, Namespace

from graph.errors import BuildError
from graph.release import Release
from graph.store import open_release_store
from ingest.build import build
from ingest.check import check_lints, check_shapes, summary
from ingest.nquads import triples_of
from ingest.source import Source
from ontology.files import INDEX_RULES, lints, shapes
from ontology.iris import PREFIXES
from tests.ingest.tiny import extend, replace, row, write_tiny

SH = Namespace("http://www.w3.org/ns/shacl#")


def stored(lines: Iterable[str]) -> Store:
    made = Store()
    made.load("".join(lines).encode(), format=RdfFormat.N_TRIPLES, to_graph=DefaultGraph())
    return made


def shape_faults(lines: Iterable[str]) -> list[str]:
    return [str(finding) for finding in check_shapes(stored(lines))]


def lint_faults(store: Store) -> list[str]:
    return [str(finding) for finding in check_lints(store)]


@pytest.fixture(scope="module")
def triples(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """The statements of a tiny release, as N-Triples lines."""
    folder = tmp_path_factory.mktemp("tiny")
    dump = build(folder / "home", sources=write_tiny(folder)).release.path / "dumps" / "kaname.nq"
    return tuple(sorted(set(triples_of(dump.read_text(encoding="utf-8").splitlines(keepends=True)))))


@pytest.fixture
def source(tmp_path: Path) -> Source:
    (found,) = write_tiny(tmp_path / "source")
    return found


def term(name: str) -> str:
    """Return a prefixed name as a term, and a literal as it stands."""
    if name.startswith('"'):
        value, caret, kind = name.partition("^^")
        return f"{value}^^{term(kind)}" if caret else name
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def without(lines: tuple[str, ...], pairs: Iterable[tuple[str, str]]) -> list[str]:
    starts = tuple(f"{term(subject)} {term(predicate)} " for subject, predicate in pairs)
    assert all(any(line.startswith(start) for line in lines) for start in starts)
    return [line for line in lines if not line.startswith(starts)]


def line(subject: str, predicate: str, value: str) -> str:
    return f"{term(subject)} {term(predicate)} {term(value)} .\n"


PART = "id:part-agr-mdt-jpn-party-1"
REMOVED = [
    ("id:agr-mdt", "rdfs:label", "needs one label a language"),
    ("id:agr-mdt", "kn:kind", "kn:kind"),
    ("id:agr-mdt", "kn:status", "kn:status"),
    ("id:agr-mdt", "kn:legalForm", "kn:legalForm"),
    ("id:agr-mdt", "kn:bindingness", "kn:bindingness"),
    ("id:agr-mdt", "kn:allPartiesListed", "kn:allPartiesListed"),
    ("id:agr-mdt", "kn:evidence", "has no citation; every fact needs at least one"),
    ("id:agr-mdt", "kn:datePrecision", "kn:datePrecision"),
    ("id:pol-one", "kn:issuedBy", "kn:issuedBy"),
    ("id:prov-five", "kn:provisionOf", "kn:provisionOf"),
    ("id:prov-five", "dcterms:description", "dcterms:description"),
    ("id:imp-one", "kn:scope", "kn:scope"),
    ("id:jp-mod", "kn:homeState", "kn:homeState"),
    ("id:src-one", "dcterms:title", "dcterms:title"),
    ("id:src-one", "rdfs:seeAlso", "rdfs:seeAlso"),
    (PART, "kn:involves", "kn:involves"),
    (PART, "kn:participatesIn", "kn:participatesIn"),
    (PART, "kn:role", "kn:role"),
    (PART, "kn:status", "kn:status"),
    ("id:cit-agr-mdt-1", "kn:cites", "kn:cites"),
    ("id:cit-agr-mdt-1", "kn:confidence", "kn:confidence"),
    ("id:tie-one", "kn:toActor", "kn:toActor"),
    ("id:asm-jpn-air-1", "kn:level", "kn:level"),
    ("id:req-blockade-air", "kn:criticality", "kn:criticality"),
    ("id:dep-one", "kn:fromActor", "kn:fromActor"),
    ("id:list-one", "kn:lists", "kn:lists"),
    ("id:list-one", "kn:attestedOn", "kn:attestedOn"),
    ("id:fund-prog-one", "kn:fundingFor", "kn:fundingFor"),
    ("id:event-one", "kn:involves", "needs at least two participants"),
    ("id:event-one", "kn:validFrom", "needs the day on which it was held"),
    ("id:rec-one", "kn:toActor", "kn:toActor"),
    ("id:rec-one", "dcterms:description", "dcterms:description"),
    ("id:rule-one", "dcterms:subject", "dcterms:subject"),
    ("id:rule-one", "kn:kind", "kn:kind"),
    ("id:fund-prog-one", "dcterms:description", "states neither an amount"),
]
ADDED = [
    ("id:agr-mdt", "rdfs:label", '"Another"@en', "needs one label a language"),
    ("id:agr-mdt", "kn:kind", "knk:in-force", "kn:kind"),
    ("id:agr-mdt", "kn:validTo", '"1950-01-01"^^xsd:date', "starts on or after the day on which it ends"),
    ("id:agr-mdt", "kn:validFromLatest", '"1950-01-01"^^xsd:date', "kn:validFrom"),
    ("id:agr-mdt", "kn:signedOnLatest", '"1950-01-01"^^xsd:date', "kn:signedOn"),
    ("id:agr-mdt", "kn:datePrecision", '"week"', "kn:datePrecision"),
    ("id:jpn", "kn:iso3", '"JP"', "kn:iso3"),
    ("id:jpn", "kn:iso2", '"jp"', "kn:iso2"),
    ("id:jpn", "kn:cowCode", '"1000"^^xsd:integer', "kn:cowCode"),
    ("id:firm-b", "kn:lei", '"353800MNTK6BT37JJS4"', "kn:lei"),
    ("id:firm-b", "kn:cage", '"1234"', "kn:cage"),
    ("id:firm-b", "skos:exactMatch", "wd:P31", "skos:exactMatch"),
    ("id:firm-b", "kn:homeState", "id:firm-a", "kn:homeState"),
    ("id:imp-one", "kn:issuedBy", "id:firm-a", "kn:issuedBy"),
    (PART, "kn:involves", "id:usa", "kn:involves"),
    (PART, "kn:participatesIn", "id:jpn", "kn:participatesIn"),
    ("id:cit-agr-mdt-1", "kn:quote", f'"{"x" * 301}"', "kn:quote"),
    ("id:tie-one", "kn:toActor", "id:firm-a", "kn:fromActor"),
    ("id:tie-one", "kn:share", '"1.5"^^xsd:decimal', "kn:share"),
    ("id:dep-one", "kn:share", '"-0.5"^^xsd:decimal', "kn:share"),
    ("id:list-one", "kn:completeFor", "knk:in-force", "kn:completeFor"),
    ("id:fund-prog-one", "kn:amount", '"0"^^xsd:decimal', "kn:amount"),
    ("id:fund-prog-one", "kn:currency", '"yen"', "kn:currency"),
    ("id:event-one", "kn:kind", "knk:in-force", "kn:kind"),
    ("id:rule-one", "kn:toActor", "id:usa", "kn:fromActor"),
]


def test_the_tiny_release_breaks_no_shape(triples: tuple[str, ...]) -> None:
    assert shape_faults(triples) == []


@pytest.fixture(scope="module")
def missed(triples: tuple[str, ...]) -> list[str]:
    """The faults of a release from which all of `REMOVED` is taken away at once."""
    return shape_faults(without(triples, ((subject, predicate) for subject, predicate, _ in REMOVED)))


@pytest.fixture(scope="module")
def refused(triples: tuple[str, ...]) -> list[str]:
    """The faults of a release to which all of `ADDED` is added at once."""
    return shape_faults([*triples, *(line(*added[:3]) for added in ADDED)])


@pytest.mark.parametrize(("subject", "predicate", "said"), REMOVED)
def test_a_shape_misses_what_was_taken_away(missed: list[str], subject: str, predicate: str, said: str) -> None:
    assert any(fault.startswith((f"{subject} ", f"{subject}:")) and said in fault for fault in missed), missed


@pytest.mark.parametrize(("subject", "predicate", "value", "said"), ADDED)
def test_a_shape_refuses_what_was_added(
    refused: list[str], subject: str, predicate: str, value: str, said: str
) -> None:
    assert any(fault.startswith((f"{subject} ", f"{subject}:")) and said in fault for fault in refused), refused


def test_every_shape_with_rules_has_a_planted_fault(triples: tuple[str, ...]) -> None:
    rules = Graph()
    for path in shapes():
        rules.parse(path)
    planted = {predicate for _, predicate, *_ in (*REMOVED, *ADDED)}
    for shape in rules.subjects(RDF.type, SH.NodeShape):
        if isinstance(shape, BNode):
            continue
        paths = {str(rules.value(prop, SH.path)) for prop in rules.objects(shape, SH.property)}
        assert paths & {term(name).strip("<>") for name in planted}, f"no fault is planted for {shape}"


def earlier(source: Source) -> None:
    replace(source, "agreements.csv", "2016-06-04,2016-06-04", "2016-06-05,2016-06-04")


def lonely(source: Source) -> None:
    extend(
        source,
        "agreements.csv",
        row(
            agreement_id="agr-lone",
            kind="acsa",
            label="Alone",
            legal_form="form-treaty",
            bindingness="legally-binding",
            status="in-force",
            parties_listed="all",
        ),
    )


def overlapping(source: Source) -> None:
    extend(
        source,
        "participations.csv",
        row(instrument="agr-mdt", actor="jpn", role="party", spell="2", from_="1970-01-01", status="in-force"),
    )


def outliving(source: Source) -> None:
    replace(source, "agreements.csv", "1960-01-19,1960-06-23,,in-force", "1960-01-19,1960-06-23,1990-01-01,ended")


def shared(source: Source) -> None:
    extend(source, "firms.csv", row(firm_id="firm-c", label="Firm C", state="usa", wikidata="Q1"))


def listed_but_not_bound(source: Source) -> None:
    extend(source, "states.csv", row(state_id="aus", label="Australia", iso3="AUS"))
    replace(source, "completeness.csv", "2017-01-01,jpn", "2017-01-01,jpn;aus")


def bound_but_not_listed(source: Source) -> None:
    extend(source, "states.csv", row(state_id="aus", label="Australia", iso3="AUS"))
    replace(source, "completeness.csv", "2017-01-01,jpn", "2017-01-01,aus")


def judged_twice(source: Source) -> None:
    extend(source, "assessments.csv", row(state="jpn", capability="air", spell="2", level="4", from_="2021-01-01"))


PLANTED: dict[str, tuple[Callable[[Source], None], str]] = {
    "before-signature": (earlier, "id:agr-rdp"),
    "lone-party": (lonely, "id:agr-lone"),
    "overlapping-judgements": (judged_twice, "id:asm-jpn-air-1"),
    "overlapping-spells": (overlapping, "id:part-agr-mdt-jpn-party-1"),
    "party-outlives-agreement": (outliving, "id:part-agr-mdt-usa-party-1"),
    "shared-identifier": (shared, "wd:Q1"),
    "listing-against-parties": (listed_but_not_bound, "id:aus"),
}


def first_line(name: str) -> str:
    path = next(path for path in lints() if path.stem == name)
    return path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")


@pytest.mark.parametrize("name", PLANTED)
def test_a_lint_stops_a_build_whose_rows_are_right_one_by_one(source: Source, tmp_path: Path, name: str) -> None:
    plant, focus = PLANTED[name]
    plant(source)
    with pytest.raises(BuildError) as raised:
        build(tmp_path / "home", sources=[source])
    said = str(raised.value)
    assert "found by the shapes and lints; nothing was built and the old release is still served" in said
    assert any(first_line(name) in fault and focus in fault for fault in said.splitlines())
    assert not (tmp_path / "home" / "current").exists()


def test_a_judgement_that_gave_way_to_the_next_is_no_fault(source: Source, tmp_path: Path) -> None:
    replace(source, "assessments.csv", "jpn,air,1,3,,,,2020-01-01", "jpn,air,1,3,,,2021-01-01,2020-01-01")
    judged_twice(source)
    store = open_release_store(build(tmp_path / "home", sources=[source]).release.store)
    assert lint_faults(store) == []


def test_the_list_is_held_against_the_parties_in_both_directions(source: Source, tmp_path: Path) -> None:
    bound_but_not_listed(source)
    with pytest.raises(BuildError) as raised:
        build(tmp_path / "home", sources=[source])
    found = [fault for fault in str(raised.value).splitlines() if first_line("listing-against-parties") in fault]
    assert {fault.rpartition("[")[2] for fault in found} == {"id:jpn]", "id:aus]"}


@pytest.fixture
def store(triples: tuple[str, ...]) -> Iterator[Store]:
    """A store with the tiny release, to plant faults in that no row can hold."""
    made = Store()
    made.load("".join(triples).encode(), format=RdfFormat.N_TRIPLES, to_graph=DefaultGraph())
    made.update(INDEX_RULES.read_text(encoding="utf-8"))
    assert lint_faults(made) == []
    yield made


def test_a_relation_without_a_citation_is_found(store: Store) -> None:
    part, evidence = NamedNode(PREFIXES["id"] + "part-agr-mdt-jpn-party-1"), NamedNode(PREFIXES["kn"] + "evidence")
    for quad in list(store.quads_for_pattern(part, evidence, None, None)):
        store.remove(quad)
    assert lint_faults(store) == [f"{PART}: {first_line('uncited')} [no citation]"]


def test_a_citation_that_leads_to_no_source_counts_as_none(store: Store) -> None:
    cites = NamedNode(PREFIXES["kn"] + "cites")
    for quad in list(store.quads_for_pattern(NamedNode(PREFIXES["id"] + "cit-tie-one-1"), cites, None, None)):
        store.remove(quad)
    assert f"id:tie-one: {first_line('uncited')} [no citation]" in lint_faults(store)


def test_a_fact_that_points_to_nothing_is_found(store: Store) -> None:
    (quad,) = parse(line("id:agr-mdt", "kn:amends", "id:agr-gone").encode(), format=RdfFormat.N_TRIPLES)
    store.add(quad)
    assert lint_faults(store) == [f"id:agr-mdt: {first_line('dangling-reference')} [id:agr-gone]"]


@pytest.mark.parametrize(
    ("term", "focus", "value"),
    [("knk:rdp-mou", "id:agr-rdp", "knk:rdp-mou"), ("kn:share", "id:tie-one", "kn:share")],
)
def test_a_fact_that_uses_a_withdrawn_kind_or_property_is_found(
    store: Store, term: str, focus: str, value: str
) -> None:
    (quad,) = parse(line(term, "owl:deprecated", '"true"^^xsd:boolean').encode(), format=RdfFormat.N_TRIPLES)
    store.add(quad)
    assert f"{focus}: {first_line('withdrawn-in-use')} [{value}]" in lint_faults(store)


def test_a_state_that_is_also_called_a_firm_is_found(store: Store) -> None:
    (quad,) = parse(line("id:usa", "rdf:type", "kn:Firm").encode(), format=RdfFormat.N_TRIPLES)
    store.add(quad)
    told = f"id:usa: {first_line('two-classes')}"
    assert {f"{told} [kn:Firm]", f"{told} [kn:State]"} <= set(lint_faults(store))


def test_every_lint_has_a_planted_fault() -> None:
    elsewhere = {"uncited", "dangling-reference", "withdrawn-in-use", "two-classes"}
    assert {path.stem for path in lints()} == {*PLANTED, *elsewhere}


def test_the_bundled_release_passes_both_gates(release: Release) -> None:
    assert lint_faults(open_release_store(release.store)) == []


def test_a_long_list_of_faults_is_cut_and_counted() -> None:
    assert summary([str(n) for n in range(23)]).splitlines()[-1] == "... and 3 more"
    assert summary(["a", "b"]) == "a\nb"
