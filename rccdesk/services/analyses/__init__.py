"""What the users write about the figures of a process, an area and a period.

One text per topic: lead time and inclusion, or an indicator. Beside it lie the figures it speaks
of, frozen as they were, and its versions.
"""

from rccdesk.services.analyses.candidates import list_candidates
from rccdesk.services.analyses.frozen import (
    REFERENCE,
    add_figure,
    list_figures,
    reference_to,
    remove_figure,
)
from rccdesk.services.analyses.model import (
    TEXT_FIELDS,
    AnalysisKey,
    AnalysisText,
    AnalysisVersion,
    FrozenContent,
    FrozenFigure,
    Numbers,
    TopicRow,
    WritingState,
)
from rccdesk.services.analyses.sheet import AnalysisSheet, get_sheet
from rccdesk.services.analyses.topics import list_other_topics, list_topics
from rccdesk.services.analyses.versions import list_versions, restore_version
from rccdesk.services.analyses.writing import (
    delete_analysis,
    get_analysis,
    get_previous,
    kept_key,
    list_analyses,
    start_analysis,
    update_analysis,
)

__all__ = [
    "REFERENCE",
    "TEXT_FIELDS",
    "AnalysisKey",
    "AnalysisSheet",
    "AnalysisText",
    "AnalysisVersion",
    "FrozenContent",
    "FrozenFigure",
    "Numbers",
    "TopicRow",
    "WritingState",
    "add_figure",
    "delete_analysis",
    "get_analysis",
    "get_previous",
    "get_sheet",
    "kept_key",
    "list_analyses",
    "list_candidates",
    "list_figures",
    "list_other_topics",
    "list_topics",
    "list_versions",
    "reference_to",
    "remove_figure",
    "restore_version",
    "start_analysis",
    "update_analysis",
]
