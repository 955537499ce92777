"""Attacks on hidden figures with all that one report shows: its year, quarters, months, regions.

Each report is read as somebody would who has it alone: every count that it shows is a sum of
unknown parts, and no part that is hidden may follow from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rccdesk.enums import Direction
from rccdesk.periods import parse_period
from rccdesk.services import groups, indicators, organisation, plans
from rccdesk.services import progress as reporting
from rccdesk.services.database import Database
from rccdesk.services.groups.model import ProcessRow
from rccdesk.services.indicators import IndicatorQuery, IndicatorRow
from rccdesk.services.labels import get_labels
from rccdesk.services.organisation import OwnProfile
from rccdesk.services.packs.content import PackRequest
from rccdesk.services.packs.model import Pack
from rccdesk.services.packs.reports import ASSEMBLERS
from rccdesk.services.packs.reports.goal_years import get_goal_year
from rccdesk.services.packs.reports.indicator_sheet import _without_sum
from rccdesk.services.packs.unit_pack import make_unit_pack
from tests.services.lead_time_examples import Event, import_events, waits
from tests.services.plan_example import complete, new_plan
from tests.services.test_indicators import KEY, figure, import_rows

BREAST = "Bröstcancer"
MONTHS = {f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "a.rccdesk", create=True) as opened:
        organisation.update_profile(opened, OwnProfile(rcc="syd"))
        groups.add_process(opened, ProcessRow(BREAST, svf=("VG9",)))
        yield opened


def assemble(database: Database, kind: str, **asked: Any) -> Pack:
    request = PackRequest(kind, Path("unused"), **asked)
    return ASSEMBLERS[kind](database, get_labels(database), request, reporting.ignore)


def ending(counts: Mapping[str, int], **more: Any) -> list[Event]:
    """Return so many pathways of ten days that end in each month."""
    return [
        event
        for month, count in counts.items()
        for event in waits(count, 10, f"{month}{more.get('region', '')}", start=f"{month}-05",
                           **more)
    ]  # fmt: skip


def count_in(words: str) -> int | None:
    """Return the denominator of "20 av 24"; None without one."""
    found = re.search(r"av\s(\d+)", words)
    return int(found.group(1)) if found else None


def shown_spans(pack: Pack, periods: Iterable[str]) -> tuple[list[set[str]], set[str]]:
    """Return the sets of months whose sums a pack shows, and the periods that it hides."""
    sums: list[set[str]] = []
    hidden: set[str] = set()
    charts = [chart for section in pack.sections for chart in section.charts]
    for chart in charts:
        told = [parse_period(point.period) for point in chart.points]
        for point in chart.points:
            if count_in(point.count_text) is None:
                hidden.add(point.period)
            else:
                sums.append(months_in(point.period))
        if told and any(re.search(r"\d (förlopp|fall)|n = \d", line) for line in chart.foot):
            first, last = min(each.first for each in told), max(each.last for each in told)
            sums.append(months_in(f"{first:%Y-%m}:{last:%Y-%m}"))
    return [*sums, *(months_in(each) for each in periods)], hidden


def months_in(span: str) -> set[str]:
    period = parse_period(span)
    return {
        month
        for month in MONTHS
        if period.first <= parse_period(month).first and parse_period(month).last <= period.last
    }


def follows(sums: list[set[str]], wanted: set[str]) -> bool:
    """Tell whether a sum of months is a combination of others."""
    names = sorted(MONTHS)
    known = np.array([[month in each for month in names] for each in sums], dtype=float)
    asked = np.array([month in wanted for month in names], dtype=float)
    rank = np.linalg.matrix_rank(known)
    return bool(rank == np.linalg.matrix_rank(np.vstack([known, asked])))


QUARTERS = {"2024-02": 40, "2024-05": 41, "2024-08": 42, "2024-11": 43, "2025-02": 44,
            "2025-05": 45, "2025-08": 3, "2025-11": 46}  # fmt: skip
# A further quarter of the first year is the cheapest that the series itself would hide.
SMALL_BEFORE = {**QUARTERS, "2024-02": 6}


@pytest.mark.parametrize("counts", [QUARTERS, SMALL_BEFORE])
@pytest.mark.parametrize("span", ["2025", "2024", "2025-H2", "2024-07:2025-06"])
def test_no_quarter_follows_from_the_year_of_the_same_analysis(
    database: Database, counts: dict[str, int], span: str
) -> None:
    import_events(database, ending(counts))
    pack = assemble(database, "quarterly", process=BREAST, period=span)
    whole = [cells for table in pack.sections[0].tables for cells in table.rows]
    periods = [span] if any(cells[2].isdecimal() for cells in whole) else []
    sums, hidden = shown_spans(pack, periods)
    # A chart goes to the end of its period.
    assert "2025-Q3" in hidden or parse_period(span).last < parse_period("2025-Q3").first
    for quarter in hidden:
        assert not follows(sums, months_in(quarter)), quarter


def test_no_month_follows_from_its_quarter_or_year_in_the_same_analysis(
    database: Database,
) -> None:
    counts = {month: 12 + index for index, month in enumerate(sorted(MONTHS))}
    counts |= {"2025-05": 4, "2024-03": 11}
    import_events(database, ending(counts))
    for span in ("2025-Q2", "2025"):
        pack = assemble(database, "quarterly", process=BREAST, period=span)
        sums, hidden = shown_spans(pack, [span, "2025-Q2"])
        assert "2025-05" in hidden and len(hidden) < len(MONTHS) / 2
        for month in hidden:
            assert not follows(sums, months_in(month)), (span, month)


def test_no_quarter_of_a_unit_follows_from_its_year(database: Database) -> None:
    other = dict.fromkeys(QUARTERS, 30)
    import_events(
        database,
        [
            *ending(SMALL_BEFORE, region="12", unit="Lund"),
            *ending(other, region="12", unit="Malmö"),
            *ending(dict.fromkeys(QUARTERS, 50), region="13", unit="Halmstad"),
        ],
    )
    pack = make_unit_pack(database, "12", "Lund", period="2025")
    own = next(cells for cells in pack.sections[0].tables[0].rows if cells[0] == "Lund")
    assert own[2].isdecimal()
    sums, hidden = shown_spans(pack, ["2025"])
    assert "2025-Q3" in hidden
    for quarter in hidden:
        assert not follows(sums, months_in(quarter)), quarter


def test_a_region_does_not_follow_from_the_pathways_of_some_regions(database: Database) -> None:
    counts = {"12": 30, "13": 3, "07": 20, "10": 25}
    import_events(
        database,
        [
            event
            for month in ("2024-05", "2025-05")
            for region, count in counts.items()
            for event in ending({month: count}, region=region)
        ],
    )
    pack = assemble(database, "svf-report", region=("12", "13"), period="2025")
    section = next(each for each in pack.sections if each.chapter == "Ledtider")
    cells = [cell for table in section.tables for row in table.rows for cell in row]
    # 33 in the two regions; less the 30 of the one in the table of regions: the 3 of the other.
    assert not any("33" in cell for cell in cells)
    assert all(each.numerator is None for each in section.figures if each.numerator != 0)
    every = assemble(database, "svf-report", period="2025")
    told = next(each for each in every.sections if each.chapter == "Ledtider").tables[0].rows
    assert any("78 av 78" in cell.replace("\u00a0", " ") for row in told for cell in row)


def test_a_region_does_not_follow_from_a_goal_of_all_and_one_of_the_other_region(
    database: Database,
) -> None:
    import_events(
        database,
        [
            *ending({"2025-11": 30}, region="12"),
            *ending({"2025-11": 3}, region="13"),
        ],
    )
    plan = new_plan(database, svf=("VG9",))
    item = plans.add_item(database, complete(plan, "80 %"))
    labels, year = get_labels(database), parse_period("2025")
    told = [
        get_goal_year(database, labels, (item, replace(plan, region=region)), ("VG9",), year)
        for region in ("", "12", "13")
    ]
    counts = [figure.denominator for goal in told for figure in goal.figures]
    assert counts == [33, None, None]
    assert not any("30" in goal.end for goal in told)


def test_a_hidden_period_of_a_sheet_does_not_follow_from_its_sum_and_its_units(
    database: Database,
) -> None:
    indicators.add_indicator(database, IndicatorRow(KEY, "Mått", direction=Direction.HIGHER))
    counts = {
        ("2024-Q1", "12"): 3, ("2024-Q2", "12"): 6, ("2024-Q2", "13"): 200,
        ("2024-Q3", "12"): 60, ("2024-Q3", "13"): 200,
        ("2025-Q1", "12"): 30, ("2025-Q1", "13"): 8,
    }  # fmt: skip
    import_rows(
        database,
        [
            {**figure(unit, count - 1, count), "period": key}
            for (key, unit), count in counts.items()
        ],
    )
    periods = indicators.get_indicator(database, IndicatorQuery(KEY, by=("period",)))
    units = indicators.get_indicator(database, IndicatorQuery(KEY, by=("unit",), period="2025-Q1"))
    hidden = {row.get("period") for row in periods.rows if row.hidden}
    # The table by unit shows the 38 of the last period, which the series hides for the first.
    assert hidden == {"2024-Q1", "2025-Q1"}
    assert units.whole is not None and units.whole.denominator == 38
    assert periods.whole is not None
    assert _without_sum(periods, units).whole is None
    shown = replace(units, selection=(("period", "2024-Q3"),))
    assert _without_sum(periods, shown) is periods
