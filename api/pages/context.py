"""The frame of every page, and the protocol by which pages ask for what they show.

A template gets one `Page`: a `Frame` that the router builds from the request (day, release, language, links), and a
body that `PageData` returns. A body holds sentences, days and ids, never markup: escaping is the template's work, and
the language is the frame's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar
from urllib.parse import urlencode

from api.pages.board import Board, BoardAsk
from api.pages.bodies import EntityPage, SourcesPage
from api.pages.drawings import ExplorePage, WholeAsk, WholePage
from api.pages.home_body import HomePage
from graph.disputes import Wanted
from graph.exploration import Exploration
from graph.views.language import ENGLISH, Language
from graph.views.whole import Whole


@dataclass(frozen=True)
class ReleaseNote:
    """The release that answers; `counts` is one short text such as "1,204 relations from 182 sources"."""

    id: str
    licence: str
    counts: str = ""


@dataclass(frozen=True)
class Frame:
    """What every page shows around its body; `path` and `query` are the page's own address without `asOf`."""

    title: str
    day: date
    today: date
    release: ReleaseNote
    path: str
    query: tuple[tuple[str, str], ...] = ()
    language: Language = ENGLISH

    def at(self, day: date) -> str:
        """Return the address of this page on another day."""
        return self.having(asOf=day.isoformat())

    def having(self, **changes: str) -> str:
        """Return the address of this page on its day with parts of its query changed; an empty text drops a part."""
        query = {**dict(self.query), "asOf": self.day.isoformat(), **{k.rstrip("_"): v for k, v in changes.items()}}
        return f"{self.path}?{urlencode({k: v for k, v in query.items() if v}, safe=',:~*/')}"

    def in_language(self, code: str) -> str:
        """Return the address of this page in another language."""
        return self.having(lang=code)

    @property
    def tint(self) -> str:
        """The class of a page that shows another day than today: `past`, `future` or nothing."""
        if self.day == self.today:
            return ""
        return "past" if self.day < self.today else "future"


Body_co = TypeVar("Body_co", covariant=True)


@dataclass(frozen=True)
class Page(Generic[Body_co]):
    """All that a template gets."""

    frame: Frame
    body: Body_co


class PageData(Protocol):
    """Where pages get their bodies; an unknown id raises `NotFound`, a bad value `BadParameter`."""

    def today(self) -> date:
        """Return the current day (the one clock of the application)."""

    def release(self) -> ReleaseNote:
        """Return the release that is served."""

    def names(self) -> Mapping[str, str]:
        """Return the Japanese names of the release by their English ones."""

    def home(self, day: date) -> HomePage:
        """Return the first page."""

    def entity(self, name: str, day: date) -> EntityPage:
        """Return the page of an entity, agreement or relation by its id, such as `jpn`."""

    def network(self, asked: Exploration) -> ExplorePage:
        """Return the picture asked for; around nothing, an empty view with `tries`."""

    def sources(self) -> SourcesPage:
        """Return every source of the release."""

    def gaps(self, ask: BoardAsk) -> Board:
        """Return the gaps of a coalition."""

    def chokepoints(self, ask: BoardAsk) -> Board:
        """Return the chokepoints of a coalition and a layer."""

    def pair(self, first: str, second: str, ask: BoardAsk) -> Board:
        """Return what joins two states."""

    def whatif(self, ask: BoardAsk) -> Board:
        """Return what changes would do."""

    def releases(self, before: str, after: str) -> Board:
        """Return the releases, and what changed between two."""

    def differences(self, wanted: Wanted) -> Board:
        """Return where sources differ, on what is asked for."""

    def brief(self, ask: BoardAsk) -> Board:
        """Return the brief of a scene."""

    def whole_page(self, ask: WholeAsk) -> WholePage:
        """Return what stands around the large picture."""

    def whole(self, ask: WholeAsk) -> Whole:
        """Return the large picture."""
