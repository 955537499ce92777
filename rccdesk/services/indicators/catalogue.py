"""The indicators of a store with their levels, and what users change about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rccdesk.enums import BatchState, Direction, Topic
from rccdesk.errors import ConflictError, NotFoundError, RccdeskError
from rccdesk.models import ImportBatch, Indicator, IndicatorLevel, Measurement
from rccdesk.services.typed_texts import refuse_persons

if TYPE_CHECKING:
    from rccdesk.services.database import Database

PROPORTION = "proportion"
MOST_LEVELS = 2


class LevelError(RccdeskError):
    """A level cannot be saved as given."""

    code = "too_many_levels"


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level; ``value`` is a proportion 0-1 where the indicator is one. None dates are open."""

    value: float
    name: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    is_own: bool = False
    source: str = ""

    def is_valid_on(self, day: dt.date) -> bool:
        """Tell whether the level holds on ``day``."""
        return (self.valid_from or dt.date.min) <= day <= (self.valid_to or dt.date.max)


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator; ``levels`` lowest first, ``figure_count`` the figures imported for it."""

    key: str
    title: str
    population: str = ""
    unit_of_measure: str = PROPORTION
    direction: str = Direction.NEUTRAL
    source: str = ""
    levels: tuple[LevelRow, ...] = ()
    figure_count: int = 0


def list_indicators(database: Database) -> tuple[IndicatorRow, ...]:
    """Return the indicators by title."""
    with database.read() as session:
        grouped = session.execute(
            select(Measurement.indicator, func.count()).group_by(Measurement.indicator)
        )
        counts = {key: count for key, count in grouped}  # noqa: C416 - rows are not plain tuples
        found = session.scalars(
            select(Indicator).where(Indicator.deleted_at.is_(None)).order_by(Indicator.title)
        )
        return tuple(_row(session, each, counts.get(each.key, 0)) for each in found)


def get_indicator_row(database: Database, key: str) -> IndicatorRow:
    """Return the indicator ``key``; NotFoundError ``no_such_indicator``."""
    with database.read() as session:
        return _row(session, _find(session, key), 0)


def update_indicator(database: Database, indicator: IndicatorRow) -> None:
    """Save title, population, unit, direction and source.

    Raises NotFoundError ``no_such_indicator``, PersonalTextError.
    """
    refuse_persons(indicator)
    with database.write(
        Topic.INDICATORS,
        act="history.act.indicator_updated",
        values={"name": indicator.title},
    ) as session:
        found = _find(session, indicator.key)
        found.title = indicator.title
        found.population = indicator.population
        found.unit_of_measure = indicator.unit_of_measure
        found.direction = Direction(indicator.direction)
        found.source = indicator.source


def update_levels(database: Database, key: str, levels: Sequence[LevelRow]) -> None:
    """Save the levels of an indicator in place of those it has.

    Raises LevelError ``too_many_levels`` for more than two on a day, ``level_out_of_range`` for a
    proportion outside 0-1, ``level_dates`` for a level that ends before it begins; NotFoundError
    ``no_such_indicator``; PersonalTextError.
    """
    refuse_persons(*levels)
    indicator = get_indicator_row(database, key)
    _check(indicator, levels)
    with database.write(
        Topic.INDICATORS,
        act="history.act.indicator_levels_updated",
        values={"name": indicator.title},
    ) as session:
        uuid = _find(session, key).uuid
        rows, changed = list(_levels(session, uuid)), []
        for level in levels:  # what is the same stays: the one taken away must be the right one
            same = next((row for row in rows if _level(row) == level), None)
            if same is None:
                changed.append(level)
            else:
                rows.remove(same)
        for level in changed:
            if rows:
                row = rows.pop(0)
            else:
                row = IndicatorLevel(indicator_uuid=uuid, value=level.value)
                session.add(row)
            for name in ("value", "name", "valid_from", "valid_to", "is_own", "source"):
                setattr(row, name, getattr(level, name))
        for row in rows:
            row.deleted_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)


def delete_indicator(database: Database, key: str) -> None:
    """Put an indicator and its levels in the Papperskorg.

    Raises NotFoundError ``no_such_indicator``; ConflictError ``indicator_has_figures`` while
    imports that hold have figures for it: those are taken away by undoing the imports.
    """
    with database.read() as session:
        title = _find(session, key).title
    with database.write(
        Topic.INDICATORS, act="history.act.indicator_deleted", values={"name": title}
    ) as session:
        found = _find(session, key)
        imports = session.scalar(
            select(func.count())
            .select_from(ImportBatch)
            .where(
                ImportBatch.indicator == key,
                ImportBatch.state.in_((BatchState.ACTIVE, BatchState.REPLACED)),
            )
        )
        if imports:
            raise ConflictError("indicator_has_figures", name=title)
        now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        found.deleted_at = now
        for level in _levels(session, found.uuid):
            level.deleted_at = now


def check_standing_levels(session: Session, indicator_uuid: str) -> None:
    """Check the levels that an indicator has within a write; LevelError as `update_levels`."""
    row = _row(session, session.get_one(Indicator, indicator_uuid), 0)
    _check(row, row.levels)


def _check(indicator: IndicatorRow, levels: Sequence[LevelRow]) -> None:
    for level in levels:
        if indicator.unit_of_measure == PROPORTION and not 0 <= level.value <= 1:
            raise LevelError("level_out_of_range")
        first = level.valid_from or dt.date.min
        if first > (level.valid_to or dt.date.max):
            raise LevelError("level_dates")
        if sum(other.is_valid_on(first) for other in levels if not other.is_own) > MOST_LEVELS:
            raise LevelError("too_many_levels", most=MOST_LEVELS)


def _find(session: Session, key: str) -> Indicator:
    found = session.scalar(
        select(Indicator).where(Indicator.key == key, Indicator.deleted_at.is_(None))
    )
    if found is None:
        raise NotFoundError("no_such_indicator", indicator=key)
    return found


def _levels(session: Session, uuid: str) -> Sequence[IndicatorLevel]:
    return session.scalars(
        select(IndicatorLevel)
        .where(IndicatorLevel.indicator_uuid == uuid, IndicatorLevel.deleted_at.is_(None))
        .order_by(IndicatorLevel.value)
    ).all()


def _row(session: Session, found: Indicator, figure_count: int) -> IndicatorRow:
    return IndicatorRow(
        key=found.key,
        title=found.title,
        population=found.population,
        unit_of_measure=found.unit_of_measure,
        direction=found.direction,
        source=found.source,
        levels=tuple(_level(level) for level in _levels(session, found.uuid)),
        figure_count=figure_count,
    )


def _level(row: IndicatorLevel) -> LevelRow:
    return LevelRow(row.value, row.name, row.valid_from, row.valid_to, row.is_own, row.source)
