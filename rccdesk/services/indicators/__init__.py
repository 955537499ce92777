"""Any other measure than lead times: what is imported as aggregated figures, and its levels."""

from rccdesk.services.indicators.catalogue import (
    IndicatorRow,
    LevelRow,
    delete_indicator,
    get_indicator_row,
    list_indicators,
    update_indicator,
    update_levels,
)
from rccdesk.services.indicators.choices import IndicatorChoices, list_choices
from rccdesk.services.indicators.figures import BY_FIELDS, IndicatorQuery, get_indicator

__all__ = [
    "BY_FIELDS",
    "IndicatorChoices",
    "IndicatorQuery",
    "IndicatorRow",
    "LevelRow",
    "delete_indicator",
    "get_indicator",
    "get_indicator_row",
    "list_choices",
    "list_indicators",
    "update_indicator",
    "update_levels",
]
