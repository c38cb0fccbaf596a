"""What the gate said of releases that it refused, so that the same input is not assembled again to hear the same."""

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ingest.workplace import replace_file

Faults = Mapping[str, str]
"""The added sources at fault, each with the message about it."""

_FILE = TypeAdapter(dict[str, dict[str, str]])


def rejections(home: Path) -> dict[str, Faults]:
    """Return what the gate found in the last build: by the id of a release that was not made, the faults in it.

    The id is a hash of all that a release is made of, so the same id has the same faults.
    """
    try:
        return dict(_FILE.validate_json(_path(home).read_bytes()))
    except (OSError, ValidationError):
        return {}


def remember(home: Path, found: Mapping[str, Faults]) -> None:
    """Keep what the gate found in this build in place of what it found before."""
    path = _path(home)
    if not found:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(exist_ok=True)
    replace_file(path, [json.dumps({name: dict(faults) for name, faults in found.items()}, indent=1)])


def _path(home: Path) -> Path:
    return home / "cache" / "rejections.json"
