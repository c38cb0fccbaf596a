"""Dereferencing: every IRI of ours leads to a page for people and to RDF for programs."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from api.deps import served
from api.served import Served
from api.sparql.negotiate import HTML, choose
from graph.describe import as_rdf
from graph.errors import BadParameter
from graph.query.formats import AnswerFormat, formats_of
from graph.succession import follow
from ontology.iris import expand

router = APIRouter(tags=["identifiers"])

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


def dereference(request: Request, name: str, served: Annotated[Served, Depends(served)]) -> Response:
    """Lead to the page or the data of what an IRI names, by Accept; 308 from a merged id, 410 for a withdrawn one."""
    space = request.url.path.split("/")[1]
    if space == "id":
        follow(served.store, name)
    choice = choose(request.headers.get("accept", "*/*"), None, _OFFERED)
    query = f"?{request.url.query}" if request.url.query else ""
    if choice.format is HTML:
        target = f"/entity/{name if space == 'id' else f'{space}/{name}'}"
    else:
        target = f"/data/{space}/{name}.{_extension(choice.format)}"
    return RedirectResponse(target + query, 303, {"Vary": "Accept"})


for _space in _SPACES:
    router.get(f"/{_space}/{{name}}")(dereference)
    router.head(f"/{_space}/{{name}}", include_in_schema=False)(dereference)


@router.head("/data/{path:path}", include_in_schema=False)
@router.get("/data/{path:path}")
def data(path: str, served: Annotated[Served, Depends(served)]) -> Response:
    """Return all that is stated of a thing as RDF: its facts, the relations that name it, citations and sources."""
    name, _, extension = path.rpartition(".")
    media_type = _EXTENSIONS.get(extension)
    if media_type is None or not name:
        raise BadParameter(f"{path!r} has no ending for a format; write .ttl, .nt, .rdf or .jsonld")
    body = as_rdf(served.store, expand(name.removeprefix("id/")), media_type)
    headers = {"Kaname-Release": served.release.id, "Access-Control-Allow-Origin": "*"}
    return Response(body, headers=headers, media_type=media_type)
