import shutil
from pathlib import Path

import pytest

from graph.views.assets import SCRIPTS, VENDORED, AssetError, read_manifest, vendored, view_assets


def test_every_vendored_file_has_the_hash_version_and_licence_that_the_manifest_names() -> None:
    cards = vendored()
    assert [card.name for card in cards] == ["vis-network", "sigma", "graphology"]
    for card in cards:
        assert f"{card.name} {card.version}, file" in card.origin
        assert card.licence in ("Apache-2.0 OR MIT", "MIT")
        assert {file.name.split(".")[0] for file in card.licence_files} == {card.name}


def test_every_file_in_the_folder_is_named_in_the_manifest() -> None:
    named = {"manifest.toml"}
    for card in vendored():
        named |= {card.asset.name, *(file.name for file in card.licence_files)}
    assert {path.name for path in VENDORED.iterdir()} == named


def test_a_changed_file_is_refused_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "assets"
    shutil.copytree(VENDORED, folder)
    (folder / "vis-network.min.js").write_text("alert(1)", encoding="utf-8")
    with pytest.raises(AssetError, match=r"vis-network\.min\.js.*restore the file"):
        read_manifest(folder)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "assets"
    shutil.copytree(VENDORED, folder)
    (folder / "vis-network.LICENSE-MIT.txt").unlink()
    with pytest.raises(AssetError, match="LICENSE-MIT"):
        read_manifest(folder)


@pytest.mark.parametrize("name", [card.asset.name for card in vendored()])
def test_a_library_writes_no_markup_and_evaluates_no_text(name: str) -> None:
    library = view_assets()[name].text
    for sink in ("innerHTML", "eval(", "new Function", 'createElement("style")'):
        assert sink not in library


@pytest.mark.parametrize("name", SCRIPTS)
def test_our_scripts_write_no_markup(name: str) -> None:
    script = view_assets()[name].text
    for sink in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert sink not in script
