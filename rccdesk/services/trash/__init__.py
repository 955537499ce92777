"""The Papperskorg: what users have deleted, brought back with its links or removed for good.

Rows deleted in one act are one thing. What an import took away, or took with it when it was
undone, belongs to the import and is never here.
"""

from rccdesk.services.trash.kinds import TOPICS
from rccdesk.services.trash.listing import KEPT_DAYS, TrashRow, list_trash
from rccdesk.services.trash.removing import delete_for_good, empty_trash, remove_expired
from rccdesk.services.trash.restoring import RestoredRows, restore_rows

__all__ = [
    "KEPT_DAYS",
    "TOPICS",
    "RestoredRows",
    "TrashRow",
    "delete_for_good",
    "empty_trash",
    "list_trash",
    "remove_expired",
    "restore_rows",
]
