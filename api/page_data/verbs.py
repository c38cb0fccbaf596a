"""Changes of a what-if in words: the verbs, and a change as a sentence."""

import re
from typing import Final

from api.page_data.labels import Labels
from graph.views.language import Name, Say

VERBS: Final = (
    ("conclude", "Conclude an agreement"),
    ("denounce", "Leave an agreement"),
    ("level", "Raise or lower a level"),
    ("lose", "Lose a supplier"),
    ("supply", "Gain a second supplier"),
    ("fund", "Fund a programme"),
)


def change_said(change: str, label: Labels) -> Say:
    """Return a change, such as `conclude:rdp-mou:jpn,usa`, as a sentence with the names of its things."""
    verb, *ids = re.split("[:,]", change)
    named = tuple(Name(label(one)) for one in ids)
    return Say("{verb}: {names}", {"verb": Name(dict(VERBS).get(verb, verb)), "names": named})
