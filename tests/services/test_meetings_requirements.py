"""Meetings by the numbers of their requirements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from rccdesk.enums import (
    Answer,
    DecisionKind,
    Goal,
    GroupKind,
    InitiativeState,
    ItemState,
    ObstacleLevel,
    Origin,
    PlanKind,
    PointKind,
    Reason,
    Thing,
)
from rccdesk.services import decisions, groups, guidelines, initiatives, meetings, plans
from rccdesk.services.database import Database
from rccdesk.services.decisions import DecisionRow
from rccdesk.services.groups import GroupRow, ProcessRow
from rccdesk.services.initiatives import InitiativeRow
from rccdesk.services.meetings import MeetingRow, PointRegionRow, PointRow, Proposal
from rccdesk.services.plans import ActivityRow, ObstacleRow, PlanItemRow, PlanRow
from tests.services.group_example import make_example

TODAY = dt.date(2026, 11, 22)
LAST, DAY = dt.date(2026, 9, 17), dt.date(2026, 12, 10)
OWN = ("X1", "X2", "X3", "X4", "X5", "X6", "X7")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "a.rccdesk", create=True) as opened:
        make_example(opened)
        yield opened


@pytest.fixture
def body(database: Database) -> GroupRow:
    return groups.add_group(
        database, GroupRow("Styrgruppen", GroupKind.STEERING, is_steering_body=True)
    )


@pytest.fixture
def met(database: Database, body: GroupRow) -> MeetingRow:
    return meetings.add_meeting(database, MeetingRow(body.uuid, LAST))


@pytest.fixture
def coming(database: Database, body: GroupRow) -> MeetingRow:
    return meetings.add_meeting(database, MeetingRow(body.uuid, DAY))


def point(database: Database, at: MeetingRow, title: str, **more: object) -> PointRow:
    row = PointRow(at.group_uuid, title, meeting_uuid=at.uuid, kind=PointKind.DECISION)
    return meetings.add_point(database, replace(row, **more))  # type: ignore[arg-type]


def goal(database: Database, name: str = "Gemensam patologikö") -> PlanItemRow:
    plan = plans.add_plan(database, PlanRow("Cancerplan", PlanKind.CANCER))
    return plans.add_item(database, PlanItemRow(plan.uuid, name))


def by_reason(found: Sequence[Proposal]) -> dict[Reason, Proposal]:
    return {each.reason: each for each in found}


def lacks(database: Database, row: PointRow) -> tuple[str, ...]:
    view = meetings.get_meeting_view(database, row.meeting_uuid, TODAY)
    return next(line.missing for line in view.lines if line.point.uuid == row.uuid)


def test_R_C05_the_draft_agenda_collects_itself_with_a_reason_for_each_point(
    database: Database, met: MeetingRow, coming: MeetingRow
) -> None:
    item = goal(database)
    raised = plans.add_obstacle(
        database, ObstacleRow(Thing.PLAN_ITEM, item.uuid, text="Patologer saknas.")
    )
    plans.raise_obstacle(database, raised.uuid)
    of = point(database, met, "Patologikö")
    for kind, due in ((DecisionKind.COMMISSION, DAY), (DecisionKind.RECOMMENDATION, None)):
        row = DecisionRow("", f"Beslut {kind}", kind, point_uuid=of.uuid, due_on=due)
        decisions.record_decision(database, row, OWN[:2] if due is None else ())
    initiatives.add_initiative(
        database,
        InitiativeRow(
            "Gemensam operationsplanering",
            state=InitiativeState.PLANNED,
            origin=Origin.RCC,
            problem="Väntan.",
            funding_ends_on=dt.date(2026, 12, 31),
        ),
    )
    groups.add_process(database, ProcessRow("Lungcancer", svf=("VC0",)))
    put_off = point(database, met, "Stöd till närstående")
    meetings.postpone_point(database, put_off.uuid, DAY)
    found = meetings.collect_proposals(database, coming.uuid, TODAY)
    reasons = by_reason(found)
    assert set(reasons) >= {
        Reason.ESCALATED, Reason.DECISION_DUE, Reason.UNANSWERED, Reason.FUNDING_ENDS,
        Reason.VACANCY, Reason.RETURNED,
    }  # fmt: skip
    assert all(each.reason_words for each in found)
    assert not any(each.is_taken for each in found)
    assert "2026-12-31" in reasons[Reason.FUNDING_ENDS].reason_words
    assert meetings.list_points(database, coming.uuid) == ()  # nothing is put there unasked
    meetings.take_proposals(database, coming.uuid, found)
    taken = meetings.collect_proposals(database, coming.uuid, TODAY)
    assert all(each.is_taken for each in taken)
    count = len(meetings.list_points(database, coming.uuid))
    assert count == len(found)
    meetings.take_proposals(database, coming.uuid, taken)
    assert len(meetings.list_points(database, coming.uuid)) == count


def test_R_P23_what_is_lifted_stands_among_the_proposals_until_it_is_settled(
    database: Database, coming: MeetingRow
) -> None:
    item = goal(database)
    row = plans.add_obstacle(
        database, ObstacleRow(Thing.PLAN_ITEM, item.uuid, text="Salar stängda.")
    )
    assert Reason.ESCALATED not in by_reason(meetings.collect_proposals(database, coming.uuid))
    plans.raise_obstacle(database, row.uuid)
    found = by_reason(meetings.collect_proposals(database, coming.uuid))[Reason.ESCALATED]
    assert (found.source_kind, found.source_key) == (Thing.PLAN_ITEM, item.uuid)
    assert "Salar stängda." in found.reason_words


def test_R_P22_a_hindered_goal_asks_for_no_obstacle_and_a_cause_is_reported(
    database: Database,
) -> None:
    item = replace(goal(database), state=ItemState.OBSTRUCTED, measure_key=str(Goal.LEAD_TIME))
    item = plans.update_item(database, item)  # offered, never compulsory
    assert item.state is ItemState.OBSTRUCTED
    assert plans.report_by_cause(database) == ()
    plans.add_obstacle(
        database,
        ObstacleRow(
            Thing.PLAN_ITEM, item.uuid, cause="staffing", level=ObstacleLevel.STEERING_BODY
        ),
    )
    (line,) = plans.report_by_cause(database)
    assert (line.cause, line.count, line.open_count) == ("staffing", 1, 1)


def test_R_P16_a_process_groups_agenda_takes_up_late_work_new_versions_and_open_decisions(
    database: Database, body: GroupRow, met: MeetingRow
) -> None:
    process = groups.add_process(database, ProcessRow("Bröstcancer", svf=("VG9",)))
    team = groups.add_group(
        database, GroupRow("Bröstgruppen", GroupKind.PROCESS_GROUP, process_uuid=process.uuid)
    )
    before = meetings.add_meeting(database, MeetingRow(team.uuid, LAST))
    meetings.end_meeting(database, before.uuid)
    plan = plans.add_plan(database, PlanRow("Processplan", PlanKind.PROCESS, svf=("VG9",)))
    item = plans.add_item(database, PlanItemRow(plan.uuid, "Väntan"))
    plans.add_activity(
        database, ActivityRow("Fasta biopsitider", plan_item_uuid=item.uuid, due_on=LAST)
    )
    of = point(database, met, "Patologikö")
    row = DecisionRow(
        "", "Gruppen utreder.", DecisionKind.COMMISSION, point_uuid=of.uuid, due_on=DAY
    )
    decisions.record_decision(database, row)
    book = guidelines.add_guideline(
        database, guidelines.GuidelineRow("Vårdprogram bröstcancer", svf=("VG9",))
    )
    version = guidelines.VersionRow(book.uuid, "4.0", published_on=dt.date(2026, 10, 20))
    guidelines.add_version(database, version)
    coming = meetings.add_meeting(database, MeetingRow(team.uuid, DAY))
    found = by_reason(meetings.collect_proposals(database, coming.uuid, TODAY))
    assert found[Reason.LATE_ACTIVITY].title == "Fasta biopsitider"
    assert "2026-09-17" in found[Reason.LATE_ACTIVITY].reason_words
    assert found[Reason.NEW_GUIDELINE].title == "Vårdprogram bröstcancer"
    assert "4.0" in found[Reason.NEW_GUIDELINE].reason_words
    assert found[Reason.DECISION_DUE].title == "Uppföljning: Patologikö"
    assert Reason.VACANCY not in found  # a matter of the body that leads


def test_R_C07_who_was_not_asked_ahead_of_a_decision_is_marked(
    database: Database, coming: MeetingRow
) -> None:
    groups.add_group(database, GroupRow("Rådet", GroupKind.PATIENT_COUNCIL))
    row = point(database, coming, "Patologikö", matter="Fråga", proposal="Förslag")
    assert meetings.anchoring_missing(database, row.uuid) == (*OWN, "Rådet")
    for code in OWN[1:]:
        said = PointRegionRow(row.uuid, code, asked_on=TODAY, answer=Answer.POSITIVE)
        meetings.set_point_region(database, said)
    not_yet = PointRegionRow(row.uuid, OWN[0], answer=Answer.NOT_CONTACTED)
    meetings.set_point_region(database, not_yet)
    assert meetings.anchoring_missing(database, row.uuid) == (OWN[0], "Rådet")
    words = " ".join(lacks(database, row))
    assert "Rådet" in words
    assert "Norrsjö" in words
    meetings.save_point_field(database, row.uuid, "kind", PointKind.INFORMATION)
    assert meetings.anchoring_missing(database, row.uuid) == ()


def test_R_C13_regions_without_a_consequence_of_a_level_structure_are_listed(
    database: Database, coming: MeetingRow
) -> None:
    row = point(database, coming, "Nivåstrukturering")
    assert meetings.consequences_missing(database, row.uuid) == ()
    meetings.save_point_field(database, row.uuid, "is_level_structure", True)  # noqa: FBT003
    said = PointRegionRow(row.uuid, "X3", consequence="Akuten behöver en jour till.")
    meetings.set_point_region(database, said)
    assert meetings.consequences_missing(database, row.uuid) == tuple(
        code for code in OWN if code != "X3"
    )
    assert any("Norrsjö" in each and "Sydvall" not in each for each in lacks(database, row))


def test_R_C14_the_patients_view_is_written_or_said_not_to_apply(
    database: Database, coming: MeetingRow
) -> None:
    row = point(database, coming, "Patologikö", matter="Fråga", proposal="Förslag")
    missing = "Patient- och närståendeperspektiv"
    assert missing in lacks(database, row)
    meetings.save_point_field(database, row.uuid, "patient_view_not_applicable", True)  # noqa: FBT003
    assert missing not in lacks(database, row)
    found = meetings.save_point_field(database, row.uuid, "patient_view", "Kortare väntan.")
    assert not found.patient_view_not_applicable  # a view that is told applies
    assert missing not in lacks(database, row)
