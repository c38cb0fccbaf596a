"""Views for tests: a few real agreements, a larger alliance, and hostile text."""

from datetime import date

from graph.views.model import EdgeStatus, NetworkView, Proof, ViewEdge, ViewNode

MOFA = Proof(
    citation="cit-mofa-treaty",
    source="src-mofa-treaty",
    title="Japan-U.S. Security Treaty",
    publisher="Ministry of Foreign Affairs of Japan",
    issued="1960-01-19",
    url="https://www.mofa.go.jp/region/n-america/us/q&a/ref/1.html",
    locator="Article V",
    confidence="A",
    source_kind="stored",
)
DFARS = Proof(
    citation="cit-dfars",
    source="src-dfars",
    title="DFARS 225.872-1 General",
    publisher="Acquisition.gov",
    issued="",
    url="https://www.acquisition.gov/dfars/225.872-1-general.",
    locator="225.872-1(a)",
    confidence="B",
    source_kind="canonical",
)
NAMES = {
    "usa": "United States",
    "jpn": "Japan",
    "aus": "Australia",
    "nzl": "New Zealand",
    "kor": "South Korea",
    "phl": "Philippines",
    "gbr": "United Kingdom",
}
MEMBERS = (
    "alb bel bgr can hrv cze dnk est fin fra deu grc hun isl ita lva "
    "ltu lux mne nld mkd nor pol prt rou svk svn esp swe tur gbr usa"
)
NATO = tuple(MEMBERS.split())


def state(name: str, *, focus: bool = False) -> ViewNode:
    return ViewNode(name, NAMES.get(name, name.upper()), "state", name.upper(), focus, (("ISO code", name.upper()),))


def edge(name: str, ends: tuple[str, str], layer: str, label: str, since: str, **more: str) -> ViewEdge:
    status: EdgeStatus = "holds"
    if more.get("status") in ("signed", "unknown", "suspended"):
        status = more["status"]  # type: ignore[assignment]
    return ViewEdge(
        id=name,
        source=ends[0],
        target=ends[1],
        layer=layer,
        label=label,
        kind=more.get("kind", "agreement"),
        status=status,
        since=since,
        until=more.get("until", ""),
        parties=ends,
        about=f"agr-{name}",
        evidence=(DFARS,) if layer == "industry" else (MOFA,),
    )


PAIR_EDGES = (
    edge("treaty", ("jpn", "usa"), "security", "Treaty of Mutual Cooperation and Security", "1960-06-23"),
    edge("sofa", ("jpn", "usa"), "access", "Status of Forces Agreement", "1960-06-23"),
    edge("guidelines", ("jpn", "usa"), "security", "Guidelines for Defense Cooperation", "2015-04-27"),
    edge(
        "acsa",
        ("usa", "jpn"),
        "logistics",
        "Acquisition and Cross-Servicing Agreement",
        "2017-04-25",
        status="signed",
    ),
    edge("gsomia", ("jpn", "usa"), "information", "General Security of Military Information Agreement", "2007-08-10"),
    edge("rdp", ("usa", "jpn"), "industry", "Reciprocal Defense Procurement MOU", "2016-06-04"),
)


def pair() -> NetworkView:
    """Japan and the United States in July 2016, with two third parties."""
    anzus = ViewNode("anzus", "Security Treaty (ANZUS)", "agreement", facts=(("In force", "1952-04-29"),))
    return NetworkView(
        title="Japan and the United States",
        as_of=date(2016, 7, 1),
        release="demo-1",
        focus=("jpn", "usa"),
        nodes=(
            state("jpn", focus=True),
            state("usa", focus=True),
            state("aus"),
            state("nzl"),
            state("kor"),
            state("phl"),
            anzus,
            ViewNode("atla", "Acquisition, Technology & Logistics Agency", "agency"),
            ViewNode("mhi", "Mitsubishi Heavy Industries", "firm"),
            ViewNode("sm3", "SM-3 Block IIA", "programme"),
            ViewNode("unc", "United Nations Command", "body"),
        ),
        edges=(
            *PAIR_EDGES,
            edge("part-anzus-usa", ("usa", "anzus"), "security", "Security Treaty (ANZUS)", "1952-04-29"),
            edge("part-anzus-aus", ("aus", "anzus"), "security", "Security Treaty (ANZUS)", "1952-04-29"),
            edge(
                "part-anzus-nzl",
                ("nzl", "anzus"),
                "security",
                "Security Treaty (ANZUS)",
                "1952-04-29",
                status="suspended",
            ),
            edge("kor-treaty", ("kor", "usa"), "security", "Mutual Defense Treaty", "1954-11-17"),
            edge("phl-treaty", ("phl", "usa"), "security", "Mutual Defense Treaty", "1952-08-27"),
            edge("jpn-aus-info", ("aus", "jpn"), "information", "Information Security Agreement", "2013-03-22"),
            edge("jpn-aus-acsa", ("aus", "jpn"), "logistics", "ACSA", "2013-01-31"),
            edge("atla-of", ("atla", "jpn"), "capability", "Agency of the Ministry of Defense", "2015-10-01"),
            edge("sm3-usa", ("usa", "sm3"), "industry", "Co-development", "2006-06-23"),
            edge("sm3-mhi", ("mhi", "sm3"), "supply", "Maker of the second-stage motor", "", status="unknown"),
            edge("mhi-jpn", ("mhi", "jpn"), "ownership", "Home state", ""),
            edge("unc-usa", ("usa", "unc"), "presence", "Command", "1950-07-07"),
            edge("unc-kor", ("unc", "kor"), "presence", "Host", "1950-07-07"),
        ),
        unknown=2,
    )


def alliance(bilateral: int = 60) -> NetworkView:
    """The North Atlantic alliance with many agreements between its members: a full picture."""
    members = tuple(state(name) for name in NATO)
    nato = ViewNode("nato", "North Atlantic Treaty", "agreement", focus=True)
    parties = tuple(
        edge(f"part-nato-{name}", (name, "nato"), "security", "North Atlantic Treaty", "1949-08-24") for name in NATO
    )
    layers = ("logistics", "information", "industry", "access")
    pairs = [(first, last) for first in NATO for last in NATO if first < last]
    ties = tuple(
        edge(f"tie-{place}", pairs[place * 7 % len(pairs)], layers[place % 4], "Bilateral agreement", "2001-01-01")
        for place in range(bilateral)
    )
    firms = tuple(ViewNode(f"firm-{place}", f"Aerospace Works No. {place}", "firm") for place in range(30))
    homes = tuple(
        edge(f"home-{place}", (f"firm-{place}", NATO[place]), "ownership", "Home state", "") for place in range(30)
    )
    return NetworkView(
        "North Atlantic Treaty",
        date(2024, 4, 1),
        "demo-1",
        ("nato",),
        (nato, *members, *firms),
        (*parties, *ties, *homes),
        0,
    )


def hostile(text: str) -> NetworkView:
    """A view in which every free text and id is `text`."""
    proof = Proof(text, text, text, text, text, text, text, text, text)
    nodes = (
        ViewNode(f"a{text}", text, "state", text, True, ((text, text),)),
        ViewNode(f"b{text}", text, "agreement", "", False, ((text, text),)),
    )
    tie = ViewEdge(
        f"e{text}", nodes[0].id, nodes[1].id, text, text, text, "holds", text, text, (text, nodes[0].id), text, (proof,)
    )
    return NetworkView(text, date(2016, 5, 24), text, (nodes[0].id,), nodes, (tie,), 1)
