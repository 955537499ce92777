"""What stands beside goal fulfilment: groups of overtime, steps, the summary, years and gaps.

Expected values are counted one pathway at a time, or come from the series that the summary is to
agree with.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rccdesk.enums import ChartEventKind, Goal, GoalStatus, Grain
from rccdesk.errors import NotComputableError
from rccdesk.services.chart_events import ChartEventRow, add_event, delete_event
from rccdesk.services.database import Database
from rccdesk.services.equity import make_gap
from rccdesk.services.example_data.store import make_example_store
from rccdesk.services.imports import ImportRequest, import_files
from rccdesk.services.lead_times import (
    LeadTimeQuery,
    compare_goals,
    get_distribution,
    get_lead_times,
    get_overtime,
    get_parts,
    get_summary,
    get_year_changes,
    list_cases,
)
from rccdesk.services.lead_times.overtime import GROUPS, OvertimeTable, group_kinds
from rccdesk.services.pathways.cache import get_columns
from rccdesk.services.pathways.columns import LeadTimeColumns
from rccdesk.services.pathways.goals import GoalRow, add_goal
from rccdesk.services.pathways.measuring import Measure
from rccdesk.services.publishing import Hidden, PublishableRow, PublishableTable
from rccdesk.services.series import Method, SeriesQuery, get_series
from rccdesk.services.statistics.grouping import Kinds


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("exempel") / "prov.rccdesk"
    make_example_store(path, patients=30_000, seed=3, extracts=1)
    with Database.open(path) as database:
        yield database


def waits(store: Database) -> list[tuple[str, str, int, int]]:
    """Return SVF, region, days and limit of each pathway."""
    columns = get_columns(store)
    kinds = columns.waits.kinds
    return [
        (
            str(columns.labels["svf"][columns.dimensions["svf"][n]]),
            str(columns.labels["region"][columns.dimensions["region"][n]]),
            int(kinds.days[columns.waits.kind[n]]),
            int(kinds.limit_days[columns.waits.kind[n]]),
        )
        for n in range(len(columns))
    ]


def group_of(days: int, limit: int) -> str:
    """Return the group of a wait by exact fractions."""
    longer = Fraction(days, limit) - 1
    edges = (0, Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))
    return GROUPS[sum(longer > edge for edge in edges)]


# Overtime -------------------------------------------------------------------------------------


def test_groups_have_exact_edges() -> None:
    pairs = [(days, limit) for limit in (1, 3, 7, 28, 36, 60) for days in range(130)]
    kinds = Kinds(
        np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs]), np.ones(len(pairs), bool)
    )
    assert [GROUPS[n] for n in group_kinds(kinds).tolist()] == [group_of(*p) for p in pairs]


@pytest.mark.parametrize("by", [(), ("svf",), ("region",), ("region", "svf")])
def test_groups_are_those_of_the_pathways(store: Database, by: tuple[str, ...]) -> None:
    table = get_overtime(store, LeadTimeQuery(by=by))
    counted: Counter[tuple[Any, ...]] = Counter()
    days: Counter[tuple[Any, ...]] = Counter()
    for svf, region, taken, limit in waits(store):
        if svf == "VP8" and "svf" not in by:
            continue
        key = tuple({"svf": svf, "region": region}[name] for name in by)
        counted[*key, group_of(taken, limit)] += 1
        days[key] += max(taken - limit, 0)
    assert any(not row.parts_hidden for row in table.rows)
    for row in table.rows:
        key = tuple(row.get(name) for name in by)
        if row.hidden is not None:
            assert set(row.counts) == {None} and row.within is row.days_over is None
            continue
        assert (row.within, row.days_over) == (counted[*key, "within"], days[key])
        assert row.denominator == sum(counted[*key, group] for group in GROUPS)
        for part, count in zip(table.parts[1:], row.counts[1:], strict=True):
            assert count is None or count == sum(counted[*key, group] for group in part)
        assert row.parts_hidden == (None in row.counts)


@pytest.mark.parametrize(
    "query",
    [
        LeadTimeQuery(by=("svf",)),
        LeadTimeQuery(by=("region",)),
        LeadTimeQuery(by=("region", "svf")),
        LeadTimeQuery(by=("period",)),
        LeadTimeQuery(by=("region", "period"), svf=("VG9",), grain=Grain.YEAR),
        LeadTimeQuery(by=("unit",), svf=("VH4",)),
    ],
)
def test_p13_no_group_of_few_can_be_derived(store: Database, query: LeadTimeQuery) -> None:
    table = get_overtime(store, query)
    if len(table.parts) == 2:
        return  # only how many are beyond, which follows from the share
    for row in (*table.rows, *([table.whole] if table.whole else [])):
        for part, count in zip(table.parts[1:], row.counts[1:], strict=True):
            if count is None:
                continue
            assert count == 0 or count >= table.least
            if "over_75" in part and len(part) > 1:  # that number is told with each share
                far = next(r for r in (*table.table.rows, table.table.whole)
                           if r is not None and r.fields == row.fields)  # fmt: skip
                rest = count - (far.over_75_percent_count or 0)
                assert rest == 0 or rest >= table.least
    if len(query.by) == 1:
        _assert_sums_tell_nothing(table)


def _assert_sums_tell_nothing(table: OvertimeTable) -> None:
    """Subtract all that is told from the whole: what is left is of two rows or more, or none."""
    assert table.whole is not None
    outside = [row for row in table.rows if row.get("svf") != "VP8"]
    silent = [row for row in outside if None in row.counts]
    unknown = [row for row in silent if row.hidden is not None or row.denominator != row.within]
    assert len(unknown) != 1


def test_the_inclusion_has_no_days(store: Database) -> None:
    for read in (get_overtime, list_cases):
        with pytest.raises(NotComputableError, match="inclusion_has_no_days"):
            read(store, LeadTimeQuery(goal=Goal.INCLUSION))


def test_no_parts_in_an_event_list(store: Database) -> None:
    with pytest.raises(NotComputableError, match="goal_not_computable"):
        get_parts(store, LeadTimeQuery())


# Steps ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("svf", ["VG9", "VJ1", "VH4", "VP8"])
def test_steps_stand_for_enough_and_refine_the_bins(store: Database, svf: str) -> None:
    found = get_distribution(store, LeadTimeQuery(svf=(svf,)))
    days = [taken for code, _, taken, _ in waits(store) if code == svf]
    assert found.count == len(days)
    counts = [round(step.share * len(days)) for step in found.steps]
    for step, count in zip(found.steps, counts, strict=True):
        assert count == sum(taken <= step.days for taken in days)
    assert counts[-1] == len(days)
    assert all(b - a >= 5 for a, b in zip([0, *counts], counts, strict=False))
    ends = {each.last for each in found.bins if each.count}
    assert ends <= {step.days for step in found.steps}
    assert found.share_within(0) is None
    middle = found.steps[len(found.steps) // 2]
    at = found.share_within(middle.days)
    assert at is not None and (at.share, at.is_least) == (middle.share, False)


@pytest.mark.parametrize("svf", ["VG9", "VJ1", "VH4", "VP8"])
def test_p15_no_shortest_or_longest_wait_is_told(store: Database, svf: str) -> None:
    found = get_distribution(store, LeadTimeQuery(svf=(svf,)))
    days = [taken for code, _, taken, _ in waits(store) if code == svf]
    assert found.bins[0].first % 7 == 0 and (found.bins[-1].last + 1) % 140 == 0
    assert found.bins[0].first <= min(days) and max(days) <= found.bins[-1].last
    assert all(each.count >= 5 for each in found.bins if each.count)
    # What is told of one limit and of the bins leaves no few between them.
    assert found.within_count is not None
    if found.limit_days is not None:
        told = 0
        for each in found.bins[:-1]:
            told += each.count
            assert told == found.within_count or abs(told - found.within_count) >= 5


def test_steps_of_a_hidden_selection_are_none(store: Database) -> None:
    few = get_distribution(store, LeadTimeQuery(svf=("VH4",), where=(("age_group", ("0-17",)),)))
    assert few.is_hidden or not few.count
    assert few.steps == () and few.share_within(30) is None


# Summary --------------------------------------------------------------------------------------


def check_summary(store: Database, query: LeadTimeQuery) -> int:
    """Compare what the summary says with the series of each SVF; return how many have a chart."""
    summary = get_summary(store, query)
    charted = 0
    for row in summary.rows:
        if row.grain is None:
            assert row.variation == "none"
            continue
        charted += 1
        asked = SeriesQuery(query.goal, svf=(row.svf,), region=query.region, grain=row.grain)
        series = get_series(store, asked)
        has_limits = row.assurance != "none" or series.method is not Method.RUN
        assert series.method in ((Method.P, Method.P_PRIME) if has_limits else (Method.RUN,))
        assert (row.svf, row.variation) == (row.svf, series.variation)
        assert (row.svf, row.assurance) == (row.svf, series.assurance)
        assert (row.svf, row.limits_are_trial) == (row.svf, series.limits_are_trial)
    return charted


def test_the_summary_says_what_each_series_says(store: Database) -> None:
    assert check_summary(store, LeadTimeQuery()) >= 10
    assert check_summary(store, LeadTimeQuery(region=("X3",))) > 3
    assert check_summary(store, LeadTimeQuery(region=("X1", "X2"))) > 3


def test_the_summary_of_a_small_store_says_what_its_trends_say(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("litet") / "prov.rccdesk"
    make_example_store(path, patients=2500, seed=3, extracts=1)
    with Database.open(path) as database:
        rows = get_summary(database, LeadTimeQuery()).rows
        charted = sum(row.grain is not None for row in rows)
        assert check_summary(database, LeadTimeQuery()) == charted
        runs = [row for row in rows if row.grain is Grain.QUARTER and 10 <= row.points < 12]
        assert [row.variation for row in runs] != []
        assert all(row.variation != "none" and row.limits_are_trial for row in runs)


def test_the_summary_follows_the_marks_of_a_series(store: Database) -> None:
    marks = [
        ChartEventRow("", Goal.LEAD_TIME, (), ChartEventKind.BREAK, dt.date(2024, 7, 1),
                      label="Ny definition", reason="Ny definition"),
        ChartEventRow("", Goal.LEAD_TIME, (("svf", "VG9"),), ChartEventKind.BASELINE,
                      dt.date(2024, 8, 1), dt.date(2025, 2, 28), reason="Före bytet"),
        ChartEventRow("", Goal.LEAD_TIME, (("svf", "VJ1"),), ChartEventKind.REBASE,
                      dt.date(2025, 1, 1), reason="Ny mottagning"),
    ]  # fmt: skip
    saved = [add_event(store, mark) for mark in marks]
    try:
        assert check_summary(store, LeadTimeQuery()) > 5
    finally:
        for mark in saved:
            delete_event(store, mark.uuid)


def test_the_summary_lists_all_svf_with_reasons(store: Database) -> None:
    summary = get_summary(store, LeadTimeQuery(period="2025"))
    assert len(summary.rows) == 31
    table = get_lead_times(store, LeadTimeQuery(by=("svf",), period="2025"))
    rows = {row.get("svf"): row for row in table.rows}
    reasons = Counter(row.reason for row in summary.rows)
    assert reasons["limit_missing"] > 10
    for row in summary.rows:
        assert row.row == rows.get(row.svf)
        assert (row.reason == "") == (row.row is not None and row.row.hidden is None)
        assert row.needed_more == (row.row.needed_more if row.row else None)
    assert [row.svf for row in summary.rows] == sorted(row.svf for row in summary.rows)
    assert len(get_summary(store, LeadTimeQuery(svf=("VG9",))).rows) == 1


def test_the_summary_of_other_goals(store: Database) -> None:
    inclusion = get_summary(store, LeadTimeQuery(goal=Goal.INCLUSION))
    assert {row.variation for row in inclusion.rows} == {"none"}
    with pytest.raises(NotComputableError):
        get_summary(store, LeadTimeQuery(goal=Goal.TO_RECOMMENDATION))


def test_nothing_measurable_is_no_fault(tmp_path: Path) -> None:
    events = tmp_path / "a.csv"
    with Database.open(tmp_path / "tom.rccdesk", create=True) as database:
        for number in range(2):
            for by in ((), ("svf",), ("region", "svf"), ("svf", "period")):
                query = LeadTimeQuery(by=by)
                assert get_lead_times(database, query).rows == ()
                table = get_overtime(database, query)
                assert (table.rows, table.whole) == ((), None)
            found = list_cases(database, LeadTimeQuery())
            assert (found.rows, found.count, found.is_hidden) == ((), 0, False)
            assert get_distribution(database, LeadTimeQuery()).steps == ()
            assert len(get_summary(database, LeadTimeQuery()).rows) == 31
            years = get_year_changes(database, LeadTimeQuery(), (2024, 2025)).years
            assert [each.left_out for each in years] == ["missing", "missing"]
            figures = compare_goals(database, LeadTimeQuery())
            assert all(each.reason and each.table_row is None for each in figures[:1])
            if not number:  # the second time with pathways of an SVF without any limit
                rows = [f"F{n};VM0{code};2024-0{month}-01;12" for n in range(9)
                        for code, month in (("10", 1), ("50", 2))]  # fmt: skip
                events.write_text("\n".join(["Förlopps-id;KVÅ-kod;Datum;Region", *rows]), "utf-8")
                import_files(database, ImportRequest((events,), extract_date=dt.date(2024, 11, 1)))
        reasons = {row.svf: row.reason for row in get_summary(database, LeadTimeQuery()).rows}
        assert reasons["VM0"] == "limit_missing"
        assert compare_goals(database, LeadTimeQuery())[0].reason == "ledtidsgräns saknas"


# Goals ----------------------------------------------------------------------------------------


def test_a_goal_without_its_event_says_which_date_is_missing(store: Database) -> None:
    figures = {each.goal.key: each for each in compare_goals(store, LeadTimeQuery())}
    assert "behandlingsrekommendation" in figures[Goal.TO_RECOMMENDATION].reason
    assert "behandlingsbeslut" in figures[Goal.START_WITHIN_21_DAYS].reason
    assert figures[Goal.TO_RECOMMENDATION].table_row is None
    row = figures[Goal.LEAD_TIME].table_row
    assert row is not None and figures[Goal.LEAD_TIME].reason == ""


def test_a_goal_out_of_its_time_gives_no_verdict(store: Database) -> None:
    goal = GoalRow(
        key="",
        short_name="Nytt mål",
        full_name="",
        status_line="",
        status=GoalStatus.IN_FORCE,
        population="treated_in_svf",
        from_event="well_founded_suspicion",
        to_event="treatment_start",
        fixed_days=28,
        target=0.5,
        valid_from=dt.date(2025, 1, 1),
    )
    key = add_goal(store, goal).key
    table = get_lead_times(store, LeadTimeQuery(goal=key, by=("period",), grain=Grain.YEAR))
    for row in table.rows:
        if row.hidden is None:
            is_before = str(row.get("period")) < "2025"
            assert ("goal_not_valid" in row.doubts) is is_before
            assert not is_before or row.met is row.would_be_met is row.needed_more is None
    assert any(row.met is not None for row in table.rows)
    assert table.whole is not None and "goal_not_valid" in table.whole.doubts
    assert table.whole.met is None


def test_the_home_region_takes_the_place_of_the_region(store: Database) -> None:
    here, home = get_columns(store), get_columns(store, measure=Measure(by_home=True))

    def counted(columns: LeadTimeColumns, name: str) -> Counter[str | None]:
        return Counter(columns.labels[name][code] for code in columns.dimensions[name].tolist())

    assert counted(home, "region") == counted(here, "home_region")
    assert counted(home, "region") != counted(here, "region")
    assert counted(home, "unit") == counted(here, "unit")
    of_region = here.catalogue.care_region_of_region
    care: Counter[str | None] = Counter()
    for code, count in counted(here, "home_region").items():
        care[of_region.get(code or "")] += count
    assert counted(home, "health_care_region") == care


def test_recurrences_are_left_out_where_they_are_known(store: Database) -> None:
    every, without = (
        get_columns(store),
        get_columns(store, measure=Measure(without_recurrence=True)),
    )
    position = every.labels["recurrence"].index("1")
    known = int((every.dimensions["recurrence"] == position).sum())
    assert len(without) == len(every) - known
    assert not (without.dimensions["recurrence"] == position).any()


# Years and gaps -------------------------------------------------------------------------------


def test_the_change_of_years(store: Database) -> None:
    found = get_year_changes(store, LeadTimeQuery(svf=("VG9",)), (2023, 2024, 2025, 2031))
    assert [each.year for each in found.years] == [2023, 2024, 2025, 2031]
    assert [each.left_out for each in found.years][::3] == ["first", "missing"]
    rows = {r.get("period"): r for r in found.table.rows}
    for before, each in zip(found.years, found.years[1:3], strict=False):
        new, old = rows[str(each.year)], rows[str(before.year)]
        assert each.difference == pytest.approx((new.value or 0) - (old.value or 0))
        assert each.low is not None and each.high is not None and each.difference is not None
        assert each.low < each.difference < each.high


def gap_table(cells: dict[tuple[str, str], tuple[int, int] | Hidden]) -> PublishableTable:
    rows = []
    for (sex, period), cell in cells.items():
        fields = (("sex", sex), ("period", period))
        if isinstance(cell, Hidden):
            rows.append(PublishableRow("k", fields, hidden=cell))
        else:
            x, n = cell
            rows.append(PublishableRow("k", fields, numerator=x, denominator=n, value=x / n))
    return PublishableTable(
        measure="svf_lead_time",
        is_proportion=True,
        direction="higher",
        status="in_force",
        levels=(),
        by=("sex", "period"),
        rows=tuple(rows),
        whole=None,
        extract_date=None,
        selection=(),
    )


def test_the_gap_is_the_published_highest_less_the_lowest() -> None:
    table = gap_table({
        # Newcombe 1998, table II, example (a): 56/70 and 48/80, method 10: 0.0524 to 0.3339.
        ("female", "2024"): (56, 70), ("male", "2024"): (48, 80),
        ("female", "2023"): (10, 20), ("male", "2023"): Hidden.SECONDARY,
        ("female", "2025"): (10, 20), ("unknown", "2025"): (1, 20),
    })  # fmt: skip
    gap = make_gap(table, "sex")
    assert [(p.period, p.left_out) for p in gap.points] == [
        ("2023", "hidden"),
        ("2024", ""),
        ("2025", "missing"),
    ]
    point = gap.points[1]
    assert (point.highest_code, point.lowest_code) == ("female", "male")
    assert point.gap == pytest.approx(0.2)
    assert (round(point.low or 0, 4), round(point.high or 0, 4)) == (0.0524, 0.3339)
    assert gap.points[0].gap is None
    with pytest.raises(ValueError, match="by"):
        make_gap(table, "region")


def test_the_gap_between_regions_is_of_the_table(store: Database) -> None:
    query = LeadTimeQuery(by=("region", "period"), grain=Grain.YEAR)
    table = get_lead_times(store, query)
    for point in make_gap(table, "region").points:
        if point.gap is not None:
            values = [r.value or 0.0 for r in table.rows if r.get("period") == point.period]
            assert point.gap == pytest.approx(max(values) - min(values))
