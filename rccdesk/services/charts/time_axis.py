"""Periods along an axis: filled up, with years, stepwise targets and breaks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from rccdesk import formats
from rccdesk.enums import Grain
from rccdesk.periods import Period, list_periods
from rccdesk.services.charts import figures
from rccdesk.services.charts.labels import grain_of
from rccdesk.services.charts.spec import Target
from rccdesk.services.charts.words import target_label
from rccdesk.services.publishing import PublishableTable
from rccdesk.texts import text

PERIOD_FIELDS = ("period", "start_period")


def period_field(table: PublishableTable) -> str:
    """Return the by-field of the table that holds its periods; StopIteration if none does."""
    return next(name for name in table.by if name in PERIOD_FIELDS)


def all_periods(known: tuple[Period, ...]) -> tuple[Period, ...]:
    """Return the periods from the first to the last of ``known``, without gaps if they tile."""
    grain = grain_of(known)
    if not known or grain is None:
        return known
    every = list_periods(known[0].first, known[-1].last, grain)
    return every if {period.key for period in known} <= {p.key for p in every} else known


def grain_words(periods: tuple[Period, ...]) -> str:
    """Return what one of the periods is called, as in "kvartal"."""
    grain = grain_of(periods)
    return text(f"charts.grain.{grain}") if grain else text("charts.heading.period").lower()


def year_marks(periods: tuple[Period, ...]) -> tuple[tuple[int, str], ...]:
    """Return the index of the first period of each year, with the year."""
    if grain_of(periods) in (None, Grain.YEAR):
        return ()
    marks: list[tuple[int, str]] = []
    for index, period in enumerate(periods):
        if index == 0 or periods[index - 1].first.year != period.first.year:
            marks.append((index, str(period.first.year)))
    return tuple(marks)


def step_targets(table: PublishableTable, periods: tuple[Period, ...]) -> tuple[Target, ...]:
    """Return one target per run of periods with the same level."""
    targets: list[Target] = []
    for index, period in enumerate(periods):
        levels = figures.valid_levels(table, period.last)
        main = figures.main_level(levels, table.direction)
        for level in levels:
            is_lower = level is not main
            label = target_label(level, table, is_lower=is_lower)
            run = next(
                (
                    position
                    for position, target in enumerate(targets)
                    if target.stop == index - 1
                    and (target.value, target.label, target.is_lower_level)
                    == (level.value, label, is_lower)
                ),
                None,
            )
            start = index if run is None else targets.pop(run).start
            targets.append(Target(level.value, label, start, index, is_lower))
    return tuple(sorted(targets, key=lambda target: (target.is_lower_level, target.start)))


def after(day: dt.date, periods: Iterable[Period]) -> int | None:
    """Return the index of the first period that begins on or after ``day``."""
    return next((i for i, period in enumerate(periods) if period.first >= day), None)


def holding(day: dt.date, periods: Iterable[Period]) -> int | None:
    """Return the index of the period that holds ``day``."""
    return next((i for i, p in enumerate(periods) if p.first <= day <= p.last), None)


def limit_change(key: str, day: dt.date, old: int | None, new: int | None) -> str:
    """Return the words of a changed limit: ``limit_changed`` or ``limit_changed_label``."""
    unknown = text("charts.sentence.limit_unknown")
    return text(
        f"charts.sentence.{key}",
        date=formats.iso_date(day),
        old=unknown if old is None else formats.number(old),
        new=unknown if new is None else formats.number(new),
    )
