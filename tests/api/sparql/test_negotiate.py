import pytest

from api.problems import ProtocolProblem
from api.sparql.negotiate import HTML, choose
from graph.query.formats import FORMATS, AnswerFormat, formats_of

TABLE, TRIPLES = formats_of("table"), formats_of("triples")


@pytest.mark.parametrize(
    ("accept", "name", "media_type"),
    [
        ("", "json", "application/sparql-results+json"),
        ("*/*", "json", "application/sparql-results+json"),
        ("application/*", "json", "application/sparql-results+json"),
        ("text/*", "csv", "text/csv"),
        ("application/json", "json", "application/json"),
        ("text/csv, application/json", "json", "application/json"),
        ("application/json;q=0.9, text/csv;q=0.8", "json", "application/json"),
        ("application/json;q=0.1, */*;q=0.5", "json", "application/sparql-results+json"),
        ("*/*;q=0.5, text/tab-separated-values;q=0.6", "tsv", "text/tab-separated-values"),
        ("application/sparql-results+json;q=0, */*", "xml", "application/sparql-results+xml"),
        ("TEXT/CSV ; Q=1", "csv", "text/csv"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "xml", "application/xml"),
        ("text/csv;q=nonsense, application/sparql-results+xml", "xml", "application/sparql-results+xml"),
    ],
)
def test_the_format_that_the_client_likes_most_is_chosen(accept: str, name: str, media_type: str) -> None:
    choice = choose(accept, None, TABLE)
    assert (choice.format.name, choice.media_type) == (name, media_type)


@pytest.mark.parametrize("accept", ["image/png", "text/turtle", "*/*;q=0", "application/sparql-results+json;q=2"])
def test_a_header_that_nothing_fits_is_told_what_there_is(accept: str) -> None:
    with pytest.raises(ProtocolProblem) as caught:
        choose(accept, None, TABLE)
    assert caught.value.status == 406
    assert "csv (text/csv)" in caught.value.detail


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_can_be_had_by_type_and_by_name(format_: AnswerFormat) -> None:
    offered = formats_of(format_.kind)
    for media_type in (format_.media_type, *format_.other_types):
        assert choose(media_type, None, offered).format is format_
        assert choose("", media_type, offered).format is format_
    for name in (format_.name, *format_.other_names):
        assert choose("image/png", name.upper(), offered).format is format_


def test_an_unknown_name_is_not_acceptable() -> None:
    with pytest.raises(ProtocolProblem) as caught:
        choose("*/*", "excel", TRIPLES)
    assert "turtle (text/turtle)" in caught.value.detail


def test_a_browser_gets_the_page_and_a_tool_the_triples() -> None:
    offered = (*TRIPLES, HTML)
    assert choose("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", None, offered).format is HTML
    assert choose("*/*", None, offered).format.name == "turtle"


def test_text_names_its_charset_and_the_rest_has_none() -> None:
    assert choose("text/csv", None, TABLE).content_type == "text/csv; charset=utf-8"
    assert choose("", None, TABLE).content_type == "application/sparql-results+json"
