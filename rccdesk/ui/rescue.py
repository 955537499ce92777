"""What can be done about a file that cannot be opened for work: copies, backups, a restore.

The functions run in a worker and import the services there. Nothing is ever deleted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rccdesk.paths import STORE_SUFFIX, data_dir
from rccdesk.settings import installation_id
from rccdesk.texts import text
from rccdesk.ui import messages

if TYPE_CHECKING:
    from rccdesk.services.backups import BackupRow
    from rccdesk.services.progress import Progress


@dataclass(frozen=True, slots=True)
class Rescue:
    """A backup that could take the place of a file. ``fault`` is empty where it is whole."""

    path: Path
    made_at: dt.datetime  # local time
    reason: str
    bytes: int
    content: str
    fault: str = ""


def list_rescues(store: Path, progress: Progress) -> tuple[Rescue, ...]:
    """Return the backups of the store at ``store``, newest first, each read through."""
    from rccdesk.errors import RccdeskError
    from rccdesk.services import backups

    rows = backups.list_backups(store)
    found = []
    for done, row in enumerate(rows):
        progress(done, len(rows))
        try:
            found.append(_rescue(backups.verify_backup(row.path)))
        except RccdeskError as error:
            found.append(_rescue(row, messages.sentence(error)))
    progress(len(rows), len(rows))
    return tuple(found)


def restore(store: Path, backup: Path, progress: Progress) -> Path:
    """Put ``backup`` in the place of the store, which is moved aside; return the store."""
    from rccdesk.services import restoring

    return restoring.restore_backup(
        store, backup, installation=installation_id(), progress=progress
    ).path


def copy_to_computer(path: Path, target: Path) -> Path:
    """Copy the store at ``path``, which may be in use, to ``target``; return that."""
    from rccdesk.services.database.store_file import copy_store

    target.parent.mkdir(parents=True, exist_ok=True)
    copy_store(path, target)
    return target


def local_copy_of(path: Path) -> Path:
    """Return where a copy of the store at ``path`` lies on this computer."""
    return data_dir() / path.name


def has_backups(store: Path) -> bool:
    """Tell whether there is a folder of backups of ``store``."""
    return store.with_name(store.stem + _FOLDER_ENDING).is_dir()


def store_of_backup(backup: Path) -> Path | None:
    """Return the store that ``backup`` is of, by the folder it lies in; None for elsewhere."""
    folder = backup.parent.name
    if not folder.endswith(_FOLDER_ENDING):
        return None
    return backup.parent.with_name(folder.removesuffix(_FOLDER_ENDING) + STORE_SUFFIX)


def free_neighbour(path: Path) -> Path:
    """Return a name beside ``path`` that no file has: for a new store, where nothing is left."""
    number = 2
    while (found := path.with_name(f"{path.stem} {number}{path.suffix}")).exists():
        number += 1
    return found


def count_words(counts: Mapping[str, int]) -> str:
    """Return in words what a user knows a backup by, without what there is none of."""
    return " · ".join(
        text(f"backups.count.{name}", count=counts[name]) for name in _KNOWN_BY if counts.get(name)
    )


_FOLDER_ENDING = "-kopior"
_KNOWN_BY = ("batches", "analyses", "packs", "history")  # what a user knows a backup by


def _rescue(row: BackupRow, fault: str = "") -> Rescue:
    return Rescue(
        row.path,
        row.made_at.astimezone(),
        text(f"backups.reason.{row.reason}"),
        row.bytes,
        count_words(row.counts),
        fault,
    )
