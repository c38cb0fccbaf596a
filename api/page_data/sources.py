"""The sources page."""

from api.page_data.differences import differences
from api.pages.bodies import DatasetRow, DocumentRow, SourcesPage
from graph.agreements import kind_labels
from graph.documents import documents
from graph.release import Release


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
                edition=source.edition,
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
        conflicts=differences(release),
    )
