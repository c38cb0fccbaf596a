"""JSON is read strictly, and what a text is made of costs no memory of its own."""

import tracemalloc

import pytest

from ingest import strict_json


def test_a_long_text_is_passed_without_memory_for_each_of_its_signs() -> None:
    text = '{"id": "' + "x" * 1_000_000 + '", "quoted": "a \\" [ b"}'
    tracemalloc.start()
    try:
        assert strict_json.depth(text) == 1
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 3_000_000


def test_the_objects_of_a_list_come_with_their_places() -> None:
    text = '[ {"a": 1},\n  {"b": "]"} , {} ]'
    assert list(strict_json.objects(text)) == [(2, {"a": 1}), (14, {"b": "]"}), (27, {})]


@pytest.mark.parametrize("text", ['[{"a": 1}, 2]', '[{"a": 1}', '[{"a": 1, "a": 2}]', '[{"a": NaN}]'])
def test_a_list_that_is_broken_or_holds_no_object_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"object|delimiter|twice|NaN"):
        list(strict_json.objects(text))
