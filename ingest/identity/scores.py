"""How alike two things are, with the reasons in words: names of firms, parties and dates of agreements."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from ingest.identity.described import Described

_FORMS: Final = frozenset(
    (
        *("ab", "ag", "as", "asa", "bv", "co", "company", "corp", "corporation", "gmbh", "group", "holding"),
        *("holdings", "inc", "incorporated", "kabushiki", "kaisha", "kg", "kk", "limited", "llc", "llp", "lp", "ltd"),
        *("nv", "oy", "oyj", "plc", "pte", "pty", "sa", "sarl", "sas", "se", "spa", "srl", "the"),
    )
)
"""Legal forms, and words that firms drop or add at will."""
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Score:
    """From 0 to 1, what it rests on, and whether that is an identifier which names one thing only."""

    value: float
    reason: str
    identified: bool = False


def firm_score(a: Described, b: Described) -> Score:
    """Return how alike two firms are by name; firms with other seats are never alike.

    The mean of shared words (Jaccard) and of letters in order (Ratcliff and Obershelp), legal forms left out; two
    different legal forms keep it below what is merged without review.
    """
    if not a.home or a.home != b.home:
        return Score(0.0, "other countries, or none given")
    (words_a, forms_a), (words_b, forms_b) = _words(a.label), _words(b.label)
    if not words_a or not words_b:
        return Score(0.0, "no name beside the legal form")
    shared = len(set(words_a) & set(words_b)) / len(set(words_a) | set(words_b))
    letters = SequenceMatcher(None, " ".join(words_a), " ".join(words_b)).ratio()
    value = (shared + letters) / 2
    reason = f"same country; words {shared:.2f}, letters {letters:.2f}"
    if forms_a and forms_b and forms_a != forms_b:
        return Score(round(min(value, 0.9), 2), f"{reason}; other legal forms")
    return Score(round(value, 2), reason)


def agreement_score(a: Described, b: Described) -> Score:
    """Return how alike two agreements are by their parties and their day; without both they are not alike."""
    if not (a.parties and b.parties and a.day and b.day):
        return Score(0.0, "parties or dates are missing")
    shared = len(a.parties & b.parties) / len(a.parties | b.parties)
    apart = abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days)
    near = 1.0 if apart == 0 else 0.9 if apart <= 31 else 0.7 if apart <= 366 else 0.0
    return Score(round(shared * near, 2), f"parties {shared:.2f}; {apart} days apart")


@lru_cache(maxsize=65_536)
def _words(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold().replace(".", "")
    words = _WORD.findall(plain)
    return tuple(w for w in words if w not in _FORMS), frozenset(w for w in words if w in _FORMS)


def key_word(thing: Described) -> str:
    """Return the first word of a firm's name, by which candidates are sought."""
    words, _ = _words(thing.label)
    return words[0] if words else ""
