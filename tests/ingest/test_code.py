import ast
import subprocess
import sys
from pathlib import Path

import pytest

import ingest.build
import ingest.code
from ingest.code import BESIDE, modules_of
from ingest.source import Source
from tests.ingest.tiny import write_tiny

ROOT = Path(__file__).parents[2]
LOADED = """
import sys
from pathlib import Path
from ingest.build import build
from ingest.source import find_sources
build(Path(sys.argv[1]), sources=find_sources(Path(sys.argv[2])))
print(*sorted({m.__file__ for n, m in sys.modules.items() if n.split(".")[0] in ("ontology", "graph", "ingest")}))
"""


def test_each_module_that_a_build_runs_is_in_the_id_of_the_release_or_in_the_hash_of_a_source(tmp_path: Path) -> None:
    write_tiny(tmp_path / "sources")
    command = [sys.executable, "-c", LOADED, str(tmp_path / "home"), str(tmp_path / "sources")]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    run = {Path(path) for path in said if Path(path).name != "__init__.py" or Path(path).stat().st_size > 200}
    release = set(modules_of("ingest.build"))
    connector = set(modules_of("ingest.sources.curated.read"))
    assert {path.relative_to(ROOT).as_posix() for path in run - release - connector} == set()
    assert ROOT / "graph" / "search" / "index.py" in run & release


def parsed(code: str) -> set[str]:
    """Return what code imports of ours, by Python's own parser."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.partition(".")[0] in ("ontology", "graph", "ingest")}


def test_the_imports_of_every_module_of_ours_are_those_that_pythons_parser_finds() -> None:
    paths = [path for folder in ("ontology", "graph", "ingest") for path in (ROOT / folder).rglob("*.py")]
    assert len(paths) > 200
    for path in paths:
        code = path.read_text(encoding="utf-8")
        assert parsed(code) <= set(ingest.code._names(code)), path


@pytest.mark.parametrize(
    "code",
    [
        "from graph.release import (  # why\n    FORMAT as F,\n    Release,  # a remark, with a comma\n)\n",
        "import ingest.code as code, graph.store\n",
        "def late():\n    from ontology import iris\n    import os, ingest.rows\n",
        "from ingest import sources  # noqa: PLC0415\n",
    ],
)
def test_imports_are_found_however_they_are_written(code: str) -> None:
    assert set(ingest.code._names(code)) == parsed(code) != set()


@pytest.mark.parametrize("name", ["graph/search/index.py", "graph/loading.py", "graph/turtle.py", "ingest/cards.py"])
def test_a_change_of_a_module_that_writes_releases_gives_another_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    before = ingest.build.identify(write(tmp_path))
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path) + (b"#" if path == ROOT / name else b""))
    assert ingest.build.identify(write(tmp_path)) != before


def test_what_decides_when_a_connector_runs_is_not_what_it_says() -> None:
    with_all, without = modules_of("ingest.sources.dfars.read"), modules_of("ingest.sources.dfars.read", BESIDE)
    left = {path.relative_to(ROOT).as_posix() for path in set(with_all) - set(without)}
    assert left >= {"ingest/cards.py", "ingest/source.py"}


def write(folder: Path) -> tuple[Source, ...]:
    return write_tiny(folder / "sources")
