"""Subtitles and target labels, shared by all kinds of charts."""

from __future__ import annotations

from rccdesk.services.charts import figures
from rccdesk.services.charts.labels import (
    Labels,
    capital,
    chosen_period,
    is_goal,
    months_of,
    population,
    selection_words,
)
from rccdesk.services.charts.sentences import level_text
from rccdesk.services.publishing import Level, PublishableTable
from rccdesk.texts import text


def selection_subtitle(table: PublishableTable, labels: Labels, period_words: str = "") -> str:
    """Return selection, limit and population in words: what the picture is about.

    ``period_words`` replaces the months of the selection's period.
    """
    period = chosen_period(table)
    when = period_words or (months_of(period) if period else "")
    if not when:
        when = text("charts.population.whole_extract")
    parts = [capital(selection_words(table, labels))]
    if table.measure == "svf_lead_time" and table.whole is not None:
        if table.whole.limit_days is not None:
            parts.append(text("charts.subtitle.limit", days=table.whole.limit_days))
        elif table.whole.value is not None:
            parts.append(text("charts.subtitle.limits_mixed"))
    parts.append(population(table, labels, when))
    return text("charts.separator").join(part for part in parts if part)


def target_label(level: Level, table: PublishableTable, *, is_lower: bool = False) -> str:
    """Return the label of a target line; a proposed goal is called so."""
    value = level_text(level, is_share=table.is_proportion)
    if figures.is_proposed(table):
        return text("charts.target.proposed", value=value)
    if level.is_own:
        if level.name:
            return text("charts.target.own_named", name=level.name, value=value)
        return text("charts.target.own", value=value)
    if is_lower:
        return text("charts.target.lower_level", value=value)
    return text("charts.target.goal" if is_goal(table) else "charts.target.level", value=value)
