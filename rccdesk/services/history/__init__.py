"""Undo and redo of what was done in the window, and the list of who changed what.

Undoing is itself a write and an entry: nothing is ever taken out of the history. Typing in one
field is one step of several entries, named by the first of them. An import is undone by flipping
the state of its batches (`rccdesk.services.imports.batches.flip`).
"""

from rccdesk.services.history.detail import (
    ChangedField,
    ChangedImport,
    ChangedThing,
    HistoryEntryDetail,
    get_entry,
    list_changes,
)
from rccdesk.services.history.differences import TextPart
from rccdesk.services.history.listing import (
    HistoryRow,
    count_entries,
    list_entries,
    list_names,
)
from rccdesk.services.history.undoing import (
    HistoryAct,
    next_redo,
    next_undo,
    redo_last,
    undo_entry,
    undo_last,
)

__all__ = [
    "ChangedField",
    "ChangedImport",
    "ChangedThing",
    "HistoryAct",
    "HistoryEntryDetail",
    "HistoryRow",
    "TextPart",
    "count_entries",
    "get_entry",
    "list_changes",
    "list_entries",
    "list_names",
    "next_redo",
    "next_undo",
    "redo_last",
    "undo_entry",
    "undo_last",
]
