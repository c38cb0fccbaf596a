"""The scene of a question: a coalition of states, a scenario, a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.errors import BadParameter, NotFound
from graph.release import Release
from graph.things import thing
from graph.world.world import World, world


@dataclass(frozen=True)
class Scene:
    """A coalition of states, a scenario with requirements (or none), and a day."""

    coalition: tuple[str, ...]
    scenario: str
    day: date

    @property
    def states(self) -> frozenset[str]:
        """Return the coalition as a set."""
        return frozenset(self.coalition)


def scene(release: Release, coalition: Iterable[str], scenario: str, day: date) -> Scene:
    """Return a scene of a release, or say what is wrong with the coalition or the scenario.

    Raises
    ------
    NotFound
        A state or the scenario has no such id.
    BadParameter
        The coalition is empty, a name is no state's, or the scenario has no requirements of its own.
    """
    return Scene(states(release, coalition), _scenario(release, world(release), scenario), day)


def states(release: Release, names: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of states in the order given, each once; ISO codes and any case are read."""
    found = [thing(release, name) for name in names if name.strip()]
    for one in found:
        if one.type != "state":
            raise BadParameter(f"{one.id} is a {one.type}; a coalition has states, such as usa,jpn,aus")
    if not found:
        raise BadParameter("the coalition is empty; name states by commas, for instance usa,jpn,aus")
    return tuple(dict.fromkeys(one.id for one in found))


def several(release: Release, names: Iterable[str]) -> tuple[str, ...]:
    """Return two states or more, in the order given."""
    found = states(release, names)
    if len(found) < 2:
        raise BadParameter(f"two states or more are asked for, only {found[0]} given; write for instance jpn,usa")
    return found


def pair(release: Release, names: Iterable[str]) -> tuple[str, str]:
    """Return two different states, in the order given."""
    found = states(release, names)
    if len(found) != 2:
        raise BadParameter(f"two different states are asked for, {len(found)} given; write for instance jpn,usa")
    return found[0], found[1]


def _scenario(release: Release, world: World, name: str) -> str:
    wanted = name.strip().removeprefix("scenario/")
    if wanted in world.scenarios:
        return wanted
    there = ", ".join(world.scenarios)
    try:
        known = thing(release, f"scenario/{wanted}")
    except NotFound as error:
        raise NotFound(f"no scenario {name!r}; there are {there}") from error
    raise BadParameter(f"{known.label} ({wanted}) has no requirements of its own; use one of {there}")
