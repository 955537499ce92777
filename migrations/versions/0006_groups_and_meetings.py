"""Groups, meetings and decisions: seats, assignments, agendas, minutes and what became of it.

Frozen once released: imports sqlalchemy and alembic only, never the models.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

LIVING = sa.text("deleted_at IS NULL")


def upgrade() -> None:
    """Make the tables."""
    make_group_tables()
    make_meeting_tables()
    make_decision_tables()


def make_group_tables() -> None:
    """Make the tables of processes, groups, seats and assignments."""
    op.create_table(
        "person",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("profession", sa.String(), nullable=False),
        sa.Column("employer", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        *user_edited(),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_person")),
    )
    op.create_table(
        "process",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("svf", sa.String(), nullable=False),
        sa.Column("national", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        *user_edited(),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_process")),
    )
    op.create_table(
        "work_group",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("process_uuid", sa.String(), nullable=True),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("is_steering_body", sa.Boolean(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("meetings_per_year", sa.Integer(), nullable=True),
        sa.Column("reports_to", sa.String(), nullable=False),
        sa.Column("first_paragraph", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["process_uuid"], ["process.uuid"], name=op.f("fk_work_group_process_uuid_process")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_work_group")),
    )
    op.create_table(
        "seat",
        sa.Column("group_uuid", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("represents", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("required", sa.Integer(), nullable=False),
        sa.Column("vacant_since", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["group_uuid"], ["work_group.uuid"], name=op.f("fk_seat_group_uuid_work_group")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_seat")),
    )
    op.create_index("ix_seat_group_uuid", "seat", ["group_uuid"])
    op.create_table(
        "membership",
        sa.Column("seat_uuid", sa.String(), nullable=False),
        sa.Column("person_uuid", sa.String(), nullable=False),
        sa.Column("function", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["seat_uuid"], ["seat.uuid"], name=op.f("fk_membership_seat_uuid_seat")
        ),
        sa.ForeignKeyConstraint(
            ["person_uuid"], ["person.uuid"], name=op.f("fk_membership_person_uuid_person")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_membership")),
    )
    op.create_index("ix_membership_person_uuid", "membership", ["person_uuid"])
    op.create_index("ix_membership_seat_uuid", "membership", ["seat_uuid"])
    op.create_table(
        "assignment",
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("process_uuid", sa.String(), nullable=True),
        sa.Column("group_uuid", sa.String(), nullable=True),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("person_uuid", sa.String(), nullable=True),
        sa.Column("share", sa.Double(), nullable=True),
        sa.Column("financed_by", sa.String(), nullable=False),
        sa.Column("commissioned_by", sa.String(), nullable=False),
        sa.Column("commissioner", sa.String(), nullable=False),
        sa.Column("employer", sa.String(), nullable=False),
        sa.Column("released_by", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("vacant_since", sa.Date(), nullable=True),
        sa.Column("mentor_uuid", sa.String(), nullable=True),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("contacts", sa.String(), nullable=False),
        sa.Column("handover", sa.String(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["process_uuid"], ["process.uuid"], name=op.f("fk_assignment_process_uuid_process")
        ),
        sa.ForeignKeyConstraint(
            ["group_uuid"], ["work_group.uuid"], name=op.f("fk_assignment_group_uuid_work_group")
        ),
        sa.ForeignKeyConstraint(
            ["person_uuid"], ["person.uuid"], name=op.f("fk_assignment_person_uuid_person")
        ),
        sa.ForeignKeyConstraint(
            ["mentor_uuid"], ["person.uuid"], name=op.f("fk_assignment_mentor_uuid_person")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_assignment")),
    )
    op.create_index("ix_assignment_person_uuid", "assignment", ["person_uuid"])
    op.create_index("ix_assignment_process_uuid", "assignment", ["process_uuid"])
    op.create_table(
        "introduction_step",
        sa.Column("assignment_uuid", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["assignment_uuid"],
            ["assignment.uuid"],
            name=op.f("fk_introduction_step_assignment_uuid_assignment"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_introduction_step")),
    )
    op.create_index(
        "ix_introduction_step_assignment_uuid", "introduction_step", ["assignment_uuid"]
    )
    op.create_table(
        "time_release",
        sa.Column("assignment_uuid", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["assignment_uuid"],
            ["assignment.uuid"],
            name=op.f("fk_time_release_assignment_uuid_assignment"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_time_release")),
    )
    op.create_index(
        "uq_time_release_assignment_uuid",
        "time_release",
        ["assignment_uuid", "period"],
        unique=True,
        sqlite_where=LIVING,
    )
    op.create_table(
        "patient_participation",
        sa.Column("group_uuid", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=True),
        sa.Column("offered", sa.Integer(), nullable=True),
        sa.Column("admitted", sa.Integer(), nullable=True),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("expectations_on", sa.Date(), nullable=True),
        sa.Column("changed", sa.Boolean(), nullable=True),
        sa.Column("change", sa.String(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["group_uuid"],
            ["work_group.uuid"],
            name=op.f("fk_patient_participation_group_uuid_work_group"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_patient_participation")),
    )
    op.create_index(
        "uq_patient_participation_group_uuid",
        "patient_participation",
        ["group_uuid", "day"],
        unique=True,
        sqlite_where=LIVING,
    )
    op.create_table(
        "visit",
        sa.Column("process_uuid", sa.String(), nullable=True),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["process_uuid"], ["process.uuid"], name=op.f("fk_visit_process_uuid_process")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_visit")),
    )
    op.create_index("ix_visit_process_uuid", "visit", ["process_uuid"])
    op.create_table(
        "visit_point",
        sa.Column("visit_uuid", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("activity_uuid", sa.String(), nullable=True),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["visit_uuid"], ["visit.uuid"], name=op.f("fk_visit_point_visit_uuid_visit")
        ),
        sa.ForeignKeyConstraint(
            ["activity_uuid"], ["activity.uuid"], name=op.f("fk_visit_point_activity_uuid_activity")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_visit_point")),
    )
    op.create_index("ix_visit_point_visit_uuid", "visit_point", ["visit_uuid"])
    op.create_table(
        "training_need",
        sa.Column("process_uuid", sa.String(), nullable=True),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=True),
        sa.Column("reached", sa.Integer(), nullable=True),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("is_outside", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["process_uuid"], ["process.uuid"], name=op.f("fk_training_need_process_uuid_process")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_training_need")),
    )
    op.create_index("ix_training_need_process_uuid", "training_need", ["process_uuid"])
    op.create_table(
        "national_question",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("meeting_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        *user_edited(),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_national_question")),
    )


def make_meeting_tables() -> None:
    """Make the tables of meetings, their agendas and minutes."""
    op.create_table(
        "meeting_series",
        sa.Column("group_uuid", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("months_between", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("starts_at", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("send_days", sa.Integer(), nullable=True),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["group_uuid"],
            ["work_group.uuid"],
            name=op.f("fk_meeting_series_group_uuid_work_group"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_meeting_series")),
    )
    op.create_index("ix_meeting_series_group_uuid", "meeting_series", ["group_uuid"])
    op.create_table(
        "template_point",
        sa.Column("series_uuid", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("rapporteur", sa.String(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["series_uuid"],
            ["meeting_series.uuid"],
            name=op.f("fk_template_point_series_uuid_meeting_series"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_template_point")),
    )
    op.create_index("ix_template_point_series_uuid", "template_point", ["series_uuid"])
    op.create_table(
        "meeting",
        sa.Column("group_uuid", sa.String(), nullable=False),
        sa.Column("series_uuid", sa.String(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("send_on", sa.Date(), nullable=True),
        sa.Column("chair", sa.String(), nullable=False),
        sa.Column("secretary", sa.String(), nullable=False),
        sa.Column("approvers", sa.String(), nullable=False),
        sa.Column("started_at", sa.String(), nullable=False),
        sa.Column("ended_at", sa.String(), nullable=False),
        sa.Column("diary_number", sa.String(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["group_uuid"], ["work_group.uuid"], name=op.f("fk_meeting_group_uuid_work_group")
        ),
        sa.ForeignKeyConstraint(
            ["series_uuid"],
            ["meeting_series.uuid"],
            name=op.f("fk_meeting_series_uuid_meeting_series"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_meeting")),
    )
    op.create_index("ix_meeting_day", "meeting", ["day"])
    op.create_index("ix_meeting_group_uuid", "meeting", ["group_uuid"])
    op.create_table(
        "agenda_point",
        sa.Column("group_uuid", sa.String(), nullable=False),
        sa.Column("meeting_uuid", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("rapporteur", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("reason_words", sa.String(), nullable=False),
        sa.Column("source_kind", sa.String(), nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("came_from_uuid", sa.String(), nullable=True),
        sa.Column("returns_on", sa.Date(), nullable=True),
        sa.Column("matter", sa.String(), nullable=False),
        sa.Column("background", sa.String(), nullable=False),
        sa.Column("proposal", sa.String(), nullable=False),
        sa.Column("is_level_structure", sa.Boolean(), nullable=False),
        sa.Column("patient_view", sa.String(), nullable=False),
        sa.Column("patient_view_not_applicable", sa.Boolean(), nullable=False),
        sa.Column("next_decider", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("is_confidential", sa.Boolean(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=True),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["group_uuid"], ["work_group.uuid"], name=op.f("fk_agenda_point_group_uuid_work_group")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_uuid"], ["meeting.uuid"], name=op.f("fk_agenda_point_meeting_uuid_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["came_from_uuid"],
            ["agenda_point.uuid"],
            name=op.f("fk_agenda_point_came_from_uuid_agenda_point"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_agenda_point")),
    )
    op.create_index("ix_agenda_point_group_uuid", "agenda_point", ["group_uuid"])
    op.create_index("ix_agenda_point_meeting_uuid", "agenda_point", ["meeting_uuid"])
    op.create_table(
        "point_alternative",
        sa.Column("point_uuid", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("patients", sa.String(), nullable=False),
        sa.Column("economy", sa.String(), nullable=False),
        sa.Column("staff", sa.String(), nullable=False),
        sa.Column("equity", sa.String(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["point_uuid"],
            ["agenda_point.uuid"],
            name=op.f("fk_point_alternative_point_uuid_agenda_point"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_point_alternative")),
    )
    op.create_index("ix_point_alternative_point_uuid", "point_alternative", ["point_uuid"])
    op.create_table(
        "point_region",
        sa.Column("point_uuid", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("view", sa.String(), nullable=False),
        sa.Column("consequence", sa.String(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["point_uuid"],
            ["agenda_point.uuid"],
            name=op.f("fk_point_region_point_uuid_agenda_point"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_point_region")),
    )
    op.create_index(
        "uq_point_region_point_uuid",
        "point_region",
        ["point_uuid", "region", "body"],
        unique=True,
        sqlite_where=LIVING,
    )
    op.create_table(
        "attendance",
        sa.Column("meeting_uuid", sa.String(), nullable=False),
        sa.Column("seat_uuid", sa.String(), nullable=True),
        sa.Column("person_uuid", sa.String(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("presence", sa.String(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["meeting_uuid"], ["meeting.uuid"], name=op.f("fk_attendance_meeting_uuid_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["seat_uuid"], ["seat.uuid"], name=op.f("fk_attendance_seat_uuid_seat")
        ),
        sa.ForeignKeyConstraint(
            ["person_uuid"], ["person.uuid"], name=op.f("fk_attendance_person_uuid_person")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_attendance")),
    )
    op.create_index("ix_attendance_seat_uuid", "attendance", ["seat_uuid"])
    op.create_index(
        "uq_attendance_meeting_uuid",
        "attendance",
        ["meeting_uuid", "seat_uuid", "person_uuid", "words"],
        unique=True,
        sqlite_where=LIVING,
    )
    op.create_table(
        "minutes",
        sa.Column("meeting_uuid", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approvers", sa.String(), nullable=False),
        sa.Column("diary_number", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["meeting_uuid"], ["meeting.uuid"], name=op.f("fk_minutes_meeting_uuid_meeting")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_minutes")),
    )
    op.create_index("ix_minutes_meeting_uuid", "minutes", ["meeting_uuid"])


def make_decision_tables() -> None:
    """Make the tables of decisions and what became of them."""
    op.create_table(
        "decision",
        sa.Column("group_uuid", sa.String(), nullable=False),
        sa.Column("meeting_uuid", sa.String(), nullable=True),
        sa.Column("point_uuid", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("responsible", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("next_decider", sa.String(), nullable=False),
        sa.Column("returns_on", sa.Date(), nullable=True),
        sa.Column("raised_on", sa.Date(), nullable=True),
        sa.Column("prepared_on", sa.Date(), nullable=True),
        sa.Column("treated_on", sa.Date(), nullable=True),
        sa.Column("recommended_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("is_confidential", sa.Boolean(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["group_uuid"], ["work_group.uuid"], name=op.f("fk_decision_group_uuid_work_group")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_uuid"], ["meeting.uuid"], name=op.f("fk_decision_meeting_uuid_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["point_uuid"], ["agenda_point.uuid"], name=op.f("fk_decision_point_uuid_agenda_point")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_decision")),
    )
    op.create_index("ix_decision_group_uuid", "decision", ["group_uuid"])
    op.create_index("ix_decision_meeting_uuid", "decision", ["meeting_uuid"])
    op.create_index("ix_decision_point_uuid", "decision", ["point_uuid"])
    op.create_table(
        "decision_region",
        sa.Column("decision_uuid", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("prepared_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("cause_uuid", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["decision_uuid"],
            ["decision.uuid"],
            name=op.f("fk_decision_region_decision_uuid_decision"),
        ),
        sa.ForeignKeyConstraint(
            ["cause_uuid"],
            ["cause_class.uuid"],
            name=op.f("fk_decision_region_cause_uuid_cause_class"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_decision_region")),
    )
    op.create_index(
        "uq_decision_region_decision_uuid",
        "decision_region",
        ["decision_uuid", "region"],
        unique=True,
        sqlite_where=LIVING,
    )
    op.create_table(
        "decision_unit",
        sa.Column("decision_uuid", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("contacted_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("told_by", sa.String(), nullable=False),
        sa.Column("cause_uuid", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["decision_uuid"],
            ["decision.uuid"],
            name=op.f("fk_decision_unit_decision_uuid_decision"),
        ),
        sa.ForeignKeyConstraint(
            ["cause_uuid"],
            ["cause_class.uuid"],
            name=op.f("fk_decision_unit_cause_uuid_cause_class"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_decision_unit")),
    )
    op.create_index(
        "uq_decision_unit_decision_uuid",
        "decision_unit",
        ["decision_uuid", "region", "unit"],
        unique=True,
        sqlite_where=LIVING,
    )
    op.create_table(
        "action",
        sa.Column("group_uuid", sa.String(), nullable=False),
        sa.Column("meeting_uuid", sa.String(), nullable=True),
        sa.Column("point_uuid", sa.String(), nullable=True),
        sa.Column("decision_uuid", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("responsible", sa.String(), nullable=False),
        sa.Column("person_uuid", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("activity_uuid", sa.String(), nullable=True),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["group_uuid"], ["work_group.uuid"], name=op.f("fk_action_group_uuid_work_group")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_uuid"], ["meeting.uuid"], name=op.f("fk_action_meeting_uuid_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["point_uuid"], ["agenda_point.uuid"], name=op.f("fk_action_point_uuid_agenda_point")
        ),
        sa.ForeignKeyConstraint(
            ["decision_uuid"], ["decision.uuid"], name=op.f("fk_action_decision_uuid_decision")
        ),
        sa.ForeignKeyConstraint(
            ["person_uuid"], ["person.uuid"], name=op.f("fk_action_person_uuid_person")
        ),
        sa.ForeignKeyConstraint(
            ["activity_uuid"], ["activity.uuid"], name=op.f("fk_action_activity_uuid_activity")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_action")),
    )
    op.create_index("ix_action_group_uuid", "action", ["group_uuid"])
    op.create_index("ix_action_meeting_uuid", "action", ["meeting_uuid"])
    op.create_index("ix_action_person_uuid", "action", ["person_uuid"])


def user_edited() -> tuple[sa.Column[object], ...]:
    """Return the columns of every table that users edit."""
    return (
        sa.Column("uuid", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
    )
