"""What the service serves: releases of a home folder, verified when first opened, the current one looked up anew."""

import logging
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from api.rendered import RenderedEntities
from graph.errors import NotFound, ReleaseError
from graph.release import Manifest, Release, current_release, release_ids
from graph.store import ReadStore, open_release_store

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Served:
    """One release, opened for reading."""

    release: Release
    store: ReadStore
    entities: RenderedEntities = field(default_factory=RenderedEntities, compare=False)


class Shelf:
    """The releases of a home folder, each verified and opened once.

    A build switches the current release under a running service, so the service follows the link every few seconds. A
    release that is not whole is never served: the one served before stays, or at the start the newest older whole one.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._opened: dict[str, Served] = {}
        self._damaged: set[tuple[str, int]] = set()  # with the number of the folder: a release can be built again
        self._last: Served | None = None
        self._link = ""
        self._lock = Lock()

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of all complete releases."""
        return release_ids(self._home)

    def current(self) -> Served:
        """Return the release that is served, at the first call that which `follow` finds."""
        return self._last or self.follow()

    def follow(self) -> Served:
        """Return the current release, or the best one that is whole, and serve it from now on.

        A new release is verified here, which takes its time: not in the event loop.

        Raises
        ------
        ReleaseError
            No release is whole.
        """
        link = self._points_to()
        if self._last is not None and link and link == self._link:
            return self._last
        try:
            found = self._open(current_release(self._home))
        except ReleaseError as error:
            found = self._last or self._newest_whole(error)
        # A stand-in is looked up again each time: the damaged release may be built anew under the same name.
        self._last, self._link = found, link if link.endswith(found.release.id) else ""
        return found

    def _points_to(self) -> str:
        """Return where the link to the current release points; nothing where there is none."""
        try:
            return str((self._home / "current").readlink())
        except OSError:
            return ""

    def manifest(self, release_id: str) -> Manifest:
        """Return what a release says of itself, without opening it."""
        return current_release(self._home, release_id).manifest

    def get(self, release_id: str | None) -> Served:
        """Return a release by its id, or the current one."""
        return self.current() if release_id is None else self._open(current_release(self._home, release_id))

    def _open(self, release: Release) -> Served:
        with self._lock:
            if (release.id, release.path.stat().st_ino) in self._damaged:
                raise ReleaseError(f"release {release.id} is damaged; run `kaname build` again")
            if release.id not in self._opened:
                self._opened[release.id] = self._verified(release)
            return self._opened[release.id]

    def _verified(self, release: Release) -> Served:
        try:
            release.verify()
            return Served(release, open_release_store(release.store))
        except ReleaseError as damage:
            self._damaged.add((release.id, release.path.stat().st_ino))
            _log.error("release %s is not whole and is not served: %s", release.id, damage)
            raise

    def _newest_whole(self, fault: ReleaseError) -> Served:
        for release_id in reversed(self.ids):
            try:
                found = self._open(current_release(self._home, release_id))
            except (NotFound, ReleaseError):  # damaged, or pruned since the folder was read
                continue
            _log.warning("serving the older release %s instead of the current one", release_id)
            return found
        raise ReleaseError(f"no release in {self._home} can be served: {fault}") from fault
