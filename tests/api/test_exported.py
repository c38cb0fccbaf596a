import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from fastapi.testclient import TestClient

from api import exported
from api.exported import Exports
from graph.export.formats import Receipt, write_export
from graph.export.job import Job
from graph.held import Wanted
from graph.release import Release


def job(release: Release, day: date = date(2016, 5, 24)) -> Job:
    return Job(release, Wanted(day))


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count the exports that are written."""
    names: list[str] = []

    def write(name: str, asked: Job, out: BinaryIO) -> Receipt:
        names.append(name)
        return write_export(name, asked, out)

    monkeypatch.setattr(exported, "write_export", write)
    return names


def content(exports: Exports, name: str, asked: Job) -> bytes:
    receipt, out = exports.opened(name, asked)
    with out:
        found = out.read()
    assert hashlib.sha256(found).hexdigest() == receipt.sha256
    return found


def files(exports: Exports) -> int:
    return len(list(exports._path("x").parent.iterdir()))


def test_an_export_is_written_once_however_many_ask_for_it(release: Release, written: list[str]) -> None:
    exports = Exports(10_000_000)
    with ThreadPoolExecutor(8) as many:
        found = list(many.map(lambda _: content(exports, "csv", job(release)), range(8)))
    assert len(set(found)) == 1
    assert written == ["csv"]
    content(exports, "csv", job(release, date(2016, 6, 10)))
    assert written == ["csv", "csv"]
    exports.close()


def test_what_was_asked_for_longest_ago_gives_way_and_is_still_sent(release: Release, written: list[str]) -> None:
    none = Exports(0)
    size = len(content(none, "csv", job(release)))
    none.close()
    exports = Exports(size + 100)
    receipt, out = exports.opened("csv", job(release))
    content(exports, "graphml", job(release))
    with out:
        assert hashlib.sha256(out.read()).hexdigest() == receipt.sha256
    content(exports, "csv", job(release))
    assert written == ["csv", "csv", "graphml", "csv"]
    assert files(exports) <= 1
    folder = exports._path("x").parent
    exports.close()
    assert not folder.exists()


def test_an_export_that_fails_is_neither_kept_nor_sent_with_status_200(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "/api/v1/export/csv?asOf=1977-07-07"

    def fail(name: str, asked: Job, out: BinaryIO) -> Any:
        out.write(b"half of it")
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(exported, "write_export", fail)
        with pytest.raises(OSError, match="No space"):
            client.get(path)
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.content.startswith(b"relation,")


def test_who_has_the_export_already_is_told_so(client: TestClient) -> None:
    first = client.get("/api/v1/export/csv?asOf=2016-05-24")
    again = client.get("/api/v1/export/csv?asOf=2016-05-24", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head("/api/v1/export/csv?asOf=2016-05-24")
    assert head.headers["content-length"] == str(len(first.content))
    assert head.headers["repr-digest"] == first.headers["repr-digest"]


def test_the_folder_of_exports_is_not_in_the_home(home: Path, release: Release) -> None:
    exports = Exports(10_000_000)
    content(exports, "csv", job(release))
    assert home not in exports._path("x").parents
    exports.close()
