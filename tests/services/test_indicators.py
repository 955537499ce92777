"""Aggregated figures: sums and totals, percentages, masks, levels, small numbers, sources."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rccdesk.enums import BatchState, Topic
from rccdesk.errors import NotFoundError
from rccdesk.models import ImportBatch, Indicator, Measurement
from rccdesk.services import history
from rccdesk.services.database import Database
from rccdesk.services.indicators import (
    IndicatorQuery,
    IndicatorRow,
    LevelRow,
    get_indicator,
    list_indicators,
    update_indicator,
    update_levels,
)
from rccdesk.services.indicators.catalogue import LevelError
from rccdesk.services.publishing import Hidden, PublishableRow, PublishableTable, Source

KEY = "kontaktsjukskoterska"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "a.rccdesk", create=True) as database:
        with database.write(Topic.INDICATORS, act="history.act.example_imported") as session:
            session.add(Indicator(key=KEY, title="Kontaktsjuksköterska", direction="higher"))
        yield database


def import_rows(
    database: Database,
    rows: list[dict[str, Any]],
    *,
    first: str = "2025-01-01",
    last: str = "2025-12-31",
    extract_date: str = "2026-02-01",
) -> int:
    """Store figures as an import does; absent dimensions stay empty."""
    with database.write(Topic.INDICATORS, act="history.act.example_imported") as session:
        batch = ImportBatch(
            imported_at=dt.datetime.fromisoformat("2026-02-01T12:00:00"),
            profile="aggregated",
            dataset=f"indicator:{KEY}",
            indicator=KEY,
            file_name="tabell.xlsx",
            file_sha256="0" * 64,
            sheet="Blad1",
            header_row=1,
            extract_date=dt.date.fromisoformat(extract_date),
            first_day=dt.date.fromisoformat(first),
            last_day=dt.date.fromisoformat(last),
            covered_places=json.dumps(sorted({row["unit"] for row in rows})),
            state=BatchState.ACTIVE,
        )
        session.add(batch)
        session.flush()
        for number, row in enumerate(rows):
            session.add(
                Measurement(
                    batch_id=batch.batch_id,
                    indicator=KEY,
                    sheet="Blad1",
                    row=number + 2,
                    column="C",
                    **row,
                )
            )
        return batch.batch_id


def figure(unit: str, x: float | None, n: float | None, **more: Any) -> dict[str, Any]:
    return {"unit": unit, "period": "2025-Q1", "numerator": x, "denominator": n, **more}


def ask(database: Database, **wanted: Any) -> PublishableTable:
    return get_indicator(database, IndicatorQuery(KEY, **wanted))


def by_unit(table: PublishableTable) -> dict[str | None, PublishableRow]:
    return {row.get("unit"): row for row in table.rows}


def test_rows_at_full_grain_with_their_cell(store: Database) -> None:
    batch_id = import_rows(store, [figure("Lund", 45, 70), figure("Malmö", 8, 10)])
    table = ask(store)
    assert table.by == ("period", "unit")
    row = by_unit(table)["Lund"]
    assert row.value == 45 / 70
    assert row.source == Source(batch_id, "Blad1", "C2")
    # Wilson, z = 1.96: (45 + 1.9208 -+ 1.96 sqrt(45 x 25 / 70 + 0.9604)) / 73.8416
    assert row.ci_low == pytest.approx((46.9208 - 8.0883) / 73.8416, abs=1e-4)
    assert row.ci_high == pytest.approx((46.9208 + 8.0883) / 73.8416, abs=1e-4)


def test_coarser_rows_sum_the_parts_and_never_the_totals(store: Database) -> None:
    rows = [
        figure("Lund", 8, 10),
        figure("Malmö", 30, 40),
        figure("Totalt", 39, 51, is_total=True),
        figure("Lund", 5, 10, period="2025-Q2"),
    ]
    import_rows(store, rows)
    full = ask(store)
    assert [(row.get("unit"), row.is_total) for row in full.rows] == [
        ("Lund", False),
        ("Malmö", False),
        ("Totalt", True),
        ("Lund", False),
    ]
    periods = ask(store, by=("period",)).rows
    assert [(row.numerator, row.denominator, row.is_total) for row in periods] == [
        (38, 50, False),
        (5, 10, False),
    ]
    units = by_unit(ask(store, by=("unit",)))
    assert (units["Lund"].numerator, units["Lund"].denominator) == (13, 20)
    assert "Totalt" not in units


def test_percentages_alone_cannot_be_summed(store: Database) -> None:
    rows = [figure("Lund", None, None, value=0.8), figure("Malmö", None, None, value=0.6)]
    import_rows(store, rows)
    assert [row.value for row in ask(store).rows] == [0.8, 0.6]
    (row,) = ask(store, by=("period",)).rows
    assert row.value is None
    assert row.doubts == ("percent_without_counts",)


def test_a_single_percentage_stays(store: Database) -> None:
    import_rows(store, [figure("Lund", None, None, value=0.8)])
    (row,) = ask(store, by=("period",)).rows
    assert row.value == 0.8


def test_a_masked_value_is_never_0(store: Database) -> None:
    import_rows(store, [figure("Lund", None, 12, masked="*"), figure("Malmö", 30, 40)])
    row = by_unit(ask(store))["Lund"]
    assert (row.numerator, row.value, row.masked) == (None, None, "*")
    (whole,) = ask(store, by=("period",)).rows
    assert (whole.numerator, whole.denominator, whole.value, whole.masked) == (
        None,
        None,
        None,
        "*",
    )


def test_periods_that_overlap_are_not_added(store: Database) -> None:
    import_rows(store, [figure("Lund", 8, 10), figure("Lund", 30, 40, period="2025")])
    (row,) = ask(store, by=("unit",)).rows
    assert row.value is None
    assert row.doubts == ("periods_overlap",)


def test_small_groups_months_and_secondary(store: Database) -> None:
    rows = [figure("A", 1, 4), figure("B", 5, 8), figure("C", 10, 30)]
    import_rows(store, rows)
    hidden = {unit: row.hidden for unit, row in by_unit(ask(store)).items()}
    assert hidden == {"A": Hidden.FEW, "B": Hidden.SECONDARY, "C": None}
    assert by_unit(ask(store))["A"].numerator is None


def test_a_single_month_under_ten_is_hidden(store: Database) -> None:
    import_rows(store, [figure("A", 5, 9, period="2025-01"), figure("A", 5, 10, period="2025-02")])
    months = [row.hidden for row in ask(store).rows]
    assert months == [Hidden.MONTH, Hidden.SECONDARY]


def test_a_later_extract_replaces_inside_its_coverage(store: Database) -> None:
    first = import_rows(store, [figure("Lund", 8, 10), figure("Malmö", 30, 40)])
    import_rows(store, [figure("Lund", 9, 11)], extract_date="2026-05-01")
    now = ask(store)
    assert by_unit(now)["Lund"].denominator == 11
    assert by_unit(now)["Malmö"].denominator == 40
    assert now.extract_date == dt.date(2026, 2, 1)  # the oldest that contributes
    assert by_unit(ask(store, snapshot=first))["Lund"].denominator == 10


def test_periods_sort_by_time_and_can_be_chosen(store: Database) -> None:
    rows = [figure("A", 5, 10, period=p) for p in ("2025-Q2", "2024-Q4", "2025-Q1")]
    import_rows(store, rows, first="2024-01-01")
    assert [row.get("period") for row in ask(store).rows] == ["2024-Q4", "2025-Q1", "2025-Q2"]
    assert [row.get("period") for row in ask(store, period="2025").rows] == ["2025-Q1", "2025-Q2"]


def test_levels_are_inclusive_and_counted(store: Database) -> None:
    rows = [
        figure("A", 55, 70),
        figure("B", 56, 70),  # 0.8 exactly
        figure("C", 67, 70),  # 0.957
    ]
    import_rows(store, rows)
    update_levels(store, KEY, (LevelRow(0.8, "Lägre"), LevelRow(0.95, "Högre")))
    table = ask(store)
    assert [level.value for level in table.levels] == [0.8, 0.95]
    assert {unit: row.level_met for unit, row in by_unit(table).items()} == {
        "A": 0,
        "B": 1,
        "C": 2,
    }


def test_lower_is_better_turns_the_levels(store: Database) -> None:
    import_rows(store, [figure("A", 2, 10), figure("B", 3, 10)])
    (row,) = [each for each in list_indicators(store) if each.key == KEY]
    update_indicator(store, IndicatorRow(KEY, row.title, direction="lower"))
    update_levels(store, KEY, (LevelRow(0.2),))
    assert {unit: row.level_met for unit, row in by_unit(ask(store)).items()} == {"A": 1, "B": 0}


def test_without_direction_or_level_there_is_no_verdict(store: Database) -> None:
    import_rows(store, [figure("A", 9, 10)])
    assert ask(store).rows[0].level_met is None
    update_levels(store, KEY, (LevelRow(0.8, valid_from=dt.date(2026, 1, 1)),))
    assert ask(store).rows[0].level_met is None  # not yet valid in 2025
    update_levels(store, KEY, (LevelRow(0.8),))
    update_indicator(store, IndicatorRow(KEY, "x", direction="neutral"))
    assert ask(store).rows[0].level_met is None


def test_levels_can_be_undone(store: Database) -> None:
    update_levels(store, KEY, (LevelRow(0.8),))
    update_levels(store, KEY, (LevelRow(0.9), LevelRow(0.95)))
    history.undo_last(store)
    (row,) = [each for each in list_indicators(store) if each.key == KEY]
    assert [level.value for level in row.levels] == [0.8]


@pytest.mark.parametrize(
    ("levels", "code"),
    [
        ((LevelRow(1.2),), "level_out_of_range"),
        ((LevelRow(0.7), LevelRow(0.8), LevelRow(0.9)), "too_many_levels"),
        (
            (LevelRow(0.7, valid_from=dt.date(2026, 1, 1), valid_to=dt.date(2025, 1, 1)),),
            "level_dates",
        ),
    ],
)
def test_levels_that_make_no_sense_are_refused(
    store: Database, levels: tuple[LevelRow, ...], code: str
) -> None:
    with pytest.raises(LevelError) as refused:
        update_levels(store, KEY, levels)
    assert refused.value.code == code


def test_the_shipped_indicator_has_its_level(store: Database) -> None:
    shipped = {row.key: row for row in list_indicators(store)}["hpv_coverage_1994_1999"]
    assert [level.value for level in shipped.levels] == [0.7]
    assert get_indicator(store, IndicatorQuery(shipped.key)).rows == ()


def test_an_unknown_indicator_is_refused(store: Database) -> None:
    with pytest.raises(NotFoundError) as refused:
        get_indicator(store, IndicatorQuery("finns_inte"))
    assert refused.value.code == "no_such_indicator"
