"""What the documents say that a class needs is what the shapes ask for."""

import re
from pathlib import Path

from ingest.mapping.model import ThingRule
from ingest.mapping.needs import needed
from ontology.files import CORE
from tests.ingest.mapping.test_read import DOCUMENT, told

ROW = re.compile(r"^\| [^|]+ \| (`[A-Z][^|]*) \| ([^|]+) \|$", re.MULTILINE)
SAID = re.compile(r"(?:(\d) of )?`((?:kn|rdfs):\w+)`")
DECLARED = re.findall(r"^(kn:[a-z]\w*)$", CORE.read_text(encoding="utf-8"), re.MULTILINE)
PROPERTIES = {*DECLARED, "rdfs:label", "dcterms:title"} - {"kn:evidence"}


def test_the_documents_name_what_each_class_needs() -> None:
    rows = ROW.findall(DOCUMENT.read_text(encoding="utf-8"))
    assert len(rows) >= 9
    for classes, needs in rows:
        # What follows a semicolon is as far as it is known.
        written = {name: int(count or 1) for count, name in SAID.findall(needs.partition(";")[0])}
        for kind in re.findall(r"`(\w+)`", classes):
            facts = {name: {"text": "x"} for name in sorted(PROPERTIES)}
            thing = ThingRule.model_validate({"class": kind, "id": "x", "facts": facts})
            assert {name: least for name, _, least in needed(thing)} == written, kind


def test_what_a_class_needs_and_the_mapping_states_nowhere_is_noted(tmp_path: Path) -> None:
    body = """
[[thing]]
class = "Firm"
id = "firm-{{id}}"
[thing.facts]
"rdfs:label" = {{ text = "{{name}}" }}
"""
    note, label = told(tmp_path, "t.csv", b"id,name\n1,A\n", body=body).notes
    assert label.startswith("Firm 'firm-{id}': rdfs:label has no language, and pages and questions look for a name")
    assert note.startswith("Firm 'firm-{id}' does not state kn:homeState, which every Firm needs")
