"""The command line: the one place that knows both how releases are made and how they are asked."""

import sys

import typer

from api.commands.lazy import LazyGroup
from api.commands.output import notes
from graph.errors import KanameError

app = typer.Typer(
    name="kaname",
    cls=LazyGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The open knowledge graph of alliance relationships, as of a day.",
)


@app.callback()
def kaname() -> None:
    """Stand for the whole: `api.commands.lazy` has the commands."""


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
