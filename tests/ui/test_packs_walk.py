"""From the agenda of a meeting to its issued pack, by the keyboard alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rccdesk.enums import GroupKind, PointKind
from rccdesk.services import groups, meetings
from rccdesk.services.database import Database
from rccdesk.services.groups.model import GroupRow
from rccdesk.services.meetings.model import MeetingRow, PointRow
from rccdesk.services.packs import archive, outlines
from rccdesk.ui.dialogs.issue_dialog import IssueDialog
from rccdesk.ui.dialogs.pack_compare_dialog import PackCompareDialog
from tests.ui.figure_store import make_store
from tests.ui.keyboard import Keys, words_of
from tests.ui.walking import Settle, Walk, begin_walk

SOON = dt.datetime.now().astimezone().date() + dt.timedelta(days=20)


@pytest.fixture
def walk(qtbot: QtBot, qapp: QApplication, tmp_path: Path, settle: Settle) -> Walk:
    store = make_store(tmp_path)
    with Database.open(store) as database:
        group = groups.add_group(
            database, GroupRow("Styrgruppen", GroupKind.STEERING, is_steering_body=True)
        )
        meeting = meetings.add_meeting(database, MeetingRow(group.uuid, SOON))
        point = PointRow(group.uuid, "Gräns", meeting.uuid, kind=PointKind.DECISION)
        meetings.add_point(database, point)
    return begin_walk(qtbot, qapp, store, settle, "packs")


def test_a_pack_is_put_together_made_and_issued_by_keyboard_alone(
    walk: Walk, tmp_path: Path
) -> None:
    page = walk.go_to("packs")
    page.settings.last_export_dir = str(tmp_path / "ut")
    assert "Det här saknas innan underlaget kan skickas:" in walk.words
    walk.shoot("meeting")

    walk.reach("Delar av underlaget")
    walk.press(Qt.Key.Key_Down)
    walk.press(Qt.Key.Key_Down, Keys.AltModifier)  # the agenda comes after the previous meeting
    walk.press(Qt.Key.Key_Space)  # and is left out
    for words in ("PowerPoint", "Word", "PDF", "Excel"):
        box = walk.reach(words)
        if box.isChecked() != (words == "Excel"):  # type: ignore[attr-defined]
            walk.press(Qt.Key.Key_Space)
    walk.shoot("chosen")
    walk.push("Skapa underlag")
    (draft,) = archive.list_packs(walk.database)
    assert not draft.is_issued
    parts = outlines.get_outline(walk.database, outlines.STEERING, draft.meeting_uuid).parts
    assert [part.key for part in parts][:3] == ["summary", "previous", "agenda"]
    assert [part.key for part in parts if not part.included] == ["agenda"]
    assert [file.suffix for file in (tmp_path / "ut").iterdir()] == [".xlsx"]
    walk.shoot("archive")

    assert words_of(walk.focus) == "Underlag som har skapats"
    walk.push("Fastställ underlag…")
    walk.front(IssueDialog)
    walk.fill("Fastställs av", "RCC-chefen")
    walk.push("Fastställ underlaget")
    assert "Gräns: Frågan; Punkt 1, Gräns: Förslag till beslut" in walk.words
    assert "Fastställ ändå" in walk.words  # the decision of the point is not written
    walk.shoot("asked_twice")
    walk.push("Fastställ ändå")
    (issued,) = archive.list_packs(walk.database)
    assert (issued.state, issued.version, issued.issued_by) == ("issued", 1, "RCC-chefen")
    assert "är fastställt som version 1" in walk.words
    assert words_of(walk.focus) == "Underlag som har skapats"  # the button of it has gone

    walk.push("Jämför med dagens siffror…")
    walk.front(PackCompareDialog)
    assert walk.words.count("desamma i dag.") + walk.words.count("ändras inte.") == 1
    walk.shoot("compared")
    walk.press(Qt.Key.Key_Escape)
    assert walk.window.stack.key == "packs"
