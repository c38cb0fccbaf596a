import ast
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

import api.page_data
import api.pages
from api.pages.questions import FIELDS
from graph.changes import _THINGS
from graph.questions import questions
from graph.tidings import _OF_NOBODY, _OF_SEVERAL, _SENTENCES
from graph.views import language as module
from graph.views.language import ENGLISH, Count, Name, Say, Span, language, scripted, texts
from graph.views.localized import localized
from graph.views.palette import CHANGES, LAYERS, SHAPES, STROKES
from tests.graph.views import demo

VIEWS = Path(module.__file__).parent
PAGES = Path(api.pages.__file__).parent
DATA = Path(api.page_data.__file__).parent
_T = re.compile(r'\bt\("((?:[^"\\]|\\.)*)"')
TITLES = ("kicker", "title", "empty", "columns", "label")


def templates() -> Iterator[Path]:
    yield from (PAGES / "templates").glob("*.html")
    yield from (VIEWS / "templates").glob("*.html")


def sentences(path: Path) -> Iterator[str]:
    """Yield the texts that a module says: those of sentences, counts, and titles of boards."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id == "Say":
            yield from _constants(node.args[:1])
        if node.func.id in ("counted", "Count"):
            yield from (noun if noun else "" for noun in _nouns(node))
        if node.func.id in ("Section", "Board", "Field"):
            yield from _constants(k.value for k in node.keywords if k.arg in TITLES and not _is_said(k.value))


def _is_said(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Say"


def _constants(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        for inner in ast.walk(node):
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                yield inner.value


def _nouns(call: ast.Call) -> Iterator[str]:
    words = [str(arg.value) for arg in call.args[1:3] if isinstance(arg, ast.Constant)]
    if words:
        yield words[1] if len(words) > 1 and words[1] else words[0] + "s"


@pytest.mark.parametrize("path", sorted(templates()), ids=lambda path: path.name)
def test_every_text_of_a_template_is_in_the_japanese_catalogue(path: Path) -> None:
    said = set(_T.findall(path.read_text(encoding="utf-8")))
    assert said - texts("ja").keys() == set()


def test_every_text_of_a_script_is_in_the_part_that_scripts_get() -> None:
    said = {text for path in (VIEWS / "static").glob("*.js") for text in _T.findall(path.read_text(encoding="utf-8"))}
    assert said - scripted("ja").keys() == set()


@pytest.mark.parametrize("path", sorted(DATA.glob("*.py")), ids=lambda path: path.name)
def test_every_sentence_and_title_of_a_page_is_in_the_japanese_catalogue(path: Path) -> None:
    assert {text for text in sentences(path) if re.search("[A-Za-z]{2}", text)} - texts("ja").keys() == set()


def test_the_words_of_the_legend_are_in_the_japanese_catalogue() -> None:
    labels = {layer.label for layer in LAYERS.values()} | {shape.label for shape in SHAPES.values()}
    labels |= {stroke.label for stroke in STROKES.values()} | {change.label for change in CHANGES.values()}
    assert labels - texts("ja").keys() == set()


def test_what_a_parameter_is_called_is_in_the_japanese_catalogue_and_every_parameter_is_called_something() -> None:
    assert set(FIELDS.values()) - texts("ja").keys() == set()
    assert {p.name for found in questions() for p in found.parameters} == set(FIELDS)


def test_a_translation_has_the_places_of_its_text() -> None:
    places = re.compile(r"\{\w*\}")
    differ = [text for text, other in texts("ja").items() if set(places.findall(text)) - set(places.findall(other))]
    assert differ == []


def test_a_sentence_is_pieces_of_text_and_links_in_the_order_of_its_language() -> None:
    told = Say(
        "{name} is party to {count} in force on {day}.",
        {"name": Name("Japan"), "count": Count(5, "agreement", "agreements", "#rows"), "day": date(2016, 5, 24)},
    )
    english = ENGLISH.spans(told)
    assert "".join(span.text for span in english) == "Japan is party to 5 agreements in force on 24 May 2016."
    assert Span("5 agreements", "#rows") in english
    japanese = language("ja", {"Japan": "日本"}).spans(told)
    assert "".join(span.text for span in japanese) == "2016年5月24日、日本は発効中の5件の協定の当事者です。"
    assert Span("5件の協定", "#rows") in japanese


def test_names_are_listed_and_an_unknown_place_stays() -> None:
    names = tuple(Name(name) for name in ("Japan", "Australia", "India"))
    assert ENGLISH.t("{names} {} {other}", names=names) == "Japan, Australia and India {} {other}"
    assert language("ja").t("{names}", names=names) == "Japan、Australia、India"


def test_a_picture_in_japanese_keeps_its_ids_and_dates() -> None:
    names = {"Japan": "日本", "United States": "米国", "agreement": "協定"}
    view = localized(demo.pair(), language("ja", names))
    assert view.title == "日本・米国"
    assert {edge.id: edge.since for edge in view.edges} == {edge.id: edge.since for edge in demo.pair().edges}
    assert {edge.kind for edge in view.edges} == {"協定"}
    assert localized(demo.pair(), ENGLISH) is not None
    assert language("xx").code == "en"


def test_every_heading_of_what_a_release_changed_is_in_the_japanese_catalogue() -> None:
    things = [f"{name} {verb}" for name in _THINGS.values() for verb in ("added", "removed", "changed", "merged")]
    sources = [f"source {verb}" for verb in ("added", "removed", "changed")]
    assert {what.capitalize() for what in (*things, *sources)} - texts("ja").keys() == set()


def test_so_is_every_sentence_that_tells_it() -> None:
    told = {*_SENTENCES.values(), *_OF_SEVERAL.values(), *_OF_NOBODY.values()}
    assert told - texts("ja").keys() == set()
