"""Each command: what it writes where, how it ends, and that a known error is one message."""

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from api.cli import main
from graph.clock import today
from graph.release import Release
from ingest.build import build
from tests.ingest.tiny import write_tiny

ROOT = Path(__file__).parents[2]
DAY = ("--as-of", "2016-05-24")


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out)))


class Run(Protocol):
    """Runs a command as its entry point does."""

    def __call__(self, *arguments: str, home: Path | None = None, cwd: Path = ROOT) -> Done: ...


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    for name in os.environ:
        if name.startswith("KANAME_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: str, home: Path | None = None, cwd: Path = ROOT) -> Done:
        monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "argv", ["kaname", *arguments])
        if home is None:
            monkeypatch.delenv("KANAME_HOME", raising=False)
        else:
            monkeypatch.setenv("KANAME_HOME", str(home))
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        return Done(int(ended.value.code or 0), *capfd.readouterr())

    return run


COMMANDS = ("build", "serve", "validate", "query", "sources", "gaps", "chokepoints")


def test_help_names_every_command(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    for name in COMMANDS:
        assert f" {name} " in done.out


def test_a_second_build_says_that_the_release_is_up_to_date(run: Run, home: Path, release: Release) -> None:
    done = run("build", home=home)
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith(f"Release {release.id} is up to date: ")


def test_a_release_that_is_whole_is_valid(run: Run, tmp_path: Path) -> None:
    made = build(tmp_path / "home", sources=write_tiny(tmp_path / "source")).release
    done = run("validate", home=tmp_path / "home")
    assert (done.code, done.out) == (0, "")
    assert done.err == f"Release {made.id}: every file, shape and lint is as it should be.\n"
    (made.path / "dumps" / "kaname.nq").write_text("")
    damaged = run("validate", home=tmp_path / "home")
    assert (damaged.code, damaged.out) == (1, "")
    assert damaged.err.startswith(f"kaname: release {made.id}: dumps/kaname.nq was changed after the build")


def test_a_question_answers_as_csv_on_stdout_and_tells_its_day_on_stderr(
    run: Run, home: Path, release: Release
) -> None:
    done = run("query", "members", "--as-of", "2003-01-01", home=home)
    assert done.code == 0
    assert len(done.rows) == 19
    assert done.err == f"as of 2003-01-01, release {release.id}, sources looked until {release.observed_until}\n"


@pytest.mark.parametrize(("form", "begins"), [("json", "{"), ("csv", "actor,"), ("tsv", "?actor\t"), ("xml", "<?xml")])
def test_a_query_answers_in_the_format_asked_for(run: Run, home: Path, form: str, begins: str) -> None:
    done = run("query", "members", "--as-of", "2024-04-01", "--format", form, home=home)
    assert done.code == 0
    assert done.out.startswith(begins)
    assert done.out.count("Sweden") == 1


def test_a_parameter_is_put_into_a_question(run: Run, home: Path) -> None:
    done = run("query", "members", "-p", "agreement=agr-us-anzus-1951", "--as-of", "1990-01-01", home=home)
    assert [row["name"] for row in done.rows] == ["Australia", "United States"]


def test_a_file_is_run_as_of_the_day(run: Run, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(
        "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
        'SELECT ?asOf WHERE { VALUES ?asOf { "2000-01-01"^^xsd:date } }\n',
        encoding="utf-8",
    )
    assert run("query", str(file), *DAY, home=home).out.split() == ["asOf", "2016-05-24"]
    construct = tmp_path / "graph.rq"
    construct.write_text("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3", encoding="utf-8")
    assert len(run("query", str(construct), "--format", "ntriples", home=home).out.splitlines()) == 3


def test_gaps_in_each_format_tell_the_same(run: Run, home: Path) -> None:
    asked = ("gaps", "agreement", "--states", "usa", "--expects", "rdp-mou", *DAY)
    as_csv = run(*asked, "--format", "csv", home=home)
    as_json = run(*asked, "--format", "json", home=home)
    as_table = run(*asked, home=home)
    assert (as_csv.code, as_json.code, as_table.code) == (0, 0, 0)
    gaps = {gap["pair"]: gap for gap in json.loads(as_json.out)}
    assert [row["pair"] for row in as_csv.rows] == list(gaps)
    japan = gaps["Japan–United States"]
    assert (japan["lack"], japan["list complete"], japan["closed on"]) == ("absent", "2015-12-31", "2016-06-04")
    assert japan["closed by"] == "agr-jpn-us-rdpmou-2016"
    assert len(japan["evidence"].split()) >= 4
    assert len(as_table.out.splitlines()) == len(gaps) + 1
    assert "Japan–United States" in as_table.out
    assert "\x1b" not in as_table.out
    assert as_csv.err == as_json.err != ""
    assert as_table.err.endswith(as_csv.err)  # a table has room for the number of statements only, and says so first


def test_chokepoints_name_what_falls_apart(run: Run, home: Path) -> None:
    done = run("chokepoints", "structural", "--layer", "information", "--format", "csv", *DAY, home=home)
    assert done.code == 0
    assert {row["cut"] for row in done.rows} <= {"articulation-point", "bridge"}
    assert int(done.rows[0]["severed"]) > 0
    assert "more are unknown" in done.err
    cut = run("chokepoints", "structural", "--between", "jpn,phl", "--format", "json", *DAY, home=home)
    assert [item["what"] for item in json.loads(cut.out)] == ["United States"]


def test_sources_are_listed_with_licence_and_documents_with_address(run: Run, home: Path, release: Release) -> None:
    listed = json.loads(run("sources", "--format", "json", home=home).out)
    assert {s["source"] for s in listed} >= {s.key for s in release.manifest.sources}
    assert all(s["licence"] for s in listed)
    documents = run("sources", "--documents", "--format", "csv", home=home).rows
    assert len(documents) == release.manifest.things["Source"]
    assert all(row["url"].startswith("http") for row in documents)


def test_the_day_is_today_by_default(run: Run, home: Path) -> None:
    told = run("gaps", "agreement", "--states", "usa", "--format", "csv", home=home).err
    assert told.startswith(f"as of {today()}, ")


def test_the_home_is_an_option_or_a_setting_or_here(run: Run, home: Path, release: Release, tmp_path: Path) -> None:
    assert release.id in run("query", "members", "--home", str(home), home=tmp_path).err
    (tmp_path / ".kaname").symlink_to(home)
    assert release.id in run("query", "members", cwd=tmp_path).err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("query", "nope"), "no question 'nope'; there are allies-without"),
        (("query", "members", "-p", "agreement"), "write name=value, for instance state=jpn"),
        (("query", "members", "-p", "stat=jpn"), "members has no parameter 'stat'; it has agreement"),
        (("query", "members", "--format", "pdf"), "no format 'pdf'; use one of"),
        (("gaps", "agreement", "--states", "jpnn"), "did you mean jpn"),
        (("gaps", "agreement", "--expects", "magic"), "no rule expects 'magic'"),
        (("chokepoints", "structural", "--layer", "magic"), "use one of security, framework, access"),
        (("chokepoints", "structural", "--between", "jpn"), "write for instance jpn,phl"),
    ],
)
def test_a_known_error_is_one_message_on_stderr(run: Run, home: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments, home=home)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("kaname: ")
    assert said in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("command", [("query", "members"), ("validate",), ("serve",), ("gaps", "agreement")])
def test_without_a_release_every_command_says_to_build(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    done = run(*command, home=tmp_path)
    assert (done.code, done.out) == (1, "")
    assert "run `kaname build`" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("query", "members", "--as-of", "yesterday"), "'yesterday' is not a day; write YYYY-MM-DD"),
        (("query", "members", "--as-of", "2016-02-30"), "'2016-02-30' is not a day of the calendar"),
        (("gaps", "agreement", "--format", "pdf"), "'pdf' is not one of 'table', 'csv', 'json'"),
        (("chokepoints", "structural", "--basis", "ratified"), "'ratified' is not one of 'in-force', 'signed'"),
        (("build", "--keep", "0"), "'--keep': Input should be greater than or equal to 1"),
        (("nope",), "No such command 'nope'"),
    ],
)
def test_a_wrong_use_is_told_with_exit_code_2(run: Run, home: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments, home=home)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err


def test_a_broken_query_names_the_place(run: Run, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "broken.rq"
    file.write_text("SELECT ?x WHERE {\n  ?x ?y\n}", encoding="utf-8")
    done = run("query", str(file), home=home)
    assert (done.code, done.out) == (1, "")
    assert "line 3" in done.err


@pytest.mark.parametrize(
    "text", ["DELETE WHERE { ?s ?p ?o }", "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"]
)
def test_a_query_that_writes_or_asks_elsewhere_is_refused(run: Run, home: Path, tmp_path: Path, text: str) -> None:
    file = tmp_path / "refused.rq"
    file.write_text(text, encoding="utf-8")
    done = run("query", str(file), home=home)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("kaname: ")


def test_a_wrong_setting_is_told(run: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("KANAME_QUERY_WORKERS=none\n", encoding="utf-8")
    done = run("query", "members", home=home, cwd=tmp_path)
    assert (done.code, done.out) == (1, "")
    assert "KANAME_QUERY_WORKERS" in done.err
    assert "'none'" in done.err
    assert "Traceback" not in done.err


def test_a_reader_that_stops_early_is_no_error(home: Path) -> None:
    command = f"{sys.executable} -m api.cli sources --documents --format csv --home {home} | head -1"
    done = subprocess.run(["sh", "-c", command], check=True, capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert done.stdout.startswith("id,citations,")
    assert done.stderr == ""
