"""Drafts: what is typed and not sent lies in the store, and steps aside for what it becomes."""

from __future__ import annotations

from pathlib import Path

import pytest

from rccdesk.services import drafts, history
from rccdesk.services.database import Database
from rccdesk.services.typed_texts import PersonalTextError


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database.open(tmp_path / "prov.rccdesk", create=True)


def test_a_draft_is_kept_changed_and_dropped(database: Database) -> None:
    with database:
        assert drafts.get_draft(database, "decision", "a") == {}
        drafts.keep_draft(database, "decision", "a", {"text": "Köp", "due": "2026-13-40"})
        drafts.keep_draft(database, "decision", "a", {"text": "Köpa svar", "due": "2026-13-40"})
        drafts.keep_draft(database, "decision", "b", {"text": "Annat"})
        kept = {"text": "Köpa svar", "due": "2026-13-40"}  # unreadable dates are words as well
        assert drafts.get_draft(database, "decision", "a") == kept
        assert drafts.list_drafts(database, "decision") == {"a": kept, "b": {"text": "Annat"}}
        drafts.keep_draft(database, "decision", "b", {"text": "  "})
        drafts.drop_draft(database, "decision", "a")
        drafts.drop_draft(database, "decision", "a")
        assert drafts.list_drafts(database, "decision") == {}


def test_typing_on_is_one_step_and_undoing_a_drop_gives_the_words_back(database: Database) -> None:
    with database:
        drafts.keep_draft(database, "decision", "a", {"text": "Ett"})
        for words in ("Ett be", "Ett beslut"):
            drafts.keep_draft(database, "decision", "a", {"text": words})
        drafts.drop_draft(database, "decision", "a")
        history.undo_last(database)
        assert drafts.get_draft(database, "decision", "a") == {"text": "Ett beslut"}


def test_a_personnummer_is_never_kept(database: Database) -> None:
    with database:
        with pytest.raises(PersonalTextError):
            drafts.keep_draft(database, "decision", "a", {"text": "Gäller 19121212-1212"})
        assert drafts.get_draft(database, "decision", "a") == {}
