"""What the service counts and times, in the text format of Prometheus."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.types import Scope

from api.operations.metered import Places
from graph.query.pool import PoolCounts

_BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_GAUGES: Final = {"workers": "Query workers", "idle": "Query workers without work", "waiting": "Queries that wait"}
_COUNTERS: Final = {
    "answered": "Queries answered",
    "faults": "Queries that ended in an error",
    "timeouts": "Queries killed at their deadline",
    "crashes": "Query workers that a query ended",
    "refusals": "Queries turned away because all workers were busy",
    "restarts": "Query workers started anew",
}


@dataclass(frozen=True)
class Standing:
    """What the service stands on now: its release, that release's age, and the figures of the pool."""

    release: str
    age: float  # seconds since the release was written
    pool: PoolCounts
    over_budget: int
    places: Places


def route_of(scope: Scope) -> str:
    """Return the route that answered, with its prefix; addresses that no route has count as one."""
    if kept := scope.get("kaname.route"):
        return str(kept)
    path = getattr(scope.get("route"), "path", None)
    if path is None:
        return "other"
    prefix = "/api/v1" if scope["path"].startswith("/api/v1/") and not path.startswith("/api/v1/") else ""
    return f"{prefix}{path}"


class Metrics:
    """The figures of one application."""

    def __init__(self, standing: Callable[[], Standing]) -> None:
        self._registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self._requests = Counter("kaname_requests", "Requests answered", labels, registry=self._registry)
        self._seconds = Histogram(
            "kaname_request_seconds", "Time to the last byte", ("route",), buckets=_BUCKETS, registry=self._registry
        )
        self._registry.register(_Standing(standing))

    def saw(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answered request."""
        self._requests.labels(method, route, status).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """Return all figures as text."""
        return generate_latest(self._registry)


class _Standing(Collector):
    """Reads the present figures at each scrape."""

    def __init__(self, standing: Callable[[], Standing]) -> None:
        self._standing = standing

    def describe(self) -> Iterable[Metric]:
        return ()

    def collect(self) -> Iterable[Metric]:
        now = self._standing()
        info = GaugeMetricFamily("kaname_release_info", "The release that is served", labels=["release"])
        info.add_metric([now.release], 1)
        yield info
        yield GaugeMetricFamily("kaname_release_age_seconds", "Age of the served release", now.age)
        yield CounterMetricFamily("kaname_over_budget", "Queries refused to a client over its budget", now.over_budget)
        yield GaugeMetricFamily("kaname_heavy_running", "Analyses and exports computed now", now.places.running)
        yield GaugeMetricFamily("kaname_heavy_waiting", "Analyses and exports that wait", now.places.waiting)
        yield CounterMetricFamily("kaname_heavy_refusals", "Analyses turned away: no place", now.places.refusals)
        for name, text in _GAUGES.items():
            yield GaugeMetricFamily(f"kaname_query_{name}", text, getattr(now.pool, name))
        for name, text in _COUNTERS.items():
            yield CounterMetricFamily(f"kaname_query_{name}", text, getattr(now.pool, name))
