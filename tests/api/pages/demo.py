"""A source of page bodies for tests: the procurement memorandum of 2016 appears when the day moves past it."""

from dataclasses import replace
from datetime import date

from fastapi import FastAPI

from api.pages import explore
from api.pages.board import Board, BoardAsk, Link
from api.pages.bodies import (
    AgreementRow,
    DatasetRow,
    DocumentRow,
    EntityPage,
    Fact,
    Identifier,
    RelationRow,
    SourcesPage,
)
from api.pages.context import ReleaseNote
from api.pages.drawings import ExplorePage, WholeAsk, WholePage
from api.pages.home_body import Example, Figure, HomePage
from api.pages.routes import router
from api.pages.timeline import Tick
from graph.disputes import Wanted
from graph.errors import NotFound
from graph.exploration import Exploration
from graph.views.language import Say, Span
from graph.views.model import NetworkView
from graph.views.whole import Whole
from tests.graph.views import demo

TODAY = date(2026, 11, 24)
TICKS = tuple(
    Tick(date.fromisoformat(day), label)
    for day, label in (
        ("1952-04-29", "ANZUS in force"),
        ("1952-08-27", "US–Philippines treaty in force"),
        ("1954-11-17", "US–Korea treaty in force"),
        ("1960-06-23", "Treaty of Mutual Cooperation and Security in force"),
        ("2007-08-10", "GSOMIA in force"),
        ("2013-01-31", "ACSA in force"),
        ("2013-03-22", "Information Security Agreement in force"),
        ("2015-04-27", "Guidelines for Defense Cooperation"),
        ("2015-10-01", "ATLA founded"),
        ("2016-06-04", "Reciprocal Defense Procurement MOU"),
        ("2017-04-25", "New ACSA in force"),
    )
)


class DemoPages:
    """Bodies built in the test."""

    def __init__(self, view: NetworkView | None = None) -> None:
        self.view = view or demo.pair()

    def today(self) -> date:
        return TODAY

    def release(self) -> ReleaseNote:
        return ReleaseNote("2026-11-24-5f3a9c", "CC BY 4.0", "1,204 relations from 182 documents")

    def names(self) -> dict[str, str]:
        return {"Japan": "日本", "United States": "米国"}

    def home(self, day: date) -> HomePage:
        return HomePage(
            counts=(
                Figure(Say("agreements"), 257, "/sources"),
                Figure(Say("states"), 61),
                Figure(Say("firms"), 187),
                Figure(Say("relations"), 1204),
                Figure(Say("documents"), 182, "/sources"),
            ),
            examples=(
                Example(
                    Say("Which US treaty allies had no reciprocal procurement MOU on 24 May 2016?"),
                    Say("Estonia, Japan, Philippines, South Korea and others."),
                    "/explore?focus=usa&layer=industry&asOf=2016-05-24",
                ),
                Example(
                    Say("And on 10 June 2016?"),
                    Say("Japan is no longer on the list: a memorandum was signed on 4 June."),
                    "/explore?focus=jpn,usa&asOf=2016-06-10",
                ),
                Example(Say("What ties Japan to Australia?"), Say("4 agreements in force."), "/explore?focus=jpn,aus"),
                Example(Say("Who was in NATO on 1 April 2004?"), Say("26 states."), "/entity/nato?asOf=2004-04-01"),
            ),
        )

    def entity(self, name: str, day: date) -> EntityPage:
        if name != "jpn":
            raise NotFound(f"{name!r} is not in this release; search for its name or its code")
        return EntityPage(
            id="jpn",
            iri="https://w3id.org/kaname/id/jpn",
            label="Japan",
            label_ja="日本国",
            type="State",
            kind="",
            answer=(
                Say(
                    "Japan is party to {count} in force on the day, five of them with the United States.",
                    {"count": Span("6 agreements", "#agreements")},
                ),
            ),
            description="",
            facts=(
                Fact("ISO code", "JPN"),
                Fact(
                    "Export policy",
                    "Three Principles on Transfer of Defense Equipment and Technology",
                    since="2014-04-01",
                    statement="fact-export",
                    evidence=(demo.MOFA,),
                ),
            ),
            agreements=tuple(
                AgreementRow(
                    edge.about,
                    edge.label,
                    "bilateral agreement",
                    (Link("Japan", "/entity/jpn"), Link("United States", "/entity/usa")),
                    "",
                    edge.since,
                    "",
                    edge.status,
                    edge.id,
                    edge.evidence,
                )
                for edge in demo.PAIR_EDGES
            ),
            relations=(
                RelationRow(
                    "tie-atla",
                    "has the agency",
                    Link("ATLA", "/entity/atla"),
                    "Acquisition",
                    "2015-10-01",
                    "",
                    "holds",
                    (demo.DFARS,),
                ),
            ),
            evidence=(),
            identifiers=(Identifier("Wikidata", "Q17", "http://www.wikidata.org/entity/Q17"), Identifier("COW", "740")),
            formats=(Link("Turtle", "/id/jpn.ttl"), Link("JSON-LD", "/id/jpn.jsonld")),
            focus=("jpn",),
        )

    def network(self, exploration: Exploration) -> ExplorePage:
        asked = exploration.asked
        focus, day, layers = asked.focus, asked.day, asked.layers
        known = {node.id for node in self.view.nodes}
        for name in focus:
            if name not in known:
                raise NotFound(f"{name!r} is not in this release; search for its name or its code")
        edges = tuple(
            edge
            for edge in self.view.edges
            if edge.since <= day.isoformat() and (not layers or edge.layer in layers) and focus
        )
        ends = {end for edge in edges for end in (edge.source, edge.target)}
        nodes = tuple(
            replace(node, focus=node.id in focus)
            for node in self.view.nodes
            if edges and (node.id in ends or node.id in focus)
        )
        view = replace(self.view, as_of=day, focus=focus, nodes=nodes, edges=edges)
        between = sum({edge.source, edge.target} == set(focus) for edge in edges)
        among = "is" if day >= date(2016, 6, 4) else "is not"
        answer = (
            Say(
                "Japan and the United States have {count} in force on {day}; the procurement memorandum {among} there.",
                {"count": Span(f"{between} agreements", "#kn-table"), "day": day, "among": among},
            ),
        )
        tries = (Link("Japan and the United States today", "/explore?focus=jpn,usa"),)
        return ExplorePage(exploration, view, answer if edges else (), TICKS if focus else (), (), tries)

    def sources(self) -> SourcesPage:
        return SourcesPage(
            (
                DatasetRow(
                    "curated", "Kaname curated facts", "Kaname", "2026-11", "", "CC BY 4.0", "yes", "2026-11-23", 1204
                ),
            ),
            (
                DocumentRow(
                    "mofa",
                    demo.MOFA.title,
                    demo.MOFA.publisher,
                    demo.MOFA.issued,
                    "source read",
                    demo.MOFA.url,
                    12,
                ),
                DocumentRow("bad", "<b>A title</b>", "x", "", "index", "javascript:alert(1)", 0),
            ),
        )

    def gaps(self, ask: BoardAsk) -> Board:
        raise NotImplementedError

    def chokepoints(self, ask: BoardAsk) -> Board:
        raise NotImplementedError

    def pair(self, first: str, second: str, ask: BoardAsk) -> Board:
        raise NotImplementedError

    def whatif(self, ask: BoardAsk) -> Board:
        raise NotImplementedError

    def releases(self, before: str, after: str) -> Board:
        raise NotImplementedError

    def differences(self, wanted: Wanted) -> Board:
        raise NotImplementedError

    def brief(self, ask: BoardAsk) -> Board:
        raise NotImplementedError

    def whole_page(self, ask: WholeAsk) -> WholePage:
        raise NotImplementedError

    def whole(self, ask: WholeAsk) -> Whole:
        raise NotImplementedError


def search(q: str, limit: int = 8) -> dict[str, list[dict[str, str]]]:
    found = [
        {"id": node.id, "label": node.label, "type": node.kind}
        for node in demo.pair().nodes
        if q.lower() in node.label.lower()
    ]
    return {"items": found[:limit]}


def demo_app(view: NetworkView | None = None) -> FastAPI:
    app = FastAPI()
    app.state.pages = DemoPages(view)
    app.include_router(explore.router)
    app.include_router(router)
    app.get("/api/v1/search")(search)
    return app
