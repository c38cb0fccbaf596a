"""Commitments on a day: the provisions of signed instruments, each with the acts recorded to implement it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from graph.query.bind import bind_day
from graph.store import ReadStore, rows
from ontology.iris import slug

_FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True)
class Act:
    """An act that implements a provision; `certain` tells whether it had surely begun by the day."""

    id: str
    label: str
    began: date
    certain: bool


@dataclass(frozen=True)
class Commitment:
    """A provision with its acts up to the day; without any, no act is recorded, which is not to say there was none."""

    id: str
    label: str
    instrument: str
    signed: date
    section: str
    text: str
    kind: str
    bindingness: str
    acts: tuple[Act, ...]

    @property
    def standing(self) -> str:
        """Return `implemented`, `unknown` where an act may have begun, or `no-act-found`."""
        if any(act.certain for act in self.acts):
            return "implemented"
        return "unknown" if self.acts else "no-act-found"


def commitments(store: ReadStore, day: date) -> list[Commitment]:
    """Return the provisions of all instruments signed by a day, those signed last first."""
    acts: dict[str, list[Act]] = {}
    for act, provision, label, certain, possible in _ask(store, "acts", day):
        began = date.fromisoformat(certain or possible)
        known = Act(slug(act), label, began, certain=bool(certain) and began <= day)
        acts.setdefault(slug(provision), []).append(known)
    return [
        Commitment(
            id=slug(provision),
            label=label,
            instrument=slug(instrument),
            signed=date.fromisoformat(signed),
            section=section,
            text=text,
            kind=slug(kind).removeprefix("kind/"),
            bindingness=slug(bindingness).removeprefix("kind/"),
            acts=tuple(acts.get(slug(provision), ())),
        )
        for provision, instrument, signed, label, section, text, kind, bindingness in _ask(store, "provisions", day)
    ]


def _ask(store: ReadStore, name: str, day: date) -> list[tuple[str, ...]]:
    query = (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")
    return [tuple(value or "" for value in row) for row in rows(store, bind_day(query, day))]
