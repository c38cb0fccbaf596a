"""Fills the pages from the release that is served."""

from collections.abc import Mapping
from datetime import date

from api.page_data.brief import brief_board
from api.page_data.chokepoints import chokepoints_board
from api.page_data.differences import differences_board
from api.page_data.entity import entity_page
from api.page_data.gaps import gaps_board
from api.page_data.home import home_page
from api.page_data.network import explore_page
from api.page_data.pair import pair_board
from api.page_data.releases import releases_board
from api.page_data.sources import sources_page
from api.page_data.whatif import whatif_board
from api.page_data.whole import drawn, whole_page
from api.pages.board import Board, BoardAsk
from api.pages.bodies import EntityPage, SourcesPage
from api.pages.context import ReleaseNote
from api.pages.drawings import ExplorePage, WholeAsk, WholePage
from api.pages.home_body import HomePage
from api.served import Shelf
from graph import clock
from graph.disputes import Wanted
from graph.exploration import Exploration
from graph.names import japanese_names
from graph.views.whole import Whole


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

    def names(self) -> Mapping[str, str]:
        """Return the Japanese names of the release by their English ones."""
        return japanese_names(self._shelf.current().release)

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

    def whole_page(self, ask: WholeAsk) -> WholePage:
        """Return what stands around the large picture."""
        return whole_page(self._shelf.current().release, ask)

    def whole(self, ask: WholeAsk) -> Whole:
        """Return the large picture."""
        return drawn(self._shelf.current().release, ask)

    def gaps(self, ask: BoardAsk) -> Board:
        """Return the gaps of a coalition."""
        return gaps_board(self._shelf.current().release, ask)

    def chokepoints(self, ask: BoardAsk) -> Board:
        """Return the chokepoints of a coalition and a layer."""
        return chokepoints_board(self._shelf.current().release, ask)

    def pair(self, first: str, second: str, ask: BoardAsk) -> Board:
        """Return what joins two states."""
        return pair_board(self._shelf.current().release, first, second, ask)

    def whatif(self, ask: BoardAsk) -> Board:
        """Return what changes would do."""
        return whatif_board(self._shelf.current().release, ask)

    def releases(self, before: str, after: str) -> Board:
        """Return the releases, and what changed between two."""
        return releases_board(self._shelf, before, after)

    def differences(self, wanted: Wanted) -> Board:
        """Return where sources differ, on what is asked for."""
        return differences_board(self._shelf.current().release, wanted)

    def brief(self, ask: BoardAsk) -> Board:
        """Return the brief of a scene."""
        return brief_board(self._shelf.current().release, ask)
