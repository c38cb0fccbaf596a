import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from api.sparql.deps import ServiceFigures
from api.sparql.description import describe
from graph.query.formats import FORMATS

SD = "http://www.w3.org/ns/sparql-service-description#"
TRIPLES = NamedNode("http://rdfs.org/ns/void#triples")
IDENTIFIER = NamedNode("http://purl.org/dc/terms/identifier")
FIGURES = ServiceFigures("http://127.0.0.1:8000/sparql", "Kaname «1»", 12, 3, ("http://e/g",), "http://e/licence")
READERS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
}


@pytest.mark.parametrize("name", list(READERS))
def test_the_description_says_the_same_in_every_format(name: str) -> None:
    quads = list(parse(describe(FIGURES, "2026-02-28", name), format=READERS[name]))
    service = NamedNode(FIGURES.endpoint)
    triples = {(quad.subject, quad.predicate, quad.object) for quad in quads}
    assert (service, NamedNode(SD + "endpoint"), service) in triples
    assert (service, NamedNode(SD + "supportedLanguage"), NamedNode(SD + "SPARQL11Query")) in triples
    integer = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    pairs = {(predicate, value) for _, predicate, value in triples}
    assert (TRIPLES, Literal("12", datatype=integer)) in pairs
    assert (IDENTIFIER, Literal("2026-02-28")) in pairs
    assert (NamedNode(SD + "name"), NamedNode("http://e/g")) in pairs
    assert len([value for predicate, value in pairs if predicate == NamedNode(SD + "resultFormat")]) == len(FORMATS)


def test_it_claims_no_update_and_no_feature_that_is_refused() -> None:
    text = describe(FIGURES, "r", "ntriples").decode()
    assert "SPARQL11Update" not in text
    assert f"<{SD}feature>" not in text
    assert "BasicFederatedQuery" not in text
