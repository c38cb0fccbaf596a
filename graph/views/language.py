"""The interface in English and Japanese: a catalogue of texts, names from the release, dates in words.

Code and templates are written in English; a text that the catalogue lacks stays English, and a test finds it.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

CATALOGUE: Final = Path(__file__).parent / "words"
LANGUAGES: Final = {"en": "English", "ja": "日本語"}


@dataclass(frozen=True)
class Span:
    """A piece of a sentence; with `href`, a link to the rows that prove it."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Count:
    """A number with its noun, in both numbers; Japanese nouns carry their counter."""

    number: int
    one: str
    many: str
    href: str = ""


@dataclass(frozen=True)
class Name:
    """The label of a thing, shown in the reader's language where the release has it."""

    label: str
    href: str = ""


Part = str | int | date | Span | Count | Name | tuple[Name, ...]


@dataclass(frozen=True)
class Say:
    """A sentence: the English text with places in braces, and what goes there."""

    text: str
    parts: Mapping[str, Part] = field(default_factory=dict)


@dataclass(frozen=True)
class Language:
    """A language of the interface with its texts and the names that the release gives things in it."""

    code: str
    texts: Mapping[str, str]
    names: Mapping[str, str]

    def t(self, text: str, /, **parts: Part) -> str:
        """Return a text in this language, with parts put into its places."""
        return "".join(span.text for span in self.spans(Say(text, parts)))

    def name(self, label: str) -> str:
        """Return the name that a thing with this label has, or the label itself."""
        return self.names.get(label) or self.texts.get(label) or label

    def day(self, day: date) -> str:
        """Return a day in words."""
        if self.code == "ja":
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {day:%B %Y}"

    def spans(self, said: Say) -> tuple[Span, ...]:
        """Return a sentence as pieces of text, some of them links."""
        text = self.texts.get(said.text, said.text)
        found: list[Span] = []
        for piece, place in _places(text):
            if piece:
                found.append(Span(piece))
            if place is not None and place in said.parts:
                found.extend(self._part(said.parts[place]))
            elif place is not None:
                found.append(Span(f"{{{place}}}"))
        return tuple(found)

    def _part(self, part: Part) -> tuple[Span, ...]:
        match part:
            case Span():
                return (part,)
            case tuple():
                return self._listed(part)
            case Name():
                return (Span(self.name(part.label), part.href),)
            case Count():
                return (Span(self._counted(part), part.href),)
            case _:
                return (Span(self._plain(part)),)

    def _plain(self, part: str | int | date) -> str:
        if isinstance(part, date):
            return self.day(part)
        return f"{part:,}" if isinstance(part, int) else part

    def _counted(self, count: Count) -> str:
        noun = count.one if count.number == 1 else count.many
        if self.code == "ja":
            return f"{count.number:,}{self.texts.get(count.many, count.many)}"
        return f"{count.number:,} {noun}"

    def _listed(self, names: tuple[Name, ...]) -> tuple[Span, ...]:
        comma, last = ("、", "、") if self.code == "ja" else (", ", " and ")
        found: list[Span] = []
        for place, name in enumerate(names):
            if place:
                found.append(Span(last if place == len(names) - 1 else comma))
            found.append(Span(self.name(name.label), name.href))
        return tuple(found)


def _places(text: str) -> Iterable[tuple[str, str | None]]:
    """Yield each piece of a text with the place that follows it; the last piece has none."""
    rest = text
    while "{" in rest:
        piece, _, rest = rest.partition("{")
        place, _, rest = rest.partition("}")
        yield piece, place
    yield rest, None


@cache
def texts(code: str) -> Mapping[str, str]:
    """Return the catalogue of a language; English needs none."""
    path = CATALOGUE / f"{code}.toml"
    if code == "en" or not path.is_file():
        return {}
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {english: text for table in tables.values() for english, text in table.items()}


@cache
def scripted(code: str) -> Mapping[str, str]:
    """Return the part of a catalogue that scripts use."""
    path = CATALOGUE / f"{code}.toml"
    if code == "en" or not path.is_file():
        return {}
    table: Mapping[str, str] = tomllib.loads(path.read_text(encoding="utf-8")).get("scripts", {})
    return table


def language(code: str, names: Mapping[str, str] | None = None) -> Language:
    """Return a language by its code; English for a code that has no catalogue."""
    known = code if code in LANGUAGES else "en"
    return Language(known, texts(known), (names or {}) if known != "en" else {})


ENGLISH: Final = language("en")
