"""The indicators of a store with their cards and levels, and what users change about them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rccdesk.enums import BatchState, Direction, IndicatorKind, Topic
from rccdesk.errors import ConflictError, NotFoundError
from rccdesk.models import ImportBatch, Indicator, IndicatorLevel, Measurement
from rccdesk.services.indicators.levels import (
    PROPORTION,
    LevelError,
    LevelRow,
    check_levels,
)
from rccdesk.services.typed_texts import refuse_persons

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_WORDS = (
    "title",
    "population",
    "unit_of_measure",
    "source",
    "about",
    "interpretation",
    "technical",
    "family",
    "definition",
    "coverage_source",
)


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator; ``levels`` lowest first, ``figure_count`` the figures imported for it.

    ``about``, ``interpretation`` and ``technical`` are the three parts of its card. Indicators
    that look alike share ``family`` and say in ``definition`` what each of them counts.
    ``coverage`` is a proportion 0-1, None where it is not stated.
    """

    key: str
    title: str
    population: str = ""
    unit_of_measure: str = PROPORTION
    direction: str = Direction.NEUTRAL
    source: str = ""
    levels: tuple[LevelRow, ...] = ()
    figure_count: int = 0
    kind: str = ""  # an IndicatorKind; empty: not stated
    about: str = ""
    interpretation: str = ""
    technical: str = ""
    family: str = ""
    definition: str = ""
    coverage: float | None = None
    coverage_source: str = ""

    @property
    def is_proportion(self) -> bool:
        """Tell whether its figures are shares."""
        return self.unit_of_measure == PROPORTION


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
        levels = _levels_by_indicator(session)
        return tuple(
            _row(each, levels.get(each.uuid, ()), counts.get(each.key, 0)) for each in found
        )


def get_indicator_row(database: Database, key: str) -> IndicatorRow:
    """Return the indicator ``key``; NotFoundError ``no_such_indicator``."""
    with database.read() as session:
        found = _find(session, key)
        return _row(found, _levels(session, found.uuid), 0)


def add_indicator(database: Database, indicator: IndicatorRow) -> None:
    """Add an indicator of the user's own, with its levels.

    Raises ConflictError ``indicator_exists`` for a key that is taken, also in the Papperskorg;
    LevelError as `update_levels`, ``coverage_out_of_range``, ``unknown_kind``; PersonalTextError.
    """
    refuse_persons(indicator, *indicator.levels)
    _check_card(indicator)
    with database.write(
        Topic.INDICATORS, act="history.act.indicator_added", values={"name": indicator.title}
    ) as session:
        if session.scalar(select(func.count()).where(Indicator.key == indicator.key)):
            raise ConflictError("indicator_exists", indicator=indicator.key)
        made = Indicator(key=indicator.key)
        _fill(made, indicator)
        session.add(made)
        session.flush()
        _replace_levels(session, made.uuid, indicator.levels)


def update_indicator(database: Database, indicator: IndicatorRow) -> None:
    """Save everything on the card but the levels.

    Raises NotFoundError ``no_such_indicator``; LevelError ``coverage_out_of_range``,
    ``unknown_kind``, ``level_out_of_range`` where the standing levels are no shares but the unit
    becomes one; PersonalTextError.
    """
    refuse_persons(indicator)
    standing = get_indicator_row(database, indicator.key).levels
    _check_card(dataclasses.replace(indicator, levels=standing))
    with database.write(
        Topic.INDICATORS,
        act="history.act.indicator_updated",
        values={"name": indicator.title},
    ) as session:
        _fill(_find(session, indicator.key), indicator)


def save_card(database: Database, indicator: IndicatorRow) -> None:
    """Save the whole card, levels too, as one act.

    Raises as `update_indicator` and `update_levels`.
    """
    refuse_persons(indicator, *indicator.levels)
    _check_card(indicator)
    with database.write(
        Topic.INDICATORS,
        act="history.act.indicator_updated",
        values={"name": indicator.title},
    ) as session:
        found = _find(session, indicator.key)
        _fill(found, indicator)
        _replace_levels(session, found.uuid, indicator.levels)


def update_levels(database: Database, key: str, levels: Sequence[LevelRow]) -> None:
    """Save the levels of an indicator in place of those it has.

    Raises LevelError as `check_levels`; NotFoundError ``no_such_indicator``; PersonalTextError.
    """
    refuse_persons(*levels)
    indicator = get_indicator_row(database, key)
    check_levels(levels, is_proportion=indicator.is_proportion)
    with database.write(
        Topic.INDICATORS,
        act="history.act.indicator_levels_updated",
        values={"name": indicator.title},
    ) as session:
        _replace_levels(session, _find(session, key).uuid, levels)


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
    found = session.get_one(Indicator, indicator_uuid)
    levels = [_level(level) for level in _levels(session, indicator_uuid)]
    check_levels(levels, is_proportion=found.unit_of_measure == PROPORTION)


def _check_card(indicator: IndicatorRow) -> None:
    if indicator.kind and indicator.kind not in frozenset(IndicatorKind):
        raise LevelError("unknown_kind")
    if indicator.coverage is not None and not 0 <= indicator.coverage <= 1:
        raise LevelError("coverage_out_of_range")
    check_levels(indicator.levels, is_proportion=indicator.is_proportion)


def _fill(found: Indicator, indicator: IndicatorRow) -> None:
    for name in _WORDS:
        setattr(found, name, getattr(indicator, name))
    found.direction = Direction(indicator.direction)
    found.kind = indicator.kind
    found.coverage = indicator.coverage


def _replace_levels(session: Session, uuid: str, levels: Sequence[LevelRow]) -> None:
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
        for field in dataclasses.fields(LevelRow):
            setattr(row, field.name, getattr(level, field.name))
    for row in rows:
        row.deleted_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)


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


def _levels_by_indicator(session: Session) -> Mapping[str, Sequence[IndicatorLevel]]:
    found: dict[str, list[IndicatorLevel]] = {}
    for level in session.scalars(
        select(IndicatorLevel)
        .where(IndicatorLevel.deleted_at.is_(None))
        .order_by(IndicatorLevel.value)
    ):
        found.setdefault(level.indicator_uuid, []).append(level)
    return found


def _row(found: Indicator, levels: Sequence[IndicatorLevel], figure_count: int) -> IndicatorRow:
    return IndicatorRow(
        key=found.key,
        **{name: getattr(found, name) for name in _WORDS},
        # What another program wrote is no direction: nothing is judged by it.
        direction=found.direction if found.direction in set(Direction) else Direction.NEUTRAL,
        kind=found.kind,
        coverage=found.coverage,
        levels=tuple(
            _level(level, is_proportion=found.unit_of_measure == PROPORTION) for level in levels
        ),
        figure_count=figure_count,
    )


def _level(row: IndicatorLevel, *, is_proportion: bool = False) -> LevelRow:
    values = {each.name: getattr(row, each.name) for each in dataclasses.fields(LevelRow)}
    if is_proportion and row.value > 1:  # 80 in the file means 80 %, as where it is typed
        values["value"] = row.value / 100
    return LevelRow(**values)
