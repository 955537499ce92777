"""What is known of a backup, and where backups lie."""

from __future__ import annotations

import datetime as dt
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from rccdesk.enums import BackupReason
from rccdesk.paths import STORE_SUFFIX
from rccdesk.services.backups.seal import Manifest

_NAME = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d)-(\d\d)-(\d\d)Z-([a-z]+)(-\d+)?" + re.escape(STORE_SUFFIX)
)


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup. Times are aware and in UTC.

    A file whose seal cannot be read is ``is_damaged``: its time and reason come from its name,
    everything else is empty. ``is_sealed`` is False for an ordinary copy of a store.
    """

    path: Path
    made_at: dt.datetime
    reason: BackupReason
    bytes: int
    sha256: str = ""
    schema: int = 0
    version: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    last_entry_at: dt.datetime | None = None
    is_sealed: bool = False
    last_entry_id: int = 0
    last_entry_hash: str = ""
    good_starts: int = 0
    link_faults: int = 0
    rewritten_at: dt.datetime | None = None
    is_damaged: bool = False


def real_path(store: Path) -> Path:
    """Return the file that a link names: that one is copied and replaced, and the link stays."""
    return Path(os.path.realpath(store)) if store.is_symlink() else store


def backups_dir(store: Path) -> Path:
    """Return the folder of a store's backups, which need not exist yet."""
    store = real_path(store)
    return store.with_name(f"{store.stem}-kopior")


def free_name(folder: Path, made_at: dt.datetime, reason: BackupReason) -> Path:
    """Return a path in ``folder`` that no file has yet."""
    stem = f"{made_at.astimezone(dt.UTC):%Y-%m-%dT%H-%M-%SZ}-{reason}"
    path, number = folder / f"{stem}{STORE_SUFFIX}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{STORE_SUFFIX}"
    return path


def parse_name(name: str) -> tuple[dt.datetime, BackupReason] | None:
    """Return the time (aware, UTC) and reason in a file name of ours, None for any other."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    try:
        made_at = dt.datetime(*map(int, match.groups()[:6]), tzinfo=dt.UTC)  # type: ignore[misc,arg-type]
        return made_at, BackupReason(match[7])
    except ValueError:
        return None


def age_key(row: BackupRow) -> tuple[dt.datetime, int, str]:
    """Return what sorts backups by age, oldest first, also those of the same second."""
    match = _NAME.fullmatch(row.path.name)
    number = int(match[8][1:]) if match and match[8] else 1
    return row.made_at, number, row.path.name


def sealed_row(path: Path, size: int, manifest: Manifest, sha256: str) -> BackupRow:
    """Return what the seal of a backup of ``size`` bytes says."""
    return BackupRow(
        path=path,
        made_at=manifest.made_at.astimezone(dt.UTC),
        reason=manifest.reason,
        bytes=size,
        sha256=sha256,
        schema=manifest.schema,
        version=manifest.version,
        counts=dict(manifest.counts),
        last_entry_at=manifest.last_entry_at,
        is_sealed=True,
        last_entry_id=manifest.last_entry_id,
        last_entry_hash=manifest.last_entry_hash,
        good_starts=manifest.good_starts,
        link_faults=manifest.link_faults,
        rewritten_at=manifest.rewritten_at,
    )
