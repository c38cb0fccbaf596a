"""Writes the golden answers of all questions again."""

import csv
import io
import tempfile
from pathlib import Path

from graph.questions import questions
from tests.graph.sample import EXPECTED, answer, sample_store


def main() -> None:
    EXPECTED.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = sample_store(Path(folder))
        for question in questions():
            written = io.StringIO()
            csv.writer(written, lineterminator="\n").writerows(answer(store, question.query))
            (EXPECTED / f"{question.name}.csv").write_text(written.getvalue(), encoding="utf-8")


main()
