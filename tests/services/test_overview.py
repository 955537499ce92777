"""What Översikt says of a small store whose figures are counted by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from rccdesk.enums import (
    FigureStatus,
    InitiativeState,
    Origin,
    PlanKind,
    PlanState,
    Representativeness,
    Role,
    Thing,
)
from rccdesk.services import analyses, framework, imports, initiatives, organisation, plans
from rccdesk.services.analyses import AnalysisText
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest
from rccdesk.services.overview import OverviewQuery, StepState, get_overview, get_source
from rccdesk.services.packs.content import PackRequest, make_pack

NB = "\u00a0"
QUERY = OverviewQuery(svf=("VG9",), area="01", regions=("01",), period="2025-Q3")
FIRST_WAITS = [20] * 7 + [40] * 3  # the limit of VG9 is 28 days: 7 of 10 in time


def write_events(path: Path, waits: list[int], region: str = "01") -> Path:
    """Write a pathway for each wait, from 1 July 2025."""
    lines = ["pathway_id;kva_code;event_date;region"]
    start = dt.date(2025, 7, 1)
    for number, days in enumerate(waits):
        end = start + dt.timedelta(days=days)
        lines += [f"p{number};VG910;{start};{region}", f"p{number};VG950;{end};{region}"]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "prov.rccdesk", create=True) as opened:
        yield opened


def import_events(database: Database, folder: Path, waits: list[int], day: dt.date) -> int:
    """Import an extract of the region 01 and return its batch."""
    file = write_events(folder / f"svf_{day}.csv", waits)
    (result,) = imports.import_files(database, ImportRequest((file,), extract_date=day))
    assert result.batch_id is not None
    return result.batch_id


def import_table(database: Database, path: Path, table: str, indicator: str | None = None) -> None:
    """Import a table of figures."""
    path.write_text(table, encoding="utf-8")
    day = dt.date(2026, 2, 28)
    imports.import_files(database, ImportRequest((path,), indicator=indicator, extract_date=day))


def states(database: Database, query: OverviewQuery = QUERY) -> list[StepState]:
    return [step.state for step in get_overview(database, query).steps]


DONE, NOW, LATER = StepState.DONE, StepState.NOW, StepState.LATER


def test_an_empty_store_begins_with_the_import(database: Database) -> None:
    shown = get_overview(database, OverviewQuery((), "", (), ""))
    assert [step.state for step in shown.steps] == [NOW, LATER, LATER, LATER, LATER]
    assert shown.next_step.key == "import"
    assert shown.pair is None
    assert shown.tiles == ()
    assert shown.attention == ()
    assert shown.changes == ()


def test_the_loop_follows_what_has_been_done(database: Database, tmp_path: Path) -> None:
    batch = import_events(database, tmp_path, FIRST_WAITS, dt.date(2026, 2, 28))
    assert states(database) == [DONE, NOW, LATER, LATER, LATER]
    seen = OverviewQuery(("VG9",), "01", ("01",), "2025-Q3", seen_batch=batch)
    assert states(database, seen) == [DONE, DONE, NOW, LATER, LATER]
    draft = AnalysisText(("VG9",), "01", "2025-Q3", finding="Sju av tio i tid.")
    analyses.update_analysis(database, draft)
    assert states(database, seen) == [DONE, DONE, NOW, LATER, LATER]
    assert "Utkast" in get_overview(database, seen).steps[2].lines
    written = AnalysisText(("VG9",), "01", "2025-Q3", finding="Sju av tio i tid.", is_done=True)
    analyses.update_analysis(database, written)
    assert states(database, seen) == [DONE, DONE, DONE, NOW, LATER]
    decided = AnalysisText(
        ("VG9",), "01", "2025-Q3", "Sju av tio i tid.", actions="Remissmall.", is_done=True
    )
    analyses.update_analysis(database, decided)
    assert states(database, seen) == [DONE, DONE, DONE, DONE, NOW]
    make_pack(
        database, PackRequest("steering", tmp_path, ("VG9",), period="2025-Q3", formats=("pdf",))
    )
    assert states(database, seen) == [DONE] * 5
    newer = import_events(database, tmp_path, [*FIRST_WAITS, 5], dt.date(2026, 3, 31))
    assert newer > batch
    assert states(database, seen) == [DONE, NOW, DONE, DONE, DONE]
    imports.undo_batch(database, newer)
    assert states(database, seen) == [DONE] * 5


def test_the_pair_says_what_can_be_counted(database: Database, tmp_path: Path) -> None:
    import_events(database, tmp_path, FIRST_WAITS, dt.date(2026, 2, 28))
    pair = get_overview(database, QUERY).pair
    assert pair is not None
    assert pair.lead_time.value_text == f"70{NB}%"
    assert pair.lead_time.count_text.replace(NB, " ").startswith("7 av 10 som börjat behandling")
    assert pair.lead_time.status is FigureStatus.NOT_REACHED
    assert pair.lead_time.lines[0].replace(NB, " ") == "10 procentenheter kvar till 80 %."
    assert pair.lead_time.target == 0.8
    assert pair.representativeness is Representativeness.UNKNOWN
    assert pair.inclusion.value_text == "–"
    assert pair.inclusion.status is FigureStatus.MISSING
    assert pair.inclusion.count_text == ""  # nobody was counted
    assert pair.inclusion.lines == ("Väntat antal fall saknas, så inklusionen kan inte beräknas.",)


def test_the_pair_is_not_representative_under_seventy_percent(
    database: Database, tmp_path: Path
) -> None:
    import_events(database, tmp_path, FIRST_WAITS, dt.date(2026, 2, 28))
    import_table(
        database, tmp_path / "vantat.csv", "SVF;Region;Period;Förväntat antal\nVG9;01;2025;80\n"
    )
    pair = get_overview(database, QUERY).pair
    assert pair is not None
    # 80 expected in the year are 20.16 in its third quarter of 92 days: 10 of those.
    assert pair.inclusion.value_text == f"50{NB}%"
    assert pair.representativeness is Representativeness.NOT_REPRESENTATIVE
    assert "ej representativ" in pair.warning.lower()


def test_few_patients_carry_no_number(database: Database, tmp_path: Path) -> None:
    import_events(database, tmp_path, [10, 10, 10, -4, -4, -4, -4], dt.date(2026, 2, 28))
    shown = get_overview(database, QUERY)
    assert shown.pair is not None
    assert shown.pair.lead_time.value_text == ".."
    assert shown.pair.lead_time.count_text == ""
    assert shown.pair.lead_time.status is FigureStatus.HIDDEN
    assert all(point.value is None for point in shown.pair.lead_time.spark)
    titles = [item.title for item in shown.attention]
    assert "Färre än 5 patienter har negativ ledtid" in titles


def test_five_negative_lead_times_are_counted(database: Database, tmp_path: Path) -> None:
    import_events(database, tmp_path, [*FIRST_WAITS, *[-4] * 5], dt.date(2026, 2, 28))
    titles = [item.title for item in get_overview(database, QUERY).attention]
    assert "5 patienter har negativ ledtid" in titles
    assert "Ledtidsgränsen är inte bekräftad" in titles
    assert "Representativiteten är okänd" in titles
    assert "1 varning från inläsningen" in titles


def test_a_tile_sums_the_groups_of_the_area_and_the_period(
    database: Database, tmp_path: Path
) -> None:
    table = (
        "Period;Enhet;Grupp;Täljare;Nämnare\n"
        "2025-Q2;01;Kirurgi;30;40\n"
        "2025-Q3;01;Kirurgi;32;40\n"
        "2025-Q3;01;Onkologi;18;20\n"
        "2025-Q3;12;Kirurgi;40;50\n"
    )
    import_table(database, tmp_path / "plan.csv", table, "vardplan")
    (tile,) = get_overview(database, QUERY).tiles
    assert tile.value_text == f"83{NB}%"  # 50 of 60
    assert tile.count_text.replace(NB, " ").startswith("50 av 60")
    assert tile.status is FigureStatus.NO_LEVEL
    assert [point.value for point in tile.spark] == [0.75, 50 / 60]
    more = table + "2025-Q4;01;Kirurgi;20;20\n"
    import_table(database, tmp_path / "plan2.csv", more, "vardplan")
    (later,) = get_overview(database, OverviewQuery((), "01", ("01",), "2025-Q4")).tiles
    assert later.value_text == f"100{NB}%"
    assert len(later.spark) == 3


def test_the_change_since_the_extract_before_is_said(database: Database, tmp_path: Path) -> None:
    import_events(database, tmp_path, FIRST_WAITS, dt.date(2026, 1, 31))
    assert get_overview(database, QUERY).changes == ()
    import_events(database, tmp_path, [20] * 8 + [40] * 2, dt.date(2026, 2, 28))
    first, second = get_overview(database, QUERY).changes
    assert first.replace(NB, " ") == "Ledtid: 70 → 80 %"
    # One event has got another date: as a row it is new, and the old one is missing.
    assert second.replace(NB, " ") == "Rader: 1 nya, 0 ändrade, 1 saknas nu"


def test_pair_and_tiles_say_what_they_were(database: Database, tmp_path: Path) -> None:
    first = import_events(database, tmp_path, FIRST_WAITS, dt.date(2026, 1, 31))
    table = "Period;Enhet;Täljare;Nämnare\n2025-Q3;01;30;40\n2025-Q3;12;30;40\n"
    import_table(database, tmp_path / "plan.csv", table, "vardplan")
    shown = get_overview(database, QUERY)
    assert shown.pair is not None
    assert (shown.pair.lead_time.changed, shown.tiles[0].changed) == ("", "")
    import_events(database, tmp_path, [20] * 8 + [40] * 2, dt.date(2026, 2, 28))
    table = table.replace("01;30;40", "01;33;44")
    import_table(database, tmp_path / "plan2.csv", table, "vardplan")
    shown = get_overview(database, QUERY)
    assert shown.pair is not None
    pair, (tile,) = shown.pair, shown.tiles
    assert pair.lead_time.changed == f"Ändrat sedan förra uttaget: 70 → 80{NB}%."
    assert pair.lead_time.changed in pair.lead_time.spoken
    basis = "Talen bakom siffran har ändrats sedan förra uttaget: 33 av 44, förut 30 av 40."
    assert tile.changed == basis
    assert "vardplan: 33 av 44, förut 30 av 40" in shown.changes
    imports.undo_batch(database, first)
    again = get_overview(database, QUERY)
    assert again.pair is not None
    assert again.pair.lead_time.changed == ""
    assert again.tiles[0].changed == basis


def test_the_source_of_pair_and_tiles(database: Database, tmp_path: Path) -> None:
    batch = import_events(database, tmp_path, FIRST_WAITS, dt.date(2026, 1, 31))
    table = "Period;Enhet;Täljare;Nämnare\n2025-Q3;12;30;40\n2025-Q3;01;30;40\n"
    import_table(database, tmp_path / "plan.csv", table, "vardplan")
    shown = get_overview(database, QUERY)
    assert shown.pair is not None
    tile = shown.pair.lead_time
    found = get_source(database, QUERY, tile.key, tile.value_key)
    assert found is not None
    assert [source.batch_id for source in found.sources] == [batch]
    assert found.figure.startswith(f"70{NB}% · 7 av 10 · ")
    (tile,) = shown.tiles
    found = get_source(database, QUERY, tile.key, tile.value_key)
    assert found is not None
    assert found.sources[0].cells == ("C3",)
    assert get_source(database, QUERY, "vardplan", "vardplan|period=1999|unit=01") is None


TODAY = dt.datetime.now().astimezone().date()
DAY = dt.timedelta(days=1)


def add_plan(database: Database) -> str:
    """Add a plan in use with a goal never followed up, and three activities; return the goal."""
    plan = plans.add_plan(database, plans.PlanRow("Cancerplan", state=PlanState.DECIDED))
    goal = plans.add_item(
        database, plans.PlanItemRow(plan.uuid, "80 procent i tid", measure_key="svf_lead_time")
    )
    for title, days in (("Sen", -1), ("I dag", 0), ("Sedan", 30)):
        row = plans.ActivityRow(title, goal.uuid, due_on=TODAY + days * DAY)
        plans.add_activity(database, row)
    return goal.uuid


def test_plan_and_mission_wait_in_the_order_of_the_design(
    database: Database, tmp_path: Path
) -> None:
    import_events(database, tmp_path, [*FIRST_WAITS, *[-4] * 5], dt.date(2026, 2, 28))
    goal = add_plan(database)
    obstacle = plans.add_obstacle(
        database, plans.ObstacleRow(Thing.PLAN_ITEM, goal, "Salen är stängd.")
    )
    plans.raise_obstacle(database, obstacle.uuid)
    item = framework.list_items(database, framework.CRITERIA)[0]
    framework.add_assessment(
        database,
        framework.AssessmentRow(
            item.uuid, "Ledningen", TODAY - 90 * DAY, progress=1, next_review=TODAY - DAY
        ),
    )
    for title, days in (("Nära", 60), ("Långt bort", 120), ("Slut", -3)):
        initiatives.add_initiative(
            database,
            initiatives.InitiativeRow(
                title,
                InitiativeState.ONGOING,
                Origin.REGISTER,
                "Väntan på biopsi",
                patient_reason="Gäller ett schema.",
                funding="Statsbidrag",
                funding_ends_on=TODAY + days * DAY,
            ),
        )
    shown = get_overview(database, QUERY)
    told = [(item.title, item.page, item.tab) for item in shown.attention]
    assert told[:6] == [
        ("1 aktivitet ska vara klar i dag", "process", "activities"),
        ("1 aktivitet har passerat sitt datum", "process", "activities"),
        ("1 mål är i tur att följas upp", "follow_up", "rotation"),
        ("1 bedömning skulle ha setts över", "framework", "gaps"),
        ("1 varning från inläsningen", "imports", "problems"),
        ("1 hinder är lyft och väntar på svar", "follow_up", "obstacles"),
    ]
    assert told[6][0] == "Medlen till 1 insats tar slut inom 90 dagar"
    assert told[7][0] == "5 patienter har negativ ledtid"
    assert shown.results == "0 av 3 insatser har ett uppmätt resultat."
    assert shown.process == "VG9"


def test_the_step_of_acts_leads_to_the_plan_and_counts_what_came(
    database: Database, tmp_path: Path
) -> None:
    import_events(database, tmp_path, FIRST_WAITS, dt.date(2026, 2, 28))
    step = get_overview(database, QUERY).steps[3]
    assert (step.page, step.lines) == ("analysis", ("Inget skrivet än",))
    add_plan(database)
    step = get_overview(database, QUERY).steps[3]
    assert (step.page, step.lines) == ("plan", ("3 nya aktiviteter sedan juli 2025",))
    assert step.state is LATER  # what came does not say that the figures were thought about
    later = OverviewQuery(("VG9",), "01", ("01",), str(TODAY.year + 1))
    assert get_overview(database, later).steps[3].lines == ("Inget skrivet än",)


def test_activities_of_other_processes_are_not_told(database: Database, tmp_path: Path) -> None:
    import_events(database, tmp_path, FIRST_WAITS, dt.date(2026, 2, 28))
    plan = plans.add_plan(database, plans.PlanRow("Blåsan", PlanKind.PROCESS, svf=("VK1",)))
    goal = plans.add_item(database, plans.PlanItemRow(plan.uuid, "Direktbokad cystoskopi"))
    plans.add_activity(database, plans.ActivityRow("Sen", goal.uuid, due_on=TODAY - DAY))
    late = "1 aktivitet har passerat sitt datum"
    assert late not in [item.title for item in get_overview(database, QUERY).attention]
    other = OverviewQuery(("VK1",), "01", ("01",), "2025-Q3")
    assert late in [item.title for item in get_overview(database, other).attention]
    every = OverviewQuery((), "01", ("01",), "2025-Q3")
    found = {item.title: item.page for item in get_overview(database, every).attention}
    assert found[late] == "plan"


def test_the_chief_is_told_of_the_gaps_of_the_criteria(database: Database) -> None:
    query = OverviewQuery((), "", (), "")
    assert get_overview(database, query).gaps == ""
    organisation.update_profile(database, organisation.OwnProfile(role=Role.CHIEF))
    gaps = sum(len(each.gaps) for each in framework.list_gaps(database, framework.CRITERIA))
    assert get_overview(database, query).gaps == f"{gaps} luckor i uppdraget"
