"""Takes the user's files in as a source: one that this program knows, a mapped table, or RDF in our model."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from graph.errors import BuildError, RefusedFile
from ingest.added import add
from ingest.apart import Apart
from ingest.archives import unpacked_name
from ingest.cards import Card, Edition, made_up, parse_model, read_toml
from ingest.comparing import differences
from ingest.compiled import Compiled, forget_failures, last_good
from ingest.gather import compile_source
from ingest.kept import MAPPED, RDF, Added, read_record
from ingest.lines import mention
from ingest.mapping.model import read_mapping
from ingest.progress import Progress
from ingest.source import Source, known_sources
from ingest.staging import Offer, waiting
from ingest.taking import plain_file

_CONTROL: Final = re.compile(r"(?<!\\)(?:\\\\)*\\u(00(?:0[0-8BCEF]|1[0-9A-F]))")
"""A control character as N-Quads writes it; a backslash of the text itself is doubled."""
_SHOWN: Final = 200
_FEW: Final = 10
"""Files left out of an archive that are named."""
_LARGE: Final = 32 << 20
"""Bytes of a file that takes time to unpack and copy, which is told, and memory to read."""


@dataclass(frozen=True)
class RdfNames:
    """Under which key and card RDF files are taken in; without a card the day of adding dates them."""

    key: str
    card: Path | None
    day: date


def add_known(
    home: Path, key: str, files: Sequence[Path], progress: Progress, edition: Edition | None = None
) -> Compiled:
    """Take in the files of a source that this program knows; raises as `ingest.added.add` does."""
    waiting(key)
    taken = _add(home, Offer(key, tuple(files), edition=edition), progress)
    if edition and edition.until and taken.card.horizon != edition.until:
        progress.say(
            f"  the files say that they look until {taken.card.horizon}, so --until {edition.until} is not used"
        )
    return taken


def add_mapped(home: Path, mapping: Path, files: Sequence[Path], progress: Progress) -> Compiled:
    """Take in tables with the mapping that says what they mean; raises as `ingest.added.add` does."""
    plain_file(mapping)
    try:
        card = read_mapping(mapping).source
    except BuildError as error:
        raise RefusedFile(str(error)) from error
    _refuse_key(card.key)
    return _add(home, Offer(card.key, tuple(files), MAPPED, card, mapping), progress)


def add_rdf(home: Path, names: RdfNames, files: Sequence[Path], progress: Progress) -> Compiled:
    """Take in RDF files; raises as `ingest.added.add` does."""
    card = _given_card(names.card) if names.card else _plain_card(names, files)
    _refuse_key(card.key)
    return _add(home, Offer(card.key, tuple(files), RDF, card), progress)


def key_of(path: Path) -> str:
    """Return a key for a file by its name."""
    return re.sub(r"[^a-z0-9]+", "-", path.name.partition(".")[0].lower()).strip("-") or "rdf"


def _add(home: Path, offer: Offer, progress: Progress) -> Compiled:
    found: list[Compiled] = []

    def check(source: Source) -> None:
        _tell_names(read_record(source.place.parent), progress)
        try:
            done = _compiled(home, source, progress)
        except BuildError as error:
            raise RefusedFile(str(error).replace("nothing was built", "nothing was added")) from error
        _refuse_controls(done)
        found.append(done)

    for path in offer.files:
        if path.is_file() and path.stat().st_size > _LARGE:
            progress.say(f"  take in {path.name} ({path.stat().st_size >> 20:,} MB)")
    add(home, offer, check)
    # That an older file failed says nothing of this one.
    forget_failures(home, [offer.key])
    _tell_differences(home, found[0], progress)
    return found[0]


def _compiled(home: Path, source: Source, progress: Progress) -> Compiled:
    """Compile a source; a large one in a process of its own, so that one which takes all memory ends in words."""
    if sum(path.stat().st_size for path in source.files.values()) <= _LARGE:
        return compile_source(home, source, progress)
    with Apart() as apart:
        return compile_source(home, source, progress, apart.read)


def _tell_differences(home: Path, taken: Compiled, progress: Progress) -> None:
    """Say what is told differently from what the last release took of the source."""
    before = last_good(home, taken.card.key)
    if before and before.digest != taken.digest:
        for said in differences(before, taken) or ["the same is told"]:
            progress.say(f"  against the last release: {said}")


def _tell_names(record: Added, progress: Progress) -> None:
    """Say what the file is read as whose name is another than its source's, and what an archive has beside."""
    for file in record.file:
        if file.name != unpacked_name(file.original) and not file.original.lower().endswith(".zip"):
            progress.say(f"  {file.original} is read as {file.name}")
    if record.left:
        more = f" and {len(record.left) - _FEW:,} more" if len(record.left) > _FEW else ""
        progress.say(f"  of no use to {record.key}, left out: {', '.join(record.left[:_FEW])}{more}")


def _given_card(path: Path) -> Card:
    plain_file(path)
    said = read_toml(path)
    # The fields may stand under [source], as they do in a mapping. No file of a user is part of the program.
    fields = said["source"] if isinstance(said.get("source"), dict) else said
    return parse_model(Card, {**fields, "bundled": False}, str(path))


def _refuse_controls(done: Compiled) -> None:
    """Refuse characters that no XML can hold: RDF/XML, GEXF and pages with them would be broken."""
    # Looked for in the whole file first: line by line, a register of millions takes seconds.
    for line in done.lines if mention(done.lines, "\\u00") else ():
        if "\\u00" in line and (found := _CONTROL.search(line)):
            said = f"{line.strip()[:_SHOWN]}: has the control character U+{found[1]}; take it out of the file"
            raise RefusedFile(f"Source {done.card.key!r}: nothing was added.\n{said}")


def _refuse_key(key: str) -> None:
    if key in {source.card.key for source in known_sources()}:
        raise RefusedFile(f"key {key!r} is that of a source of this program; give yours another")


def _plain_card(names: RdfNames, files: Sequence[Path]) -> Card:
    title = "RDF supplied by the user: " + ", ".join(path.name for path in files)
    return made_up(names.key, title, names.day, "not stated")
