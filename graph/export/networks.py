"""Network exports: what holds on a day as GraphML, or as GEXF with the time of each relation as a spell."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr

from graph.dates import OPEN
from graph.export.job import Job
from graph.held import ends
from graph.things import Thing, catalogue

_NODE: Final = ("label", "type", "kind", "state")
_EDGE: Final = ("relation", "type", "kind", "layer", "role", "holding", "since", "until", "value")
_FORBIDDEN: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(job: Job, out: BinaryIO) -> int:
    """Write GraphML, directed, with parallel edges; return the number of edges."""
    return _write(_graphml(job), out, job)


def gexf(job: Job, out: BinaryIO) -> int:
    """Write GEXF 1.3, dynamic: each edge has the days between which it certainly holds; return the number of edges."""
    return _write(_gexf(job), out, job)


def _write(lines: Iterator[str], out: BinaryIO, job: Job) -> int:
    for line in lines:
        out.write(_FORBIDDEN.sub("\ufffd", line).encode())
    return job.rows.height


def _graphml(job: Job) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for domain, names in (("graph", ("asOf", "release")), ("node", _NODE), ("edge", _EDGE)):
        for name in names:
            kind = "double" if name == "value" else "string"
            yield f'<key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<graph id="kaname" edgedefault="directed">\n'
    yield _data("graph", {"asOf": job.wanted.day.isoformat(), "release": job.release.id})
    for thing in _nodes(job):
        yield f"<node id={quoteattr(thing.id)}>{_data('node', _node(thing))}</node>\n"
    for number, row in _edges(job):
        ends_ = f"source={quoteattr(row['head'])} target={quoteattr(row['tail'])}"
        yield f"<edge id={quoteattr(number)} {ends_}>{_data('edge', _edge(row))}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _gexf(job: Job) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    about = f"Kaname release {job.release.id}, as of {job.wanted.day}"
    yield f"<meta><creator>Kaname</creator><description>{escape(about)}</description></meta>\n"
    yield '<graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">\n'
    for domain, names in (("node", _NODE[1:]), ("edge", _EDGE)):
        yield f'<attributes class="{domain}">\n'
        for name in names:
            kind = "double" if name == "value" else "string"
            yield f'<attribute id="{domain}-{name}" title="{name}" type="{kind}"/>\n'
        yield "</attributes>\n"
    yield "<nodes>\n"
    for thing in _nodes(job):
        values = _values("node", {k: v for k, v in _node(thing).items() if k != "label"})
        yield f"<node id={quoteattr(thing.id)} label={quoteattr(thing.label)}>{values}</node>\n"
    yield "</nodes>\n<edges>\n"
    for number, row in _edges(job):
        ends_ = f"source={quoteattr(row['head'])} target={quoteattr(row['tail'])}"
        label = f"label={quoteattr(row['kind'] or row['class'])}"
        yield f"<edge id={quoteattr(number)} {ends_} {label}>{_values('edge', _edge(row))}{_spell(row)}</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


def _nodes(job: Job) -> Iterator[Thing]:
    known = catalogue(job.release)
    return (known[name] for name in ends(job.rows))


def _edges(job: Job) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each row with an id of its own: a relation with several ends is several edges."""
    seen: dict[str, int] = {}
    for row in job.rows.iter_rows(named=True):
        count = seen[row["slug"]] = seen.get(row["slug"], 0) + 1
        yield (row["slug"] if count == 1 else f"{row['slug']}.{count}"), row


def _node(thing: Thing) -> dict[str, Any]:
    return {"label": thing.label, "type": thing.type, "kind": thing.kind, "state": thing.state}


def _edge(row: dict[str, Any]) -> dict[str, Any]:
    names = {"relation": "slug", "type": "class", "since": "from"}
    found = {name: row[names.get(name, name)] for name in _EDGE}
    return found | {"until": None if row["until"] == OPEN else row["until"]}


def _data(domain: str, values: dict[str, Any]) -> str:
    return "".join(
        f'<data key="{domain}-{name}">{escape(str(value))}</data>'
        for name, value in values.items()
        if value is not None
    )


def _values(domain: str, values: dict[str, Any]) -> str:
    found = "".join(
        f'<attvalue for="{domain}-{name}" value={quoteattr(str(value))}/>'
        for name, value in values.items()
        if value is not None
    )
    return f"<attvalues>{found}</attvalues>"


def _spell(row: dict[str, Any]) -> str:
    start = f' start="{row["from"]}"' if row["from"] else ""
    # An end is the first day outside; a spell's end is the last day inside.
    last = row["until"] - timedelta(days=1) if row["until"] and row["until"] != OPEN else None
    end = f' end="{last}"' if last else ""
    return f"<spells><spell{start}{end}/></spells>" if start or end else ""
