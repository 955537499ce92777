"""Packs of meetings: what goes into them, comments on figures, issuing, and the RCC's templates.

Frozen once released: imports sqlalchemy and alembic only, never the models.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

LIVING = sa.text("deleted_at IS NULL")


def upgrade() -> None:
    """Add what a pack tells of its issuing, and make the tables."""
    # Not as a rebuilt table: what refers to packs, and their history, stays where it is.
    op.execute(
        "ALTER TABLE pack ADD COLUMN meeting_uuid VARCHAR "
        "CONSTRAINT fk_pack_meeting_uuid_meeting REFERENCES meeting (uuid)"
    )
    op.add_column(
        "pack", sa.Column("version", sa.Integer(), nullable=False, server_default=sa.text("1"))
    )
    op.add_column("pack", sa.Column("issued_at", sa.DateTime(), nullable=True))
    for name in ("issued_by", "content_sha256"):
        op.add_column("pack", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.create_index("ix_pack_meeting_uuid", "pack", ["meeting_uuid"])
    make_outlines()
    make_comments()
    make_templates()


def make_outlines() -> None:
    """Make the table of what goes into packs."""
    op.create_table(
        "pack_outline",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("meeting_uuid", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("parts", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["meeting_uuid"], ["meeting.uuid"], name=op.f("fk_pack_outline_meeting_uuid_meeting")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_pack_outline")),
    )
    op.create_index(
        "uq_pack_outline_meeting_uuid",
        "pack_outline",
        ["meeting_uuid", "kind"],
        unique=True,
        sqlite_where=LIVING,
    )


def make_comments() -> None:
    """Make the table of what is written of figures."""
    op.create_table(
        "figure_comment",
        sa.Column("value_key", sa.String(), nullable=False),
        sa.Column("meeting_uuid", sa.String(), nullable=True),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        *user_edited(),
        sa.ForeignKeyConstraint(
            ["meeting_uuid"], ["meeting.uuid"], name=op.f("fk_figure_comment_meeting_uuid_meeting")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_figure_comment")),
    )
    op.create_index("ix_figure_comment_value_key", "figure_comment", ["value_key"])
    op.create_index("ix_figure_comment_meeting_uuid", "figure_comment", ["meeting_uuid"])


def make_templates() -> None:
    """Make the tables of the RCC's own templates."""
    op.create_table(
        "document_template",
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("mapping", sa.String(), nullable=False),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        *user_edited(),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_document_template")),
    )
    op.create_index("ix_document_template_sha256", "document_template", ["sha256"])
    op.create_table(
        "template_file",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_template_file")),
    )


def user_edited() -> tuple[sa.Column[object], ...]:
    """Return the columns of every table that users edit."""
    return (
        sa.Column("uuid", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
    )
