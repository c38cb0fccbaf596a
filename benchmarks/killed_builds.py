"""Kills additions and builds at random moments, and checks that nothing partial is ever visible.

Run as ``python -m benchmarks.killed_builds [KILLS] [SEED]``. Each round adds a new version of a source and builds, in a
process that is killed after a random time. After each kill the served release must be whole and hold all rows of one
version of the source or none, and the files taken in must be whole. In the end one build must succeed.
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import polars as pl

from api.served import Shelf
from graph.release import file_entry
from graph.tables import read_tables
from ingest.added import added_sources
from ingest.kept import read_record
from tests.ingest.tiny import write_tiny

ROOT = Path(__file__).resolve().parents[1]
ROUND = """
import sys
from pathlib import Path
from ingest.adding import add_mapped
from ingest.build import build
from ingest.progress import Progress
from ingest.source import find_sources
home, folder, tiny = map(Path, sys.argv[1:])
add_mapped(home, folder / "mapping.toml", [folder / "pacts.csv"], Progress())
build(home, sources=find_sources(tiny))
"""
MAPPING = """
[source]
key = "pacts"
title = "Pacts"
publisher = "A tester"
version = "2026.01.01"
url = "https://example.org/"
licence = "CC BY 4.0"
licence_url = "https://creativecommons.org/licenses/by/4.0/"
redistributable = true
citation = "A tester, Pacts."
horizon = 2026-01-01
maintained = false
completeness = "sample"
[columns.a]
code = "iso3"
[columns.b]
code = "iso3"
[[thing]]
class = "Agreement"
id = "pact-{version}-{number}"
[thing.facts]
"rdfs:label" = { text = "Pact {number}", language = "en" }
"kn:kind" = { concept = "defence-cooperation-agreement" }
"kn:legalForm" = { concept = "form-treaty" }
"kn:bindingness" = { concept = "legally-binding" }
"kn:status" = { concept = "in-force" }
"kn:allPartiesListed" = { flag = true }
"kn:signedOn" = { date = "signed" }
[[thing]]
class = "Participation"
id = "part-pact-{version}-{number}-{a}-party-1"
[thing.facts]
"kn:participatesIn" = { thing = "pact-{version}-{number}" }
"kn:involves" = { thing = "{a}" }
"kn:role" = { concept = "party" }
"kn:status" = { concept = "in-force" }
"kn:validFrom" = { date = "signed" }
[[thing]]
class = "Participation"
id = "part-pact-{version}-{number}-{b}-party-1"
[thing.facts]
"kn:participatesIn" = { thing = "pact-{version}-{number}" }
"kn:involves" = { thing = "{b}" }
"kn:role" = { concept = "party" }
"kn:status" = { concept = "in-force" }
"kn:validFrom" = { date = "signed" }
"""
ROWS = 200


def main(kills: int = 100, seed: int = 1) -> int:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_tiny(folder / "tiny")
        home = folder / "home"
        write_version(folder, 0)
        longest = timed(lambda: start(folder).wait())
        outcome: Counter[str] = Counter()
        for version in range(1, kills + 1):
            write_version(folder, version)
            running = start(folder)
            time.sleep(chance.uniform(0, longest))
            running.send_signal(signal.SIGKILL)
            running.wait()
            outcome[check(home, version)] += 1
        write_version(folder, kills + 1)
        if start(folder).wait() != 0 or check(home, kills + 1) != "new version served":
            raise SystemExit("the build after the kills did not succeed")
    print(
        f"{kills} kills within {longest:.1f} s: {dict(outcome)}; nothing partial was visible, the next build succeeded"
    )
    return 0


def write_version(folder: Path, version: int) -> None:
    (folder / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    rows = [f"{version},{number},usa,jpn,19{number % 90 + 10}-05-17" for number in range(ROWS)]
    (folder / "pacts.csv").write_text("\n".join(["version,number,a,b,signed", *rows]) + "\n", encoding="utf-8")


def start(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", ROUND, str(folder / "home"), str(folder), str(folder / "tiny")]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def timed(run: object) -> float:
    started = time.perf_counter()
    run()  # type: ignore[operator]
    return time.perf_counter() - started


def check(home: Path, version: int) -> str:
    """Return what is served, or stop with what is wrong."""
    release = Shelf(home).current().release
    release.verify()
    found = read_tables(release).relations.filter(pl.col("slug").str.starts_with("part-pact-"))
    versions = Counter(slug.split("-")[2] for slug in found["slug"])
    if list(versions.values()) != [2 * ROWS]:
        raise SystemExit(f"after kill {version}: a partial source is visible: {versions}")
    for source in added_sources(home):
        given = source.given
        if given is None:
            raise SystemExit(f"after kill {version}: {source.card.key} has no files")
        record = read_record(given.parent)
        for file in record.file:
            if file_entry(given / file.name).sha256 != file.sha256:
                raise SystemExit(f"after kill {version}: {file.name} is not whole")
    return "new version served" if str(version) in versions else "old version served"


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
