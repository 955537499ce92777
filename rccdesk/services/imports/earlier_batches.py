"""The batches that a file is beside: the last one of its kind, and those that already hold it.

A file with the fingerprint of one that is stored, read by the same words and choices of the same
version of the program, need not be read again: every check gives the answer that it gave then.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from rccdesk import __version__
from rccdesk.enums import CASE_LEVEL, BatchKind, BatchState
from rccdesk.models import ImportBatch
from rccdesk.services.imports import extract_date as dates
from rccdesk.services.imports.coverage import LIVE
from rccdesk.services.imports.known_words import KnownWords
from rccdesk.services.imports.layouts import Recognition
from rccdesk.services.imports.problems import Problem, load_problems
from rccdesk.services.imports.profiles.applying import Resolved
from rccdesk.services.imports.reading import WorkbookHead
from rccdesk.services.imports.request import ImportRequest
from rccdesk.services.imports.vocabulary import Vocabulary

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_KEPT = "read_by"  # in the mapping of a batch
# Said anew from the request, or only of a file that is going to be stored.
_OF_REQUEST = ("profile_used", "profile_changed", "profile_near", "typed_replaced", "left_behind")
# Choices that lead to the same table in other words, or say nothing of how it is read.
_NOT_READ_BY = (
    "paths", "profile", "mapping", "sheet", "header_row", "indicator_title", "extract_date",
    "dry_run", "sha256", "profile_key", "wide",
)  # fmt: skip
# Words of a vocabulary that are none of the store's; the fixes stand in the request.
_NOT_WORDS = ("fixes", "before")


@dataclass(frozen=True, slots=True)
class SameBatch:
    """A batch that holds a file as it would be read now; ``problems`` are those of the rows."""

    batch_id: int
    imported_at: dt.datetime
    indicator: str | None
    extract_date: dt.date
    rows_read: int
    rows_kept: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ReadBy:
    """What a part of a file was read by: a fingerprint, its unit, the indicators of the file."""

    key: str
    measured_in: str
    indicators: tuple[str, ...]


def find_last_extract(session: Session, dataset: str, sha256: str) -> ImportBatch | None:
    """Return the newest batch of a dataset that is of another file; None without any."""
    return session.scalars(
        select(ImportBatch)
        .where(
            ImportBatch.dataset == dataset,
            ImportBatch.state.in_(LIVE),
            ImportBatch.kind == BatchKind.FILE,
            ImportBatch.file_sha256 != sha256,
        )
        .order_by(ImportBatch.batch_id.desc())
        .limit(1)
    ).first()


def list_other_readings(session: Session, dataset: str, sha256: str) -> tuple[ImportBatch, ...]:
    """Return the active batches of a dataset that are of the same file, the oldest first."""
    return tuple(
        session.scalars(
            select(ImportBatch)
            .where(
                ImportBatch.dataset == dataset,
                ImportBatch.state == BatchState.ACTIVE,
                ImportBatch.kind == BatchKind.FILE,
                ImportBatch.file_sha256 == sha256,
            )
            .order_by(ImportBatch.batch_id)
        )
    )


def describe_reading(
    head: WorkbookHead,
    found: Recognition,
    request: ImportRequest,
    known: KnownWords,
    extract_date: dt.date | None,
) -> str:
    """Return a fingerprint of all but the store's rows that the reading of a file depends on.

    ``extract_date`` is what the request or the file says, None where it is to be assumed.
    """
    words = {
        field.name: getattr(known.vocabulary, field.name)
        for field in fields(Vocabulary)
        if field.name not in _NOT_WORDS
    }
    choices = {
        field.name: getattr(request, field.name)
        for field in fields(ImportRequest)
        if field.name not in _NOT_READ_BY
    }
    table = (
        head.sheets[found.sheet].name,
        found.header_row,
        found.layout.profile,
        found.wide,
        found.wide_columns,
        [(match.field, match.index, match.header) for match in found.matches],
    )
    limits = [asdict(limits) for limits in known.limits]
    said = (__version__, words, choices, table, extract_date, limits)
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=_plain).encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    return dict(value) if hasattr(value, "keys") else str(value)  # type: ignore[call-overload]


def keep_reading(
    session: Session,
    batch: ImportBatch,
    read_by: ReadBy,
    problems: Sequence[Problem],
    extra: Sequence[Problem],
) -> None:
    """Let a batch remember what it was read by, for the next time its file comes.

    ``extra`` are the problems that only storing finds. What can be mended is not remembered: its
    file has to be read for the proposals, which hold contents of cells.
    """
    if any(problem.proposal for problem in (*problems, *extra)):
        return
    last = find_last_extract(session, batch.dataset, batch.file_sha256)
    kept = {
        "key": read_by.key,
        "measured_in": read_by.measured_in,
        "indicators": read_by.indicators,
        "last": last.batch_id if last else None,
        "extra": sorted({problem.code for problem in extra}),
    }
    mapping = json.loads(batch.mapping) | {_KEPT: kept}
    batch.mapping = json.dumps(mapping, ensure_ascii=False, sort_keys=True)


def find_same_reading(
    database: Database,
    head: WorkbookHead,
    found: Recognition,
    resolved: Resolved,
    known: KnownWords,
    key: str,
    extract_date: dt.date | None,
) -> tuple[SameBatch, ...]:
    """Return the batches that hold all of a file as it would be read now; empty: read it.

    The file is read wherever the answer could be another than it was: beside another last
    extract, typed values or itself read in another way, with a name that may point out a
    person, or not to be kept at all.
    """
    profile = found.layout.profile
    if head.identifiers:
        return ()
    if profile in CASE_LEVEL and known.saved.months_kept(profile, resolved.profile) is None:
        return ()
    if extract_date is not None and extract_date > dates.today():
        return ()
    with database.read() as session:
        query = select(ImportBatch).where(
            ImportBatch.file_sha256 == head.sha256,
            ImportBatch.kind == BatchKind.FILE,
            ImportBatch.state.in_(LIVE),
        )
        by_indicator: dict[str | None, ImportBatch] = {}
        for batch in session.scalars(query.order_by(ImportBatch.batch_id)):
            if _kept(batch).get("key") == key:
                by_indicator[batch.indicator] = batch
        wanted: set[tuple[str, ...]] = {
            tuple(_kept(batch)["indicators"])  # type: ignore[arg-type]
            for batch in by_indicator.values()
        }
        if len(wanted) != 1:
            return ()
        batches = [by_indicator.get(indicator or None) for indicator in wanted.pop()]
        same = [
            _describe(batch, resolved.problems if not number else ())
            for number, batch in enumerate(batches)
            if batch is not None and _stands_as_then(session, batch, known)
        ]
    return tuple(same) if len(same) == len(batches) else ()


def _kept(batch: ImportBatch) -> dict[str, object]:
    kept = json.loads(batch.mapping).get(_KEPT, {})
    return kept if isinstance(kept, dict) else {}


def _stands_as_then(session: Session, batch: ImportBatch, known: KnownWords) -> bool:
    """Tell whether what a batch was compared with when it was stored has not changed."""
    kept = _kept(batch)
    last = find_last_extract(session, batch.dataset, batch.file_sha256)
    others = select(ImportBatch.batch_id).where(  # typed, or the same file read in another way
        ImportBatch.dataset == batch.dataset,
        (ImportBatch.kind == BatchKind.TYPED) | (ImportBatch.file_sha256 == batch.file_sha256),
        ImportBatch.batch_id != batch.batch_id,
        ImportBatch.state.in_(LIVE),
    )
    measured_in = known.measures.get(batch.indicator or "", kept["measured_in"])
    return (
        (last.batch_id if last else None) == kept["last"]
        and measured_in == kept["measured_in"]
        and session.scalars(others.limit(1)).first() is None
    )


def _describe(batch: ImportBatch, of_request: Sequence[Problem]) -> SameBatch:
    left_out = {*_OF_REQUEST, *_kept(batch)["extra"]}  # type: ignore[misc]
    of_rows = [p for p in load_problems(batch.problems) if p.code not in left_out]
    return SameBatch(
        batch.batch_id,
        batch.imported_at,
        batch.indicator,
        batch.extract_date,
        batch.rows_read,
        batch.rows_read - batch.rows_skipped,
        (*of_request, *of_rows),
    )
