"""The ways that each tab of Indikatorer can show its figures."""

from __future__ import annotations

from rccdesk.ui.pages.figure_page import COMPARISON, DESCRIPTION, TABLE, TREND

BARS, FUNNEL, LEGS = "bars", "funnel", "legs"
CONTROL, LINES, HEATMAP = "control", "lines", "heatmap"
GAP = "gap"  # with its field: gap_sex
GAP_FIELDS = ("sex", "age_group", "unit", "group")
FIGURES, REACHED = "figures", "reached"
TEXT = "text"

VIEWS = {
    COMPARISON: (BARS, FUNNEL, LEGS),
    TREND: (CONTROL, LINES, HEATMAP, *(f"{GAP}_{field}" for field in GAP_FIELDS)),
    TABLE: (FIGURES, REACHED),
    DESCRIPTION: (TEXT,),
}
COMPARES = frozenset({BARS, FUNNEL})  # units of one period
OVER_TIME = frozenset({LINES, HEATMAP})  # units over the periods


def gap_field(view: str) -> str:
    """Return the field of a view of differences; empty for other views."""
    what, _, field = view.partition("_")
    return field if what == GAP else ""


def offered(tab: str, fields: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a tab offers for a measure whose figures are divided by ``fields``."""
    found = []
    for view in VIEWS[tab]:
        if gap_field(view) and gap_field(view) not in fields:
            continue
        if view in OVER_TIME | {FUNNEL} and not fields:
            continue
        if view == REACHED and "unit" not in fields:
            continue
        found.append(view)
    return tuple(found)


def page_views() -> tuple[str, ...]:
    """Return every tab with every way to show it, as in "trend.lines"."""
    return tuple(
        tab if view == TEXT else f"{tab}.{view}" for tab, views in VIEWS.items() for view in views
    )
