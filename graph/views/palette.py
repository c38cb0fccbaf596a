"""What shape, colour and dash mean in a picture; every other file takes them from here."""

from dataclasses import dataclass
from typing import Final

from graph.views.model import EdgeChange, EdgeStatus, NodeKind

PAPER: Final = ("#fffefb", "#191d23")
INK: Final = ("#1d2127", "#e9e7e1")


@dataclass(frozen=True)
class Layer:
    """A kind of tie with its colour on light and on dark paper; a one-way tie is drawn with an arrow."""

    key: str
    label: str
    light: str
    dark: str
    one_way: bool = False


# The hues of Okabe and Ito (2008), safe for the colour-blind. Yellow, orange, sky blue and purple are darkened on
# light paper, and blue is lightened on dark paper, until each has a contrast of 3:1 or more (a test measures it).
# Eight hues serve eleven layers: transfers take a second shade of purple, frameworks grey, ownership brown.
LAYERS: Final[dict[str, Layer]] = {
    layer.key: layer
    for layer in (
        Layer("security", "Security", "#c75400", "#e8702a"),
        Layer("framework", "Framework", "#74767a", "#9b9da2"),
        Layer("access", "Access", "#b87900", "#e69f00"),
        Layer("logistics", "Logistics", "#008a64", "#1db58a"),
        Layer("information", "Information", "#0072b2", "#3f9fdc"),
        Layer("industry", "Industry", "#b5588c", "#cc79a7"),
        Layer("ownership", "Ownership", "#8a5a2b", "#c99a6b", one_way=True),
        Layer("supply", "Supply", "#1d2127", "#e9e7e1", one_way=True),
        Layer("capability", "Capability", "#2f8abf", "#56b4e9"),
        Layer("transfer", "Transfer", "#7d3561", "#e6b3d0", one_way=True),
        Layer("presence", "Presence", "#8f7f00", "#f0e442", one_way=True),
    )
}
OTHER: Final = Layer("other", "Other", "#74767a", "#9b9da2")


@dataclass(frozen=True)
class Shape:
    """How a kind of node is drawn: the vis-network shape, its size in pixels, and a glyph for text."""

    kind: NodeKind
    label: str
    shape: str
    size: int
    glyph: str


SHAPES: Final[dict[str, Shape]] = {
    shape.kind: shape
    for shape in (
        Shape("state", "State", "dot", 20, "●"),
        Shape("body", "Body", "dot", 15, "◉"),
        Shape("agency", "Agency", "square", 13, "■"),
        Shape("firm", "Firm", "hexagon", 15, "⬢"),
        Shape("agreement", "Agreement", "diamond", 15, "◆"),
        Shape("policy", "Policy", "triangleDown", 14, "▼"),
        Shape("programme", "Programme", "triangle", 14, "▲"),
    )
}


@dataclass(frozen=True)
class Stroke:
    """How the status of a relation is drawn; `dashes` are lengths in pixels, empty for a solid line."""

    status: EdgeStatus
    label: str
    dashes: tuple[int, ...]


STROKES: Final[dict[str, Stroke]] = {
    stroke.status: stroke
    for stroke in (
        Stroke("holds", "In force", ()),
        Stroke("signed", "Signed", (9, 6)),
        Stroke("suspended", "Suspended", (12, 5, 2, 5)),
        Stroke("unknown", "Unknown", (2, 5)),
    )
}


@dataclass(frozen=True)
class Change:
    """How a relation that stands on one of two days only is marked."""

    label: str
    glyph: str


CHANGES: Final[dict[EdgeChange, Change]] = {
    "new": Change("New", "+"),
    "ended": Change("Ended", "×"),
    "": Change("On both days", "="),
}


def layer_of(key: str) -> Layer:
    """Return the look of a layer, or the grey of `OTHER` for a name that has none."""
    return LAYERS.get(key, OTHER)


def palette_css() -> str:
    """Return the layer colours as style rules: class `layer-<key>` sets the property `--hue`."""
    layers = (*LAYERS.values(), OTHER)
    light = "\n".join(f".layer-{layer.key} {{ --hue: {layer.light}; }}" for layer in layers)
    dark = "\n".join(f"  .layer-{layer.key} {{ --hue: {layer.dark}; }}" for layer in layers)
    return f"\n{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}\n"
