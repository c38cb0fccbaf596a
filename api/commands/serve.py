"""The command that serves."""

from typing import Annotated

import typer

from api.app import create_app
from api.commands.opening import Home
from api.commands.output import notes
from api.operations.logs import configure
from api.operations.pauses import set_aside
from api.operations.server import server_of
from api.served import Shelf
from api.settings import read_settings


def serve(
    home: Home = None,
    host: Annotated[str | None, typer.Option(help="KANAME_HOST, or 127.0.0.1")] = None,
    port: Annotated[int | None, typer.Option(help="KANAME_PORT, or 8000")] = None,
) -> None:
    """Serve pages, SPARQL and the API from the current release."""
    settings = read_settings()
    given = {"home": home, "host": host, "port": port}
    chosen = settings.model_copy(update={name: value for name, value in given.items() if value is not None})
    configure(chosen.log_format, chosen.log_level)
    release = Shelf(chosen.home).current().release
    address = f"http://{chosen.host}:{chosen.port}/"
    notes.print(f"Kaname serves release {release.id} on {address} (Ctrl+C stops)")
    app = create_app(chosen)
    app.state.settle = set_aside
    server_of(app, chosen).run()
