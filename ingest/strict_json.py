"""Reads JSON strictly: no key twice, no NaN or infinity, no half characters, no number without end, no deep nesting."""

import json
import math
import re
from collections.abc import Iterator
from typing import Any, Final

MAX_DEPTH: Final = 100
_MAX_DIGITS: Final = 400
_TOKENS: Final = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)
"""A text is passed stretch by stretch: sign by sign, one of 200 MB would take 20 GB."""
_NEXT: Final = re.compile(r"[\s,]*")
_HALF: Final = re.compile("[\ud800-\udfff]")


def loads(text: str) -> Any:
    """Return the value of a JSON text.

    Raises
    ------
    ValueError
        The text is not JSON, or not strict; the message says what is wrong, and where if the parser knows.
    """
    if depth(text) > MAX_DEPTH:
        raise ValueError(f"nests deeper than {MAX_DEPTH} levels; flatten it")
    return json.loads(
        text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite, parse_int=_short
    )


def loads_object(text: str) -> dict[str, Any]:
    """Return the object of a JSON text; anything but an object is a ValueError too."""
    return _object(loads(text))


def objects(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of a JSON list with the places at which they start; raises a ValueError as `loads` does."""
    found = loads(text)
    decoder, place = json.JSONDecoder(), text.index("[") + 1
    for value in found:
        place = _NEXT.match(text, place).end()  # type: ignore[union-attr]
        yield place, _object(value)
        place = decoder.raw_decode(text, place)[1]


def _object(found: object) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise ValueError("not an object; each line must be one")  # noqa: TRY004 - the caller's file is at fault
    return found


def depth(text: str) -> int:
    """Return how deep the brackets of a JSON text nest, without parsing it."""
    deepest = level = 0
    for match in _TOKENS.finditer(text):
        if match[0] in "[{":
            level += 1
            deepest = max(deepest, level)
        elif match[0] in "]}":
            level -= 1
    return deepest


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"the key {name!r} stands twice in one object; remove one")
        if _HALF.search(name) or (isinstance(value, str) and _HALF.search(value)):
            raise ValueError(f"the value of {name!r} holds half of a character (a lone surrogate); write it whole")
        found[name] = value
    return found


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON; leave the value out or write null")


def _finite(digits: str) -> float:
    value = float(digits)
    if math.isinf(value):
        raise ValueError(f"the number {digits[:40]} is too large; write it as a text")
    return value


def _short(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        raise ValueError(f"a number of {len(digits):,} digits; write it as a text")
    return int(digits)
