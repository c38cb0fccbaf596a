import json
import shutil
from pathlib import Path

import pytest

from api.served import Shelf
from graph.errors import ReleaseError
from graph.release import FORMAT, Release


def test_where_only_a_release_of_an_older_format_is_left_the_service_says_to_build_again(
    tmp_path: Path, release: Release
) -> None:
    old = tmp_path / "releases" / release.id
    old.mkdir(parents=True)
    shutil.copyfile(release.path / "seal.json", old / "seal.json")
    manifest = json.loads((release.path / "manifest.json").read_text(encoding="utf-8"))
    (old / "manifest.json").write_text(json.dumps({**manifest, "format": 1}), encoding="utf-8")
    (tmp_path / "current").symlink_to(Path("releases") / release.id)
    said = rf"can be served: .* format 1, this program reads {FORMAT}; run `kaname build` again"
    with pytest.raises(ReleaseError, match=said):
        Shelf(tmp_path).current()
