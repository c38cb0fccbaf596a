"""Values of page addresses, checked; each fault says what was written and what to write."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph.dates import parse_day
from graph.errors import BadParameter
from graph.exploration import Exploration, Opening
from graph.neighbourhood import Asked
from graph.parties import Basis
from graph.views.model import Look
from graph.views.palette import LAYERS

MOST_FOCUS: Final = 40
MOST_OPENED: Final = 20
MOST_TIMES: Final = 20
EXPLORED: Final = ("focus", "path", "layer", "basis", "with", "open", "hide", "pin", "apart")
_PIN: Final = re.compile(r"(?P<name>[^:]+):(?P<x>-?\d{1,5}):(?P<y>-?\d{1,5})", re.ASCII)


@dataclass(frozen=True)
class Explored:
    """What an explore address asks for: the picture, and how the reader arranged it."""

    exploration: Exploration
    look: Look
    query: tuple[tuple[str, str], ...]
    """The address again, without the day and without what is the default."""


def day_of(query: Mapping[str, str], today: date) -> date:
    """Return the day asked for, or today."""
    text = query.get("asOf", "").strip()
    return _day("asOf", text) if text else today


def _day(name: str, text: str) -> date:
    try:
        return parse_day(text)
    except ValueError as error:
        raise BadParameter(f"{name}={text!r} is not a day; write YYYY-MM-DD, for instance 2016-05-24") from error


def explored_of(query: Mapping[str, str], day: date) -> Explored:
    """Return the picture asked for: focus (with the thing to add, if any), what is opened, hidden, pinned and so on."""
    focus = tuple(dict.fromkeys((*names_of(query.get("focus", "")), *names_of(query.get("add", "")))))
    if len(focus) > MOST_FOCUS:
        raise BadParameter(f"focus names {len(focus)} things; a network is drawn around at most {MOST_FOCUS}")
    layers, basis = layers_of(query.get("layer", "")), _basis(query.get("basis", "") or "in-force")
    return Explored(
        exploration=Exploration(
            asked=Asked(focus, day, layers, Basis(basis)),
            opened=tuple(_opening(text) for text in names_of(query.get("open", ""))[:MOST_OPENED]),
            hidden=names_of(query.get("hide", "")),
            other_day=optional_day("with", query.get("with", "")),
            path=_path(names_of(query.get("path", ""))),
        ),
        look=Look(tuple(_pin(text) for text in names_of(query.get("pin", ""))), names_of(query.get("apart", ""))),
        query=_kept({**query, "focus": ",".join(focus), "basis": "" if basis == "in-force" else basis}),
    )


def _kept(query: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, query[name].strip()) for name in EXPLORED if query.get(name, "").strip())


def optional_day(name: str, text: str) -> date | None:
    """Return the day of a parameter, or None where it is empty."""
    return _day(name, text.strip()) if text.strip() else None


def names_of(text: str) -> tuple[str, ...]:
    """Return names parted by commas."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def layers_of(text: str) -> tuple[str, ...]:
    """Return layers parted by commas, each of which there is."""
    layers = names_of(text)
    for layer in layers:
        if layer not in LAYERS:
            raise BadParameter(f"layer={layer!r} is not a layer; use one of {', '.join(LAYERS)}")
    return layers


def _opening(text: str) -> Opening:
    name, _, times = text.partition("*")
    if times and not (times.isascii() and times.isdigit() and 0 < int(times) <= MOST_TIMES):
        raise BadParameter(
            f"open={text!r}: write an id, or id*2 to show twice as many neighbours (at most {MOST_TIMES})"
        )
    return Opening(name, int(times or 1))


def _pin(text: str) -> tuple[str, int, int]:
    match = _PIN.fullmatch(text)
    if match is None:
        raise BadParameter(f"pin={text!r}: write id:x:y with whole pixels, for instance jpn:-120:40")
    return match["name"], int(match["x"]), int(match["y"])


def _path(ends: tuple[str, ...]) -> tuple[str, ...]:
    if ends and len(ends) != 2:
        raise BadParameter(f"path names {len(ends)} things; name both ends, for instance path=firm-mhi,usa")
    return ends


def _basis(text: str) -> str:
    if text not in list(Basis):
        raise BadParameter(f"basis={text!r} is not known; use {' or '.join(Basis)}")
    return text
