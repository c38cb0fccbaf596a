"""A small mapping and its table, for tests of what a user adds."""

from pathlib import Path

from ingest.adding import add_mapped
from ingest.progress import Progress

CARD = """
[source]
key = "pacts"
title = "Pacts of somebody"
publisher = "Somebody"
version = "2026.01.31"
url = "https://example.org/pacts"
licence = "CC BY 4.0"
licence_url = "https://creativecommons.org/licenses/by/4.0/"
redistributable = {redistributable}
citation = "Somebody (2026), Pacts."
horizon = 2026-01-31
maintained = false
completeness = "sample"
tolerance = {tolerance}
"""
BODY = """
[columns.signed]
date = ["%Y-%m-%d", "%d %B %Y", "%Y-%m", "%Y"]
[columns.members]
split = ";"
code = "iso3"
[columns.type]
values = {{ DCA = "defence-cooperation-agreement", LOG = "acsa" }}
[[thing]]
class = "Agreement"
id = "pact-{{number}}"
[thing.facts]
"rdfs:label" = {{ text = "{{title}}", language = "en" }}
"kn:kind" = {{ concept = "{{type}}" }}
"kn:legalForm" = {{ concept = "form-treaty" }}
"kn:bindingness" = {{ concept = "legally-binding" }}
"kn:status" = {{ concept = "in-force" }}
"kn:allPartiesListed" = {{ flag = true }}
"kn:signedOn" = {{ date = "signed" }}
[[thing]]
class = "Participation"
each = "members"
id = "part-pact-{{number}}-{{members}}-party-1"
[thing.facts]
"kn:participatesIn" = {{ thing = "pact-{{number}}" }}
"kn:involves" = {{ thing = "{{members}}" }}
"kn:role" = {{ concept = "party" }}
"kn:status" = {{ concept = "in-force" }}
"kn:signedOn" = {{ date = "signed" }}
"kn:validFrom" = {{ date = "signed" }}
"""
HEADER = "number,title,type,signed,members\n"
GOOD = HEADER + "1,First,DCA,2001-05-17,JPN; USA\n2,Second,LOG,2003,USA;JPN\n"


def write(folder: Path, table: str = GOOD, tolerance: float = 0.0, redistributable: str = "true") -> tuple[Path, Path]:
    """Write a mapping and a table, and return where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    mapping = folder / "pacts.toml"
    text = (CARD + BODY).format(tolerance=tolerance, redistributable=redistributable)
    mapping.write_text(text, encoding="utf-8")
    (folder / "pacts.csv").write_text(table, encoding="utf-8")
    return mapping, folder / "pacts.csv"


def added(home: Path, folder: Path, table: str = GOOD, tolerance: float = 0.0) -> Path:
    """Add the pacts to a home folder and return the folder in which they are kept."""
    mapping, file = write(folder, table, tolerance)
    add_mapped(home, mapping, [file], Progress())
    return (home / "sources" / "pacts").resolve()
