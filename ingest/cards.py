"""A source's card: what it is, who publishes it, under which licence, how far it goes, and what must be found in it."""

import difflib
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeVar

from pydantic import AfterValidator, AnyUrl, BaseModel, ConfigDict, Field, HttpUrl, ValidationError

from graph.bibliography import escaped
from graph.errors import BuildError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

LONGEST_NAME: Final = 200
"""Letters of the name of an edition."""
_HOME_PAGE: Final = "https://w3id.org/kaname/"
_SHOWN: Final = 80
M = TypeVar("M", bound=BaseModel)


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
    whole_up_to: Annotated[
        int, Field(ge=0, description="entities up to which a register is taken whole; of a larger one, what is joined")
    ] = 0
    rank: Annotated[
        int, Field(ge=0, description="whose word stands where sources differ on one value: the lowest rank's")
    ] = 50
    document: Annotated[
        str,
        Field(pattern=r"^(src-[a-z0-9]+(-[a-z0-9]+)*)?$", description="id of the source document; src-KEY by default"),
    ] = ""
    bibtex: str = ""
    opt_in_note: Annotated[str, Field(description="what the user must know before the source is added")] = ""


def _plain_words(text: str) -> str:
    if not text.isprintable() or set(text) & set("{}\\"):
        raise ValueError("no braces, backslashes or control characters, since it goes into citations")
    return text


class Edition(BaseModel):
    """An edition of a source's data other than that of its card, and the last day on which its compilers looked."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME), AfterValidator(_plain_words)]
    until: date | None = None


def as_edition(card: Card, edition: Edition) -> Card:
    """Return the card for another edition of its data: of that, no counts are known."""
    dated = up_to(card, edition.until) if edition.until else card
    citation = f"{card.citation} Edition used: {edition.name}."
    closing = f",\n  version = {{{escaped(edition.name)}}},\n}}"
    bibtex = re.sub(r",?\s*\}\s*$", lambda _: closing, card.bibtex)
    return dated.model_copy(update={"edition": edition.name, "citation": citation, "bibtex": bibtex, "expected": {}})


def up_to(card: Card, day: date) -> Card:
    """Return the card of data that go up to a day, which is their version too."""
    return card.model_copy(update={"horizon": day, "version": day.isoformat().replace("-", ".")})


def made_up(key: str, title: str, day: date, unknown: str) -> Card:
    """Return a card for what has none, with the word for all that nobody says."""
    said = {
        "key": key,
        "title": title,
        "publisher": unknown,
        "version": day.isoformat().replace("-", "."),
        "url": _HOME_PAGE,
        "licence": unknown,
        "licence_url": _HOME_PAGE,
        "redistributable": False,
        "citation": title,
        "horizon": day,
        "maintained": False,
        "completeness": "sample",
        "bundled": False,
    }
    return parse_model(Card, said, f"the card made for {key!r}")


def read_card(path: Path) -> Card:
    """Read a card, or say what in it is wrong."""
    try:
        return parse_model(Card, read_toml(path), str(path))
    except FileNotFoundError as error:
        raise BuildError(f"{path}: there is no card; a source is a folder with a source.toml") from error


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file, or say that it is none."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BuildError(f"{path}: not TOML: {error}") from error


def parse_model(model: type[M], content: object, shown: str) -> M:
    """Return typed content, or name each field that is wrong in the file `shown`."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        known = _fields(model)
        lines = [f"{shown}: field {'.'.join(map(str, e['loc']))!r}: {_told(e, known)}" for e in error.errors()]
        raise BuildError("\n".join(lines)) from error


def _fields(model: type[BaseModel]) -> list[str]:
    """Return the names of the fields of a model and of those within it."""
    schema = model.model_json_schema()
    return [name for part in (schema, *schema.get("$defs", {}).values()) for name in part.get("properties", {})]


def _told(error: "ErrorDetails", known: Sequence[str]) -> str:
    """Return what is wrong with a field, with its value where it has one of its own."""
    if error["type"] == "missing":
        return f"{error['msg']}; add it"
    if error["type"] == "extra_forbidden":
        near = difflib.get_close_matches(str(error["loc"][-1]), known, n=1)
        meant = f"did you mean {near[0]!r}?" if near else "correct its name or take it out"
        return f"{error['msg']}; {meant}"
    return f"{error['msg']}, found {shorten(repr(error['input']), _SHOWN)}"


def write_card(path: Path, card: Card) -> None:
    """Write a card that `read_card` reads back as the same."""
    write_toml(path, {name: _plain(value) for name, value in card.model_dump().items()})


def _plain(value: object) -> object:
    return str(value) if isinstance(value, AnyUrl) else value


def write_toml(path: Path, content: Mapping[str, Any]) -> None:
    """Write flat fields, and lists of tables after them, as TOML."""
    flat = {k: v for k, v in content.items() if not _is_tables(v)}
    lines = [f"{name} = {_toml(value)}" for name, value in flat.items()]
    for name, tables in content.items():
        for table in tables if _is_tables(tables) else ():
            lines += ["", f"[[{name}]]", *(f"{field} = {_toml(value)}" for field, value in table.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _is_tables(value: object) -> bool:
    return isinstance(value, (list, tuple)) and bool(value) and isinstance(value[0], dict)


def _toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case date():
            return value.isoformat()
        case list() | tuple():
            return "[" + ", ".join(map(_toml, value)) + "]"
        case dict():
            return "{" + ", ".join(f"{_toml(name)} = {_toml(item)}" for name, item in value.items()) + "}"
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case _:
            return str(value)
