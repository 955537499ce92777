"""Schema 7: what a store of schema 6 becomes, and that its packs open as they were made."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
import sqlite3
from pathlib import Path

import pytest

from rccdesk.models import DocumentTemplate, FigureComment, Pack, PackOutline, TemplateFile
from rccdesk.services import checks, history
from rccdesk.services.database import Database
from rccdesk.services.export import dump
from rccdesk.services.history_chain import find_broken_entry
from rccdesk.services.packs import archive

OLD = Path(__file__).parent / "stores" / "schema-6.rccdesk"
NEW = ("pack_outline", "figure_comment", "document_template", "template_file")
MADE = "2026-11-22/1"


@pytest.fixture
def path(tmp_path):
    """Return a copy of the kept store of schema 6."""
    return Path(shutil.copyfile(OLD, tmp_path / "gammal.rccdesk"))


def rows(path, query):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_an_old_store_gets_room_for_packs_of_meetings_and_stays_sound(path):
    old = {table for (table,) in rows(path, "SELECT name FROM sqlite_master WHERE type='table'")}
    assert not old & set(NEW)
    with Database.open(path, who="Bo") as database:
        assert find_broken_entry(database) is None
        severe = [f for f in checks.check_store(database).findings if f.severity != "info"]
        assert severe == []
        tables = dump(database)["tables"]
        assert {table for table in NEW if tables.get(table)} == set()
        assert history.next_undo(database) is None  # neither the upgrade nor an earlier session
    assert len(rows(path, "SELECT 1 FROM history_entry")) == 5


def test_a_pack_that_was_made_opens_as_it_was(path):
    (before,) = rows(path, "SELECT content FROM pack")
    with Database.open(path, who="Bo") as database:
        (row,) = archive.list_packs(database)
        assert (row.pack_id, row.kind, row.state) == (MADE, "steering", "draft")
        pack = archive.get_pack(database, MADE)
        assert pack.version == 1
        assert pack.meeting_uuid == ""
        (section,) = pack.sections
        assert (section.part, section.comments, section.figures) == ("", (), ())
        assert section.paragraphs == ("Uppgift saknas.",)
    assert rows(path, "SELECT content, version, meeting_uuid, issued_at, issued_by FROM pack") == [
        (*before, 1, None, None, "")
    ]


def test_what_is_new_can_be_kept_and_taken_back(path):
    with Database.open(path, who="Bo") as database:
        with database.write(act="history.act.pack_made", values={"title": "Underlag"}) as session:
            (meeting,) = (m for (m,) in session.execute(_meetings()))
            session.add(TemplateFile(sha256="ab", content=b"\0\1"))
            session.add(
                PackOutline(kind="steering", meeting_uuid=meeting, parts='[{"key": "agenda"}]')
            )
            session.add(
                FigureComment(
                    value_key="svf_lead_time|period=2026-Q3",
                    body="Nya rutiner.",
                    written_on=dt.date(2026, 11, 22),
                )
            )
            session.add(
                DocumentTemplate(
                    format="pptx", name="rcc.pptx", sha256="ab", added_on=dt.date(2026, 11, 22)
                )
            )
        tables = dump(database)["tables"]
        assert [len(tables[name]) for name in NEW[:3]] == [1, 1, 1]
        assert "template_file" not in tables  # its bytes are no words: the digest names them
        assert find_broken_entry(database) is None
        history.undo_last(database)
        assert [dump(database)["tables"][name] for name in NEW[:3]] == [[], [], []]
        with database.read() as session:
            assert session.query(Pack).count() == 1


def _meetings():
    from sqlalchemy import select

    from rccdesk.models import Meeting

    return select(Meeting.uuid)
