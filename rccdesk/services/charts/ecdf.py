"""How many have begun treatment within any number of days. The steps come pooled."""

from __future__ import annotations

from rccdesk import formats
from rccdesk.services.charts.labels import Labels, capital
from rccdesk.services.charts.lead_time_words import (
    days_text,
    joined,
    selected_period,
    waiting_source,
    waiting_subtitle,
)
from rccdesk.services.charts.spec import (
    ChartKind,
    ChartSpec,
    Mark,
    Step,
    TableColumn,
    TableSpec,
)
from rccdesk.services.lead_times.distribution import DistributionTable
from rccdesk.texts import text


def build_ecdf(
    distribution: DistributionTable, labels: Labels, *, days: int | None = None
) -> ChartSpec:
    """Return the share that began within each number of days, read at ``days``.

    ``days`` defaults to the limit. Between two steps the share is at least that of the step
    before: no step stands for fewer than the small-number limit.
    """
    period = selected_period(distribution.selection, distribution.extract_date)
    title = text("charts.title.ecdf_all")
    if period is not None:
        title = text("charts.title.ecdf", period=period.label())
    subtitle = waiting_subtitle(distribution.measure, distribution.selection, labels, period)
    steps = _steps(distribution)
    chosen = distribution.limit_days if days is None else days
    decimals = formats.share_decimals(distribution.count)
    share, is_exact = _share_at(distribution, steps, chosen)
    finding, explanation = _words(distribution, steps, chosen, share, is_exact, decimals)
    count = None if distribution.is_hidden else distribution.count
    foot = [waiting_source(distribution.extract_date, count, is_example=distribution.is_example)]
    if steps:
        foot.insert(0, text("charts.foot.ecdf_plain"))
    return ChartSpec(
        kind=ChartKind.ECDF,
        title=title,
        subtitle=subtitle,
        finding=finding,
        explanation=explanation,
        context="",
        foot=tuple(foot),
        alt=f"{text('charts.spoken.ecdf')} {title}. {subtitle}. "
        f"{' '.join((finding, *explanation))}",
        table=_table(title, steps, decimals),
        is_share=True,
        direction="lower",  # fewer days are within the limit
        axis_label=text("charts.axis.days"),
        limit_days=distribution.limit_days,
        steps=steps,
        marks=_marks(distribution, steps, chosen, share, is_exact, decimals),
        marked_days=chosen,
        is_example=distribution.is_example,
    )


def _steps(distribution: DistributionTable) -> tuple[Step, ...]:
    if distribution.is_hidden:
        return ()
    return tuple(Step(int(one.days), float(one.share)) for one in distribution.steps)


def _share_at(
    distribution: DistributionTable, steps: tuple[Step, ...], days: int | None
) -> tuple[float | None, bool]:
    """Return the share within ``days``, and whether it is exact and not the least it can be."""
    if days is None or not steps:
        return None, False
    count, within = distribution.count, distribution.within_count
    if days == distribution.limit_days and count and within is not None:
        return within / count, True
    found = distribution.share_within(days)
    return (None, False) if found is None else (found.share, not found.is_least)


def _words(
    distribution: DistributionTable,
    steps: tuple[Step, ...],
    days: int | None,
    share: float | None,
    is_exact: bool,
    decimals: int,
) -> tuple[str, tuple[str, ...]]:
    if distribution.is_hidden:
        return capital(text("charts.insufficient").strip("()")) + ".", ()
    if not steps:
        return text("charts.sentence.nothing"), ()
    spread = ""
    if distribution.median_days is not None and distribution.p80_days is not None:
        spread = text(
            "charts.sentence.ecdf_spread",
            median=days_text(distribution.median_days),
            p80=days_text(distribution.p80_days),
        )
    mixed = text("charts.sentence.limits_mixed") if distribution.limit_days is None else ""
    if days is None:
        return spread, joined((mixed,))
    if share is None:
        return spread, joined((text("charts.sentence.ecdf_none"), mixed))
    value = formats.percent(share, decimals)
    shown = formats.number(days)
    key = "ecdf" if is_exact else "ecdf_least"
    finding = text(f"charts.sentence.{key}", value=value, days=shown)
    count, within = distribution.count, distribution.within_count
    if days == distribution.limit_days and count and within is not None:
        of = formats.of(within, count)
        finding = text("charts.sentence.ecdf_count", count=of, value=value, days=shown)
    return finding, joined((spread, mixed))


def _marks(
    distribution: DistributionTable,
    steps: tuple[Step, ...],
    days: int | None,
    share: float | None,
    is_exact: bool,
    decimals: int,
) -> tuple[Mark, ...]:
    if not steps:
        return ()
    marks = []
    if distribution.median_days is not None:
        shown = days_text(distribution.median_days)
        label = text("charts.axis.median_mark", days=shown)
        marks.append(_on_curve(distribution.median_days, steps, label))
    if distribution.p80_days is not None:
        label = text("charts.axis.p80_mark", days=days_text(distribution.p80_days))
        marks.append(_on_curve(distribution.p80_days, steps, label))
    if days is not None and share is not None:
        key = "marked" if is_exact else "marked_least"
        value = formats.percent(share, decimals)
        label = text(f"charts.axis.{key}", days=formats.number(days), value=value)
        marks.append(Mark(float(days), share, label))
    return tuple(marks)


def _on_curve(days: float, steps: tuple[Step, ...], label: str) -> Mark:
    """Return a mark at its days where the pooled curve is there, which may be under its share."""
    share = max((step.share for step in steps if step.days <= days), default=0.0)
    return Mark(float(days), share, label)


def _table(title: str, steps: tuple[Step, ...], decimals: int) -> TableSpec:
    return TableSpec(
        title=title,
        columns=(
            TableColumn(text("charts.table.day"), numeric=True),
            TableColumn(text("charts.table.within_days"), numeric=True),
        ),
        rows=tuple(
            (formats.number(step.days), formats.percent(step.share, decimals)) for step in steps
        ),
    )
