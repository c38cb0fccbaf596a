"""The service description (SPARQL 1.1 Service Description, with VoID), written from a few figures."""

from typing import Final

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, VOID
from rdflib.term import BNode

from api.sparql.deps import ServiceFigures
from graph.query.formats import FORMATS
from ontology.iris import BASE, PREFIXES

_SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
_W3C_FORMATS: Final = "http://www.w3.org/ns/formats/"
_FORMAT_IRIS: Final = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
    "trig": "TriG",
    "nquads": "N-Quads",
}
_WRITERS: Final = {
    "turtle": "turtle",
    "ntriples": "nt11",
    "jsonld": "json-ld",
    "rdfxml": "xml",
    "trig": "trig",
    "nquads": "nt11",  # triples of the default graph are the same in both
}


def describe(figures: ServiceFigures, release: str, format_name: str) -> bytes:
    """Return the description in one of the formats for triples."""
    return _description(figures, release).serialize(format=_WRITERS[format_name], encoding="utf-8")


def _description(figures: ServiceFigures, release: str) -> Graph:
    found = Graph()
    found.bind("sd", _SD)
    service, dataset, default = URIRef(figures.endpoint), BNode("dataset"), BNode("default")
    found.add((service, RDF.type, _SD.Service))
    found.add((service, _SD.endpoint, service))
    found.add((service, _SD.supportedLanguage, _SD.SPARQL11Query))
    found.add((service, _SD.defaultDataset, dataset))
    for format_ in FORMATS:
        found.add((service, _SD.resultFormat, URIRef(_W3C_FORMATS + _FORMAT_IRIS[format_.name])))
    found.add((dataset, RDF.type, _SD.Dataset))
    found.add((dataset, DCTERMS.title, Literal(figures.title)))
    found.add((dataset, DCTERMS.identifier, Literal(release)))
    if figures.licence:
        found.add((dataset, DCTERMS.license, URIRef(figures.licence)))
    found.add((dataset, _SD.defaultGraph, default))
    found.add((default, RDF.type, _SD.Graph))
    found.add((default, RDF.type, VOID.Dataset))
    found.add((default, VOID.triples, Literal(figures.triples)))
    found.add((default, VOID.entities, Literal(figures.entities)))
    found.add((default, VOID.sparqlEndpoint, service))
    _describe_void(found, default, figures)
    for number, name in enumerate(figures.named_graphs):
        graph = BNode(f"graph{number}")
        found.add((dataset, _SD.namedGraph, graph))
        found.add((graph, RDF.type, _SD.NamedGraph))
        found.add((graph, _SD.name, URIRef(name)))
        _describe_source(found, (graph, name), figures)
    return found


def _describe_void(found: Graph, default: BNode, figures: ServiceFigures) -> None:
    """Say which terms the data uses, how its things are named, and how many there are of each class."""
    found.add((default, VOID.vocabulary, URIRef(PREFIXES["kn"])))
    found.add((default, VOID.uriSpace, Literal(f"{BASE}id/")))
    found.add((default, VOID.uriLookupEndpoint, URIRef(f"{BASE}id/")))
    for number, (name, count) in enumerate(figures.classes):
        part = BNode(f"class{number}")
        found.add((default, VOID.classPartition, part))
        found.add((part, VOID["class"], URIRef(PREFIXES["kn"] + name)))
        found.add((part, VOID.entities, Literal(count)))


def _describe_source(found: Graph, graph: tuple[BNode, str], figures: ServiceFigures) -> None:
    """Say what a source's graph holds, under which licence, and how far it looks."""
    node, name = graph
    for source in figures.sources:
        if source.iri == name:
            inside = BNode(f"{node}data")
            found.add((node, _SD.graph, inside))
            found.add((inside, RDF.type, VOID.Dataset))
            found.add((inside, DCTERMS.title, Literal(source.title)))
            found.add((inside, DCTERMS.license, URIRef(source.licence)))
            found.add((inside, DCTERMS.date, Literal(source.horizon)))
            found.add((inside, VOID.triples, Literal(source.triples)))
