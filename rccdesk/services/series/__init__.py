"""One measure over time with centre, limits and special causes, or over units as a funnel."""

from rccdesk.services.series.funnels import FunnelPoint, FunnelSeries, make_funnel
from rccdesk.services.series.making import make_series
from rccdesk.services.series.model import Method, Series, SeriesPhase, SeriesPoint
from rccdesk.services.series.query import SeriesQuery, get_funnel, get_series

__all__ = [
    "FunnelPoint",
    "FunnelSeries",
    "Method",
    "Series",
    "SeriesPhase",
    "SeriesPoint",
    "SeriesQuery",
    "get_funnel",
    "get_series",
    "make_funnel",
    "make_series",
]
