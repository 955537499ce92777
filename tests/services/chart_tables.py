"""Hand-made publishable tables: the figures of the design pictures, with hidden rows."""

from __future__ import annotations

import dataclasses
import datetime as dt

from rccdesk.services.charts.labels import Labels
from rccdesk.services.publishing import (
    Hidden,
    Inclusion,
    Level,
    PublishableRow,
    PublishableTable,
)

NAMES = ("Norrsjö", "Ekmark", "Sydvall", "Storåsen", "Vikmarken", "Mellanå", "Österhed")
LABELS = Labels(
    names={
        "region": {f"X{i}": f"Region {name}" for i, name in enumerate(NAMES, 1)},
        "svf": {"VG9": "Bröstcancer", "VK1": "Urinblåsa och urinvägar"},
    },
    region_total=7,
)
# numerator, denominator, interval (Wilson, by hand), inclusion in per cent or None
FIGURES = {
    "X1": (41, 47, 0.7483, 0.9402, 74),
    "X2": (45, 70, 0.5259, 0.74497, 67),
    "X3": (162, 204, 0.7335, 0.8440, 78),
    "X4": (64, 78, 0.7209, 0.8898, 73),
    "X5": (44, 62, 0.5869, 0.8079, None),
}
LEVEL = Level(0.8)


def row(code: str, *, svf: str = "VG9") -> PublishableRow:
    key = f"svf_lead_time|{svf}|{code}|2026-Q3"
    fields = (("home_region", code),)
    if code == "X6":
        return PublishableRow(key, fields, hidden=Hidden.FEW)
    if code == "X7":
        return PublishableRow(key, fields, hidden=Hidden.SECONDARY)
    numerator, denominator, low, high, inclusion = FIGURES[code]
    share = None if inclusion is None else inclusion / 100
    value = numerator / denominator
    return PublishableRow(
        key,
        fields,
        numerator=numerator,
        denominator=denominator,
        value=value,
        ci_low=low,
        ci_high=high,
        met=value >= 0.8,
        needed_more=max(0, -(-80 * denominator // 100) - numerator),
        limit_days=28,
        limit_confirmed=False,
        median_days=25.0,
        p80_days=31.0,
        inclusion=None if share is None else Inclusion(inclusion, 100, share, share >= 0.7),
        representative=None if share is None else share >= 0.7,
        doubts=("limit_unconfirmed",),
    )


def comparison_table(**changes: object) -> PublishableTable:
    whole = PublishableRow(
        "svf_lead_time|VG9||2026-Q3",
        (),
        numerator=383,
        denominator=496,
        value=383 / 496,
        ci_low=0.7333,
        ci_high=0.8070,
        met=False,
        needed_more=14,
        limit_days=28,
        limit_confirmed=False,
        median_days=26.0,
        p80_days=29.0,
        doubts=("limit_unconfirmed",),
    )
    table = PublishableTable(
        measure="svf_lead_time",
        is_proportion=True,
        direction="higher",
        status="in_force",
        levels=(LEVEL,),
        by=("home_region",),
        rows=tuple(row(f"X{i}") for i in range(1, 8)),
        whole=whole,
        extract_date=dt.date(2026, 11, 20),
        selection=(("svf", "VG9"), ("period", "2026-Q3")),
        region_count=7,
        is_example=True,
        pathway_count=496,
        batch_ids=(1,),
        source="SVF-uttag",
    )
    return dataclasses.replace(table, **changes)  # type: ignore[arg-type]


def trend_table(**changes: object) -> PublishableTable:
    rows = []
    share = 0.48
    for year in (2023, 2024, 2025, 2026):
        for quarter in range(1, 5):
            key = f"{year}-Q{quarter}"
            share = round(min(0.9, share + 0.017 * (1 if quarter % 2 else -0.4)), 4)
            denominator = 180 + 7 * quarter
            numerator = round(denominator * share)
            value = numerator / denominator
            if key == "2024-Q1":
                rows.append(PublishableRow("k", (("period", key),), hidden=Hidden.FEW))
                continue
            if key == "2025-Q3":
                continue
            rows.append(
                PublishableRow(
                    f"svf_lead_time|VK1||{key}",
                    (("period", key),),
                    numerator=numerator,
                    denominator=denominator,
                    value=value,
                    ci_low=value - 0.07,
                    ci_high=value + 0.07,
                    preliminary=key == "2026-Q4",
                    met=None if key == "2026-Q4" else value >= 0.8,
                    needed_more=max(0, -(-80 * denominator // 100) - numerator),
                    limit_days=37 if key < "2024-Q3" else 42,
                    limit_confirmed=True,
                    representative=True,
                    inclusion=Inclusion(210, 284, 210 / 284, met=True),
                )
            )
    table = comparison_table(
        by=("period",),
        rows=tuple(rows),
        whole=None,
        selection=(("svf", "VK1"), ("treatment", "surgery")),
        levels=(
            Level(0.7, "Eget delmål", dt.date(2023, 1, 1), dt.date(2024, 12, 31), is_own=True),
            Level(0.8, valid_from=dt.date(2025, 1, 1)),
        ),
        limit_changes=((dt.date(2024, 5, 14), 37, 42),),
    )
    return dataclasses.replace(table, **changes)  # type: ignore[arg-type]
