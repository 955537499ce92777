"""The agenda of a meeting as a document (R-P16), its abbreviations explained (R-P17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk.enums import MeetingState, PointKind
from rccdesk.services import meetings
from rccdesk.services.packs.model import Pack, Section
from rccdesk.services.packs.parts.agenda import agenda_lines, agenda_table
from rccdesk.services.papers.assembling import paper, write_paper
from rccdesk.services.papers.heads import called_facts, find_chair, head_facts
from rccdesk.services.plans.stored import today
from rccdesk.texts import text

if TYPE_CHECKING:
    from pathlib import Path

    from rccdesk.services.database import Database
    from rccdesk.services.meetings import PointLine

FORMATS = ("docx", "pdf", "xlsx")


def write_agenda(database: Database, meeting_uuid: str, target: Path) -> Path:
    """Write the agenda of a meeting as .docx, .pdf or .xlsx; return where it lies.

    NotFoundError ``meeting_missing``, RccdeskError ``paper_format``, FileWriteError.
    """
    return write_paper(database, make_agenda(database, meeting_uuid), target, FORMATS)


def make_agenda(database: Database, meeting_uuid: str) -> Pack:
    """Return the agenda of a meeting: its head, its points, and what each asks.

    A point that is confidential stands with its title left out. NotFoundError ``meeting_missing``.
    """
    view = meetings.get_meeting_view(database, meeting_uuid, today())
    meeting = view.meeting
    lines = agenda_lines(view)
    called = called_facts(database, meeting)
    table = agenda_table(view)
    heading = text("papers.agenda.points")
    listing = Section(heading=heading, tables=(table,)) if lines else Section(
        heading=heading, paragraphs=(text("papers.agenda.none"),)
    )  # fmt: skip
    sections = [
        Section(
            heading=text("papers.head.meeting"),
            facts=head_facts(meeting, chair=find_chair(database, meeting)),
        ),
        Section(heading=text("papers.head.called"), facts=called),
        listing,
        *(_about(number, line) for number, line in enumerate(lines, 1)),
    ]
    return paper(
        database,
        "agenda",
        text("papers.agenda.title", meeting=view.title),
        sections,
        state="draft" if meeting.state is MeetingState.PLANNED else "",
    )


def _about(number: int, line: PointLine) -> Section:
    """Return what stands behind a point; nothing of one that is confidential."""
    point = line.point
    heading = text("papers.agenda.point", number=number, title=point.title)
    if point.is_confidential:
        return Section(heading=heading)
    proposal = point.proposal if point.kind is PointKind.DECISION else ""
    facts = (
        ("matter", point.matter),
        ("background", point.background),
        ("proposal", proposal),
        ("patient_view", point.patient_view),
    )
    return Section(
        heading=heading,
        chapter=text("papers.agenda.about"),
        facts=tuple((text(f"papers.point.{key}"), words) for key, words in facts if words),
    )
