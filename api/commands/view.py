"""The command that draws a network into a file of its own."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.opening import Home, opened
from api.commands.options import stamp
from api.commands.output import AsOf, ReleaseId, notes
from api.pages.params import explored_of
from graph.errors import BadParameter
from graph.exploration import explored
from graph.views.gexf import gexf
from graph.views.standalone import standalone_page
from graph.views.svg import svg


def view(
    focus: Annotated[str, typer.Argument(help="ids by commas: one thing, or a coalition, for instance jpn,usa")],
    output: Annotated[Path, typer.Option("-o", "--output", help="file to write: .html, .svg or .gexf")],
    compare: Annotated[
        str, typer.Option("--with", metavar="DAY", help="another day, to mark what began and ended")
    ] = "",
    path: Annotated[bool, typer.Option("--path", help="draw the paths between the two things named")] = False,
    layer: Annotated[str, typer.Option(help="layers by commas; all by default")] = "",
    basis: Annotated[str, typer.Option(help="in-force or signed")] = "in-force",
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
) -> None:
    """Draw a network on a day into one file: a page that works from disk with the network off, SVG or GEXF."""
    if output.suffix not in (".html", ".svg", ".gexf"):
        raise BadParameter(f"cannot write {output.name!r}; name a file that ends in .html, .svg or .gexf")
    found = opened(home, release)
    query = {"path" if path else "focus": focus, "layer": layer, "basis": basis, "with": compare}
    asked = explored_of(query, as_of)
    drawn = explored(found, asked.exploration)
    if output.suffix == ".html":
        text = standalone_page(drawn)
    else:
        text = (svg if output.suffix == ".svg" else gexf)(drawn, asked.look)
    output.write_text(text, encoding="utf-8", errors="replace")
    notes.print(f"{output}: {len(drawn.nodes)} things, {len(drawn.edges)} relations")
    stamp(found, as_of, drawn.unknown)
