"""Aggregated figures: sums and totals, percentages, masks, levels, small numbers, sources."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rccdesk.cli import shapes
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
from rccdesk.services.indicators.changes import compare_years
from rccdesk.services.indicators.comparing import check_comparable
from rccdesk.services.indicators.coverage import (
    coverage_warning,
    get_coverage_limit,
    update_coverage_limit,
)
from rccdesk.services.indicators.levels import LevelError, pick_levels, read_level
from rccdesk.services.indicators.levels_reached import get_levels_reached
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


# Levels of an SVF or a unit -------------------------------------------------------------------


ALL, OF_SVF = LevelRow(0.8), LevelRow(0.7, svf="VG9")
OF_UNIT, OF_BOTH = LevelRow(0.6, unit="12"), LevelRow(0.5, unit="12", svf="VG9")


@pytest.mark.parametrize(
    ("svf", "unit", "expected"),
    [
        ("VG9", "12", OF_BOTH),
        ("VK1", "12", OF_UNIT),
        ("VG9", "01", OF_SVF),
        ("VK1", "01", ALL),
        ("", "", ALL),
    ],
)
def test_the_most_exact_level_wins(svf: str, unit: str, expected: LevelRow) -> None:
    levels = (ALL, OF_SVF, OF_UNIT, OF_BOTH)
    assert pick_levels(levels, dt.date(2026, 1, 1), svf=svf, unit=unit) == (expected,)


def test_an_exact_level_counts_while_it_is_valid_only() -> None:
    ended = LevelRow(0.6, unit="12", valid_to=dt.date(2025, 12, 31))
    assert pick_levels((ALL, ended), dt.date(2025, 12, 31), unit="12") == (ended,)
    assert pick_levels((ALL, ended), dt.date(2026, 1, 1), unit="12") == (ALL,)


def test_an_own_target_takes_no_level_away() -> None:
    own = LevelRow(0.9, unit="12", is_own=True)
    assert pick_levels((ALL, own), None, unit="12") == (ALL, own)


def test_two_levels_at_a_time_are_counted_per_svf_and_unit(store: Database) -> None:
    two = (LevelRow(0.7), LevelRow(0.8))
    of_unit = (LevelRow(0.5, unit="12"), LevelRow(0.6, unit="12"))
    update_levels(store, KEY, (*two, *of_unit))
    with pytest.raises(LevelError) as refused:
        update_levels(store, KEY, (*two, *of_unit, LevelRow(0.65, unit="12")))
    assert refused.value.code == "too_many_levels"


def test_a_unit_is_held_against_its_own_level_and_says_so(store: Database) -> None:
    update_levels(store, KEY, (LevelRow(0.8), LevelRow(0.6, unit="Lund")))
    import_rows(store, [figure("Lund", 7, 10), figure("Malmö", 7, 10)])
    units = by_unit(ask(store))
    assert (units["Lund"].level_met, units["Lund"].doubts) == (1, ("level_override",))
    assert (units["Malmö"].level_met, units["Malmö"].doubts) == (0, ())
    assert [level.value for level in ask(store).levels] == [0.8]
    (row,) = ask(store, by=("period",), where=(("unit", ("Lund",)),)).rows
    assert (row.level_met, row.doubts) == (1, ())


def test_a_group_that_is_a_pathway_has_its_level_by_name_or_prefix(store: Database) -> None:
    update_levels(store, KEY, (LevelRow(0.8), LevelRow(0.6, svf="VG9")))
    groups = [figure("Lund", 7, 10, group=group) for group in ("Bröstcancer", "VG9", "Njurcancer")]
    import_rows(store, groups)
    met = {row.get("group"): row.level_met for row in ask(store).rows}
    assert met == {"Bröstcancer": 1, "VG9": 1, "Njurcancer": 0}


def test_a_trend_keeps_the_levels_of_every_period_and_a_table_the_newest(store: Database) -> None:
    old = LevelRow(0.6, valid_to=dt.date(2025, 3, 31))
    new = LevelRow(0.8, valid_from=dt.date(2025, 4, 1))
    update_levels(store, KEY, (old, new))
    import_rows(store, [figure("Lund", 7, 10), figure("Lund", 7, 10, period="2025-Q2")])
    trend = ask(store, by=("period",))
    assert [level.value for level in trend.levels] == [0.6, 0.8]
    assert [row.level_met for row in trend.rows] == [1, 0]
    newest = ask(store, by=("unit",), period="2025-Q2")
    assert [level.value for level in newest.levels] == [0.8]


@pytest.mark.parametrize(
    ("typed", "value", "words"),
    [
        ("80", 0.8, "Läst som 80 %."),
        ("80 %", 0.8, "Läst som 80 %."),
        ("0,8", 0.8, "0,8 är läst som 80 %."),
        ("0.8", 0.8, "0.8 är läst som 80 %."),
        ("82,5", 0.825, "Läst som 82,5 %."),
        ("0,8 %", 0.008, "Läst som 0,8 %."),
        ("1", 1.0, "1 är läst som 100 %."),
        ("100", 1.0, "Läst som 100 %."),
    ],
)
def test_a_typed_share_is_read_as_people_mean_it(typed: str, value: float, words: str) -> None:
    read = read_level(typed, is_proportion=True)
    assert (read.value, read.words.replace("\u00a0", " ")) == (value, words)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("101", "level_out_of_range"), ("-1", "level_out_of_range"), ("åttio", "level_not_a_number")],
)
def test_a_share_that_is_none_is_refused(typed: str, code: str) -> None:
    with pytest.raises(LevelError) as refused:
        read_level(typed, is_proportion=True)
    assert refused.value.code == code


def test_days_are_read_as_they_are() -> None:
    assert read_level("12,5", is_proportion=False).value == 12.5
    with pytest.raises(LevelError):
        read_level("80 %", is_proportion=False)


# What is wrong in a figure is said beside it --------------------------------------------------


def test_a_share_over_100_is_told_and_has_no_interval(store: Database) -> None:
    import_rows(store, [figure("Lund", 12, 10)])
    row = by_unit(ask(store))["Lund"]
    assert row.doubts == ("share_over_100",)
    assert (row.value, row.ci_low, row.ci_high) == (1.2, None, None)


def test_of_nobody_there_is_no_share(store: Database) -> None:
    import_rows(store, [figure("Lund", 0, 0)])
    row = by_unit(ask(store))["Lund"]
    assert (row.value, row.hidden, row.level_met) == (None, Hidden.FEW, None)


def test_an_unknown_direction_gives_no_verdict(store: Database) -> None:
    with store.write(Topic.INDICATORS, act="history.act.example_imported") as session:
        session.query(Indicator).filter_by(key=KEY).one().direction = "neutral"
    update_levels(store, KEY, (LevelRow(0.8),))
    import_rows(store, [figure("Lund", 9, 10)])
    assert by_unit(ask(store))["Lund"].level_met is None
    assert get_levels_reached(store, KEY).now.judged == 0  # type: ignore[union-attr]


# Regions at each level, spread, change --------------------------------------------------------


def stand_rows() -> list[dict[str, Any]]:
    then = {"01": (6, 10), "12": (7, 10), "13": (9, 10), "14": (6, 10)}
    now = {"01": (7, 10), "12": (8, 10), "13": (9, 10), "14": (19, 20)}
    return [
        figure(unit, x, n, period=period)
        for period, units in (("2024-Q4", then), ("2025-Q4", now))
        for unit, (x, n) in units.items()
    ]


def test_regions_at_each_level_then_and_now(store: Database) -> None:
    update_levels(store, KEY, (LevelRow(0.7, "Lägre"), LevelRow(0.9, "Högre")))
    import_rows(store, stand_rows(), first="2024-10-01")
    found = get_levels_reached(store, KEY)
    assert found.are_regions
    assert found.then is not None
    assert found.now is not None
    assert [(reach.level, reach.reached) for reach in found.then.reaches] == [(0.7, 2), (0.9, 1)]
    assert [(reach.level, reach.reached) for reach in found.now.reaches] == [(0.7, 4), (0.9, 2)]
    assert (found.now.judged, found.now.hidden) == (4, 0)
    assert (found.now.lowest, found.now.highest) == (0.7, 0.95)
    assert found.then.spread == pytest.approx(0.3)
    assert found.now.spread == pytest.approx(0.25)


def test_hidden_regions_are_counted_as_not_shown(store: Database) -> None:
    update_levels(store, KEY, (LevelRow(0.7),))
    few = {("14", "2024-Q4"): (1, 2), ("13", "2024-Q4"): (2, 3)}
    rows = [
        row
        | dict(
            zip(
                ("numerator", "denominator"),
                few.get((row["unit"], row["period"]), (row["numerator"], row["denominator"])),
                strict=True,
            )
        )
        for row in stand_rows()
    ]
    import_rows(store, rows, first="2024-10-01")
    then = get_levels_reached(store, KEY).then
    assert then is not None
    assert then.hidden >= 2
    assert then.with_figure + then.hidden == 4
    assert then.reaches[0].reached <= then.judged == then.with_figure


def test_regions_at_levels_when_lower_is_better(store: Database) -> None:
    with store.write(Topic.INDICATORS, act="history.act.example_imported") as session:
        session.query(Indicator).filter_by(key=KEY).one().direction = "lower"
    update_levels(store, KEY, (LevelRow(0.7), LevelRow(0.9), LevelRow(0.95, unit="13")))
    import_rows(store, stand_rows(), first="2024-10-01")
    now = get_levels_reached(store, KEY).now
    assert now is not None
    # the easier level is 90 %: 70, 80 and 90 reach it, and region 13 has 95 % as its own
    assert [(reach.level, reach.reached, reach.others) for reach in now.reaches] == [
        (0.9, 3, 1),
        (0.7, 1, 0),
    ]


def test_a_quarter_is_not_compared_with_a_year(store: Database) -> None:
    rows = [
        figure("01", 70, 100, period="2023"),
        figure("01", 8, 10, period="2025-Q1"),
        figure("01", 9, 10, period="2025-Q2"),
    ]
    import_rows(store, rows, first="2023-01-01")
    found = get_levels_reached(store, KEY)
    assert [stand.period.key for stand in found.stands] == ["2025-Q1", "2025-Q2"]


def test_the_change_of_a_year_has_its_interval(store: Database) -> None:
    rows = [figure("01", 56, 70, period="2024-Q1"), figure("01", 48, 80)]
    import_rows(store, rows, first="2024-01-01")
    (change,) = compare_years(ask(store, by=("period",)))
    assert (change.earlier.key, change.later.key) == ("2024-Q1", "2025-Q1")
    # 56 of 70 against 48 of 80 is Newcombe's own example (1998): 0.2, 0.0524 to 0.3339
    assert change.difference is not None
    assert change.difference.difference == pytest.approx(-0.2)
    assert change.difference.low == pytest.approx(-0.3339, abs=5e-5)
    assert change.difference.high == pytest.approx(-0.0524, abs=5e-5)
    assert change.difference.is_certain


def test_a_hidden_year_gives_no_change(store: Database) -> None:
    rows = [figure("01", 1, 3, period="2024-Q1"), figure("01", 48, 80)]
    import_rows(store, rows, first="2024-01-01")
    (change,) = compare_years(ask(store, by=("period",)))
    assert (change.difference, change.reason) == (None, "hidden")


def test_an_unstated_population_shares_no_axis() -> None:
    first, second = IndicatorRow("a", "A"), IndicatorRow("b", "B")
    found = check_comparable(first, second)
    assert (found.is_refused, found.share_axis) == (False, False)
    assert found.sentence == "Olika nämnare: inte angiven / inte angiven. Jämför inte nivåerna."


def test_low_coverage_is_warned_of_only_under_a_limit_that_somebody_set(store: Database) -> None:
    row = IndicatorRow("a", "A", coverage=0.62)
    assert get_coverage_limit(store) is None
    assert coverage_warning(row, get_coverage_limit(store)) == ""
    update_coverage_limit(store, 0.8)
    assert coverage_warning(row, get_coverage_limit(store)) == (
        "Täckningsgrad 62\u00a0%. Skillnader kan bero på hur det rapporteras."
    )
    assert coverage_warning(IndicatorRow("a", "A"), 0.8) == ""
    history.undo_last(store)
    assert get_coverage_limit(store) is None


def test_the_command_line_counts_by_the_level_of_the_unit(store: Database) -> None:
    update_levels(store, KEY, (LevelRow(0.8), LevelRow(0.6, unit="Lund")))
    import_rows(store, [figure("Lund", 7, 10), figure("Malmö", 7, 10)])
    shape = shapes.indicators(ask(store))
    assert shape["levels"] == [{"value": 0.8, "name": "", "valid_from": None}]
    assert {row["unit"]: row["level_met"] for row in shape["rows"]} == {"Lund": 1, "Malmö": 0}
