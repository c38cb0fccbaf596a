"""Fills the pages from the release that is served."""

from datetime import date

from api.page_data.entity import entity_page
from api.page_data.home import home_page
from api.page_data.network import explore_page
from api.page_data.sources import sources_page
from api.pages.context import EntityPage, ExplorePage, HomePage, ReleaseNote, SourcesPage
from api.served import Shelf
from graph import clock
from graph.exploration import Exploration


class Pages:
    """The `PageData` of the application: each page is one function of the current release and a day."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def today(self) -> date:
        """Return the current day."""
        return clock.today()

    def release(self) -> ReleaseNote:
        """Return the release that is served."""
        release = self._shelf.current().release
        manifest = release.manifest
        counts = f"{manifest.relations:,} relations, {manifest.citations:,} citations"
        return ReleaseNote(release.id, "; ".join(sorted({s.licence for s in manifest.sources})), counts)

    def home(self, day: date) -> HomePage:
        """Return the first page."""
        return home_page(self._shelf.current().release, day)

    def entity(self, name: str, day: date) -> EntityPage:
        """Return the page of an entity, agreement, relation, concept or source."""
        return entity_page(self._shelf.current(), name, day)

    def network(self, asked: Exploration) -> ExplorePage:
        """Return the picture asked for."""
        return explore_page(self._shelf.current().release, asked)

    def sources(self) -> SourcesPage:
        """Return every source of the release."""
        return sources_page(self._shelf.current().release)
