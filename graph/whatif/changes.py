"""Changes to the world, one value each, and the text in which they fit into a link.

`conclude:rdp-mou:jpn,usa` · `denounce:agr-us-phl-vfa` (all leave) or `denounce:agr-us-phl-vfa:usa` ·
`level:phl:isr-mar-mpa:3` · `lose:chn` or `lose:firm-ampac` · `supply:dep-d19:nor` · `fund:mar-lift:jpn,usa`.
Several are joined by semicolons.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from graph.errors import BadParameter, NotFound
from graph.release import Release
from graph.scene import states
from graph.things import thing
from graph.world.world import world

MOST: Final = 20
"""Most changes in one overlay: an answer stays readable, a link stays short."""


@dataclass(frozen=True)
class Conclude:
    """States conclude an agreement of a kind, in force on the day."""

    kind: str
    states: tuple[str, ...]

    def __str__(self) -> str:
        return f"conclude:{self.kind}:{','.join(self.states)}"


@dataclass(frozen=True)
class Denounce:
    """A party leaves an agreement, or all do where no party is named."""

    agreement: str
    party: str | None = None

    def __str__(self) -> str:
        return f"denounce:{self.agreement}" + (f":{self.party}" if self.party else "")


@dataclass(frozen=True)
class SetLevel:
    """A state's capability comes to a level (0 to 4)."""

    state: str
    capability: str
    level: int

    def __str__(self) -> str:
        return f"level:{self.state}:{self.capability}:{self.level}"


@dataclass(frozen=True)
class LoseSupplier:
    """A state or firm supplies nothing any more; a state's firms neither."""

    supplier: str

    def __str__(self) -> str:
        return f"lose:{self.supplier}"


@dataclass(frozen=True)
class AddSupplier:
    """A second state supplies an item."""

    dependency: str
    state: str

    def __str__(self) -> str:
        return f"supply:{self.dependency}:{self.state}"


@dataclass(frozen=True)
class Fund:
    """States run a programme for a capability."""

    capability: str
    states: tuple[str, ...]

    def __str__(self) -> str:
        return f"fund:{self.capability}:{','.join(self.states)}"


Change = Conclude | Denounce | SetLevel | LoseSupplier | AddSupplier | Fund
Overlay = tuple[Change, ...]


def text_of(overlay: Iterable[Change]) -> str:
    """Write an overlay as it stands in a link."""
    return ";".join(str(change) for change in overlay)


def read_overlay(release: Release, text: str) -> Overlay:
    """Read an overlay and check every name in it against a release.

    Raises
    ------
    NotFound
        A state, agreement, capability, firm or item has no such id.
    BadParameter
        A change is malformed, of no known verb, or there are too many or none.
    """
    parts = [part.strip() for part in text.split(";") if part.strip()]
    if not parts:
        raise BadParameter("no change is given; write for instance conclude:rdp-mou:jpn,usa")
    if len(parts) > MOST:
        raise BadParameter(f"{len(parts)} changes, at most {MOST} go into one what-if")
    return tuple(_read(release, part) for part in parts)


def _read(release: Release, part: str) -> Change:
    verb, *rest = part.split(":")
    if verb not in _VERBS:
        raise BadParameter(f"{part!r}: no change {verb!r}; there are {', '.join(_VERBS)}")
    form, fewest, reader = _VERBS[verb]
    if not fewest <= len(rest) <= form.count(":") or not all(rest):
        raise BadParameter(f"{part!r}: write {form}")
    return reader(release, rest)


def _conclude(release: Release, rest: list[str]) -> Change:
    kinds = world(release).kinds
    if rest[0] not in kinds or not kinds[rest[0]].layer:
        raise BadParameter(f"no kind of agreement {rest[0]!r}; there are {', '.join(sorted(kinds))}")
    found = states(release, rest[1].split(","))
    if len(found) < 2:
        raise BadParameter(f"conclude:{rest[0]}: an agreement needs two states or more, {len(found)} given")
    return Conclude(rest[0], tuple(sorted(found)))


def _denounce(release: Release, rest: list[str]) -> Change:
    agreement = thing(release, rest[0])
    if agreement.type != "agreement":
        raise BadParameter(f"{agreement.id} is a {agreement.type}; an agreement can be denounced")
    return Denounce(agreement.id, thing(release, rest[1]).id if len(rest) > 1 else None)


def _level(release: Release, rest: list[str]) -> Change:
    (state,) = states(release, [rest[0]])
    if rest[2] not in ("0", "1", "2", "3", "4"):
        raise BadParameter(f"level {rest[2]!r}: levels run from 0 to 4")
    return SetLevel(state, _capability(release, rest[1]), int(rest[2]))


def _lose(release: Release, rest: list[str]) -> Change:
    return LoseSupplier(thing(release, rest[0]).id)


def _supply(release: Release, rest: list[str]) -> Change:
    items = {d.id for d in world(release).dependencies}
    if rest[0] not in items:
        raise NotFound(f"no dependency {rest[0]!r}; see `kaname chokepoints supply` for their ids")
    (state,) = states(release, [rest[1]])
    return AddSupplier(rest[0], state)


def _fund(release: Release, rest: list[str]) -> Change:
    return Fund(_capability(release, rest[0]), tuple(sorted(states(release, rest[1].split(",")))))


def _capability(release: Release, name: str) -> str:
    return thing(release, f"capability/{name}").id.removeprefix("capability/")


_Reader = Callable[[Release, list[str]], Change]
_VERBS: Final[Mapping[str, tuple[str, int, _Reader]]] = {
    "conclude": ("conclude:KIND:STATE,STATE", 2, _conclude),
    "denounce": ("denounce:AGREEMENT:STATE", 1, _denounce),
    "level": ("level:STATE:CAPABILITY:LEVEL", 3, _level),
    "lose": ("lose:STATE-OR-FIRM", 1, _lose),
    "supply": ("supply:DEPENDENCY:STATE", 2, _supply),
    "fund": ("fund:CAPABILITY:STATE,STATE", 2, _fund),
}
