"""Backups of a store: each is one file that proves itself whole.

A backup is an ordinary copy of the database followed by a seal (`seal`). Everything here works on
paths, without the store's machinery, so that it also works on a store that does not open.
"""

from __future__ import annotations

from rccdesk.services.backups.listing import (
    count_rows,
    list_backups,
    list_checked,
    thin_backups,
    verify_backup,
)
from rccdesk.services.backups.making import copy_to, make_backup
from rccdesk.services.backups.placing import finish_interrupted, own_links
from rccdesk.services.backups.rewriting import RewrittenBackup, rewrite_backups
from rccdesk.services.backups.rows import BackupRow, backups_dir
from rccdesk.services.backups.seal import is_sealed

__all__ = [
    "BackupRow",
    "RewrittenBackup",
    "backups_dir",
    "copy_to",
    "count_rows",
    "finish_interrupted",
    "is_sealed",
    "list_backups",
    "list_checked",
    "make_backup",
    "own_links",
    "rewrite_backups",
    "thin_backups",
    "verify_backup",
]
