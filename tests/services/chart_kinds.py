"""Every kind of chart from hand-made figures, with a hidden row wherever a kind can have one."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

from rccdesk.enums import ChartEventKind
from rccdesk.services.chart_events import ChartEventRow
from rccdesk.services.charts import build
from rccdesk.services.charts.spec import ChartSpec
from rccdesk.services.equity import GapSeries, make_gap
from rccdesk.services.lead_times.distribution import DistributionBin, DistributionTable
from rccdesk.services.lead_times.overtime import OvertimeRow, OvertimeTable
from rccdesk.services.lead_times.parts import Part, PartsTable
from rccdesk.services.publishing import Hidden, PublishableRow, PublishableTable
from rccdesk.services.series import Series, make_series
from rccdesk.services.statistics.proportions import wilson_interval
from tests.services.chart_tables import LABELS, LEVEL, comparison_table, trend_table

EXTRACT = dt.date(2026, 11, 20)
# Within the lead time of so many, per month from January 2024; the last two are preliminary.
MONTHLY = (
    (20, 47), (28, 50), (24, 49), (26, 52), (23, 48), (31, 55), (30, 53), (22, 51), (27, 52),
    (32, 55), (31, 54), (25, 52), (32, 54), (27, 53), (29, 53), (31, 54), (26, 50), (27, 52),
    (33, 54), (23, 52), (32, 54), (31, 54), (31, 54), (27, 54), (30, 53), (27, 52), (36, 55),
    (38, 56), (35, 55), (37, 57), (38, 57), (37, 57), (38, 56), (40, 50), (23, 25),
)  # fmt: skip


def figure(
    numerator: int, denominator: int, fields: tuple[tuple[str, str], ...], **changes: object
) -> PublishableRow:
    low, high = wilson_interval(numerator, denominator)
    row = PublishableRow(
        "|".join(("svf_lead_time", *(code for _name, code in fields))),
        fields,
        numerator=numerator,
        denominator=denominator,
        value=numerator / denominator,
        ci_low=low,
        ci_high=high,
        limit_days=28,
        limit_confirmed=True,
        representative=True,
    )
    return dataclasses.replace(row, **changes)  # type: ignore[arg-type]


def month(number: int) -> str:
    return f"{2024 + number // 12}-{number % 12 + 1:02d}"


def monthly_table(**changes: object) -> PublishableTable:
    rows = tuple(
        figure(n, d, (("period", month(i)),), preliminary=i >= len(MONTHLY) - 2)
        for i, (n, d) in enumerate(MONTHLY)
    )
    rows = (
        *rows[:9],
        PublishableRow("k", (("period", month(9)),), hidden=Hidden.MONTH),
        *rows[10:],
    )
    table = comparison_table(
        by=("period",),
        rows=rows,
        whole=None,
        selection=(("svf", "VK1"), ("treatment", "surgery")),
        levels=(LEVEL,),
        limit_changes=((dt.date(2024, 5, 14), 37, 42),),
    )
    return dataclasses.replace(table, **changes)  # type: ignore[arg-type]


def event(kind: ChartEventKind, day: dt.date, label: str = "", reason: str = "") -> ChartEventRow:
    return ChartEventRow("", "svf_lead_time", (), kind, day, None, label, reason)


EVENTS = (
    event(ChartEventKind.NOTE, dt.date(2026, 1, 12), "Insats: direktbokad cystoskopi"),
    event(ChartEventKind.REBASE, dt.date(2025, 6, 1), reason="nytt arbetssätt för bokning"),
)


def monthly_series(table: PublishableTable | None = None, **kwargs: object) -> Series:
    return make_series(table or monthly_table(), **kwargs)  # type: ignore[arg-type]


def control_chart() -> ChartSpec:
    table = monthly_table()
    events = EVENTS[:1]
    series = make_series(table, events=events)
    return build.build_trend(table, LABELS, series=series, events=events)


def funnel_table() -> PublishableTable:
    figures = {"X1": (41, 47), "X2": (45, 70), "X3": (162, 204), "X4": (64, 78), "X5": (30, 62)}
    rows = tuple(figure(n, d, (("home_region", code),)) for code, (n, d) in figures.items())
    hidden = PublishableRow("k", (("home_region", "X6"),), hidden=Hidden.FEW)
    return comparison_table(rows=(*rows, hidden))


def distribution_table(**changes: object) -> DistributionTable:
    table = DistributionTable(
        measure="svf_lead_time",
        selection=(("svf", "VG9"), ("period", "2026-Q3")),
        bins=(
            DistributionBin(10, 19, 30),
            DistributionBin(20, 29, 40),
            DistributionBin(30, 59, 30),
        ),
        count=100,
        within_count=64,
        median_days=25.5,
        p80_days=35.0,
        limit_days=28,
        extract_date=EXTRACT,
        is_hidden=False,
        is_example=True,
        **_steps(),
    )
    return dataclasses.replace(table, **changes)  # type: ignore[arg-type]


def _steps() -> dict[str, object]:
    from rccdesk.services.lead_times import distribution

    made = getattr(distribution, "DistributionStep", None)
    if made is None:
        return {}
    days = ((12, 0.06), (16, 0.17), (19, 0.3), (22, 0.41), (25, 0.5), (28, 0.64), (31, 0.72))
    days += ((35, 0.8), (41, 0.88), (49, 0.94), (59, 1.0))
    return {"steps": tuple(made(day, share) for day, share in days)}


QUARTERS = tuple(f"{year}-Q{n}" for year in (2025, 2026) for n in (1, 2, 3, 4))


def heat_table() -> PublishableTable:
    rows = []
    for i, code in enumerate(("X1", "X2", "X3", "X4", "X5")):
        for j, key in enumerate(QUARTERS):
            fields = (("home_region", code), ("period", key))
            if (i, j) == (3, 2):
                rows.append(PublishableRow("k", fields, hidden=Hidden.FEW))
                continue
            if (i, j) == (4, 5):
                continue
            denominator = 50 + 3 * i + j
            numerator = round(denominator * (0.15 + 0.09 * ((i * 3 + j) % 9)))
            rows.append(
                figure(
                    numerator,
                    denominator,
                    fields,
                    preliminary=key == "2026-Q4",
                    representative={1: False, 4: None}.get(i, True),
                )
            )
    return comparison_table(by=("home_region", "period"), rows=tuple(rows), whole=None)


def overtime_table() -> OvertimeTable:
    def row(code: str | None, counts: tuple[int, ...], days: int) -> OvertimeRow:
        fields = () if code is None else (("home_region", code),)
        return OvertimeRow(fields, counts, *counts, sum(counts), days, None)

    undivided = OvertimeRow(
        (("home_region", "X4"),), (64, None, None, None, None), 64, None, None, None, None,
        78, 140, None, parts_hidden=True,
    )  # fmt: skip
    hidden = OvertimeRow(
        (("home_region", "X6"),), (None,) * 5, None, None, None, None, None, None, None,
        Hidden.FEW, parts_hidden=True,
    )  # fmt: skip
    return OvertimeTable(
        measure="svf_lead_time",
        by=("home_region",),
        parts=(("within",), ("to_25",), ("to_50",), ("to_75",), ("over_75",)),
        rows=(
            row("X1", (41, 6, 0, 0, 0), 21),
            row("X2", (45, 10, 5, 5, 5), 310),
            row("X3", (162, 20, 10, 6, 6), 512),
            undivided,
            hidden,
        ),
        whole=row(None, (320, 40, 16, 12, 12), 1003),
        selection=(("svf", "VG9"), ("period", "2026-Q3")),
        extract_date=EXTRACT,
        is_example=True,
        least=5,
        table=comparison_table(),
    )


def parts_table() -> PartsTable:
    return PartsTable(
        measure="svf_lead_time",
        parts=(
            Part(
                "well_founded_suspicion",
                "treatment_recommendation",
                96,
                14.0,
                9.0,
                21.5,
                hidden=False,
            ),
            Part("treatment_recommendation", "treatment_decision", 90, 3.0, 1.0, 6.0, hidden=False),
            Part("treatment_decision", "treatment_start", None, None, None, None, hidden=True),
        ),
        selection=(("svf", "VG9"), ("period", "2026-Q3")),
        extract_date=EXTRACT,
        is_example=True,
    )


def gap_series() -> GapSeries:
    rows = []
    for j, key in enumerate(QUARTERS):
        for i, code in enumerate(("female", "male")):
            fields = (("sex", code), ("period", key))
            if (i, j) == (1, 3):
                rows.append(PublishableRow("k", fields, hidden=Hidden.FEW))
                continue
            n = 60 + 5 * i + j
            rows.append(
                figure(round(n * (0.5 + 0.03 * j * i)), n, fields, preliminary=key == "2026-Q4")
            )
    return make_gap(comparison_table(by=("sex", "period"), rows=tuple(rows), whole=None), "sex")


def all_kinds(own_code: str | None = "X2") -> dict[str, Callable[[], ChartSpec]]:
    """Return a maker of each kind of chart by name."""
    return {
        "bars": lambda: build.build_comparison(comparison_table(), LABELS, own_code=own_code),
        "trend": lambda: build.build_trend(trend_table(), LABELS),
        "control": control_chart,
        "histogram": lambda: build.build_histogram(distribution_table(), LABELS),
        "ecdf": lambda: build.build_ecdf(distribution_table(), LABELS, days=35),
        "funnel": lambda: build.build_funnel(funnel_table(), LABELS, own_code=own_code),
        "heatmap": lambda: build.build_heatmap(heat_table(), LABELS, row_field="home_region"),
        "overtime": lambda: build.build_overtime(overtime_table(), LABELS, own_code=own_code),
        "stages": lambda: build.build_stages(parts_table(), LABELS),
        "lines": lambda: build.build_lines(
            heat_table(), LABELS, field="home_region", own_code=own_code
        ),
        "gap": lambda: build.build_gap(gap_series(), LABELS),
    }
