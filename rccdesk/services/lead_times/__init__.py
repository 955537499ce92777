"""Goal fulfilment: which pathways were within their limit, by any grouping, as the contract says.

``get_lead_times`` gives the figures, ``get_distribution`` the waiting days behind one of them,
``get_overtime`` how much longer than the limit, ``get_parts`` the days between the steps,
``list_cases`` the pathways themselves (for the screen), ``list_selection_values`` what can be
chosen.
"""

from rccdesk.services.lead_times.cases import CaseRow, CaseTable, list_cases
from rccdesk.services.lead_times.distribution import (
    DistributionBin,
    DistributionStep,
    DistributionTable,
    ShareWithin,
    get_distribution,
)
from rccdesk.services.lead_times.overtime import OvertimeRow, OvertimeTable, get_overtime
from rccdesk.services.lead_times.parts import Part, PartsTable, get_parts
from rccdesk.services.lead_times.query import BY_FIELDS, LeadTimeQuery
from rccdesk.services.lead_times.selection import SelectionValues, list_selection_values
from rccdesk.services.lead_times.table import get_lead_times

__all__ = [
    "BY_FIELDS",
    "CaseRow",
    "CaseTable",
    "DistributionBin",
    "DistributionStep",
    "DistributionTable",
    "LeadTimeQuery",
    "OvertimeRow",
    "OvertimeTable",
    "Part",
    "PartsTable",
    "SelectionValues",
    "ShareWithin",
    "get_distribution",
    "get_lead_times",
    "get_overtime",
    "get_parts",
    "list_cases",
    "list_selection_values",
]
