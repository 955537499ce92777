"""Packs: reports that store their own numbers, what goes into them, and what they are set in."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from rccdesk.models.base import Base, UserEdited

_LIVING = text("deleted_at IS NULL")


class Pack(UserEdited, Base):
    """A pack as made; ``content`` is the whole Pack as JSON and is never recomputed."""

    __tablename__ = "pack"

    pack_id: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    title: Mapped[str]
    state: Mapped[str]  # draft, issued, replaced
    made_at: Mapped[dt.datetime]
    snapshot_ids: Mapped[str] = mapped_column(default="[]")  # JSON
    selection: Mapped[str] = mapped_column(default="{}")  # JSON
    program_version: Mapped[str] = mapped_column(default="")
    content: Mapped[str] = mapped_column(default="{}")
    files: Mapped[str] = mapped_column(default="[]")  # JSON: format, path, sha256
    meeting_uuid: Mapped[str | None] = mapped_column(
        ForeignKey("meeting.uuid"), default=None, index=True
    )
    version: Mapped[int] = mapped_column(default=1, server_default=text("1"))  # of its meeting
    issued_at: Mapped[dt.datetime | None] = mapped_column(default=None)
    issued_by: Mapped[str] = mapped_column(default="", server_default=text("''"))
    content_sha256: Mapped[str] = mapped_column(
        default="", server_default=text("''")
    )  # when issued


class PackOutline(UserEdited, Base):
    """What goes into a pack and in which order: of a meeting, or a template by its name."""

    __tablename__ = "pack_outline"
    __table_args__ = (
        Index(
            "uq_pack_outline_meeting_uuid",
            "meeting_uuid",
            "kind",
            unique=True,
            sqlite_where=_LIVING,
        ),
    )

    kind: Mapped[str]  # of the pack
    meeting_uuid: Mapped[str | None] = mapped_column(ForeignKey("meeting.uuid"), default=None)
    name: Mapped[str] = mapped_column(default="")  # of a template; empty: of a meeting
    parts: Mapped[str] = mapped_column(default="[]")  # JSON: key, included, words
    summary: Mapped[str] = mapped_column(default="")  # own words; empty: those of the program


class FigureComment(UserEdited, Base):
    """What somebody wrote of a figure, for the pack of a meeting or for every pack."""

    __tablename__ = "figure_comment"

    value_key: Mapped[str] = mapped_column(index=True)
    meeting_uuid: Mapped[str | None] = mapped_column(
        ForeignKey("meeting.uuid"), default=None, index=True
    )
    body: Mapped[str]
    author: Mapped[str] = mapped_column(default="")
    written_on: Mapped[dt.date]


class DocumentTemplate(UserEdited, Base):
    """A template of the RCC's own, and what in it stands for what we write."""

    __tablename__ = "document_template"

    format: Mapped[str]  # pptx, docx
    name: Mapped[str]  # of the file, without its folder
    sha256: Mapped[str] = mapped_column(index=True)
    mapping: Mapped[str] = mapped_column(default="{}")  # JSON: our role -> its layout or style
    is_used: Mapped[bool] = mapped_column(default=False)  # at most one of a format
    added_on: Mapped[dt.date]


class TemplateFile(Base):
    """The bytes of a template, once for each; history and exports name them by their digest."""

    __tablename__ = "template_file"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
