"""A picture as SVG, drawn from the same places, bends and colours: for print, slides and other programs."""

import math
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from graph.views.bundles import Line, lines
from graph.views.curves import Curve, curves, reach
from graph.views.language import ENGLISH, Language
from graph.views.layout import LABEL_LINES, LABEL_WIDTH, Point, positions
from graph.views.legend import LegendEntry, legend_of
from graph.views.model import Look, NetworkView, ViewNode
from graph.views.network import FONT, hue_of, title_of_line, title_of_node
from graph.views.palette import CHANGES, INK, PAPER, SHAPES, STROKES, layer_of
from graph.views.text import plain, wrapped
from graph.views.visible import visible

MARGIN: Final = 90
HEAD: Final = 70
ENTRY: Final = 190  # pixels across one entry of the legend
SHOWN: Final = ("layer", "status", "change", "kind")
# The corners of each shape, as shares of its size; a round shape has none.
CORNERS: Final[Mapping[str, tuple[tuple[float, float], ...]]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
    "triangle": ((0, -1.15), (1.1, 0.85), (-1.1, 0.85)),
    "triangleDown": ((0, 1.15), (1.1, -0.85), (-1.1, -0.85)),
    "hexagon": tuple((math.cos(math.pi * k / 3), math.sin(math.pi * k / 3)) for k in range(6)),
}


def svg(view: NetworkView, look: Look, off: frozenset[str] = frozenset(), said: Language = ENGLISH) -> str:
    """Return a picture as an SVG document with title, day, release and legend; `off` hides as the legend does."""
    places = positions(view, look.places)
    seen = visible(view, off)
    drawn = lines(seen, look.apart)
    bends = curves(lines(view, look.apart), places) | curves(drawn, places)
    left, top, width, height = _box([places[node.id] for node in seen.nodes])
    legend = [entry for entry in legend_of(seen) if entry.group in SHOWN]
    columns = max(1, int(width // ENTRY))
    whole = height + HEAD + 24 * (math.ceil(len(legend) / columns) + 1)
    parts = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{whole}" '
        f'viewBox="{left} {top - HEAD} {width} {whole}" font-family={quoteattr(FONT)} fill="{INK[0]}">',
        f"<title>{escape(plain(view.title))}</title>",
        f'<rect x="{left}" y="{top - HEAD}" width="{width}" height="{whole}" fill="{PAPER[0]}"/>',
        *_heading(view, (left + 20, top - HEAD + 34), width - 40, said),
        *(part for line in drawn for part in _line(line, bends[line.id], places)),
        *(part for node in seen.nodes for part in _node(node, places[node.id], hue_of(node, view))),
        *_legend(legend, (left + 20, top + height + 16), columns, said),
        "</svg>\n",
    )
    return "\n".join(parts)


def _box(places: Iterable[Point]) -> tuple[int, int, int, int]:
    spots = list(places) or [(0, 0)]
    left, right = min(x for x, _ in spots) - MARGIN, max(x for x, _ in spots) + MARGIN
    top, bottom = min(y for _, y in spots) - MARGIN, max(y for _, y in spots) + MARGIN
    return left, top, max(right - left, 640), bottom - top


def _heading(view: NetworkView, start: tuple[int, int], room: int, said: Language) -> Iterator[str]:
    x, y = start
    title = plain(view.title)
    size = max(min(22, round(room / (0.62 * max(len(title), 1)))), 11)
    shown = textwrap.shorten(title, width=round(room / (0.62 * size)), placeholder=" …")
    yield f'<text x="{x}" y="{y}" font-size="{size}" font-weight="600">{escape(shown)}</text>'
    beside = f", {said.t('compared with {day}', day=str(view.compared))}" if view.compared else ""
    day, release = said.t("As of {day}", day=str(view.as_of)), said.t("release {id}", id=plain(view.release))
    told = f"{day}{beside} · {release} · Kaname"
    yield f'<text x="{x}" y="{y + 22}" font-size="13" fill="#565b63">{escape(told)}</text>'


def _line(line: Line, bend: Curve, places: Mapping[str, Point]) -> Iterator[str]:
    (x1, y1), (x2, y2) = places[line.source], places[line.target]
    share = reach(bend.roundness) * (1 if bend.type == "curvedCW" else -1)
    # The control point lies square to the line, as far out as the drawing in the browser puts it.
    cx, cy = (x1 + x2) / 2 + (y2 - y1) * share, (y1 + y2) / 2 - (x2 - x1) * share
    layer, dashes = layer_of(line.layer), STROKES[line.status].dashes
    dash = f' stroke-dasharray="{" ".join(map(str, dashes))}"' if dashes else ""
    width = 2 + 1.4 * math.log2(len(line.members))
    faint = ' opacity="0.45"' if line.change == "ended" else ""
    loop = f"M{x1} {y1}c{bend.loop} {-bend.loop} {bend.loop * 2} {bend.loop} 0 0"
    path = loop if line.source == line.target else f"M{x1} {y1}Q{cx:.1f} {cy:.1f} {x2} {y2}"
    yield (
        f'<path d="{path}" fill="none" stroke="{layer.light}" stroke-width="{width:.1f}"{dash}{faint}>'
        f"<title>{escape(title_of_line(line))}</title></path>"
    )
    badge = f"{CHANGES[line.change].glyph if line.change else ''}{len(line.members) if len(line.members) > 1 else ''}"
    if badge:
        x, y = (x1 + 2 * cx + x2) / 4, (y1 + 2 * cy + y2) / 4
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9" fill="{PAPER[0]}" stroke="{layer.light}" stroke-width="1.5"/>'
        yield f'<text x="{x:.1f}" y="{y + 4:.1f}" font-size="11" font-weight="600" text-anchor="middle">{badge}</text>'


def _node(node: ViewNode, place: Point, hue: str) -> Iterator[str]:
    (x, y), shape = place, SHAPES[node.kind]
    size = shape.size * (1.3 if node.focus else 1)
    fill = layer_of(hue).light if hue else INK[0] if node.focus else "#4a515b"
    told = f"<title>{escape(title_of_node(node))}</title>"
    corners = CORNERS.get(shape.shape)
    if corners:
        points = " ".join(f"{x + a * size:.1f},{y + b * size:.1f}" for a, b in corners)
        yield f'<polygon points="{points}" fill="{fill}">{told}</polygon>'
    else:
        yield f'<circle cx="{x}" cy="{y}" r="{size:.1f}" fill="{fill}">{told}</circle>'
    if node.kind == "body":
        yield f'<circle cx="{x}" cy="{y}" r="{size * 0.42:.1f}" fill="{PAPER[0]}"/>'
    if node.code:
        code = escape(plain(node.code))
        bold = 'font-size="12" font-weight="600" text-anchor="middle"'
        yield f'<text x="{x}" y="{y + 4}" {bold} fill="{PAPER[0]}">{code}</text>'
    for place_of_line, text in enumerate(wrapped(node.label, LABEL_WIDTH, LABEL_LINES).split("\n")):
        down = y + size + 14 + 15 * place_of_line
        yield (
            f'<text x="{x}" y="{down:.1f}" font-size="12" text-anchor="middle" stroke="{PAPER[0]}" stroke-width="3" '
            f'paint-order="stroke">{escape(text)}</text>'
        )


def _legend(entries: Iterable[LegendEntry], start: tuple[int, int], columns: int, said: Language) -> Iterator[str]:
    for place, entry in enumerate(entries):
        x, y = start[0] + place % columns * ENTRY, start[1] + place // columns * 24
        if entry.glyph:
            yield f'<text x="{x + 13}" y="{y + 4}" font-size="14" text-anchor="middle">{escape(entry.glyph)}</text>'
        else:
            yield f'<path d="M{x} {y}h26" stroke="{_stroke(entry)}" stroke-width="3"{_dash(entry)}/>'
        yield f'<text x="{x + 34}" y="{y + 4}" font-size="13">{escape(said.t(entry.label))} {entry.count}</text>'


def _stroke(entry: LegendEntry) -> str:
    return layer_of(entry.key).light if entry.group == "layer" else INK[0]


def _dash(entry: LegendEntry) -> str:
    dashes = next((s.dashes for s in STROKES.values() if entry.group == "status" and s.status == entry.key), ())
    return f' stroke-dasharray="{" ".join(map(str, dashes))}"' if dashes else ""
