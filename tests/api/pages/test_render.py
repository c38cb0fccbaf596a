import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from jinja2 import UndefinedError

from api.pages.board import Link
from api.pages.bodies import EntityPage, ErrorPage, Fact
from api.pages.context import Frame, Page
from api.pages.drawings import ExplorePage
from api.pages.explore import drawn
from api.pages.params import explored_of
from api.pages.render import TEMPLATES, environment, render
from graph.views.language import Say, language
from tests.api.pages.demo import TODAY, DemoPages
from tests.graph.views import demo

DAY = date(2016, 5, 24)
PAGES = DemoPages()
FRAME = Frame("A title", DAY, TODAY, PAGES.release(), "/explore", (("focus", "jpn,usa"),))


def explore_body(focus: tuple[str, ...] = ("jpn", "usa")) -> Any:
    asked = explored_of({"focus": ",".join(focus)}, DAY)
    return drawn(PAGES.network(asked.exploration), asked, FRAME)


BODIES: dict[str, Any] = {
    "home.html": PAGES.home(DAY),
    "entity.html": PAGES.entity("jpn", DAY),
    "explore.html": explore_body(),
    "sources.html": PAGES.sources(),
    "error.html": ErrorPage(404, "/entity/x", "'x' is not in this release", (Link("Explore", "/explore"),)),
}


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Elements()
    parser.feed(html)
    return parser.found


@pytest.mark.parametrize("name", BODIES)
def test_each_page_renders_with_exactly_its_context(name: str) -> None:
    html = render(name, Page(FRAME, BODIES[name]))
    assert html.count("<h1") == 1
    assert PAGES.release().id in html


@pytest.mark.parametrize("path", sorted(TEMPLATES.iterdir()), ids=lambda path: path.name)
def test_each_template_states_its_context_in_its_first_line(path: Any) -> None:
    assert path.read_text(encoding="utf-8").startswith("{# Context: ")


def test_a_template_fails_on_a_context_it_was_not_given() -> None:
    with pytest.raises(UndefinedError):
        environment().get_template("home.html").render()


@pytest.mark.parametrize("name", BODIES)
def test_no_page_has_inline_script_or_style_or_a_foreign_file(name: str) -> None:
    for tag, attributes in elements(render(name, Page(FRAME, BODIES[name]))):
        assert not any(key.startswith("on") or key == "style" for key in attributes)
        assert tag != "style"
        if tag == "script":
            assert attributes.get("type") == "application/json" or (attributes["src"] or "").startswith("/assets/")
        for key in ("src", "action"):
            assert (attributes.get(key) or "/").startswith("/")
        if tag == "link":
            assert (attributes["href"] or "").startswith("/assets/")


def test_hostile_text_stays_text_on_an_entity_page() -> None:
    text = "<img src=x onerror=alert(1)>\"'{{ 7*7 }}"
    proof = demo.hostile(text).edges[0].evidence[0]
    body = EntityPage(
        id=text,
        iri=text,
        label=text,
        label_ja=text,
        type=text,
        kind=text,
        answer=(Say(text),),
        description=text,
        facts=(Fact(text, text, evidence=(proof,)),),
        agreements=(),
        relations=(),
        evidence=(replace(proof, url="javascript:alert(1)"),),
        identifiers=(),
        formats=(),
        focus=(text,),
    )
    html = render("entity.html", Page(replace(FRAME, title=text), body))
    tags = elements(html)
    assert "img" not in {tag for tag, _ in tags}
    assert not any((attributes.get("href") or "").startswith("javascript") for _, attributes in tags)
    assert "49" not in re.sub(r"\?v=[0-9a-f]+|\d{4}", "", html)


def test_a_page_on_another_day_says_so_and_today_does_not() -> None:
    past = render("home.html", Page(FRAME, BODIES["home.html"]))
    assert "You are looking at 24 May 2016, a day in the past." in past
    today = render("home.html", Page(replace(FRAME, day=TODAY), BODIES["home.html"]))
    assert "a day in the" not in today


def test_an_empty_network_says_what_was_asked_and_what_to_try() -> None:
    empty = replace(demo.pair(), nodes=(), edges=(), focus=("jpn",), unknown=1)
    asked = explored_of({"focus": "jpn", "layer": "industry"}, DAY)
    page = ExplorePage(asked.exploration, empty, (), (), (), (Link("Try today", "/explore?focus=jpn"),))
    html = render("explore.html", Page(FRAME, drawn(page, asked, FRAME)))
    assert "No relation of jpn is in force on 24 May 2016" in html
    assert "1 may be: their dates are not known." in html
    assert "Only industry." in html
    assert "Try today" in html


def test_a_page_speaks_japanese_with_its_names_and_dates() -> None:
    japanese = replace(FRAME, language=language("ja", {"Japan": "日本"}))
    html = render("entity.html", Page(japanese, BODIES["entity.html"]))
    assert '<html lang="ja">' in html
    assert "表示中は2016年5月24日、過去の日です。" in html
    assert ">日本</a>" in html
