"""What is asked of an import and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from rccdesk.enums import Profile
from rccdesk.services.imports.problems import Problem

if TYPE_CHECKING:
    from rccdesk.services.imports.value_matching import ValueMatch

DUPLICATES = ("skip", "stop", "first", "last")
WIDE = ("period", "unit")


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """Which files to import and what the user says about them.

    ``mapping`` is field -> header text or column letter; what it leaves out is recognised.
    ``only_mapping`` leaves the columns unused that the mapping does not name.
    ``accept_ids`` names columns whose numbers may look like personal numbers, ``leave_out`` those
    that are not read at all, both by header text or letter. ``sha256`` are
    the fingerprints of the files as they were previewed: one changed since is refused.
    ``indicator_title`` names an indicator that the import makes; one that exists keeps its name.
    ``profile_key`` names a saved profile; what the request says itself comes before what that
    says. Without it, and as long as the request says nothing of the table itself, a saved
    profile that the file surely is of is used.
    ``fixes`` settle problems: key -> value, as `rccdesk.services.imports.fixes` reads them.
    """

    paths: tuple[Path, ...]
    profile: Profile | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    only_mapping: bool = False
    sheet: str | None = None
    header_row: int | None = None
    indicator: str | None = None
    indicator_title: str = ""
    extract_date: dt.date | None = None
    wide: str | None = None
    duplicates: str = "skip"
    accept_ids: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    dry_run: bool = False
    sha256: tuple[str, ...] = ()
    fixes: Mapping[str, str] = field(default_factory=dict)
    profile_key: str | None = None


@dataclass(frozen=True, slots=True)
class RowCounts:
    """How the rows of a file compare with what the store holds, in rows of the sheet.

    ``missing`` counts the keys of the replaced coverage that the file lacks.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    missing: int = 0


def sum_counts(counts: Iterable[RowCounts]) -> RowCounts:
    """Return the counts of several parts together."""
    parts = list(counts)
    return RowCounts(
        sum(part.new for part in parts),
        sum(part.changed for part in parts),
        sum(part.unchanged for part in parts),
        sum(part.missing for part in parts),
    )


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of one file. ``sheet`` is None for CSV, ``batch_id`` when nothing was stored.

    ``profile_key`` is that of the saved profile by which it was read. A file of several
    indicators has one result for each ``indicator``. ``values`` are the words of the coded columns
    and what they are read as, in a dry run alone.
    """

    path: Path
    batch_id: int | None
    profile: Profile
    sheet: str | None
    header_row: int
    rows_read: int
    rows_imported: int
    rows_unchanged: int
    rows_changed: int
    rows_skipped: int
    rows_missing_since_last: int
    extract_date: dt.date | None
    problems: tuple[Problem, ...]
    file_sha256: str
    seconds: float
    profile_key: str | None = None
    indicator: str | None = None
    values: tuple[ValueMatch, ...] = ()
