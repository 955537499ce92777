"""A plan is typed in, followed up and exported by the keyboard alone, from an empty file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from rccdesk.enums import GoalShape, ItemState, LinkRole, PlanState, Thing
from rccdesk.services import links, organisation, plans
from rccdesk.services.database import Database
from rccdesk.services.organisation import OwnProfile
from rccdesk.services.plans import PlanItemRow, PlanRow
from rccdesk.ui.dialogs.activity_dialog import ActivityDialog
from rccdesk.ui.dialogs.follow_up_dialog import FollowUpDialog
from rccdesk.ui.dialogs.link_dialog import LinkDialog
from rccdesk.ui.dialogs.plan_dialog import PlanDialog
from rccdesk.ui.dialogs.plan_item_dialog import PlanItemDialog
from rccdesk.ui.pages.plan_item_page import PlanItemPage
from rccdesk.ui.pages.plan_page import PlanPage
from tests.ui.keyboard import Keys
from tests.ui.page_checks import visible_words
from tests.ui.walking import Settle, Walk, begin_walk

PLAN = "Cancerplan för Sjö och Ås 2027–2029"
OVER, GOAL = "Kortare väntan i hela förloppet", "Patologisvar inom tio dagar"
MEASURE, GROUP, SOURCE = "Andel svar inom tio dagar", "Patologigruppen", "Laboratoriesystemet"
DEFINITION = "Svar inom tio dagar delat med alla svar i perioden."
ACTIVITY, NEXT = "Gemensam kö för prover från Ängelholm", "Fråga båda laboratorierna"
FOLLOWED, DECIDED = "Två av tre laboratorier är med.", "Åre frågas i maj."
TREE, LEFT, RIGHT = (
    "Planens mål och aktiviteter",
    "Mål, ansvarig och uppföljningsbart",
    "Status per region",
)


@pytest.fixture
def walk(qtbot: QtBot, qapp: QApplication, tmp_path: Path, settle: Settle) -> Iterator[Walk]:
    """Return the window over a new file, of which only the RCC is known, on its settings."""
    store = tmp_path / "ny.rccdesk"
    with Database.open(store, create=True) as database:
        organisation.update_profile(database, OwnProfile(rcc="syd"))
    made = begin_walk(qtbot, qapp, store, settle, "plan_walk")
    yield made
    made.window.close()


def go_to_the_plan(walk: Walk) -> PlanPage:
    page = walk.go_to("plan")
    assert isinstance(page, PlanPage)
    return page


def make_the_plan(walk: Walk) -> None:
    go_to_the_plan(walk)
    walk.shoot("empty")
    walk.push("Skapa plan")
    walk.front(PlanDialog)
    walk.fill("Namn", PLAN)
    walk.choose("Läge", "Beslutad")
    walk.fill("Gäller från", "2027-01-01")
    walk.fill("Gäller till", "2029-12-31")
    walk.fill("Nivåernas namn", "Mål, Delmål")
    walk.shoot("plan_dialog")
    walk.leave()
    walk.shoot("plan")


def add_the_goals(walk: Walk) -> None:
    walk.push("Lägg till mål")
    walk.type(OVER)  # the first field has the focus
    walk.fill("Nummer", "1")
    walk.leave()
    walk.press(Qt.Key.Key_1, Keys.ControlModifier)
    page = go_to_the_plan(walk)
    walk.press(Qt.Key.Key_N, Keys.ControlModifier | Keys.ShiftModifier)  # from the sidebar
    dialog = walk.front(PlanItemDialog)
    walk.type(GOAL)
    walk.fill("Nummer", "1.1")
    walk.choose("Under målet", f"1 {OVER}")
    assert dialog.missing.text() != "Uppföljningsbart"
    walk.fill("Mått", MEASURE)
    walk.fill("Definition", DEFINITION)
    walk.choose("Målets form", "En målnivå")
    walk.fill("Målnivå", "85")
    walk.fill("Måldatum", "2028-12-31")
    walk.fill("Ansvarig", GROUP)
    walk.fill("Följs upp var n:te månad", "4")
    assert dialog.missing.text() == "Saknar: datakälla"
    walk.fill("Datakälla", SOURCE)
    assert dialog.missing.text() == "Uppföljningsbart"
    walk.shoot("goal_dialog")
    walk.leave()
    assert page.line is not None
    assert page.line.name == f"1.1 {GOAL}"
    walk.shoot("goals")


def add_the_activity(walk: Walk) -> None:
    walk.push("Mer om raden")
    walk.shoot("menu_of_a_line")
    walk.pick("Lägg till aktivitet")
    walk.front(ActivityDialog)
    walk.type(ACTIVITY)
    walk.fill("Klar senast", "2027-06-30")
    walk.fill("Nästa steg", NEXT)
    walk.shoot("activity_dialog")
    walk.leave()
    walk.shoot("activity")


def tell_where_the_regions_stand(walk: Walk) -> None:
    page = walk.page
    walk.reach("Träd")
    for _ in page.views[1:]:
        walk.press(Qt.Key.Key_Right)
    assert page.segment.current == "regions"
    walk.reach(LEFT)
    walk.press(Qt.Key.Key_Up)  # from the activity to its goal
    while walk.focus.accessibleName() != RIGHT:
        walk.press(Qt.Key.Key_Right)
    walk.press(Qt.Key.Key_3)
    walk.press(Qt.Key.Key_Right)
    walk.press(Qt.Key.Key_2)
    assert walk.focus.accessibleName() == RIGHT
    walk.shoot("regions")
    while walk.focus.accessibleName() != LEFT:
        walk.press(Qt.Key.Key_Left)
    walk.press(Qt.Key.Key_Return)
    assert isinstance(walk.page, PlanItemPage)


def link_to_a_criterion(walk: Walk) -> None:
    walk.shoot("goal_page")
    walk.push("Koppla…")
    dialog = walk.front(LinkDialog)
    walk.reach("Sök bland det som kan kopplas")
    walk.type("k18")
    walk.press(Qt.Key.Key_Return)
    assert "K18" in visible_words(dialog._linked_area)
    walk.shoot("linked")
    walk.press(Qt.Key.Key_Escape)
    assert QApplication.activeWindow() is walk.window


def follow_up(walk: Walk) -> None:
    walk.push("Följ upp…")
    walk.front(FollowUpDialog)
    walk.choose("Status", "Pågår enligt plan")
    walk.fill("Period", "2026-T1")
    walk.fill("Text", FOLLOWED)
    walk.fill("Vad som bestämdes", DECIDED)
    walk.shoot("follow_up_dialog")
    walk.push("Spara uppföljningen")
    assert QApplication.activeWindow() is walk.window
    assert FOLLOWED in walk.page.follow_ups.table.rows.row_texts(0)
    walk.shoot("followed_up")


def export(walk: Walk) -> None:
    go_to_the_plan(walk)
    walk.push("Plan")
    walk.shoot("menu_of_the_plan")
    walk.pick("Exportera till Excel…")
    walk.shoot("exported")


def check_what_is_stored(database: Database) -> tuple[PlanRow, PlanItemRow]:
    (plan,) = plans.list_plans(database)
    assert (plan.name, plan.state, plan.level_names) == (
        PLAN, PlanState.DECIDED, ("Mål", "Delmål"))  # fmt: skip
    assert (plan.valid_from, plan.valid_to) == (dt.date(2027, 1, 1), dt.date(2029, 12, 31))
    over, goal = plans.list_items(database, plan.uuid)
    assert (over.name, over.parent_uuid) == (f"1 {OVER}", "")
    assert (goal.name, goal.parent_uuid) == (f"1.1 {GOAL}", over.uuid)
    assert (goal.measure, goal.definition, goal.goal_shape) == (
        MEASURE, DEFINITION, GoalShape.LEVEL)  # fmt: skip
    assert goal.level == pytest.approx(0.85)
    assert goal.target_date == dt.date(2028, 12, 31)
    assert (goal.responsible, goal.follow_up_months, goal.data_source) == (GROUP, 4, SOURCE)
    assert plans.missing_parts(goal) == ()
    (activity,) = plans.list_activities(database, plan_uuid=plan.uuid)
    assert (activity.title, activity.plan_item_uuid, activity.next_step) == (
        ACTIVITY, goal.uuid, NEXT)  # fmt: skip
    assert activity.due_on == dt.date(2027, 6, 30)
    regions = [row.region for row in plans.list_plan_regions(database, plan.uuid)]
    told = {row.region: row.state for row in plans.list_item_regions(database, plan.uuid)}
    assert told == {regions[0]: ItemState.LATE, regions[1]: ItemState.ON_TRACK}
    (link,) = links.list_links(database, from_kind=Thing.PLAN_ITEM, from_key=goal.uuid)
    assert (link.to_kind, link.role) == (Thing.FRAMEWORK_ITEM, LinkRole.SERVES)
    assert "K18" in links.name_of(database, link.to_kind, link.to_key)
    assert plans.list_obstacles(database) == ()  # never asked for
    return plan, goal


def check_the_workbook(path: Path) -> None:
    book = load_workbook(path, read_only=True)
    typed_in: dict[str, set[object]] = {
        "Planer": {PLAN, "Beslutad", "Mål\nDelmål", dt.date(2027, 1, 1)},
        "Mål i planer": {OVER, GOAL, MEASURE, DEFINITION, GROUP, SOURCE, 0.85, 4, "1.1"},
        "Aktiviteter": {ACTIVITY, NEXT, dt.date(2027, 6, 30)},
        "Mål i regioner": {f"1.1 {GOAL}", "Pågår senare än planerat", "Pågår enligt plan"},
        "Uppföljningar": {"2026-T1", FOLLOWED, DECIDED, "Pågår enligt plan"},
    }
    for sheet, wanted in typed_in.items():
        cells = {
            cell.date() if isinstance(cell, dt.datetime) else cell
            for row in book[sheet].iter_rows(values_only=True)
            for cell in row
        }
        assert wanted <= cells, sheet
    rows = book["Kopplingar"].iter_rows(values_only=True)
    assert any(f"1.1 {GOAL}" in row and any("K18" in str(cell) for cell in row) for row in rows)
    book.close()


def test_a_plan_is_typed_in_followed_up_and_exported_by_keyboard_alone(
    walk: Walk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_the_plan(walk)
    add_the_goals(walk)
    add_the_activity(walk)
    tell_where_the_regions_stand(walk)
    link_to_a_criterion(walk)
    follow_up(walk)
    database = walk.database
    plan, goal = check_what_is_stored(database)
    (said,) = plans.list_follow_ups(database, plan_uuid=plan.uuid)
    assert (said.subject_key, said.period, said.state) == (
        goal.uuid, "2026-T1", ItemState.ON_TRACK)  # fmt: skip
    assert (said.text, said.action) == (FOLLOWED, DECIDED)
    assert goal.state is ItemState.ON_TRACK
    target = tmp_path / "plan.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    export(walk)
    assert walk.window.toast_sentence == "Planen är exporterad: plan.xlsx"
    check_the_workbook(target)
    walk.press(Qt.Key.Key_Z, Keys.ControlModifier)
    assert plans.list_follow_ups(database, plan_uuid=plan.uuid) == ()
    _plan, goal = check_what_is_stored(database)  # nothing else is taken back
    assert goal.state is ItemState.NOT_STARTED
    assert "Aldrig följt upp." in visible_words(walk.page)
    walk.shoot("undone")
