"""The tables of the curated source, and what each of their columns may refer to."""

from typing import Final

from ingest.references import Table
from ingest.sources.curated.actors import AgencyRow, BodyRow, FirmRow, StateRow
from ingest.sources.curated.agreements import ActRow, AgreementRow, ParticipationRow, PolicyRow, ProvisionRow
from ingest.sources.curated.argument import CentreRow, EventRow, RecommendationRow, ReleaseRuleRow
from ingest.sources.curated.capabilities import AssessmentRow, CapabilityRow, ListingRow, RequirementRow, ScenarioRow
from ingest.sources.curated.documents import DocumentRow
from ingest.sources.curated.industry import DependencyRow, ImpedimentRow, ProgrammeRow, TieRow
from ingest.sources.curated.redirects import RedirectRow

_ACTOR: Final = ("state", "body", "agency", "firm")
_INSTRUMENT: Final = ("agreement", "policy")
_CITED: Final = {"source": ("source",), "also": ("source",)}
_INSTRUMENT_CODES: Final = {
    "legal_form": ("scheme:legal-form",),
    "bindingness": ("scheme:bindingness",),
    "status": ("scheme:status",),
}
_PARTICIPATION: Final = {
    "actor": _ACTOR,
    "role": ("scheme:role",),
    "status": ("scheme:status",),
    "basis": ("scheme:start-basis",),
    **_CITED,
}

TABLES: Final[tuple[Table, ...]] = (
    Table("sources.csv", DocumentRow, ("source_id",), "source", {"kind": ("scheme:source-kind",)}),
    Table("documents.csv", DocumentRow, ("source_id",), "source", {"kind": ("scheme:source-kind",)}),
    Table("states.csv", StateRow, ("state_id",), "state", _CITED),
    Table("bodies.csv", BodyRow, ("body_id",), "body", {"kind": ("scheme:body-kind",), "part_of": ("body",), **_CITED}),
    Table(
        "agencies.csv",
        AgencyRow,
        ("agency_id",),
        "agency",
        {"kind": ("scheme:agency-kind",), "state": ("state",), "part_of": ("agency", "body"), **_CITED},
    ),
    Table("firms.csv", FirmRow, ("firm_id",), "firm", {"state": ("state",), **_CITED}),
    Table(
        "agreements.csv",
        AgreementRow,
        ("agreement_id",),
        "agreement",
        {"kind": ("scheme:agreement-kind",), "amends": _INSTRUMENT, **_INSTRUMENT_CODES, **_CITED},
    ),
    Table(
        "policies.csv",
        PolicyRow,
        ("policy_id",),
        "policy",
        {"kind": ("scheme:policy-kind",), "issuer": _ACTOR, "amends": _INSTRUMENT, **_INSTRUMENT_CODES, **_CITED},
    ),
    Table(
        "participations.csv",
        ParticipationRow,
        ("instrument", "actor", "role", "spell"),
        "participation",
        {"instrument": (*_INSTRUMENT, "body"), **_PARTICIPATION},
    ),
    Table(
        "program_participants.csv",
        ParticipationRow,
        ("instrument", "actor", "role", "spell"),
        "participation",
        {"instrument": ("programme",), **_PARTICIPATION},
    ),
    Table(
        "provisions.csv",
        ProvisionRow,
        ("provision_id",),
        "provision",
        {
            "instrument": _INSTRUMENT,
            "kind": ("scheme:provision-kind",),
            "bindingness": ("scheme:bindingness",),
            **_CITED,
        },
    ),
    Table(
        "acts.csv",
        ActRow,
        ("act_id",),
        "act",
        {"implements": ("provision",), "status": ("scheme:status",), **_CITED},
    ),
    Table(
        "programs.csv",
        ProgrammeRow,
        ("program_id",),
        "programme",
        {
            "kind": ("scheme:activity-kind",),
            "capabilities": ("capability",),
            "status": ("scheme:status",),
            **_CITED,
        },
    ),
    Table(
        "ties.csv",
        TieRow,
        ("tie_id",),
        "tie",
        {
            "from_firm": ("firm",),
            "to_firm": ("firm",),
            "kind": ("scheme:tie-kind",),
            "status": ("scheme:status",),
            **_CITED,
        },
    ),
    Table("capabilities.csv", CapabilityRow, ("capability_id",), "capability", {"parent": ("capability",), **_CITED}),
    Table("scenarios.csv", ScenarioRow, ("scenario_id",), "scenario", {"family": ("scenario",), **_CITED}),
    Table(
        "assessments.csv",
        AssessmentRow,
        ("state", "capability", "spell"),
        "assessment",
        {"state": ("state",), "capability": ("capability",), **_CITED},
    ),
    Table(
        "requirements.csv",
        RequirementRow,
        ("scenario", "capability"),
        "requirement",
        {
            "scenario": ("scenario",),
            "capability": ("capability",),
            "criticality": ("scheme:criticality",),
            **_CITED,
        },
    ),
    Table(
        "dependencies.csv",
        DependencyRow,
        ("dependency_id",),
        "dependency",
        {
            "kind": ("scheme:dependency-kind",),
            "supplier_state": ("state",),
            "supplier_firm": ("firm",),
            "dependents": ("state", "body"),
            **_CITED,
        },
    ),
    Table(
        "impediments.csv",
        ImpedimentRow,
        ("impediment_id",),
        "impediment",
        {
            "origin": ("state",),
            "partners": ("state",),
            "scope": ("scheme:impediment-scope",),
            "kind": ("scheme:impediment-kind",),
            "status": ("scheme:status",),
            "eased_by": _INSTRUMENT,
            **_CITED,
        },
    ),
    Table(
        "completeness.csv",
        ListingRow,
        ("list_id",),
        "listing",
        {"kind": ("scheme:agreement-kind",), "actor": ("state",), "members": ("state", "body"), **_CITED},
    ),
    Table(
        "events.csv",
        EventRow,
        ("event_id",),
        "event",
        {
            "kind": ("scheme:event-kind",),
            "participants": _ACTOR,
            "announces": (*_INSTRUMENT, "provision"),
            **_CITED,
        },
    ),
    Table(
        "recommendations.csv",
        RecommendationRow,
        ("recommendation_id",),
        "recommendation",
        {
            "to": _ACTOR,
            "capabilities": ("capability",),
            "scenarios": ("scenario",),
            "impediments": ("impediment",),
            "proposes": (
                "scheme:agreement-kind",
                "scheme:activity-kind",
                "scheme:body-kind",
                "scheme:policy-kind",
            ),
            "fulfilled_by": (*_INSTRUMENT, "provision", "programme", "act"),
            **_CITED,
        },
    ),
    Table(
        "release_rules.csv",
        ReleaseRuleRow,
        ("rule_id",),
        "rule",
        {
            "from_state": ("state",),
            "to_states": ("state", "body"),
            "technology": ("scheme:technology",),
            "kind": ("scheme:release-kind",),
            "max_marking": ("scheme:marking",),
            "based_on": (*_INSTRUMENT, "provision", "impediment"),
            **_CITED,
        },
    ),
    Table(
        "centres.csv",
        CentreRow,
        ("centre", "capability", "host"),
        "centre",
        {"centre": ("body", "agency"), "capability": ("capability",), "host": ("state",), **_CITED},
    ),
    Table("redirects.csv", RedirectRow, ("old_id",), "redirect", {"new_id": (*_ACTOR, *_INSTRUMENT, "programme")}),
)
