"""A control chart or a funnel as data."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rccdesk.cli import shapes, tables
from rccdesk.cli.opening import OpenStore, store_path
from rccdesk.cli.output import print_json
from rccdesk.cli.streams import say
from rccdesk.enums import Grain
from rccdesk.periods import parse_period
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.series import FunnelPoint, FunnelSeries, Series, SeriesPoint

FUNNEL = "funnel"
CHARTS = ("run", "xmr", "p", FUNNEL)
Kind = Callable[[str], Any]


def add_arguments(parser: argparse.ArgumentParser, *, goal: Kind, names: Kind, period: Kind,
                  batch: Kind) -> None:  # fmt: skip
    """Add the arguments of ``series``; the kinds of values are those of the other commands."""
    measure = parser.add_mutually_exclusive_group(required=True)
    measure.add_argument("--indicator", metavar="KEY")
    measure.add_argument("--goal", type=goal, metavar="KEY")
    parser.add_argument("--svf", type=names, default=(), metavar="PREFIX")
    parser.add_argument("--region", type=names, default=(), metavar="CODE,…")
    parser.add_argument("--unit", metavar="U")
    parser.add_argument("--group", metavar="G")
    parser.add_argument("--chart", choices=CHARTS, help=text("series.help_chart"))
    parser.add_argument("--grain", choices=[str(grain) for grain in Grain])
    parser.add_argument("--baseline", type=_span, metavar="FROM:TO")
    parser.add_argument("--period", type=period, metavar="P")
    parser.add_argument("--snapshot", type=batch, metavar="ID")
    parser.add_argument("--format", choices=("json", "csv"))


def _span(value: str) -> str:
    try:
        parse_period(value)
    except ValueError:
        raise argparse.ArgumentTypeError(text("cli.value.period", value=value)) from None
    return value


def series(options: argparse.Namespace, as_json: bool) -> int:
    """Print a series."""
    from rccdesk.services import series as service

    query = service.SeriesQuery(
        measure=options.goal or options.indicator,
        svf=options.svf,
        region=options.region,
        unit=options.unit,
        group=options.group,
        chart=None if options.chart == FUNNEL else options.chart,
        grain=Grain(options.grain) if options.grain else None,
        baseline=options.baseline,
        period=options.period,
        snapshot=options.snapshot,
    )
    with OpenStore(store_path(options), reading=True) as database:
        if options.chart == FUNNEL:
            shape = _funnel_shape(service.get_funnel(database, query))
        else:
            shape = _series_shape(service.get_series(database, query))
    rows = [point | {"signals": " ".join(point["signals"])} for point in shape["points"]]
    if as_json:
        print_json(shape)
    elif options.format == "csv":
        say(tables.csv_text(rows), end="")
    else:
        say(shape["sentence"])
        tables.print_rows(rows, empty="")
    return 0


def _series_shape(found: Series) -> shapes.Shape:
    return {
        "points": [_point(point) for point in found.points],
        "centre": found.centre,
        "variation": str(found.variation),
        "assurance": str(found.assurance),
        "limits_are_trial": found.limits_are_trial,
        "screened": found.screened,
        "sentence": found.sentence,
        "method": str(found.method),
        "phases": [
            {
                "first_period": phase.first_period,
                "centre": phase.centre,
                "is_trial": phase.is_trial,
                "reason": phase.reason,
            }
            for phase in found.phases
        ],
        "target": found.target,
    }


def _point(point: SeriesPoint) -> shapes.Shape:
    return {
        "period": point.period,
        "value": point.value,
        "numerator": _whole(point.numerator),
        "denominator": _whole(point.denominator),
        "lower": point.lower,
        "upper": point.upper,
        "phase": point.phase,
        "signals": list(point.signals),
        "left_out": point.left_out or None,
    }


def _funnel_shape(found: FunnelSeries) -> shapes.Shape:
    spread = found.spread
    return {
        "points": [_funnel_point(point) for point in found.points],
        "centre": found.centre,
        "variation": "none",
        "assurance": "none",
        "limits_are_trial": False,
        "screened": False,
        "sentence": found.sentence,
        "method": FUNNEL,
        "overdispersion": spread.dispersion
        if spread and math.isfinite(spread.dispersion)
        else None,
        "overdispersed": bool(spread and spread.is_over),
    }


def _funnel_point(point: FunnelPoint) -> shapes.Shape:
    return {
        "unit": point.unit,
        "period": None,
        "value": point.value,
        "numerator": _whole(point.numerator),
        "denominator": _whole(point.denominator),
        "lower": point.lower,
        "upper": point.upper,
        "lower_95": point.lower_95,
        "upper_95": point.upper_95,
        "phase": 0,
        "signals": list(point.signals),
        "left_out": point.left_out or None,
    }


def _whole(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value
