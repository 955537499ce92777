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
from rccdesk.services.indicators.choices import IndicatorChoices, list_choices
from rccdesk.services.indicators.figures import BY_FIELDS, IndicatorQuery, get_indicator
from rccdesk.services.indicators.levels import (
    LevelError,
    LevelRow,
    TypedLevel,
    level_text,
    read_level,
)

__all__ = [
    "BY_FIELDS",
    "IndicatorChoices",
    "IndicatorQuery",
    "IndicatorRow",
    "LevelError",
    "LevelRow",
    "TypedLevel",
    "add_indicator",
    "delete_indicator",
    "get_indicator",
    "get_indicator_row",
    "level_text",
    "list_choices",
    "list_indicators",
    "read_level",
    "save_card",
    "update_indicator",
    "update_levels",
]
