"""What the yearly agreement follows: inclusion per half-year, lead time year on year."""

from rccdesk.services.agreement.charts import build_changes, build_inclusion
from rccdesk.services.agreement.figures import (
    SVFS,
    ByPeriod,
    Change,
    RegionRow,
    YearChanges,
    Years,
    at_period,
    get_inclusion,
    get_year_changes,
    list_years,
)

__all__ = [
    "SVFS",
    "ByPeriod",
    "Change",
    "RegionRow",
    "YearChanges",
    "Years",
    "at_period",
    "build_changes",
    "build_inclusion",
    "get_inclusion",
    "get_year_changes",
    "list_years",
]
