r"""What comments say, by named patterns over the whole text: statements are divided by `;`, but so are lists in them.

What a pattern finds is our reading of a comment, not a field of the source. A hedge ("probably") takes the place of
the plain statement, since a possible licence is no licence.
"""

import re
from collections.abc import Iterator
from typing import Final

from ingest.claims import Fact, Text

_PLACE: Final = r"[A-Z][A-Za-z]+(?: [A-Z][a-z]+)*"

PATTERNS: Final[dict[str, re.Pattern[str]]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "licence": r"(?i)\blicen[cs]e\b",
        "licence_in": rf"\b[Uu]nder licen[cs]e in (?P<place>{_PLACE})",
        "licence_hedged": r"(?i)\b(?:possibly|probably)\b[^;]*\blicen[cs]e\b",
        "unlicensed": r"(?i)\bwithout (?:\w+ )?licen[cs]e\b",
        "assembled": r"(?i)\bassembl(?:ed|y)\b",
        "kits": r"(?i)\bfrom kits\b",
        "components": r"(?i)\bproduction of components\b",
        "foreign_line": r"\b[Ff]rom (?P<line>[A-Z][\w-]*(?: [A-Z][\w-]*)*) production line\b",
        "for_n": r"\b[Ff]or (?P<n>\d+) (?P<platform>[^;]+)",
        "for_n_from": r"\b[Ff]or (?P<n>\d+) (?P<platform>[^;]*?) from (?P<origin>[A-Z][A-Za-z]+(?: [A-Z][a-z]+)*)",
        "for_n_built": rf"\b[Ff]or (?P<n>\d+) (?P<platform>[^;]*?) produced in (?P<place>{_PLACE})",
        "for_refit": r"(?i)\bfor moderni[sz]ation of\b",
        "second_hand": r"(?i)\bsecond-hand\b",
        "second_hedged": r"(?i)\b(?:possibly|probably)\b[^;]*second-hand\b",
        "aid": r"(?i)\baid\b",
        "aid_programme": r"'(?P<prog>MAP|MDAP|FMF|CFE Cascade)'",
        "aid_ukraine": r"(?i)\baid after 2022 Russian invasion\b",
        "deal_value": (
            r"(?P<cur>\$|EUR|GBP|SEK|AUD|CAD|JPY|INR|KRW|CHF|DEM|FRF) ?"
            r"(?P<lo>\d[\d.]*)(?:-(?P<hi>\d[\d.]*))? ?(?P<unit>m|b|tr)\b"
        ),
        "part_of_deal": r"(?i)\bpart of\b[^;]*\bdeal\b",
        "planned": r"(?i)\bdelivery planned (?:by )?(?P<y1>\d{4})(?:-(?P<y2>\d{4}))?",
        "via": r"\bvia (?P<via>[A-Z])",
        "financed_by": r"(?i)\bfinanced by\b",
        "offset": r"(?i)\boffsets?\b",
        "option": r"(?i)\boption on \d+ more\b",
        "lease": r"(?i)\bleased?\b",
        "loan": r"(?i)\bloan(?:ed)?\b",
        "embargo": r"(?i)\bembargo",
        "cancelled": r"(?i)\bcancelled\b",
        "illegal": r"(?i)\billegal",
        "number_doubt": r"(?i)\bno\. (?:delivered )?could be\b",
        "supplier_doubt": r"(?i)\bsupplier uncertain\b",
        "weapon_doubt": r"(?i)\bdesignation uncertain\b",
        "status_doubt": r"(?i)\bstatus uncertain\b",
        "local_name": r"\b(?P<adj>[A-Z][A-Za-z]+(?: [A-Z][a-z]+)?) designation (?P<name>[^;]+)",
    }.items()
}

_WORDS: Final = {
    "licence": "licen",
    "licence_in": "under licen",
    "licence_hedged": "licen",
    "unlicensed": "without ",
    "assembled": "assembl",
    "kits": "from kits",
    "components": "production of components",
    "foreign_line": "production line",
    "for_n": "for ",
    "for_n_from": " from ",
    "for_n_built": "produced in",
    "for_refit": "for moderni",
    "second_hand": "second-hand",
    "second_hedged": "second-hand",
    "aid": "aid",
    "aid_programme": "'",
    "aid_ukraine": "aid after 2022",
    "part_of_deal": "part of",
    "planned": "delivery planned",
    "via": "via ",
    "financed_by": "financed by",
    "offset": "offset",
    "option": "option on",
    "lease": "lease",
    "loan": "loan",
    "embargo": "embargo",
    "cancelled": "cancelled",
    "illegal": "illegal",
    "number_doubt": "could be",
    "supplier_doubt": "supplier uncertain",
    "weapon_doubt": "designation uncertain",
    "status_doubt": "status uncertain",
    "local_name": "designation ",
}
"""What a comment in lower case must hold for a pattern to fit: to look for a word is many times faster."""
_SEARCHES: Final = [(name, _WORDS.get(name, ""), pattern.search) for name, pattern in PATTERNS.items()]

_MARKS: Final = {
    "licence": "licence",
    "licence_in": "licensed-production",
    "licence_hedged": "licence-hedged",
    "unlicensed": "unlicensed",
    "assembled": "assembled",
    "kits": "kits",
    "components": "components",
    "foreign_line": "foreign-line",
    "for_n": "sub-system",
    "for_refit": "refit",
    "second_hand": "second-hand",
    "second_hedged": "second-hand-hedged",
    "aid": "aid",
    "aid_programme": "aid-programme",
    "aid_ukraine": "aid-ukraine",
    "deal_value": "deal-value",
    "part_of_deal": "part-of-deal",
    "planned": "planned",
    "via": "via",
    "financed_by": "financed-by",
    "offset": "offsets",
    "option": "option",
    "lease": "lease",
    "loan": "loan",
    "embargo": "embargo",
    "cancelled": "cancelled",
    "illegal": "illegal",
    "number_doubt": "number-doubt",
    "supplier_doubt": "supplier-doubt",
    "weapon_doubt": "weapon-doubt",
    "status_doubt": "status-doubt",
    "local_name": "local-name",
}
_HEDGES: Final = {"licence_hedged": ("licence_in", "licence"), "second_hedged": ("second_hand",)}
_GROUPS: Final = {
    "licence_in": (("kn:licencePlace", "place"),),
    "foreign_line": (("kn:productionLine", "line"),),
    "for_n_from": (("kn:platformOrigin", "origin"),),
    "for_n_built": (("kn:platformBuiltIn", "place"),),
    "for_n": (("kn:platformCount", "n"), ("kn:platform", "platform")),
    "aid_programme": (("kn:aidProgramme", "prog"),),
    "local_name": (("kn:localDesignation", "name"),),
}


def found(comment: str) -> dict[str, re.Match[str]]:
    """Return the first match of each pattern that a comment fits, by the pattern's name."""
    if not comment:
        return {}
    lower = comment.lower()
    return {name: match for name, word, search in _SEARCHES if word in lower and (match := search(comment))}


def marks(matches: dict[str, re.Match[str]]) -> list[str]:
    """Return the marks of a record, a hedged statement in place of the plain one."""
    hedged = {plain for hedge, plains in _HEDGES.items() if hedge in matches for plain in plains}
    return [f"mark-{mark}" for name, mark in _MARKS.items() if name in matches and name not in hedged]


def readings(matches: dict[str, re.Match[str]]) -> Iterator[Fact]:
    """Yield what the patterns read out of the comment, a hedged licence left to its mark alone."""
    for name, groups in _GROUPS.items():
        if name in matches and not any(hedge in matches and name in plains for hedge, plains in _HEDGES.items()):
            for prop, group in groups:
                words = matches[name][group].strip()
                yield prop, int(words) if group == "n" else Text(words)
