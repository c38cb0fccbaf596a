"""The command that writes the reports on a release."""

from enum import StrEnum
from typing import Annotated

import typer

from api.commands.options import Home, opened
from api.commands.output import ReleaseId
from graph.reports.write import data_report, theses_report
from graph.store import open_release_store


class Report(StrEnum):
    """Which report."""

    THESES = "theses"
    DATA = "data"


def report(
    name: Annotated[Report, typer.Argument(help="theses: the theses on two days; data: what the release holds")],
    release: ReleaseId = None,
    home: Home = None,
) -> None:
    """Write a report on the release as Markdown."""
    found = opened(home, release)
    store = open_release_store(found.store)
    typer.echo(theses_report(found, store) if name is Report.THESES else data_report(found), nl=False)
