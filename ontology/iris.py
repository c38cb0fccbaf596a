"""Every IRI of the project is minted here; a changed scheme is a breaking change."""

import re
from typing import Final, Literal
from urllib.parse import quote

BASE: Final = "https://w3id.org/kaname/"

Space = Literal["def", "id", "kind", "capability", "scenario", "level", "scheme", "graph", "index", "shape"]
"""The parts of the name space: terms, entities and relations, concepts, graphs, derived triples, shapes."""

SPACES: Final[tuple[Space, ...]] = (
    "def",
    "id",
    "kind",
    "capability",
    "scenario",
    "level",
    "scheme",
    "graph",
    "index",
    "shape",
)

PREFIXES: Final[dict[str, str]] = {
    "kn": BASE + "def/",
    "knx": BASE + "index/",
    "knk": BASE + "kind/",
    "knc": BASE + "capability/",
    "kns": BASE + "scenario/",
    "knl": BASE + "level/",
    "knv": BASE + "scheme/",
    "kng": BASE + "graph/",
    "id": BASE + "id/",
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_PLAIN = re.compile("[a-z0-9-]+")
_OUTSIDE_SLUG = re.compile(r"[\s./_]+")
_ESCAPED = re.compile("%[0-9a-f]{2}", re.IGNORECASE)


def mint(space: Space, *keys: str | int) -> str:
    """Return the IRI of the thing that the source keys name, for instance ``mint("id", "part", "agr-x", "usa", 1)``.

    Terms (`def`, `index`, `shape`) keep their case; every other key is lower-cased, its blanks, dots, slashes and
    underscores become hyphens, and what is not ASCII is percent-encoded. Keys are joined by a hyphen.

    Raises
    ------
    ValueError
        A key is empty once trimmed, or the space is unknown.
    """
    if space not in SPACES:
        raise ValueError(f"unknown IRI space {space!r}; use one of {', '.join(SPACES)}")
    parts = [str(key).strip() for key in keys]
    if not parts or not all(parts):
        raise ValueError(f"cannot mint an IRI in {space!r} from the keys {keys!r}: each needs at least one character")
    name = "-".join(parts)
    if _PLAIN.fullmatch(name):
        return f"{BASE}{space}/{name}"
    if space not in ("def", "index", "shape"):
        name = _OUTSIDE_SLUG.sub("-", name).lower()
    return f"{BASE}{space}/{quote(name, safe='-._~')}"


def slug(iri: str) -> str:
    """Return the path of one of our IRIs below the base: `jpn` for an entity, `kind/sofa` for anything else."""
    path = iri.removeprefix(BASE)
    return path.removeprefix("id/")


def expand(name: str) -> str:
    """Return the IRI that a slug (see `slug`), a prefixed name (`knk:sofa`) or an IRI stands for."""
    if name.startswith(("http://", "https://")):
        return name
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + local
    space, slash, local = name.partition("/")
    if slash and space in SPACES:
        return f"{BASE}{space}/{_encoded(local)}"
    return f"{BASE}id/{_encoded(name.strip().lower())}"


def _encoded(key: str) -> str:
    """Return a key percent-encoded, with what is encoded already left as `mint` writes it."""
    return _ESCAPED.sub(lambda m: m[0].upper(), quote(key, safe="-._~%"))


def compact(iri: str) -> str:
    """Return an IRI as a prefixed name where one of our prefixes fits, else as it stands."""
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and "/" not in iri[len(start) :]:
            return f"{prefix}:{iri[len(start) :]}"
    return iri
