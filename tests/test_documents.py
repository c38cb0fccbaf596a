"""The documents name all that a user can run, set or ask, and no committed file names what it must not."""

import re
from dataclasses import is_dataclass

import pytest
from fastapi.routing import APIRoute

from api.app import create_app
from api.commands.lazy import PLACES, loaded
from api.pages import boards, explore, questions
from api.pages import routes as pages
from api.settings import Settings
from tests.test_layout import ROOT, committed

DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
VENDORED = ("graph/views/assets", "api/pages/assets")
SOURCES_NOT_OURS = re.compile(r"(^|/)(alliance_v4|atop5|DCAD|NMC|sipri|rdmc|troopdata)[^/]*\.csv$", re.IGNORECASE)
# Written with brackets, so that this file does not name them either.
HOSTS = re.compile(r"p[y]pi[.]org|python[h]osted[.]org|npm[j]s[.]org|deb[.]debi[a]n[.]org")
PATHS = re.compile(r"(?<![\w.:/-])/(?:work|root|home|Users|tmp)/[a-z.]")


def every_command() -> list[str]:
    found = []
    for name, command in ((name, loaded(name)) for name in PLACES):
        inner = getattr(command, "commands", None)
        found += [f"{name} {part}" for part in inner] if inner else [name]
    return found


def every_route() -> list[str]:
    described = create_app().openapi()["paths"]
    routers = (pages.router, explore.router, boards.router, questions.router)
    drawn = {route.path for router in routers for route in router.routes if isinstance(route, APIRoute)}
    return sorted({re.sub(r":path\}", "}", path) for path in {*described, *drawn}} - {"/assets/{name}"})


@pytest.mark.parametrize("command", every_command())
def test_every_command_is_named(command: str) -> None:
    named = f"kaname {command}" in TEXT
    assert named, f"neither README.md nor docs/ names the command: kaname {command}"


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_named_with_its_default(name: str) -> None:
    (line, *_) = [line for line in TEXT.splitlines() if f"KANAME_{name.upper()}" in line] or [""]
    assert line, f"KANAME_{name.upper()} is not named"
    default = Settings.model_fields[name].default
    if is_dataclass(default):
        return  # its fields and their defaults stand in the document that the line links
    shown = "none" if default is None else str(default).removesuffix(".0")
    assert shown in line.replace(",", "").replace("_", ""), f"{line!r} does not give the default {shown}"


@pytest.mark.parametrize("path", every_route())
def test_every_route_is_named(path: str) -> None:
    named = re.sub(r"\{\w+\}", "{}", path) in re.sub(r"\{\w+\}", "{}", TEXT)
    assert named, f"neither README.md nor docs/ names the route {path}"


def test_the_routes_that_must_be_there_are() -> None:
    wanted = {
        "/",
        "/docs",
        "/explore",
        "/healthz",
        "/id/{name}",
        "/sparql",
        "/api/v1/agreements",
        "/api/v1/chokepoints/structural",
        "/api/v1/entities/{id}",
        "/api/v1/gaps/agreement",
        "/api/v1/pairs/{a}/{b}",
        "/api/v1/search",
        "/api/v1/sources",
        "/api/v1/view",
    }
    assert wanted <= set(every_route())
    commands = {"build", "serve", "query", "gaps agreement", "chokepoints structural", "validate", "sources cite"}
    assert commands <= set(every_command())


def test_the_two_commands_and_the_one_sentence_stand_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make serve" in readme
    assert "make test" in readme
    assert re.search(r"!\[[^\]]+\]\(docs/[\w./-]+\.(png|jpg|webp)\)", readme), "no screenshot"


def test_every_link_and_picture_of_the_documents_leads_to_a_file() -> None:
    for path in DOCUMENTS:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"


def texts() -> list[tuple[str, str]]:
    """Return every committed text of ours by its name; what others wrote is theirs."""
    found = []
    for path in committed():
        name = str(path.relative_to(ROOT))
        if not name.startswith(VENDORED):
            content = path.read_bytes()
            if b"\0" not in content:
                found.append((name, content.decode("utf-8")))
    return found


def test_no_file_names_the_host_of_a_package_registry() -> None:
    assert [(name, found[0]) for name, text in texts() if (found := HOSTS.search(text))] == []


@pytest.mark.parametrize("parts", [("pypi", "org"), ("files", "pythonh", "sted.org"), ("registry", "npmjs", "org")])
def test_the_host_of_a_package_registry_is_seen(parts: tuple[str, ...]) -> None:
    assert HOSTS.search(".".join(parts).replace("pythonh.", "pythonho"))


def test_no_file_names_a_path_of_a_machine() -> None:
    lines = [(name, line) for name, text in texts() if not name.endswith(".csv") for line in text.splitlines()]
    assert [(name, line) for name, line in lines if PATHS.search(line)] == []


@pytest.mark.parametrize("line", ["see ~work/x", "(~root/.cache)", '"~home/me/x"', "in ~tmp/kn"])
def test_a_path_of_a_machine_is_seen(line: str) -> None:
    assert PATHS.search(line.replace("~", "/"))


@pytest.mark.parametrize("line", ["#!/usr/bin/env", "https://example.org/home/x", "tmp_path / x", "docs/work/x"])
def test_an_address_is_no_path_of_a_machine(line: str) -> None:
    assert not PATHS.search(line)


def test_tables_of_data_are_the_curated_facts_and_no_data_set_of_others() -> None:
    kinds = (".csv", ".tsv", ".xlsx", ".dta", ".zip", ".parquet", ".rds", ".rda")
    names = [str(path.relative_to(ROOT)) for path in committed() if path.suffix.lower() in kinds]
    assert len(names) >= 20
    ours = ("ingest/sources/curated/", "ingest/identity/", "ontology/registry.csv", "ontology/alignments/", "tests/")
    codes = ("ingest/sources/atop/provisions.csv", "ingest/sources/dcad/terms.csv")  # what codes mean, in our words
    assert [name for name in names if not name.startswith(ours + codes)] == []
    assert [name for name in names if SOURCES_NOT_OURS.search(name)] == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_pins_and_hashes_everything_and_names_no_index(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.findall(r"(?m)^([A-Za-z0-9._-]+)==\S+", text)
    assert len(pins) > 20
    for block in re.split(r"(?m)^(?=[A-Za-z0-9])", text)[1:]:
        assert "==" in block.partition("\n")[0]
        assert "--hash=sha256:" in block, block.partition("\n")[0]
    assert "://" not in text
    assert "index-url" not in text
    assert not (ROOT / "uv.lock").exists()


def test_every_dependency_is_locked() -> None:
    locked = set(re.findall(r"(?m)^([A-Za-z0-9._-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8")))
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text.partition("\ndependencies = [")[2].partition("]")[0]
    assert set(re.findall(r'"([A-Za-z0-9._-]+)', block)) <= locked
