"""What holds for the folder of every connector, so that a new one cannot forget it."""

import ast
import json
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from ingest import progress
from ingest.source import SOURCES, Source, known_sources
from ingest.sources.wikidata.results import variables_by_query
from tests.ingest.shared import real_files

FOLDERS = sorted(card.parent.name for card in SOURCES.glob("*/source.toml"))
PLACES = {
    "atop": "atop",
    "cow-alliances": "cow",
    "cow-nmc": "cow",
    "cow-states": "cow",
    "dcad": "dcad",
    "dfars": "lists",
    "gleif": "gleif",
    "sipri": "sipri",
    "us-bases": "us_forces",
    "us-troops": "us_forces",
}
"""Where the real files of a source lie."""


def entities(folder: Path) -> None:
    row = {"id": "a", "schema": "Company", "properties": {"name": ["A"], "jurisdiction": ["jp"]}}
    (folder / "entities.ftm.json").write_text(json.dumps(row), encoding="utf-8")


def results(folder: Path) -> None:
    row = {"treaty": "http://www.wikidata.org/entity/Q5", "label": "A treaty"}
    bindings = [{name: {"type": "literal", "value": value} for name, value in row.items()}]
    content = {"head": {"vars": list(variables_by_query()["treaties"])}, "results": {"bindings": bindings}}
    (folder / "treaties.json").write_text(json.dumps(content), encoding="utf-8")


MADE: dict[str, Callable[[Path], None]] = {"ftm": entities, "wikidata": results}
"""What writes files for a source of which there are no real ones here."""


def calls(tree: ast.AST) -> set[str]:
    """Return the names of all functions that code calls."""
    found = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {f.attr if isinstance(f, ast.Attribute) else f.id for f in found if isinstance(f, (ast.Attribute, ast.Name))}


@cache
def counting() -> frozenset[str]:
    """Return the names of the functions that show rows, or call one that does, of all modules that connectors share."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES.parent.glob("*.py")]
    functions = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    found = {"counted", "streamed", "passed"}
    while fresh := {f.name for f in functions if calls(f) & found} - found:
        found |= fresh
    return frozenset(found - {"read"})


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_connector_calls_what_shows_its_rows(folder: str) -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (SOURCES / folder).glob("*.py")]
    assert any(calls(tree) & counting() for tree in trees)


@pytest.fixture
def shown() -> Iterator[list[tuple[int, int | None]]]:
    seen: list[tuple[int, int | None]] = []
    token = progress._meter.set(lambda done, total: seen.append((done, total)))
    yield seen
    progress._meter.reset(token)


@pytest.mark.slow
@pytest.mark.parametrize("source", known_sources(), ids=lambda source: source.card.key)
def test_a_connector_shows_its_rows_while_it_reads(
    source: Source, shown: list[tuple[int, int | None]], tmp_path: Path
) -> None:
    key = source.card.key
    if key in MADE:
        MADE[key](tmp_path)
    elif not source.card.bundled:
        for pattern in source.card.files:
            for path in real_files(PLACES[key]).glob(pattern):
                shutil.copyfile(path, tmp_path / path.name)
    reading = Source(source.card, source.folder, None if source.card.bundled else tmp_path).read()
    assert reading.rows
    assert max(done for done, _ in shown) > 0
    assert shown[-1][0] == shown[-1][1]
