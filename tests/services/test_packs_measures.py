"""Packs and the measures: the summary of all pathways, control charts, and what stays internal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rccdesk.enums import Attribution, Goal
from rccdesk.errors import RccdeskError
from rccdesk.periods import parse_period
from rccdesk.services import analyses, improvements, lead_times
from rccdesk.services.analyses import AnalysisKey, AnalysisText
from rccdesk.services.charts.build import build_stages
from rccdesk.services.charts.spec import ChartKind
from rccdesk.services.database import Database
from rccdesk.services.example_data import make_example_store
from rccdesk.services.labels import get_labels
from rccdesk.services.lead_times import LeadTimeQuery, Summary
from rccdesk.services.organisation import get_profile
from rccdesk.services.packs import written
from rccdesk.services.packs.gathering import Gathered, Written, choose_period, gather
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.slides.tables import without_quiet
from rccdesk.services.packs.spans import protect_months
from rccdesk.services.packs.written import analysis_sections
from rccdesk.services.pathways.goals import GoalRow, add_goal, list_goals
from rccdesk.services.progress import ignore
from rccdesk.services.publishing import Hidden, PublishableRow
from tests.services.chart_kinds import parts_table
from tests.services.chart_tables import LABELS, comparison_table

PERIOD = "2026-Q3"
WORDS = {
    "improvement": "Förbättring, mer än slumpen",
    "concern": "Försämring, mer än slumpen",
    "neutral": "Förändring, mer än slumpen",
    "common_cause": "Ingen säker förändring",
    "none": "För få perioder",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("measures") / "exempel.rccdesk"
    make_example_store(path, patients=4000)
    return path


@pytest.fixture(scope="module")
def database(store: Path) -> Iterator[Database]:
    with Database.open(store) as opened:
        yield opened


def gathered(database: Database, **changes: object) -> Gathered:
    base = LeadTimeQuery(goal=Goal.LEAD_TIME, period=PERIOD)
    base = replace(base, **changes)  # type: ignore[arg-type]
    period = choose_period(database, PERIOD)
    return gather(database, get_labels(database), base, period, ignore, Written("", PERIOD))


@pytest.fixture(scope="module")
def everything(database: Database) -> Gathered:
    """Return what a pack of all pathways is made of."""
    return gathered(database)


def summary_of(database: Database) -> Summary:
    return lead_times.get_summary(database, LeadTimeQuery(period=PERIOD))


def overview(found: Gathered) -> Section:
    return next(
        s for s in found.sections if s.tables and s.tables[0].columns[0].title == "Vårdförlopp"
    )


def test_the_summary_of_all_pathways_says_what_the_services_say(
    database: Database, everything: Gathered
) -> None:
    table = overview(everything).tables[0]
    assert [column.title.replace("\u00a0", " ") for column in table.columns] == [
        "Vårdförlopp", "Inom / alla", "Andel, 95 % intervall", "Inklusion", "Förändring",
        "Väntat utfall", "Ledtidsmålet",
    ]  # fmt: skip
    labels = get_labels(database)
    rows = {cells[0]: cells for cells in table.rows}
    shown = 0
    own = set(get_profile(database).processes)  # those have charts, which may show fewer months
    for said in summary_of(database).rows:
        name = labels.name("svf", said.svf)
        if name not in rows or said.svf in own:
            continue
        if said.row is None or said.row.value is None:
            assert not any(any(c.isdigit() for c in cell) for cell in rows[name][1:-1])
            continue
        shown += 1
        assert rows[name][1] == f"{said.row.numerator:.0f} av {said.row.denominator:.0f}"
        assert rows[name][4] == WORDS[said.variation]
        outlook = {"pass": "På eller över", "fail": "Under", "hit_or_miss": "Båda sidor om"}
        start = outlook.get(said.assurance, "–")
        assert rows[name][5].startswith(start)
    assert shown > 3
    assert table.rows[table.whole_rows[0]][0] == "Alla vårdförlopp"


def test_many_pathways_without_a_share_are_told_in_words_on_slides(everything: Gathered) -> None:
    table = overview(everything).tables[0]
    kept, said = without_quiet(table)
    names = {table.rows[index][0] for index in table.hidden_rows}
    assert names
    assert names.isdisjoint(row[0] for row in kept.rows)
    assert all(any(name in line for line in said) for name in names)
    assert any(line.startswith("Ledtidsgräns saknas (") for line in said)
    assert kept.rows[kept.whole_rows[0]] == table.rows[table.whole_rows[0]]
    assert len(kept.row_symbols) == len(kept.rows)


def test_a_trend_is_a_control_chart_that_says_what_the_summary_says(database: Database) -> None:
    labels = get_labels(database)
    found = gathered(database, svf=("VG9", "VK1"))
    said = {cells[0]: cells for cells in overview(found).tables[0].rows}
    for svf in ("VG9", "VK1"):
        name = labels.name("svf", svf)
        section = next(
            s
            for s in found.sections
            if s.heading.startswith(f"{name}: ")
            and s.charts
            and s.charts[0].kind is ChartKind.TREND
        )
        chart = section.charts[0]
        assert chart.phases
        assert said[name][4] in chart.change_text
        outlooks = {"pass": "På", "fail": "Under", "hit_or_miss": "Båda"}
        assert said[name][5].startswith(outlooks.get(chart.outlook, "–"))
        assert chart.change_text.rstrip(".") in section.paragraphs[0]
        assert chart.change_text in section.key_text
        assert chart.outlook_text in section.paragraphs[0]
        # The table has each limit and centre that is drawn.
        titles = [column.title for column in section.tables[0].columns]
        drawn = {"Medel", "Nedre gräns", "Övre gräns"} if chart.method != "run" else {"Median"}
        assert {*drawn, "Mer än slumpen"} <= set(titles)
        assert len(section.tables[0].rows) == len(chart.points)


def test_nothing_settled_after_the_period_is_in_a_trend(database: Database) -> None:
    base = LeadTimeQuery(goal=Goal.LEAD_TIME, svf=("VG9",), period="2025-Q2")
    period = choose_period(database, "2025-Q2")
    found = gather(database, get_labels(database), base, period, ignore, Written("", "2025-Q2"))
    points = [p for s in found.sections for c in s.charts for p in c.points]
    assert points
    assert max(parse_period(p.period).last for p in points) == parse_period("2025-Q2").last


def like_lead_time(database: Database, name: str, **changes: object) -> GoalRow:
    """Save an own goal with the meaning of the lead-time goal."""
    (goal,) = (goal for goal in list_goals(database) if goal.key == Goal.LEAD_TIME)
    own = replace(goal, key="", short_name=name, is_own=True)
    return add_goal(database, replace(own, **changes))  # type: ignore[arg-type]


def test_the_rule_of_a_goal_by_home_is_printed(database: Database, everything: Gathered) -> None:
    home = like_lead_time(database, "Hemregion", attribution=Attribution.HOME)
    rule = "Räknas till patientens hemregion."
    told = 0
    for section in gathered(database, goal=home.key, svf=("VG9",)).sections:
        if section.charts and section.chapter == "Utfall mot målen":
            assert rule in section.paragraphs
            assert ("", rule) in section.remarks
            told += 1
    assert told == 2
    assert not any(rule in section.paragraphs for section in everything.sections)


def test_a_proposed_goal_is_called_so_and_has_no_status(database: Database) -> None:
    goal = like_lead_time(database, "Förslag", status="proposed")
    table = overview(gathered(database, goal=goal.key)).tables[0]
    assert "föreslag" in table.columns[-1].title.lower()
    assert not {"Uppnått", "Ej uppnått"} & {row[-1].rstrip(" ²") for row in table.rows}
    assert {row[5] for row in table.rows} == {"–"}


def test_a_goal_for_internal_use_makes_no_pack(database: Database) -> None:
    goal = like_lead_time(database, "Intern", is_reported=False)
    with pytest.raises(RccdeskError) as caught:
        gathered(database, goal=goal.key)
    assert caught.value.code == "pack_goal_internal"


def test_figures_of_internal_goals_and_parts_stay_out_of_what_is_written(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = AnalysisKey(("VG9",), "", PERIOD)
    table = lead_times.get_lead_times(database, LeadTimeQuery(svf=key.svf, period=key.period))
    origin = improvements.make_origin(
        table,
        table.rows[0],
        get_labels(database),
        svf=key.svf,
        area="",
        period=key.period,
        chart=build_stages(parts_table(), LABELS),
    )
    analyses.add_figure(database, key, origin)
    written_text = AnalysisText(key.svf, key.area, key.period, finding="Se siffran.")
    analyses.update_analysis(database, written_text)
    improvements.add_improvement(database, improvements.new_improvement(origin, "Snabbspår"))

    def sections() -> list[Section]:
        return analysis_sections(database, key.svf, key.area, key.period, "Bröstcancer")

    figures = next(s for s in sections() if s.heading.startswith("Siffrorna analysen"))
    assert figures.tables[0].rows
    assert figures.charts == ()  # parts of a lead time are not reported
    goals = tuple(replace(goal, is_reported=False) for goal in list_goals(database))
    monkeypatch.setattr(written, "list_goals", lambda _database: goals)
    made = sections()
    assert not any(section.heading.startswith("Siffrorna analysen") for section in made)
    areas = next(s for s in made if s.heading.startswith("Öppna förbättringsområden"))
    assert areas.tables[0].rows[0][0].strip() == "Snabbspår."


def test_the_smallest_months_are_hidden_beside_one_that_is() -> None:
    def month(key: str, count: int | None) -> PublishableRow:
        return PublishableRow(
            key, (("period", key),), numerator=count, denominator=count,
            value=None if count is None else 1.0, hidden=Hidden.MONTH if count is None else None,
        )  # fmt: skip

    keys = ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06")
    counts = (None, 12, 11, 20, 30, None)
    rows = tuple(month(key, count) for key, count in zip(keys, counts, strict=True))
    months = comparison_table(by=("period",), rows=rows, whole=None)
    quarter = replace(month("2026-Q1", 27), fields=(("period", "2026-Q1"),))
    hidden_quarter = PublishableRow("q", (("period", "2026-Q2"),), hidden=Hidden.FEW)
    longer = replace(months, rows=(quarter, hidden_quarter))
    made = protect_months(months, longer, 5)
    assert [row.denominator for row in made.rows] == [None, 12, None, 20, 30, None]
    assert made.rows[2].hidden is Hidden.SECONDARY
    # 1 + 2 cases hidden: even two months together are too few to be what is left.
    few = replace(months, rows=(month("2026-01", None), month("2026-02", None), rows[1]))
    few = replace(few, rows=(*few.rows[:2], month("2026-03", 12)))
    assert protect_months(few, replace(few, rows=(month("2026-Q1", 15),)), 5).rows[2].hidden
