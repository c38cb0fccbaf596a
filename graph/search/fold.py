"""Text as it is compared, and the small pieces by which short words and misspelt ones are found."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

SHORTEST_TYPO: Final = 4
"""Words shorter than this are never taken for another: too many differ by one letter."""

_KATAKANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_CJK: Final = r"\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_WORD: Final = re.compile(r"[^\W_]+")
_CJK_RUN: Final = re.compile(f"[{_CJK}]+")


def fold(text: str) -> str:
    """Return text as it is compared: width, case, accents and kana made equal."""
    wide = unicodedata.normalize("NFKC", text).casefold().translate(_KATAKANA)
    marks_off = "".join(c for c in unicodedata.normalize("NFD", wide) if not _is_accent(c))
    return unicodedata.normalize("NFC", marks_off)


def _is_accent(character: str) -> bool:
    # Latin accents only: the voicing marks of kana tell words apart.
    return "\u0300" <= character <= "\u036f"


def words(folded: str) -> list[str]:
    """Return the words of folded text, each once."""
    return list(dict.fromkeys(_WORD.findall(folded)))


def is_cjk(word: str) -> bool:
    """Tell whether a word is written without blanks between words."""
    return bool(_CJK_RUN.fullmatch(word))


def short_tokens(folded: str) -> Iterator[str]:
    """Yield what a word of one or two characters is found by: Latin words, and each one or two kanji or kana."""
    for word in words(folded):
        runs = _CJK_RUN.findall(word)
        yield from (part for part in _CJK_RUN.split(word) if part)
        for run in runs:
            yield from run
            yield from (run[i : i + 2] for i in range(len(run) - 1))


def variants(word: str) -> set[str]:
    """Return a word and what is left of it without any one letter; two words a slip apart share one of these."""
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}


def slips(a: str, b: str) -> int:
    """Return how many letters are missing, added, changed or swapped with their neighbour between two words."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        last, before2 = row, before
        row = [i]
        for j, other in enumerate(b, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before2[j - 2] + 1)
            row.append(cost)
        before = last
    return row[-1]
