"""The sources page."""

from typing import Final

from api.page_data.labels import labels
from api.pages.board import Cell, Section, TableRow
from api.pages.bodies import DatasetRow, DocumentRow, SourcesPage
from graph.agreements import kind_labels
from graph.documents import documents
from graph.release import Release
from graph.tables import read_tables

CONFLICTS: Final = 500
"""Most conflicts on the page; the command lists all."""


def sources_page(release: Release) -> SourcesPage:
    """Return the compiled sources and the documents that they cite."""
    labels = kind_labels(release)
    return SourcesPage(
        datasets=tuple(
            DatasetRow(
                id=f"graph/source-{source.key}",
                title=source.title,
                publisher=source.publisher,
                version=source.version,
                licence=source.licence,
                redistribution="may be redistributed" if source.redistributable else "must not be redistributed",
                horizon=source.horizon.isoformat(),
                statements=source.statements,
            )
            for source in release.manifest.sources
        ),
        documents=tuple(
            DocumentRow(
                id=document.id,
                title=document.title,
                publisher=document.publisher,
                issued=document.issued,
                kind=labels.get(document.kind, document.kind),
                url=document.url,
                statements=document.citations,
            )
            for document in documents(release)
        ),
        conflicts=_conflicts(release),
    )


def _conflicts(release: Release) -> Section:
    """Return where two sources that tell of one agreement differ, with the statement of each."""
    table, label = read_tables(release).conflicts, labels(release)
    titles = {source.key: source.title for source in release.manifest.sources}
    rows = tuple(
        TableRow(
            (
                Cell(label(row["agreement"]), f"/entity/{row['agreement']}"),
                Cell(label(row["actor"])),
                Cell(" ".join(filter(None, (row["about"], row["detail"])))),
                *(
                    Cell(
                        f"{titles.get(row[f'source_{side}'], row[f'source_{side}'])}: {row[f'value_{side}']}",
                        f"/entity/{row[f'statement_{side}']}" if row[f"statement_{side}"] else "",
                    )
                    for side in ("a", "b")
                ),
            )
        )
        for row in table.head(CONFLICTS).iter_rows(named=True)
    )
    return Section(
        id="conflicts",
        title="Where sources differ",
        columns=("Agreement", "Party", "About", "One source", "Another source"),
        rows=rows,
        empty="No two compiled sources tell of one agreement differently.",
        total=table.height,
    )
