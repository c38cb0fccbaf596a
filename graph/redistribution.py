"""What of a release may be passed on: the statements of sources whose licence allows it, and of the vocabulary."""

from collections.abc import Iterator

from graph.release import Release
from ontology.iris import BASE, mint, slug


def quads(release: Release) -> Iterator[str]:
    """Yield the N-Quads lines that may be passed on, in the order of the dump."""
    barred = tuple(
        f" <{mint('graph', 'source', s.key)}> .\n" for s in release.manifest.sources if not s.redistributable
    )
    barred_names = {mint("graph", "source", s.key) for s in release.manifest.sources if not s.redistributable}
    decided = f" <{mint('graph', 'identity')}> .\n"
    mine = spoken(release)
    with (release.path / "dumps" / "kaname.nq").open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            subject = line[1 : line.index(">")]
            if line.endswith(barred) or subject in barred_names:
                continue
            # What the build decided about a barred source's names would tell what that source holds.
            if not line.endswith(decided) or slug(subject) in mine:
                yield line


def spoken(release: Release) -> frozenset[str]:
    """Return the ids of all that redistributable sources describe."""
    passed = tuple(f" <{mint('graph', 'source', s.key)}> .\n" for s in release.manifest.sources if s.redistributable)
    with (release.path / "dumps" / "kaname.nq").open(encoding="utf-8", newline="\n") as lines:
        found = {line[1 : line.index(">")] for line in lines if line.endswith(passed)}
    return frozenset(slug(iri) for iri in found if iri.startswith(BASE))
