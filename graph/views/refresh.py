"""Fetches the vendored files anew with the npm client, and puts their hashes into the manifest.

`python -m graph.views.refresh` checks that each file is the one that its package holds; `NAME=VERSION` renews one.
"""

import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final

from graph.views.assets import VENDORED, Vendored, make_asset, vendored

MANIFEST: Final = VENDORED / "manifest.toml"
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


def refresh(card: Vendored, version: str, folder: Path) -> str:
    """Fetch one file; where it is another version, write it and its hash, and tell what was done."""
    match = _ORIGIN.fullmatch(card.origin)
    if match is None:
        raise ValueError(f"{card.name}: the origin {card.origin!r} names no npm package, version and file")
    body = fetched(match["package"], version, match["file"], folder)
    new = make_asset(card.asset.name, card.asset.media, body)
    if new.sha256 == card.asset.sha256:
        return f"{card.name} {version}: as published"
    if version == card.version:
        return f"{card.name} {version}: DIFFERS from what is published; look before you trust either"
    (VENDORED / card.asset.name).write_bytes(body)
    text = MANIFEST.read_text(encoding="utf-8").replace(card.asset.sha256, new.sha256)
    text = text.replace(card.origin, card.origin.replace(card.version, version))
    head, name, rest = text.partition(f'name = "{card.name}"')
    MANIFEST.write_text(head + name + rest.replace(card.version, version, 1), encoding="utf-8")
    return f"{card.name} {card.version} -> {version}: renewed; compare the licence files by hand"


def main(wanted: list[str]) -> None:
    """Check every vendored file, or renew those named."""
    versions = dict(part.split("=", 1) for part in wanted)
    with tempfile.TemporaryDirectory() as folder:
        for card in vendored():
            if not versions or card.name in versions:
                print(refresh(card, versions.get(card.name, card.version), Path(folder)))


if __name__ == "__main__":
    main(sys.argv[1:])
