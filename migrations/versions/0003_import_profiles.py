"""Saved import profiles, remembered values, doubts of data, and values typed in by hand.

Frozen once released: imports sqlalchemy and alembic only, never the models.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

LIVING = sa.text("deleted_at IS NULL")


def upgrade() -> None:
    """Make the tables, and let a batch say its kind, its profile and its source."""
    op.add_column(
        "import_batch", sa.Column("kind", sa.String(), server_default="file", nullable=False)
    )
    op.add_column("import_batch", sa.Column("profile_key", sa.String(), nullable=True))
    op.add_column("import_batch", sa.Column("profile_version", sa.Integer(), nullable=True))
    op.add_column("import_batch", sa.Column("source", sa.String(), nullable=True))
    op.create_table(
        "import_profile",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("layout", sa.String(), nullable=False),
        sa.Column("settings", sa.String(), nullable=False),
        sa.Column("header_signature", sa.String(), nullable=False),
        sa.Column("keeps_case_level", sa.Boolean(), nullable=True),
        sa.Column("purge_months", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        *user_edited(),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_import_profile")),
    )
    op.create_index(
        "uq_import_profile_key", "import_profile", ["key"], unique=True, sqlite_where=LIVING
    )
    op.create_table(
        "value_alias",
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("written", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("profile_key", sa.String(), nullable=False),
        *user_edited(),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_value_alias")),
    )
    op.create_index(
        "uq_value_alias_field",
        "value_alias",
        ["field", "written", "profile_key"],
        unique=True,
        sqlite_where=LIVING,
    )
    op.create_table(
        "data_doubt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("value_key", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("values", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["import_batch.batch_id"],
            name=op.f("fk_data_doubt_batch_id_import_batch"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_doubt")),
    )
    op.create_index(op.f("ix_data_doubt_batch_id"), "data_doubt", ["batch_id"])
    op.create_index("ix_data_doubt_value_key", "data_doubt", ["value_key"])
    op.create_table(
        "doubt_decision",
        sa.Column("value_key", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("values", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=False),
        *user_edited(),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_doubt_decision")),
    )
    op.create_index(
        "uq_doubt_decision_value_key",
        "doubt_decision",
        ["value_key", "rule"],
        unique=True,
        sqlite_where=LIVING,
    )


def user_edited() -> tuple[sa.Column[object], ...]:
    """Return the columns of every table that users edit."""
    return (
        sa.Column("uuid", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
    )
