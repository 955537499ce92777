"""How much longer than the limit patients waited, in the four groups of the agreement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.services.charts.labels import Labels, capital
from rccdesk.services.charts.lead_time_words import (
    days_text,
    joined,
    selected_period,
    waiting_source,
    waiting_subtitle,
)
from rccdesk.services.charts.spec import ChartKind, ChartSpec, Stack, TableColumn, TableSpec
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.lead_times.overtime import OvertimeRow, OvertimeTable

PARTS = ("within", "to_25", "to_50", "to_75", "over_75")
_COMPARED = frozenset({"region", "home_region", "health_care_region", "unit", "home_unit"})


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    counts: tuple[int, ...] | None  # None where hidden
    days_over: int | None
    is_own: bool = False
    is_whole: bool = False

    @property
    def total(self) -> int:
        return sum(self.counts or ())

    @property
    def over(self) -> int:
        return sum((self.counts or (0,))[1:])

    @property
    def mean(self) -> float | None:
        """Mean days over of those who waited longer; None where nobody did or it is hidden."""
        return self.days_over / self.over if self.days_over is not None and self.over else None


def build_overtime(
    table: OvertimeTable, labels: Labels, *, own_code: str | None = None
) -> ChartSpec:
    """Return each row of ``table`` as 100 %, the whole last. What the table hides is hidden."""
    by = table.by[0] if table.by else ""
    lines = [
        _line(row, labels.name(by, dict(row.fields).get(by)), own_code=own_code, by=by)
        for row in table.rows
    ]
    if table.whole is not None:
        lines.append(_line(table.whole, text("charts.everyone_chosen"), is_whole=True))
    drawn = [line.total for line in lines if line.counts is not None]
    decimals = formats.share_decimals(min(drawn, default=None))
    stacks = tuple(_stack(line, decimals) for line in lines)
    period = selected_period(table.selection, table.extract_date)
    title = _title(by, period.label() if period else "")
    subtitle = waiting_subtitle(table.measure, table.selection, labels, period)
    finding, explanation = _words(lines)
    whole = next((line for line in lines if line.is_whole and line.counts), None)
    source = waiting_source(
        table.extract_date, whole.total if whole else None, is_example=table.is_example
    )
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
        foot=tuple(line for line in (signs, source) if line),
        alt=f"{text('charts.spoken.overtime')} {title}. {subtitle}. {finding} {alt_rows}",
        table=_table(title, by, lines, decimals),
        is_share=True,
        direction="neutral",
        part_labels=tuple(text(f"charts.part.{part}") for part in PARTS),
        stacks=stacks,
        is_example=table.is_example,
    )


def _line(
    row: OvertimeRow,
    name: str,
    *,
    own_code: str | None = None,
    by: str = "",
    is_whole: bool = False,
) -> _Line:
    found = (row.within, row.to_25, row.to_50, row.to_75, row.over_75)
    counts = tuple(int(count) for count in found if count is not None)
    hidden = bool(row.hidden) or len(counts) < len(found) or not sum(counts)
    is_own = own_code is not None and dict(row.fields).get(by) == own_code
    days = row.days_over
    return _Line(
        name,
        None if hidden else counts,
        None if hidden or days is None else int(days),
        is_own=is_own and not is_whole,
        is_whole=is_whole,
    )


def _title(by: str, period: str) -> str:
    key = "overtime" if by else "overtime_whole"
    per = text(f"charts.per.{by}") if by else ""
    if period:
        return text(f"charts.title.{key}", per=per, period=period)
    return text(f"charts.title.{key}_all", per=per)


def _stack(line: _Line, decimals: int) -> Stack:
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
    total = line.total
    shares = tuple(count / total for count in line.counts)
    return Stack(
        label=line.name,
        parts=shares,
        part_texts=tuple(formats.percent(share, decimals) for share in shares),
        count_text=formats.number(total),
        side_text=formats.MISSING if line.mean is None else formats.number(line.mean, 0),
        is_own=line.is_own,
        is_whole=line.is_whole,
        spoken=_spoken(line, shares, decimals),
    )


def _spoken(line: _Line, shares: tuple[float, ...], decimals: int) -> str:
    parts = ", ".join(
        f"{formats.of(count, line.total)} {text(f'charts.part.{part}')} "
        f"({formats.percent(share, decimals)})"
        for part, count, share in zip(PARTS, line.counts or (), shares, strict=True)
    )
    return f"{line.name}: {parts}. {_days_sentence(line)}".strip()


def _days_sentence(line: _Line) -> str:
    if line.mean is None or line.days_over is None:
        return ""
    return text(
        "charts.sentence.over_days",
        days=formats.number(line.days_over),
        mean=formats.number(line.mean, 1),
    )


def _words(lines: list[_Line]) -> tuple[str, tuple[str, ...]]:
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
    longest = line.counts[-1]
    said = text("charts.sentence.over_75", count=formats.of(longest, total)) if longest else ""
    return finding, joined((_days_sentence(line), said))


def _table(title: str, by: str, lines: list[_Line], decimals: int) -> TableSpec:
    heading = text(f"charts.heading.{by}") if by else text("charts.table.part")
    columns = (
        TableColumn(heading),
        TableColumn(text("charts.table.denominator"), numeric=True),
        *(TableColumn(capital(text(f"charts.part.{part}")), numeric=True) for part in PARTS),
        TableColumn(text("charts.table.days_over"), numeric=True),
        TableColumn(text("charts.table.mean_over"), numeric=True),
    )
    rows = []
    for line in lines:
        if line.counts is None:
            rows.append((line.name, *(formats.HIDDEN,) * (len(columns) - 1)))
            continue
        rows.append(
            (
                line.name,
                formats.number(line.total),
                *(
                    f"{formats.number(count)} ({formats.percent(count / line.total, decimals)})"
                    for count in line.counts
                ),
                formats.MISSING if line.days_over is None else formats.number(line.days_over),
                formats.MISSING if line.mean is None else days_text(round(line.mean, 1)),
            )
        )
    return TableSpec(
        title=title,
        columns=columns,
        rows=tuple(rows),
        notes=(text("charts.table.rounding"), text("charts.table.signs")),
        row_symbols=tuple(("", "") for _ in rows),
        whole_rows=tuple(index for index, line in enumerate(lines) if line.is_whole),
        hidden_rows=tuple(index for index, line in enumerate(lines) if line.counts is None),
    )
