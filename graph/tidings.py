"""Tells the changes from one release to another as an analyst would: by agreement, in sentences, with names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from graph.agreements import kind_labels
from graph.changes import Change, changes
from graph.release import Release
from graph.tables import read_tables
from graph.things import catalogue
from graph.views.language import ENGLISH, Name, Part, Say

_NAMED: Final = 8
"""The most actors that a sentence names."""
_SENTENCES: Final = {
    "party added": "{actors} is now listed as a party, {after}",
    "party removed": "{actors} is no longer listed as a party (listed before: {before})",
    "record added": "one more record of {actors}, {after}",
    "record removed": "one record less of {actors} (it said: {before})",
    "party left": "{actors} left on {after}",
    "ended": "ended on {after} for {actors}",
    "start moved": "begin moved from {before} to {after} for {actors}",
    "end moved": "end moved from {before} to {after} for {actors}",
    "end added": "ends on {after} for {actors}; no end was recorded",
    "end withdrawn": "no end is recorded any more for {actors}; it was {before}",
    "signature moved": "signature moved from {before} to {after} for {actors}",
    "status changed": "status changed from {before} to {after} for {actors}",
    "kind changed": "kind changed from {before} to {after}",
    "value changed": "value changed from {before} to {after} for {actors}",
    "renamed": "was named {before}",
    "source changed": "is now {after}; it was {before}",
    "source added": "version {after}",
    "source removed": "version {before}",
}
_OF_SEVERAL: Final = {
    "party added": "{actors} are now listed as parties, {after}",
    "party removed": "{actors} are no longer listed as parties (listed before: {before})",
}
_OF_NOBODY: Final = {
    "signature moved": "signature moved from {before} to {after}",
    "status changed": "status changed from {before} to {after}",
    "value changed": "value changed from {before} to {after}",
}
_RELATION: Final = "{what} for {actors}, {span}"


@dataclass(frozen=True)
class Tiding:
    """What the new release says differently of one thing: what happened to it, its name, a sentence, its id."""

    what: str
    name: str
    said: Say
    thing: str

    @property
    def text(self) -> str:
        """Return the sentence in English."""
        return ENGLISH.t(self.said.text, **self.said.parts)


class Names:
    """The names of things and concepts, as the newer of two releases has them, or else the older."""

    def __init__(self, old: Release, new: Release) -> None:
        self._things = {**catalogue(old), **catalogue(new)}
        self._kinds = {**kind_labels(old), **kind_labels(new)}
        self._sources = {s.key: s.title for release in (old, new) for s in release.manifest.sources}

    def __call__(self, slug: str) -> str:
        """Return the name behind an id, or the id."""
        found = self._things.get(slug)
        return found.label if found else self._sources.get(slug, slug)

    def concept(self, key: str) -> str:
        """Return the label of a kind or status in quotes."""
        return f"“{self._kinds.get(key, key)}”" if key else "none"


@lru_cache(maxsize=4)
def tidings(old: Release, new: Release) -> tuple[Tiding, ...]:
    """Return the changes thing by thing: those to an agreement that came or went are told in one sentence."""
    found = changes(old, new)
    names = Names(old, new)
    lasting = _lasting(new)
    come = {c.thing: c.what for c in found if c.what.startswith("agreement") and c.what != "agreement merged"}
    merged = frozenset(c.thing for c in found if c.what.endswith(" merged"))
    # What an id that was given up told of its parties is told of the thing that stands for it.
    found = [c for c in found if c.thing not in merged or c.what.endswith(" merged")]
    said = frozenset(found)
    groups: dict[tuple[str, str, str, str], list[str]] = {}
    whole: dict[str, list[Change]] = {thing: [] for thing in come}
    for change in found:
        if change.thing in come:
            whole[change.thing].append(change)
        # That an agreement was signed on another day need not be told again of each party.
        elif change.what != "signature moved" or not change.actor or replace(change, actor="") not in said:
            what = "ended" if change.what == "party left" and change.thing not in lasting else change.what
            groups.setdefault((change.thing, what, change.before, change.after), []).append(change.actor)
    told = [Tiding(come[thing], names(thing), _whole(names, parts), thing) for thing, parts in whole.items()]
    kinds = {thing.id: thing.type for release in (old, new) for thing in catalogue(release).values()}
    for (thing, what, before, after), actors in groups.items():
        change = Change(what, thing, "", before, after)
        told.append(Tiding(_heading(what, kinds.get(thing, "")), names(thing), _sentence(names, change, actors), thing))
    return tuple(sorted(told, key=lambda t: (t.what, t.name, t.text)))


def _lasting(release: Release) -> frozenset[str]:
    """Return what has a party without an end: there, who got an end left; elsewhere the whole ended."""
    rows = read_tables(release).relations.select("class", "tail", "end").iter_rows()
    return frozenset(tail for of, tail, end in rows if of == "participation" and end is None)


def _whole(names: Names, parts: Iterable[Change]) -> Say:
    """Return the parties of an agreement that came or went, each span once."""
    spans: dict[str, list[str]] = {}
    for change in parts:
        if change.actor:
            spans.setdefault(change.after or change.before, []).append(change.actor)
    if not spans:
        return Say("no party listed")
    listed = list(enumerate(sorted(spans.items())))
    values: dict[str, Part] = {f"span{place}": span for place, (span, _) in listed}
    values |= {f"actors{place}": _joined(names, actors) for place, (_, actors) in listed}
    return Say("; ".join(f"{{actors{place}}}, {{span{place}}}" for place, _ in listed), values)


def _heading(what: str, kind: str) -> str:
    if what.split(" ", 1)[0] in ("source", "agreement", kind):
        return what
    return f"{kind} changed" if kind else what


def _sentence(names: Names, change: Change, actors: Sequence[str]) -> Say:
    actors = [actor for actor in actors if actor]
    if change.what.endswith(" merged"):
        return Say("is now one with {name}", {"name": Name(names(change.after))})
    values = {**_values(names, change), "what": change.what, "span": change.after or change.before}
    return Say(_form(change.what, len(actors)), {**values, "actors": _joined(names, actors)})


def _form(what: str, actors: int) -> str:
    if not actors and what in _OF_NOBODY:
        return _OF_NOBODY[what]
    if actors > 1 and what in _OF_SEVERAL:
        return _OF_SEVERAL[what]
    return _SENTENCES.get(what, _RELATION if actors else "")


def _values(names: Names, change: Change) -> Mapping[str, str]:
    if change.what in ("status changed", "kind changed"):
        return {"before": names.concept(change.before), "after": names.concept(change.after)}
    return {"before": change.before or "none", "after": change.after or "none"}


def _joined(names: Names, actors: Sequence[str]) -> tuple[Name, ...]:
    """Return names as a list in words, the first few of many."""
    return tuple(map(Name, _named(names, actors)))


def _named(names: Names, actors: Sequence[str]) -> Iterator[str]:
    ordered = sorted(map(names, dict.fromkeys(actors)))
    few = ordered if len(ordered) <= _NAMED else ordered[: _NAMED - 1]
    yield from few
    if len(few) < len(ordered):
        yield f"{len(ordered) - len(few)} others"
