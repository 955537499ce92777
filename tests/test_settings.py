"""The user's own choices, and the name of the installation."""

from __future__ import annotations

import uuid
from pathlib import Path

from rccdesk.paths import settings_file
from rccdesk.settings import Settings, installation_id


def test_settings_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "settings.json"
    chosen = Settings(history_name="Åsa", text_scale=1.5, recent_stores=["a"])
    chosen.save(path)
    assert Settings.load(path) == chosen


def test_unreadable_or_foreign_settings_give_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    for content in ("", "[1]", "{", '{"text_scale": "stor", "okänt": 1}'):
        path.write_text(content, encoding="utf-8")
        assert Settings.load(path) == Settings()


def test_recent_stores_are_eight_and_the_newest_first() -> None:
    settings = Settings()
    for number in range(10):
        settings.remember_store(Path(f"{number}"))
    settings.remember_store(Path("5"))
    assert settings.recent_stores == ["5", "9", "8", "7", "6", "4", "3", "2"]
    assert settings.last_store == "5"


def test_an_installation_keeps_its_name() -> None:
    first = installation_id()
    assert str(uuid.UUID(first)) == first
    assert installation_id() == first
    settings_file().with_name("installation").write_text("trasig", encoding="utf-8")
    other = installation_id()
    assert other != first
    assert installation_id() == other


def test_a_damaged_file_is_kept_beside(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"language": "en", "last_st', encoding="utf-8")
    assert Settings.load(path) == Settings()
    Settings.load(path).save(path)
    kept = tmp_path / "settings.json.damaged"
    assert kept.read_text(encoding="utf-8") == '{"language": "en", "last_st'
    assert Settings.load(path) == Settings()
