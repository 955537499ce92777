"""A full meeting by the keyboard alone: from a group without seats to the agenda after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from rccdesk.enums import (
    Adoption,
    Answer,
    AssignmentRole,
    AssignmentState,
    DecisionKind,
    DocumentState,
    MeetingState,
    MinutesKind,
    PointState,
    Presence,
    Reason,
    Stance,
    Thing,
)
from rccdesk.services import (
    decisions,
    groups,
    initiatives,
    meetings,
    organisation,
    papers,
    plans,
)
from rccdesk.services.database import Database
from rccdesk.services.groups.model import AssignmentRow, PersonRow, ProcessRow
from rccdesk.services.initiatives import InitiativeRow
from rccdesk.services.plans import ObstacleRow, PlanItemRow, PlanRow
from rccdesk.ui.dialogs.action_dialog import ActionDialog
from rccdesk.ui.dialogs.attendance_dialog import AttendanceDialog
from rccdesk.ui.dialogs.group_dialog import GroupDialog
from rccdesk.ui.dialogs.meeting_dialog import MeetingDialog
from rccdesk.ui.dialogs.member_dialog import MemberDialog
from rccdesk.ui.dialogs.minutes_dialog import MinutesDialog
from rccdesk.ui.dialogs.point_region_dialog import PointRegionDialog
from rccdesk.ui.dialogs.proposals_dialog import ProposalsDialog
from rccdesk.ui.dialogs.seat_dialog import SeatDialog
from rccdesk.ui.dialogs.series_dialog import SeriesDialog
from rccdesk.ui.dialogs.unit_answer_dialog import UnitAnswerDialog
from rccdesk.ui.pages.decision_page import DecisionPage
from rccdesk.ui.pages.group_page import GroupPage
from rccdesk.ui.pages.meeting_page import MeetingPage
from rccdesk.ui.pages.meetings_page import MeetingsPage
from rccdesk.ui.presentation import Presentation
from rccdesk.ui.tables.line_view import LineView
from tests.ui.keyboard import Keys, words_of
from tests.ui.walking import Settle, Walk, begin_walk

TODAY = dt.datetime.now().astimezone().date()
BACK = TODAY + dt.timedelta(days=21)  # when the bordlagda point comes back
DUE = TODAY + dt.timedelta(days=30)
GROUP, SERIES = "Styrgruppen för cancervården", "Styrgruppens möten"
OPENING, OUTCOME, QUEUE = "Öppnande och justerare", "Utfall kvartal 3", "Gemensam patologikö"
GOAL = "Patologisvar inom tio dagar"
TRIAL = "Kontaktsjuksköterska på distans"
MATTER = "Ska regionerna dela patologikö för bröstcancer?"
BACKGROUND = "Svarstiden är olika lång i regionerna, och två laboratorier saknar patologer."
PROPOSAL = "Regionerna rekommenderas att dela patologikö från och med den 1 mars 2027."
PATIENTS = "Patientrådet ser kortare väntan på besked som viktigast."
CONSEQUENCE = "Ett laboratorium behöver nytt transportavtal."
PUT_OFF = "Frågan om fortsatt finansiering bordläggs tills ekonomin är beskriven."
DECIDED = "Kansliet tar fram ett förslag till gemensam bemanning av laboratorierna."
TASK, OFFICE = "Ta fram ett gemensamt transportavtal", "RCC-kansliet"
INVITED = "Verksamhetschef för patologi"
UNIT = "Norrsjö sjukhus"


@pytest.fixture
def walk(qtbot: QtBot, qapp: QApplication, tmp_path: Path, settle: Settle) -> Iterator[Walk]:
    """Return the window over a file with a plan, an initiative and a vacant assignment."""
    store = tmp_path / "möte.rccdesk"
    with Database.open(store, create=True) as database:
        database.mark_as_example()
        organisation.seed_example_organisation(database)
        for name in ("Anna Berg", "Bo Lind"):
            groups.add_person(database, PersonRow(name, "cancersamordnare", region="X1"))
        _fill(database)
    made = begin_walk(qtbot, qapp, store, settle, "meeting_walk")
    yield made
    made.window.close()


def _fill(database: Database) -> None:
    """Store what is to come up by itself: an obstacle, money that ends, nobody who leads."""
    plan = plans.add_plan(database, PlanRow("Cancerplan 2026–2028"))
    goal = plans.add_item(database, PlanItemRow(plan.uuid, GOAL))
    told = "Det saknas patologer i två av laboratorierna."
    obstacle = plans.add_obstacle(database, ObstacleRow(Thing.PLAN_ITEM, goal.uuid, told))
    plans.raise_obstacle(database, obstacle.uuid)
    ends = TODAY + dt.timedelta(days=40)
    initiatives.add_initiative(database, InitiativeRow(TRIAL, funding_ends_on=ends))
    process = groups.add_process(database, ProcessRow("Lungcancer"))
    groups.add_assignment(
        database,
        AssignmentRow(
            AssignmentRole.PROCESS_LEADER,
            state=AssignmentState.VACANT,
            process_uuid=process.uuid,
            vacant_since=TODAY - dt.timedelta(days=90),
        ),
    )


def make_the_group(walk: Walk) -> None:
    walk.go_to("groups")
    walk.reach("Delar av sidan")
    walk.press(Qt.Key.Key_Right)
    walk.shoot("no_groups")
    walk.push("Lägg till grupp…")
    walk.front(GroupDialog)
    walk.type(GROUP)
    walk.choose("Slag av grupp", "Styrgrupp")
    walk.reach("Är styrgrupp för hela RCC")
    walk.press(Qt.Key.Key_Space)
    walk.leave()
    walk.push("Öppna gruppen")
    assert isinstance(walk.page, GroupPage)
    for represents, region in (
        ("Region", "Region Norrsjö"),
        ("Region", "Region Ekmark"),
        ("Patienter och närstående", ""),
    ):
        walk.push("Lägg till plats…")
        walk.front(SeatDialog)
        walk.choose("Företräder", represents)
        if region:
            walk.choose("Region", region)
        walk.leave()
    walk.reach("Platser")
    walk.press(Qt.Key.Key_Home)
    for person in ("Anna Berg", "Bo Lind"):
        walk.push("Tillsätt platsen…")
        walk.front(MemberDialog)
        walk.choose("Person", f"{person}, cancersamordnare")
        walk.leave()
        walk.reach("Platser")
        walk.press(Qt.Key.Key_Down)
    walk.shoot("group")


def make_the_meeting(walk: Walk) -> None:
    page = walk.go_to("meetings")
    assert isinstance(page, MeetingsPage)
    walk.shoot("no_meetings")
    walk.push("Mötesserier…")
    walk.pick("Lägg till mötesserie…")
    walk.front(SeriesDialog)
    walk.type(SERIES)
    walk.fill("Månader mellan mötena", "2")
    walk.fill("Börjar", "13:00")
    walk.fill("Minuter", "120")
    walk.fill("Plats (valfritt)", "Stora salen")
    for number, (title, kind, minutes) in enumerate(
        ((OPENING, "Information", "5"), (OUTCOME, "Diskussion", "25"), (QUEUE, "Beslut", "30")), 1
    ):
        walk.fill(f"Rubrik, punkt {number}", title)
        walk.choose(f"Slag, punkt {number}", kind)
        walk.fill(f"Minuter, punkt {number}", minutes)
    walk.shoot("series_dialog")
    walk.leave()
    walk.push("Lägg till möte")
    dialog = walk.front(MeetingDialog)
    walk.choose("Mötesserie", SERIES)
    walk.fill("Datum", TODAY.isoformat())
    walk.shoot("meeting_dialog")
    walk.leave()
    assert dialog is not None
    assert isinstance(walk.page, MeetingPage)


def collect_the_agenda(walk: Walk) -> None:
    """Take what has collected itself, each with the reason that is shown."""
    page = walk.page
    assert page.agenda.proposals.text().endswith("förslag")
    walk.shoot("agenda")
    walk.push(page.agenda.proposals.text())
    dialog = walk.front(ProposalsDialog)
    walk.shoot("proposals")
    walk.push("Markera alla")
    walk.leave()
    rows = meetings.list_points(walk.database, page.answer.meeting.uuid)
    found = {row.reason: row for row in rows}
    assert found[Reason.ESCALATED].source_kind is Thing.PLAN_ITEM
    assert TRIAL in found[Reason.FUNDING_ENDS].title
    assert "vakant" in found[Reason.VACANCY].reason_words.casefold()
    assert len(dialog.boxes) + 3 == len(rows)
    assert page.agenda.proposals.isHidden()  # nothing is left to take
    walk.shoot("agenda_collected")


def choose_point(walk: Walk, title: str) -> None:
    """Go to a point of the agenda by its arrows."""
    walk.reach("Dagordning")
    walk.press(Qt.Key.Key_Home)
    lines = walk.page.answer.view.lines
    for _ in range(next(n for n, line in enumerate(lines) if title in line.point.title)):
        walk.press(Qt.Key.Key_Down)
    assert title in walk.page.point.heading.text()


def prepare_the_point(walk: Walk) -> None:
    """Write what a decision needs; each field is stored when it is left."""
    choose_point(walk, QUEUE)
    page = walk.page
    uuid = page.agenda.list.current_uuid
    assert "Patient- och närståendeperspektiv" in page.point.missing.text()
    walk.press(Qt.Key.Key_Return)
    walk.type(MATTER)
    walk.fill("Bakgrund", BACKGROUND)
    walk.fill("Förslag till beslut", PROPOSAL)
    walk.push("Anteckna svar…")
    walk.front(PointRegionDialog)
    walk.choose("Svar", "Positiv")
    walk.fill("Tillfrågad", (TODAY - dt.timedelta(days=14)).isoformat())
    walk.fill("Konsekvens där (valfritt)", CONSEQUENCE)
    walk.shoot("anchoring_dialog")
    walk.leave()
    walk.fill("Patient- och närståendeperspektiv", PATIENTS)
    walk.reach("Ej aktuellt för den här punkten")
    row = meetings.get_point(walk.database, uuid)
    assert (row.matter, row.background, row.proposal) == (MATTER, BACKGROUND, PROPOSAL)
    assert row.patient_view == PATIENTS
    (asked,) = meetings.list_point_regions(walk.database, uuid)
    assert (asked.region, asked.answer, asked.consequence) == ("X1", Answer.POSITIVE, CONSEQUENCE)
    walk.shoot("prepared")


def note_who_is_there(walk: Walk) -> None:
    uuid = walk.page.answer.meeting.uuid
    walk.push("Fler val för mötet")
    walk.shoot("menu_of_the_meeting")
    walk.pick("Närvaro…")
    walk.front(AttendanceDialog)
    walk.press(Qt.Key.Key_1)  # the first seat has the focus
    walk.press(Qt.Key.Key_Tab)
    walk.press(Qt.Key.Key_3)
    walk.reach("Särskilt kallad")
    walk.type(INVITED)
    walk.press(Qt.Key.Key_Return)
    assert INVITED in walk.words  # Enter adds and goes nowhere
    walk.shoot("attendance")
    walk.press(Qt.Key.Key_Escape)
    assert QApplication.activeWindow() is walk.window
    rows = [each.row for each in meetings.list_attendance(walk.database, uuid)]
    told = [row.presence for row in rows if row is not None]
    assert told == [Presence.PRESENT, Presence.EXCUSED, Presence.INVITED]


def hold_the_meeting(walk: Walk) -> None:
    page = walk.page
    meeting = page.answer.meeting.uuid
    walk.push("Starta mötet")
    assert meetings.get_meeting(walk.database, meeting).state is MeetingState.ONGOING
    walk.push("Visa för gruppen")
    shown = walk.front(Presentation)
    assert QUEUE in walk.words
    assert PROPOSAL in walk.words
    walk.shoot("shown")
    walk.press(Qt.Key.Key_2)
    assert shown.entry.fields.text.toPlainText() == PROPOSAL  # what the agenda proposed
    walk.reach("Regioner som ska ta ställning (valfritt)")
    walk.press(Qt.Key.Key_Space)  # all of them
    walk.shoot("recommendation")
    assert len({words_of(each) for each in shown.entry.fields.widgets[6:]}) <= 6
    walk.press(Qt.Key.Key_Return, Keys.ControlModifier)
    walk.shoot("recommended")
    walk.press(Qt.Key.Key_PageDown)
    assert GOAL in walk.words
    walk.press(Qt.Key.Key_1)
    walk.retype(DECIDED)
    walk.fill("Ansvarig (valfritt)", OFFICE)
    walk.fill("Klart senast (valfritt)", DUE.isoformat())
    walk.press(Qt.Key.Key_Return, Keys.ControlModifier)
    walk.press(Qt.Key.Key_PageDown)
    assert TRIAL in walk.words
    walk.press(Qt.Key.Key_7)
    walk.retype(PUT_OFF)
    walk.press(Qt.Key.Key_Return, Keys.ControlModifier)
    assert "Skriv till vilken dag" in walk.words  # nothing is put off to no day
    walk.type(BACK.isoformat())
    walk.shoot("postponing")
    walk.press(Qt.Key.Key_Return, Keys.ControlModifier)
    walk.shoot("postponed")
    check_what_was_decided(walk, meeting)
    walk.press(Qt.Key.Key_Escape)
    assert QApplication.activeWindow() is walk.window


def check_what_was_decided(walk: Walk, meeting: str) -> None:
    found = {row.kind: row for row in decisions.list_decisions(walk.database, meeting_uuid=meeting)}
    said = found[DecisionKind.RECOMMENDATION]
    assert (said.text, said.treated_on, said.recommended_on) == (PROPOSAL, TODAY, TODAY)
    assert len(decisions.list_regions(walk.database, said.uuid)) == 7
    decided = found[DecisionKind.DECISION]
    assert (decided.text, decided.responsible, decided.due_on) == (DECIDED, OFFICE, DUE)
    put_off = found[DecisionKind.POSTPONED]
    assert (put_off.text, put_off.returns_on) == (PUT_OFF, BACK)
    point = meetings.get_point(walk.database, put_off.point_uuid)
    assert (point.state, point.returns_on) == (PointState.POSTPONED, BACK)
    assert len(found) == 3


def take_a_decision_back(walk: Walk) -> None:
    """Undo the last decision, and do it again."""
    meeting = walk.page.answer.meeting.uuid
    walk.press(Qt.Key.Key_Z, Keys.ControlModifier)
    kinds = {row.kind for row in decisions.list_decisions(walk.database, meeting_uuid=meeting)}
    assert kinds == {DecisionKind.RECOMMENDATION, DecisionKind.DECISION}
    points = meetings.list_points(walk.database, meeting)
    assert PointState.POSTPONED not in {row.state for row in points}
    walk.press(Qt.Key.Key_Y, Keys.ControlModifier)
    check_what_was_decided(walk, meeting)


def end_the_meeting(walk: Walk) -> None:
    meeting = walk.page.answer.meeting.uuid
    walk.push("Avsluta mötet")
    assert meetings.get_meeting(walk.database, meeting).state is MeetingState.HELD
    points = meetings.list_points(walk.database, meeting)
    assert [row.paragraph for row in points] == list(range(1, len(points) + 1))
    walk.shoot("held")


def write_the_minutes(walk: Walk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = walk.page.answer.meeting.uuid
    walk.push("Skapa protokoll…")
    walk.front(MinutesDialog)
    walk.fill("Justerare (valfritt)", "Anna Berg")
    walk.fill("Diarienummer (valfritt)", "2026-114")
    walk.push("Skapa protokoll")
    (row,) = papers.list_minutes(walk.database, meeting)
    assert (row.kind, row.state) == (MinutesKind.MINUTES, DocumentState.DRAFT)
    for suffix, words in (("docx", "Spara som Word…"), ("pdf", "Spara som PDF…")):
        target = folder / f"protokoll.{suffix}"
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_, target=target: (str(target), "")
        )
        walk.push(f"{words} Protokoll, version 1")
    walk.push("Justera protokoll, Protokoll, version 1")
    walk.shoot("minutes")
    walk.press(Qt.Key.Key_Escape)
    (row,) = papers.list_minutes(walk.database, meeting)
    assert (row.state, row.approvers) == (DocumentState.APPROVED, ("Anna Berg",))
    assert row.diary_number == "2026-114"
    paper = Document(str(folder / "protokoll.docx"))
    cells = [cell.text for table in paper.tables for line in table.rows for cell in line.cells]
    written = "\n".join([*(each.text for each in paper.paragraphs), *cells])
    for words in (GROUP, PROPOSAL, PUT_OFF, DECIDED, "Anna Berg", INVITED, "§ 3", "2026-114"):
        assert words in written, words
    assert (folder / "protokoll.pdf").read_bytes().startswith(b"%PDF")


def told_by(table: LineView) -> str:
    """Return all that the lines of a table say."""
    return "\n".join(cell.words for line in table.model_.lines for cell in line.cells)


def tell_what_became_of_it(walk: Walk) -> None:
    """Answer for two regions and a unit on the page of the recommendation; agree on an action."""
    choose_point(walk, QUEUE)
    walk.reach("Beslut i punkten")
    walk.press(Qt.Key.Key_Return)
    assert isinstance(walk.page, DecisionPage)
    uuid = walk.page.sheet.chain.decision.uuid
    walk.reach("Regionerna")
    walk.press(Qt.Key.Key_Home)
    walk.press(Qt.Key.Key_3)
    walk.press(Qt.Key.Key_Down)
    walk.press(Qt.Key.Key_2)
    stances = {row.region: row.stance for row in decisions.list_regions(walk.database, uuid)}
    assert (stances["X1"], stances["X2"]) == (Stance.DECIDED, Stance.PREPARED)
    assert set(stances.values()) == {Stance.DECIDED, Stance.PREPARED, Stance.NOT_TREATED}
    walk.push("Lägg till verksamhet…")
    walk.front(UnitAnswerDialog)
    walk.choose("Region", "Region Norrsjö")
    walk.fill("Verksamhet", UNIT)
    walk.choose("Läge", "Förankras")
    walk.fill("Uppgift av (valfritt)", "verksamhetschef")
    walk.shoot("unit_dialog")
    walk.leave()
    (unit,) = decisions.list_units(walk.database, uuid)
    assert (unit.region, unit.unit, unit.state) == ("X1", UNIT, Adoption.ANCHORING)
    walk.push("Lägg till åtgärd…")
    walk.front(ActionDialog)
    walk.type(TASK)
    walk.fill("Ansvarig (roll eller enhet)", OFFICE)
    walk.fill("Klar senast", DUE.isoformat())
    walk.leave()
    (action,) = decisions.list_actions(walk.database)
    assert (action.title, action.responsible, action.due_on) == (TASK, OFFICE, DUE)
    assert action.decision_uuid == uuid
    assert TASK in told_by(walk.page.todo.table)
    walk.shoot("decision")


def save_the_calendar(walk: Walk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk.go_to("meetings")
    walk.reach("Delar av mötena")
    walk.press(Qt.Key.Key_Right)
    walk.shoot("decisions")
    walk.press(Qt.Key.Key_Right)
    walk.shoot("actions")
    target = folder / "åtgärder.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    walk.push("Spara till kalendern…")
    calendar = Calendar.from_ical(target.read_bytes())
    (event,) = calendar.walk("VTODO") or calendar.walk("VEVENT")
    assert TASK in str(event["SUMMARY"])
    walk.reach("Delar av mötena")
    walk.press(Qt.Key.Key_Right)
    walk.shoot("returning")
    assert BACK.isoformat() in told_by(walk.page.returning.table)


def make_the_next(walk: Walk) -> None:
    """Make the next meeting and take what the last one left: nothing of it is forgotten."""
    walk.reach("Delar av mötena")
    walk.press(Qt.Key.Key_Home)
    for _ in range(3):
        walk.press(Qt.Key.Key_Left)
    walk.reach("Kommande")
    walk.press(Qt.Key.Key_Right)
    walk.shoot("meetings_held")
    walk.push("Öppna mötet")
    walk.push("Fler val för mötet")
    walk.pick("Skapa nästa möte")
    page = walk.page
    meeting = page.answer.meeting
    assert meeting.day > DUE
    assert meeting.state is MeetingState.PLANNED
    assert [row.title for row in meetings.list_points(walk.database, meeting.uuid)] == [
        OPENING, OUTCOME, QUEUE]  # fmt: skip
    walk.shoot("next")
    walk.push(page.agenda.proposals.text())
    walk.front(ProposalsDialog)
    walk.shoot("next_proposals")
    walk.push("Markera alla")
    walk.leave()
    rows = meetings.list_points(walk.database, meeting.uuid)
    found = {row.reason: row for row in rows}
    assert Reason.FUNDING_ENDS not in found  # the same matter came back as a point
    back = found[Reason.RETURNED]
    assert TRIAL in back.title
    assert BACK.isoformat() in back.reason_words
    made = {row.uuid: row.text for row in decisions.list_decisions(walk.database)}
    assert made[found[Reason.DECISION_DUE].source_key] == DECIDED
    assert made[found[Reason.UNANSWERED].source_key] == PROPOSAL
    walk.shoot("next_agenda")


def test_a_meeting_is_held_from_its_agenda_to_the_next_by_keyboard_alone(
    walk: Walk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_the_group(walk)
    make_the_meeting(walk)
    collect_the_agenda(walk)
    prepare_the_point(walk)
    note_who_is_there(walk)
    hold_the_meeting(walk)
    take_a_decision_back(walk)
    end_the_meeting(walk)
    write_the_minutes(walk, tmp_path, monkeypatch)
    tell_what_became_of_it(walk)
    save_the_calendar(walk, tmp_path, monkeypatch)
    make_the_next(walk)
