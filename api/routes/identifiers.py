"""Dereferencing: every IRI of ours leads to a page for people and to RDF for programs."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.deps import served
from api.problems import PROBLEM_JSON
from api.served import Served
from api.sparql.documented import files
from api.sparql.negotiate import HTML, choose
from graph.describe import as_rdf
from graph.errors import BadParameter, NotFound
from graph.query.formats import AnswerFormat, formats_of
from graph.store import naming
from graph.succession import follow
from ontology.iris import BASE, expand

router = APIRouter(tags=["identifiers"])
Name = Annotated[str, Path(description="last part of an IRI of ours", examples=["jpn"])]
_PAGE: Final = 1_000  # relations of a thing on one page

_SPACES: Final = ("id", "def", "kind", "capability", "scenario", "level", "scheme", "graph")
_EXTENSIONS: Final = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
_OFFERED: Final[tuple[AnswerFormat, ...]] = (
    HTML,
    *(f for f in formats_of("triples") if f.media_type in _EXTENSIONS.values()),
)


def _extension(chosen: AnswerFormat) -> str:
    return next(extension for extension, media_type in _EXTENSIONS.items() if media_type == chosen.media_type)


_LEADS: Final[dict[int | str, dict[str, Any]]] = {
    303: {"description": "Leads to the page or the data"},
    200: {"description": "The page or the data", "content": files(_OFFERED)},
    404: {"description": "Nothing has this name", "content": {HTML.media_type: {}, PROBLEM_JSON: {}}},
}


def dereference(request: Request, name: Name, served: Annotated[Served, Depends(served)]) -> Response:
    """Lead to the page or the data of what an IRI names, by Accept; 308 from a merged id, 410 for a withdrawn one."""
    space = request.url.path.split("/")[1]
    if space == "id":
        follow(served.release, name)
    choice = choose(request.headers.get("accept", "*/*"), None, _OFFERED)
    query = f"?{request.url.query}" if request.url.query else ""
    if choice.format is HTML:
        target = f"/entity/{name if space == 'id' else f'{space}/{name}'}"
    else:
        target = f"/data/{space}/{name}.{_extension(choice.format)}"
    return RedirectResponse(target + query, 303, {"Vary": "Accept"})


for _space in _SPACES:
    router.get(f"/{_space}/{{name}}", status_code=303, response_class=RedirectResponse, responses=_LEADS)(dereference)
    router.head(f"/{_space}/{{name}}", include_in_schema=False)(dereference)


@router.head("/data/{path:path}", include_in_schema=False)
@router.get("/data/{path:path}", responses={200: {"content": files(_OFFERED[1:])}})
def data(
    path: Annotated[str, Path(description="path of an IRI of ours, with an ending", examples=["id/jpn.ttl"])],
    served: Annotated[Served, Depends(served)],
    page: Annotated[int, Query(ge=1, le=1_000_000, description="page of the relations that name the thing")] = 1,
) -> Response:
    """Return what is stated of a thing as RDF: its facts, the relations that name it, citations and sources.

    Of a thing with more than a thousand relations a page of them; the header Link leads to the next.
    """
    name, _, extension = path.rpartition(".")
    media_type = _EXTENSIONS.get(extension)
    if media_type is None or not name:
        raise BadParameter(f"{path!r} has no ending for a format; write .ttl, .nt, .rdf or .jsonld")
    iri = expand(name.removeprefix("id/"))
    first = (page - 1) * _PAGE
    body = as_rdf(served.store, iri, media_type, slice(first, first + _PAGE))
    total = len(naming(served.store, iri))
    if first and first >= total:
        raise NotFound(f"{path!r} has {-(-total // _PAGE)} pages; there is no page {page}")
    links = [f'<{BASE}{name}>; rel="describes"']
    links += [f'</data/{path}?page={n}>; rel="{rel}"' for n, rel in _beside(page, total)]
    headers = {"Kaname-Release": served.release.id, "Link": ", ".join(links), "Access-Control-Allow-Origin": "*"}
    return Response(body, headers=headers, media_type=media_type)


def _beside(page: int, total: int) -> list[tuple[int, str]]:
    """Return the pages before and after one."""
    before = [(page - 1, "prev")] if page > 1 else []
    return before + ([(page + 1, "next")] if page * _PAGE < total else [])
