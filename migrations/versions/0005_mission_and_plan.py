"""The mission and the plan: frameworks, plans, initiatives, guidelines and the links of them.

Frozen once released: imports sqlalchemy and alembic only, never the models.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

LIVING = sa.text("deleted_at IS NULL")


def upgrade() -> None:
    """Make the tables."""
    op.add_column("improvement_area", sa.Column("obstacle_asked_on", sa.Date(), nullable=True))
    make_framework_tables()
    make_initiative_tables()
    make_plan_tables()
    make_guideline_tables()


def make_framework_tables() -> None:
    """Make the tables of what an RCC is asked to do and of the links."""
    op.create_table(
        "framework",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("lead_in", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("valid_from_year", sa.Integer(), nullable=True),
        sa.Column("valid_to_year", sa.Integer(), nullable=True),
        sa.Column("replaces_uuid", sa.String(), nullable=True),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["replaces_uuid"], ["framework.uuid"], name=op.f("fk_framework_replaces_uuid_framework")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_framework")),
        sa.UniqueConstraint("key", name=op.f("uq_framework_key")),
    )
    op.create_table(
        "framework_item",
        sa.Column("framework_uuid", sa.String(), nullable=False),
        sa.Column("parent_uuid", sa.String(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("asks_for_plan", sa.Boolean(), nullable=False),
        sa.Column("owner_role", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["framework_uuid"],
            ["framework.uuid"],
            name=op.f("fk_framework_item_framework_uuid_framework"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_uuid"],
            ["framework_item.uuid"],
            name=op.f("fk_framework_item_parent_uuid_framework_item"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_framework_item")),
    )
    op.create_index(
        "uq_framework_item_framework_uuid",
        "framework_item",
        ["framework_uuid", "code"],
        unique=True,
        sqlite_where=LIVING,
    )
    op.create_table(
        "scale_level",
        sa.Column("scale", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        *user_edited(),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_scale_level")),
    )
    op.create_index(
        "uq_scale_level_scale", "scale_level", ["scale", "level"], unique=True, sqlite_where=LIVING
    )
    op.create_table(
        "assessment",
        sa.Column("item_uuid", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=True),
        sa.Column("challenge", sa.Integer(), nullable=True),
        sa.Column("plan_progress", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("owner_role", sa.String(), nullable=False),
        sa.Column("next_review", sa.Date(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["item_uuid"],
            ["framework_item.uuid"],
            name=op.f("fk_assessment_item_uuid_framework_item"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_assessment")),
    )
    op.create_index(
        "uq_assessment_item_uuid",
        "assessment",
        ["item_uuid", "body", "area", "day"],
        unique=True,
        sqlite_where=LIVING,
    )
    op.create_table(
        "period_lock",
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_key", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("locked_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        *user_edited(),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_period_lock")),
    )
    op.create_index(
        "uq_period_lock_subject_kind",
        "period_lock",
        ["subject_kind", "subject_key", "period"],
        unique=True,
        sqlite_where=LIVING,
    )
    op.create_table(
        "link",
        sa.Column("from_kind", sa.String(), nullable=False),
        sa.Column("from_key", sa.String(), nullable=False),
        sa.Column("to_kind", sa.String(), nullable=False),
        sa.Column("to_key", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.Column("is_secondary", sa.Boolean(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=True),
        *user_edited(),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_link")),
    )
    op.create_index("ix_link_to_key", "link", ["to_key"], unique=False)
    op.create_index(
        "uq_link_from_kind",
        "link",
        ["from_kind", "from_key", "to_kind", "to_key", "role"],
        unique=True,
        sqlite_where=LIVING,
    )
    op.create_table(
        "strategic_factor",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("strategy", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *user_edited(),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_strategic_factor")),
    )


def make_initiative_tables() -> None:
    """Make the tables of initiatives."""
    op.create_table(
        "initiative",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("target_group", sa.String(), nullable=False),
        sa.Column("work_change", sa.String(), nullable=False),
        sa.Column("svf", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("owner_role", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("funding", sa.String(), nullable=False),
        sa.Column("funding_ends_on", sa.Date(), nullable=True),
        sa.Column("cost", sa.String(), nullable=False),
        sa.Column("patient_entry", sa.String(), nullable=False),
        sa.Column("patient_reason", sa.String(), nullable=False),
        sa.Column("patient_form", sa.String(), nullable=False),
        sa.Column("patient_changed", sa.Boolean(), nullable=True),
        sa.Column("patient_change", sa.String(), nullable=False),
        sa.Column("output_count", sa.Integer(), nullable=True),
        sa.Column("output", sa.String(), nullable=False),
        sa.Column("evaluation_kind", sa.String(), nullable=False),
        sa.Column("evaluation_by", sa.String(), nullable=False),
        sa.Column("evaluation_plan", sa.String(), nullable=False),
        sa.Column("evaluated_on", sa.Date(), nullable=True),
        sa.Column("evaluation", sa.String(), nullable=False),
        sa.Column("conclusion", sa.String(), nullable=False),
        sa.Column("conclusion_reason", sa.String(), nullable=False),
        sa.Column("is_worth_spreading", sa.Boolean(), nullable=False),
        sa.Column("durability_on", sa.Date(), nullable=True),
        sa.Column("durability", sa.String(), nullable=False),
        sa.Column("came_from", sa.String(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("touched_on", sa.Date(), nullable=True),
        *user_edited(),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_initiative")),
    )
    op.create_table(
        "initiative_outcome",
        sa.Column("initiative_uuid", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("selection", sa.String(), nullable=False),
        sa.Column("before_period", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after_period", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("compared_with", sa.String(), nullable=False),
        sa.Column("compared_before", sa.String(), nullable=False),
        sa.Column("compared_after", sa.String(), nullable=False),
        sa.Column("durable_period", sa.String(), nullable=False),
        sa.Column("durable", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["initiative_uuid"],
            ["initiative.uuid"],
            name=op.f("fk_initiative_outcome_initiative_uuid_initiative"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_initiative_outcome")),
    )
    op.create_index(
        op.f("ix_initiative_outcome_initiative_uuid"),
        "initiative_outcome",
        ["initiative_uuid"],
        unique=False,
    )
    op.create_table(
        "initiative_unit",
        sa.Column("initiative_uuid", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["initiative_uuid"],
            ["initiative.uuid"],
            name=op.f("fk_initiative_unit_initiative_uuid_initiative"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_initiative_unit")),
    )
    op.create_index(
        "uq_initiative_unit_initiative_uuid",
        "initiative_unit",
        ["initiative_uuid", "region", "unit"],
        unique=True,
        sqlite_where=LIVING,
    )


def make_plan_tables() -> None:
    """Make the tables of plans."""
    op.create_table(
        "plan",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("parent_uuid", sa.String(), nullable=True),
        sa.Column("replaces_uuid", sa.String(), nullable=True),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("svf", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("vision", sa.String(), nullable=False),
        sa.Column("owner_role", sa.String(), nullable=False),
        sa.Column("level_names", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["parent_uuid"], ["plan.uuid"], name=op.f("fk_plan_parent_uuid_plan")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_uuid"], ["plan.uuid"], name=op.f("fk_plan_replaces_uuid_plan")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_plan")),
    )
    op.create_table(
        "plan_region",
        sa.Column("plan_uuid", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("approval", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("condition", sa.String(), nullable=False),
        sa.Column("struck", sa.String(), nullable=False),
        sa.Column("own_plan", sa.String(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["plan_uuid"], ["plan.uuid"], name=op.f("fk_plan_region_plan_uuid_plan")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_plan_region")),
    )
    op.create_index(
        "uq_plan_region_plan_uuid",
        "plan_region",
        ["plan_uuid", "region"],
        unique=True,
        sqlite_where=LIVING,
    )
    op.create_table(
        "plan_baseline",
        sa.Column("plan_uuid", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("saved_on", sa.Date(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["plan_uuid"], ["plan.uuid"], name=op.f("fk_plan_baseline_plan_uuid_plan")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_plan_baseline")),
    )
    op.create_index(
        op.f("ix_plan_baseline_plan_uuid"), "plan_baseline", ["plan_uuid"], unique=False
    )
    op.create_table(
        "plan_item",
        sa.Column("plan_uuid", sa.String(), nullable=False),
        sa.Column("parent_uuid", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("state_reason", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("measure_key", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("goal_shape", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("level", sa.Double(), nullable=True),
        sa.Column("higher_level", sa.Double(), nullable=True),
        sa.Column("unit_of_measure", sa.String(), nullable=False),
        sa.Column("baseline_value", sa.Double(), nullable=True),
        sa.Column("baseline_period", sa.String(), nullable=False),
        sa.Column("target_date", sa.Date(), nullable=True),
        sa.Column("responsible", sa.String(), nullable=False),
        sa.Column("follow_up_months", sa.Integer(), nullable=True),
        sa.Column("is_overall", sa.Boolean(), nullable=False),
        sa.Column("data_source", sa.String(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("expected_effect", sa.String(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=True),
        sa.Column("priority_reason", sa.String(), nullable=False),
        sa.Column("budget", sa.String(), nullable=False),
        sa.Column("risk", sa.String(), nullable=False),
        sa.Column("risk_likelihood", sa.Integer(), nullable=True),
        sa.Column("risk_consequence", sa.Integer(), nullable=True),
        sa.Column("risk_measure", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("touched_on", sa.Date(), nullable=True),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["parent_uuid"], ["plan_item.uuid"], name=op.f("fk_plan_item_parent_uuid_plan_item")
        ),
        sa.ForeignKeyConstraint(
            ["plan_uuid"], ["plan.uuid"], name=op.f("fk_plan_item_plan_uuid_plan")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_plan_item")),
    )
    op.create_index(op.f("ix_plan_item_plan_uuid"), "plan_item", ["plan_uuid"], unique=False)
    op.create_table(
        "plan_item_region",
        sa.Column("item_uuid", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("responsible", sa.String(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["item_uuid"], ["plan_item.uuid"], name=op.f("fk_plan_item_region_item_uuid_plan_item")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_plan_item_region")),
    )
    op.create_index(
        "uq_plan_item_region_item_uuid",
        "plan_item_region",
        ["item_uuid", "region"],
        unique=True,
        sqlite_where=LIVING,
    )
    op.create_table(
        "activity",
        sa.Column("plan_item_uuid", sa.String(), nullable=True),
        sa.Column("initiative_uuid", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("state_reason", sa.String(), nullable=False),
        sa.Column("responsible", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("next_step", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("needs_decision", sa.Boolean(), nullable=False),
        sa.Column("touched_on", sa.Date(), nullable=True),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["initiative_uuid"],
            ["initiative.uuid"],
            name=op.f("fk_activity_initiative_uuid_initiative"),
        ),
        sa.ForeignKeyConstraint(
            ["plan_item_uuid"],
            ["plan_item.uuid"],
            name=op.f("fk_activity_plan_item_uuid_plan_item"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_activity")),
    )
    op.create_index("ix_activity_initiative_uuid", "activity", ["initiative_uuid"], unique=False)
    op.create_index("ix_activity_plan_item_uuid", "activity", ["plan_item_uuid"], unique=False)
    op.create_table(
        "follow_up",
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_key", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("value_key", sa.String(), nullable=False),
        sa.Column("figure", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        *user_edited(),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_follow_up")),
    )
    op.create_index(
        "uq_follow_up_subject_kind",
        "follow_up",
        ["subject_kind", "subject_key", "period"],
        unique=True,
        sqlite_where=LIVING,
    )
    op.create_table(
        "responsibility",
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_key", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("share", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        *user_edited(),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_responsibility")),
    )
    op.create_index(
        "uq_responsibility_subject_kind",
        "responsibility",
        ["subject_kind", "subject_key", "actor"],
        unique=True,
        sqlite_where=LIVING,
    )
    op.create_table(
        "obstacle",
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_key", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("cause_uuid", sa.String(), nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["cause_uuid"], ["cause_class.uuid"], name=op.f("fk_obstacle_cause_uuid_cause_class")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_obstacle")),
    )


def make_guideline_tables() -> None:
    """Make the tables of guidelines."""
    op.create_table(
        "guideline",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("svf", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        *user_edited(),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_guideline")),
    )
    op.create_table(
        "guideline_version",
        sa.Column("guideline_uuid", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("changes", sa.String(), nullable=False),
        sa.Column("regional_title", sa.String(), nullable=False),
        sa.Column("regional_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["guideline_uuid"],
            ["guideline.uuid"],
            name=op.f("fk_guideline_version_guideline_uuid_guideline"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_guideline_version")),
    )
    op.create_index(
        op.f("ix_guideline_version_guideline_uuid"),
        "guideline_version",
        ["guideline_uuid"],
        unique=False,
    )
    op.create_table(
        "guideline_adoption",
        sa.Column("version_uuid", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("cause_uuid", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("is_carried", sa.Boolean(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["cause_uuid"],
            ["cause_class.uuid"],
            name=op.f("fk_guideline_adoption_cause_uuid_cause_class"),
        ),
        sa.ForeignKeyConstraint(
            ["version_uuid"],
            ["guideline_version.uuid"],
            name=op.f("fk_guideline_adoption_version_uuid_guideline_version"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_guideline_adoption")),
    )
    op.create_index(
        "uq_guideline_adoption_version_uuid",
        "guideline_adoption",
        ["version_uuid", "region", "unit"],
        unique=True,
        sqlite_where=LIVING,
    )
    op.create_table(
        "knowledge_support",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("svf", sa.String(), nullable=False),
        sa.Column("guideline_uuid", sa.String(), nullable=True),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["guideline_uuid"],
            ["guideline.uuid"],
            name=op.f("fk_knowledge_support_guideline_uuid_guideline"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_knowledge_support")),
    )


def user_edited() -> tuple[sa.Column[object], ...]:
    """Return the columns of every table that users edit."""
    return (
        sa.Column("uuid", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
    )
