import time

import pytest

from graph.errors import QueryError, QueryRefused
from graph.query.tokens import Kind, position, scan


def texts(query: str) -> list[str]:
    return [token.text for token in scan(query)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT*{?s ?p ?o}LIMIT 1", ["SELECT", "*", "{", "?s", "?p", "?o", "}", "LIMIT", "1"]),
        ("# SERVICE\nASK{}", ["ASK", "{", "}"]),
        ('"a\\"b" \'c\' "" \'\'', ['"a\\"b"', "'c'", '""', "''"]),
        ('"""a "" \\""" b""" x', ['"""a "" \\""" b"""', "x"]),
        ("'''a\n' b'''", ["'''a\n' b'''"]),
        ('"a""b"', ['"a"', '"b"']),
        ("<http://e/#a> <b>", ["<http://e/#a>", "<b>"]),
        ("?a<?b && ?c>?d", ["?a", "<", "?b", "&&", "?c", ">", "?d"]),
        ("?a<<http://x>", ["?a", "<", "<http://x>"]),
        ("<<<s> <p> <o>>>", ["<<", "<s>", "<p>", "<o>", ">>"]),
        ("ex:a.b. ex:c\\,d %:e", None),
        ("ex:a.b. ex:c\\,d ex:%41", ["ex:a.b", ".", "ex:c\\,d", "ex:%41"]),
        ("_:b.1. :x é:日本", ["_:b.1", ".", ":x", "é:日本"]),
        ("1 1.5 1e3 1.SERVICE", ["1", "1.5", "1e3", "1", ".", "SERVICE"]),
        ('"x"@en-GB^^<t>', ['"x"', "@en-GB", "^^", "<t>"]),
        ("a:b/^c:d+|!e:f?", ["a:b", "/", "^", "c:d", "+", "|", "!", "e:f", "?"]),
    ],
)
def test_text_is_split_as_the_grammar_splits_it(query: str, expected: list[str] | None) -> None:
    if expected is None:
        with pytest.raises(QueryError, match="starts nothing"):
            scan(query)
    else:
        assert texts(query) == expected


def test_a_variable_a_name_and_a_language_are_no_words() -> None:
    kinds = {token.text: token.kind for token in scan('?service ex:service "x"@service _:service')}
    assert kinds["?service"] is Kind.VARIABLE
    assert kinds["ex:service"] is Kind.NAME
    assert kinds["@service"] is Kind.LANGUAGE
    assert kinds["_:service"] is Kind.BLANK


@pytest.mark.parametrize(
    ("query", "words", "line", "column"),
    [
        ("ASK {\n  ?s ?p 'open }", "has no end", 2, 9),
        ("ASK { S\\u0045RVICE }", "escape", 1, 8),
        ("ASK {\u00a0}", "starts nothing", 1, 6),
    ],
)
def test_what_cannot_be_split_is_named_with_its_place(query: str, words: str, line: int, column: int) -> None:
    with pytest.raises(QueryError, match=words) as caught:
        scan(query)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_lines_and_columns_count_from_one() -> None:
    assert position("ab\ncd", 0) == (1, 1)
    assert position("ab\ncd", 4) == (2, 2)


@pytest.mark.parametrize(
    "text",
    [
        "a." * 150_000,
        "<a" * 150_000,
        "?" * 300_000,
        "1." * 150_000,
        "a:" + "." * 300_000,
        '"""' + '"' * 300_000,
        "@a-" * 100_000,
    ],
)
def test_no_text_keeps_the_scan_busy(text: str) -> None:
    started = time.thread_time()
    with pytest.raises(QueryError):
        scan(text)
    # About 0.1 s; a scan that costs the square of the text's length takes more than a minute.
    assert time.thread_time() - started < 10


def test_too_many_tokens_are_refused_before_they_are_all_read() -> None:
    with pytest.raises(QueryRefused, match="10,000 tokens"):
        scan("ASK " * 30_000)
