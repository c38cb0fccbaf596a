"""The command line: the one place that knows both how releases are made and how they are asked."""

import sys

import typer

from api.commands import (
    actions,
    ask,
    brief,
    chokepoints,
    coverage,
    export,
    gaps,
    hindrances,
    intake,
    make,
    mcp,
    promises,
    questions,
    report,
    serve,
    sources,
    supplies,
    view,
)
from api.commands.output import notes
from graph.errors import KanameError

app = typer.Typer(
    name="kaname",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The open knowledge graph of alliance relationships, as of a day.",
)
app.command()(make.build)
app.command()(intake.add)
app.command()(serve.serve)
app.command()(make.validate)
app.command()(questions.ask)
app.command()(ask.query)
app.add_typer(sources.sources, name="sources")
app.command()(sources.diff)
app.command()(export.export)
app.command()(mcp.mcp)
app.command()(report.report)
app.command()(view.view)
app.command()(brief.brief)
app.command()(coverage.coverage)
app.command()(actions.whatif)
app.command()(actions.recommend)
app.command()(actions.backtest)
app.command()(actions.evolve)
gaps.gaps.command("commitment")(promises.gaps_commitment)
gaps.gaps.command("industry")(promises.gaps_industry)
gaps.gaps.command("funding")(hindrances.gaps_funding)
gaps.gaps.command("environment")(hindrances.gaps_environment)
chokepoints.chokepoints.command("supply")(supplies.chokepoints_supply)
chokepoints.chokepoints.command("deadline")(supplies.chokepoints_deadline)
app.add_typer(gaps.gaps, name="gaps")
app.add_typer(chokepoints.chokepoints, name="chokepoints")


def main() -> None:
    """Run a command; a known error is one message and exit code 1 (2: a file was refused), never a traceback."""
    try:
        app()
    except KanameError as error:
        notes.print(f"kaname: {error}", markup=False)
        sys.exit(error.exit_status)
    except BrokenPipeError:
        sys.exit(0)


if __name__ == "__main__":
    main()
