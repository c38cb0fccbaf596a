"""Every hostile file is taken in or refused with a message that names it, in time, by the command as a user runs it."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
FILES = Path(os.environ.get("KANAME_SHARED", ROOT.parent / "shared")) / "hostile" / "files"
SECONDS = 10
REFUSED = {
    "bad-utf8.csv", "bigint.json", "bomb.csv.gz", "deep-graph.jsonld", "deep.jsonld", "dup-keys.json", "empty.csv",
    "half-bad.nq", "interval.ttl", "laughs-dq.rdf", "nan.json", "not-a.zip", "ragged.csv", "slip.zip",
    "surrogate.json", "truncated.ttl", "xxe-file.rdf", "xxe.gexf",
}  # fmt: skip
TAKEN = {
    "bom-crlf.csv", "formula.csv", "header-only.csv", "homograph.ttl", "imports-shapes.ttl", "proto.json",
    "xss-iris.nt", "xss-labels.ttl",
}  # fmt: skip
EITHER = {"deep.ttl"}
TABLES = (".csv", ".json", ".gz", ".zip")
COLUMNS = {
    "bigint.json": ("year",),
    "bom-crlf.csv": ("id", "name"),
    "dup-keys.json": ("id",),
    "nan.json": ("year", "x", "y"),
    "proto.json": ("__proto__.x", "constructor", "id"),
    "ragged.csv": ("id", "name", "year"),
    "surrogate.json": ("name",),
}
CARD = """
[source]
key = "hostile"
title = "Hostile"
publisher = "A tester"
version = "2026.01.01"
url = "https://example.org/"
licence = "none"
licence_url = "https://example.org/"
redistributable = false
citation = "A tester."
horizon = 2026-01-01
maintained = false
completeness = "sample"
"""


def mapping_for(name: str) -> str:
    columns = COLUMNS.get(name, ("id", "name"))
    facts = "\n".join(f'"skos:note" = {{ text = "{{{column}}}" }}' for column in columns[-1:])
    rest = ", ".join(f'"{column}"' for column in columns[:-1])
    thing = f'[[thing]]\nclass = "Firm"\nid = "firm-{{{columns[-1]}}}"\n[thing.facts]\n{facts}\n'
    delimiter = ";" if name == "bom-crlf.csv" else ","
    return f'{CARD}\n[table]\ndelimiter = "{delimiter}"\nignore = [{rest}]\n{thing}'


@pytest.fixture
def folder() -> Path:
    if not FILES.is_dir():
        pytest.skip(f"no hostile files in {FILES}; set KANAME_SHARED to the folder that holds them")
    return FILES


def files_below(place: Path) -> set[Path]:
    return {path for path in place.rglob("*") if path.is_file()}


def test_every_hostile_file_has_an_expectation(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == REFUSED | TAKEN | EITHER


@pytest.mark.parametrize("name", sorted(REFUSED | TAKEN | EITHER))
def test_a_hostile_file_is_taken_or_refused_in_time_and_nothing_lands_elsewhere(
    tmp_path: Path, folder: Path, name: str
) -> None:
    file, home = tmp_path / name, tmp_path / "home"
    file.write_bytes((folder / name).read_bytes().replace(b"{LISTENER}", b"http://127.0.0.1:9"))
    (tmp_path / "m.toml").write_text(mapping_for(name), encoding="utf-8")
    what = ["--mapping", str(tmp_path / "m.toml")] if file.suffix in TABLES else ["rdf", "--key", "hostile"]
    before = files_below(tmp_path)
    before_cpu = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "api.cli", "add", *what, str(file), "--home", str(home)],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=12 * SECONDS,
    )  # fmt: skip
    after_cpu = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Processor time, since the machine of the tests may be shared; the wall clock is bounded above.
    assert after_cpu.ru_utime + after_cpu.ru_stime - before_cpu.ru_utime - before_cpu.ru_stime < SECONDS
    assert "Traceback" not in done.stderr
    assert done.returncode in ((2,) if name in REFUSED else (0,) if name in TAKEN else (0, 2)), done.stderr
    taken = home / "sources" / "hostile"
    assert taken.is_symlink() == (done.returncode == 0)
    if done.returncode == 2:
        assert name.removesuffix(".gz") in done.stderr
        assert {p for p in files_below(tmp_path) - before if "cache" not in p.parts} <= {home / "build.lock"}
    assert all(p.is_relative_to(home) for p in files_below(tmp_path) - before)
    assert not Path("/kaname-pwned2").exists()
    assert not list(tmp_path.parent.rglob("kaname-pwned*"))
