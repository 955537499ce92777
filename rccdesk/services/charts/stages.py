"""Median days of each part of the chain. Never reported, never added together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.services.charts.labels import Labels, capital
from rccdesk.services.charts.lead_time_words import (
    days_text,
    selected_names,
    selected_period,
    waiting_source,
    when,
)
from rccdesk.services.charts.spec import ChartKind, ChartSpec, Stage, TableColumn, TableSpec
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.lead_times.parts import Part, PartsTable


def build_stages(parts: PartsTable, labels: Labels) -> ChartSpec:
    """Return the parts in the order of the chain."""
    period = selected_period(parts.selection, parts.extract_date)
    title = text("charts.title.stages_all")
    if period is not None:
        title = text("charts.title.stages", period=period.label())
    population = text("charts.population.svf_lead_time", period=when(period))
    subtitle = text("charts.separator").join(
        (capital(selected_names(parts.selection, labels)), population)
    )
    stages = tuple(_stage(part, parts.value_key) for part in parts.parts)
    source = waiting_source(
        parts.extract_date,
        None,
        is_example=parts.is_example,
        method="charts.foot.method_parts",
    )
    shown = [stage for stage in stages if stage.median is not None]
    finding = _finding(shown)
    internal = () if parts.is_reported else (text("charts.sentence.stages_internal"),)
    explanation = (text("charts.sentence.stages_sum"), *internal) if shown else internal
    said = " ".join((finding, *explanation, *(stage.spoken for stage in stages)))
    marks = text("charts.foot.stages") if shown else ""
    if any(stage.hidden_text for stage in stages):
        marks = f"{marks} {text('charts.foot.hidden')}".strip()
    return ChartSpec(
        kind=ChartKind.STAGES,
        title=title,
        subtitle=subtitle,
        finding=finding,
        explanation=explanation,
        context="",
        foot=tuple(line for line in (marks, source) if line),
        alt=f"{text('charts.spoken.stages')} {title}. {subtitle}. {said}",
        table=_table(title, stages),
        is_share=False,
        direction="neutral",
        axis_label=text("charts.axis.days"),
        stages=stages,
        is_example=parts.is_example,
    )


def _stage(part: Part, value_key: str) -> Stage:
    start, stop = (text(f"lead_times.event.{name}") for name in (part.from_event, part.to_event))
    label = capital(text("charts.stage.label", start=start, stop=stop))
    if part.hidden or part.median_days is None or part.count is None:
        reason = text("charts.insufficient" if part.hidden else "charts.missing_sentence")
        sign = formats.HIDDEN if part.hidden else formats.MISSING
        return Stage(
            label=label,
            median=None,
            value_text=sign,
            count_text=sign,
            hidden_text=reason,
            spoken=f"{label}: {reason.strip('().')}.",
        )
    low, high = part.lower_quartile, part.upper_quartile
    count = formats.number(part.count)
    return Stage(
        label=label,
        median=float(part.median_days),
        lower_quartile=low,
        upper_quartile=high,
        value_text=text("charts.stage.value", median=days_text(part.median_days)),
        count_text=f"n{formats.NBSP}={formats.NBSP}{count}",
        value_key=value_key,
        spoken=text(
            "charts.stage.spoken",
            label=label,
            median=days_text(part.median_days),
            low=formats.MISSING if low is None else days_text(low),
            high=formats.MISSING if high is None else days_text(high),
            count=count,
        ),
    )


def _finding(shown: list[Stage]) -> str:
    if not shown:
        return text("charts.sentence.nothing")
    longest = max(shown, key=lambda stage: stage.median or 0.0)
    key = "stages_one" if len(shown) == 1 else "stages_longest"
    low, high = longest.lower_quartile, longest.upper_quartile
    return text(
        f"charts.sentence.{key}",
        label=longest.label[:1].lower() + longest.label[1:] if len(shown) > 1 else longest.label,
        median=days_text(longest.median or 0.0),
        low=formats.MISSING if low is None else days_text(low),
        high=formats.MISSING if high is None else days_text(high),
    )


def _table(title: str, stages: tuple[Stage, ...]) -> TableSpec:
    rows = []
    for stage in stages:
        if stage.median is None:
            rows.append((stage.label, *(stage.value_text,) * 3))
            continue
        low, high = stage.lower_quartile, stage.upper_quartile
        quartiles = formats.MISSING
        if low is not None and high is not None:
            quartiles = f"{days_text(low)}{formats.EN_DASH}{days_text(high)}"
        count = stage.count_text.rpartition(formats.NBSP + "=" + formats.NBSP)[2]
        rows.append((stage.label, count, days_text(stage.median), quartiles))
    return TableSpec(
        title=title,
        columns=(
            TableColumn(text("charts.table.part")),
            TableColumn(text("charts.table.cases"), numeric=True),
            TableColumn(text("charts.table.median"), numeric=True),
            TableColumn(text("charts.table.quartiles"), numeric=True),
        ),
        rows=tuple(rows),
        notes=(text("charts.sentence.stages_sum"), text("charts.table.signs")),
        row_symbols=tuple(("", "") for _ in rows),
        hidden_rows=tuple(
            index for index, stage in enumerate(stages) if stage.value_text == formats.HIDDEN
        ),
    )
