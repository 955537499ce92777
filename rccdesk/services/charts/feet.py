"""The foot of a chart: marks explained, doubts, source, extract, n and method."""

from __future__ import annotations

from rccdesk import formats
from rccdesk.services.charts import figures
from rccdesk.services.charts.labels import Labels, chosen, everyone, is_goal
from rccdesk.services.charts.spec import Bar, Doubt
from rccdesk.services.publishing import PublishableRow, PublishableTable
from rccdesk.texts import text


def interval_mark(labels: Labels) -> str:
    """Return what a whisker is, with the method that it was computed by."""
    return text(f"charts.foot.interval_{labels.interval_method}")


def marks_line(bars: tuple[Bar, ...], labels: Labels) -> str:
    """Return the explanation of the marks that occur in a comparison."""
    doubts = {bar.doubt for bar in bars}
    parts: list[str] = []
    if Doubt.NOT_REPRESENTATIVE in doubts:
        parts.append(text("charts.foot.not_representative"))
    if Doubt.UNKNOWN in doubts:
        parts.append(text("charts.foot.unknown"))
    if any(bar.low is not None for bar in bars):
        parts.append(interval_mark(labels))
    texts = {words for bar in bars for words in (bar.value_text, bar.side_text)}
    signs = []
    if formats.HIDDEN in texts:
        signs.append(text("charts.foot.hidden"))
    if formats.MISSING in texts:
        signs.append(text("charts.foot.missing"))
    if signs:
        parts.append(text("charts.separator").join(signs))
    return " ".join(parts)


def source_line(table: PublishableTable, labels: Labels, rows: tuple[PublishableRow, ...]) -> str:
    """Return doubts about limits and the nation, source, extract, n, method, EXEMPELDATA."""
    parts: list[str] = []
    if figures.is_proposed(table):
        parts.append(text("charts.foot.proposed"))
    if any(row.limit_confirmed is False for row in rows):
        parts.append(text("charts.foot.unconfirmed"))
    is_unit = len(chosen(table, "unit")) == 1
    if table.region_count and not is_unit and everyone(table, labels) == text("charts.everyone"):
        parts.append(
            text("charts.foot.not_the_nation", count=table.region_count, total=labels.region_total)
        )
    tail = [_source(table), _cases(table)]
    if is_goal(table) and table.measure != "svf_inclusion":
        tail.append(text("charts.foot.method"))
    if table.is_example:
        tail.append(text("charts.foot.example"))
    parts.append(text("charts.separator").join(part for part in tail if part))
    return " ".join(parts)


def _source(table: PublishableTable) -> str:
    default = "default_source" if is_goal(table) else "default_source_indicator"
    source = table.source or text(f"charts.foot.{default}")
    if table.extract_date is None:
        return text("charts.foot.source_undated", source=source)
    date = formats.iso_date(table.extract_date)
    if date in source:
        return text("charts.foot.source_undated", source=source)
    return text("charts.foot.source", source=source, date=date)


def _cases(table: PublishableTable) -> str:
    """Return the number of cases behind the whole; never where the whole is hidden."""
    if table.whole is None or table.whole.denominator is None:
        return ""
    count = formats.number(table.whole.denominator)
    key = "pathways" if is_goal(table) and table.measure != "svf_inclusion" else "cases"
    return text(f"charts.foot.{key}", count=count)
