"""The command that writes the reports on a release."""

from enum import StrEnum
from typing import Annotated, Final

import typer

from api.commands.opening import Home, opened
from api.commands.output import ReleaseId
from graph.release import Release
from graph.reports.write import data_report, questions_report, theses_report
from graph.store import open_release_store
from ontology.reference import reference_page

_HELP: Final = "theses: the theses on two days; data: what is held; questions; vocabulary: as a page"


class Report(StrEnum):
    """Which report."""

    THESES = "theses"
    DATA = "data"
    QUESTIONS = "questions"
    VOCABULARY = "vocabulary"


def report(
    name: Annotated[Report, typer.Argument(help=_HELP)],
    release: ReleaseId = None,
    home: Home = None,
) -> None:
    """Write a report on the release as Markdown, or the reference of the vocabulary as a page."""
    typer.echo(_WITHOUT[name]() if name in _WITHOUT else _written(name, opened(home, release)), nl=False)


_WITHOUT: Final = {Report.QUESTIONS: questions_report, Report.VOCABULARY: reference_page}
"""Reports on what comes with the program, for which no release is opened."""


def _written(name: Report, found: Release) -> str:
    return theses_report(found, open_release_store(found.store)) if name is Report.THESES else data_report(found)
