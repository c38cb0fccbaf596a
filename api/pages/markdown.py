"""A board as Markdown: the same rows and sources, for notes and repositories."""

from collections.abc import Iterable, Iterator

from api.pages.board import Board, Cell, Matrix, Section
from api.pages.context import Frame
from graph.views.language import Language
from graph.views.text import plain, web_url


def markdown(board: Board, frame: Frame, link: str) -> str:
    """Return a board as Markdown with its day, release, numbered sources and the link that makes it again."""
    language = frame.language
    title = "".join(span.text for span in language.spans(board.title))
    when = language.t("As of {day}", day=frame.day)
    lines = [
        f"# {language.t(board.kicker)}: {_safe(title)}",
        "",
        f"{when} · {language.t('release {id}', id=frame.release.id)} · {link}",
        "",
        *(_safe("".join(span.text for span in language.spans(said))) for said in board.answer),
        *(_matrix(board.matrix, language) if board.matrix else ()),
        *(line for section in board.sections for line in _section(section, language)),
        "",
        f"## {language.t('Sources')}",
        "",
        *(_source(number, proof.title, proof.publisher, proof.url) for number, proof in enumerate(board.sources, 1)),
    ]
    return "\n".join(lines) + "\n"


def _safe(text: str) -> str:
    """Return text that Markdown shows as it is."""
    shown = plain(text).replace("\\", "\\\\").replace("\n", " ")
    for mark in "|*_`<>[]#":
        shown = shown.replace(mark, f"\\{mark}")
    return shown


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    heads = [_safe(column) for column in columns]
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _matrix(matrix: Matrix, language: Language) -> Iterator[str]:
    yield ""
    yield f"## {language.t('Coverage')}"
    yield ""
    columns = (language.t("Capability"), language.t("Required"), *(language.name(n.label) for n in matrix.nations))
    rows = (
        (
            _safe(language.name(row.name.label)),
            str(row.required),
            *(f"{c.before} → {c.level}" if c.before else c.level for c in row.cells),
            language.t(row.status),
        )
        for row in matrix.rows
    )
    yield from _table((*columns, language.t("Status")), rows)


def _section(section: Section, language: Language) -> Iterator[str]:
    yield ""
    yield f"## {language.t(section.title)} ({section.total})"
    yield ""
    for note in section.note:
        yield _safe("".join(span.text for span in language.spans(note)))
        yield ""
    if not section.rows:
        yield language.t(section.empty)
        return
    columns = (*(language.t(column) for column in section.columns), language.t("Sources"))
    rows = (
        (*(_safe(_text(cell, language)) for cell in row.cells), " ".join(f"\\[{number}\\]" for number in row.refs))
        for row in section.rows
    )
    yield from _table(columns, rows)


def _text(cell: Cell, language: Language) -> str:
    if isinstance(cell.text, str):
        return language.name(cell.text)
    return "".join(span.text for span in language.spans(cell.text))


def _source(number: int, title: str, publisher: str, url: str) -> str:
    address = f" <{web_url(url)}>" if web_url(url) else ""
    return f"{number}. {_safe(title)}{', ' + _safe(publisher) if publisher else ''}{address}"
