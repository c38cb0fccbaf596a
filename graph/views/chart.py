"""A line chart as one SVG that stands alone: no script, no outside file, every series named at its end."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Final

from graph.views.palette import INK, LAYERS, PAPER
from graph.views.text import plain

WIDTH: Final = 860
HEIGHT: Final = 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 190, 44, 40
_HUES: Final = tuple(layer.light for layer in LAYERS.values())
_TICKS: Final = 5


def line_chart(title: str, unit: str, days: Sequence[date], series: Mapping[str, Sequence[float]]) -> str:
    """Return a chart of series over days; values are held from one day to the next, as what is measured is.

    The scale begins at 0. An empty chart says that there is nothing to draw.
    """
    top = max((v for values in series.values() for v in values), default=0.0) or 1.0
    first, last = days[0].toordinal(), max(days[-1].toordinal(), days[0].toordinal() + 1)

    def x(day: date) -> float:
        return _LEFT + (day.toordinal() - first) / (last - first) * (WIDTH - _LEFT - _RIGHT)

    def y(value: float) -> float:
        return HEIGHT - _BOTTOM - value / top * (HEIGHT - _TOP - _BOTTOM)

    lines = [_grid(y(top * i / _TICKS), top * i / _TICKS) for i in range(_TICKS + 1)]
    lines += [_day(x(day), day) for day in _shown(days)]
    ends = _spread(sorted((y(values[-1]), name) for name, values in series.items()))
    for place, (name, values) in enumerate(series.items()):
        path = "".join(
            f"{'H' if i else 'M'}{x(d):.1f}{f'V{y(v):.1f}' if i else f',{y(v):.1f}'}"
            for i, (d, v) in enumerate(zip(days, values, strict=True))
        )
        hue = _HUES[place % len(_HUES)]
        lines.append(f'<path d="{path}" fill="none" stroke="{hue}" stroke-width="2"/>')
        lines.append(f'<text x="{WIDTH - _RIGHT + 8}" y="{ends[name]:.1f}" fill="{hue}">{_text(name)}</text>')
    return _page(title, unit, lines)


def _page(title: str, unit: str, lines: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="12"><title>{_text(title)}</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER[0]}"/>'
        f'<text x="{_LEFT}" y="20" font-size="15" fill="{INK[0]}">{_text(title)}</text>'
        f'<text x="{_LEFT}" y="36" fill="{INK[0]}">{_text(unit)}</text>'
    )
    return "\n".join([head, *lines, "</svg>"]) + "\n"


def _grid(height: float, value: float) -> str:
    line = f'<path d="M{_LEFT},{height:.1f}H{WIDTH - _RIGHT}" stroke="{INK[0]}" stroke-opacity=".15"/>'
    return f'{line}<text x="{_LEFT - 6}" y="{height + 4:.1f}" text-anchor="end" fill="{INK[0]}">{value:.3g}</text>'


def _day(place: float, day: date) -> str:
    return f'<text x="{place:.1f}" y="{HEIGHT - 18}" text-anchor="middle" fill="{INK[0]}">{day.year}</text>'


def _shown(days: Sequence[date]) -> list[date]:
    """Return the days to write below the axis: one a year, so many years apart that they do not touch."""
    years = list({day.year: day for day in reversed(days)}.values())[::-1]
    return years[:: max(1, -(-len(years) // 12))]


def _spread(ends: Sequence[tuple[float, str]]) -> dict[str, float]:
    """Return where to write each name, so that none covers another."""
    placed: dict[str, float] = {}
    lowest = float("-inf")
    for height, name in ends:
        lowest = max(height + 4, lowest + 14)
        placed[name] = lowest
    return placed


def _text(value: str) -> str:
    return escape(plain(value))
