from hypothesis import given
from hypothesis import strategies as st

from ingest.claims import Text
from ingest.lines import told
from ingest.nquads import ending, literal

ENDING = ending("https://w3id.org/kaname/graph/source/mine")
WORDS = st.text(alphabet='a"\\ \n!é', max_size=3)
STATEMENTS = st.builds(
    lambda subject, words, language: f"<{subject}> <p> {literal(Text(words, language))}",
    st.sampled_from("abc"),
    WORDS,
    st.sampled_from(("", "en", "en-GB")),
)


@given(st.lists(STATEMENTS, max_size=12), st.lists(STATEMENTS, max_size=12))
def test_statements_and_lines_are_in_the_order_of_lines_and_each_once(said: list[str], others: list[str]) -> None:
    lines = told(said, ENDING, [statement + ENDING for statement in others])
    assert list(lines) == sorted({statement + ENDING for statement in (*said, *others)})
    assert list(lines) == list(lines)
    assert len(lines) == len(list(lines))


def test_nothing_is_no_line() -> None:
    assert list(told([], ENDING, [])) == []
