"""A comparison of units: one bar each, the whole last."""

from __future__ import annotations

from rccdesk import formats
from rccdesk.services.charts import figures, sentences
from rccdesk.services.charts.feet import marks_line, source_line
from rccdesk.services.charts.figures import Column
from rccdesk.services.charts.labels import (
    Labels,
    chosen_period,
    everyone,
    measure_name,
)
from rccdesk.services.charts.spec import Bar, ChartKind, ChartSpec, Doubt, Target
from rccdesk.services.charts.symbols import without_marks
from rccdesk.services.charts.tables import Line, figure_table
from rccdesk.services.charts.warnings import excluded_line, input_warnings, nothing_shown
from rccdesk.services.charts.words import selection_subtitle, target_label
from rccdesk.services.publishing import Level, PublishableTable
from rccdesk.texts import text

ORGANISATION = "organisation"
VALUE = "value"
_MOST_NAMED = 3  # more names than this make a list that nobody reads


def build_comparison(
    table: PublishableTable,
    labels: Labels,
    *,
    own_code: str | None = None,
    order: str = ORGANISATION,
) -> ChartSpec:
    """Return the bars of the first by-field of ``table``, the whole last.

    ``own_code`` is emphasised (never in documents). ``order`` is "organisation" (the table's
    own) or "value", which sorts what is shown from high to low and puts the rest after it.
    """
    by = table.by[0]
    rows = tuple(row for row in table.rows if not row.is_total)
    if order == VALUE:
        shown = sorted(
            (row for row in rows if row.value is not None), key=lambda row: -(row.value or 0.0)
        )
        rows = (*shown, *(row for row in rows if row.value is None))
    period = chosen_period(table)
    levels = figures.valid_levels(table, period.last if period else None)
    lines = [
        Line(labels.name(by, row.get(by)), row, levels, figures.doubt_of(row, table))
        for row in rows
    ]
    if table.whole is not None:
        name, part = _whole_name(table, labels)
        whole = Line(
            f"{name} {part}".strip(), table.whole, levels, figures.whole_doubt(table), is_whole=True
        )
        lines.append(whole)
    column = figures.column_for(table, (line.row for line in lines))
    bars = tuple(_bar(line, table, labels, column, own_code) for line in lines)
    title = _comparison_title(table, labels, by)
    finding, explanation = _comparison_words(table, tuple(lines), own_code)
    subtitle = selection_subtitle(table, labels)
    regional = by in ("region", "home_region", "health_care_region")
    context = text("charts.sentence.context" if regional else "charts.sentence.context_other")
    alt_rows = " ".join(bar.spoken for bar in bars)
    return ChartSpec(
        kind=ChartKind.BARS,
        title=title,
        subtitle=subtitle,
        finding=finding,
        explanation=explanation,
        context=context if by in _COMPARABLE else "",
        foot=tuple(
            line
            for line in (
                text("charts.sentence.ordered_by_value") if order == VALUE else "",
                marks_line(bars, labels),
                excluded_line(table, labels),
                source_line(table, labels, tuple(line.row for line in lines)),
            )
            if line
        ),
        alt=without_marks(f"{text('charts.spoken.bars')} {title}. {subtitle}. {alt_rows}"),
        table=figure_table(title, text(f"charts.heading.{by}"), table, tuple(lines), column),
        is_share=table.is_proportion,
        direction=figures.direction_of(table),
        axis_label="" if table.is_proportion else table.unit_of_measure,
        bars=bars,
        bar_headings=_headings(table, by),
        targets=_targets(table, levels),
        is_example=table.is_example,
    )


_COMPARABLE = frozenset({"region", "home_region", "health_care_region", "unit", "home_unit"})


def _comparison_title(table: PublishableTable, labels: Labels, by: str) -> str:
    period = chosen_period(table)
    per = text(f"charts.per.{by}")
    measure = measure_name(table, labels)
    if period is None:
        return text("charts.title.comparison_all", measure=measure, per=per)
    return text("charts.title.comparison", measure=measure, per=per, period=period.label())


def _whole_name(table: PublishableTable, labels: Labels) -> tuple[str, str]:
    name = everyone(table, labels)
    if name != text("charts.everyone") or not table.region_count:
        return name, ""
    return name, text("charts.everyone_part", count=table.region_count, total=labels.region_total)


def _bar(
    line: Line, table: PublishableTable, labels: Labels, column: Column, own_code: str | None
) -> Bar:
    row = line.row
    is_own = not line.is_whole and own_code is not None and row.get(table.by[0]) == own_code
    name, sublabel = line.name, ""
    if line.is_whole:
        name, sublabel = _whole_name(table, labels)
    elif is_own:
        region = own_code in labels.names.get("region", {})
        unit = table.by[0] in ("unit", "home_unit") and not region
        sublabel = text("charts.own_unit" if unit else "charts.own_region")
    unknown_whole = line.is_whole and line.doubt is Doubt.UNKNOWN
    inclusion = figures.inclusion_text(row, table)
    return Bar(
        label=name,
        sublabel=sublabel,
        count_text=figures.count_text(row),
        value=row.value,
        low=row.ci_low,
        high=row.ci_high,
        value_text=figures.value_text(row, column),
        side_text=formats.MISSING if unknown_whole and inclusion else inclusion,
        doubt=line.doubt,
        is_own=is_own,
        is_whole=line.is_whole,
        is_nation=line.is_whole and table.nation,
        hidden_text=figures.hidden_text(row, table),
        value_key=row.value_key,
        spoken=sentences.spoken_row(line.name, row, table, column, line.levels, line.doubt),
    )


def _headings(table: PublishableTable, by: str) -> tuple[str, ...]:
    within = table.measure == "svf_lead_time"
    with_counts = any(row.numerator is not None for row in table.rows)
    counts = text("charts.heading.counts" if within else "charts.heading.counts_plain")
    with_inclusion = any(figures.inclusion_text(row, table) for row in table.rows)
    return (
        text(f"charts.heading.{by}"),
        counts if with_counts else "",
        text("charts.heading.share" if table.is_proportion else "charts.heading.value"),
        text("charts.heading.inclusion") if with_inclusion else "",
    )


def _targets(table: PublishableTable, levels: tuple[Level, ...]) -> tuple[Target, ...]:
    main = figures.main_level(levels, table.direction)
    return tuple(
        Target(
            value=level.value,
            label=target_label(level, table, is_lower=level is not main),
            is_lower_level=level is not main,
        )
        for level in levels
    )


def _comparison_words(
    table: PublishableTable, lines: tuple[Line, ...], own_code: str | None
) -> tuple[str, tuple[str, ...]]:
    """Return the sentence about the own unit, else about the whole, and what follows it."""
    own = next(
        (
            line
            for line in lines
            if own_code is not None and not line.is_whole and line.row.get(table.by[0]) == own_code
        ),
        None,
    )
    line = own or next((line for line in lines if line.is_whole), None)
    if line is None:
        warnings = input_warnings(table, ((part.name, part.row) for part in lines))
        return "" if lines else nothing_shown(table), warnings
    column = figures.column_for(table, (line.row,))
    finding = " ".join(
        sentence
        for sentence in (
            sentences.figure_sentence(line.name, line.row, column),
            sentences.distance_sentence(line.row, table, line.levels, column),
        )
        if sentence
    )
    selection = line.name
    if line.is_whole:
        unknown = [part.name for part in lines if not part.is_whole and part.doubt is Doubt.UNKNOWN]
        selection = ", ".join(unknown) if 0 < len(unknown) <= _MOST_NAMED else line.name
    further = sentences.further_sentences(line.row, table, line.levels, line.doubt, selection)
    warnings = input_warnings(table, ((part.name, part.row) for part in lines))
    general = text("charts.sentence.inclusion_over_100")
    return finding, (*(said for said in further if said != general), *warnings)
