"""Store the rows of a checked file as a batch."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from rccdesk.enums import BatchState, Profile
from rccdesk.models import ImportBatch, Indicator, LeadTimeLimit
from rccdesk.services.doubts import NewDoubt, replace_doubts
from rccdesk.services.imports.aggregated import AggregatedRows
from rccdesk.services.imports.case_columns import EventRows
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.comparing import (
    LIMIT_CONTENT,
    LIMIT_KEY,
    compare_limits,
    compare_with_store,
    dataset_of,
    describe_mapping,
    end_before_start,
)
from rccdesk.services.imports.coverage import update_states
from rccdesk.services.imports.doubt_rules import (
    find_case_doubts,
    keep_doubts,
    missing_as_stored,
)
from rccdesk.services.imports.doubt_rules.lead_time_jumps import find_lead_time_jumps
from rccdesk.services.imports.earlier_batches import keep_reading
from rccdesk.services.imports.preparing import Prepared
from rccdesk.services.imports.problems import Problem, dump_problems, sort_problems
from rccdesk.services.imports.request import ImportRequest, RowCounts
from rccdesk.services.imports.small_tables import ExpectedRow, LimitRow
from rccdesk.services.pathways.cache import load_columns
from rccdesk.services.pathways.events import EventCounts, store_events
from rccdesk.services.progress import Progress, ignore
from rccdesk.services.store_settings import get_reporting_lag_days, read_small_number_limits

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_INSERT_MEASUREMENT = (
    'INSERT INTO measurement (batch_id, indicator, period, unit, home_unit, "group", sex, '
    'age_group, numerator, denominator, value, masked, is_total, sheet, "row", "column") '
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_EXPECTED = (
    'INSERT INTO expected_case (batch_id, svf, region, period, expected, sheet, "row") '
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)


def store_file(
    session: Session,
    database: Database,
    prepared: Prepared,
    request: ImportRequest,
    progress: Progress = ignore,
) -> tuple[int, RowCounts, tuple[Problem, ...]]:
    """Store a checked file as a new batch; return its id, the counts and all problems."""
    found, sheet = prepared.found, prepared.sheet
    assert found is not None
    assert sheet is not None
    assert prepared.rows is not None
    assert prepared.extract_date is not None
    profile, saved = found.layout.profile, prepared.resolved.profile
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    indicator = request.indicator if profile is Profile.AGGREGATED else None
    batch = ImportBatch(
        imported_at=now,
        profile=profile,
        dataset=dataset_of(profile, indicator),
        indicator=indicator,
        file_name=prepared.path.name,
        file_sha256=prepared.head.sha256,
        sheet=sheet.name,
        header_row=found.header_row,
        mapping=describe_mapping(prepared, request),
        extract_date=prepared.extract_date,
        is_extract_date_assumed=prepared.is_extract_date_assumed,
        first_day=prepared.first_day,
        last_day=prepared.last_day,
        covered_places=json.dumps(sorted(prepared.places), ensure_ascii=False),
        rows_read=prepared.rows.rows_read,
        rows_skipped=prepared.rows.rows_read - prepared.rows_kept,
        state=BatchState.ACTIVE,
        purge_on=_add_months(now.date(), prepared.purge_months) if prepared.purge_months else None,
        profile_key=saved.key if saved else None,
        profile_version=saved.version if saved else None,
    )
    _keep_missing(batch, prepared)
    extra: tuple[Problem, ...] = ()
    doubts = prepared.doubts
    rows = prepared.rows
    if isinstance(rows, EventRows):
        session.add(batch)
        session.flush()
        stored = store_events(
            session,
            database,
            batch.batch_id,
            rows.events,
            prepared.extract_date,
            progress,
            disputed=rows.disputed,
        )
        counts = RowCounts(stored.new, stored.changed, stored.unchanged, stored.missing)
        found_doubts, told = find_case_doubts(session, prepared, rows, stored)
        doubts += (*found_doubts, *_lead_time_jumps(session, database, prepared, stored))
        extra = (*end_before_start(prepared, rows, stored.end_before_start_rows), *told)
        del stored  # its pathways
    else:
        counts, extra = compare_with_store(session, prepared, request)
        session.add(batch)
        session.flush()
        if isinstance(rows, AggregatedRows):
            title = request.indicator_title
            batch.made_indicator = ensure_indicator(
                session, str(indicator), title, prepared.unit_of_measure
            )
            if batch.made_indicator:
                made = {"indicator_title": title, "unit_of_measure": prepared.unit_of_measure}
                batch.mapping = json.dumps(json.loads(batch.mapping) | made, sort_keys=True)
            _insert_figures(session, batch, rows)
        elif profile is Profile.EXPECTED:
            _insert_expected(session, batch, rows.rows)  # type: ignore[arg-type]
        else:
            _insert_limits(session, batch, rows.rows)  # type: ignore[arg-type]
        if profile is not Profile.LIMITS:
            update_states(session, batch.dataset)
    problems = sort_problems(prepared.problems + extra)
    batch.rows_imported = counts.new + counts.changed
    batch.rows_changed = counts.changed
    batch.rows_unchanged = counts.unchanged
    batch.rows_missing = counts.missing
    batch.problems = dump_problems(problems)
    if prepared.read_by is not None:
        keep_reading(session, batch, prepared.read_by, prepared.problems, extra)
    replace_doubts(session, batch.batch_id, keep_doubts(doubts))
    session.flush()
    return batch.batch_id, counts, problems


def _lead_time_jumps(
    session: Session, database: Database, prepared: Prepared, stored: EventCounts
) -> tuple[NewDoubt, ...]:
    """Return the lead times of the newest quarter that the batch puts beyond their limits."""
    if stored.pathways is None or prepared.extract_date is None:
        return ()
    small = read_small_number_limits(session)
    return tuple(
        find_lead_time_jumps(
            load_columns(session, database),
            stored.pathways,
            stored.batch_id,
            prepared.extract_date,
            lag_days=get_reporting_lag_days(database),
            few=max(small.group, small.month),
        )
    )


def ensure_indicator(session: Session, key: str, title: str, unit_of_measure: str) -> bool:
    """Make the indicator unless there is one; tell whether it was made."""
    row = session.scalars(select(Indicator).where(Indicator.key == key)).first()
    if row is None:
        session.add(make_indicator(key, title, unit_of_measure))
        return True
    if row.deleted_at is not None:
        row.deleted_at = None
        return True
    return False


def make_indicator(key: str, title: str = "", unit_of_measure: str = "proportion") -> Indicator:
    """Return an indicator that an import needs and nobody has described: no level, neutral."""
    return Indicator(
        key=key, title=title or key, direction="neutral", unit_of_measure=unit_of_measure
    )


def _keep_missing(batch: ImportBatch, prepared: Prepared) -> None:
    """Keep how much is missing by column, which the next extract is compared with."""
    if missing := missing_as_stored(prepared.facts):
        batch.mapping = json.dumps(
            json.loads(batch.mapping) | {"missing": missing}, ensure_ascii=False, sort_keys=True
        )


def _insert_figures(session: Session, batch: ImportBatch, rows: AggregatedRows) -> None:
    figures = rows.figures
    letters = {index: column_letter(index) for index in set(figures.column.tolist())}
    values: list[tuple[Any, ...]] = [
        (batch.batch_id, batch.indicator, *key, *content, total, batch.sheet, row, letters[column])
        for key, content, total, row, column in zip(
            figures.keys(),
            figures.contents(),
            figures.is_total.tolist(),
            figures.row.tolist(),
            figures.column.tolist(),
            strict=True,
        )
    ]
    session.connection().exec_driver_sql(_INSERT_MEASUREMENT, values)


def _insert_expected(session: Session, batch: ImportBatch, rows: tuple[ExpectedRow, ...]) -> None:
    values = [
        (batch.batch_id, r.svf, r.region, r.period, r.expected, batch.sheet, r.row) for r in rows
    ]
    session.connection().exec_driver_sql(_INSERT_EXPECTED, values)


def _insert_limits(session: Session, batch: ImportBatch, rows: tuple[LimitRow, ...]) -> None:
    """Add limits as objects, so that the history holds them; undo goes by their batch."""
    _, added, replaced = compare_limits(session, rows)
    for old in replaced:
        old.deleted_at = batch.imported_at
    for row in added:
        fields = {
            **dict(zip(LIMIT_KEY, row.key, strict=True)),
            **{name: getattr(row, name) for name in LIMIT_CONTENT},
        }
        session.add(LeadTimeLimit(batch_id=batch.batch_id, **fields))
    mapping = json.loads(batch.mapping)
    batch.mapping = json.dumps(
        {**mapping, "replaced": [old.uuid for old in replaced]}, ensure_ascii=False, sort_keys=True
    )


def _add_months(day: dt.date, months: int) -> dt.date:
    month = day.month - 1 + months
    return dt.date(day.year + month // 12, month % 12 + 1, min(day.day, 28))
