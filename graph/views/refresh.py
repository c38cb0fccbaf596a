"""Fetches the vendored files of folders anew with the npm client, and puts their hashes into the manifests.

`python -m graph.views.refresh FOLDER…` checks that each file is the one that its package holds; `NAME=VERSION` renews
a package of these folders.
"""

import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final

from graph.views.assets import VENDORED, Vendored, make_asset, read_manifest

_ORIGIN: Final = re.compile(r"npm package (?P<package>\S+) (?P<version>\S+), file (?P<file>\S+)")


def fetched(package: str, version: str, file: str, folder: Path) -> bytes:
    """Return one file of a package as its makers publish it."""
    done = subprocess.run(
        ["npm", "pack", "--silent", f"{package}@{version}"], cwd=folder, check=True, capture_output=True, text=True
    )
    with tarfile.open(folder / done.stdout.strip().splitlines()[-1]) as archive:
        member = archive.extractfile(f"package/{file}")
        if member is None:
            raise FileNotFoundError(f"{package} {version} has no file {file}; look for its new place in the package")
        return member.read()


def refresh(kept: Path, card: Vendored, version: str, folder: Path) -> str:
    """Fetch one file of the folder `kept`; write another version with its hash, and tell what was done."""
    match = _ORIGIN.fullmatch(card.origin)
    if match is None:
        raise ValueError(f"{card.name}: the origin {card.origin!r} names no npm package, version and file")
    body = fetched(match["package"], version, match["file"], folder)
    new = make_asset(card.asset.name, card.asset.media, body)
    if new.sha256 == card.asset.sha256:
        return f"{card.name} {version}, {card.asset.name}: as published"
    if version == card.version:
        return f"{card.name} {version}, {card.asset.name}: DIFFERS from what is published; look before you trust either"
    (kept / card.asset.name).write_bytes(body)
    manifest = kept / "manifest.toml"
    blocks = manifest.read_text(encoding="utf-8").split("[[asset]]\n")
    renewed = (_renewed(block, card, version, new.sha256) for block in blocks)
    manifest.write_text("[[asset]]\n".join(renewed), encoding="utf-8")
    return f"{card.name} {card.version} -> {version}: renewed; compare the licence files by hand"


def _renewed(block: str, card: Vendored, version: str, sha256: str) -> str:
    """Return the block of a manifest with the new version and hash, where it is the one of the file."""
    if f'file = "{card.asset.name}"\n' not in block:
        return block
    return block.replace(card.asset.sha256, sha256).replace(card.version, version)


def main(wanted: list[str]) -> None:
    """Check every vendored file of the folders named, or renew the packages named."""
    versions = dict(part.split("=", 1) for part in wanted if "=" in part)
    kept = [Path(part) for part in wanted if "=" not in part] or [VENDORED]
    with tempfile.TemporaryDirectory() as folder:
        for place in kept:
            for card in read_manifest(place):
                if not versions or card.name in versions:
                    print(refresh(place, card, versions.get(card.name, card.version), Path(folder)))


if __name__ == "__main__":
    main(sys.argv[1:])
