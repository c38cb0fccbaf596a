"""What boards share: the form that asks for coalition, scenario and day, and the scene that it opens."""

from typing import Final

from api.page_data.labels import labels
from api.pages.board import BoardAsk, Field, Link
from graph.actions import open_scene
from graph.release import Release
from graph.scene import Scene
from graph.world.world import world

COALITION: Final = ("usa", "jpn", "aus", "kor", "phl")
SCENARIO: Final = "taiwan-high-intensity"
PRESETS: Final = (
    ("Allies in East Asia", "usa,jpn,aus,kor,phl"),
    ("AUKUS", "aus,gbr,usa"),
    ("Quad", "usa,jpn,aus,ind"),
    ("Japan, United States and South Korea", "jpn,usa,kor"),
)
LAYERS: Final = ("security", "framework", "access", "logistics", "information", "industry")


def scene_of(release: Release, ask: BoardAsk) -> Scene:
    """Return the scene that a board is asked for; without a scenario it requires nothing."""
    return open_scene(release, ask.states, ask.scenario or None, ask.day)


def form(release: Release, ask: BoardAsk, *more: Field) -> tuple[Field, ...]:
    """Return the fields that a board asks by."""
    label = labels(release)
    scenarios = tuple((name, label(name)) for name in world(release).scenarios)
    return (
        Field("states", "Coalition", ",".join(ask.states)),
        Field("scenario", "Scenario", ask.scenario, (("", "none"), *scenarios)),
        *more,
    )


def other_day(ask: BoardAsk) -> Field:
    """Return the field for a day to compare with."""
    return Field("with", "Compare with", ask.other_day.isoformat() if ask.other_day else "", kind="date")


def layer(ask: BoardAsk) -> Field:
    """Return the field for a layer of agreements."""
    return Field("layer", "Layer", ask.layer, tuple((name, name.capitalize()) for name in LAYERS))


def presets(path: str, ask: BoardAsk) -> tuple[Link, ...]:
    """Return links to the same board for well-known coalitions."""
    scenario = f"&scenario={ask.scenario}" if ask.scenario else ""
    return tuple(Link(name, f"{path}?states={states}{scenario}&asOf={ask.day}") for name, states in PRESETS)
