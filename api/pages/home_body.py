"""What the first page shows, as plain values."""

from dataclasses import dataclass

from graph.views.language import Say


@dataclass(frozen=True)
class Example:
    """A question on the home page, with its answer on the day and the page that shows it."""

    text: Say
    answer: Say
    href: str


@dataclass(frozen=True)
class Figure:
    """A number of the release, linked to its rows where `href` is given."""

    label: Say
    value: int
    href: str = ""


@dataclass(frozen=True)
class KindCount:
    """How many agreements of a kind the release records, and how many of them are in force on the day."""

    label: str
    href: str
    in_force: int
    recorded: int


@dataclass(frozen=True)
class HomePage:
    """The first page: what the release holds, and a few questions to start from."""

    counts: tuple[Figure, ...]
    examples: tuple[Example, ...]
    coverage: tuple[KindCount, ...] = ()
