"""The command that serves tools to language models."""

from enum import StrEnum
from typing import Annotated

import typer

from api.commands.opening import Home
from api.commands.output import notes
from api.operations.logs import configure
from api.served import Shelf
from api.settings import read_settings


class Transport(StrEnum):
    """How tools are reached."""

    STDIO = "stdio"
    HTTP = "http"


def mcp(
    transport: Annotated[Transport, typer.Option(help="stdio, or streamable HTTP at /mcp")] = Transport.STDIO,
    home: Home = None,
    host: Annotated[str, typer.Option(help="for http")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="for http")] = 8010,
) -> None:
    """Serve eight read-only tools by the Model Context Protocol."""
    # Slow to import, and used here only.
    from api.mcp.server import create_server  # noqa: PLC0415

    settings = read_settings() if home is None else read_settings().model_copy(update={"home": home})
    configure(settings.log_format, settings.log_level)
    release = Shelf(settings.home).current().release
    server = create_server(settings)
    if transport is Transport.STDIO:
        server.run("stdio")
    else:
        notes.print(f"Kaname serves tools from release {release.id} on http://{host}:{port}/mcp (Ctrl+C stops)")
        server.run("streamable-http", host=host, port=port)
