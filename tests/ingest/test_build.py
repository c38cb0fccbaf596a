import csv
import errno
import fcntl
import os
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

import ingest.build
from api.served import Shelf
from graph.errors import BuildError, ReleaseError, SourceError
from graph.release import Release, current_release, file_entry, release_ids
from graph.store import open_release_store, rows
from graph.tables import read_tables
from ingest.build import build, identify
from ingest.progress import Progress
from ingest.source import SOURCES, Source
from ontology.iris import mint
from tests.ingest.tiny import extend, replace, row, write_tiny

CURATED = SOURCES / "curated"
ROOT = Path(__file__).parents[2]
THINGS = {
    "Source": ("sources", "documents"),
    "State": ("states",),
    "InternationalBody": ("bodies",),
    "PublicBody": ("agencies",),
    "Firm": ("firms",),
    "Agreement": ("agreements",),
    "Policy": ("policies",),
    "Participation": ("participations", "program_participants", "centres"),
    "Provision": ("provisions",),
    "Activity": ("acts",),
    "Program": ("programs",),
    "Tie": ("ties",),
    "Capability": ("capabilities",),
    "Scenario": ("scenarios",),
    "Assessment": ("assessments",),
    "Requirement": ("requirements",),
    "Dependency": ("dependencies",),
    "Impediment": ("impediments",),
    "Listing": ("completeness",),
    "Event": ("events",),
    "Recommendation": ("recommendations",),
    "ReleaseRule": ("release_rules",),
}
RELATIONS = ("Participation", "Tie", "Assessment", "Requirement", "Funding", "Dependency", "Listing", "ReleaseRule")


def table(name: str) -> list[dict[str, str]]:
    """Read a curated table by the CSV module alone."""
    with (CURATED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def files_of(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder; what sources are read into beforehand is nobody's answer."""
    files = (p.relative_to(folder) for p in sorted(folder.rglob("*")) if p.is_file())
    return {str(p): file_entry(folder / p).sha256 for p in files if p.parts[0] != "cache"}


@pytest.fixture
def source(tmp_path: Path) -> Source:
    (found,) = write_tiny(tmp_path / "source")
    return found


@pytest.fixture
def old(tmp_path: Path, source: Source) -> Release:
    """A release that is served before something goes wrong."""
    return build(tmp_path / "home", sources=[source]).release


# What the manifest says


def test_the_rows_of_the_manifest_are_the_rows_of_the_tables(release: Release) -> None:
    (entry,) = (source for source in release.manifest.sources if source.key == "curated")
    assert entry.rows == {path.name: len(table(path.stem)) for path in CURATED.glob("*.csv")}
    assert sum(entry.rows.values()) > 3_000


def test_the_things_of_the_manifest_are_the_rows_of_their_tables(release: Release) -> None:
    counted = {name: sum(len(table(file)) for file in files) for name, files in THINGS.items()}
    counted["Funding"] = sum(bool(line["funding"]) for line in table("programs"))
    assert release.manifest.things == counted
    assert release.manifest.relations == sum(counted[name] for name in RELATIONS)


def test_the_citations_of_the_manifest_are_those_of_the_rows(release: Release) -> None:
    cited = [
        line for path in CURATED.glob("*.csv") if path.stem not in ("sources", "documents") for line in table(path.stem)
    ]
    counted = sum(1 + len([s for s in line["also"].split(";") if s]) for line in cited)
    counted += sum(1 + len([s for s in line["also"].split(";") if s]) for line in table("programs") if line["funding"])
    assert release.manifest.citations == counted
    assert read_tables(release).evidence.height == counted


def test_the_statements_of_the_manifest_are_those_of_dump_and_store(release: Release) -> None:
    dump = (release.path / "dumps" / "kaname.nq").read_text(encoding="utf-8").splitlines()
    assert dump == sorted(set(dump))
    merged = {line.rsplit(" ", 2)[0] for line in dump}
    assert release.manifest.statements == len(merged)
    ((count,),) = rows(open_release_store(release.store), "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    assert int(count or 0) == release.manifest.statements + release.manifest.indexed


def test_every_id_of_a_table_is_a_thing_of_the_release(release: Release) -> None:
    things = set(read_tables(release).entities["slug"])
    for file, column in (("states", "state_id"), ("agreements", "agreement_id"), ("firms", "firm_id")):
        assert {line[column] for line in table(file)} <= things


# Every relation has a citation


def uncited(relations: set[str], evidence: set[str]) -> set[str]:
    return relations - evidence


def test_every_relation_has_at_least_one_citation(release: Release) -> None:
    tables = read_tables(release)
    relations, evidence = set(tables.relations["slug"]), set(tables.evidence["slug"])
    assert len(relations) > 2_000
    assert uncited(relations, evidence) == set()
    assert uncited(relations, evidence - {"tie-l001"}) == {"tie-l001"}  # the test does fail where one lacks it


def test_every_citation_leads_to_a_source_with_an_address(release: Release) -> None:
    tables = read_tables(release)
    assert set(tables.evidence["source"]) <= set(tables.sources["source"])
    assert all(url.startswith(("https://", "http://")) for url in tables.sources["url"])


def test_a_relation_whose_source_is_left_out_stops_the_build(tmp_path: Path, source: Source, old: Release) -> None:
    replace(source, "ties.csv", "src-one", "")
    with pytest.raises(SourceError, match=r"ties\.csv:2: column 'source', value ''"):
        build(tmp_path / "home", sources=[source])


# Four errors in one run


def test_four_errors_are_named_in_one_run_and_the_old_release_is_served(
    tmp_path: Path, source: Source, old: Release
) -> None:
    home = tmp_path / "home"
    before = files_of(home)
    replace(source, "agreements.csv", "1960-01-19", "1960-13-19")
    replace(source, "impediments.csv", "export-licensing", "export-licencing")
    extend(source, "firms.csv", row(firm_id="firm-a", label="Firm A again", state="jpn"))
    replace(source, "provisions.csv", "prov-five,agr-mdt", "prov-five,agr-mdtt")
    with pytest.raises(SourceError) as raised:
        build(home, sources=[source])
    told = {fault.partition(": ")[2]: fault.partition(": ")[0] for fault in raised.value.faults}
    assert {place.removeprefix(f"{source.folder}/") for place in told.values()} == {
        "agreements.csv:2",
        "firms.csv:4",
        "impediments.csv:2",
        "provisions.csv:2",
    }
    assert set(told) == {
        "column 'signed', value '1960-13-19': '1960-13-19' is not a day of the calendar",
        "column 'kind', value 'export-licencing': no such impediment-kind; did you mean export-licensing?",
        f"column 'firm_id', value 'firm-a': already used in {source.folder}/firms.csv:2; give one of them another id",
        "column 'instrument', value 'agr-mdtt': no such agreement or policy; did you mean agr-mdt or agr-rdp?",
    }
    assert str(raised.value).startswith("Source 'curated': 4 errors, nothing was built.\n")
    assert files_of(home) == before
    assert Shelf(home).current().release.id == old.id


# The same input gives the same bytes

BUILD = "import sys; from pathlib import Path; from ingest.source import find_sources; from ingest.build import build; "
BUILD += "build(Path(sys.argv[1]), sources=find_sources(Path(sys.argv[2])))"


def test_two_builds_of_one_input_give_the_same_bytes(tmp_path: Path, source: Source) -> None:
    for name, seed in (("one", "1"), ("two", "2")):
        command = [sys.executable, "-c", BUILD, str(tmp_path / name), str(source.folder.parent)]
        subprocess.run(
            command, check=True, env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, capture_output=True, timeout=120
        )
    one, two = current_release(tmp_path / "one"), current_release(tmp_path / "two")
    assert one.path != two.path
    for part in ("dumps", "tables"):
        assert files_of(one.path / part) == files_of(two.path / part) != {}
    assert (one.path / "manifest.json").read_bytes() == (two.path / "manifest.json").read_bytes()


def test_where_the_sources_lie_does_not_matter(tmp_path: Path, source: Source) -> None:
    assert identify([source]) == identify(write_tiny(tmp_path / "elsewhere"))


def test_any_changed_cell_gives_another_release(tmp_path: Path, source: Source) -> None:
    before = identify([source])
    replace(source, "firms.csv", "Firm B", "Firm b")
    assert identify([source]) != before


def test_a_second_build_finds_the_release_up_to_date_and_writes_nothing(
    home: Path, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest.build, "gather", lambda *_: pytest.fail("something was written"))
    started = time.perf_counter()
    again = build(home)
    assert time.perf_counter() - started < 5
    assert (again.is_new, again.release) == (False, release)


def test_a_build_of_an_older_input_makes_its_release_current_again(
    tmp_path: Path, source: Source, old: Release
) -> None:
    replace(source, "firms.csv", "Firm B", "Firm C")
    assert build(tmp_path / "home", sources=[source]).is_new
    replace(source, "firms.csv", "Firm C", "Firm B")
    back = build(tmp_path / "home", sources=[source])
    assert (back.is_new, back.release.id) == (False, old.id)
    assert current_release(tmp_path / "home").id == old.id


# What is damaged is never served


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("tables/relations.parquet", "changed"),
        ("dumps/kaname.nq", "cut"),
        ("search/names.sqlite", "missing"),
        ("store/CURRENT", "cut"),
        ("store/CURRENT", "missing"),
    ],
)
def test_a_damaged_file_is_named_and_the_release_before_is_served(
    tmp_path: Path, source: Source, old: Release, name: str, damage: str
) -> None:
    home = tmp_path / "home"
    replace(source, "firms.csv", "Firm B", "Firm C")
    new = build(home, sources=[source]).release
    file = new.path / name
    content = file.read_bytes()
    if damage == "missing":
        file.unlink()
    else:
        file.write_bytes(content[: len(content) // 2] if damage == "cut" else b"x" + content[1:])
    with pytest.raises(ReleaseError, match=name):
        new.verify()
    shelf = Shelf(home)
    assert shelf.current().release.id == old.id
    mended = build(home, sources=[source])
    assert mended.is_new
    mended.release.verify()
    assert shelf.follow().release.id == new.id
    assert list((home / "releases").glob(".*")) == []


@pytest.mark.parametrize("name", ["manifest.json", "seal.json"])
@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"store/CURRENT": 3}'])
def test_a_damaged_manifest_or_seal_is_a_damaged_release(
    tmp_path: Path, source: Source, old: Release, name: str, content: bytes
) -> None:
    home = tmp_path / "home"
    replace(source, "firms.csv", "Firm B", "Firm C")
    new = build(home, sources=[source]).release
    (new.path / name).write_bytes(content)
    with pytest.raises(ReleaseError, match="run `kaname build` again"):
        current_release(home).verify()
    assert Shelf(home).current().release.id == old.id
    assert build(home, sources=[source]).is_new


def test_a_release_without_a_seal_is_not_listed(tmp_path: Path, source: Source, old: Release) -> None:
    (old.path / "seal.json").unlink()
    assert release_ids(tmp_path / "home") == ()
    with pytest.raises(ReleaseError, match=r"no release .* can be served: .*; run `kaname build` again"):
        Shelf(tmp_path / "home").current()


# Old releases


def test_pruning_keeps_the_newest_and_the_current_one(tmp_path: Path, source: Source, old: Release) -> None:
    home, ids, names = tmp_path / "home", [old.id], ["Firm B", "Firm C", "Firm D", "Firm E"]
    removed: list[str] = []
    for before, after in pairwise(names):
        replace(source, "firms.csv", before, after)
        done = build(home, keep=2, sources=[source])
        ids.append(done.release.id)
        removed += done.removed
    assert removed == ids[:2]
    assert set(release_ids(home)) == set(ids[2:])
    assert current_release(home).id == ids[-1]


def test_keeping_one_keeps_the_current_one(tmp_path: Path, source: Source, old: Release) -> None:
    replace(source, "firms.csv", "Firm B", "Firm C")
    done = build(tmp_path / "home", keep=1, sources=[source])
    assert done.removed == (old.id,)
    assert release_ids(tmp_path / "home") == (done.release.id,)


# What stands in the way of a build


def test_two_builds_at_once_are_one_too_many(tmp_path: Path, source: Source, old: Release) -> None:
    with (tmp_path / "home" / "build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BuildError, match=r"another build is at work in .*; wait for it, or stop it"):
            build(tmp_path / "home", sources=[source])
    assert not build(tmp_path / "home", sources=[source]).is_new


def test_a_disk_without_locks_is_told_as_such(tmp_path: Path, source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(BuildError, match="No locks available; mount it with locks or pass another --home"):
        build(tmp_path / "home", sources=[source])


class Filling(Progress):
    """A disk that has no room left from one step on."""

    def __init__(self, at: str, limit: int) -> None:
        super().__init__()
        self.at, self.limit = at, limit

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        if what.startswith(self.at):
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.limit, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
        yield


@pytest.mark.parametrize(
    ("step", "limit"),
    [
        ("write graphs", 1_000),
        ("index the merge", 500),
        ("load the store", 500),
        ("load the store", 100_000),
        ("write tables", 500),
        ("write tables", 30_000),
        ("hash", 500),
    ],
)
def test_a_full_disk_is_told_and_leaves_the_old_release(
    tmp_path: Path, source: Source, old: Release, step: str, limit: int
) -> None:
    home, before = tmp_path / "home", files_of(tmp_path / "home")
    replace(source, "firms.csv", "Firm B", "Firm C")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        with pytest.raises(BuildError, match=r"free space or pass another --home\. The old release is still served"):
            build(home, sources=[source], progress=Filling(step, limit))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)
    assert files_of(home) == before
    assert Shelf(home).current().release.id == old.id
    assert build(home, sources=[source]).is_new


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path, source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, **_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(BuildError, match="Read-only file system; make it writable or pass another --home"):
        build(tmp_path / "home", sources=[source])


def test_a_home_that_is_a_file_is_told(tmp_path: Path, source: Source) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(BuildError, match="pass another --home"):
        build(tmp_path / "home", sources=[source])


# Progress


def test_progress_is_plain_lines_where_there_is_no_terminal(
    tmp_path: Path, source: Source, capsys: pytest.CaptureFixture[str]
) -> None:
    build(tmp_path / "home", sources=[source])
    out, err = capsys.readouterr()
    assert out == ""
    assert "\x1b" not in err
    assert err.splitlines()[0].startswith("  read curated: ")
    assert len(err.splitlines()) == 10


def test_every_source_has_a_graph_and_says_where_it_comes_from(release: Release) -> None:
    store = open_release_store(release.store)
    graphs = Counter(name for (name,) in rows(store, "SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"))
    assert {mint("graph", "source", s.key) for s in release.manifest.sources} < set(graphs)
    for entry in release.manifest.sources:
        iri = mint("graph", "source", entry.key)
        assert graphs[iri] == entry.statements
        said = rows(store, f"SELECT ?l ?v WHERE {{ <{iri}> dcterms:license ?l ; owl:versionInfo ?v }}")
        assert said == [(entry.licence_url, entry.version)]
