import io
import xml.etree.ElementTree as ET
from dataclasses import replace

import networkx as nx
import pytest

from graph.views.gexf import gexf
from graph.views.language import language
from graph.views.model import PLAIN, Look
from graph.views.svg import svg
from tests.graph.views import demo
from tests.graph.views.test_standalone import NASTY

SVG = "{http://www.w3.org/2000/svg}"


def test_an_svg_holds_the_day_the_release_the_legend_and_every_thing() -> None:
    root = ET.fromstring(svg(demo.pair(), PLAIN))
    told = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    for part in ("Japan and the United States", "As of 2016-07-01", "release demo-1", "Security 7", "Suspended 1"):
        assert part in told
    titles = [title.text for title in root.iter(f"{SVG}title")]
    assert "Japan (state)" in titles
    assert any(title and title.startswith("Reciprocal Defense Procurement MOU") for title in titles)


def test_what_the_legend_hides_is_not_in_the_file() -> None:
    root = ET.fromstring(svg(demo.pair(), PLAIN, frozenset({"layer.industry"})))
    assert not any("Procurement" in (title.text or "") for title in root.iter(f"{SVG}title"))


def test_a_gexf_file_is_read_by_networkx_with_dates_and_parallel_edges() -> None:
    read = nx.read_gexf(io.BytesIO(gexf(demo.pair(), PLAIN).encode()))
    assert read.number_of_edges("jpn", "usa") + read.number_of_edges("usa", "jpn") == 6
    rdp = next(facts for _, _, facts in read.edges(data=True) if facts["id"] == "rdp")
    assert (rdp["since"], rdp["start"], rdp["layer"], rdp["sources"]) == (
        "2016-06-04",
        "2016-06-04",
        "industry",
        "src-dfars",
    )


def test_a_pin_is_kept_in_the_files() -> None:
    look = Look((("kor", 11, 22),))
    assert 'x="11" y="-22"' in gexf(demo.pair(), look)
    assert 'cx="11" cy="22"' in svg(demo.pair(), look)


@pytest.mark.parametrize("text", NASTY)
def test_hostile_text_stays_text_in_files(text: str) -> None:
    view = demo.hostile(text or "x")
    root = ET.fromstring(svg(view, PLAIN).encode("utf-8"))
    allowed = {f"{SVG}{name}" for name in ("svg", "title", "rect", "text", "path", "circle", "polygon")}
    assert {element.tag for element in root.iter()} <= allowed
    assert not any(name.startswith("on") or "href" in name for element in root.iter() for name in element.attrib)
    ET.fromstring(gexf(view, PLAIN).encode("utf-8"))


def test_an_svg_says_its_day_and_legend_in_the_reader_s_language_and_shortens_a_long_title() -> None:
    view = replace(demo.pair(), title="Memorandum of Understanding " * 8)
    text = svg(view, PLAIN, frozenset(), language("ja"))
    assert "2016-07-01" in text
    assert "安全保障 7" in text
    heading = next(ET.fromstring(text).iter(f"{SVG}text")).text or ""
    assert heading.endswith("…")
