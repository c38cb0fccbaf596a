"""The command line: the one place that knows both how releases are made and how they are asked."""

import sys

import typer

from api.commands import ask, export, make, mcp, serve
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
app.command()(serve.serve)
app.command()(make.validate)
app.command()(ask.query)
app.command()(ask.sources)
app.command()(export.export)
app.command()(mcp.mcp)
app.add_typer(ask.gaps, name="gaps")
app.add_typer(ask.chokepoints, name="chokepoints")


def main() -> None:
    """Run a command; a known error is one message and exit code 1, never a traceback."""
    try:
        app()
    except KanameError as error:
        notes.print(f"kaname: {error}", markup=False)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(0)


if __name__ == "__main__":
    main()
