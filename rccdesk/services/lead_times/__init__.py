"""Goal fulfilment: which pathways were within their limit, by any grouping, as the contract says.

``get_lead_times`` gives the figures, ``get_distribution`` the waiting days behind one of them,
``list_selection_values`` what can be chosen.
"""

from rccdesk.services.lead_times.distribution import (
    DistributionBin,
    DistributionTable,
    get_distribution,
)
from rccdesk.services.lead_times.query import BY_FIELDS, LeadTimeQuery
from rccdesk.services.lead_times.selection import SelectionValues, list_selection_values
from rccdesk.services.lead_times.table import get_lead_times

__all__ = [
    "BY_FIELDS",
    "DistributionBin",
    "DistributionTable",
    "LeadTimeQuery",
    "SelectionValues",
    "get_distribution",
    "get_lead_times",
    "list_selection_values",
]
