"""Goal fulfilment: which pathways were within their limit, by any grouping, as the contract says.

``get_lead_times`` gives the figures, ``get_distribution`` the waiting days behind one of them,
``get_overtime`` how much longer than the limit, ``get_parts`` the days between the steps,
``get_summary`` all SVF in one table, ``compare_goals`` all goals, ``get_year_changes`` years,
``list_cases`` the pathways themselves (for the screen), ``list_selection_values`` what can be
chosen, ``find_period`` the days of a period.
"""

from rccdesk.services.lead_times.cases import CaseRow, CaseTable, list_cases
from rccdesk.services.lead_times.distribution import (
    DistributionBin,
    DistributionStep,
    DistributionTable,
    ShareWithin,
    get_distribution,
)
from rccdesk.services.lead_times.goal_comparison import GoalFigure, compare_goals
from rccdesk.services.lead_times.overtime import OvertimeRow, OvertimeTable, get_overtime
from rccdesk.services.lead_times.parts import Part, PartsTable, get_parts
from rccdesk.services.lead_times.query import BY_FIELDS, LeadTimeQuery
from rccdesk.services.lead_times.selection import (
    SelectionValues,
    find_period,
    list_selection_values,
)
from rccdesk.services.lead_times.summary import Summary, SummaryRow, get_summary
from rccdesk.services.lead_times.table import get_lead_times
from rccdesk.services.lead_times.years import YearChange, YearChanges, get_year_changes

__all__ = [
    "BY_FIELDS",
    "CaseRow",
    "CaseTable",
    "DistributionBin",
    "DistributionStep",
    "DistributionTable",
    "GoalFigure",
    "LeadTimeQuery",
    "OvertimeRow",
    "OvertimeTable",
    "Part",
    "PartsTable",
    "SelectionValues",
    "ShareWithin",
    "Summary",
    "SummaryRow",
    "YearChange",
    "YearChanges",
    "compare_goals",
    "find_period",
    "get_distribution",
    "get_lead_times",
    "get_overtime",
    "get_parts",
    "get_summary",
    "get_year_changes",
    "list_cases",
    "list_selection_values",
]
