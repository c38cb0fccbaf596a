"""Registers of any size in the shape of the real ones, made from a seed: for measuring, not for reading.

The columns are those of GLEIF's golden copy (LEI-CDF 3.1, RR-CDF 2.1, exceptions 2.1), every cell quoted as there; the
entities are invented. A few bear names that the graph knows, and trees of parents lead to them.
"""

import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

_ADDRESS: Final = (
    *("FirstAddressLine", "AddressNumber", "AddressNumberWithinBuilding", "MailRouting", "AdditionalAddressLine.1"),
    *("AdditionalAddressLine.2", "AdditionalAddressLine.3", "City", "Region", "Country", "PostalCode"),
)
_EVENT: Final = (
    *("group_type", "event_status", "group_id", "group_sequence_no", "LegalEntityEventType"),
    *("LegalEntityEventEffectiveDate", "LegalEntityEventRecordedDate", "ValidationDocuments", "ValidationReference"),
    *(f"AffectedFields.{n}.{part}" for n in range(1, 6) for part in ("AffectedField", "field_xpath")),
)
_AUTHORITY: Final = ("ValidationAuthorityID", "OtherValidationAuthorityID", "ValidationAuthorityEntityID")


def _five(name: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{name}.{n}{part}" for n in range(1, 6) for part in parts)


def _of(name: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{name}.{part}" for part in parts)


_NAMED: Final = ("", ".xmllang", ".type")
_PLACED: Final = tuple(f".{part}" for part in ("xmllang", "type", *_ADDRESS))
LEVEL_1: Final = (
    *("LEI", "Entity.LegalName", "Entity.LegalName.xmllang"),
    *_five("Entity.OtherEntityNames.OtherEntityName", _NAMED),
    *_five("Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName", _NAMED),
    *_of("Entity.LegalAddress", ("xmllang", *_ADDRESS)),
    *_of("Entity.HeadquartersAddress", ("xmllang", *_ADDRESS)),
    *_five("Entity.OtherAddresses.OtherAddress", _PLACED),
    *_five("Entity.TransliteratedOtherAddresses.TransliteratedOtherAddress", _PLACED),
    *_of("Entity.RegistrationAuthority", ("RegistrationAuthorityID", "OtherRegistrationAuthorityID")),
    *("Entity.RegistrationAuthority.RegistrationAuthorityEntityID", "Entity.LegalJurisdiction"),
    *("Entity.EntityCategory", "Entity.EntitySubCategory"),
    *("Entity.LegalForm.EntityLegalFormCode", "Entity.LegalForm.OtherLegalForm"),
    *("Entity.AssociatedEntity.type", "Entity.AssociatedEntity.AssociatedLEI"),
    *("Entity.AssociatedEntity.AssociatedEntityName", "Entity.AssociatedEntity.AssociatedEntityName.xmllang"),
    *("Entity.EntityStatus", "Entity.EntityCreationDate", "Entity.EntityExpirationDate"),
    "Entity.EntityExpirationReason",
    *_five("Entity.SuccessorEntity", (".SuccessorLEI", ".SuccessorEntityName", ".SuccessorEntityName.xmllang")),
    *_five("Entity.LegalEntityEvents.LegalEntityEvent", tuple(f".{part}" for part in _EVENT)),
    *_of("Registration", ("InitialRegistrationDate", "LastUpdateDate", "RegistrationStatus", "NextRenewalDate")),
    *_of("Registration", ("ManagingLOU", "ValidationSources")),
    *_of("Registration.ValidationAuthority", _AUTHORITY),
    *_five(
        "Registration.OtherValidationAuthorities.OtherValidationAuthority", tuple(f".{part}" for part in _AUTHORITY)
    ),
    "ConformityFlag",
)
"""The 338 columns of level 1."""
LEVEL_2: Final = (
    *_of("Relationship", ("StartNode.NodeID", "StartNode.NodeIDType", "EndNode.NodeID", "EndNode.NodeIDType")),
    *_of("Relationship", ("RelationshipType", "RelationshipStatus")),
    *_five("Relationship.Period", (".startDate", ".endDate", ".periodType")),
    *_five("Relationship.Qualifiers", (".QualifierDimension", ".QualifierCategory")),
    *_five("Relationship.Quantifiers", (".MeasurementMethod", ".QuantifierAmount", ".QuantifierUnits")),
    *_of("Registration", ("InitialRegistrationDate", "LastUpdateDate", "RegistrationStatus", "NextRenewalDate")),
    *_of("Registration", ("ManagingLOU", "ValidationSources", "ValidationDocuments", "ValidationReference")),
)
"""The 54 columns of level 2."""
EXCEPTIONS: Final = (
    *("LEI", "Exception.Category"),
    *_five("Exception.Reason", ("",)),
    *_five("Exception.Reference", ("",)),
)
"""The 12 columns of the reporting exceptions."""
KNOWN: Final = (
    *(("Lockheed Martin Corporation", "US-MD"), ("BAE Systems plc", "GB"), ("Thales", "FR")),
    *(("Rheinmetall AG", "DE"), ("Northrop Grumman Corporation", "US-DE"), ("Leonardo S.p.A.", "IT")),
)
"""Names that the graph knows, which the first entities bear."""
_COUNTRIES: Final = ("US-DE", "DE", "GB", "IN", "IT", "FR", "ES", "NL", "CN", "LU", "JP", "SE")
_WORDS: Final = ("Alpha", "Baltic", "Cedar", "Delta", "Estuary", "Falcon", "Granite", "Harbour", "Island", "Juniper")
_FORMS: Final = ("GmbH", "Limited", "LLC", "S.p.A.", "B.V.", "SAS", "Inc.", "Private Limited", "Aktiebolag")
_MOMENT: Final = "2026-11-20T08:00:00Z"


def lei_of(number: int) -> str:
    """Return the identifier of an invented entity, with right check digits."""
    body = f"9999{number:014d}"
    return f"{body}{98 - int(f'{body}00') % 97:02d}"


def write_golden_copy(folder: Path, entities: int, links: int, seed: int = 1) -> tuple[Path, Path]:
    """Write records of level 1 and of level 2, as many as said, and return the two files."""
    draw = random.Random(seed)
    first, second = folder / "20261120-0800-lei2-golden-copy.csv", folder / "20261120-0800-rr-golden-copy.csv"
    _write(first, LEVEL_1, (_entity(number, draw) for number in range(entities)))
    _write(second, LEVEL_2, (_link(number, entities, draw) for number in range(links)))
    return first, second


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(_quoted(columns))
        blank = dict.fromkeys(columns, "")
        out.writelines(_quoted((blank | row).values()) for row in rows)


def _quoted(cells: Iterable[str]) -> str:
    return '"' + '","'.join(cells) + '"\r\n'


def _name(number: int, draw: random.Random) -> tuple[str, str]:
    if number < len(KNOWN):
        return KNOWN[number]
    words = " ".join(draw.choices(_WORDS, k=3))
    return f"{words} {number} {draw.choice(_FORMS)}", draw.choice(_COUNTRIES)


def _entity(number: int, draw: random.Random) -> dict[str, str]:
    name, jurisdiction = _name(number, draw)
    country = jurisdiction[:2]
    return {
        "LEI": lei_of(number),
        "Entity.LegalName": name,
        "Entity.LegalName.xmllang": "en",
        "Entity.LegalAddress.xmllang": "en",
        "Entity.LegalAddress.FirstAddressLine": f"{draw.randint(1, 900)} {draw.choice(_WORDS)} Street, Floor 3",
        "Entity.LegalAddress.City": draw.choice(_WORDS),
        "Entity.LegalAddress.Country": country,
        "Entity.LegalAddress.PostalCode": str(draw.randint(10_000, 99_999)),
        "Entity.HeadquartersAddress.xmllang": "en",
        "Entity.HeadquartersAddress.FirstAddressLine": f"{draw.randint(1, 900)} {draw.choice(_WORDS)} Street, Floor 3",
        "Entity.HeadquartersAddress.City": draw.choice(_WORDS),
        "Entity.HeadquartersAddress.Country": country,
        "Entity.RegistrationAuthority.RegistrationAuthorityID": "RA000602",
        "Entity.RegistrationAuthority.RegistrationAuthorityEntityID": str(draw.randint(1_000_000, 9_999_999)),
        "Entity.LegalJurisdiction": jurisdiction,
        "Entity.EntityCategory": draw.choices(("GENERAL", "FUND", "BRANCH", "SOLE_PROPRIETOR"), (85, 9, 1, 5))[0],
        "Entity.LegalForm.EntityLegalFormCode": "XTIQ",
        "Entity.EntityStatus": "ACTIVE",
        "Entity.EntityCreationDate": f"{draw.randint(1950, 2024)}-04-01T00:00:00Z",
        "Registration.InitialRegistrationDate": _MOMENT,
        "Registration.LastUpdateDate": _MOMENT,
        "Registration.RegistrationStatus": "ISSUED",
        "Registration.NextRenewalDate": "2027-11-20T08:00:00Z",
        "Registration.ManagingLOU": "EVK05KS7XY1DEII3R011",
        "Registration.ValidationSources": "FULLY_CORROBORATED",
        "Registration.ValidationAuthority.ValidationAuthorityID": "RA000602",
        "ConformityFlag": "CONFORMING",
    }


def _link(number: int, entities: int, draw: random.Random) -> dict[str, str]:
    """Return a link of trees: three hundred hang below each of those that are known, and the rest hang together."""
    child = len(KNOWN) + number % max(1, entities - len(KNOWN))
    first = 300 * len(KNOWN)
    others = draw.randint(first, child - 1) if child > first else first + 1
    return {
        "Relationship.StartNode.NodeID": lei_of(child),
        "Relationship.StartNode.NodeIDType": "LEI",
        "Relationship.EndNode.NodeID": lei_of(child // 300 if child < first else others),
        "Relationship.EndNode.NodeIDType": "LEI",
        "Relationship.RelationshipType": "IS_DIRECTLY_CONSOLIDATED_BY",
        "Relationship.RelationshipStatus": "ACTIVE",
        "Relationship.Period.1.startDate": "2024-01-01T00:00:00Z",
        "Relationship.Period.1.endDate": "2024-12-31T00:00:00Z",
        "Relationship.Period.1.periodType": "ACCOUNTING_PERIOD",
        "Relationship.Period.2.startDate": "2018-05-01T00:00:00Z",
        "Relationship.Period.2.periodType": "RELATIONSHIP_PERIOD",
        "Registration.LastUpdateDate": _MOMENT,
        "Registration.RegistrationStatus": "PUBLISHED",
    }


def write_entities(folder: Path, lines: int, seed: int = 1) -> Path:
    """Write lines of FollowTheMoney entities: organisations, ownership, sanctions, and what is no part of our model."""
    draw = random.Random(seed)
    path = folder / "entities.ftm.json"
    with path.open("w", encoding="utf-8") as out:
        out.writelines(f"{json.dumps(entity, ensure_ascii=False)}\n" for entity in _entities(lines, draw))
    return path


def _entities(lines: int, draw: random.Random) -> Iterator[dict[str, object]]:
    for number in range(lines):
        schema = (
            "Company" if number < 10 else draw.choices(("Company", "Ownership", "Sanction", "Person"), (5, 2, 1, 2))[0]
        )
        firms = [f"NK-{draw.randint(0, number):022d}" for _ in range(2)]
        yield {
            "id": f"NK-{number:022d}",
            "caption": _name(number, draw)[0],
            "schema": schema,
            "properties": _properties(schema, number, firms, draw),
            "referents": [f"list-{number:040x}"],
            "datasets": ["us_ofac_sdn", "eu_fsf"],
            "origin": [],
            "first_seen": "2023-04-20T18:00:25",
            "last_seen": "2026-11-20T08:00:00",
            "last_change": "2025-07-26T20:01:14",
            "target": schema == "Company",
        }


def _properties(schema: str, number: int, firms: list[str], draw: random.Random) -> dict[str, list[str]]:
    match schema:
        case "Ownership":
            return {"owner": firms[:1], "asset": firms[1:], "percentage": ["51"], "startDate": ["2019-05"]}
        case "Sanction":
            return {"entity": firms[:1], "country": ["us"], "authority": ["OFAC"], "startDate": ["2022-02-24"]}
        case "Person":
            return {"name": [f"Person {number}"], "birthDate": ["1960"], "country": ["ru"], "topics": ["role.pep"]}
        case _:
            name, jurisdiction = _name(number, draw)
            return {
                "name": [name, f"{name} of {draw.choice(_WORDS)}"],
                "alias": [f"{draw.choice(_WORDS)} {number}"],
                "jurisdiction": [jurisdiction[:2].lower()],
                "country": [jurisdiction[:2].lower()],
                "registrationNumber": [str(draw.randint(1_000_000, 9_999_999))],
                "address": [f"{draw.randint(1, 900)} {draw.choice(_WORDS)} Street"],
                "topics": ["corp.disqual"],
                "incorporationDate": [f"{draw.randint(1950, 2024)}-03-01"],
            }
