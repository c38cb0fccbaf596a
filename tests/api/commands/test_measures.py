import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from api.cli import app

RUN = CliRunner()
FIVE = ["-c", "usa,jpn,aus,kor,phl", "-s", "taiwan-high-intensity"]


def asked(home: Path, *command: str, day: str = "2026-01-01") -> list[dict[str, Any]]:
    answer = RUN.invoke(app, [*command, "--as-of", day, "--home", str(home), "--format", "json"])
    assert answer.exit_code == 0, answer.output
    assert "release" in answer.stderr
    found: list[dict[str, Any]] = json.loads(answer.stdout)
    return found


def test_capability_gaps_show_levels_and_who_is_not_assessed(home: Path) -> None:
    rows = asked(home, "gaps", "capability", *FIVE)
    one = next(r for r in rows if "(inf-c2)" in r["capability"])
    assert one["status"] == "single"
    assert "usa 4" in one["levels"]
    assert "req-taiwan-high-intensity-inf-c2" in one["evidence"]
    assert all(set(r["not assessed"].split()) <= {"usa", "jpn", "aus", "kor", "phl"} for r in rows)


def test_coverage_says_what_a_sum_of_weights_is_met(home: Path) -> None:
    answer = RUN.invoke(
        app, ["coverage", *FIVE, "--as-of", "2026-01-01", "--against", "2016-05-24", "--home", str(home)]
    )
    assert "The coalition meets" in answer.stderr
    assert "? → 4*" in answer.stdout


@pytest.mark.parametrize(
    "command",
    [
        ("gaps", "interoperability", *FIVE, "--fragility"),
        ("gaps", "funding", *FIVE),
        ("gaps", "environment", "--between", "usa,jpn"),
        ("gaps", "commitment", "--by", "instrument"),
        ("gaps", "commitment", "--states", "usa,jpn"),
        ("gaps", "industry", "--firms-of", "jpn", "--towards", "usa", "--linked"),
        ("gaps", "agreement", "--states", "usa", "--basis", "signed"),
        ("gaps", "funding", *FIVE, "--include", "unknown", "--fragility"),
        ("gaps", "environment", "--between", "usa,jpn", "--include", "unknown", "--fragility"),
        ("gaps", "commitment", "--agreement", "agr-jpn-us-guidelines-2015", "--fragility"),
        ("gaps", "industry", "--firms-of", "jpn", "--towards", "usa", "--fragility"),
        ("chokepoints", "structural", "--fragility"),
        ("chokepoints", "structural", "--layer", "information", "--between", "jpn,can", "--fragility"),
        ("chokepoints", "agreement", "--layer", "information", "--basis", "signed", "--fragility"),
        ("chokepoints", "broker", "--layer", "information", "--include", "unknown", "--fragility"),
        ("chokepoints", "supply", "--include", "unknown", "--fragility"),
        ("chokepoints", "deadline", "--within", "3650", "--fragility"),
        ("chokepoints", "agreement", "-c", "usa,jpn,aus"),
        ("chokepoints", "pivotal", *FIVE, "--fragility"),
        ("chokepoints", "broker"),
        ("chokepoints", "supply", "-c", "usa"),
        ("chokepoints", "supply", "--firms"),
        ("chokepoints", "deadline", "--within", "3650"),
        ("recommend", *FIVE, "--top", "3"),
        ("whatif", "denounce:agr-us-phl-mdt-1951", "-c", "usa,phl"),
    ],
    ids=" ".join,
)
def test_every_measure_has_a_command_that_finds_something(home: Path, command: tuple[str, ...]) -> None:
    assert asked(home, *command, day="2016-05-24")


def test_evolution_is_a_table_and_a_plot(home: Path, tmp_path: Path) -> None:
    plot = tmp_path / "pivotal.svg"
    rows = asked(home, "evolve", "pivotal", *FIVE, "--from", "2020-01-01", "-o", str(plot))
    assert rows[0]["day"] == "2020-01-01"
    assert {"United States", "Japan"} <= set(rows[0])
    assert "Japan" in plot.read_text(encoding="utf-8")


def test_the_backtest_is_a_table_by_method_or_year_and_a_plot(home: Path, tmp_path: Path) -> None:
    plot = tmp_path / "backtest.svg"
    command = ["backtest", "--from", "2014", "--to", "2016", "--home", str(home), "--format", "json"]
    answer = RUN.invoke(app, [*command, "-o", str(plot)])
    assert answer.exit_code == 0, answer.output
    assert {"random", "gap ranking (weighed)"} <= {row["method"] for row in json.loads(answer.stdout)}
    assert "best baseline" in answer.stderr
    assert plot.read_text(encoding="utf-8").startswith("<svg")
    years = json.loads(RUN.invoke(app, [*command, "--by", "year"]).stdout)
    assert [row["year"] for row in years] == [2014, 2015, 2016]


def test_the_weights_of_the_objective_are_a_setting(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = asked(home, "recommend", "-c", "usa,jpn", day="2016-05-24")
    monkeypatch.setenv("KANAME_OBJECTIVE", '{"agreement": 0, "environment": 0, "commitment": 0, "supply": 0}')
    assert plain[0]["action"] == "conclude:rdp-mou:jpn,usa"
    assert asked(home, "recommend", "-c", "usa,jpn", day="2016-05-24") == []


@pytest.mark.parametrize("more", [["--basis", "signed"], ["--include", "unknown"]], ids=str)
def test_a_reading_is_told_and_changes_the_rows(home: Path, more: list[str]) -> None:
    command = ["gaps", "agreement", "--states", "usa", "--as-of", "2016-05-24", "--home", str(home), "--format", "csv"]
    plain, other = RUN.invoke(app, command), RUN.invoke(app, [*command, *more])
    assert plain.stdout != other.stdout
    assert "read as" in other.stderr
    assert "read as" not in plain.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["gaps", "capability", *FIVE, "--basis", "signed"],
        ["coverage", *FIVE, "--basis", "signed"],
        ["gaps", "agreement", "--include", "everything"],
        ["backtest", "--include", "unknown"],
    ],
    ids=" ".join,
)
def test_a_reading_that_means_nothing_is_a_usage_error(home: Path, command: list[str]) -> None:
    answer = RUN.invoke(app, [*command, "--home", str(home)])
    assert answer.exit_code == 2
    assert "--basis" in answer.output or "--include" in answer.output


def test_levels_of_a_past_day_come_with_their_caveats(home: Path) -> None:
    for command in (["gaps", "capability"], ["coverage"], ["chokepoints", "pivotal"], ["recommend"]):
        answer = RUN.invoke(app, [*command, *FIVE, "--as-of", "2016-05-24", "--home", str(home)])
        assert "made with hindsight" in answer.stderr, command
        assert "not assessed on 2016-05-24" in answer.stderr, command
