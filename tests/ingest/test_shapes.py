"""Our compiled shapes find what an independent SHACL processor finds, fault by fault."""

from pathlib import Path

from pyshacl import validate
from rdflib import Graph, Namespace
from rdflib.namespace import RDF

from graph.loading import make_store
from graph.store import rows
from ingest.shapes import rules
from ontology.files import CORE, schemes, shapes
from ontology.iris import PREFIXES

SH = Namespace("http://www.w3.org/ns/shacl#")
PREFIX = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
GOOD = """
id:jpn a kn:State ; rdfs:label "Japan"@en ; kn:iso3 "JPN" ; kn:evidence id:c1 .
id:usa a kn:State ; rdfs:label "United States"@en ; kn:evidence id:c1 .
id:doc a kn:Source ; dcterms:title "A treaty series" ; rdfs:seeAlso <https://example.org/> ; kn:kind knk:source-read .
id:c1 a kn:Citation ; kn:cites id:doc ; kn:confidence knk:confidence-a .
id:agr a kn:Agreement ; rdfs:label "A pact"@en ; kn:kind knk:mutual-defence-treaty ; kn:status knk:in-force ;
  kn:legalForm knk:form-treaty ; kn:bindingness knk:legally-binding ; kn:allPartiesListed true ; kn:evidence id:c1 .
id:part a kn:Participation ; kn:involves id:jpn ; kn:participatesIn id:agr ; kn:role knk:party ;
  kn:status knk:in-force ; kn:validFrom "1960-01-19"^^xsd:date ; kn:datePrecision "day" ; kn:evidence id:c1 .
id:firm a kn:Firm ; rdfs:label "A firm"@en ; kn:homeState id:jpn ; kn:evidence id:c1 .
id:tie a kn:Tie ; kn:fromActor id:firm ; kn:toActor id:jpn ; kn:kind knk:supply ; kn:evidence id:c1 .
"""
FAULTS = {
    "a span that ends before it starts": 'id:part kn:validTo "1950-01-01"^^xsd:date .',
    "a date with a time": 'id:x kn:signedOn "1950-01-01T00:00:00"^^xsd:dateTime ; kn:datePrecision "day" .',
    "a precision that is none": 'id:x kn:validFrom "1950-01-01"^^xsd:date ; kn:datePrecision "week" .',
    "a start without precision": 'id:x kn:validFrom "1950-01-01"^^xsd:date .',
    "two starts": 'id:part kn:validFrom "1961-01-01"^^xsd:date .',
    "a thing without evidence": 'id:x a kn:State ; rdfs:label "X"@en .',
    "evidence that is no citation": 'id:x a kn:State ; rdfs:label "X"@en ; kn:evidence id:doc .',
    "a citation of no source": "id:c2 a kn:Citation ; kn:cites id:jpn ; kn:confidence knk:confidence-a .",
    "a quote too long": f'id:c1 kn:quote "{"x" * 301}" .',
    "a participation in a state": "id:part2 a kn:Participation ; kn:involves id:jpn ; kn:participatesIn id:usa ;"
    " kn:role knk:party ; kn:status knk:in-force ; kn:evidence id:c1 .",
    "an actor that is a text": 'id:part kn:involves "Japan" .',
    "a tie with itself": "id:tie kn:toActor id:firm .",
    "a kind of another scheme": "id:agr2 a kn:Agreement ; rdfs:label 'P'@en ; kn:kind knk:party ;"
    " kn:status knk:in-force ; kn:legalForm knk:form-treaty ; kn:bindingness knk:legally-binding ;"
    " kn:allPartiesListed true ; kn:evidence id:c1 .",
    "a share above one": "id:tie kn:share 1.5 .",
    "two labels in a language": 'id:jpn rdfs:label "Nippon"@en .',
    "a code in small letters": 'id:usa kn:iso3 "usa" .',
    "a code above the range": "id:usa kn:cowCode 1000 .",
    "a code below the range": "id:jpn kn:cowCode 1 .",
    "a share below nothing": "id:dep a kn:Dependency ; kn:share -0.5 .",
    "a firm of no state": 'id:f2 a kn:Firm ; rdfs:label "F"@en ; kn:homeState id:agr ; kn:evidence id:c1 .',
    "money without words or sum": "id:fund a kn:Funding ; kn:fundingFor id:x ; kn:evidence id:c1 .",
    "a sum below nothing": "id:fund a kn:Funding ; kn:fundingFor id:x ; kn:amount -2.0 ; kn:evidence id:c1 .",
    "a programme, which is an activity, unnamed": "id:prog a kn:Program ; kn:evidence id:c1 .",
    "a source without a page": 'id:d2 a kn:Source ; dcterms:title "T" ; kn:kind knk:source-read .',
}


def _ours(folder: Path, turtle: str) -> set[tuple[str, str, str]]:
    data = Graph().parse(data=PREFIX + turtle, format="turtle")
    for file in schemes():
        data.parse(file)
    merged = folder / "merged.nt"
    merged.write_text(data.serialize(format="nt"), encoding="utf-8")
    store = make_store(folder / "store", [], merged, "INSERT DATA {}")
    return {(focus or "", rule.path, rule.constraint) for rule in rules() for focus, _ in rows(store, rule.query)}


def _theirs(turtle: str) -> set[tuple[str, str, str]]:
    data, rulebook = Graph().parse(data=PREFIX + turtle, format="turtle"), Graph()
    for file in (*schemes(), CORE):
        data.parse(file)
    for file in shapes():
        rulebook.parse(file)
    _, report, _ = validate(data, shacl_graph=rulebook, advanced=False, inference="none")
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        name = str(report.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH))
        constraint = name.removesuffix("ConstraintComponent")
        path = report.value(result, SH.resultPath)
        found.add((str(report.value(result, SH.focusNode)), str(path or ""), constraint[0].lower() + constraint[1:]))
    return found


def test_a_sound_graph_breaks_no_rule(tmp_path: Path) -> None:
    assert _ours(tmp_path, GOOD) == _theirs(GOOD) == set()


def test_every_kind_of_planted_fault_is_found_as_an_independent_processor_finds_it(tmp_path: Path) -> None:
    turtle = GOOD + "\n".join(FAULTS.values())
    ours = _ours(tmp_path, turtle)
    assert ours == _theirs(turtle)
    assert {constraint for _, _, constraint in ours} == {rule.constraint for rule in rules()}
