"""No hidden row carries a figure."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from rccdesk.services.publishing import Hidden, PublishableRow, hide_row, publish_rows
from rccdesk.services.statistics.suppression import make_margins


def row(code: str, numerator: float | None, denominator: float | None) -> PublishableRow:
    value = None if numerator is None or not denominator else numerator / denominator
    return PublishableRow(
        value_key=f"m|unit={code}",
        fields=(("unit", code),),
        numerator=numerator,
        denominator=denominator,
        value=value,
        ci_low=0.1,
        ci_high=0.9,
        met=True,
        needed_more=1,
        median_days=3.0,
        limit_days=28,
        doubts=("limit_unconfirmed",),
    )


def publish(rows: list[PublishableRow], *, is_month: bool = False) -> list[Hidden | None]:
    margins = make_margins(np.arange(len(rows)).reshape(-1, 1))
    published = publish_rows(
        rows, margins, is_month=[is_month] * len(rows), limit=5, month_limit=10
    )
    return [each.hidden for each in published]


def test_a_hidden_row_keeps_only_its_name() -> None:
    hidden = hide_row(row("A", 1, 3), Hidden.FEW)
    kept = {"value_key", "fields", "hidden"}
    empty = PublishableRow(value_key="", fields=())
    for each in fields(PublishableRow):
        if each.name not in kept:
            assert getattr(hidden, each.name) == getattr(empty, each.name), each.name


def test_few_and_secondary() -> None:
    rows = [row("A", 1, 4), row("B", 5, 10), row("C", 10, 30)]
    assert publish(rows) == [Hidden.FEW, Hidden.SECONDARY, None]


def test_single_months_need_ten() -> None:
    rows = [row("A", 1, 4), row("B", 5, 9), row("C", 10, 30), row("D", 10, 31)]
    # 13 together: were their reasons told, they would be at most 4 and 9, so just that
    assert publish(rows, is_month=True) == [Hidden.SECONDARY, Hidden.SECONDARY, None, None]


def test_a_reason_is_not_told_where_it_would_give_the_figure_away() -> None:
    # of 6 a row under 5 and one of 5 or more would be 1 and 5; of 8 two under 5 would be 4 and 4
    assert publish([row("A", 1, 1), row("B", 2, 5), row("C", 9, 30)])[:2] == [Hidden.SECONDARY] * 2
    assert publish([row("A", 1, 4), row("B", 2, 4), row("C", 9, 30)])[:2] == [Hidden.SECONDARY] * 2
    assert publish([row("A", 1, 4), row("B", 5, 10), row("C", 9, 30)])[0] is Hidden.FEW


def test_a_small_numerator_of_unknown_denominator_is_hidden() -> None:
    assert publish([row("A", 3, None), row("B", 30, None)]) == [Hidden.FEW, Hidden.SECONDARY]


def test_a_value_without_counts_is_not_hidden() -> None:
    without = PublishableRow(value_key="m", fields=(("unit", "A"),), value=0.4)
    assert publish([without]) == [None]


def test_a_denominator_of_five_is_shown() -> None:
    assert publish([row("A", 1, 5), row("B", 5, 10)]) == [None, None]
