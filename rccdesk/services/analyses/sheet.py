"""Everything that lies around the texts of one analysis, read in one go for the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.errors import RccdeskError
from rccdesk.services import improvements
from rccdesk.services.analyses.candidates import list_candidates
from rccdesk.services.analyses.freezing import freeze
from rccdesk.services.analyses.frozen import list_figures
from rccdesk.services.analyses.model import (
    AnalysisKey,
    AnalysisText,
    AnalysisVersion,
    FrozenContent,
    FrozenFigure,
    TopicRow,
)
from rccdesk.services.analyses.topics import list_other_topics, list_topics
from rccdesk.services.analyses.versions import list_versions
from rccdesk.services.analyses.writing import get_previous, kept_key

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.improvements import FigureOrigin, ImprovementRow


@dataclass(frozen=True, slots=True)
class AnalysisSheet:
    """The topics of the period, and the figures, versions and areas to improve of one of them.

    ``origin`` is the figure that the topic is about, with ``preview`` what it looks like now,
    where none has been frozen yet; None where the selection has no such figure.
    """

    key: AnalysisKey
    topics: tuple[TopicRow, ...]
    other_topics: tuple[tuple[str, str], ...]
    figures: tuple[FrozenFigure, ...]
    candidates: tuple[FigureOrigin, ...]
    origin: FigureOrigin | None
    preview: FrozenContent | None
    previous: AnalysisText | None
    versions: tuple[AnalysisVersion, ...]
    improvements: tuple[ImprovementRow, ...]


def get_sheet(database: Database, key: AnalysisKey, regions: tuple[str, ...]) -> AnalysisSheet:
    """Return what lies around the texts; ``regions`` are the codes of the area.

    The key of the sheet is as of `kept_key`.
    """
    key = kept_key(database, key)
    topics = list_topics(database, key.svf, key.area, key.period)
    figures = list_figures(database, key)
    candidates = list_candidates(database, key, regions)
    origin = next((each for each in candidates if each.topic == key.topic), None)
    preview = None
    if origin is not None and not figures:
        try:
            preview = freeze(database, origin.value_key)
        except RccdeskError:
            origin = None
    return AnalysisSheet(
        key=key,
        topics=topics,
        other_topics=list_other_topics(database, topics),
        figures=figures,
        candidates=candidates,
        origin=origin,
        preview=preview,
        previous=get_previous(database, key),
        versions=list_versions(database, key),
        improvements=improvements.list_improvements(
            database, svf=key.svf, area=key.area, only_open=True
        ),
    )
