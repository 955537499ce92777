"""Compare a checked file with the store: what is new, changed, unchanged, missing, the same."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from rccdesk.enums import Profile, Severity
from rccdesk.models import ImportBatch, LeadTimeLimit
from rccdesk.periods import parse_period
from rccdesk.services.imports.aggregated import AggregatedRows
from rccdesk.services.imports.case_columns import EventRows
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.coverage import (
    LIVE,
    Coverage,
    effective_expected_cases,
    effective_measurements,
)
from rccdesk.services.imports.doubt_rules import find_case_doubts
from rccdesk.services.imports.figures import DIMENSIONS
from rccdesk.services.imports.fixes import Fixes
from rccdesk.services.imports.preparing import Prepared
from rccdesk.services.imports.problems import (
    Problem,
    cells_of,
    make_problem,
)
from rccdesk.services.imports.request import ImportRequest, RowCounts
from rccdesk.services.imports.small_tables import ExpectedRow, LimitRow, SmallRows
from rccdesk.services.imports.values import clean_text
from rccdesk.services.pathways.events import compare_events

if TYPE_CHECKING:
    pass


def dataset_of(profile: Profile, indicator: str | None) -> str:
    """Return the name of the dataset that a file belongs to."""
    return {
        Profile.EVENTS: "events",
        Profile.PATHWAY_LIST: "events",  # stored as events: one dataset
        Profile.EXPECTED: "expected",
        Profile.LIMITS: "limits",
        Profile.AGGREGATED: f"indicator:{indicator}",
    }[profile]


def describe_mapping(prepared: Prepared, request: ImportRequest) -> str:
    """Return as JSON how the file was read: columns by field, and the choices made."""
    assert prepared.found is not None
    fields = {
        match.field: {"column": column_letter(match.index), "header": match.header}
        for match in prepared.found.matches
    }
    rows = prepared.rows
    names = rows.unit_names if isinstance(rows, AggregatedRows) else {}
    return json.dumps(
        {
            "fields": fields,
            "wide": prepared.found.wide,
            "duplicates": request.duplicates,
            "fixes": dict(request.fixes),
            "unit_names": names,
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def find_same_import(
    session: Session, prepared: Prepared, request: ImportRequest
) -> ImportBatch | None:
    """Return the batch that already holds this file, read in the same way; None if none does.

    It may have been replaced since: an old extract that is dropped in again by mistake must
    not win over newer ones. To go back one undoes those.
    """
    assert prepared.found is not None
    sheet = prepared.sheet
    query = select(ImportBatch).where(
        ImportBatch.file_sha256 == prepared.head.sha256,
        ImportBatch.dataset == dataset_of(prepared.found.layout.profile, request.indicator),
        ImportBatch.sheet == (sheet.name if sheet else ""),
        ImportBatch.header_row == prepared.found.header_row,
        ImportBatch.extract_date == prepared.extract_date,
        ImportBatch.state.in_(LIVE),
    )
    mapping = json.loads(describe_mapping(prepared, request))
    for batch in session.scalars(query.order_by(ImportBatch.batch_id.desc())):
        # Batches from before there were fixes do not name them.
        if mapping.items() <= ({"fixes": {}} | json.loads(batch.mapping)).items():
            return batch
    return None


def compare_with_store(
    session: Session, prepared: Prepared, request: ImportRequest
) -> tuple[RowCounts, tuple[Problem, ...]]:
    """Return what an import would change, without changing anything."""
    rows = prepared.rows
    if isinstance(rows, EventRows):
        assert prepared.extract_date is not None
        counts = compare_events(
            session, rows.events, prepared.extract_date, rows.disputed, is_list=rows.is_list
        )
        found = RowCounts(counts.new, counts.changed, counts.unchanged, counts.missing)
        told = find_case_doubts(session, prepared, rows, counts)[1]
        return found, (*end_before_start(prepared, rows, counts.end_before_start_rows), *told)
    if isinstance(rows, AggregatedRows):
        return _compare_figures(session, prepared, rows, str(request.indicator)), ()
    assert rows is not None
    if rows.rows and isinstance(rows.rows[0], LimitRow):
        return compare_limits(session, rows.rows)[0], ()
    return _compare_expected(session, prepared, rows), ()  # type: ignore[arg-type]


def _compare_figures(
    session: Session, prepared: Prepared, rows: AggregatedRows, indicator: str
) -> RowCounts:
    before = {
        tuple(getattr(row, name) for name in DIMENSIONS): (
            row.numerator, row.denominator, row.value, row.masked, row.is_total,
        )
        for row in effective_measurements(session, indicator)
    }  # fmt: skip
    figures = rows.figures
    keys = figures.keys()
    states: dict[int, str] = {}  # by row of the table: a row of a wide table holds several figures
    for key, content, is_total, position in zip(
        keys,
        figures.contents(),
        figures.is_total.tolist(),
        figures.position.tolist(),
        strict=True,
    ):
        old = before.get(key)
        state = "new" if old is None else "unchanged" if old == (*content, is_total) else "changed"
        states[position] = max(states.get(position, ""), state, key=_RANK.__getitem__)
    return RowCounts(
        **{state: sum(s == state for s in states.values()) for state in ("new", "changed")},
        unchanged=sum(s == "unchanged" for s in states.values()),
        missing=_count_missing(
            prepared, set(before) - set(keys) - rows.disputed, period=0, place=1
        ),
    )


_RANK = {"": 0, "unchanged": 1, "changed": 2, "new": 3}


def _compare_expected(
    session: Session, prepared: Prepared, found: SmallRows[ExpectedRow]
) -> RowCounts:
    rows = found.rows
    before = {
        (row.svf, row.region, row.period): row.expected for row in effective_expected_cases(session)
    }
    new = sum(row.key not in before for row in rows)
    same = sum(before.get(row.key) == row.expected for row in rows)
    lacking = set(before) - {row.key for row in rows} - found.disputed
    missing = _count_missing(prepared, lacking, period=2, place=1)
    return RowCounts(new, len(rows) - new - same, same, missing)


def _count_missing(
    prepared: Prepared, keys: Iterable[tuple[str, ...]], *, period: int, place: int
) -> int:
    """Count the keys that lie within the coverage of the file."""
    if prepared.first_day is None or prepared.last_day is None:
        return 0
    coverage = Coverage(prepared.first_day, prepared.last_day, prepared.places)
    spans = {key[period]: parse_period(key[period]) for key in keys}
    return sum(
        coverage.covers(spans[key[period]].first, spans[key[period]].last, key[place])
        for key in keys
    )


def compare_limits(
    session: Session, rows: tuple[LimitRow, ...]
) -> tuple[RowCounts, list[LimitRow], list[LeadTimeLimit]]:
    """Return the counts, the rows to add and the versions that they take the place of."""
    before: dict[tuple[object, ...], LeadTimeLimit] = {}
    for limit in session.scalars(select(LeadTimeLimit).where(LeadTimeLimit.deleted_at.is_(None))):
        before[tuple(getattr(limit, name) for name in LIMIT_KEY)] = limit
    added: list[LimitRow] = []
    replaced: list[LeadTimeLimit] = []
    for row in rows:
        old = before.get(row.key)
        if old is not None and tuple(getattr(old, name) for name in LIMIT_CONTENT) == row.content:
            continue
        added.append(row)
        if old is not None:
            replaced.append(old)
    counts = RowCounts(len(added) - len(replaced), len(replaced), len(rows) - len(added), 0)
    return counts, added, replaced


LIMIT_KEY = ("kva_prefix", "treatment", "variant", "from_event", "to_event", "valid_from")
LIMIT_CONTENT = (
    "suffixes", "days", "decided_on", "valid_to", "is_confirmed", "source", "note",
)  # fmt: skip


def without_skipped(session: Session, prepared: Prepared) -> Prepared:
    """Return a file without the rows that end a pathway before it starts, if the user says so.

    Which they are is known only together with what the store holds of the same pathways.
    """
    rows = prepared.rows
    if not isinstance(rows, EventRows) or prepared.extract_date is None:
        return prepared
    column = rows.columns[rows.end_field]
    if not Fixes(prepared.request.fixes).skips("end_before_start", column):
        return prepared
    counts = compare_events(
        session, rows.events, prepared.extract_date, rows.disputed, is_list=rows.is_list
    )
    left_out = counts.end_before_start_rows
    if not left_out:
        return prepared
    kept = rows.rows_kept - len(left_out)
    letter, header = _name_column(prepared, column)
    note = make_problem(
        Severity.INFO,
        "rows_skipped",
        (prepared.sheet.name if prepared.sheet else "") or None,
        cells_of(column, left_out),
        len(left_out),
        column=letter,
        header=header,
    )
    events = rows.events.take(~np.isin(rows.events.row, left_out))
    return replace(
        prepared,
        rows=replace(rows, events=events, rows_kept=kept),
        rows_kept=kept,
        problems=(*prepared.problems, note),
    )


def _name_column(prepared: Prepared, column: int) -> tuple[str, str]:
    matches = prepared.found.matches if prepared.found else ()
    header = next((match.header for match in matches if match.index == column), "")
    return column_letter(column), clean_text(header)


def end_before_start(
    prepared: Prepared, rows: EventRows, sheet_rows: tuple[int, ...]
) -> tuple[Problem, ...]:
    """Return the warning for events that end a pathway before it starts, if there are any."""
    if not sheet_rows:
        return ()
    sheet, column = prepared.sheet, rows.columns[rows.end_field]
    letter, header = _name_column(prepared, column)
    return (
        make_problem(
            Severity.WARNING,
            "end_before_start",
            (sheet.name if sheet else "") or None,
            cells_of(column, sheet_rows),
            len(sheet_rows),
            column=letter,
            header=header,
        ),
    )
