"""How alike two names of firms are, with the reasons in words."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

_FORMS: Final = frozenset(
    (
        *("ab", "ag", "as", "asa", "bv", "co", "company", "corp", "corporation", "gmbh", "group", "holding"),
        *("holdings", "inc", "incorporated", "kabushiki", "kaisha", "kg", "kk", "limited", "llc", "llp", "lp", "ltd"),
        *("nv", "oy", "oyj", "plc", "pte", "pty", "sa", "sarl", "sas", "se", "spa", "srl", "the"),
    )
)
"""Legal forms, and words that firms drop or add at will."""
_SAME_FORM: Final = (("inc", "incorporated"), ("corp", "corporation"), ("co", "company"), ("ltd", "limited"))
_FULL: Final = dict(_SAME_FORM)
_WORD: Final = re.compile(r"\w+")
_OTHER_FORM: Final = 0.9
"""The most that names under two different legal forms can reach: below what is taken as one without review."""


@dataclass(frozen=True, slots=True)
class Score:
    """From 0 to 1, and what it rests on."""

    value: float
    reason: str


def name_score(a: str, b: str) -> Score:
    """Return the mean of shared words (Jaccard) and of letters in order (Ratcliff and Obershelp), legal forms aside."""
    (words_a, forms_a), (words_b, forms_b) = parted(a), parted(b)
    if not words_a or not words_b:
        return Score(0.0, "no name beside the legal form")
    shared = len(set(words_a) & set(words_b)) / len(set(words_a) | set(words_b))
    letters = SequenceMatcher(None, " ".join(words_a), " ".join(words_b)).ratio()
    value, reason = (shared + letters) / 2, f"words {shared:.2f}, letters {letters:.2f}"
    if forms_a and forms_b and forms_a != forms_b:
        return Score(round(min(value, _OTHER_FORM), 2), f"{reason}, other legal forms")
    return Score(round(value, 2), reason)


@lru_cache(maxsize=65_536)
def parted(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return a name's words without accents, and its legal forms."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold().replace(".", "")
    words = _WORD.findall(plain)
    return tuple(w for w in words if w not in _FORMS), frozenset(_FULL.get(w, w) for w in words if w in _FORMS)
