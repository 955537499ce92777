"""The difference between the highest and the lowest group over time, in percentage points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.periods import Period, parse_period
from rccdesk.services.charts.labels import Labels, axis_label, capital, grain_of
from rccdesk.services.charts.lead_time_words import joined, selected_names
from rccdesk.services.charts.spec import ChartKind, ChartSpec, Point, TableColumn, TableSpec
from rccdesk.services.charts.time_axis import all_periods, grain_words, year_marks
from rccdesk.texts import has_text, text

if TYPE_CHECKING:
    from rccdesk.services.equity import GapPoint, GapSeries

_SIGNS = {"hidden": formats.HIDDEN, "masked": formats.HIDDEN}


def build_gap(gap: GapSeries, labels: Labels) -> ChartSpec:
    """Return the difference of each period with its interval; both are in percentage points.

    A period in which a group is hidden has no difference. There is no target and no direction:
    the chart tells how far apart the groups lie, not which should be where.
    """
    found = {point.period: point for point in gap.points}
    periods = all_periods(tuple(sorted(parse_period(key) for key in found)))
    points = tuple(_point(period, found.get(period.key), gap, labels) for period in periods)
    title = _title(gap, periods)
    grain = grain_of(periods)
    when = text("charts.population.each", grain=text(f"charts.grain.{grain}")) if grain else ""
    subtitle = text("charts.separator").join(
        part for part in (_measure(gap, labels), _selection(gap, labels), when) if part
    )
    finding, explanation = _words(gap, labels, periods, found)
    marks = []
    if any(point.low is not None for point in points):
        marks.append(text("charts.foot.gap_interval"))
    if any(point.preliminary for point in points):
        marks.append(text("charts.foot.preliminary"))
    if any(point.value is None for point in points):
        marks.append(text("charts.foot.gap"))
    spoken = " ".join(point.spoken for point in points)
    return ChartSpec(
        kind=ChartKind.TREND,
        title=title,
        subtitle=subtitle,
        finding=finding,
        explanation=explanation,
        context=text("charts.sentence.gap_context"),
        foot=tuple(
            line
            for line in (
                " ".join(marks),
                _source(gap),
            )
            if line
        ),
        alt=f"{text('charts.spoken.gap')} {title}. {subtitle}. {finding} {spoken}",
        table=_table(title, gap, labels, periods, found),
        is_share=False,
        direction="neutral",
        axis_label=text("charts.axis.points") if gap.is_proportion else "",
        points=points,
        year_marks=year_marks(periods),
        preliminary_from=next((i for i, p in enumerate(points) if p.preliminary), None),
        is_example=gap.is_example,
    )


def _source(gap: GapSeries) -> str:
    source = text("charts.foot.source_undated", source=gap.source)
    date = formats.iso_date(gap.extract_date) if gap.extract_date else ""
    if date and date not in gap.source:
        source = text("charts.foot.source", source=gap.source, date=date)
    example = text("charts.foot.example") if gap.is_example else ""
    return text("charts.separator").join(part for part in (source, example) if part)


def _measure(gap: GapSeries, labels: Labels) -> str:
    key = f"charts.measure.{gap.measure}"
    return text(key) if has_text(key) else labels.measure or gap.measure


def _selection(gap: GapSeries, labels: Labels) -> str:
    names = selected_names(gap.selection, labels)
    return names if has_text(f"charts.measure.{gap.measure}") else ""


def _title(gap: GapSeries, periods: tuple[Period, ...]) -> str:
    per = text(f"charts.per.{gap.field}")
    if not periods:
        return text("charts.title.gap_one", per=per)
    return text(
        "charts.title.gap",
        per=per,
        grain=grain_words(periods),
        first=periods[0].label(),
        last=periods[-1].label(),
    )


def _scaled(value: float | None, gap: GapSeries) -> float | None:
    """Return a difference of shares in percentage points, any other as it is."""
    return value * 100 if value is not None and gap.is_proportion else value


def _point(period: Period, found: GapPoint | None, gap: GapSeries, labels: Labels) -> Point:
    left_out = "missing" if found is None else found.left_out
    if found is None or found.gap is None:
        hidden = left_out in _SIGNS
        reason = text("charts.sentence.gap_hidden" if hidden else "charts.missing_sentence")
        return Point(
            label=axis_label(period),
            period=period.key,
            value=None,
            value_text=_SIGNS.get(left_out, formats.MISSING),
            hidden_text=reason,
            spoken=f"{capital(period.label())}: {reason}",
        )
    said = (_sentence(period, found, gap), _named(found, gap, labels))
    return Point(
        label=axis_label(period),
        period=period.key,
        value=_scaled(found.gap, gap),
        low=_scaled(found.low, gap),
        high=_scaled(found.high, gap),
        value_text=_number(found, gap),
        preliminary=left_out == "preliminary",
        spoken=" ".join(part for part in said if part),
    )


def _decimals(found: GapPoint, gap: GapSeries) -> int:
    """Return one decimal only where the difference is small."""
    return 1 if abs(_scaled(found.gap, gap) or 0.0) < 10 else 0


def _number(found: GapPoint, gap: GapSeries) -> str:
    value = _scaled(found.gap, gap)
    return formats.MISSING if value is None else formats.number(value, _decimals(found, gap))


def _interval(found: GapPoint, gap: GapSeries) -> str:
    low, high = _scaled(found.low, gap), _scaled(found.high, gap)
    if low is None or high is None:
        return formats.MISSING
    first, last = (formats.number(each, _decimals(found, gap)) for each in (low, high))
    return f"{first}{formats.EN_DASH}{last}" if low >= 0 else f"{first} {_to()} {last}"


def _to() -> str:
    return text("charts.axis.to")


def _sentence(period: Period, found: GapPoint, gap: GapSeries) -> str:
    values = {"period": capital(period.label()), "points": _number(found, gap)}
    key = "gap" if gap.is_proportion else "gap_value"
    if found.low is None or found.high is None:
        return text(f"charts.sentence.{key}_no_interval", **values)
    return text(f"charts.sentence.{key}", interval=_interval(found, gap), **values)


def _named(found: GapPoint, gap: GapSeries, labels: Labels) -> str:
    if found.highest_code is None or found.lowest_code is None:
        return ""
    return text(
        "charts.sentence.gap_named",
        highest=labels.name(gap.field, found.highest_code),
        lowest=labels.name(gap.field, found.lowest_code),
    )


def _words(
    gap: GapSeries, labels: Labels, periods: tuple[Period, ...], found: dict[str, GapPoint]
) -> tuple[str, tuple[str, ...]]:
    shown = [
        (period, found[period.key])
        for period in periods
        if period.key in found and found[period.key].gap is not None
    ]
    complete = [(period, point) for period, point in shown if not point.left_out] or shown
    if not complete:
        hidden = any(point.left_out in _SIGNS for point in gap.points)
        key = "gap_hidden" if hidden else "nothing"
        return text(f"charts.sentence.{key}"), ()
    period, point = complete[-1]
    chance = point.low is not None and point.low <= 0
    word = gap.field if has_text(f"charts.group_word.{gap.field}") else "other"
    changes = len({(p.highest_code, p.lowest_code) for _period, p in shown}) > 1
    groups = text(f"charts.group_word.{word}")
    return _sentence(period, point, gap), joined(
        (
            _named(point, gap, labels),
            text("charts.sentence.gap_chance") if chance else "",
            text("charts.sentence.gap_farthest"),
            text("charts.sentence.gap_changes", groups=groups) if changes else "",
            _few_shown(gap, len(shown)),
        )
    )


def _few_shown(gap: GapSeries, shown: int) -> str:
    """Say that longer periods may show more, where most periods have a group of too few cases."""
    hidden = sum(point.left_out == "hidden" for point in gap.points)
    if hidden <= shown or any(parse_period(point.period).months >= 12 for point in gap.points):
        return ""
    return text("charts.sentence.gap_longer", hidden=hidden, count=len(gap.points))


def _difference(gap: GapSeries) -> str:
    return "difference" if gap.is_proportion else "difference_value"


def _table(
    title: str,
    gap: GapSeries,
    labels: Labels,
    periods: tuple[Period, ...],
    found: dict[str, GapPoint],
) -> TableSpec:
    rows: list[tuple[str, ...]] = []
    hidden_rows = []
    for index, period in enumerate(periods):
        name = capital(period.label())
        point = found.get(period.key)
        if point is None or point.gap is None:
            sign = _SIGNS.get(point.left_out, formats.MISSING) if point else formats.MISSING
            if sign == formats.HIDDEN:
                hidden_rows.append(index)
            rows.append((name, *(sign,) * 4))
            continue
        star = "*" if point.left_out == "preliminary" else ""
        names = (
            formats.MISSING if code is None else labels.name(gap.field, code)
            for code in (point.highest_code, point.lowest_code)
        )
        rows.append((name, f"{_number(point, gap)}{star}", _interval(point, gap), *names))
    return TableSpec(
        title=title,
        columns=(
            TableColumn(text("charts.heading.period")),
            TableColumn(text(f"charts.table.{_difference(gap)}"), numeric=True),
            TableColumn(text("charts.table.interval"), numeric=True),
            TableColumn(text("charts.table.highest")),
            TableColumn(text("charts.table.lowest")),
        ),
        rows=tuple(rows),
        notes=(text("charts.table.signs"),),
        row_symbols=tuple(("", "") for _ in rows),
        hidden_rows=tuple(hidden_rows),
    )
