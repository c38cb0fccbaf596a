"""The weights of judgement in one place: how critical a capability is, and what each kind of gap counts."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

Burden = Mapping[str, float]
"""How heavy each kind of gap is, before weighting."""


@dataclass(frozen=True)
class Criticality:
    """What a required capability counts by how critical the scenario holds it to be."""

    critical: float = 4.0
    high: float = 3.0
    medium: float = 2.0
    low: float = 1.0

    def of(self, name: str) -> float:
        """Return the weight of a criticality by its name in the scheme."""
        weights = {"critical": self.critical, "high": self.high, "medium": self.medium, "low": self.low}
        return weights[name]


CRITICALITY = Criticality()
"""The weights used where none are given."""


@dataclass(frozen=True)
class Objective:
    """The weight of each kind of gap in one sum; the least sum is best. Judgements, named in every answer.

    `capability`: the share of the scenario's weight that no nation meets (0 to 1). `single`: the share that one nation
    alone meets beyond the next (0 to 1). `interoperability`: the sum over pairs and functions of the share of weight
    jointly carried without the function. `agreement`, `commitment`, `environment`: each missing expected agreement,
    open promise and standing impediment. `funding`: the share of the scenario's weight in gaps without a programme.
    `supply`: each item from one sole or dominant state.
    """

    capability: float = 10.0
    single: float = 5.0
    interoperability: float = 5.0
    agreement: float = 1.0
    commitment: float = 0.5
    environment: float = 0.5
    funding: float = 2.0
    supply: float = 0.5

    def score(self, before: Burden, after: Burden) -> float:
        """Return by how much the weighted sum falls from one burden to another."""
        weights: dict[str, float] = asdict(self)
        return sum(weight * (before[name] - after[name]) for name, weight in weights.items())
