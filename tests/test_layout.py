"""The house is what its plan says: four packages at the root, imports one way, small modules."""

import importlib
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST = {
    "api/models.py": 450,
    "api/pages/context.py": 300,
    "graph/chokepoints/structural.py": 270,
}  # lists of declarations; all else is split at 250 lines
PACKAGES = ("ontology", "graph", "ingest", "api")
FOLDERS = {*PACKAGES, "notebooks", "tests", "benchmarks", "docs"}
FILES = {
    "pyproject.toml",
    "README.md",
    "Makefile",
    "LICENSE",
    "LICENSE-DATA.md",
    "CITATION.cff",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "requirements.lock",
    "requirements-dev.lock",
    ".gitignore",
}


def committed() -> list[Path]:
    """Return every file that git keeps."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def project() -> dict[str, object]:
    found: dict[str, object] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_is_imported_from_the_root_of_the_project(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__file__ is not None
    assert Path(module.__file__) == ROOT / name / "__init__.py"


def test_the_top_level_is_exactly_what_it_should_be() -> None:
    top = {path.relative_to(ROOT).parts[0] for path in committed()}
    assert top - {".ci", ".github"} == FOLDERS | FILES
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_imports_run_one_way() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "ontology <- graph <- ingest | api KEPT" in done.stdout
    assert " 0 broken" in done.stdout


def test_every_test_folder_is_a_package_so_that_none_shadows_ours() -> None:
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_modules_are_small_and_none_is_a_drawer() -> None:
    modules = [path for path in committed() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in PACKAGES]
    assert len(modules) > 60
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in modules}
    assert {name: length for name, length in lengths.items() if length > LONGEST.get(name, 250)} == {}
    assert [path for path in modules if path.stem in ("utils", "helpers", "misc", "common")] == []


def test_every_public_module_says_in_its_first_line_what_it_is() -> None:
    for path in committed():
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in PACKAGES:
            first = path.read_text("utf-8").partition("\n")[0]
            assert first.startswith(('"""', 'r"""')), path


def test_nothing_reads_the_clock_or_the_environment_but_the_one_place() -> None:
    clock, environment = [], []
    for path in committed():
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in PACKAGES:
            text, name = path.read_text("utf-8"), str(path.relative_to(ROOT))
            clock += [name] if any(x in text for x in ("date.today(", "datetime.now(", "utcnow(")) else []
            environment += [name] if any(x in text for x in ("os.environ", "getenv(")) else []
    assert clock == ["graph/clock.py"]
    assert environment == []


def test_the_wheel_holds_the_four_packages_and_cannot_be_uploaded_by_mistake() -> None:
    found = project()
    tool, meta = found["tool"], found["project"]
    assert isinstance(tool, dict)
    assert isinstance(meta, dict)
    assert tool["hatch"]["build"]["targets"]["wheel"]["packages"] == list(PACKAGES)
    assert meta["scripts"] == {"kaname": "api.cli:main"}
    assert meta["name"] == "kaname"
    assert "Private :: Do Not Upload" in meta["classifiers"]
    assert meta["requires-python"] == ">=3.11"


def test_the_checks_that_the_plan_asks_for_are_on() -> None:
    tool = project()["tool"]
    assert isinstance(tool, dict)
    assert tool["mypy"]["strict"] is True
    assert tool["pytest"]["ini_options"]["filterwarnings"] == ["error"]
    assert "--import-mode=importlib" in tool["pytest"]["ini_options"]["addopts"]
