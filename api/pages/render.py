"""Templates in, pages out; nothing is read here but the templates."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment

from api.pages.context import Page
from api.pages.static import asset_url
from graph.views.assets import SCRIPTS
from graph.views.palette import STROKES
from graph.views.picture import confidence_text, source_kind_text
from graph.views.standalone import make_environment

TEMPLATES: Final = Path(__file__).parent / "templates"


def year_off(day: date, years: int) -> date:
    """Return the same day some years away; 29 February falls back to the 28th, and years end at 1 and 9999."""
    year = min(max(day.year + years, 1), 9999)
    leap_day = day.month == 2 and day.day == 29
    return day.replace(year=year, day=28) if leap_day else day.replace(year=year)


@cache
def environment() -> Environment:
    """Return the template environment of the pages."""
    made = make_environment(TEMPLATES)
    made.filters |= {
        "named": lambda label, language: language.name(label),
        "year_off": year_off,
        "confidence": confidence_text,
        "source_kind": source_kind_text,
        "status": lambda status: STROKES[status].label,
    }
    made.globals["asset"] = asset_url
    made.globals["view_scripts"] = SCRIPTS
    return made


def render(name: str, page: Page[Any]) -> str:
    """Return the page that the template `name` makes of its one context, as text in the language of its frame."""
    language = page.frame.language
    return (
        environment()
        .get_template(name)
        .render(page=page, t=language.t, n=language.name, say=language.spans, l=language)
    )
