"""The page of anything that has an id: entities with their relations on a day, and whatever else is stated."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from api.page_data.days import ticks_around
from api.page_data.life import life_of, sections_of, tellers_of
from api.page_data.words import counted, doubt
from api.pages.board import Link
from api.pages.bodies import AgreementRow, EntityPage, Fact, Identifier, RelationRow
from api.served import Served
from graph.dates import Holding
from graph.describe import Fact as Stated
from graph.describe import facts
from graph.errors import GivenUp, NotFound
from graph.evidence import proofs
from graph.joined import joined_to
from graph.parties import parties
from graph.release import Release
from graph.tables import read_tables
from graph.things import Standing, Thing, catalogue, thing
from graph.touching import relations_of
from graph.views.language import Name, Say
from graph.views.model import EdgeStatus, Proof
from ontology.iris import BASE, expand, slug

_TITLES: Final = ("label", "prefLabel", "title")
_HIDDEN: Final = ("type", "evidence", "inScheme", "topConceptOf", *_TITLES)
_IDENTIFIERS: Final = {
    "iso3": "ISO 3166-1 alpha-3",
    "iso2": "ISO 3166-1 alpha-2",
    "cowCode": "Correlates of War",
    "lei": "LEI",
    "exactMatch": "Wikidata",
}


def entity_page(served: Served, name: str, day: date) -> EntityPage:
    """Return the page of an entity, or of a relation, citation, source or concept by its path."""
    release = served.release
    try:
        found = thing(release, name)
    except GivenUp:
        raise
    except NotFound:
        return _plain_page(served, name)
    stated = facts(served.store, expand(found.id))
    standings = relations_of(release, [found.id], day)
    shown = [s for s in standings if s.holding is Holding.HOLDS or s.status == "suspended"]
    known = catalogue(release)
    cited = proofs(read_tables(release), [found.id, *(s.id for s in shown)])
    rows = [s for s in shown if _is_membership(s, found, known)]
    tellers = tellers_of(release, standings) if found.type == "agreement" else {}
    return EntityPage(
        id=found.id,
        iri=expand(found.id),
        label=found.label,
        label_ja=found.label_ja or "",
        type=found.type,
        kind=found.kind_label or "",
        answer=_answer(found, standings, rows, day),
        description=next((f.value for f in stated if _local(f) == "description"), ""),
        facts=tuple(_facts(stated)),
        agreements=tuple(_agreement_row(s, release, known, cited, day) for s in rows),
        relations=tuple(_relation_row(s, found, known, cited) for s in shown if s not in rows),
        evidence=cited.get(found.id, ()),
        identifiers=(*_identifiers(stated), *_joined(release, found.id)),
        formats=_formats(f"id/{found.id}"),
        focus=(found.id,),
        life=life_of(standings, found, known, day, tellers),
        sections=sections_of(release, found, day),
        ticks=tuple(ticks_around(release, (found.id,), day)),
    )


def _plain_page(served: Served, name: str) -> EntityPage:
    """Return the page of what is no entity: its facts, and its citations where it has some."""
    iri = expand(name)
    stated = facts(served.store, iri)
    cited = proofs(read_tables(served.release), [slug(iri)])
    title = next((f.value for name in _TITLES for f in stated if _local(f) == name), "")
    kinds = [f.value_label or _tail(f.value).lower() for f in stated if _local(f) == "type"]
    ends = [f for f in stated if _local(f) in ("involves", "participatesIn", "fromActor", "toActor")]
    return EntityPage(
        id=slug(iri),
        iri=iri,
        label=title or " – ".join(f.value_label or _tail(f.value) for f in ends) or slug(iri),
        label_ja="",
        type=kinds[0] if kinds else "thing",
        kind="",
        answer=(
            Say("A statement of release {id}, as recorded; its dates say when it holds.", {"id": served.release.id}),
        )
        if ends
        else (),
        description=next((f.value for f in stated if _local(f) == "description"), ""),
        facts=tuple(_facts(stated)),
        agreements=(),
        relations=(),
        evidence=cited.get(slug(iri), ()),
        identifiers=(),
        formats=_formats(iri.removeprefix(BASE)),
        focus=tuple(_tail(f.value) for f in ends)[:1],
    )


def _is_membership(standing: Standing, found: Thing, known: Mapping[str, Thing]) -> bool:
    return standing.type == "participation" and standing.head == found.id and known[standing.tail].type == "agreement"


def _answer(found: Thing, standings: Iterable[Standing], rows: list[Standing], day: date) -> tuple[Say, ...]:
    unknown = len({s.id for s in standings if s.holding is Holding.UNKNOWN})
    standing = {s.id for s in standings if s.holding is Holding.HOLDS}
    if found.type in ("state", "body") or rows:
        count = counted(len(rows), "agreement", href="#agreements")
        told = Say(
            "{name} is party to {count} in force on {day}.", {"name": Name(found.label), "count": count, "day": day}
        )
        return (told, *doubt(unknown))
    bound = {s.head for s in standings if s.tail == found.id and s.holding is Holding.HOLDS}
    if found.type == "agreement":
        count = counted(len(bound), "party", "parties", "#relations")
        return (Say("On {day} this agreement binds {count}.", {"day": day, "count": count}), *doubt(unknown))
    if not standing:
        return doubt(unknown)
    told = Say(
        "On {day} {name} has {count} in force.",
        {"day": day, "name": Name(found.label), "count": counted(len(standing), "relation", href="#relations")},
    )
    return (told, *doubt(unknown))


def _agreement_row(
    standing: Standing, release: Release, known: Mapping[str, Thing], cited: Mapping[str, tuple[Proof, ...]], day: date
) -> AgreementRow:
    agreement = known[standing.tail]
    members = parties(release).members(agreement.id, day)
    bound = sorted(known[p].label for p, (h, _) in members.items() if h is Holding.HOLDS)
    by_label = {known[p].label: p for p in members}
    return AgreementRow(
        id=agreement.id,
        label=agreement.label,
        kind=agreement.kind_label or "",
        parties=tuple(Link(label, f"/entity/{by_label[label]}?asOf={day}") for label in bound),
        signed=standing.signed,
        since=standing.since,
        until=standing.until,
        status=_status(standing),
        statement=standing.id,
        evidence=cited.get(standing.id, ()),
    )


def _relation_row(
    standing: Standing, found: Thing, known: Mapping[str, Thing], cited: Mapping[str, tuple[Proof, ...]]
) -> RelationRow:
    other = known[standing.tail if standing.head == found.id else standing.head]
    detail = standing.kind_label or ""
    if standing.type in ("assessment", "requirement") and standing.value is not None:
        detail = f"level {standing.value:.0f} of 4 (judgement)"
    return RelationRow(
        statement=standing.id,
        role=standing.role or standing.type,
        other=Link(other.label, f"/entity/{other.id}"),
        detail=detail,
        since=standing.since,
        until=standing.until,
        status=_status(standing),
        evidence=cited.get(standing.id, ()),
    )


def _status(standing: Standing) -> EdgeStatus:
    if standing.status == "suspended":
        return "suspended"
    if standing.status == "signed":
        return "signed"
    return "unknown" if standing.holding is Holding.UNKNOWN else "holds"


def _facts(stated: Iterable[Stated]) -> Iterable[Fact]:
    for fact in stated:
        local = _local(fact)
        if local in _HIDDEN or local in _IDENTIFIERS or local == "description":
            continue
        ours = fact.value.startswith(BASE)
        href = f"/entity/{slug(fact.value)}" if ours else fact.value if fact.value.startswith("http") else ""
        yield Fact(fact.label, fact.value_label or (slug(fact.value) if ours else fact.value), href)


def _identifiers(stated: Iterable[Stated]) -> Iterable[Identifier]:
    for fact in stated:
        scheme = _IDENTIFIERS.get(_local(fact))
        if scheme:
            yield Identifier(scheme, _tail(fact.value), fact.value if fact.value.startswith("http") else "")


def _joined(release: Release, name: str) -> Iterator[Identifier]:
    """Yield the ids of other sources that this one stands for, each with the ground on which it was joined."""
    for one in joined_to(release).get(name, ()):
        yield Identifier("joined", f"{one.alias} ({one.reason})")


def _formats(path: str) -> tuple[Link, ...]:
    names = {"ttl": "Turtle", "jsonld": "JSON-LD", "rdf": "RDF/XML", "nt": "N-Triples"}
    return tuple(Link(label, f"/data/{path}.{extension}") for extension, label in names.items())


def _local(fact: Stated) -> str:
    return _tail(fact.property)


def _tail(iri: str) -> str:
    return iri.replace("#", "/").rsplit("/", 1)[-1]
