"""The 75 % mapping of the agreement: long waits of the chosen diagnoses, and their causes."""

from rccdesk.services.mapping75.causes import (
    NOT_STATED,
    CauseRow,
    add_cause,
    delete_cause,
    list_causes,
    move_cause,
    offer_cause,
    rename_cause,
)
from rccdesk.services.mapping75.choices import (
    AGREED_COUNT,
    Choice,
    choice_in,
    choice_words,
    list_choices,
    set_choices,
)
from rccdesk.services.mapping75.register import (
    CauseCount,
    get_register,
    list_registered_periods,
    record_causes,
)
from rccdesk.services.mapping75.table import MappingQuery, MappingRow, MappingTable, get_mapping
from rccdesk.services.mapping75.workbook import export_mapping, workbook_bytes

__all__ = [
    "AGREED_COUNT",
    "NOT_STATED",
    "CauseCount",
    "CauseRow",
    "Choice",
    "MappingQuery",
    "MappingRow",
    "MappingTable",
    "add_cause",
    "choice_in",
    "choice_words",
    "delete_cause",
    "export_mapping",
    "get_mapping",
    "get_register",
    "list_causes",
    "list_choices",
    "list_registered_periods",
    "move_cause",
    "offer_cause",
    "record_causes",
    "rename_cause",
    "set_choices",
    "workbook_bytes",
]
