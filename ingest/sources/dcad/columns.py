"""The columns of the file that are mapped, and what their codes stand for."""

from typing import Final, NamedTuple


class AgreementRow(NamedTuple):
    """One bilateral framework agreement."""

    dcaid: str
    ccode1: str
    ccode2: str
    signday: str
    signmonth: str
    signyear: str
    eifday: str
    eifmonth: str
    eifyear: str
    category1: str
    category2: str
    category3: str
    span: str
    renewtype: str
    renewyears: str
    terminated: str
    durationactual: str
    endyearestimate: str
    asymmetry: str
    categoryconf: str
    unts: str
    fulltext: str
    sourcetype: str
    source: str
    factivaconf: str
    factivasign: str


KINDS: Final = {
    "DCA": "defence-cooperation-agreement",
    "DIC": "defence-industry-cooperation",
    "TREX": "training-and-exchange",
    "PROCUREMENT": "procurement-agreement",
    "COMMISSION": "joint-commission",
    "RESEARCH": "rdte-agreement",
}

SURENESS: Final = {
    "high": "mark-category-high",
    # The codebook writes "medium"; the file has "med".
    "med": "mark-category-medium",
    "medium": "mark-category-medium",
    "low": "mark-category-low",
    "atypical": "mark-category-atypical",
}

IN_FORCE, ENDED, NEVER_SURE, END_UNCLEAR = "0", "1", "-88", "-99"
"""The codes of `terminated`: believed in force at the horizon; ended; unclear if it began; began, but end unclear."""

SIGNATURE_DOUBTED: Final = frozenset(("0", "-99"))
"""Codes of `factivasign`: by the news it was not signed, or they do not make clear whether it was."""
