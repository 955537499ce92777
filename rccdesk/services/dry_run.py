"""A dry run to the figures: what an import would do to the shares that people look at.

The files are imported into a copy of the store, which is asked the same questions before and
after and then removed; the store itself is only read.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rccdesk.enums import Goal, Grain, Topic
from rccdesk.errors import RccdeskError
from rccdesk.files import check_free_space, temporary_beside
from rccdesk.periods import parse_period
from rccdesk.services import indicators, lead_times
from rccdesk.services.imports.batches import TOPICS
from rccdesk.services.imports.importing import import_files
from rccdesk.services.imports.request import ImportRequest, ImportResult
from rccdesk.services.memory import return_freed
from rccdesk.services.progress import Progress, ignore

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.publishing import PublishableTable

_LEAD_TIMES = frozenset(p for p, topic in TOPICS.items() if topic is Topic.LEAD_TIMES)
_PERIODS = 3
_ROOM = 3  # times the store: the copy, its journal, what it grows by
_COPIED, _IMPORTED, _ALL = 50, 950, 1000


@dataclass(frozen=True, slots=True)
class Effect:
    """A figure before and after: ``before`` and ``after`` are None where there is none to show.

    ``measure`` is a goal key or an indicator key, ``period`` as in the contract. For a share the
    values are proportions 0-1 and the numbers its denominators.
    """

    measure: str
    period: str
    is_proportion: bool
    before: float | None
    after: float | None
    before_number: float | None
    after_number: float | None

    @property
    def is_changed(self) -> bool:
        """Tell whether anything differs."""
        return (self.before, self.before_number) != (self.after, self.after_number)


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a dry run: the results as of an import, and its effects, newest period first."""

    results: tuple[ImportResult, ...]
    effects: tuple[Effect, ...]


def try_import(database: Database, request: ImportRequest, progress: Progress = ignore) -> Trial:
    """Import into a copy of the store and return what would change.

    Raises what `import_files` raises; FileWriteError ``disk_space_low`` where there is no room
    for the copy. Nothing is left of it.
    """
    with _copy_of(database) as copy:
        progress(_COPIED, _ALL)
        results = import_files(
            copy,
            replace(request, dry_run=False),
            lambda done, total: progress(
                _COPIED + (_IMPORTED - _COPIED) * done // max(total, 1), _ALL
            ),
            backs_up=False,
        )
        effects = _compare(database, copy, request, results)
        return_freed()
        progress(_ALL, _ALL)
    return Trial(results, effects)


@contextmanager
def _copy_of(database: Database) -> Iterator[Database]:
    from rccdesk.services.database import Database, remove_store

    check_free_space(database.path.parent, _ROOM * database.path.stat().st_size)
    path = temporary_beside(database.path)
    try:
        database.backup(path)
        with Database.open(path) as copy:
            yield copy
    finally:
        remove_store(path)


def _compare(
    before: Database, after: Database, request: ImportRequest, results: tuple[ImportResult, ...]
) -> tuple[Effect, ...]:
    found: list[Effect] = []
    if any(result.profile in _LEAD_TIMES for result in results):
        for grain in (Grain.MONTH, Grain.QUARTER):  # months, where they are not all too few
            query = lead_times.LeadTimeQuery(goal=Goal.LEAD_TIME, by=("period",), grain=grain)
            effects = _pair(
                lead_times.get_lead_times(before, query), lead_times.get_lead_times(after, query)
            )
            if any(one.before is not None or one.after is not None for one in effects):
                found += effects
                break
    if request.indicator:
        asked = indicators.IndicatorQuery(request.indicator, by=("period",))
        try:
            old = indicators.get_indicator(before, asked)
        except RccdeskError:  # the import makes it
            old = None
        found += _pair(old, indicators.get_indicator(after, asked))
    return tuple(found)


def _pair(old: PublishableTable | None, new: PublishableTable) -> list[Effect]:
    """Return the newest periods of the new table with what stood there before."""
    before = {row.get("period"): row for row in old.rows} if old is not None else {}
    after = {row.get("period"): row for row in new.rows}
    periods = [period for period in {*before, *after} if period is not None]
    periods.sort(key=lambda period: parse_period(period).last, reverse=True)
    effects = []
    for period in periods[:_PERIODS]:
        was, now = before.get(period), after.get(period)
        effects.append(
            Effect(
                new.measure,
                period,
                new.is_proportion,
                was.value if was else None,
                now.value if now else None,
                was.denominator if was else None,
                now.denominator if now else None,
            )
        )
    return effects
