import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.views.assets import SCRIPTS
from graph.views.standalone import standalone_page
from tests.graph.views import demo

NASTY = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "' onmouseover='alert(1)",
    "{{ 7*7 }}{% raw %}",
    "__proto__",
    "\u202egnp.exe",
    "\u2028alert(1)\u2029",
    "&lt;b&gt;",
    "=HYPERLINK(1)",
    "href",
    "",
    "\ud800",
)


class Elements(HTMLParser):
    """Collects the elements of a page with their attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def shape_of(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the elements of a page with the names of their attributes: what markup there is, whatever the text."""
    parser = Elements()
    parser.feed(page)
    return [(tag, tuple(attributes)) for tag, attributes in parser.found]


def test_the_policy_allows_exactly_the_scripts_and_style_inside() -> None:
    page = standalone_page(demo.pair())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    for text in (*scripts, style[1]):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"sha256-{digest}" in policy[1]
    assert policy[1].count("sha256-") == len(scripts) + 1 == len(SCRIPTS) + 2
    assert "unsafe" not in policy[1]
    assert policy[1].startswith("default-src &#39;none&#39;")


def test_a_file_loads_nothing() -> None:
    parser = Elements()
    parser.feed(standalone_page(demo.pair()))
    for tag, attributes in parser.found:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base")
        assert "src" not in attributes
        assert not any(name.startswith("on") or name == "style" for name in attributes)


def test_the_same_view_gives_the_same_file() -> None:
    assert standalone_page(demo.pair()) == standalone_page(demo.pair())


PLAIN_SHAPE = shape_of(standalone_page(demo.hostile("a label")))


@pytest.mark.parametrize("text", [text for text in NASTY if text])
def test_a_hostile_label_adds_no_markup(text: str) -> None:
    assert shape_of(standalone_page(demo.hostile(text))) == PLAIN_SHAPE


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from((*NASTY, "<", ">", "&", '"', "'", "/", "script", " ")), min_size=1)
    .map("".join)
    .filter(str.strip)
)
def test_hostile_labels_in_any_mix_add_no_markup(text: str) -> None:
    page = standalone_page(demo.hostile(text))
    page.encode("utf-8")
    assert shape_of(page) == PLAIN_SHAPE
