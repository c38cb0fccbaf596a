"""The files that pages load, each at an address that holds its hash, so that it may be kept for ever."""

from functools import cache
from pathlib import Path
from typing import Final

from graph.views.assets import SCRIPT, STYLE, Asset, Vendored, make_asset, read_manifest, view_assets

OWN: Final = Path(__file__).parent / "static"
VENDORED: Final = Path(__file__).parent / "assets"
MEDIA: Final = {".js": SCRIPT, ".css": STYLE, ".svg": "image/svg+xml"}
ROOT: Final = "/assets/"


@cache
def vendored() -> tuple[Vendored, ...]:
    """Return the third-party files of pages that are no views (read and checked once)."""
    return read_manifest(VENDORED)


@cache
def assets() -> dict[str, Asset]:
    """Return every file that a page may load, by name."""
    own = (make_asset(path.name, MEDIA[path.suffix], path.read_bytes()) for path in sorted(OWN.iterdir()))
    return {**view_assets(), **{asset.name: asset for asset in (*(card.asset for card in vendored()), *own)}}


def asset_url(name: str) -> str:
    """Return the address of a file; a name that no file has is an error of the template."""
    return f"{ROOT}{name}?v={assets()[name].sha256[:16]}"
