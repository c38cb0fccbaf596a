"""Commands that are loaded when they are called, so that the list of them and light ones start at once."""

import importlib
from collections.abc import Mapping
from typing import Any, Final, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

Loaded = TyperCommand | TyperGroup
Place = tuple[str, str, str]
"""A module of `api.commands`, the function or group in it, and the first sentence of its help."""

PLACES: Final[Mapping[str, Place]] = {
    "build": ("make", "build", "Build a release from the sources and make it the current one."),
    "add": ("intake", "add", "Take in the files of a source: checked now, compiled by the next build."),
    "serve": ("serve", "serve", "Serve pages, SPARQL and the API from the current release."),
    "validate": (
        "make",
        "validate",
        "Check a release: every file against its hash, then the lints; says nothing wrong, or what is.",
    ),
    "ask": ("questions", "ask", "Ask a named question as of a day, or list the questions."),
    "query": ("ask", "query", "Run a SPARQL query or a named question as of a day."),
    "sources": ("sources", "sources", "How the sources stand; cite them; where they differ."),
    "diff": (
        "sources",
        "diff",
        "List what release B says differently from release A: agreements added, parties left, dates moved.",
    ),
    "export": (
        "export",
        "export",
        "Write all that holds on a day to a file, with FILE.sha256 and FILE.meta.json beside it.",
    ),
    "mcp": ("mcp", "mcp", "Serve eight read-only tools by the Model Context Protocol."),
    "report": (
        "report",
        "report",
        "Write a report on the release as Markdown, or the reference of the vocabulary as a page.",
    ),
    "view": (
        "view",
        "view",
        "Draw a network on a day into one file: a page that works from disk with the network off, SVG or GEXF.",
    ),
    "brief": (
        "brief",
        "brief",
        "Write a two-page report: coverage, top gaps, chokepoints, actions and changes, each with numbered sources.",
    ),
    "coverage": (
        "coverage",
        "coverage",
        "Show required capabilities by nations: a cell is a level, ? not assessed, * where it meets what is asked.",
    ),
    "whatif": (
        "actions",
        "whatif",
        "Show what changes would do to gaps and chokepoints; the release stays as it is.",
    ),
    "recommend": (
        "actions",
        "recommend",
        "Rank actions by how much they lighten the gaps, by what could be known on the day.",
    ),
    "backtest": (
        "actions",
        "backtest",
        "Test whether the gap ranking foresaw which agreements came, beside four baselines.",
    ),
    "evolve": ("actions", "evolve", "Follow a measure up to a day, as a table and, with -o, as a plot."),
    "gaps": ("groups", "gaps", "What a coalition or a pair lacks on a day."),
    "chokepoints": ("groups", "chokepoints", "Where an alliance hangs on one thread."),
}


class LazyGroup(TyperGroup):
    """The group of all commands, of which it imports the one that is called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Return the names of the commands, in the order of the help."""
        return list(PLACES)

    def get_command(self, ctx: Any, cmd_name: str) -> Loaded | None:  # noqa: ARG002
        """Import a command."""
        return loaded(cmd_name) if cmd_name in PLACES else None

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the list of the commands without importing one."""
        known = [TyperCommand(name, help=says) for name, (*_, says) in PLACES.items()]
        shown = TyperGroup(
            name=self.name, commands=known, help=self.help, params=self.params, rich_markup_mode=self.rich_markup_mode
        )
        shown.format_help(ctx, formatter)


def loaded(name: str) -> Loaded:
    """Return a command or group by its name."""
    module, member, _ = PLACES[name]
    found = getattr(importlib.import_module(f"api.commands.{module}"), member)
    if not isinstance(found, typer.Typer):
        alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        alone.command(name)(found)
        found = alone
    command = cast(Loaded, get_command(found))
    command.name = name
    return command
