"""A tiny curated source: two allies, a treaty and a procurement memorandum, and a row or two in every other table."""

from collections.abc import Mapping
from pathlib import Path

from ingest.source import SOURCES, Source, find_sources
from ingest.sources.curated.tables import TABLES

CITED = {"source": "src-one", "confidence": "A"}


def row(**cells: str) -> dict[str, str]:
    """Return one cited row; a trailing underscore keeps a name off Python's own words."""
    return {name.rstrip("_"): cell for name, cell in {**CITED, **cells}.items()}


def _part(agreement: str, actor: str, start: str) -> dict[str, str]:
    return row(
        instrument=agreement,
        actor=actor,
        role="party",
        spell="1",
        from_=start,
        status="in-force",
        basis="entry-into-force",
    )


ROWS: dict[str, list[dict[str, str]]] = {
    "sources.csv": [
        {"source_id": "src-one", "title": "A treaty series", "url": "https://example.org/1", "kind": "source-read"}
    ],
    "states.csv": [
        row(state_id="jpn", label="Japan", label_ja="日本", iso3="JPN", iso2="JP", cow_code="740"),
        row(state_id="usa", label="United States", label_ja="アメリカ合衆国", iso3="USA", iso2="US", cow_code="2"),
    ],
    "agreements.csv": [
        row(
            agreement_id=f"agr-{name}",
            kind=kind,
            label=label,
            legal_form="form-treaty",
            bindingness="legally-binding",
            signed=signed,
            in_force=start,
            status="in-force",
            parties_listed="all",
        )
        for name, kind, label, signed, start in (
            ("mdt", "mutual-defence-treaty", "Treaty of Mutual Cooperation", "1960-01-19", "1960-06-23"),
            ("rdp", "rdp-mou", "Procurement Memorandum", "2016-06-04", "2016-06-04"),
        )
    ],
    "participations.csv": [
        _part("agr-mdt", "jpn", "1960-06-23"),
        _part("agr-mdt", "usa", "1960-06-23"),
        _part("agr-rdp", "jpn", "2016-06-04"),
        _part("agr-rdp", "usa", "2016-06-04"),
    ],
    "provisions.csv": [
        row(
            provision_id="prov-five",
            instrument="agr-mdt",
            label="Armed attack",
            text="Each party would act to meet the common danger",
            kind="defence-commitment",
            bindingness="legally-binding",
        )
    ],
    "bodies.csv": [row(body_id="nato", label="NATO", kind="treaty-organisation")],
    "agencies.csv": [row(agency_id="jp-mod", label="Ministry of Defense", state="jpn", kind="ministry")],
    "firms.csv": [
        row(firm_id="firm-a", label="Firm A", state="jpn", wikidata="Q1", lei="353800MNTK6BT37JJS41"),
        row(firm_id="firm-b", label="Firm B", state="usa"),
    ],
    "policies.csv": [
        row(
            policy_id="pol-one",
            kind="security-legislation",
            label="Act",
            issuer="jpn",
            legal_form="form-statute",
            bindingness="legally-binding",
            signed="2015",
            status="in-force",
        )
    ],
    "acts.csv": [row(act_id="act-one", implements="prov-five", label="Exercise", date="2016-04", status="done")],
    "programs.csv": [
        row(
            program_id="prog-one",
            label="Missile",
            kind="joint-development",
            capabilities="air",
            from_="2006",
            status="active",
            funding="about half each",
        )
    ],
    "program_participants.csv": [
        row(instrument="prog-one", actor="firm-a", role="participant", spell="1", status="in-force")
    ],
    "ties.csv": [
        row(
            tie_id="tie-one",
            from_firm="firm-a",
            to_firm="firm-b",
            kind="final-assembly",
            share="0.5",
            from_="2013",
            status="active",
        )
    ],
    "capabilities.csv": [row(capability_id="air", label="Air operations")],
    "scenarios.csv": [row(scenario_id="blockade", label="Blockade")],
    "assessments.csv": [row(state="jpn", capability="air", spell="1", level="3", attested="2020-01-01")],
    "requirements.csv": [row(scenario="blockade", capability="air", level="3", criticality="critical")],
    "dependencies.csv": [
        row(
            dependency_id="dep-one",
            label="Gallium",
            kind="material",
            supplier_state="usa",
            share="0.9",
            year="2025",
            dependents="jpn",
        )
    ],
    "impediments.csv": [
        row(
            impediment_id="imp-one",
            label="Controls",
            origin="usa",
            partners="jpn",
            scope="listed-partners",
            kind="export-licensing",
            from_="2024-09-01",
            status="active",
        )
    ],
    "events.csv": [
        row(
            event_id="event-one",
            kind="summit-meeting",
            label="Summit",
            date="2015-04-28",
            participants="jpn;usa",
            announces="prov-five",
        )
    ],
    "recommendations.csv": [
        row(recommendation_id="rec-one", label="A memorandum", said="2016-05", to="usa", text="Conclude one.")
    ],
    "release_rules.csv": [
        row(rule_id="rule-one", from_state="usa", to_states="jpn", what="arms", kind="release-case-by-case")
    ],
    "completeness.csv": [row(list_id="list-one", kind="rdp-mou", actor="usa", attested="2017-01-01", members="jpn")],
}
"""The cells that are not blank, by table."""


def write_tiny(root: Path, more: Mapping[str, list[dict[str, str]]] | None = None) -> tuple[Source, ...]:
    """Write the tables with more rows at their ends, and return the source."""
    folder = root / "curated"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "source.toml").write_bytes((SOURCES / "curated" / "source.toml").read_bytes())
    for table in TABLES:
        rows = [*ROWS.get(table.file, []), *(more or {}).get(table.file, [])]
        write_table(folder / table.file, table.model.columns(), rows)
    return find_sources(root)


def write_table(path: Path, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    """Write a table; a cell whose name is no column is an error of the test."""
    unknown = {name for cells in rows for name in cells} - set(columns)
    assert not unknown, f"{path.name} has no column {unknown}"
    lines = [",".join(columns), *(",".join(_quoted(cells.get(name, "")) for name in columns) for cells in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in ',"\n') else cell


def replace(source: Source, table: str, old: str, new: str) -> None:
    """Change one cell, or part of one, in a table that holds the old text exactly once."""
    path = source.folder / table
    content = path.read_text(encoding="utf-8")
    assert content.count(old) == 1, f"{table} holds {old!r} {content.count(old)} times"
    path.write_text(content.replace(old, new), encoding="utf-8")


def extend(source: Source, table: str, *rows: dict[str, str]) -> None:
    """Add rows to a table."""
    model = next(found.model for found in TABLES if found.file == table)
    path = source.folder / table
    content = path.read_text(encoding="utf-8")
    write_table(path, model.columns(), list(rows))
    path.write_text(content + path.read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8")
