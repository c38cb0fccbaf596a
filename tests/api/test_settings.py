from pathlib import Path

import pytest

from api.settings import Settings


def test_a_setting_is_read_from_a_file_and_a_key_is_never_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KANAME_PORT", raising=False)
    (tmp_path / ".env").write_text("KANAME_PORT=8123\nKANAME_API_KEY=secret\n")
    settings = Settings()
    assert settings.port == 8123
    assert "secret" not in repr(settings)
