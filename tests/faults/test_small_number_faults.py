"""Small numbers: what a few patients could be known by leaves the program in no form.

What the contract takes as published beside a table is its own margins and whole, and the rolling
year beside its months; against these no hidden count may be narrowed to fewer numbers than the
limit. Answers to different questions are protected one by one only, so that they can be set
against each other: two selections of SVF, regions or units less one another; the same table of
two snapshots, or before and after a new extract; two goals or indicators over nearly the same
patients; performing and home region; a year of one indicator and its quarters of another table;
the number of starts in the inclusion beside a hidden lead time; a region hidden for another's
sake beside its own figure asked for alone. Counts of what is left out (``excluded``) and what a
source publishes of its own masked figures are told as they are.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rccdesk.errors import RccdeskError
from rccdesk.services import store_settings
from rccdesk.services.charts.spec import ChartSpec
from rccdesk.services.database import Database
from rccdesk.services.indicators import IndicatorQuery, get_indicator
from rccdesk.services.lead_times import (
    LeadTimeQuery,
    get_distribution,
    get_lead_times,
    get_overtime,
    get_parts,
)
from rccdesk.services.mapping75 import MappingQuery, get_mapping
from rccdesk.services.publishing import Hidden, PublishableTable
from rccdesk.services.series import SeriesQuery, get_funnel, get_series
from rccdesk.services.statistics.suppression import make_margins, suppress
from rccdesk.services.store_settings import SmallNumberLimits
from tests.faults import small_number_world as world
from tests.services.lead_time_examples import Event, import_events, waits
from tests.services.test_bad_measures import import_figures
from tests.services.test_packs_pdf import words_of


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("små tal") / "prov.rccdesk"
    world.make_store(path)
    return path


@pytest.fixture(scope="module")
def store(path: Path) -> Iterator[Database]:
    with Database.open(path) as database:
        yield database


@pytest.fixture(scope="module")
def specs(store: Database) -> dict[str, ChartSpec]:
    return dict(world.charts(store))


def marks_in(words: str) -> list[str]:
    """Return the marks with what stands around them."""
    found = world.MARKS.finditer(words)
    return [words[max(0, each.start() - 60) : each.end() + 20] for each in found]


# P12: a group under the limit is in no form --------------------------------------------------


def test_P12_the_marks_are_found_where_they_are(store: Database) -> None:
    """The looking itself: the rows of the screen hold all of them."""
    from rccdesk.services.lead_times import LeadTimeQuery, list_cases

    shown = repr([row.days for row in list_cases(store, LeadTimeQuery(svf=("VG9",))).rows])
    assert len(marks_in(shown)) == len(world.FEW) + len(world.WITH_THEM)
    assert marks_in("3 571 dagar") and marks_in('"value": 3588.0,') and not marks_in("0.3571")


def test_P12_no_command_prints_or_writes_a_mark(path: Path, tmp_path: Path) -> None:
    for command, words in world.from_the_command_line(path, tmp_path):
        assert marks_in(words) == [], command


def test_P12_no_answer_of_the_services_holds_a_mark(store: Database) -> None:
    for name, answer in world.tables(store):
        assert marks_in(repr(answer)) == [], name


def test_P12_no_chart_holds_a_mark_in_any_form(specs: dict[str, ChartSpec]) -> None:
    for name, spec in specs.items():
        for form, words in world.forms(spec):
            assert marks_in(words) == [], (name, form)


def test_P12_no_pack_holds_a_mark(store: Database, tmp_path: Path) -> None:
    for form, words in world.packs(store, tmp_path):
        assert marks_in(words) == [], form
    assert marks_in(world.mapping_workbook(store)) == []
    if shutil.which("pdftotext"):
        for file in tmp_path.glob("*.pdf"):
            assert marks_in(words_of(file.read_bytes(), tmp_path)) == []


def test_P12_nothing_spoken_shown_by_the_pointer_or_copied_holds_a_mark(
    specs: dict[str, ChartSpec], qapp: QApplication, qtbot: QtBot
) -> None:
    from rccdesk.ui import theme
    from rccdesk.ui.charts.view import ChartView
    from rccdesk.ui.tables.table_view import copy_rows

    theme.install(qapp, "light", 1.0)
    view = ChartView()
    qtbot.addWidget(view)
    for name, spec in specs.items():
        view.show_chart(spec)
        canvas = view.canvas()
        said = [canvas.accessibleName(), canvas.accessibleDescription()]
        canvas.reading.step(0)
        for _ in range(60):
            said += [canvas.accessibleDescription(), canvas.reading.box.text(), canvas.toolTip()]
            canvas.reading.step(1)
        copy_rows(spec.table.columns, [tuple(row) for row in spec.table.rows])
        copied = QGuiApplication.clipboard().mimeData()
        said += [copied.text(), copied.html()]
        assert marks_in("\n".join(said)) == [], name


# P13: no hidden count can be worked out -----------------------------------------------------


def narrow(
    sums: list[tuple[list[int], float]], low: NDArray[np.float64], high: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Deduce bounds of every row from sums of rows, again and again, as anybody could."""
    low, high = low.copy(), high.copy()
    for _ in range(100):
        before = (low.copy(), high.copy())
        for rows, total in sums:
            for row in rows:
                others = [other for other in rows if other != row]
                low[row] = max(low[row], total - high[others].sum())
                high[row] = min(high[row], total - low[others].sum())
        if (low == before[0]).all() and (high == before[1]).all():
            break
    return low, high


def sums_of(codes: list[tuple[int, ...]], counts: NDArray[np.float64]) -> list:
    """Return the rows and the total of every sum over one or more fields that is published."""
    found = []
    for size in range(len(codes[0])):
        for kept in itertools.combinations(range(len(codes[0])), size):
            groups: dict[tuple[int, ...], list[int]] = {}
            for row, code in enumerate(codes):
                groups.setdefault(tuple(code[n] for n in kept), []).append(row)
            found += [
                (rows, float(counts[rows].sum()))
                for rows in groups.values()
                if len(rows) > 1 and counts[rows].sum() >= 5
            ]
    return found


def find_narrowed(
    codes: list[tuple[int, ...]], counts: NDArray[np.float64], hidden: NDArray[np.bool_]
) -> list[int]:
    """Return the rows under five that could have fewer than five numbers, and need not."""
    sums = sums_of(codes, counts)
    much = np.full(len(counts), 1e6)
    low, high = narrow(sums, np.where(hidden, 1.0, counts), np.where(hidden, much, counts))
    assert ((low <= counts) & (counts <= high)).all()
    least, most = narrow(sums, np.ones(len(counts)), much)  # with every row hidden
    is_narrow = hidden & (counts < 5) & (high - low + 1 < 5) & (most - least + 1 >= 5)
    return np.nonzero(is_narrow)[0].tolist()


def hide(codes: list[tuple[int, ...]], counts: NDArray[np.float64]) -> NDArray[np.bool_]:
    margins = make_margins(np.array(codes, np.int64))
    within = np.floor(counts / 2)
    return suppress(counts, within, counts < 5, margins, limit=5, month_limit=10)


def test_P13_five_rows_of_one_each_are_not_enough_for_a_sum_of_five() -> None:
    """Each of them is there, so each had one; the next smallest row is hidden as well."""
    counts = np.array([1.0, 1, 1, 1, 1, 6, 40])
    codes = [(n,) for n in range(7)]
    assert find_narrowed(codes, counts, counts < 5) == [0, 1, 2, 3, 4]
    hidden = hide(codes, counts)
    assert hidden.tolist() == [True] * 6 + [False]
    assert find_narrowed(codes, counts, hidden) == []


@pytest.mark.parametrize("shape", [(7,), (3, 4), (2, 3, 3)])
def test_P13_no_sums_narrow_a_hidden_count(shape: tuple[int, ...]) -> None:
    rng = random.Random(13)
    for _ in range(25):
        codes = [code for code in np.ndindex(*shape) if rng.random() < 0.85]
        counts = np.array([float(rng.choice((1, 2, 3, 4, 5, 6, 8, 12, 30))) for _ in codes])
        assert find_narrowed(codes, counts, hide(codes, counts)) == [], counts


def few_patients(rng: random.Random) -> list[Event]:
    found: list[Event] = []
    for number, (region, quarter, sex) in enumerate(
        itertools.product(("12", "14", "10"), (1, 4, 7), ("female", "male"))
    ):
        size = rng.choice((1, 2, 4, 5, 7, 20))
        found += waits(size, rng.choice((20, 30, 60)), prefix=f"{number}-", region=region, sex=sex,
                       start=f"2025-{quarter:02d}-02")  # fmt: skip
    return found


@pytest.mark.parametrize("seed", range(2))
def test_P13_a_table_gives_no_row_away_with_its_margins_and_whole(
    seed: int, tmp_path: Path
) -> None:
    """The tables of each field and the whole beside a table of two fields, with the reasons."""
    with Database.open(tmp_path / "a.rccdesk", create=True) as database:
        import_events(database, few_patients(random.Random(seed)), "2026-01-31")
        for by in itertools.combinations(("region", "period", "sex"), 2):
            table = get_lead_times(database, LeadTimeQuery(by=by))
            store_settings.update_small_number_limits(database, SmallNumberLimits(5, 10))
            attack(database, table)


def attack(database: Database, table: PublishableTable) -> None:
    names = [tuple(code for _, code in row.fields) for row in table.rows]
    sums: list[tuple[list[int], float]] = []
    whole = table.whole
    assert whole is not None and whole.denominator is not None
    sums.append((list(range(len(names))), whole.denominator))
    for place, name in enumerate(table.by):
        for row in get_lead_times(database, LeadTimeQuery(by=(name,))).rows:
            members = [n for n, code in enumerate(names) if code[place] == row.get(name)]
            if row.denominator is not None:
                sums.append((members, row.denominator))
    count = np.array([np.nan if r.denominator is None else r.denominator for r in table.rows])
    hidden = np.isnan(count)
    low, high = narrow(sums, np.where(hidden, 1.0, count), np.where(hidden, 1e6, count))
    of_all = narrow(sums, np.ones(len(count)), np.full(len(count), 1e6))
    for row in np.nonzero(hidden)[0].tolist():
        could = of_all[1][row] - of_all[0][row] + 1
        assert high[row] - low[row] + 1 >= min(5, could), (table.by, names[row])


def test_P13_a_hidden_period_has_no_limits_and_is_in_no_centre(store: Database) -> None:
    """The width of a limit is its number of cases; a centre of all periods would hold a hidden."""
    found = get_series(store, SeriesQuery("svf_lead_time", region=("14",), chart="p"))
    hidden = [point for point in found.points if point.left_out == "hidden"]
    shown = [point for point in found.points if not point.left_out]
    assert len(hidden) > 1 and len(shown) > 1
    for point in hidden:
        assert (point.value, point.lower, point.upper, point.numerator) == (None,) * 4
        assert not point.signals
    x, n = sum(p.numerator or 0 for p in shown), sum(p.denominator or 0 for p in shown)
    assert found.centre == pytest.approx(x / n)


def test_P13_a_funnel_is_around_what_is_published(store: Database) -> None:
    found = get_funnel(store, SeriesQuery("svf_lead_time"))
    whole = get_lead_times(store, LeadTimeQuery()).rows[0]
    assert found.centre == whole.value
    left_out = {point.unit for point in found.points if point.left_out}
    assert left_out == {world.SMALL, world.BESIDE}
    assert all(p.lower is None and p.denominator is None for p in found.points if p.left_out)


@pytest.mark.parametrize("seed", range(3))
def test_P13_the_waits_and_the_groups_of_overtime_together_single_out_nobody(
    seed: int, tmp_path: Path
) -> None:
    """Steps, bins, the share within the limit and the groups beyond it are all told."""
    rng = random.Random(seed)
    with Database.open(tmp_path / "a.rccdesk", create=True) as database:
        found = [
            event
            for number in range(rng.choice((12, 40, 90)))
            for event in waits(1, rng.randint(3, 90), prefix=f"{number}-", start="2025-03-03")
        ]
        import_events(database, found, "2026-01-31")
        table = get_distribution(database, LeadTimeQuery(svf=("VG9",)))
        overtime = get_overtime(database, LeadTimeQuery(svf=("VG9",)))
    assert table.count and table.within_count is not None and overtime.whole is not None
    at_or_under = [round(step.share * table.count) for step in table.steps]
    at_or_under += itertools.accumulate(each.count for each in table.bins)
    told = [table.within_count]
    for count in overtime.whole.counts[1:]:
        if count is None:
            break
        told.append(told[-1] + count)
    few = range(1, 5)
    for one, other in itertools.product(at_or_under, (*at_or_under, *told)):
        assert abs(one - other) not in few, (at_or_under, told)
    assert all(count not in few for count in overtime.whole.counts[1:-1] if count is not None)


def test_P13_a_year_beside_its_quarters_gives_no_quarter_away(tmp_path: Path) -> None:
    """100 in the year less 30 + 33 + 34 are the 3 that are hidden."""
    quarters = {"A": (3, 30, 33, 34), "B": (3, 41, 42, 44), "C": (25, 25, 26, 27)}
    rows = [
        {"period": f"2025-Q{n}", "unit": unit, "numerator": float(count // 2),
         "denominator": float(count)}
        for unit, counts in quarters.items() for n, count in enumerate(counts, 1)
    ]  # fmt: skip
    rows += [
        {"period": "2025", "unit": unit, "numerator": 20.0, "denominator": float(sum(counts))}
        for unit, counts in quarters.items()
    ]
    rows += [
        {"period": "2024", "unit": unit, "numerator": 6.0, "denominator": 12.0} for unit in "ABC"
    ]
    with Database.open(tmp_path / "a.rccdesk", create=True) as database:
        import_figures(database, "prov", rows)
        found = get_indicator(database, IndicatorQuery("prov")).rows
    shown = {(r.get("unit"), r.get("period")): r.hidden is None for r in found}
    for unit in "AB":
        hidden = [n for n in range(1, 5) if not shown[unit, f"2025-Q{n}"]]
        assert len(hidden) > 1, unit  # 2024 alone would not do
        assert shown[unit, "2025"]


# P14: few within, or few outside --------------------------------------------------------------


@pytest.fixture
def with_cells(tmp_path: Path) -> Iterator[Database]:
    """Give a store that hides small cells: 11 of 12, 9 of 20, 20 of 40 and 30 of 60 in time."""
    with Database.open(tmp_path / "a.rccdesk", create=True) as database:
        found: list[Event] = []
        for region, (within, outside) in {
            "12": (11, 1), "14": (9, 11), "10": (20, 20), "24": (30, 30)
        }.items():  # fmt: skip
            found += waits(within, 20, prefix=f"{region}a", region=region, start="2025-03-03")
            found += waits(outside, 60, prefix=f"{region}b", region=region, start="2025-03-03")
        import_events(database, found, "2026-01-31")
        store_settings.update_small_cells(database, hides=True)
        yield database


def test_P14_a_small_complement_is_hidden_with_another_when_that_is_chosen(
    with_cells: Database,
) -> None:
    query = LeadTimeQuery(by=("region",))
    shown = {row.get("region"): row.hidden for row in get_lead_times(with_cells, query).rows}
    assert shown == {"12": Hidden.CELL, "14": Hidden.SECONDARY, "10": None, "24": None}
    only = get_lead_times(with_cells, LeadTimeQuery(region=("12",))).rows[0]
    assert only.hidden is Hidden.CELL and only.numerator is None
    assert get_distribution(with_cells, LeadTimeQuery(region=("12",))).is_hidden
    assert all(
        row.hidden is None or row.to_25 is None for row in get_overtime(with_cells, query).rows
    )
    long_waits = {row.region: row.hidden for row in get_mapping(with_cells, MappingQuery()).rows}
    assert long_waits["12"] is not None


def test_P14_the_contract_decides_until_it_is_chosen(with_cells: Database) -> None:
    store_settings.update_small_cells(with_cells, hides=False)
    rows = get_lead_times(with_cells, LeadTimeQuery(by=("region",))).rows
    assert [(row.numerator, row.denominator) for row in rows if row.get("region") == "12"] == [
        (11, 12)
    ]


def test_P14_the_ones_hidden_together_leave_no_small_cell_either(tmp_path: Path) -> None:
    """12 + 15 with one outside each: two of 27 outside would still be few."""
    with Database.open(tmp_path / "a.rccdesk", create=True) as database:
        found: list[Event] = []
        for region, (within, outside) in {
            "12": (11, 1), "14": (14, 1), "10": (20, 20), "24": (30, 30)
        }.items():  # fmt: skip
            found += waits(within, 20, prefix=f"{region}a", region=region, start="2025-03-03")
            found += waits(outside, 60, prefix=f"{region}b", region=region, start="2025-03-03")
        import_events(database, found, "2026-01-31")
        store_settings.update_small_cells(database, hides=True)
        rows = get_lead_times(database, LeadTimeQuery(by=("region",))).rows
    assert [row.get("region") for row in rows if row.hidden] == ["10", "12", "14"]


# P15: no extremes, no single dots, no median of a few ----------------------------------------


def test_P15_no_shortest_or_longest_wait_and_no_median_of_few_is_exported(
    store: Database,
) -> None:
    few = get_distribution(store, LeadTimeQuery(region=(world.SMALL,)))
    assert few.is_hidden and (few.median_days, few.p80_days, few.bins, few.steps) == (
        None, None, (), ()
    )  # fmt: skip
    found = get_distribution(store, LeadTimeQuery(svf=("VG9",)))
    assert all(each.count >= 5 for each in found.bins)
    ends = {each.last for each in found.bins} | {step.days for step in found.steps}
    assert not ends & set(world.FEW)
    assert found.bins[-1].last > max(world.FEW) + 5  # a round number beyond all
    parts = get_parts_or_none(store)
    assert parts is None or all(part.count is None or part.count >= 5 for part in parts)
    names = {name for row in get_lead_times(store, LeadTimeQuery()).rows for name in row.__slots__}
    assert not {name for name in names if name.startswith(("min_", "max_", "shortest", "longest"))}


def get_parts_or_none(store: Database) -> list | None:
    try:
        return list(get_parts(store, LeadTimeQuery(region=(world.SMALL,))).parts)
    except RccdeskError:  # the extract has no steps between
        return None


def test_P15_dots_stand_for_units_and_bins_never_for_patients(specs: dict[str, ChartSpec]) -> None:
    for name, spec in specs.items():
        assert all(dot.count is None or dot.count >= 5 for dot in spec.dots), name
        assert all(each.count >= 5 for each in spec.bins), name


# P16: no limit under the floor ---------------------------------------------------------------


@pytest.mark.parametrize("limit", range(5))
def test_P16_no_limit_under_five_can_be_set(limit: int, with_cells: Database) -> None:
    with pytest.raises(RccdeskError) as refused:
        store_settings.update_small_number_limits(with_cells, SmallNumberLimits(limit, 10))
    assert refused.value.code == "small_number_floor"
    with pytest.raises(RccdeskError):
        store_settings.update_small_number_limits(with_cells, SmallNumberLimits(5, limit))


WRITTEN_IN_THE_FILE = (
    *(json.dumps({"group": n, "month": n}) for n in (0, 4)),
    '{"group": -1, "month": null}',
    '{"group": "3", "month": [1], "annat": true}',
    "{}",
    "null",
    "true",
    "{",  # no JSON at all
)


def test_P16_a_limit_under_five_in_the_file_is_five_for_everything(
    path: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "prov.rccdesk"
    shutil.copy(path, copy)
    for written in WRITTEN_IN_THE_FILE:
        with contextlib.closing(sqlite3.connect(copy)) as raw, raw:
            raw.execute(
                "UPDATE store_setting SET value = ? WHERE key = 'small_number_limits'", (written,)
            )
        with Database.open(copy) as database:
            limits = store_settings.get_small_number_limits(database)
            assert limits.group >= 5 and limits.month >= 5, written
            by_region = get_lead_times(database, LeadTimeQuery(by=("region",))).rows
            assert [r.get("region") for r in by_region if r.hidden] == [world.BESIDE, world.SMALL]
            figures = get_indicator(database, IndicatorQuery(world.INDICATOR)).rows
            assert [r.get("unit") for r in figures if r.hidden][-1] == world.SMALL
            assert get_distribution(database, LeadTimeQuery(region=(world.SMALL,))).is_hidden
