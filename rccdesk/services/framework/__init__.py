"""What the RCC is asked to do: frameworks, assessments, links, gaps."""

from rccdesk.services.framework.assessments import (
    add_assessment,
    delete_assessment,
    list_assessments,
    list_bodies,
    update_assessment,
)
from rccdesk.services.framework.factors import (
    add_factor,
    delete_factor,
    list_factors,
    update_factor,
)
from rccdesk.services.framework.frameworks import (
    AREAS,
    CRITERIA,
    add_framework,
    delete_framework,
    get_framework,
    list_frameworks,
    show_framework,
    update_framework,
)
from rccdesk.services.framework.gaps import Gap, ItemGaps, gap_words, list_gaps
from rccdesk.services.framework.items import (
    add_item,
    delete_item,
    get_item,
    list_items,
    update_item,
)
from rccdesk.services.framework.matrix import (
    AssessmentMatrix,
    MatrixColumn,
    MatrixRow,
    get_matrix,
)
from rccdesk.services.framework.model import (
    AssessmentRow,
    ChainLink,
    FactorRow,
    FrameworkItemRow,
    FrameworkRow,
    ScaleLevelRow,
)
from rccdesk.services.framework.scales import level_words, list_scale, rename_level
from rccdesk.services.framework.sheet import ItemSheet, SheetHistory, SheetScale, get_sheet
from rccdesk.services.framework.sheet_pdf import sheet_bytes, sheet_picture, write_sheet
from rccdesk.services.framework.view import FrameworkView, ItemView, LinkedItem, get_view

__all__ = [
    "AREAS",
    "CRITERIA",
    "AssessmentMatrix",
    "AssessmentRow",
    "ChainLink",
    "FactorRow",
    "FrameworkItemRow",
    "FrameworkRow",
    "FrameworkView",
    "Gap",
    "ItemGaps",
    "ItemSheet",
    "ItemView",
    "LinkedItem",
    "MatrixColumn",
    "MatrixRow",
    "ScaleLevelRow",
    "SheetHistory",
    "SheetScale",
    "add_assessment",
    "add_factor",
    "add_framework",
    "add_item",
    "delete_assessment",
    "delete_factor",
    "delete_framework",
    "delete_item",
    "gap_words",
    "get_framework",
    "get_item",
    "get_matrix",
    "get_sheet",
    "get_view",
    "level_words",
    "list_assessments",
    "list_bodies",
    "list_factors",
    "list_frameworks",
    "list_gaps",
    "list_items",
    "list_scale",
    "rename_level",
    "sheet_bytes",
    "sheet_picture",
    "show_framework",
    "update_assessment",
    "update_factor",
    "update_framework",
    "update_item",
    "write_sheet",
]
