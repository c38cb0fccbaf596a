"""A source's card: what it is, who publishes it, under which licence, how far it goes, and what must be found in it."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, ValidationError

from graph.errors import BuildError


class Card(BaseModel):
    """The card `source.toml` of one source; every field says its meaning, unknown fields are an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: str
    publisher: str
    version: Annotated[str, Field(pattern=r"^\d{4}\.\d{2}\.\d{2}$", description="calendar version of the data")]
    url: HttpUrl
    licence: str
    licence_url: HttpUrl
    redistributable: bool
    citation: str
    horizon: Annotated[date, Field(description="last day on which the compilers looked")]
    maintained: Annotated[
        bool, Field(description="true: open ends are taken to stand after the horizon, and answers say so")
    ]
    completeness: Literal["sample", "full"]
    bundled: Annotated[bool, Field(description="false: the user adds the files; we ship none of them")] = True
    files: Annotated[tuple[str, ...], Field(description="glob patterns of the files expected")] = ()
    expected: Annotated[dict[str, int], Field(description="counts that must be found")] = {}
    tolerance: Annotated[float, Field(ge=0, le=1, description="share of rows that may be at fault")] = 0
    ignore: Annotated[tuple[str, ...], Field(description="columns that are read and left out on purpose")] = ()
    rank: Annotated[
        int, Field(ge=0, description="whose word stands where sources differ on one value: the lowest rank's")
    ] = 50
    bibtex: str = ""
    opt_in_note: str = ""


def read_card(path: Path) -> Card:
    """Read a card, or say what in it is wrong."""
    try:
        return Card.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise BuildError(f"{path}: there is no card; a source is a folder with a source.toml") from error
    except tomllib.TOMLDecodeError as error:
        raise BuildError(f"{path}: not TOML: {error}") from error
    except ValidationError as error:
        lines = [
            f"{path}: field {'.'.join(map(str, e['loc']))!r}: {e['msg']}, found {e['input']!r}" for e in error.errors()
        ]
        raise BuildError("\n".join(lines)) from error
