"""Templates in, pages out; nothing is read here but the templates."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment

from api.pages.board import Board
from api.pages.context import Frame, Page
from api.pages.static import asset_url, assets
from graph.views.assets import SCRIPTS
from graph.views.palette import STROKES
from graph.views.picture import confidence_text, source_kind_text
from graph.views.standalone import hashed, inlined, make_environment

TEMPLATES: Final = Path(__file__).parent / "templates"
# A link to a page of the service leads nowhere from a file.
_HERE: Final = re.compile(r"<a href=\"/[^\"]*\"[^>]*>(.*?)</a>", re.DOTALL)


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


def alone(frame: Frame, board: Board) -> str:
    """Return a brief as one page that needs no other file; it has no script, and its links to pages are left out."""
    style = inlined(assets()["network.css"].text + assets()["site.css"].text, "style")
    policy = f"default-src 'none'; style-src {hashed(style)}; base-uri 'none'; form-action 'none'"
    said = frame.language
    template = environment().get_template("brief_alone.html")
    text = template.render(
        page=Page(frame, board), style=style, policy=policy, t=said.t, n=said.name, say=said.spans, l=said
    )
    return _HERE.sub(r"\1", text)
