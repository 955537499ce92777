"""The builders: from published figures to charts with all their words.

The only way to a ChartSpec: a hidden figure has no number in a `PublishableTable` (nor in the
published dataclasses of the lead times), so no chart can show one. How charts are drawn is the
renderers' matter.
"""

from __future__ import annotations

from rccdesk.services.charts.comparison import ORGANISATION, VALUE, build_comparison
from rccdesk.services.charts.ecdf import build_ecdf
from rccdesk.services.charts.funnel import build_funnel
from rccdesk.services.charts.gap import build_gap
from rccdesk.services.charts.heatmap import build_heatmap
from rccdesk.services.charts.histogram import build_histogram
from rccdesk.services.charts.lines import build_lines
from rccdesk.services.charts.overtime import build_overtime
from rccdesk.services.charts.stages import build_stages
from rccdesk.services.charts.trend import build_trend

__all__ = [
    "ORGANISATION",
    "VALUE",
    "build_comparison",
    "build_ecdf",
    "build_funnel",
    "build_gap",
    "build_heatmap",
    "build_histogram",
    "build_lines",
    "build_overtime",
    "build_stages",
    "build_trend",
]
