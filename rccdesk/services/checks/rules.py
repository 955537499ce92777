"""What a rule of the check is, and what the rules look at."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from rccdesk.enums import BatchState, Severity

LIVE = (BatchState.ACTIVE, BatchState.REPLACED)
BULK_TABLES = ("measurement", "expected_case", "event_blob", "pathway_blob")


@dataclass(frozen=True, slots=True)
class Rule:
    """One numbered statement that holds in every sound store.

    ``count`` returns how many rows break it. ``repair`` mends them without guessing, within a
    write; None where only a person can tell what is right. Its sentences stand under
    ``checks.finding.<key>`` and ``checks.remedy.<key>``.
    """

    key: str
    severity: Severity
    count: Callable[[Inspection], int]
    repair: Callable[[Inspection], None] | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """A row of ``import_batch`` as far as it can be read; ``None`` where it cannot."""

    batch_id: int
    profile: str
    dataset: str
    indicator: str | None
    state: str
    first_day: dt.date | None
    last_day: dt.date | None
    places: frozenset[Any] | None
    mapping: dict[str, Any] | None
    rows: int

    @property
    def is_live(self) -> bool:
        """Tell whether the batch counts: neither undone nor purged."""
        return self.state in LIVE


class Inspection:
    """One look at a store: its session, and what several rules need of it.

    Everything is read as it lies in the file and not through the models, since a damaged value
    must be counted and not stop the check.
    """

    def __init__(self, session: Session, today: dt.date) -> None:
        """Look through ``session``; ``today`` is what dates are compared with."""
        self.session = session
        self.today = today

    def rows(self, statement: str, *values: object) -> Sequence[Any]:
        """Return all rows of a statement."""
        return self.session.connection().exec_driver_sql(statement, values).fetchall()

    def number(self, statement: str, *values: object) -> int:
        """Return the one number of a statement."""
        return int(self.rows(statement, *values)[0][0])

    def run(self, statement: str, *values: object) -> None:
        """Change the store; only within a write."""
        self.session.connection().exec_driver_sql(statement, values)

    @cached_property
    def batches(self) -> tuple[Batch, ...]:
        """All batches, oldest first."""
        found = self.rows(
            "SELECT batch_id, profile, dataset, indicator, state, first_day, last_day,"
            " covered_places, mapping, rows_imported + rows_unchanged"
            " FROM import_batch ORDER BY batch_id"
        )
        return tuple(
            Batch(
                batch_id,
                profile,
                dataset,
                indicator,
                state,
                read_day(first),
                read_day(last),
                _places(places),
                read_object(mapping),
                int(rows or 0),
            )
            for (
                batch_id,
                profile,
                dataset,
                indicator,
                state,
                first,
                last,
                places,
                mapping,
                rows,
            ) in found
        )


def counting(statement: str) -> Callable[[Inspection], int]:
    """Return the count of a rule that is one SQL statement."""
    return lambda seen: seen.number(statement)


def mending(*statements: str) -> Callable[[Inspection], None]:
    """Return the repair of a rule that is SQL."""

    def repair(seen: Inspection) -> None:
        for statement in statements:
            seen.run(statement)

    return repair


def read_day(text: object) -> dt.date | None:
    """Return a date as SQLite holds it; None where it is something else."""
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        return None


def read_json(text: object) -> Any:
    """Return the value of a JSON text; ValueError where it is none."""
    if not isinstance(text, str):
        raise TypeError
    return json.loads(text)


def read_object(text: object) -> dict[str, Any] | None:
    """Return a JSON object; None where the text is something else."""
    try:
        value = read_json(text)
    except (ValueError, TypeError):
        return None
    return value if isinstance(value, dict) else None


def read_list(text: object) -> list[Any] | None:
    """Return a JSON list; None where the text is something else."""
    try:
        value = read_json(text)
    except (ValueError, TypeError):
        return None
    return value if isinstance(value, list) else None


def _places(text: object) -> frozenset[Any] | None:
    found = read_list(text)
    if found is None or not all(place is None or isinstance(place, str) for place in found):
        return None
    return frozenset(found)
