"""How a command finds the release that it asks; apart from other options, so that light commands load little."""

from pathlib import Path
from typing import Annotated

import typer

from api.settings import read_settings
from graph.release import Release, current_release

Home = Annotated[Path | None, typer.Option("--home", help="folder of the releases; KANAME_HOME, or .kaname")]


def opened(home: Path | None, release_id: str | None) -> Release:
    """Return the release that a command asks."""
    return current_release(home or read_settings().home, release_id)
