"""The ways that each tab of Ledtider can show its figures."""

from __future__ import annotations

from rccdesk.ui.pages.figure_page import COMPARISON, DESCRIPTION, DISTRIBUTION, TABLE, TREND

BARS, FUNNEL = "bars", "funnel"
CONTROL, LINES, HEATMAP = "control", "lines", "heatmap"
GAP = "gap"  # with its field: gap_sex
GAP_FIELDS = ("sex", "age_group", "region")
HISTOGRAM, ECDF, OVERTIME, STAGES = "histogram", "ecdf", "overtime", "stages"
SUMMARY, NUMBERS = "summary", "numbers"

VIEWS = {
    COMPARISON: (BARS, FUNNEL),
    TREND: (CONTROL, LINES, HEATMAP, *(f"{GAP}_{field}" for field in GAP_FIELDS)),
    DISTRIBUTION: (HISTOGRAM, ECDF, OVERTIME, STAGES),
    TABLE: (SUMMARY, NUMBERS),
    DESCRIPTION: ("text",),
}
WITH_UNITS = frozenset({BARS, FUNNEL, OVERTIME, NUMBERS})  # compare units of a chosen kind
WITH_GRAIN = frozenset({CONTROL, LINES, *(f"{GAP}_{field}" for field in GAP_FIELDS)})
PLACES = frozenset({"region", "home_region", "unit"})  # what a funnel compares


def gap_field(view: str) -> str:
    """Return the field of a view of differences; empty for other views."""
    what, _, field = view.partition("_")
    return field if what == GAP else ""


def page_views() -> tuple[str, ...]:
    """Return every tab with every way to show it, as in "trend.lines"."""
    return tuple(f"{tab}.{view}" for tab, views in VIEWS.items() for view in views)
