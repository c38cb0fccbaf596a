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
    bundled: Annotated[bool, Field(description="false: the user supplies the files with `kaname add`")] = True
    edition: Annotated[str, Field(description="the publisher's own version, such as 5.1")] = ""
    files: Annotated[tuple[str, ...], Field(description="patterns, each of which must match a file")] = ()
    expected: Annotated[dict[str, Annotated[int, Field(ge=0)]], Field(description="counts that must be found")] = {}
    tolerance: Annotated[
        float, Field(ge=0, le=1, description="share of rows that may be at fault before the source fails")
    ] = 0.0
    ignore: Annotated[tuple[str, ...], Field(description="columns left unread on purpose")] = ()
    bibtex: str = ""
    opt_in_note: Annotated[str, Field(description="what the user must know before the source is added")] = ""


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
