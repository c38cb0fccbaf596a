"""The pages: each route reads the address, asks `PageData` for a body and renders it."""

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request, Response

from api.pages.context import Frame, Page, PageData
from api.pages.faults import PageRoute, language_of
from api.pages.params import day_of
from api.pages.render import render
from api.pages.respond import page_response
from api.pages.static import assets
from api.pages.timeline import lay_out
from graph.errors import NotFound

router = APIRouter(route_class=PageRoute, include_in_schema=False)


def pages_of(request: Request) -> PageData:
    """Return the source of page bodies that the application holds."""
    pages: PageData = request.app.state.pages
    return pages


def frame_of(request: Request, title: str, query: tuple[tuple[str, str], ...] = ()) -> Frame:
    """Return what stands around the body of the page that is asked for."""
    pages = pages_of(request)
    today = pages.today()
    day = day_of(request.query_params, today)
    return Frame(title, day, today, pages.release(), request.url.path, query, language_of(request, pages))


def answer(request: Request, template: str, page: Page[Any]) -> Response:
    """Return a page rendered."""
    return page_response(request, render(template, page))


@router.get("/")
def home(request: Request) -> Response:
    """Show what the release holds and where to start."""
    frame = frame_of(request, "Kaname")
    return answer(request, "home.html", Page(frame, pages_of(request).home(frame.day)))


@router.get("/entity/{name:path}")
def entity(request: Request, name: str) -> Response:
    """Show an entity, agreement or relation on a day."""
    frame = frame_of(request, name)
    body = pages_of(request).entity(name, frame.day)
    laid = replace(body, timeline=lay_out(body.ticks, frame.day)) if body.ticks else body
    return answer(request, "entity.html", Page(replace(frame, title=body.label), laid))


@router.get("/sources")
def sources(request: Request) -> Response:
    """Show every source of the release."""
    return answer(request, "sources.html", Page(frame_of(request, "Sources"), pages_of(request).sources()))


@router.get("/docs")
def docs(request: Request) -> Response:
    """Show the description of the API; the framework's own page would load its scripts from another host."""
    return answer(request, "docs.html", Page(frame_of(request, "API"), None))


@router.get("/assets/{name}")
def asset(request: Request, name: str) -> Response:
    """Return a file that pages load."""
    found = assets().get(name)
    if found is None:
        raise NotFound(f"asset {name!r} is not served here; reload the page that asked for it")
    etag = f'"{found.sha256}"'
    kept = request.query_params.get("v") == found.sha256[:16]
    headers = {
        "ETag": etag,
        "Cache-Control": "public, max-age=31536000, immutable" if kept else "no-cache",
        "X-Content-Type-Options": "nosniff",
    }
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    return Response(found.body, media_type=found.media, headers=headers)
