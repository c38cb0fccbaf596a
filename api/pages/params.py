"""Values of page addresses, checked; each fault says what was written and what to write."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast, get_args

from api.pages.context import Basis
from graph.dates import parse_day
from graph.errors import BadParameter
from graph.views.palette import LAYERS

MOST_FOCUS = 40


@dataclass(frozen=True)
class Asked:
    """What an explore address asks for."""

    focus: tuple[str, ...]
    layers: tuple[str, ...]
    basis: Basis

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        """The address again, without the day and without what is the default."""
        parts = (
            ("focus", ",".join(self.focus)),
            ("layer", ",".join(self.layers)),
            ("basis", "" if self.basis == "in-force" else self.basis),
        )
        return tuple((name, value) for name, value in parts if value)


def day_of(query: Mapping[str, str], today: date) -> date:
    """Return the day asked for, or today."""
    text = query.get("asOf", "").strip()
    if not text:
        return today
    try:
        return parse_day(text)
    except ValueError as error:
        raise BadParameter(f"asOf={text!r} is not a day; write YYYY-MM-DD, for instance 2016-05-24") from error


def asked_of(query: Mapping[str, str]) -> Asked:
    """Return the focus (with the thing to add, if any), layers and basis asked for."""
    focus = dict.fromkeys((*_names(query.get("focus", "")), *_names(query.get("add", ""))))
    if len(focus) > MOST_FOCUS:
        raise BadParameter(f"focus names {len(focus)} things; a network is drawn around at most {MOST_FOCUS}")
    layers = _names(query.get("layer", ""))
    for layer in layers:
        if layer not in LAYERS:
            raise BadParameter(f"layer={layer!r} is not a layer; use one of {', '.join(LAYERS)}")
    return Asked(tuple(focus), layers, _basis(query.get("basis", "") or "in-force"))


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _basis(text: str) -> Basis:
    if text not in get_args(Basis):
        raise BadParameter(f"basis={text!r} is not known; use {' or '.join(get_args(Basis))}")
    return cast("Basis", text)
