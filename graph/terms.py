"""On which terms what a citation bears out may be used: the licence of the data set, and how it asks to be cited."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Dataset(NamedTuple):
    """A data set of a release, as far as its terms go."""

    title: str
    publisher: str
    licence: str
    citation: str
    bundled: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """The licence of a data set, and the citation that it asks for; blank where no data set is known to tell it."""

    licence: str = ""
    cite_as: str = ""


Described = tuple[str, str, str]
"""A document: its id, title and publisher."""


def terms_by_document(documents: Iterable[Described], datasets: Sequence[Dataset]) -> Mapping[str, Terms]:
    """Return the terms of what each document bears out.

    A data set stands behind the document that has its title and publisher. All else is cited by the bundled facts,
    unless an added source without such a document may have brought documents of its own: then nothing is said.
    """
    whole = {(one.title, one.publisher): one for one in datasets if not one.bundled}
    listed = tuple(documents)
    bundled = next((one for one in datasets if one.bundled), None)
    all_known = whole.keys() <= {(title, publisher) for _, title, publisher in listed}
    rest = Terms(bundled.licence) if bundled and all_known else Terms()
    return {
        document: Terms(found.licence, found.citation) if (found := whole.get((title, publisher))) else rest
        for document, title, publisher in listed
    }
