"""The figures of the agreement as charts whose tables hold every period and difference."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from rccdesk import formats
from rccdesk.services.agreement.figures import (
    REGION,
    ByPeriod,
    Change,
    RegionRow,
    YearChanges,
    at_period,
)
from rccdesk.services.charts import build, figures
from rccdesk.services.charts.labels import Labels, capital
from rccdesk.services.charts.spec import ChartSpec, Doubt, TableColumn, TableSpec
from rccdesk.services.publishing import Hidden, PublishableRow
from rccdesk.texts import text

_DOUBT_SYMBOL = {
    Doubt.NONE: "",
    Doubt.NOT_REPRESENTATIVE: "not_representative",
    Doubt.UNKNOWN: "representativeness_unknown",
}


def build_inclusion(found: ByPeriod, labels: Labels, *, own_code: str | None = None) -> ChartSpec:
    """Return the bars of the last complete half-year; its table has every half-year."""
    period = found.shown
    assert period is not None, "no period to show"
    spec = build.build_comparison(at_period(found, period), labels, own_code=own_code)
    headings = (
        text("charts.heading.home_region"),
        text("agreement.inclusion.counts"),
        *spec.bar_headings[2:],
    )
    spec = dataclasses.replace(spec, bar_headings=headings)
    title = text("agreement.inclusion.title", first=found.periods[0].label(),
                 last=found.periods[-1].label())  # fmt: skip
    columns = [TableColumn(text("charts.heading.home_region"))]
    columns += [TableColumn(capital(each.label()), numeric=True) for each in found.periods]
    columns.append(TableColumn(text("agreement.column.remark")))
    shown = [figure for row in found.rows for figure in row.figures]
    decimals = _decimals(shown)
    rows = tuple(
        (
            _name(row, labels, found),
            *(_share(figure, decimals) for figure in row.figures),
            _remark(row.figures),
        )
        for row in found.rows
    )
    return _with_table(spec, title, columns, rows, found.rows)


def build_changes(found: YearChanges, labels: Labels, *, own_code: str | None = None) -> ChartSpec:
    """Return the bars of the later year; its table has both years and their difference."""
    earlier, later = found.years.periods
    table = at_period(found.years, later)
    spec = build.build_comparison(table, labels, own_code=own_code)
    title = text(
        "agreement.change.title", svf=found.name, earlier=earlier.label(), later=later.label()
    )
    columns = [
        TableColumn(text("charts.heading.region")),
        TableColumn(capital(earlier.label()), numeric=True),
        TableColumn(capital(later.label()), numeric=True),
        TableColumn(text("agreement.column.difference"), numeric=True),
        TableColumn(text("agreement.column.interval"), numeric=True),
        TableColumn(text("charts.heading.inclusion"), numeric=True),
        TableColumn(text("agreement.column.remark")),
    ]
    decimals = _decimals(
        [row for change in found.changes for row in (change.earlier, change.later)]
    )
    rows = tuple(
        (
            _name(change, labels, found.years),
            _share(change.earlier, decimals),
            _share(change.later, decimals),
            _difference(change, decimals),
            _interval(change, decimals),
            formats.MISSING
            if change.later is None
            else figures.inclusion_text(change.later, table),
            _change_remark(change),
        )
        for change in found.changes
    )
    symbols = tuple(
        ("", "" if c.later is None else _DOUBT_SYMBOL[figures.doubt_of(c.later, table)])
        for c in found.changes
    )
    spec = _with_table(spec, title, columns, rows, found.changes, symbols)
    explanation = [*_limit_sentences(found), change_sentence(found, labels, own_code)]
    explanation += [*spec.explanation, text("agreement.change.two_points")]
    return dataclasses.replace(spec, explanation=tuple(part for part in explanation if part))


def change_sentence(found: YearChanges, labels: Labels, own_code: str | None) -> str:
    """Return the difference of the own region, else of all together, in words."""
    chosen = next((c for c in found.changes if own_code and c.region == own_code), None)
    change = chosen or next((c for c in found.changes if c.is_whole), None)
    if change is None:
        return ""
    earlier, later = found.years.periods
    name = _name(change, labels, found.years)
    if change.difference is None:
        return text(f"agreement.none.{change.reason}", name=name)
    decimals = _decimals([change.earlier, change.later])
    sentence = text(
        "agreement.change.sentence",
        name=name,
        earlier=earlier.label(),
        later=later.label(),
        difference=_points(change.difference.difference, decimals),
        low=_points(change.difference.low, decimals),
        high=_points(change.difference.high, decimals),
    )
    certain = "beyond" if change.difference.is_certain else "covers"
    return f"{sentence} {text(f'agreement.change.{certain}')}"


def _with_table(
    spec: ChartSpec,
    title: str,
    columns: Sequence[TableColumn],
    rows: tuple[tuple[str, ...], ...],
    named: Sequence[RegionRow | Change],
    symbols: tuple[tuple[str, str], ...] = (),
) -> ChartSpec:
    cells = {cell for row in rows for cell in row}
    notes = [text("charts.table.signs")] if cells & {formats.HIDDEN, formats.MISSING} else []
    table = TableSpec(
        title=title,
        columns=tuple(columns),
        rows=rows,
        notes=tuple(notes),
        row_symbols=symbols,
        whole_rows=tuple(n for n, row in enumerate(named) if row.is_whole),
        hidden_rows=tuple(
            n for n, row in enumerate(rows) if set(row[1:-1]) <= {formats.HIDDEN, formats.MISSING}
        ),
    )
    return dataclasses.replace(spec, table=table)


def _name(row: RegionRow | Change, labels: Labels, found: ByPeriod) -> str:
    if not row.is_whole:
        return labels.name(REGION, row.region)
    if found.table.nation:
        return text("charts.nation")
    part = text("charts.everyone_part", count=found.table.region_count, total=labels.region_total)
    return f"{text('charts.everyone')} {part}"


def _decimals(rows: Sequence[PublishableRow | None]) -> int:
    counts = [int(r.denominator) for r in rows if r is not None and r.denominator]
    return formats.share_decimals(min(counts, default=None))


def _share(row: PublishableRow | None, decimals: int) -> str:
    """Return "64 % (45 av 70)", or the sign for what is hidden or missing."""
    if row is None or (row.value is None and row.hidden is None):
        return formats.MISSING
    if row.hidden is not None or row.value is None:
        return formats.HIDDEN
    words = f"{formats.percent(row.value, decimals)} ({figures.count_text(row)})"
    return f"{words} {text('agreement.preliminary')}" if row.preliminary else words


def _points(value: float, decimals: int) -> str:
    """Return a difference in percentage points with its sign, as in +4 or −3."""
    words = formats.number(value * 100, decimals)
    is_zero = not any(digit in words for digit in "123456789")
    if is_zero:
        return words.removeprefix(formats.MINUS)
    return words if value < 0 else f"+{words}"


def _difference(change: Change, decimals: int) -> str:
    if change.difference is None:
        return formats.HIDDEN if change.reason == "hidden" else formats.MISSING
    return _points(change.difference.difference, decimals)


def _interval(change: Change, decimals: int) -> str:
    if change.difference is None:
        return formats.HIDDEN if change.reason == "hidden" else formats.MISSING
    return text(
        "agreement.range",
        low=_points(change.difference.low, decimals),
        high=_points(change.difference.high, decimals),
    )


def _change_remark(change: Change) -> str:
    if change.reason == "hidden":
        return _remark((change.earlier, change.later))
    if change.reason:
        return text(f"agreement.remark.{change.reason}")
    parts = []
    if change.later is not None and change.later.representative is None:
        parts.append(text("agreement.remark.unknown"))
    elif change.later is not None and not change.later.representative:
        parts.append(text("agreement.remark.not_representative"))
    rows = (change.earlier, change.later)
    if any(row is not None and row.limit_confirmed is False for row in rows):
        parts.append(text("agreement.remark.unconfirmed"))
    return ", ".join(parts)


def _remark(rows: Sequence[PublishableRow | None]) -> str:
    parts = []
    if any(row is not None and row.hidden is Hidden.SECONDARY for row in rows):
        parts.append(text("charts.secondary_short"))
    elif any(row is not None and row.hidden is not None for row in rows):
        parts.append(text("charts.insufficient"))
    if any(row is None or (row.hidden is None and row.value is None) for row in rows):
        parts.append(text("agreement.remark.missing"))
    if any(row is not None and row.value is not None and row.preliminary for row in rows):
        parts.append(text("agreement.remark.preliminary"))
    return ", ".join(parts)


def _limit_sentences(found: YearChanges) -> list[str]:
    def days(value: int | None) -> str:
        return text("charts.sentence.limit_unknown") if value is None else str(value)

    return [
        text("charts.sentence.limit_changed", date=formats.iso_date(day), old=days(old),
             new=days(new))
        for day, old, new in found.limit_changes
    ]  # fmt: skip
