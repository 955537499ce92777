"""What one table of a pack hides, no others tell: the sums of a whole pack, solved as a reader can.

The attack is linear algebra of its own, on the keys of the figures that a pack shows: a group of
pathways that is a sum of shown groups less others is known, whatever the counts.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rccdesk.enums import GroupKind, LinkRole, PlanState, PointKind, Thing
from rccdesk.periods import parse_period
from rccdesk.services import groups, links, meetings, plans
from rccdesk.services.database import Database
from rccdesk.services.groups.model import GroupRow
from rccdesk.services.links import ChainLink
from rccdesk.services.meetings.model import MeetingRow, PointRow
from rccdesk.services.packs import steering
from rccdesk.services.packs.content import PackRequest, assemble_pack
from rccdesk.services.packs.model import Pack
from rccdesk.services.packs.parts import plan as plan_part
from rccdesk.services.packs.together import find_told, hide_groups
from rccdesk.services.plans import PlanItemRow, PlanRow
from rccdesk.services.publishing import Hidden, PublishableRow, PublishableTable
from rccdesk.services.value_keys import read_key
from tests.services.lead_time_examples import Event, import_events, wait

LIMIT = 5
SVFS = ("VG9", "VB0", "VH0", "VH4")
REGIONS = ("12", "14", "24")
MONTHS = tuple((year, month) for year in (2024, 2025) for month in range(1, 13))
# How many began treatment in a quarter of each pathway: few in some, next to few in others.
COUNTS = {
    "VG9": (60, 62, 64, 61, 63, 60, 62, 61),
    "VB0": (30, 31, 30, 32, 30, 31, 30, 33),
    "VH0": (9, 8, 9, 2, 8, 3, 9, 3),
    "VH4": (6, 7, 6, 8, 6, 7, 6, 6),
}
SHIFT = 4  # quarters before the waits of VG9 grow: a signal, so that it gets charts of its own


def events() -> list[Event]:
    found: list[Event] = []
    for svf, counts in COUNTS.items():
        for quarter, count in enumerate(counts):
            for n in range(count):
                year, month = MONTHS[quarter * 3 + n % 3]
                late = (n % 10 < 1) if quarter < SHIFT else (n % 10 < 6)
                start = dt.date(year, month, 10) - dt.timedelta(days=40 if late else 5)
                found += wait(
                    f"{svf}-{quarter}-{n}", 40 if late else 5, start.isoformat(), svf,
                    region=REGIONS[n * 7 % 11 % 3],
                )  # fmt: skip
    return found


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("store") / "prov.rccdesk"
    with Database.open(path, create=True) as opened:
        import_events(opened, events(), "2026-03-01")
        body = groups.add_group(opened, GroupRow("Styrgruppen", GroupKind.STEERING))
        met = meetings.add_meeting(opened, MeetingRow(body.uuid, dt.date(2099, 12, 10)))
        point = meetings.add_point(
            opened, PointRow(body.uuid, "Kö", met.uuid, kind=PointKind.DECISION)
        )
        for svf in ("VH4", "VH0"):
            key = f"svf_lead_time|svf={svf}|period=2025-Q3"
            links.add_link(
                opened, ChainLink(Thing.POINT, point.uuid, Thing.FIGURE, key, LinkRole.EVIDENCE)
            )
        plan = plans.add_plan(opened, PlanRow("Cancerplan", state=PlanState.IN_FORCE, svf=("VB0",)))
        for title in ("Kortare väntan", "Samma väntan"):
            plans.add_item(opened, PlanItemRow(plan.uuid, title, measure_key="svf_lead_time"))
        yield opened


def assemble(database: Database) -> Pack:
    met = meetings.list_meetings(database)[0].uuid
    request = PackRequest("steering", Path(), meeting_uuid=met, period="2025-Q4")
    return assemble_pack(database, request)


def shown_keys(pack: Pack) -> set[str]:
    """Return the keys of the figures that the pack shows anywhere: as numbers, charts or words."""
    found: set[str] = set()
    for section in pack.sections:
        found |= {each.value_key for each in section.figures if "av" in each.words.split()}
        for chart in section.charts:
            for rows in (chart.bars, chart.points, chart.cells):
                found |= {row.value_key for row in rows if row.value is not None}
    return {key for key in found if read_key(key).measure == "svf_lead_time"}


CELLS = [(svf, region, month) for svf in SVFS for region in REGIONS for month in MONTHS]


def vector(key: str) -> np.ndarray:
    fields = read_key(key).fields
    months = set(MONTHS)
    if "period" in fields:
        period = parse_period(fields["period"])
        months = {
            (y, m) for y, m in MONTHS if period.first <= dt.date(y, m, 1) <= period.last
        }  # fmt: skip
    svfs = set(fields["svf"].split("+")) if "svf" in fields else set(SVFS)
    regions = set(fields["region"].split("+")) if "region" in fields else set(REGIONS)
    return np.array([s in svfs and r in regions and m in months for s, r, m in CELLS], float)


def counts() -> np.ndarray:
    """Return how many pathways ended in each cell, from the extract itself."""
    ended: Counter[tuple[str, str, tuple[int, int]]] = Counter()
    for event in events():
        if event.code.endswith("50"):
            day = dt.date.fromisoformat(event.day)
            ended[event.code[:3], event.region or "", (day.year, day.month)] += 1
    assert sum(ended.values()) == sum(map(sum, COUNTS.values()))
    return np.array([ended[cell] for cell in CELLS], float)


def known_few(keys: set[str]) -> list[str]:
    """Return the groups of 1-4 pathways that are sums of the shown ones less others."""
    matrix = np.array([vector(key) for key in sorted(keys)])
    _left, sizes, rows = np.linalg.svd(matrix, full_matrices=False)
    basis = rows[sizes > 1e-9 * sizes[0]]
    of_cell = counts()
    spans = [f"{y}-Q{q}" for y in (2024, 2025) for q in range(1, 5)]
    spans += [f"{y}-{m:02d}" for y, m in MONTHS]
    asked = [f"|period={span}" for span in spans]
    found = []
    for svf in ("", *SVFS):
        for region in ("", *REGIONS):
            for span in ("", *asked):
                key = "svf_lead_time" + (f"|svf={svf}" if svf else "")
                key += (f"|region={region}" if region else "") + span
                target = vector(key)
                count = target @ of_cell
                rest = target - basis.T @ (basis @ target)
                if 0 < count < LIMIT and np.abs(rest).max() < 1e-6:
                    found.append(key)
    return found


def test_no_group_of_few_is_a_sum_of_what_the_pack_shows_less_its_parts(
    database: Database,
) -> None:
    pack = assemble(database)
    keys = shown_keys(pack)
    assert len(keys) > 40
    assert any("period=2025-Q4" in key and "region" in key for key in keys)  # regions of VG9
    assert any("period=2025-Q3" in key and "svf=VH4" in key for key in keys)
    assert known_few(keys) == []


def test_the_attack_finds_what_tables_tell_that_are_only_safe_alone(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steering, "find_told", lambda *_tables: frozenset())
    assert known_few(shown_keys(assemble(database)))


def outcomes(pack: Pack) -> list[tuple[str, ...]]:
    """Return the rows of the table of what came of the plan's goals."""
    (section,) = [s for s in pack.sections if s.heading == "Mål med mått: utfall"]
    return list(section.tables[0].rows)


def test_the_result_of_a_goal_is_hidden_with_the_table_that_hides_it(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """VH0 has three cases in the last quarter; VB0, which the plan is about, is hidden with it."""
    key = "svf_lead_time|svf=VB0|period=2025-Q4"
    pack = assemble(database)
    assert key not in shown_keys(pack)
    assert all(".." in row and "av" not in " ".join(row).split() for row in outcomes(pack))
    monkeypatch.setattr(steering, "told_figures", lambda *_asked: ())
    monkeypatch.setattr(plan_part, "hides", lambda *_asked: False)
    told = assemble(database)
    assert key in shown_keys(told)
    assert "svf_lead_time|svf=VH0|period=2025-Q4" in known_few(shown_keys(told))


def table(by: str, rows: dict[str, int | None], whole: int | None, **selection: str):
    """Return a table of lead times; None: hidden."""

    def row(fields: tuple[tuple[str, str | None], ...], count: int | None) -> PublishableRow:
        if count is None:
            return PublishableRow("", fields, hidden=Hidden.SECONDARY)
        return PublishableRow("", fields, count, count, 1.0)

    return PublishableTable(
        measure="svf_lead_time", is_proportion=True, direction="higher", status="in_force",
        levels=(), by=(by,), rows=tuple(row(((by, code),), n) for code, n in rows.items()),
        whole=row((), whole), extract_date=None, selection=tuple(selection.items()),
    )  # fmt: skip


def hidden_in(found: PublishableTable) -> set[str]:
    return {code or "" for row in found.rows if row.hidden for _name, code in row.fields}


def test_a_figure_hidden_for_anothers_sake_is_hidden_in_every_table() -> None:
    quarter = table("svf", {"VG9": 20, "VH0": None, "VH4": None}, 30, period="2025-Q3")
    series = table("period", {"2025-Q2": 8, "2025-Q3": 7}, 15, svf="VH4", period="2025-04:2025-09")
    told = find_told((quarter, series))
    made = hide_groups(series, told)
    # Q2 too, or the sum of the series less Q2 would be Q3.
    assert hidden_in(made) == {"2025-Q2", "2025-Q3"}
    assert hidden_in(hide_groups(quarter, told)) == {"VH0", "VH4"}


def test_nothing_more_is_hidden_where_nothing_is_told() -> None:
    quarter = table("svf", {"VG9": 20, "VB0": 9, "VH4": 7}, 36, period="2025-Q4")
    series = table("period", {"2025-Q2": 8, "2025-Q3": None, "2025-Q1": None}, 12, svf="VH0")
    other = replace(quarter, measure="own_other")
    assert find_told((quarter, other)) == frozenset()
    told = find_told((quarter, series))
    assert hidden_in(hide_groups(quarter, told)) == set()
    assert hidden_in(hide_groups(series, told)) == {"2025-Q1", "2025-Q3"}


def test_what_no_sum_contains_tells_nothing_of_it() -> None:
    quarter = table("svf", {"VG9": 20, "VH0": None, "VS9": 9}, 24, period="2025-Q3")
    assert find_told((quarter,)) != frozenset()
    seen = hide_groups(quarter, find_told((quarter,), ("VS9",)))
    assert hidden_in(seen) == {"VG9", "VH0"}


def test_what_is_hidden_does_not_depend_on_the_names() -> None:
    """Of a set the order is another in every run of the program: the same figures, other packs."""
    found = set()
    for n in range(20):
        x, y, z = f"X{n}", f"Y{n}", f"Z{n}"
        quarter = table("svf", {x: 20, y: 8, z: None}, 31, period="2025-Q4")
        series = table(
            "period", {"2025-Q4": 20, "2025-Q3": None}, 26, svf=x, period="2025-07:2025-12"
        )
        told = find_told((quarter, series))
        assert {x, z} <= hidden_in(hide_groups(quarter, told))
        found.add(tuple(sorted(code[0] for code in hidden_in(hide_groups(quarter, told)))))
    assert len(found) == 1
