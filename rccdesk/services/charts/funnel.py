"""Units by their number of cases, with the limits that chance alone gives.

Spiegelhalter, Funnel plots for comparing institutional performance (2005). There is no target in
it: whether a unit differs from the others and whether it reaches a goal are two questions.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from rccdesk import formats
from rccdesk.services.charts import figures, sentences
from rccdesk.services.charts.feet import source_line
from rccdesk.services.charts.figures import Column
from rccdesk.services.charts.labels import Labels, chosen_period, everyone, measure_name
from rccdesk.services.charts.layout import value_ticks
from rccdesk.services.charts.lead_time_words import joined
from rccdesk.services.charts.spec import (
    ChartKind,
    ChartSpec,
    Dot,
    FunnelLimit,
    TableColumn,
    TableSpec,
)
from rccdesk.services.charts.symbols import without_marks
from rccdesk.services.charts.warnings import excluded_line, input_warnings, nothing_shown
from rccdesk.services.charts.words import selection_subtitle
from rccdesk.services.publishing import PublishableRow, PublishableTable
from rccdesk.texts import text

_GRID = 60  # counts at which the limits are drawn
_MOST_NAMED = 4
_OUTSIDE = {"": "within_limits", "95": "outside_95", "99.8": "outside_998"}


@dataclass(frozen=True, slots=True)
class _Unit:
    name: str
    row: PublishableRow
    count: int | None  # None where nothing can be drawn
    outside: str = ""
    limits: FunnelLimit | None = None


def build_funnel(
    table: PublishableTable, labels: Labels, *, own_code: str | None = None
) -> ChartSpec:
    """Return the units of the first by-field by their number of cases.

    Exact 95 and 99.8 % limits around the whole of the selection. Units that are hidden are not
    drawn; they stay in the table.
    """
    by = table.by[0]
    rows = [row for row in table.rows if not row.is_total]
    centre = _centre(table)
    units = _units(rows, table, labels, centre)
    drawn = tuple(unit for unit in units if unit.count is not None)
    column = figures.column_for(table, (*rows, table.whole))
    period = chosen_period(table)
    words = {"measure": measure_name(table, labels), "per": text(f"charts.per.{by}")}
    title = text("charts.title.funnel_all", **words)
    if period is not None:
        title = text("charts.title.funnel", period=period.label(), **words)
    subtitle = selection_subtitle(table, labels)
    finding, explanation = _words(table, units, centre, own_code, column)
    dots = tuple(_dot(unit, table, column, own_code) for unit in units)
    is_drawn = centre is not None and _is_counted(table)
    foot = [source_line(table, labels, tuple(unit.row for unit in units))]
    if excluded := excluded_line(table, labels):
        foot.insert(0, excluded)
    if is_drawn and drawn:
        foot.insert(0, text("charts.foot.funnel", centre=column.value(centre)))
    alt_rows = " ".join(dot.spoken for dot in dots)
    regional = by in ("region", "home_region", "health_care_region")
    return ChartSpec(
        kind=ChartKind.FUNNEL,
        title=title,
        subtitle=subtitle,
        finding=finding,
        explanation=explanation,
        context=text("charts.sentence.context" if regional else "charts.sentence.context_other"),
        foot=tuple(foot),
        alt=without_marks(
            f"{text('charts.spoken.funnel')} {title}. {subtitle}. {finding} {alt_rows}"
        ),
        table=_table(title, table, labels, units, column, centre),
        is_share=table.is_proportion,
        direction="neutral",
        axis_label=text("charts.axis.cases"),
        centre=centre,
        dots=dots,
        funnel_limits=_grid(drawn, centre) if is_drawn and drawn else (),
        is_example=table.is_example,
    )


def _is_counted(table: PublishableTable) -> bool:
    """Tell whether the figures are shares of counted cases: the inclusion is of expected ones."""
    return table.is_proportion and not table.is_inclusion


def _centre(table: PublishableTable) -> float | None:
    if not _is_counted(table) or table.whole is None or table.whole.value is None:
        return None
    value = table.whole.value
    return value if math.isfinite(value) and 0 <= value <= 1 else None


def _units(
    rows: list[PublishableRow], table: PublishableTable, labels: Labels, centre: float | None
) -> tuple[_Unit, ...]:
    by = table.by[0]
    found = []
    for row in rows:
        name = labels.name(by, row.get(by))
        whole = row.denominator is not None and float(row.denominator).is_integer()
        if row.value is None or row.hidden or not whole or not row.denominator:
            found.append(_Unit(name, row, None))
            continue
        count = int(row.denominator)
        limits = None if centre is None else _limits([count], centre)[0]
        found.append(_Unit(name, row, count, _outside(row.value, limits), limits))
    return tuple(found)


def _limits(counts: list[int], centre: float) -> tuple[FunnelLimit, ...]:
    from rccdesk.services.statistics.funnel import funnel_limits  # brings numpy

    low_95, high_95 = funnel_limits(counts, centre, 0.95)
    low_998, high_998 = funnel_limits(counts, centre, 0.998)
    return tuple(
        FunnelLimit(n, float(a), float(b), float(c), float(d))
        for n, a, b, c, d in zip(counts, low_95, high_95, low_998, high_998, strict=True)
    )


def _grid(drawn: tuple[_Unit, ...], centre: float | None) -> tuple[FunnelLimit, ...]:
    if centre is None:
        return ()
    counts = {unit.count for unit in drawn if unit.count is not None}
    first, last = max(1, min(counts) // 2), int(value_ticks(max(counts))[-1])  # the axis' end
    step = max(1.0, (last - first) / _GRID)
    steps = {round(first + step * index) for index in range(_GRID + 1)}
    return _limits(sorted(counts | {n for n in steps if n <= last} | {last}), centre)


def _outside(value: float, limits: FunnelLimit | None) -> str:
    """Return the limit that ``value`` lies beyond; on the limit is within it."""
    if limits is None:
        return ""
    dust = 1e-12
    if value < limits.low_998 - dust or value > limits.high_998 + dust:
        return "99.8"
    return "95" if value < limits.low_95 - dust or value > limits.high_95 + dust else ""


def _dot(unit: _Unit, table: PublishableTable, column: Column, own_code: str | None) -> Dot:
    row = unit.row
    shown = unit.count is not None
    doubt = figures.doubt_of(row, table)
    spoken = sentences.spoken_row(unit.name, row, table, column, (), doubt)
    if unit.limits is not None:
        spoken = f"{spoken} {text(f'charts.spoken.{_OUTSIDE[unit.outside]}')}."
    return Dot(
        label=unit.name,
        count=unit.count,
        value=row.value if shown else None,
        value_text=figures.value_text(row, column),
        count_text=figures.count_text(row),
        outside=unit.outside,
        is_own=own_code is not None and row.get(table.by[0]) == own_code,
        hidden_text=figures.hidden_text(row, table),
        value_key=row.value_key,
        spoken=spoken,
    )


def _words(
    table: PublishableTable,
    units: tuple[_Unit, ...],
    centre: float | None,
    own_code: str | None,
    column: Column,
) -> tuple[str, tuple[str, ...]]:
    drawn = [unit for unit in units if unit.count is not None]
    warnings = input_warnings(table, ((unit.name, unit.row) for unit in units))
    hidden = _hidden_sentence(sum(unit.row.hidden is not None for unit in units))
    if not _is_counted(table):
        return text("charts.sentence.funnel_not_share"), warnings
    if not drawn:
        return nothing_shown(table), joined((hidden, *warnings))
    if centre is None:
        return text("charts.sentence.funnel_no_whole"), joined((hidden, *warnings))
    if len(drawn) == 1:
        return text("charts.sentence.funnel_one_unit"), joined((hidden, *warnings))
    total = len(drawn)
    far = [unit for unit in drawn if unit.outside == "99.8"]
    names = ", ".join(unit.name for unit in far[:_MOST_NAMED])
    if len(far) > _MOST_NAMED:
        names = f"{names} …"
    count = formats.number(total)
    if not far:
        finding = text("charts.sentence.funnel_few", count=count)
    elif len(far) == 1:
        finding = text("charts.sentence.funnel_one", count=count, names=names)
    else:
        outside = formats.number(len(far))
        finding = text("charts.sentence.funnel_some", outside=outside, count=count, names=names)
    said = [_near_sentence(drawn), *_own_sentences(drawn, own_code, column, table)]
    said.append(_overdispersion(drawn, centre))
    if figures.is_proposed(table):
        said.append(text("charts.sentence.proposed"))
    return finding, joined((*said, hidden, *warnings))


def _near_sentence(drawn: list[_Unit]) -> str:
    near = sum(unit.outside == "95" for unit in drawn)
    if not near:
        return ""
    total = len(drawn)
    expected = formats.number(total * 0.048, 1)  # between 95 and 99.8 %
    key = "funnel_95_one" if near == 1 else "funnel_95"
    return text(
        f"charts.sentence.{key}",
        count=formats.number(near),
        total=formats.number(total),
        expected=expected,
    )


def _own_sentences(
    drawn: list[_Unit], own_code: str | None, column: Column, table: PublishableTable
) -> tuple[str, ...]:
    own = next((u for u in drawn if own_code and u.row.get(table.by[0]) == own_code), None)
    if own is None:
        return ()
    figure = sentences.short_sentence(own.name, own.row, column)
    key = {"": "funnel_own", "95": "funnel_own_95", "99.8": "funnel_own_998"}[own.outside]
    return (figure, text(f"charts.sentence.{key}", name=own.name))


def _overdispersion(drawn: list[_Unit], centre: float) -> str:
    from rccdesk.services.statistics.funnel import overdispersion

    known = [unit for unit in drawn if unit.row.numerator is not None]
    found = overdispersion(
        [float(unit.row.numerator or 0) for unit in known],
        [float(unit.count or 0) for unit in known],
        centre,
    )
    if not found.is_over:
        return ""
    ratio = formats.number(found.dispersion, 1)
    return text("charts.sentence.funnel_overdispersed", ratio=ratio)


def _hidden_sentence(count: int) -> str:
    if not count:
        return ""
    if count == 1:
        return text("charts.sentence.funnel_hidden_one")
    return text("charts.sentence.funnel_hidden", count=formats.number(count))


def _table(
    title: str,
    table: PublishableTable,
    labels: Labels,
    units: tuple[_Unit, ...],
    column: Column,
    centre: float | None,
) -> TableSpec:
    columns = (
        TableColumn(text(f"charts.heading.{table.by[0]}")),
        TableColumn(text("charts.table.numerator_plain"), numeric=True),
        TableColumn(text("charts.table.cases"), numeric=True),
        TableColumn(text("charts.heading.share"), numeric=True),
        TableColumn(text("charts.table.low_95"), numeric=True),
        TableColumn(text("charts.table.low_998"), numeric=True),
        TableColumn(text("charts.table.place")),
    )
    rows = [_cells(unit, table, column) for unit in units]
    whole_rows: tuple[int, ...] = ()
    if table.whole is not None and centre is not None:
        name = everyone(table, labels)
        rows.append(
            (
                name,
                _number(table.whole.numerator),
                _number(table.whole.denominator),
                column.value(centre),
                formats.MISSING,
                formats.MISSING,
                formats.MISSING,
            )
        )
        whole_rows = (len(rows) - 1,)
    return TableSpec(
        title=title,
        columns=columns,
        rows=tuple(rows),
        notes=(text("charts.table.rounding"), text("charts.table.signs")),
        row_symbols=tuple(("", "") for _ in rows),
        whole_rows=whole_rows,
        hidden_rows=tuple(
            index for index, unit in enumerate(units) if unit.row.hidden or unit.row.masked
        ),
    )


def _number(value: float | None) -> str:
    return formats.MISSING if value is None else formats.number(value)


def _cells(unit: _Unit, table: PublishableTable, column: Column) -> tuple[str, ...]:
    row = unit.row
    if row.hidden or row.masked:
        hidden = figures.hidden_text(row, table).strip("()")
        return (unit.name, *(formats.HIDDEN,) * 5, hidden)
    limits = unit.limits
    return (
        unit.name,
        _number(row.numerator),
        _number(row.denominator),
        figures.value_text(row, column),
        column.interval(limits.low_95, limits.high_95) if limits else formats.MISSING,
        column.interval(limits.low_998, limits.high_998) if limits else formats.MISSING,
        text(f"charts.spoken.{_OUTSIDE[unit.outside]}") if limits else formats.MISSING,
    )
