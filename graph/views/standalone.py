"""One HTML file that shows a view from disk, with the network off."""

import base64
import hashlib
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from graph.views.assets import LIBRARY, SCRIPTS, view_assets
from graph.views.language import ENGLISH, Language
from graph.views.localized import localized
from graph.views.model import NetworkView
from graph.views.palette import CHANGES
from graph.views.picture import Setting, page_payload
from graph.views.text import path_part, web_url

TEMPLATES: Final = Path(__file__).parent / "templates"


def make_environment(*folders: Path) -> Environment:
    """Return a template environment that escapes everything and fails on a name that the context lacks."""
    environment = Environment(
        loader=FileSystemLoader([*folders, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["path_part"] = path_part
    environment.filters["web_url"] = web_url
    environment.filters["change"] = lambda change: CHANGES[change].label
    return environment


def standalone_page(view: NetworkView, language: Language = ENGLISH) -> str:
    """Return a self-contained page; its policy allows its own script and style by hash and nothing else."""
    assets = view_assets()
    names = (LIBRARY, *SCRIPTS)
    scripts = tuple(inlined(assets[name].text, "script") for name in names)
    style = inlined(assets["network.css"].text, "style")
    template = make_environment().get_template("standalone.html")
    picture = page_payload(localized(view, language), Setting(language=language))
    return template.render(
        picture=picture, scripts=scripts, style=style, policy=_policy(scripts, style), t=language.t, l=language
    )


def inlined(text: str, element: str) -> Markup:
    """Return a script or style text that cannot end its element early; its own makers vouch for the rest."""
    if f"</{element}" in text.lower() or "<!--" in text:
        raise ValueError(f"the {element} holds a closing tag or a comment mark; it cannot stand inside a page")
    return Markup(text)  # noqa: S704 - our own files, checked by hash, never data


def _policy(scripts: tuple[Markup, ...], style: Markup) -> str:
    allowed = " ".join(hashed(text) for text in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {hashed(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def hashed(text: str) -> str:
    """Return a text as a policy names it."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
