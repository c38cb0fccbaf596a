"""The weights of judgement in one place: how critical a capability is, and what each kind of gap counts."""

from dataclasses import dataclass


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
