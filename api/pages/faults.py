"""Known errors of a page become a page that says what was asked, why there is nothing, and what to try."""

from collections.abc import Callable, Coroutine
from typing import Any, Final

from fastapi import Request, Response
from fastapi.routing import APIRoute

from api.pages.context import ErrorPage, Frame, Link, Page, PageData
from api.pages.render import render
from api.pages.respond import page_response
from api.problems import status_of
from graph.errors import BadParameter, KanameError, NotFound

TITLES: Final = {404: "Not in this release", 400: "This address can't be read"}


class PageRoute(APIRoute):
    """A route whose known errors are answered by the error page."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler with the error page behind it."""
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await handle(request)
            except (NotFound, BadParameter) as error:
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
    frame = Frame(TITLES.get(status, "No answer"), today, today, pages.release(), "/")
    page = Page(frame, ErrorPage(status, asked, str(error), tries))
    return page_response(request, render("error.html", page), status)
