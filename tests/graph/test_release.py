import json
from pathlib import Path

import pytest

from graph.errors import NotFound, ReleaseError
from graph.release import FORMAT, Release, current_release, load_release, release_ids


def test_a_home_without_a_release_says_to_build(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="nothing was built yet; run `kaname build`"):
        current_release(tmp_path)
    assert release_ids(tmp_path) == ()


def test_a_release_is_asked_for_by_its_id(home: Path, release: Release) -> None:
    assert current_release(home) == current_release(home, release.id) == release
    assert release_ids(home) == (release.id,)


@pytest.mark.parametrize("wanted", ["2020.01.01-0000000000", "", "..", "../releases", ".build-1"])
def test_an_id_that_is_none_is_answered_with_those_there_are(home: Path, release: Release, wanted: str) -> None:
    with pytest.raises(NotFound, match=f"no release '{wanted}'; there is: {release.id}"):
        current_release(home, wanted)


def test_a_release_of_another_format_must_be_built_again(tmp_path: Path, release: Release) -> None:
    manifest = json.loads((release.path / "manifest.json").read_text(encoding="utf-8"))
    (tmp_path / "manifest.json").write_text(json.dumps({**manifest, "format": 99}), encoding="utf-8")
    with pytest.raises(ReleaseError, match=f"format 99, this program reads {FORMAT}; run `kaname build` again"):
        load_release(tmp_path)
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ReleaseError, match="the manifest is not of this version"):
        load_release(tmp_path)


def test_the_manifest_has_the_hash_of_every_file_but_its_own_and_the_seal(release: Release) -> None:
    release.verify()
    seal = json.loads((release.path / "seal.json").read_text(encoding="utf-8"))
    named = {*release.manifest.files, *seal, "seal.json"}
    assert named == {str(p.relative_to(release.path)) for p in release.path.rglob("*") if p.is_file()}
    assert "manifest.json" in seal


def test_a_release_names_the_last_day_on_which_its_sources_looked(release: Release) -> None:
    assert release.observed_until == max(source.horizon for source in release.manifest.sources)
