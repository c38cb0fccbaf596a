"""Speed of the mapped-table connector on 100,000 rows, beside rdflib and, in an environment of its own, morph-kgc.

``KANAME_MORPH_PYTHON`` names the interpreter of an environment that has morph-kgc; without it that peer is left out.
"""

import csv
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, XSD

from ingest.kept import MAPPED
from ingest.mapping.model import read_mapping
from ingest.source import Source
from ontology.iris import PREFIXES

ROWS = 100_000
MAPPING = """
[source]
key = "measured"
title = "Measured"
publisher = "A tester"
version = "2026.01.01"
url = "https://example.org/"
licence = "CC BY 4.0"
licence_url = "https://creativecommons.org/licenses/by/4.0/"
redistributable = true
citation = "A tester."
horizon = 2026-01-01
maintained = false
completeness = "sample"
[columns.home]
code = "iso3"
[[thing]]
class = "Firm"
id = "firm-{id}"
[thing.facts]
"rdfs:label" = { text = "{name}", language = "en" }
"kn:homeState" = { thing = "{home}" }
"kn:validFrom" = { date = "founded" }
"""
RML = """
@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix kn: <https://w3id.org/kaname/def/> .
<#m> rml:logicalSource [ rml:source "table.csv" ; rml:referenceFormulation ql:CSV ] ;
  rr:subjectMap [ rr:template "https://w3id.org/kaname/id/firm-{id}" ; rr:class kn:Firm ] ;
  rr:predicateObjectMap [ rr:predicate rdfs:label ; rr:objectMap [ rml:reference "name" ; rr:language "en" ] ] ;
  rr:predicateObjectMap [ rr:predicate kn:homeState ;
    rr:objectMap [ rr:template "https://w3id.org/kaname/id/{home}" ] ] ;
  rr:predicateObjectMap [ rr:predicate kn:validFrom ;
    rr:objectMap [ rml:reference "founded" ; rr:datatype xsd:date ] ] .
"""


def run() -> Iterator[str]:
    """Yield a line a tool: rows a second, statements, and how many times longer it takes."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "files").mkdir()
        (folder / "mapping.toml").write_text(MAPPING, encoding="utf-8")
        table = folder / "files" / "table.csv"
        with table.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(("id", "name", "home", "founded"))
            writer.writerows(
                (n, f"Firm {n}", ("JPN", "USA", "AUS")[n % 3], f"{1900 + n % 120}-01-01") for n in range(ROWS)
            )
        source = Source(read_mapping(folder / "mapping.toml").source, folder, folder / "files", MAPPED)
        source.read()  # once unmeasured
        ours, statements = timed(lambda: len(source.read().statements))
        yield line("kaname (checked, cited, sorted)", ours, statements, ours)
        theirs, found = timed(lambda: with_rdflib(table))
        yield line("rdflib (neither checked nor cited)", theirs, found, ours)
        if python := os.environ.get("KANAME_MORPH_PYTHON"):
            peer, found = timed(lambda: with_morph(folder, table, python))
            yield line("morph-kgc (start included)", peer, found, ours)
        yield f"peak memory of this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10:,} MB"


def line(tool: str, seconds: float, statements: int, ours: float) -> str:
    rate = f"{ROWS / seconds:,.0f} rows/s, {statements / seconds:,.0f} statements/s"
    return f"{tool}: {seconds:.2f} s of CPU, {rate}, {statements:,} statements ({seconds / ours:.1f} times ours)"


def timed(call: object) -> tuple[float, int]:
    """Return seconds of processor time, of children too, and what the call gave: the machine may be shared."""
    before = cpu()
    found = call()  # type: ignore[operator]
    return cpu() - before, int(found)


def cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def with_rdflib(table: Path) -> int:
    graph, base = Graph(), PREFIXES["id"]
    with table.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            firm = URIRef(f"{base}firm-{row['id']}")
            graph.add((firm, RDF.type, URIRef(PREFIXES["kn"] + "Firm")))
            graph.add((firm, RDFS.label, Literal(row["name"], lang="en")))
            graph.add((firm, URIRef(PREFIXES["kn"] + "homeState"), URIRef(base + row["home"].lower())))
            graph.add((firm, URIRef(PREFIXES["kn"] + "validFrom"), Literal(row["founded"], datatype=XSD.date)))
    return len(graph.serialize(format="nt").splitlines())


def with_morph(folder: Path, table: Path, python: str) -> int:
    (folder / "table.csv").write_bytes(table.read_bytes())
    (folder / "map.ttl").write_text(RML, encoding="utf-8")
    config = "[CONFIGURATION]\noutput_file: out.nt\nlogging_level: ERROR\n[DS]\nmappings: map.ttl\n"
    (folder / "config.ini").write_text(config, encoding="utf-8")
    subprocess.run([python, "-m", "morph_kgc", "config.ini"], cwd=folder, check=True, capture_output=True)
    return len((folder / "out.nt").read_text(encoding="utf-8").splitlines())
