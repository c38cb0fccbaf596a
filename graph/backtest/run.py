"""Runs the backtest: year by year, ranks what was missing then and scores it against what came in the next years."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.backtest.history import History
from graph.backtest.intervals import Estimate, Matrix, auc_parts, estimate, precision_parts
from graph.backtest.metrics import auc, precision_at
from graph.backtest.scores import BASELINES, Known, Vector, features, known_before, learn, rule_score
from graph.errors import BadParameter

VERSION = "1"
"""Version of the measure; it changes when the same data would give another answer."""

RULES: Final = "gap ranking (rules)"
WEIGHED: Final = "gap ranking (weighed)"
WINDOW: Final = 5
"""How far ahead a ranking is scored [years]."""
LESSONS: Final = 10
"""Most earlier years from which the weighed ranking learns."""


@dataclass(frozen=True)
class Year:
    """One year's candidates and what came of them, with each method's area under the curve and precision."""

    year: int
    candidates: int
    came: int
    auc: Mapping[str, float]
    precision: Mapping[str, float]


@dataclass(frozen=True)
class Method:
    """A method over all years: mean area under the curve and precision, each with its interval."""

    name: str
    auc: Estimate
    precision: Estimate


@dataclass(frozen=True)
class Backtest:
    """All years, all methods, best first, and by how much each of ours leads the best baseline.

    `leads` compare areas with `best_baseline`, `precision_leads` precisions with `sharpest_baseline`: it is another.
    """

    years: tuple[Year, ...]
    methods: tuple[Method, ...]
    best_baseline: str
    leads: Mapping[str, Estimate]
    sharpest_baseline: str
    precision_leads: Mapping[str, Estimate]


def backtest(history: History, first: int, last: int) -> Backtest:
    """Return how well the gap ranking foresaw agreements, beside the baselines.

    Parameters
    ----------
    first, last
        The years of which 1 January is taken as the day of ranking; the record must reach `last` + 5 years.

    Returns
    -------
    Backtest
        Precision is among as many candidates as came. Where years have nothing that came they are left out.

    Raises
    ------
    BadParameter
        The years are in the wrong order, or nothing came in any.

    Notes
    -----
    On 1 January of a year all pairs of states with any agreement, for each target kind that the pair lacks, are ranked
    by what was concluded before that day. What the pair concluded of the kind in the next five years came. The weighed
    ranking is a logistic regression on the gap's features, learned anew each year from up to ten earlier years whose
    five years had passed by then, so nothing later leaks into it; before there are two it is the ranking by rules.
    Intervals take it that pairs with a state in common and years with a window in common are not independent.
    Recorded agreements are a sample chosen by people who knew what came: all methods gain from that alike. Baselines
    after Liben-Nowell and Kleinberg (2007), JASIST 58: 1019-1031.
    """
    if first > last:
        raise BadParameter(f"the years {first} to {last} run backwards; give the earlier one first")
    years = list(range(first - 3 * WINDOW, last + 1))
    rounds = {year: _Round.of(history, year) for year in years}
    tally = _Tally(len(history.states))
    for year in range(first, last + 1):
        if rounds[year].came.any():
            tally.add(rounds[year], [rounds[y] for y in years if y <= year - WINDOW])
    if not tally.years:
        raise BadParameter(f"nothing of the kinds sought was concluded after any year from {first} to {last}")
    return _summed(tally)


@dataclass(frozen=True)
class _Round:
    """The candidates of a year, what is known of each, and what came."""

    year: int
    known: Sequence[tuple[Known, NDArray[np.bool_]]]
    rows: NDArray[np.float64]
    came: Vector
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]]

    @classmethod
    def of(cls, history: History, year: int) -> "_Round":
        """Gather the candidates of a year, kind after kind."""
        day, end = date(year, 1, 1), date(year + WINDOW, 1, 1)
        known, rows, came, pairs = [], [], [], []
        for kind in history.targets:
            here = known_before(history, kind, day)
            active = here.any.sum(axis=1) > 0
            open_ = np.triu((here.kind == 0) & active[:, None] & active[None, :], k=1)
            known.append((here, open_))
            rows.append(features(here)[:, open_].T)
            came.append(history.coming(kind, day, end)[open_])
            pairs.append(np.nonzero(open_))
        ends = np.concatenate([a for a, _ in pairs]), np.concatenate([b for _, b in pairs])
        return cls(year, known, np.concatenate(rows), np.concatenate(came), ends)

    def scores(self, method: str) -> Vector:
        """Return the candidates' scores by a baseline or by rules."""
        score = rule_score if method == RULES else BASELINES[method]
        return np.concatenate([score(here)[open_] for here, open_ in self.known])


class _Tally:
    """Gathers the years and, by method, each pair's part in the sum of the yearly figures."""

    def __init__(self, states: int) -> None:
        self.years: list[Year] = []
        self.area = defaultdict[str, Matrix](lambda: np.zeros((states, states)))
        self.first = defaultdict[str, Matrix](lambda: np.zeros((states, states)))

    def add(self, now: _Round, past: Sequence[_Round]) -> None:
        """Score a year by every method."""
        scores = {name: now.scores(name) for name in (*BASELINES, RULES)}
        scores[WEIGHED] = _weighed(now, past)
        count = int(now.came.sum())
        for name, values in scores.items():
            np.add.at(self.area[name], now.pairs, auc_parts(values, now.came))
            np.add.at(self.first[name], now.pairs, precision_parts(values, now.came, count))
        self.years.append(
            Year(
                year=now.year,
                candidates=len(now.came),
                came=count,
                auc={name: auc(values, now.came) for name, values in scores.items()},
                precision={name: precision_at(values, now.came, count) for name, values in scores.items()},
            )
        )


def _weighed(now: _Round, past: Sequence[_Round]) -> Vector:
    told = [r for r in past if r.came.any()][-LESSONS:]
    if len(told) < 2:
        return now.scores(RULES)
    return learn(np.concatenate([r.rows for r in told]), np.concatenate([r.came for r in told])).score(now.rows)


def _summed(tally: _Tally) -> Backtest:
    years, count = tally.years, len(tally.years)
    methods = [
        Method(
            name,
            estimate(np.array([y.auc[name] for y in years]), tally.area[name] / count),
            estimate(np.array([y.precision[name] for y in years]), tally.first[name] / count),
        )
        for name in years[0].auc
    ]
    ranked = sorted(methods, key=lambda m: -m.auc.value)
    best = next(m.name for m in ranked if m.name in BASELINES)
    sharpest = max((m for m in methods if m.name in BASELINES), key=lambda m: m.precision.value).name
    leads = {
        ours: estimate(
            np.array([y.auc[ours] - y.auc[best] for y in years]), (tally.area[ours] - tally.area[best]) / count
        )
        for ours in (RULES, WEIGHED)
    }
    precision_leads = {
        ours: estimate(
            np.array([y.precision[ours] - y.precision[sharpest] for y in years]),
            (tally.first[ours] - tally.first[sharpest]) / count,
        )
        for ours in (RULES, WEIGHED)
    }
    return Backtest(tuple(years), tuple(ranked), best, leads, sharpest, precision_leads)
