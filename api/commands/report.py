"""The command that writes the reports on a release."""

from enum import StrEnum
from typing import Annotated, Final

import typer

from api.commands.options import Home, opened
from api.commands.output import ReleaseId
from graph.reports.write import data_report, theses_report
from graph.store import open_release_store
from ontology.reference import reference_page

_HELP: Final = "theses: the theses on two days; data: what is held; vocabulary: its terms, as a page"


class Report(StrEnum):
    """Which report."""

    THESES = "theses"
    DATA = "data"
    VOCABULARY = "vocabulary"


def report(
    name: Annotated[Report, typer.Argument(help=_HELP)],
    release: ReleaseId = None,
    home: Home = None,
) -> None:
    """Write a report on the release as Markdown, or the reference of the vocabulary as a page."""
    if name is Report.VOCABULARY:
        typer.echo(reference_page(), nl=False)
        return
    found = opened(home, release)
    store = open_release_store(found.store)
    typer.echo(theses_report(found, store) if name is Report.THESES else data_report(found), nl=False)
