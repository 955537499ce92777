"""Underlag before a meeting: parts chosen and moved, own words, a template, issuing, comparing."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rccdesk.enums import GroupKind, PointKind
from rccdesk.services import groups, meetings
from rccdesk.services.database import Database
from rccdesk.services.groups.model import GroupRow
from rccdesk.services.meetings.model import MeetingRow, PointRow
from rccdesk.services.packs import archive, outlines, templates
from rccdesk.ui.dialogs.issue_dialog import IssueDialog
from rccdesk.ui.dialogs.layout_mapping_dialog import LayoutMappingDialog
from rccdesk.ui.dialogs.pack_compare_dialog import PackCompareDialog
from rccdesk.ui.packs.preview import print_pages
from rccdesk.ui.pages.packs_page import PacksPage
from rccdesk.ui.tasks import TaskRunner
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.choice_box import ChoiceBox
from tests.ui.figure_store import Asked, make_context, make_store, settle
from tests.ui.page_checks import check_names_and_tabs, visible_words

SOON = dt.datetime.now().astimezone().date() + dt.timedelta(days=20)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = make_store(tmp_path_factory.mktemp("store"))
    with Database.open(path) as database:
        group = groups.add_group(
            database, GroupRow("Styrgruppen", GroupKind.STEERING, is_steering_body=True)
        )
        for days in (0, 60):
            day = SOON + dt.timedelta(days=days)
            meeting = meetings.add_meeting(database, MeetingRow(group.uuid, day))
            point = PointRow(group.uuid, "Gräns", meeting.uuid, kind=PointKind.DECISION)
            meetings.add_point(database, point)
    return path


@pytest.fixture
def tasks(store: Path, tmp_path: Path) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    runner.database = Database.open(Path(shutil.copy(store, tmp_path)))
    yield runner
    runner.close()
    runner.database.close()


@pytest.fixture
def page(qtbot: QtBot, tasks: TaskRunner, tmp_path: Path) -> PacksPage:
    made = PacksPage(make_context(tasks))
    made.settings.last_export_dir = str(tmp_path / "ut")
    qtbot.addWidget(made)
    tasks.topics_changed.connect(lambda topics: topics & made.topics and made.mark_stale())
    made.resize(1178, 690)
    made.show()
    settle(made, tasks)
    return made


def database_of(tasks: TaskRunner) -> Database:
    assert tasks.database is not None
    return tasks.database


def keys_of(page: PacksPage) -> list[str]:
    assert page.meeting.outline is not None
    return [part.key for part in page.meeting.outline.parts]


def stored(page: PacksPage, tasks: TaskRunner) -> outlines.OutlineRow:
    assert page._preparing is not None and page._preparing.meeting is not None
    uuid = page._preparing.meeting.uuid
    return outlines.get_outline(database_of(tasks), outlines.STEERING, uuid)


def test_the_nearest_meeting_is_shown_as_its_pack_would_be_and_nothing_is_stored(
    page: PacksPage, tasks: TaskRunner
) -> None:
    assert page.tab == "meeting"
    assert page.meeting.meeting.currentText().startswith("Styrgruppen")
    assert page.preview.shown is not None and not page.preview.shown.is_stored
    assert len(page.paper.pages) > 3
    assert keys_of(page) == list(outlines.PARTS)
    assert archive.list_packs(database_of(tasks)) == ()
    words = visible_words(page)
    assert "Det här saknas innan underlaget kan skickas:" in words
    check_names_and_tabs(page)


def test_what_is_missing_leads_to_its_point(page: PacksPage, tasks: TaskRunner) -> None:
    found = page._preparing
    assert found is not None and found.meeting is not None
    missing = found.missing[0]
    page.meeting.point_wanted.emit(missing.point_uuid)
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.places == ["meeting"]
    assert asked.arguments == [{"meeting": found.meeting.uuid, "point": missing.point_uuid}]


def test_parts_are_moved_by_keys_and_buttons_and_left_out_and_it_is_kept(
    page: PacksPage, tasks: TaskRunner
) -> None:
    parts = page.meeting.parts
    parts.setCurrentRow(1)
    QTest.keyClick(parts, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert keys_of(page)[:3] == ["summary", "previous", "agenda"]
    assert parts.part_key == "agenda"
    page.meeting.down.click()
    assert keys_of(page)[:4] == ["summary", "previous", "decisions", "agenda"]
    page.meeting.up.click()
    QTest.keyClick(parts, Qt.Key.Key_Space)
    page.meeting.flush()
    settle(page, tasks)
    kept = stored(page, tasks)
    assert [part.key for part in kept.parts][:3] == ["summary", "previous", "agenda"]
    assert [part.key for part in kept.parts if not part.included] == ["agenda"]
    assert parts.item(2).text() == "Dagordning"
    assert page.preview.shown is not None
    assert "agenda" not in [section.part for section in page.preview.shown.pack.sections]


def test_a_dragged_part_stands_where_it_was_dropped(page: PacksPage, tasks: TaskRunner) -> None:
    model = page.meeting.parts.model()
    root = page.meeting.parts.rootIndex()
    assert model.moveRow(root, 11, root, 1)
    assert keys_of(page)[:3] == ["summary", "appendices", "agenda"]
    page.meeting.flush()
    settle(page, tasks)
    assert [part.key for part in stored(page, tasks).parts][1] == "appendices"


def test_own_words_come_first_in_the_part_and_in_the_pages(
    page: PacksPage, tasks: TaskRunner
) -> None:
    page.meeting.parts.setCurrentRow(outlines.PARTS.index("risks"))
    page.meeting.words.setPlainText("Bemanningen på patologin är den största risken.")
    page.hide()
    page.show()
    settle(page, tasks)
    words = {part.key: part.words for part in stored(page, tasks).parts}
    assert words["risks"] == "Bemanningen på patologin är den största risken."
    assert page.preview.shown is not None
    said = [line for s in page.preview.shown.pack.sections for line in s.paragraphs]
    assert any("Bemanningen på patologin" in line for line in said)


def test_a_template_is_kept_and_used_at_another_meeting(page: PacksPage, tasks: TaskRunner) -> None:
    page.meeting.parts.setCurrentRow(0)
    page.meeting.parts.move_chosen(1)
    page.meeting.flush()
    settle(page, tasks)
    dialog = page._acts.make_template(*page._named())
    dialog.send()
    assert dialog.problem.text() == "Skriv vad mallen ska heta."
    dialog.name.setText("Höstens möten")
    dialog.send()
    settle(page, tasks)
    (saved,) = outlines.list_templates(database_of(tasks), outlines.STEERING)
    assert saved.name == "Höstens möten"
    page.meeting.meeting.setCurrentIndex(1)
    settle(page, tasks)
    assert keys_of(page)[:2] == ["agenda", "summary"]


def test_a_draft_is_issued_after_saying_what_is_missing_and_compared(
    page: PacksPage, tasks: TaskRunner, tmp_path: Path
) -> None:
    for key, box in page.output.formats.items():
        box.setChecked(key == "xlsx")
    page._make.click()
    settle(page, tasks)
    assert page.tab == "archive"
    (row,) = archive.list_packs(database_of(tasks))
    assert row.meeting_uuid and not row.is_issued
    dialog = page.list_dialogs()["issue"]()
    assert isinstance(dialog, IssueDialog)
    dialog.send()
    assert dialog.problem.text() == "Skriv vem som fastställer underlaget."
    dialog.who.setText("RCC-chefen")
    dialog.send()
    settle(page, tasks)
    assert dialog.accept_button.text() == "Fastställ ändå"
    dialog.send()
    settle(page, tasks)
    (issued,) = archive.list_packs(database_of(tasks))
    assert (issued.state, issued.version, issued.issued_by) == ("issued", 1, "RCC-chefen")
    assert not page.archive.issue.isVisible()
    assert "Fastställt, v1" in str(page.archive._table.model().index(0, 3).data())
    again = tmp_path / "igen"
    page._acts.write_to(issued, again)
    settle(page, tasks)
    assert [file.suffix for file in again.iterdir()] == [".xlsx"]
    stopped = tmp_path / "avbrutet"
    page._acts.write_to(issued, stopped)
    assert page._making.strip.isVisible()
    page._making.strip.stop.click()
    settle(page, tasks)
    assert not page._making.strip.isVisible()
    assert not stopped.exists() or not list(stopped.iterdir())
    compared = page._acts.make_compare(issued)
    assert isinstance(compared, PackCompareDialog)
    settle(page, tasks)
    assert compared.words.text().endswith(("desamma i dag.", "ändras inte."))
    compared.close()


def test_a_stopped_preview_says_so_and_can_be_asked_for_again(
    page: PacksPage, tasks: TaskRunner
) -> None:
    shown = page.preview.shown
    page.preview._ask_again()
    page.preview.cancel()
    settle(page, tasks)
    assert "Förhandsvisningen avbröts." in visible_words(page)
    assert page.preview.again.isVisible()
    page.preview.again.click()
    settle(page, tasks)
    assert page.preview.shown is not None and page.preview.shown is not shown


def test_the_pages_are_printed_one_on_each_sheet(
    page: PacksPage, tasks: TaskRunner, tmp_path: Path
) -> None:
    assert page.preview.shown is not None
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target = tmp_path / "ut.pdf"
    printer.setOutputFileName(str(target))
    printer.setFromTo(1, 2)
    assert print_pages(page.preview.shown, printer) == 2
    assert target.read_bytes().count(b"/Type /Page\n") == 2


def meetings_of(page: PacksPage) -> list[str]:
    box = page.meeting.meeting
    return [str(box.itemData(at)) for at in range(box.count())]


def test_a_meeting_that_asks_for_its_pages_gets_them_and_the_focus_is_on_them(
    page: PacksPage, tasks: TaskRunner
) -> None:
    page.show_view("steering")
    settle(page, tasks)
    _nearest, later = meetings_of(page)
    page.window().activateWindow()
    page.arrive({"tab": "meeting", "meeting": later, "act": "preview"})
    settle(page, tasks)
    assert page.tab == "meeting"
    assert page.meeting.meeting.currentData() == later
    assert page.preview.shown is not None and not page.preview.shown.is_stored
    assert page.preview.shown.pack.meeting_uuid == later
    assert page.window().focusWidget() is page.paper
    assert archive.list_packs(database_of(tasks)) == ()


def test_the_chosen_meeting_is_shown_the_next_time(
    page: PacksPage, tasks: TaskRunner, qtbot: QtBot
) -> None:
    nearest, later = meetings_of(page)
    assert page.meeting.meeting.currentData() == nearest
    page.meeting.meeting.setCurrentIndex(1)
    page.meeting.meeting.activated.emit(1)
    settle(page, tasks)
    context = make_context(tasks)
    context.settings.shown_as = page.settings.shown_as
    again = PacksPage(context)
    qtbot.addWidget(again)
    again.show()
    settle(again, tasks)
    assert again.meeting.meeting.currentData() == later
    meetings.delete_meeting(database_of(tasks), later)
    again.mark_stale()
    settle(again, tasks)
    assert again.meeting.meeting.currentData() == nearest


def test_without_a_meeting_the_way_to_one_is_shown(qtbot: QtBot, tmp_path: Path) -> None:
    runner = TaskRunner()
    with Database.open(tmp_path / "tom.rccdesk", create=True) as database:
        runner.database = database
        empty = PacksPage(make_context(runner))
        qtbot.addWidget(empty)
        empty.resize(1178, 690)
        empty.show()
        settle(empty, runner)
        assert "Inget möte är planerat" in visible_words(empty)
        assert not empty._make.isEnabled()
        check_names_and_tabs(empty)
        runner.close()


def test_a_template_of_the_rcc_is_used_and_a_bad_one_is_refused_in_words(
    page: PacksPage, tasks: TaskRunner, tmp_path: Path
) -> None:
    from pptx import Presentation

    own, bad = tmp_path / "RCC mall.pptx", tmp_path / "trasig.pptx"
    Presentation().save(str(own))
    bad.write_bytes(b"inte en mall")
    page.templates.take_file(bad)
    settle(page, tasks)
    assert templates.list_templates(database_of(tasks)) == ()
    assert len(page.templates._words.text()) > 20
    page.templates.take_file(own)
    settle(page, tasks)
    (row,) = templates.list_templates(database_of(tasks))
    assert row.is_used and row.name == "RCC mall.pptx"
    layouts = templates.list_layouts(database_of(tasks), row.uuid)
    dialog = LayoutMappingDialog(make_context(tasks), row, layouts)
    assert set(dialog.boxes) == set(templates.ROLES["pptx"])
    dialog.boxes["cover"].setCurrentIndex(0)
    dialog.send()
    settle(page, tasks)
    (mapped,) = templates.list_templates(database_of(tasks))
    assert "cover" not in mapped.mapping
    check_names_and_tabs(page)


def test_a_logo_of_the_rcc_stands_on_the_pages_that_are_shown(
    page: PacksPage, tasks: TaskRunner, tmp_path: Path
) -> None:
    from PIL import Image

    assert page.preview.shown is not None
    without = page.preview.shown.pages[0]
    Image.new("RGB", (400, 120), (0, 80, 160)).save(tmp_path / "Logga.png")
    page.templates.take_file(tmp_path / "Logga.png")
    settle(page, tasks)
    page.mark_stale()
    settle(page, tasks)
    assert page.preview.shown.logo
    assert page.preview.shown.pages[0] != without
    (box,) = page.templates.findChildren(ChoiceBox)
    assert [box.itemText(row) for row in range(box.count())] == [
        "PDF: utan logotyp",
        "PDF: Logga.png",
    ]
    assert "Välj layouter…" not in {each.text() for each in page.templates.findChildren(Button)}
    check_names_and_tabs(page)
    box.setCurrentIndex(0)
    box.activated.emit(0)
    settle(page, tasks)
    page.mark_stale()
    settle(page, tasks)
    assert page.preview.shown.pages[0] == without
