"""Files that a view needs beside its HTML: the vendored library, checked by hash, and our own script and styles."""

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from graph.errors import KanameError
from graph.views.palette import palette_css

HERE: Final = Path(__file__).parent
VENDORED: Final = HERE / "assets"
OWN: Final = HERE / "static"
SCRIPT: Final = "text/javascript; charset=utf-8"
STYLE: Final = "text/css; charset=utf-8"
LIBRARY: Final = "vis-network.min.js"
SCRIPTS: Final = (
    "link.js",
    "labels.js",
    "panel.js",
    "rows.js",
    "twin.js",
    "drawing.js",
    "legend.js",
    "acts.js",
    "saving.js",
    "network.js",
)
"""Our scripts in the order in which a page loads them, after the library."""


class AssetError(KanameError):
    """A vendored file is missing or is not the one that the manifest names."""


@dataclass(frozen=True)
class Asset:
    """A file as it is served; `sha256` is in hexadecimal."""

    name: str
    media: str
    body: bytes
    sha256: str

    @property
    def text(self) -> str:
        """The file as text."""
        return self.body.decode("utf-8")


@dataclass(frozen=True)
class Vendored:
    """A third-party file with the card that the manifest keeps of it."""

    name: str
    version: str
    licence: str
    origin: str
    asset: Asset
    licence_files: tuple[Asset, ...]


def make_asset(name: str, media: str, body: bytes) -> Asset:
    """Return a file with its hash."""
    return Asset(name, media, body, hashlib.sha256(body).hexdigest())


def _checked(folder: Path, file: str, media: str, sha256: str) -> Asset:
    path = folder / file
    if not path.is_file():
        raise AssetError(f"asset {file!r} is missing; restore it from the repository")
    asset = make_asset(file, media, path.read_bytes())
    if asset.sha256 != sha256:
        raise AssetError(
            f"asset {file!r} has sha256 {asset.sha256}, the manifest says {sha256}; "
            "restore the file from the repository, or renew both together"
        )
    return asset


def read_manifest(folder: Path) -> tuple[Vendored, ...]:
    """Return the third-party files of a folder, each checked against its hash.

    Raises
    ------
    AssetError
        A file is missing or differs from the manifest.
    """
    cards = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))["asset"]
    return tuple(
        Vendored(
            name=card["name"],
            version=card["version"],
            licence=card["licence"],
            origin=card["origin"],
            asset=_checked(folder, card["file"], card["media"], card["sha256"]),
            licence_files=tuple(
                _checked(folder, item["file"], "text/plain; charset=utf-8", item["sha256"]) for item in card["licences"]
            ),
        )
        for card in cards
    )


@cache
def vendored() -> tuple[Vendored, ...]:
    """Return the third-party files of the package (read and checked once)."""
    return read_manifest(VENDORED)


@cache
def view_assets() -> dict[str, Asset]:
    """Return every file that a network view loads, by name."""
    styles = (OWN / "network.css").read_bytes() + palette_css().encode("utf-8")
    scripts = (make_asset(name, SCRIPT, (OWN / name).read_bytes()) for name in SCRIPTS)
    own = (*scripts, make_asset("network.css", STYLE, styles))
    return {asset.name: asset for asset in (*(card.asset for card in vendored()), *own)}
