"""The table of how many regions reach each level and how far apart they are, then and now."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.services import indicators
from rccdesk.services.charts import figures
from rccdesk.services.charts.labels import capital
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.indicators import IndicatorQuery, compare_years
from rccdesk.texts import text
from rccdesk.ui.pages.indicators.figure_table import source_line

if TYPE_CHECKING:
    from rccdesk.services.charts.figures import Column
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.indicators import LevelsReached, PeriodStand, YearChange
    from rccdesk.ui.pages.indicators.answers import Answer, Where


def fill_reached(database: Database, answer: Answer, labels: Labels) -> Answer:  # noqa: ARG001 - as every tab
    """Return the three questions of the national follow-up as one table."""
    indicator = answer.indicator
    assert indicator is not None
    where = answer.where("unit")
    found = indicators.get_levels_reached(
        database, indicator.key, where=where, snapshot=answer.question.snapshot
    )
    stands = found.stands
    column = figures.column_for(found.table, found.table.rows)
    rows = [_whole(stands, column)]
    rows += _levels(found, column)
    rows += [_count(found, "with_figure"), _count(found, "hidden")]
    rows += [_range(stands, column), _spread(stands, column)]
    change = _change(database, answer, where, stands)
    if change is not None:
        rows.append(_change_cells(change, stands, column))
    heads = [TableColumn(text("indicators.reach.what"))]
    heads += [TableColumn(capital(stand.period.label()), numeric=True) for stand in stands]
    return dataclasses.replace(
        answer,
        table=TableSpec(
            text("indicators.reach.title", measure=indicator.title),
            tuple(heads),
            tuple(rows),
            notes=(*_notes(found), *_change_notes(change)),
        ),
        foot=(source_line(found.table),),
        shown_count=len(stands),
    )


def _whole(stands: tuple[PeriodStand, ...], column: Column) -> tuple[str, ...]:
    cells = []
    for stand in stands:
        row = stand.whole
        if row is None:
            cells.append(formats.MISSING)
            continue
        count = figures.count_text(row)
        value = figures.value_text(row, column)
        cells.append(f"{value} ({count})" if count and row.value is not None else value)
    return (text("indicators.reach.whole"), *cells)


def _levels(found: LevelsReached, column: Column) -> list[tuple[str, ...]]:
    who = "regions" if found.are_regions else "units"
    most = max((len(stand.reaches) for stand in found.stands), default=0)
    rows = []
    for position in range(most):
        newest = next(s.reaches[position] for s in found.stands[::-1] if len(s.reaches) > position)
        words = ", ".join(filter(None, (column.value(newest.level), newest.name.lower())))
        cells = []
        for stand in found.stands:
            if len(stand.reaches) <= position or not stand.judged:
                cells.append(formats.MISSING)
                continue
            reach = stand.reaches[position]
            cells.append(text("indicators.reach.of", count=reach.reached, total=stand.judged))
        rows.append((text(f"indicators.reach.{who}_reaching", level=words), *cells))
    return rows


def _count(found: LevelsReached, name: str) -> tuple[str, ...]:
    who = "regions" if found.are_regions else "units"
    key = "not_shown" if name == "hidden" else f"{who}_with_figure"
    cells = (str(getattr(stand, name)) for stand in found.stands)
    return (text(f"indicators.reach.{key}"), *cells)


def _range(stands: tuple[PeriodStand, ...], column: Column) -> tuple[str, ...]:
    cells = (
        column.interval(stand.lowest, stand.highest)
        if stand.lowest is not None and stand.highest is not None
        else formats.MISSING
        for stand in stands
    )
    return (text("indicators.reach.range"), *cells)


def _spread(stands: tuple[PeriodStand, ...], column: Column) -> tuple[str, ...]:
    cells = (
        formats.MISSING if stand.spread is None else _difference(stand.spread, column)
        for stand in stands
    )
    return (text("indicators.reach.spread"), *cells)


def _change(
    database: Database, answer: Answer, where: Where, stands: tuple[PeriodStand, ...]
) -> YearChange | None:
    """Return how all together have changed since the newest period's own a year before."""
    assert answer.indicator is not None
    query = IndicatorQuery(
        answer.indicator.key,
        by=("period",),
        where=where,
        snapshot=answer.question.snapshot,
    )
    changes = compare_years(indicators.get_indicator(database, query))
    newest = stands[-1].period if stands else None
    return next((each for each in changes if each.later == newest), None)


def _change_cells(
    change: YearChange, stands: tuple[PeriodStand, ...], column: Column
) -> tuple[str, ...]:
    words = text("indicators.reach.change", period=change.earlier.label())
    cell = formats.MISSING
    if change.difference is not None:
        cell = text(
            "indicators.reach.change_text",
            difference=_signed(change.difference.difference, column),
            low=_signed(change.difference.low, column),
            high=_signed(change.difference.high, column),
        )
    return (words, *(formats.NOT_APPLICABLE,) * (len(stands) - 1), cell)


def _change_notes(change: YearChange | None) -> tuple[str, ...]:
    if change is None:
        return ()
    if change.difference is None:
        return (text(f"indicators.reach.reason.{change.reason}"),)
    certain = "certain" if change.difference.is_certain else "uncertain"
    return (text(f"indicators.reach.change_{certain}"),)


def _difference(value: float, column: Column) -> str:
    size = column.distance(value)
    return text("indicators.reach.points", value=size) if column.is_share else size


def _signed(value: float, column: Column) -> str:
    """Return a difference with its sign: more or less is not better or worse."""
    sign = formats.MINUS if value < 0 else "+"
    return f"{sign}{column.distance(value)}"


def _notes(found: LevelsReached) -> tuple[str, ...]:
    notes = []
    if found.now is None:
        return (text("indicators.reach.no_units"),)
    if not found.now.reaches:
        notes.append(text("indicators.reach.no_level"))
    elif not found.now.judged:
        notes.append(text("indicators.reach.no_direction"))
    if any(reach.others for stand in found.stands for reach in stand.reaches):
        notes.append(text("indicators.reach.own_levels"))
    if found.then is None:
        notes.append(text("indicators.reach.one_period"))
    notes.append(text("indicators.reach.spread_note"))
    return tuple(notes)
