"""Any other measure than lead times: what is imported as aggregated figures, and its levels."""

from rccdesk.services.indicators.catalogue import (
    IndicatorRow,
    add_indicator,
    delete_indicator,
    get_indicator_row,
    list_indicators,
    save_card,
    update_indicator,
    update_levels,
)
from rccdesk.services.indicators.changes import YearChange, compare_years, get_year_changes
from rccdesk.services.indicators.choices import IndicatorChoices, list_choices
from rccdesk.services.indicators.comparing import Comparability, check_comparable
from rccdesk.services.indicators.coverage import (
    coverage_warning,
    get_coverage_limit,
    update_coverage_limit,
)
from rccdesk.services.indicators.figures import BY_FIELDS, IndicatorQuery, get_indicator
from rccdesk.services.indicators.levels import (
    LevelError,
    LevelRow,
    TypedLevel,
    level_text,
    read_level,
)
from rccdesk.services.indicators.levels_reached import (
    LevelsReached,
    PeriodStand,
    Reach,
    get_levels_reached,
)

__all__ = [
    "BY_FIELDS",
    "Comparability",
    "IndicatorChoices",
    "IndicatorQuery",
    "IndicatorRow",
    "LevelError",
    "LevelRow",
    "LevelsReached",
    "PeriodStand",
    "Reach",
    "TypedLevel",
    "YearChange",
    "add_indicator",
    "check_comparable",
    "compare_years",
    "coverage_warning",
    "delete_indicator",
    "get_coverage_limit",
    "get_indicator",
    "get_indicator_row",
    "get_levels_reached",
    "get_year_changes",
    "level_text",
    "list_choices",
    "list_indicators",
    "read_level",
    "save_card",
    "update_coverage_limit",
    "update_indicator",
    "update_levels",
]
