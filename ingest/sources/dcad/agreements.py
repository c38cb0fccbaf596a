"""An agreement of DCAD with its two parties: dates as the file gives them, never its estimate of an end."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from graph.dates import PartialDate
from ingest.cards import Card
from ingest.claims import Claim, Fact, Text, dated, each, entity, kind, some, text
from ingest.documented import cited, open_end
from ingest.identity.codes import actor_on
from ingest.identity.names import joint_name
from ingest.sheets import BadCell, split_date, whole
from ingest.sources.dcad.columns import (
    END_UNCLEAR,
    ENDED,
    IN_FORCE,
    KINDS,
    NEVER_SURE,
    SIGNATURE_DOUBTED,
    SURENESS,
    AgreementRow,
)
from ontology.iris import mint


@dataclass(frozen=True, slots=True)
class Pact:
    """A row with its parties and dates; `start` is the entry into force where it is known, else the signature."""

    row: AgreementRow
    number: str
    parties: tuple[str, str]
    signed: PartialDate
    in_force: PartialDate | None
    end: PartialDate | None

    @property
    def start(self) -> PartialDate:
        """Return the first day on which the parties were bound, as far as anybody says."""
        return self.in_force or self.signed


def pact(row: AgreementRow) -> Pact:
    """Return a row as an agreement of two states, or say what makes it none."""
    if row.ccode1 == row.ccode2:
        raise BadCell("ccode2", row.ccode2, "the same state twice; an agreement needs two")
    signed = split_date("signyear", row.signyear, row.signmonth, row.signday)
    if signed is None:
        raise BadCell("signyear", row.signyear, "an agreement without a year of signature")
    if row.terminated not in (IN_FORCE, ENDED, NEVER_SURE, END_UNCLEAR):
        raise BadCell("terminated", row.terminated, "not a code of the codebook")
    parties = (_party("ccode1", row.ccode1, signed.latest), _party("ccode2", row.ccode2, signed.latest))
    in_force = split_date("eifyear", row.eifyear, row.eifmonth, row.eifday) if row.eifyear else None
    return Pact(row, row.dcaid.rpartition("-")[2], parties, signed, in_force, _end(row, in_force or signed))


def agreement(found: Pact, card: Card) -> Claim:
    """Return the agreement with the coders' marks."""
    row = found.row
    if row.category1 not in KINDS:
        raise BadCell("category1", row.category1, f"not a category; the categories are {', '.join(KINDS)}")
    label = f"{joint_name(found.parties)}: {row.category1}, {row.signyear} (DCAD {found.number})"
    guesses = [f"Coders' next guess of the kind: {c}." for c in (row.category2, row.category3) if c]
    facts: tuple[Fact, ...] = (
        ("rdfs:label", Text(label, "en")),
        ("kn:kind", kind(KINDS[row.category1])),
        ("kn:legalForm", kind("form-not-stated")),
        ("kn:bindingness", kind("bindingness-not-stated")),
        ("kn:status", kind(_status(row))),
        ("kn:allPartiesListed", True),
        *each("dcterms:identifier", [Text(row.dcaid)]),
        *some(("kn:treatyNumber", text(f"UNTS {row.unts}" if row.unts else ""))),
        *each("kn:marked", map(kind, _marks(found))),
        *dated(signedOn=found.signed),
        *each("skos:note", [Text(note) for note in (*guesses, *_notes(row))]),
    )
    return Claim(entity(agreement_id(found)).value, ("Agreement",), facts, cited(card, row.dcaid))


def agreement_id(found: Pact) -> str:
    """Return the id of an agreement."""
    return f"agr-dcad-{found.number}"


def participations(found: Pact, card: Card) -> Iterator[Claim]:
    """Yield the two parties, with what their start rests on."""
    row = found.row
    for actor in found.parties:
        facts: tuple[Fact, ...] = (
            ("kn:participatesIn", entity(agreement_id(found))),
            ("kn:involves", entity(actor)),
            ("kn:role", kind("party")),
            ("kn:status", kind(_status(row))),
            ("kn:startBasis", kind("entry-into-force" if found.in_force else "signature")),
            *each("kn:marked", map(kind, _date_marks(found))),
            *dated(validFrom=found.start, validTo=found.end),
            *_watched(found, card),
        )
        iri = mint("id", "part-dcad", found.number, actor, "party", 1)
        yield Claim(iri, ("Participation",), facts, cited(card, row.dcaid))


def _party(column: str, code: str, day: date) -> str:
    actor = actor_on("dcad", code, day)
    if not actor:
        raise BadCell(column, code, "not a code of a state on the day of signature; add it to the crosswalk of codes")
    return actor


def _end(row: AgreementRow, start: PartialDate) -> PartialDate | None:
    """Return the year of an end that the coders found; the estimate in the file is a rule and not used."""
    if row.terminated != ENDED:
        return None
    year = whole("signyear", row.signyear) + whole("durationactual", row.durationactual)
    end = PartialDate.parse(f"{year:04d}")
    if end.latest <= start.earliest:
        raise BadCell("durationactual", row.durationactual, f"gives an end in {year}, not after the start, {start}")
    return end if end.earliest > start.earliest else replace(end, earliest=start.earliest + timedelta(days=1))


def _status(row: AgreementRow) -> str:
    # Where nobody knows whether it entered into force, it is signed and may be in force: possible, never certain.
    return {ENDED: "ended", NEVER_SURE: "signed"}.get(row.terminated, "in-force")


def _watched(found: Pact, card: Card) -> tuple[Fact, ...]:
    match found.row.terminated:
        case "0" | "-88":
            return (open_end(card),)
        case "-99":
            # It began, and nobody knows for how long: certain on its first day only.
            return (("kn:observedUntil", found.start.latest + timedelta(days=1)),)
        case _:
            return ()


def _marks(found: Pact) -> list[str]:
    row = found.row
    if row.categoryconf not in SURENESS:
        raise BadCell("categoryconf", row.categoryconf, f"not one of {', '.join(SURENESS)}")
    held = {
        "mark-asymmetry-possible": row.asymmetry == "1",
        "mark-asymmetry-certain": row.asymmetry == "2",
        "mark-from-news": row.sourcetype == "factiva",
        "mark-signature-in-doubt": row.factivasign in SIGNATURE_DOUBTED,
    }
    return [SURENESS[row.categoryconf], *(mark for mark, holds in held.items() if holds), *_date_marks(found)]


def _date_marks(found: Pact) -> list[str]:
    orphan = not found.row.eifyear and bool(found.row.eifday or found.row.eifmonth)
    early = found.in_force is not None and found.in_force.latest < found.signed.earliest
    return ["mark-dates-in-question"] if orphan or early else []


def _notes(row: AgreementRow) -> list[str]:
    texts = {"Y": "full text", "N": "no text", "NE": "text in another language only", "TE": "text translated"}
    return [
        *([f"Source of the coders: {row.source}."] if row.source else []),
        *([f"Text at hand of the coders: {texts.get(row.fulltext, row.fulltext)}."] if row.fulltext else []),
        *([f"Rating of the news reports, 1 to 5: {row.factivaconf}."] if row.factivaconf else []),
    ]
