"""The page at /sparql for people: write a query, choose a day and a format, run it."""

from dataclasses import dataclass

from fastapi import Request, Response

from api.pages.context import Page
from api.pages.render import render
from api.pages.respond import page_response
from api.pages.routes import frame_of
from graph.questions import Question, questions


@dataclass(frozen=True)
class SparqlPage:
    """A query to start from, and the named questions."""

    query: str
    questions: tuple[Question, ...]


async def sparql_page(request: Request) -> Response:
    """Show the form; `example` names the question that it starts from."""
    found = questions()
    wanted = request.query_params.get("example", "allies-without")
    chosen = next((q for q in found if q.name == wanted), found[0])
    # A link with `edit` brings its own query; `query` would run it and answer with data.
    text = request.query_params.get("edit") or chosen.query
    page = Page(frame_of(request, "SPARQL"), SparqlPage(text, found))
    return page_response(request, render("sparql.html", page))
