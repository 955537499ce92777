"""What the users have written about the figures, as sections of a pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk.services import analyses
from rccdesk.services.packs.model import Section
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database


def analysis_section(
    database: Database, svf: tuple[str, ...], area: str, period: str, name: str
) -> Section | None:
    """Return the analysis of a process, an area and a period; None where nothing is written.

    ``name`` is that of process and area. A text that is not marked as done is called a draft.
    """
    written = analyses.get_analysis(database, svf, area, period)
    if written.is_empty:
        return None
    said = [
        *_paragraphs("finding", written.finding),
        *_paragraphs("explanation", written.explanation),
    ]
    if written.explanation:
        said.append(text("packs.analysis.no_cause"))
    said += _paragraphs("actions", written.actions)
    key = "heading" if written.is_done else "heading_draft"
    return Section(
        chapter=text("packs.chapter.lead_times"),
        heading=text(f"packs.analysis.{key}", name=name),
        paragraphs=tuple(said),
    )


def _paragraphs(field: str, words: str) -> list[str]:
    lines = [" ".join(line.split()) for line in words.splitlines() if line.strip()]
    if lines:
        lines[0] = f"{text(f'packs.analysis.{field}')} {lines[0]}"
    return lines
