"""How much longer than the limit patients waited, in the four groups of the agreement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.services.charts.feet import source_line
from rccdesk.services.charts.labels import Labels, capital, everyone
from rccdesk.services.charts.lead_time_words import (
    days_text,
    joined,
    selected_period,
    waiting_subtitle,
)
from rccdesk.services.charts.spec import ChartKind, ChartSpec, Stack, TableColumn, TableSpec
from rccdesk.services.charts.warnings import excluded_line, other_population
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.lead_times.overtime import OvertimeRow, OvertimeTable

WITHIN = "within"
_FROM = {"to_25": 0, "to_50": 25, "to_75": 50, "over_75": 75}
_TO = {"to_25": 25, "to_50": 50, "to_75": 75}
_COMPARED = frozenset({"region", "home_region", "health_care_region", "unit", "home_unit"})


@dataclass(frozen=True, slots=True)
class _Line:
    """``counts`` follow the parts of the table; None where the row is hidden.

    ``undivided`` are those beyond the limit of a row whose groups are too few to be told.
    """

    name: str
    counts: tuple[int, ...] | None
    undivided: int
    days_over: int | None
    least: int
    is_own: bool = False
    is_whole: bool = False
    value_key: str = ""

    @property
    def total(self) -> int:
        return sum(self.counts or ()) + self.undivided

    @property
    def over(self) -> int:
        return sum((self.counts or (0,))[1:]) + self.undivided

    @property
    def mean(self) -> float | None:
        """Mean days over of those who waited longer; None where they are too few to be told."""
        if self.days_over is None or self.over < max(self.least, 1):
            return None
        return self.days_over / self.over


def build_overtime(
    table: OvertimeTable, labels: Labels, *, own_code: str | None = None
) -> ChartSpec:
    """Return each row of ``table`` as 100 %, the whole last. What the table hides is hidden."""
    by = table.by[0] if table.by else ""
    keys = {row.fields: row.value_key for row in table.table.rows if row.value is not None}
    lines = [
        _line(
            row,
            labels.name(by, row.get(by)),
            table,
            key=keys.get(row.fields, ""),
            own_code=own_code,
            by=by,
        )
        for row in table.rows
    ]
    if table.whole is not None:
        everybody = everyone(table.table, labels)
        key = table.table.whole.value_key if table.table.whole is not None else ""
        lines.append(_line(table.whole, everybody, table, key=key, is_whole=True))
    parts = tuple(_part_label(part) for part in table.parts)
    if any(line.undivided for line in lines):
        parts = (*parts, text("charts.part.undivided"))
    drawn = [line.total for line in lines if line.counts is not None]
    decimals = formats.share_decimals(min(drawn, default=None))
    stacks = tuple(_stack(line, parts, decimals) for line in lines)
    period = selected_period(table.selection, table.extract_date)
    title = _title(by, period.label() if period else "")
    subtitle = waiting_subtitle(table.measure, table.selection, labels, period)
    finding, explanation = _words(table, lines)
    if other := other_population(by, (row.get(by) for row in table.rows), labels):
        explanation = (*explanation, other)
    source = source_line(table.table, labels, table.table.rows)
    signs = text("charts.foot.hidden") if any(line.counts is None for line in lines) else ""
    alt_rows = " ".join(stack.spoken for stack in stacks)
    context = ""
    if by in _COMPARED:
        regional = by not in ("unit", "home_unit")
        context = text("charts.sentence.context" if regional else "charts.sentence.context_other")
    return ChartSpec(
        kind=ChartKind.OVERTIME,
        title=title,
        subtitle=subtitle,
        finding=finding,
        explanation=explanation,
        context=context,
        foot=tuple(line for line in (signs, excluded_line(table.table, labels), source) if line),
        alt=f"{text('charts.spoken.overtime')} {title}. {subtitle}. {finding} {alt_rows}",
        table=_table(title, by, lines, parts, decimals),
        is_share=True,
        direction="neutral",
        part_labels=parts,
        stacks=stacks,
        is_example=table.is_example,
    )


def _line(
    row: OvertimeRow,
    name: str,
    table: OvertimeTable,
    *,
    key: str,
    own_code: str | None = None,
    by: str = "",
    is_whole: bool = False,
) -> _Line:
    is_own = own_code is not None and not is_whole and row.get(by) == own_code
    if row.hidden is not None or row.within is None or not row.denominator:
        return _Line(name, None, 0, None, table.least, is_own=is_own, is_whole=is_whole)
    counts = [count or 0 for count in row.counts]
    undivided = 0
    if row.parts_hidden:
        counts = [row.within, *(0 for _ in row.counts[1:])]
        undivided = row.denominator - row.within
    return _Line(
        name,
        tuple(counts),
        undivided,
        row.days_over,
        table.least,
        is_own=is_own,
        is_whole=is_whole,
        value_key=key,
    )


def _part_label(part: tuple[str, ...]) -> str:
    """Return what a group, or several pooled, is called."""
    if part[0] == WITHIN:
        return text("charts.part.within")
    low = _FROM[part[0]]
    if part[-1] in _TO:
        return text("charts.part.between", low=low + 1, high=_TO[part[-1]])
    return text("charts.part.more", low=low) if low else text("charts.part.longer")


def _title(by: str, period: str) -> str:
    key = "overtime" if by else "overtime_whole"
    per = text(f"charts.per.{by}") if by else ""
    if period:
        return text(f"charts.title.{key}", per=per, period=period)
    return text(f"charts.title.{key}_all", per=per)


def _shares(line: _Line, parts: tuple[str, ...]) -> tuple[tuple[float, str], ...]:
    """Return the share and the number of each part, as text; the sign where it is not told."""
    counts = line.counts or ()
    told = [(count / line.total, formats.number(count)) for count in counts]
    if line.undivided:
        told = [told[0], *((0.0, formats.HIDDEN) for _ in told[1:])]
    if len(parts) > len(told):
        told.append((line.undivided / line.total, formats.number(line.undivided)))
    return tuple(told)


def _stack(line: _Line, parts: tuple[str, ...], decimals: int) -> Stack:
    if line.counts is None:
        hidden = text("charts.insufficient")
        return Stack(
            label=line.name,
            parts=(),
            part_texts=(),
            count_text=formats.HIDDEN,
            side_text=formats.HIDDEN,
            hidden_text=hidden,
            is_own=line.is_own,
            is_whole=line.is_whole,
            spoken=f"{line.name}: {hidden.strip('()')}.",
        )
    told = _shares(line, parts)
    return Stack(
        label=line.name,
        parts=tuple(share for share, _count in told),
        part_texts=tuple(
            count if count == formats.HIDDEN else formats.percent(share, decimals)
            for share, count in told
        ),
        count_text=formats.number(line.total),
        side_text=_mean_text(line),
        is_own=line.is_own,
        is_whole=line.is_whole,
        value_key=line.value_key,
        spoken=_spoken(line, parts, told, decimals),
    )


def _mean_text(line: _Line) -> str:
    if line.mean is not None:
        return days_text(round(line.mean, 1))
    return formats.HIDDEN if line.over else formats.MISSING


def _spoken(
    line: _Line, parts: tuple[str, ...], told: tuple[tuple[float, str], ...], decimals: int
) -> str:
    said = ", ".join(
        f"{count} {part} ({formats.percent(share, decimals)})"
        for part, (share, count) in zip(parts, told, strict=True)
        if share
    )
    total = formats.number(line.total)
    return f"{line.name}, {total}: {said}. {_days_sentence(line)}".strip()


def _days_sentence(line: _Line) -> str:
    if line.mean is None or line.days_over is None:
        return ""
    return text(
        "charts.sentence.over_days",
        days=formats.number(line.days_over),
        mean=formats.number(line.mean, 1),
    )


def _words(table: OvertimeTable, lines: list[_Line]) -> tuple[str, tuple[str, ...]]:
    own = next((line for line in lines if line.is_own), None)
    line = own or next((line for line in lines if line.is_whole), None)
    line = line or (lines[0] if len(lines) == 1 else None)
    if line is None or line.counts is None:
        if any(found.counts is not None for found in lines):
            return "", ()
        return text("charts.sentence.nothing"), ()
    name, total = line.name, line.total
    if not line.over:
        return text("charts.sentence.over_none", name=name, count=formats.number(total)), ()
    finding = text(
        "charts.sentence.over",
        name=name,
        within=formats.of(line.counts[0], total),
        value=formats.percent(line.counts[0] / total, formats.share_decimals(total)),
        over=formats.number(line.over),
    )
    longest = line.counts[len(table.parts) - 1] if table.parts[-1] == ("over_75",) else 0
    said = text("charts.sentence.over_75", count=formats.of(longest, total)) if longest else ""
    mixed = any(row.limits_mixed for row in table.rows)
    return finding, joined(
        (
            _days_sentence(line),
            said,
            text("charts.sentence.over_undivided") if line.undivided else "",
            text("charts.sentence.over_pooled") if table.is_pooled else "",
            text("charts.sentence.limits_mixed") if mixed else "",
        )
    )


def _table(
    title: str, by: str, lines: list[_Line], parts: tuple[str, ...], decimals: int
) -> TableSpec:
    heading = text(f"charts.heading.{by}") if by else text("charts.table.part")
    columns = (
        TableColumn(heading),
        TableColumn(text("charts.table.denominator"), numeric=True),
        *(TableColumn(capital(part), numeric=True) for part in parts),
        TableColumn(text("charts.table.days_over"), numeric=True),
        TableColumn(text("charts.table.mean_over"), numeric=True),
    )
    rows = []
    for line in lines:
        if line.counts is None:
            rows.append((line.name, *(formats.HIDDEN,) * (len(columns) - 1)))
            continue
        cells = [
            count if count == formats.HIDDEN else f"{count} ({formats.percent(share, decimals)})"
            for share, count in _shares(line, parts)
        ]
        days = _mean_text(line)
        if line.mean is not None and line.days_over is not None:
            days = formats.number(line.days_over)
        rows.append((line.name, formats.number(line.total), *cells, days, _mean_text(line)))
    return TableSpec(
        title=title,
        columns=columns,
        rows=tuple(rows),
        notes=(text("charts.table.rounding"), text("charts.table.signs")),
        row_symbols=tuple(("", "") for _ in rows),
        whole_rows=tuple(index for index, line in enumerate(lines) if line.is_whole),
        hidden_rows=tuple(index for index, line in enumerate(lines) if line.counts is None),
    )
