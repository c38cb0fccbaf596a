"""The format of an answer: by the Accept header with its q-values, or by the `format` parameter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from api.problems import ProtocolProblem
from graph.query.formats import AnswerFormat

HTML: Final = AnswerFormat("html", "triples", "text/html", ("application/xhtml+xml",))


@dataclass(frozen=True)
class Choice:
    """The chosen format, and the media type under which it was asked for."""

    format: AnswerFormat
    media_type: str

    @property
    def content_type(self) -> str:
        """The value of the Content-Type header."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


@dataclass(frozen=True)
class _Range:
    media_range: str
    quality: float


def choose(accept: str, name: str | None, offered: Sequence[AnswerFormat]) -> Choice:
    """Return the format for an Accept header, or for a `format` parameter, which then counts alone.

    Of formats that the client likes equally, one that it names wins over one that a wildcard covers, then the first
    on offer. An empty header accepts everything.

    Raises
    ------
    ProtocolProblem
        406 with the list of what there is.
    """
    if name is not None:
        return _by_name(name, offered)
    ranges = _ranges(accept) or (_Range("*/*", 1.0),)
    best: tuple[float, int, Choice] | None = None
    for format_ in offered:
        for media_type in (format_.media_type, *format_.other_types):
            quality, closeness = _liking(ranges, media_type)
            # Other names of a format count only where the client writes them out.
            fits = quality > 0 and (media_type == format_.media_type or closeness == 2)
            if fits and (best is None or (quality, closeness) > best[:2]):
                best = (quality, closeness, Choice(format_, media_type))
    if best is None:
        raise _not_acceptable(f"The Accept header {accept!r} names no format of this answer", offered)
    return best[2]


def _by_name(name: str, offered: Sequence[AnswerFormat]) -> Choice:
    wanted = name.strip().lower()
    for format_ in offered:
        if wanted in (format_.name, *format_.other_names):
            return Choice(format_, format_.media_type)
        if wanted in (format_.media_type, *format_.other_types):
            return Choice(format_, wanted)
    raise _not_acceptable(f"The format {name!r} is none of this answer", offered)


def _not_acceptable(reason: str, offered: Sequence[AnswerFormat]) -> ProtocolProblem:
    listed = ", ".join(f"{format_.name} ({format_.media_type})" for format_ in offered)
    return ProtocolProblem(406, "Format not available", f"{reason}; choose one of {listed}")


def _ranges(accept: str) -> tuple[_Range, ...]:
    return tuple(_range(part) for part in accept.split(",") if part.strip())


def _range(part: str) -> _Range:
    media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return _Range(media_range, _quality(value))
    return _Range(media_range, 1.0)


def _quality(text: str) -> float:
    """Return a q-value; one that cannot be read counts as 0, so that nothing is chosen by a typing error."""
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0 <= value <= 1 else 0.0


def _liking(ranges: Sequence[_Range], media_type: str) -> tuple[float, int]:
    """Return the q-value of the closest range and how close it is: 2 the type itself, 1 `type/*`, 0 `*/*`."""
    wildcards = ("*/*", media_type.partition("/")[0] + "/*", media_type)
    for closeness in (2, 1, 0):
        qualities = [range_.quality for range_ in ranges if range_.media_range == wildcards[closeness]]
        if qualities:
            return max(qualities), closeness
    return 0.0, 0
