"""The page at /sparql for people: write a query, choose a day and a format, run it."""

import json
from dataclasses import dataclass
from functools import cache

from fastapi import Request, Response

from api.pages.context import Page
from api.pages.render import render
from api.pages.respond import page_response
from api.pages.routes import frame_of
from graph.questions import Question, questions
from ontology.iris import PREFIXES, expand
from ontology.registry import registered


@dataclass(frozen=True)
class SparqlPage:
    """A query to start from, the named questions, and the names that the editor offers (as JSON)."""

    query: str
    questions: tuple[Question, ...]
    known: str


@cache
def known_names() -> str:
    """Return the prefixes, classes and properties that the editor offers, as JSON that a page may hold."""
    terms = [entry for entry in registered() if not entry.replaced_by]
    names = {
        "prefixes": [f"{prefix}: <{iri}>" for prefix, iri in PREFIXES.items()],
        "classes": [expand(entry.name) for entry in terms if entry.kind == "class"],
        "properties": [expand(entry.name) for entry in terms if entry.kind == "property"],
    }
    return json.dumps(names).replace("<", "\\u003c")


async def sparql_page(request: Request) -> Response:
    """Show the form; `example` names the question that it starts from."""
    found = questions()
    wanted = request.query_params.get("example", "allies-without")
    chosen = next((q for q in found if q.name == wanted), found[0])
    # A link with `edit` brings its own query; `query` would run it and answer with data.
    text = request.query_params.get("edit") or chosen.query
    page = Page(frame_of(request, "SPARQL"), SparqlPage(text, found, known_names()))
    return page_response(request, render("sparql.html", page))
