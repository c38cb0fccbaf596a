import pytest

from api.pages.faults import sentence


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("nothing has the id 'xx'; did you mean xkx?", "Nothing has the id 'xx'; did you mean xkx?"),
        ("asOf='2016-13-01' is not a day", "asOf='2016-13-01' is not a day."),
        ("one state is asked for", "One state is asked for."),
        ("'agr-old' was merged", "'agr-old' was merged."),
        ("", "."),
    ],
)
def test_a_message_becomes_a_sentence(message: str, said: str) -> None:
    assert sentence(message) == said
