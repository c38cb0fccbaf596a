import os
import re
from pathlib import Path

import pytest

from api.settings import Settings

ROOT = Path(__file__).parents[2]


def documented() -> set[str]:
    return set(re.findall(r"`(KANAME_[A-Z_]+)`", (ROOT / "README.md").read_text(encoding="utf-8")))


def test_the_readme_names_every_setting_and_no_other() -> None:
    named = {f"KANAME_{name.upper()}" for name in Settings.model_fields}
    assert documented() - {"KANAME_STORE_URL"} == named


def test_the_readme_gives_the_defaults(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [n for n in os.environ if n.startswith("KANAME_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    settings = Settings()
    for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines():
        if not line.startswith("| `KANAME_"):
            continue
        names, defaults = (re.findall(r"`([^`]+)`", cell) for cell in line.split("|")[1:3])
        for name, default in zip(names, defaults, strict=bool(defaults)):
            assert f"{getattr(settings, name.removeprefix('KANAME_').lower())!s}".removesuffix(".0") == default


def test_a_setting_is_read_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KANAME_PORT", raising=False)
    (tmp_path / ".env").write_text("KANAME_PORT=8123\nKANAME_API_KEY=secret\n")
    settings = Settings()
    assert settings.port == 8123
    assert "secret" not in repr(settings)
