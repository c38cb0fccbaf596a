"""Agreements, and what joins a pair of states."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.deps import Ask, Asked, Part
from api.models import AgreementOut, Cited, Named, Page, PairKindOut, PairOut, PartyOut
from api.routes.gaps import gaps_out
from api.scenes import Teller
from graph.agreements import AgreementOnDay, agreements_on, kind_labels, pair_on
from graph.dates import Holding
from graph.errors import BadParameter
from graph.evidence import proofs
from graph.gaps.ask import ask_agreement_gaps
from graph.parties import parties
from graph.tables import read_tables
from graph.things import catalogue, thing

router = APIRouter(tags=["agreements"])


@router.get("/agreements")
def agreements(
    ask: Ask,
    part: Part,
    parties_: Annotated[str | None, Query(alias="parties", description="states by commas; each must be bound")] = None,
    kind: Annotated[str | None, Query(description="kind, narrower kinds included", examples=["acsa"])] = None,
) -> Page[AgreementOut]:
    """Return the agreements that stand on the day, with who is bound by each."""
    release = ask.release
    wanted = {thing(release, name.strip()).id for name in (parties_ or "").split(",") if name.strip()}
    of_kind = None if kind is None else set(_of_kind(ask, kind))
    found = [
        agreement
        for agreement in agreements_on(release, ask.day, ask.basis)
        if (of_kind is None or agreement.thing.id in of_kind)
        and wanted <= {party.id for party, holding, _ in agreement.parties if holding in ask.include}
    ]
    shown = [agreement for agreement in found if agreement.holding in ask.include]
    page = part.of(shown)
    cited = proofs(read_tables(release), (agreement.thing.id for agreement in page))
    return Page[AgreementOut](
        **ask.stamp,
        total=len(shown),
        unknown=sum(agreement.holding is Holding.UNKNOWN for agreement in found),
        items=[_out(agreement, [Cited.of(p) for p in cited.get(agreement.thing.id, ())]) for agreement in page],
    )


@router.get("/pairs/{a}/{b}")
def pair(
    ask: Ask,
    a: Annotated[str, Path(examples=["usa"])],
    b: Annotated[str, Path(examples=["jpn"])],
) -> PairOut:
    """Return all that joins two states on the day, kind by kind, and what is expected between them and missing."""
    release = ask.release
    first, second = (thing(release, name) for name in (a, b))
    if first.id == second.id:
        raise BadParameter(f"a pair needs two states, {first.id} was given twice")
    known = catalogue(release)
    kinds = pair_on(release, first.id, second.id, ask.day, ask.basis)
    gaps = ask_agreement_gaps(release, ask.day, [first.id, second.id], (), ask.reading)
    return PairOut(
        **ask.stamp,
        a=Named.of(first),
        b=Named.of(second),
        kinds=[
            PairKindOut(
                kind=k.kind,
                label=k.label,
                holding="not-found" if k.holding is Holding.NOT else k.holding.value,
                since=k.since,
                agreements=[Named.of(known[name]) for name in k.agreements],
                statements=list(k.statements),
            )
            for k in kinds
        ],
        gaps=gaps_out(Teller(release, gaps), gaps),
        unknown=sum(k.holding is Holding.UNKNOWN for k in kinds),
    )


def _of_kind(ask: Asked, kind: str) -> tuple[str, ...]:
    found = parties(ask.release).by_kind
    if kind not in kind_labels(ask.release):
        raise BadParameter(f"no kind {kind!r}; kinds with agreements are {', '.join(sorted(found))}")
    return found.get(kind, ())


def _out(agreement: AgreementOnDay, evidence: list[Cited]) -> AgreementOut:
    thing = agreement.thing
    return AgreementOut(
        id=thing.id,
        label=thing.label,
        label_ja=thing.label_ja,
        kind=thing.kind,
        kind_label=thing.kind_label,
        layer=agreement.layer,
        status=agreement.status,
        legal_form=agreement.form,
        signed=agreement.signed,
        since=agreement.since.isoformat() if agreement.since else "",
        holding=agreement.holding.value,
        all_parties_listed=agreement.all_parties,
        parties=[
            PartyOut(
                id=party.id,
                type=party.type,
                label=party.label,
                label_ja=party.label_ja,
                holding=holding.value,
                statement=spell.id,
            )
            for party, holding, spell in agreement.parties
        ],
        evidence=evidence,
    )
