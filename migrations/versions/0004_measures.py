"""Goal models and indicators in full, marks in charts, frozen figures, the mapping of long waits.

Frozen once released: imports sqlalchemy and alembic only, never the models.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

LIVING = sa.text("deleted_at IS NULL")


def upgrade() -> None:
    """Add the columns and make the tables."""
    for name in ("svf_only", "without_recurrence", "is_own"):
        op.add_column("goal_model", flag(name, "0"))
    op.add_column("goal_model", flag("is_reported", "1"))
    op.add_column("goal_model", words("attribution", "performing"))
    for name in (
        "kind",
        "about",
        "interpretation",
        "technical",
        "family",
        "definition",
        "coverage_source",
    ):
        op.add_column("indicator", words(name))
    op.add_column("indicator", sa.Column("coverage", sa.Double(), nullable=True))
    op.add_column("indicator_level", words("svf"))
    op.add_column("indicator_level", words("unit"))
    op.add_column("analysis", words("topic"))
    op.add_column("analysis", words("author"))
    op.drop_index("uq_analysis_svf", "analysis")
    op.create_index(
        "uq_analysis_svf",
        "analysis",
        ["svf", "area", "period", "topic"],
        unique=True,
        sqlite_where=LIVING,
    )
    make_analysis_tables()
    make_chart_events()
    make_mapping_tables()


def make_analysis_tables() -> None:
    """Make the tables of what belongs to an analysis."""
    op.create_table(
        "analysis_figure",
        sa.Column("analysis_uuid", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("value_key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("extract_date", sa.Date(), nullable=True),
        sa.Column("frozen_on", sa.Date(), nullable=False),
        *user_edited(),
        of_analysis("analysis_figure"),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_analysis_figure")),
    )
    op.create_index(op.f("ix_analysis_figure_analysis_uuid"), "analysis_figure", ["analysis_uuid"])
    op.create_table(
        "analysis_version",
        sa.Column("analysis_uuid", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("saved_on", sa.Date(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("finding", sa.String(), nullable=False),
        sa.Column("explanation", sa.String(), nullable=False),
        sa.Column("actions", sa.String(), nullable=False),
        *user_edited(),
        of_analysis("analysis_version"),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_analysis_version")),
    )
    op.create_index(
        op.f("ix_analysis_version_analysis_uuid"), "analysis_version", ["analysis_uuid"]
    )
    op.create_table(
        "improvement_area",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("svf", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("value_key", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("figure", sa.String(), nullable=False),
        sa.Column("extract_date", sa.Date(), nullable=True),
        sa.Column("analysis_uuid", sa.String(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        *user_edited(),
        of_analysis("improvement_area"),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_improvement_area")),
    )


def make_chart_events() -> None:
    """Make the table of what users mark in charts."""
    op.create_table(
        "chart_event",
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("selection", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        *user_edited(),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_chart_event")),
    )


def make_mapping_tables() -> None:
    """Make the tables of the mapping of long waits."""
    op.create_table(
        "mapping_choice",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("svf", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        *user_edited(),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_mapping_choice")),
    )
    op.create_table(
        "cause_class",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *user_edited(),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_cause_class")),
        sa.UniqueConstraint("key", name=op.f("uq_cause_class_key")),
    )
    op.create_table(
        "mapping_cause",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("svf", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("cause_uuid", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["cause_uuid"],
            ["cause_class.uuid"],
            name=op.f("fk_mapping_cause_cause_uuid_cause_class"),
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_mapping_cause")),
    )
    op.create_index(
        "uq_mapping_cause_region",
        "mapping_cause",
        ["region", "svf", "period", "cause_uuid"],
        unique=True,
        sqlite_where=LIVING,
    )


def words(name: str, default: str = "") -> sa.Column[str]:
    """Return a text column that existing rows have as ``default``."""
    return sa.Column(name, sa.String(), server_default=default, nullable=False)


def flag(name: str, default: str) -> sa.Column[bool]:
    """Return a yes or no that existing rows have as ``default``."""
    return sa.Column(name, sa.Boolean(), server_default=sa.text(default), nullable=False)


def of_analysis(table: str) -> sa.ForeignKeyConstraint:
    """Return the link to an analysis."""
    return sa.ForeignKeyConstraint(
        ["analysis_uuid"],
        ["analysis.uuid"],
        name=op.f(f"fk_{table}_analysis_uuid_analysis"),
    )


def user_edited() -> tuple[sa.Column[object], ...]:
    """Return the columns of every table that users edit."""
    return (
        sa.Column("uuid", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
    )
