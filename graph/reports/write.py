"""Writes the reports as Markdown."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from graph.questions import questions
from graph.release import Release
from graph.reports.days import AFTER, BEFORE
from graph.reports.holdings import holdings
from graph.reports.theses import MOST, findings
from graph.store import ReadStore


def theses_report(release: Release, store: ReadStore) -> str:
    """Return the theses on two days as Markdown."""
    return _render("theses.md", before=BEFORE, after=AFTER, findings=findings(release, store), most=MOST)


def data_report(release: Release) -> str:
    """Return what a release holds as Markdown."""
    return _render("data.md", h=holdings(release), before=BEFORE, after=AFTER)


def questions_report() -> str:
    """Return the named questions with their parameters as Markdown."""
    return _render("questions.md", questions=questions())


def _render(name: str, **context: object) -> str:
    # Markdown for people who read it as text: cells are escaped by the filter, nothing is markup.
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701
    )
    environment.filters["cell"] = cell
    return environment.get_template(name).render(**context)


def cell(value: object) -> str:
    """Return a value as the cell of a table."""
    words = "" if value is None else str(value)
    return words.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")
