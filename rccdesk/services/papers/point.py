"""The paper of one point (R-C09): all that a body needs to decide, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rccdesk.services import meetings
from rccdesk.services.packs.model import Pack, Section
from rccdesk.services.packs.parts.asking import lines_of
from rccdesk.services.packs.parts.point import missing_words, read_content
from rccdesk.services.papers.assembling import paper, write_paper
from rccdesk.texts import text

if TYPE_CHECKING:
    from pathlib import Path

    from rccdesk.services.database import Database

FORMATS = ("docx", "pdf", "xlsx")


def write_point(database: Database, point_uuid: str, target: Path) -> Path:
    """Write the paper of a point as .docx, .pdf or .xlsx; return where it lies.

    NotFoundError ``point_missing``, RccdeskError ``paper_format``, FileWriteError.
    """
    return write_paper(database, make_point_paper(database, point_uuid), target, FORMATS)


def make_point_paper(database: Database, point_uuid: str) -> Pack:
    """Return the paper of a point; what nobody has written is listed as missing, never left out.

    NotFoundError ``point_missing``.
    """
    view = meetings.get_point_view(database, point_uuid)
    point = view.point
    content = read_content(database, view)
    sections = [
        Section(heading=text("papers.point.about"), facts=content.facts),
        Section(heading=text("papers.point.matter"), paragraphs=lines_of(point.matter)),
        Section(heading=text("papers.point.background"), paragraphs=lines_of(point.background)),
        Section(heading=text("papers.point.proposal"), paragraphs=lines_of(point.proposal)),
        Section(heading=text("papers.point.areas"), paragraphs=content.areas),
        Section(heading=text("papers.point.goals"), paragraphs=content.goals),
        Section(
            heading=text("papers.point.figures"),
            paragraphs=tuple(figure.words for figure in view.figures),
            remarks=tuple(("", words) for words in view.doubts),
            charts=content.charts,
            tables=tuple(chart.table for chart in content.charts),
        ),
        Section(heading=text("papers.point.alternatives"), tables=content.alternatives),
        Section(heading=text("papers.point.consequences"), tables=content.regions),
        Section(
            heading=text("papers.point.patient_view"),
            paragraphs=lines_of(content.patient_view),
            facts=content.councils,
        ),
        Section(heading=text("papers.point.next_decider"), paragraphs=lines_of(point.next_decider)),
        Section(
            heading=text("papers.point.history"),
            paragraphs=content.history,
        ),
        Section(
            heading=text("papers.point.missing"),
            paragraphs=(
                missing_words(content.missing),
                *(f"{words}." for words in view.missing),
            ),
        )
        if content.missing or view.missing
        else Section(heading=""),
    ]
    return paper(
        database,
        "point",
        text("papers.point.title", title=point.title),
        (_without_empty(section) for section in sections),
        state="draft",
    )


def _without_empty(section: Section) -> Section:
    return replace(section, paragraphs=tuple(words for words in section.paragraphs if words))
