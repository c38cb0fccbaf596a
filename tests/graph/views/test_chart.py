from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

from graph.views.chart import HEIGHT, WIDTH, line_chart

DAYS = [date(2000, 1, 1), date(2010, 1, 1), date(2020, 1, 1)]
SVG = "{http://www.w3.org/2000/svg}"


def drawn(series: dict[str, list[float]], title: str = "Title") -> ElementTree.Element:
    return ElementTree.fromstring(line_chart(title, "unit", DAYS, series))


def test_every_series_has_a_line_and_its_name() -> None:
    root = drawn({"one": [0.0, 1.0, 2.0], "two": [2.0, 2.0, 2.0]})
    texts = [t.text for t in root.iter(f"{SVG}text")]
    assert {"Title", "unit", "one", "two", "2000", "2020"} <= set(texts)
    assert len([p for p in root.iter(f"{SVG}path") if p.get("stroke-width") == "2"]) == 2


def test_a_value_is_held_until_the_next_day() -> None:
    (line,) = [p.get("d") for p in drawn({"one": [0.0, 1.0, 1.0]}).iter(f"{SVG}path") if p.get("stroke-width") == "2"]
    assert line is not None
    assert line.startswith("M60.0,")
    assert line.count("H") == line.count("V") == 2


def test_names_do_not_cover_each_other_and_stay_inside() -> None:
    root = drawn({f"series {i}": [1.0, 1.0, 1.0] for i in range(9)})
    heights = sorted(float(t.get("y", 0)) for t in root.iter(f"{SVG}text") if (t.text or "").startswith("series"))
    assert all(b - a >= 13.9 for a, b in pairwise(heights))
    assert heights[-1] <= HEIGHT
    assert root.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"


def test_text_is_escaped_and_the_page_loads_nothing() -> None:
    picture = line_chart("<script>", "&", DAYS, {"<b>": [1.0, 2.0, 3.0]})
    assert "<script>" not in picture
    assert "href" not in picture


def test_a_single_day_and_no_series_are_drawn_too() -> None:
    assert "<svg" in line_chart("t", "u", DAYS[:1], {"one": [3.0]})
    assert "<svg" in line_chart("t", "u", DAYS, {})
