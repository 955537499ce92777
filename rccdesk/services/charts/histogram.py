"""How waiting days are spread, with the limit. The bars come pooled from the lead times."""

from __future__ import annotations

from rccdesk import formats
from rccdesk.services.charts.labels import Labels, capital
from rccdesk.services.charts.lead_time_words import (
    days_text,
    selected_period,
    waiting_source,
    waiting_subtitle,
)
from rccdesk.services.charts.spec import Bin, ChartKind, ChartSpec, TableColumn, TableSpec
from rccdesk.services.lead_times.distribution import DistributionBin, DistributionTable
from rccdesk.texts import text


def build_histogram(distribution: DistributionTable, labels: Labels) -> ChartSpec:
    """Return the waiting days of a selection; without bars where hidden or empty.

    Joined bins are wider than others: ``Bin.height`` is the count per the narrowest bin's days,
    so that an area stands for the same number of patients everywhere.
    """
    period = selected_period(distribution.selection, distribution.extract_date)
    title = text("charts.title.histogram_all")
    if period is not None:
        title = text("charts.title.histogram", period=period.label())
    subtitle = waiting_subtitle(distribution.measure, distribution.selection, labels, period)
    bins = _bins(distribution)
    finding, explanation = _words(distribution)
    narrowest = min((one.last - one.first + 1 for one in bins), default=1)
    table = _table(title, distribution, bins)
    spoken = " ".join(
        text("charts.spoken.bin", first=one.first, last=one.last, count=formats.number(one.count))
        + "."
        for one in bins
    )
    return ChartSpec(
        kind=ChartKind.HISTOGRAM,
        title=title,
        subtitle=subtitle,
        finding=finding,
        explanation=explanation,
        context="",
        foot=_foot(distribution, narrowest),
        alt=f"{text('charts.spoken.histogram')} {title}. {subtitle}. {finding} {spoken}".strip(),
        table=table,
        is_share=False,
        direction="lower",
        axis_label=text("charts.axis.days"),
        bins=bins,
        limit_days=distribution.limit_days,
        is_example=distribution.is_example,
    )


def _bins(distribution: DistributionTable) -> tuple[Bin, ...]:
    found = () if distribution.is_hidden else distribution.bins
    narrowest = min((one.last - one.first + 1 for one in found), default=1)
    return tuple(
        Bin(
            first=one.first,
            last=one.last,
            count=one.count,
            within=_within(one, distribution.limit_days),
            height=one.count * narrowest / (one.last - one.first + 1),
        )
        for one in found
    )


def _within(one: DistributionBin, limit: int | None) -> bool | None:
    """Return whether all its days are within the limit; None where the limit lies in it."""
    if limit is None:
        return None
    if one.last <= limit:
        return True
    return False if one.first > limit else None


def _words(distribution: DistributionTable) -> tuple[str, tuple[str, ...]]:
    if distribution.is_hidden:
        return capital(text("charts.insufficient").strip("()")) + ".", ()
    if distribution.median_days is None or distribution.p80_days is None:
        return text("charts.sentence.nothing"), ()
    finding = text(
        "charts.sentence.days",
        median=days_text(distribution.median_days),
        p80=days_text(distribution.p80_days),
    )
    count, within = distribution.count, distribution.within_count
    if not count or within is None:
        return finding, ()
    share = formats.percent(within / count, formats.share_decimals(count))
    if distribution.limit_days is None:
        said = text("charts.sentence.days_within_own", count=formats.of(within, count), value=share)
        return finding, (said, text("charts.sentence.limits_mixed"))
    said = text(
        "charts.sentence.days_within",
        count=formats.of(within, count),
        value=share,
        days=distribution.limit_days,
    )
    return finding, (said,)


def _foot(distribution: DistributionTable, narrowest: int) -> tuple[str, ...]:
    lines = []
    if distribution.bins:
        lines.append(text("charts.foot.bins", count=narrowest))
    count = None if distribution.is_hidden else distribution.count
    source = waiting_source(distribution.extract_date, count, is_example=distribution.is_example)
    return (*lines, source)


def _table(title: str, distribution: DistributionTable, bins: tuple[Bin, ...]) -> TableSpec:
    columns = [
        TableColumn(text("charts.table.days")),
        TableColumn(text("charts.table.count"), numeric=True),
    ]
    with_limit = distribution.limit_days is not None
    if with_limit:
        columns.append(TableColumn(text("charts.table.limit")))
    rows = []
    words = {True: "yes", False: "no", None: "partly"}
    for one in bins:
        span = f"{one.first}{formats.EN_DASH}{one.last}" if one.last > one.first else f"{one.first}"
        cells = [span, formats.number(one.count)]
        if with_limit:
            cells.append(text(f"charts.table.{words[one.within]}"))
        rows.append(tuple(cells))
    return TableSpec(title=title, columns=tuple(columns), rows=tuple(rows))
