"""The columns of the three files that are mapped, and what their codes stand for."""

from typing import Final, NamedTuple


class MemberRow(NamedTuple):
    """A member in a phase of a treaty."""

    atopid: str
    phase: str
    member: str
    yrent: str
    moent: str
    dayent: str
    yrexit: str
    moexit: str
    dayexit: str
    ineffect: str
    termmode: str
    termcaus: str
    defense: str
    offense: str
    neutral: str
    nonagg: str
    consul: str
    notaiden: str
    dipaid: str
    terrres: str
    seppeace: str
    thirdcom: str
    noothall: str
    defcoadv: str
    defcoloc: str
    defcocon: str
    defconum: str
    defcodem: str
    defconpr: str
    offcoadv: str
    offcoloc: str
    offcocon: str
    offconum: str
    offcodem: str
    neucoadv: str
    neucoloc: str
    neucocon: str
    neuconum: str
    neucodem: str
    neuconpr: str
    neucoatt: str
    concoadv: str
    concoloc: str
    concocon: str
    concoreq: str
    olimob: str
    obvary: str


class AllianceRow(NamedTuple):
    """A treaty over its whole life."""

    atopid: str
    cow4id: str
    begyr: str
    begmo: str
    begday: str
    endyr: str
    endmo: str
    endday: str
    ineffect: str
    wartime: str
    pubsecr: str
    term: str
    source: str
    version: str


class PhaseRow(NamedTuple):
    """A phase of a treaty, the right source for dated provisions."""

    atopid: str
    atopidphase: str
    phase: str
    begyr: str
    begmo: str
    begday: str
    endyr: str
    endmo: str
    endday: str
    milcon: str
    milaid: str
    intcom: str
    subord: str
    organ1: str
    orgpurp1: str
    organ2: str
    orgpurp2: str
    base: str
    contrib: str
    armred: str
    estmode: str
    pubsecr: str
    secrart: str
    proadd: str
    futmem: str
    speclgth: str
    length: str
    renounce: str
    proren: str
    renewlgt: str
    term: str
    compag: str
    ecaid: str
    specthrt: str
    statthr1: str
    statthr2: str
    conwtin: str
    medarb: str
    natrefal: str
    reflnun: str
    refothio: str
    nomicoop: str
    agprois: str
    interv: str


PROVISIONS: Final = PhaseRow._fields[PhaseRow._fields.index("milcon") :]

OBLIGATIONS: Final = {
    "defense": "owes-defence",
    "offense": "owes-offence",
    "neutral": "owes-neutrality",
    "nonagg": "owes-non-aggression",
    "consul": "owes-consultation",
    "notaiden": "owes-no-aid-to-foes",
    "dipaid": "owes-payment",
    "terrres": "owes-resources",
    "seppeace": "owes-no-separate-peace",
    "thirdcom": "owes-limits-on-commitments",
    "noothall": "owes-no-contrary-commitments",
}
"""Columns of what a member itself owes; any value but 0 and blank means that it does."""

DEGREES: Final = {
    ("seppeace", "1"): "No separate peace at all.",
    ("seppeace", "2"): "A separate peace with the approval of the partners only.",
    ("seppeace", "3"): "A separate peace only after the partners are consulted.",
    ("notaiden", "1"): "No aid to foes of a partner, whoever they are.",
    ("notaiden", "2"): "No aid to states that are foes of a partner.",
    ("notaiden", "3"): "No aid to armed groups that are foes of a partner.",
    ("notaiden", "4"): "No aid to states or armed groups that are foes of a partner.",
}
"""How far a duty goes, where its code says more than that it is owed."""

_DUTIES: Final = {"defco": "defence", "offco": "offence", "neuco": "neutrality", "conco": "consultation"}
_SUFFIXES: Final = {
    "adv": "adversary",
    "loc": "place",
    "con": "conflict",
    "num": "number",
    "dem": "demand",
    "npr": "no-provocation",
    "att": "partner-attacked",
    "req": "request",
}
CONDITIONS: Final = {
    **{
        f"{start}{end}": f"if-{duty}-{condition}"
        for start, duty in _DUTIES.items()
        for end, condition in _SUFFIXES.items()
        if f"{start}{end}" in MemberRow._fields
    },
    "defconpr": "if-defence-no-provocation",
    "neuconpr": "if-neutrality-no-provocation",
    "olimob": "if-other",
    "obvary": "varies-by-partner",
}
"""Columns of the conditions under which a member's duties bind."""

EXITS: Final = {
    "0": "ended",
    "1": "expired",
    "2": "superseded",
    "3": "terminated",
    "4": "ended",
    "5": "ended",
    "6": "ended",
}
"""How a member's part ended, by `termmode`."""

MODES: Final = {
    "1": "not renewed",
    "2": "replaced by another agreement",
    "3": "broken early",
    "4": "a member lost its statehood",
    "5": "the purpose was gone",
    "6": "a war was lost",
}
CAUSES: Final = {
    "1": "it was replaced",
    "2": "statehood was lost",
    "3": "the problem was solved",
    "4": "policy changed",
    "5": "members differed on the running of the alliance",
    "6": "members fought",
    "7": "a war with a third party",
    "8": "a violation",
}
