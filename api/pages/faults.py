"""Known errors of a page become a page that says what was asked, why there is nothing, and what to try."""

from collections.abc import Callable, Coroutine
from typing import Any, Final

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute

from api.pages.board import Link
from api.pages.bodies import ErrorPage
from api.pages.context import Frame, Page, PageData
from api.pages.render import render
from api.pages.respond import LANGUAGE_COOKIE, page_response
from api.problems import moved, status_of
from graph.errors import BadParameter, KanameError, Merged, NotFound, ReleaseError
from graph.views.language import LANGUAGES, Language, language

TITLES: Final = {
    404: "Not in this release",
    410: "Withdrawn",
    400: "This address can't be read",
    503: "This release can't be read",
}


class PageRoute(APIRoute):
    """A route whose known errors are answered by the error page."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler with the error page behind it."""
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await handle(request)
            except Merged as error:
                return RedirectResponse(moved(request, error), 308)
            except (NotFound, BadParameter, ReleaseError) as error:
                return error_page(request, error)

        return answer


def error_page(request: Request, error: KanameError) -> Response:
    """Return the error page of a known error, on today."""
    pages: PageData = request.app.state.pages
    status, _ = status_of(error)
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    tries = (
        Link("Search by name, code or Japanese name", "/"),
        Link("Explore the network", "/explore"),
        Link("See which sources the release holds", "/sources"),
    )
    today = pages.today()
    frame = Frame(TITLES.get(status, "No answer"), today, today, pages.release(), "/", (), language_of(request, pages))
    page = Page(frame, ErrorPage(status, asked, sentence(str(error)), tries))
    return page_response(request, render("error.html", page), status)


def sentence(message: str) -> str:
    """Return a message as a sentence; a first word that is the name of a parameter keeps its case."""
    first = message.partition(" ")[0]
    begun = message[:1].upper() + message[1:] if first.isalpha() and first.islower() else message
    return begun if begun.endswith((".", "?", "!")) else f"{begun}."


def language_of(request: Request, pages: PageData) -> Language:
    """Return the language asked for in the address, or the one that the reader chose before, or English."""
    code = request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE) or "en"
    if code not in LANGUAGES:
        return language("en")
    return language(code, pages.names() if code == "ja" else None)
