"""Labels of what findings name: things, capabilities, scenarios, kinds."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from api.pages.board import Cell
from graph.agreements import kind_labels
from graph.release import Release
from graph.things import Thing, catalogue
from graph.views.language import Name, Say

_WORD: Final = re.compile(r"[\w/.-]+")


class Labels:
    """Finds the label of an id, whatever it is of."""

    def __init__(self, release: Release) -> None:
        self._known = catalogue(release)
        self._kinds = kind_labels(release)

    def thing(self, name: str) -> Thing | None:
        """Return a thing by its id or, for a capability or scenario, its own name."""
        return next(
            (self._known[s] for s in (name, f"capability/{name}", f"scenario/{name}") if s in self._known), None
        )

    def __call__(self, name: str) -> str:
        """Return the label of an id, or the id."""
        found = self.thing(name)
        return found.label if found else self._kinds.get(name, name)

    def name(self, name: str, day: object) -> Name:
        """Return a thing's name with a link to its page on a day."""
        found = self.thing(name)
        return Name(self(name), f"/entity/{found.id}?asOf={day}" if found else "")

    def names(self, names: Iterable[str], day: object) -> tuple[Name, ...]:
        """Return names in a row."""
        return tuple(self.name(name, day) for name in names)

    def cell(self, name: str, day: object, tone: str = "") -> Cell:
        """Return a cell with a thing's name and link."""
        named = self.name(name, day)
        return Cell(named.label, named.href, tone)

    def said(self, key: str) -> Say:
        """Return keys of findings as a sentence in which each id is the name of its thing, in the reader's language."""
        ids: list[str] = []

        def place(match: re.Match[str]) -> str:
            ids.append(match[0])
            return f"{{{len(ids) - 1}}}"

        text = _WORD.sub(place, key)
        return Say(text, {str(number): Name(self(one)) for number, one in enumerate(ids)})


@lru_cache(maxsize=4)
def labels(release: Release) -> Labels:
    """Return the labels of a release."""
    return Labels(release)
