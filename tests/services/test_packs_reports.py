"""The reports beside the steering pack, from small stores whose figures are known."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rccdesk.cli.run import main
from rccdesk.enums import (
    Direction,
    InitiativeState,
    ItemState,
    LinkRole,
    ObstacleState,
    Thing,
)
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services import framework, groups, indicators, initiatives, links, organisation, plans
from rccdesk.services import progress as reporting
from rccdesk.services.database import Database
from rccdesk.services.framework import FrameworkItemRow, FrameworkRow
from rccdesk.services.groups.model import ProcessRow
from rccdesk.services.indicators import IndicatorRow, LevelRow
from rccdesk.services.labels import get_labels
from rccdesk.services.links import ChainLink
from rccdesk.services.organisation import OwnProfile
from rccdesk.services.packs import archive
from rccdesk.services.packs.content import PackRequest
from rccdesk.services.packs.model import Pack, Section
from rccdesk.services.packs.pdf import preview_pages
from rccdesk.services.packs.reports import ASSEMBLERS, report_period
from rccdesk.services.packs.unit_pack import make_unit_pack
from rccdesk.services.plans import ObstacleRow
from tests.services.lead_time_examples import import_events, import_expected, waits
from tests.services.plan_example import activity, complete, new_plan
from tests.services.test_indicators import KEY, figure, import_rows
from tests.services.test_initiative_requirements import HIDDEN, HIGH, LOW, add, outcome

BREAST, REGIONS = "Bröstcancer", ("12", "07", "10", "13")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "a.rccdesk", create=True) as opened:
        organisation.update_profile(opened, OwnProfile(rcc="syd"))
        groups.add_process(opened, ProcessRow(BREAST, svf=("VG9",)))
        yield opened


@pytest.fixture
def store(database: Database) -> Database:
    """A store with a measure of its own, without figures."""
    indicators.add_indicator(
        database, IndicatorRow(KEY, "Kontaktsjuksköterska", direction=Direction.HIGHER)
    )
    return database


def assemble(database: Database, kind: str, **asked: Any) -> Pack:
    request = PackRequest(kind, Path("unused"), **asked)
    return ASSEMBLERS[kind](database, get_labels(database), request, reporting.ignore)


def chapters(pack: Pack) -> list[str]:
    return list(dict.fromkeys(section.chapter for section in pack.sections))


def section(pack: Pack, heading: str) -> Section:
    return next(each for each in pack.sections if each.heading == heading)


def words(pack: Pack) -> str:
    return archive.pack_to_json(pack)


def import_two_quarters(database: Database) -> None:
    """Store 48 of 80 within the limit in the last quarter of 2024, 56 of 70 in that of 2025."""
    import_events(
        database,
        [
            *waits(48, 20, "a", start="2024-10-10"),
            *waits(32, 40, "b", start="2024-10-10"),
            *waits(56, 20, "c", start="2025-10-10"),
            *waits(14, 40, "d", start="2025-10-10"),
        ],
    )


def test_R_P25_goals_stand_with_level_and_the_values_of_the_start_and_end_of_the_year(
    database: Database,
) -> None:
    import_two_quarters(database)
    plan = new_plan(database)
    plans.add_item(database, complete(plan, "80 % inom ledtiden"))
    pack = assemble(database, "year-text", process=BREAST, period="2025")
    assert chapters(pack)[0] == "Resultat"
    table = section(pack, "Målen under året").tables[0]
    cells = dict(zip((each.title for each in table.columns), table.rows[0], strict=True))
    told = {name: cell.replace("\u00a0", " ") for name, cell in cells.items()}
    assert told["Målnivå"] == "minst 80 %"
    assert told["Vid årets början"] == "60 % (48 av 80), kvartal 4 2024"
    assert told["Vid årets slut"] == "80 % (56 av 70), kvartal 4 2025"
    # Newcombe, Statistics in Medicine 1998, table II, example (a), method 10: 0.0524 to 0.3339.
    assert told["Förändring, procentenheter (95 % intervall)"] == "20 högre (5 till 33)"
    assert told["Läge"] == "Uppnått"
    known = [
        (each.numerator, each.denominator) for each in section(pack, "Målen under året").figures
    ]
    assert known == [(48, 80), (56, 70)]


def test_R_P25_results_come_first_and_lists_of_activities_last(database: Database) -> None:
    plan = new_plan(database, svf=("VG9",))
    item = plans.add_item(database, complete(plan, "80 % inom ledtiden"))
    activity(database, item, "Möte", state=ItemState.DONE, done_on=dt.date(2025, 5, 1))
    activity(database, item, "Förra året", state=ItemState.DONE, done_on=dt.date(2024, 5, 1))
    plans.add_obstacle(
        database,
        ObstacleRow(Thing.PLAN_ITEM, item.uuid, "Saknar rum.", noted_on=dt.date(2025, 3, 1)),
    )
    settled = ObstacleRow(
        Thing.PLAN_ITEM,
        item.uuid,
        "Löst före året.",
        state=ObstacleState.RESOLVED,
        noted_on=dt.date(2024, 1, 1),
        settled_on=dt.date(2024, 6, 1),
    )
    plans.add_obstacle(database, settled)
    times = {"starts_on": dt.date(2025, 4, 1), "ends_on": dt.date(2025, 11, 1)}
    done = {**times, "state": InitiativeState.DONE, "svf": ("VG9",)}
    measured = add(database, title="Snabbspår", **done)
    initiatives.set_outcome(database, outcome(measured, before=LOW, after=HIGH))
    add(database, title="Kurs", **done)
    add(database, title="Ny mall", svf=("VG9",), starts_on=dt.date(2025, 9, 1))
    add(database, title="Annan process", **{**done, "svf": ("VB2",)})
    pack = assemble(database, "year-text", svf=("VG9",), period="2025")
    assert chapters(pack) == [
        "Resultat",
        "Mål utan värde för året",
        "Avslutade insatser utan uppmätt resultat",
        "Hinder",
        "Pågående insatser",
        "Genomförda aktiviteter",
        "Metod och datakvalitet",
    ]
    assert [each.heading for each in pack.sections if each.chapter == "Resultat"] == [
        "Snabbspår",
        "Snabbspår: om insatsen",
    ]
    rest = section(pack, "Avslutade insatser utan uppmätt resultat").tables[0].rows
    assert [(cells[0], cells[2]) for cells in rest] == [("Kurs", "Inget uppmätt resultat.")]
    assert [cells[1] for cells in section(pack, "Hinder").tables[0].rows] == ["Saknar rum."]
    assert [c[0] for c in section(pack, "Genomförda aktiviteter").tables[0].rows] == ["Möte"]
    assert "Annan process" not in words(pack)
    assert "Förra året" not in words(pack)
    assert "1 av 2 avslutade insatser har ett uppmätt resultat." in pack.summary


def test_R_E12_a_chapter_of_results_with_only_activities_says_that_nothing_is_measured(
    database: Database,
) -> None:
    plan = new_plan(database, svf=("VG9",))
    item = plans.add_item(database, complete(plan, "80 % inom ledtiden"))
    activity(database, item, "Utbildningsdag", state=ItemState.DONE, done_on=dt.date(2025, 5, 1))
    hidden = add(
        database,
        title="Dold",
        svf=("VG9",),
        state=InitiativeState.DONE,
        starts_on=dt.date(2025, 4, 1),
        ends_on=dt.date(2025, 11, 1),
    )
    initiatives.set_outcome(database, outcome(hidden, before=HIDDEN, after=HIGH))
    pack = assemble(database, "year-text", process=BREAST, period="2025")
    results = [each for each in pack.sections if each.chapter == "Resultat"]
    assert [each.heading for each in results] == ["Resultat"]
    assert results[0].paragraphs[0].startswith("Inget uppmätt resultat.")
    assert not results[0].tables and "Utbildningsdag" not in repr(results)
    assert pack.summary[0] == "Inget uppmätt resultat."


def test_R_E12_a_proposed_goal_is_called_so_and_is_no_result(database: Database) -> None:
    import_two_quarters(database)
    plan = new_plan(database, svf=("VG9",))
    row = replace(complete(plan, "Beslut med patienten"), measure_key="start_within_21_days")
    plans.add_item(database, row)
    pack = assemble(database, "year-text", process=BREAST, period="2025")
    assert "Målen under året" not in {each.heading for each in pack.sections}
    cells = section(pack, "Mål utan värde för året").tables[0].rows[0]
    assert cells[0] == "Beslut med patienten (föreslaget mål)"
    assert cells[-1] not in ("Uppnått", "Ej uppnått")


def test_a_year_and_a_process_that_are_not_there_are_refused(database: Database) -> None:
    for asked, code in (
        ({}, "pack_process_needed"),
        ({"process": "Okänd"}, "pack_process_missing"),
        ({"process": BREAST, "period": "2025-Q3"}, "pack_year"),
    ):
        with pytest.raises(RccdeskError) as caught:
            assemble(database, "year-text", **asked)
        assert caught.value.code == code
    with pytest.raises(RccdeskError) as caught:
        assemble(database, "yearly", by="colour")
    assert caught.value.code == "pack_output_unknown"
    with pytest.raises(NotFoundError):
        assemble(database, "yearly", by="framework", framework="finns-inte")
    last = str(dt.datetime.now().astimezone().year - 1)
    assert report_period(database, PackRequest("yearly", Path("unused"))) == last


def test_a_text_of_a_year_without_anything_is_refused_and_of_a_plan_alone_has_no_result(
    database: Database,
) -> None:
    with pytest.raises(RccdeskError) as caught:
        assemble(database, "year-text", process=BREAST, period="2025")
    assert caught.value.code == "pack_year_empty"
    plan = new_plan(database, svf=("VG9",))
    plans.add_item(database, complete(plan, "80 % inom ledtiden"))
    pack = assemble(database, "year-text", process=BREAST, period="2025")
    assert section(pack, "Resultat").paragraphs == ("Inget uppmätt resultat.",)
    assert section(pack, "Hinder").paragraphs == ("Inga hinder är noterade för året.",)


@pytest.fixture
def tried(database: Database) -> Database:
    """A store where one initiative serves two areas, a goal and an own framework, one nothing."""
    areas = framework.list_items(database, "forordning-2019-7")
    own = framework.add_framework(database, FrameworkRow("loften", "Patientlöften", is_own=True))
    promise = framework.add_item(database, FrameworkItemRow(own.uuid, "L1", "Få en plan"))
    plan = new_plan(database)
    item = plans.add_item(database, complete(plan, "80 % inom ledtiden"))
    plans.add_item(database, complete(plan, "Annat mål"))
    under_way = {"starts_on": dt.date(2025, 4, 1)}
    both = add(database, title="På två ställen", svf=("VG9",), **under_way)
    initiatives.set_outcome(database, outcome(both, before=LOW, after=HIGH))
    add(database, title="Ingenstans", **under_way)
    add(database, title="Senare", starts_on=dt.date(2026, 2, 1))
    add(database, title="Utan dag")
    for kind, key in (
        (Thing.FRAMEWORK_ITEM, areas[0].uuid),
        (Thing.FRAMEWORK_ITEM, areas[3].uuid),
        (Thing.FRAMEWORK_ITEM, promise.uuid),
        (Thing.PLAN_ITEM, item.uuid),
    ):
        links.add_link(database, ChainLink(Thing.INITIATIVE, both.uuid, kind, key, LinkRole.SERVES))
    return database


def counted(pack: Pack, heading: str) -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2]) for row in section(pack, heading).tables[0].rows}


def test_R_C19_an_initiative_is_listed_where_it_belongs_and_counted_once_in_every_sum(
    tried: Database,
) -> None:
    pack = assemble(tried, "yearly", period="2025")
    for heading, group in (
        ("Antal insatser per målområde", "F1 "),
        ("Antal insatser per mål i planen", "80 % inom ledtiden"),
        ("Antal insatser per process", BREAST),
        ("Antal insatser per mål i ramverket", "L1 Få en plan"),
    ):
        counts = counted(pack, heading)
        assert counts["Alla, räknade en gång"] == ("2", "1"), heading
        assert next(found for name, found in counts.items() if name.startswith(group)) == ("1", "1")
    # In two areas: listed in both, and the sum of the rows is more than the whole.
    areas = counted(pack, "Antal insatser per målområde")
    areas.pop("Alla, räknade en gång")
    assert sum(int(count) for count, _measured in areas.values()) == 3
    rows = section(pack, "Insatser och resultat per målområde").tables[0].rows
    assert [row[1] for row in rows] == ["På två ställen", "På två ställen", "Ingenstans"]
    assert rows[0][4].startswith("F4 ") and rows[1][4].startswith("F1 ")
    assert "45 av 70" in rows[0][3] and "60 av 70" in rows[0][3]
    assert rows[2][3].startswith("Inget uppmätt resultat.")
    assert counted(pack, "Antal insatser per mål i planen")["Annat mål"] == ("0", "0")
    assert "1 insats har inget startdatum och är inte med." in pack.summary
    assert "Senare" not in words(pack)


def test_R_C19_one_output_alone_has_the_same_whole(tried: Database) -> None:
    for key in ("area", "plan", "process", "framework"):
        pack = assemble(tried, "yearly", period="2025", by=key)
        last = next(each for each in reversed(pack.sections) if each.tables).tables[0]
        assert last.rows[-1][:3] == ("Alla, räknade en gång", "2", "1")
        assert last.whole_rows == (len(last.rows) - 1,)


def test_R_C19_without_an_own_framework_the_fourth_output_says_so(database: Database) -> None:
    pack = assemble(database, "yearly", period="2025", by="framework")
    assert pack.sections[0].paragraphs[0].startswith("Inget eget ramverk finns.")
    assert len(pack.summary) == 1


def test_the_sheet_of_a_measure_is_one_page_with_the_words_of_its_card(store: Database) -> None:
    row = indicators.get_indicator_row(store, KEY)
    card = replace(
        row,
        about="Visar andelen som erbjuds en kontakt.",
        interpretation="Registren skiljer sig.",
        technical="Täljare: erbjuden. Nämnare: alla.",
        levels=(LevelRow(0.8, "Målnivå"),),
    )
    indicators.save_card(store, card)
    earlier = [{**figure(u, 30, 60), "period": "2024-Q4"} for u in ("12", "13", "10", "07")]
    import_rows(
        store, [*earlier, *(figure(u, 45, 70) for u in ("12", "13", "10")), figure("07", 2, 3)]
    )
    pack = assemble(store, "indicator-sheet", indicator=KEY)
    headings = [each.heading for each in pack.sections]
    assert headings == [
        "Utfall", "Om indikatorn", "Att tänka på vid tolkning", "Teknisk beskrivning",
    ]  # fmt: skip
    assert section(pack, "Om indikatorn").paragraphs == (card.about,)
    outcome_section = pack.sections[0]
    rows = {cells[0]: cells for cells in outcome_section.tables[0].rows}
    assert rows["Region Skåne"][1:3] == ("45", "70")
    few = rows["Region Kronoberg"]
    assert not any(character.isdecimal() for cell in few[1:] for character in cell), few
    hidden = [f for f in outcome_section.figures if f.value is None]
    assert hidden and all(f.numerator is None and f.denominator is None for f in hidden)
    assert [point.period for point in outcome_section.charts[0].points] == ["2024-Q4", "2025-Q1"]
    assert pack.data_until == "2026-02-01" and pack.snapshot_ids
    assert any("2026-02-01" in note for note in (*outcome_section.notes, *pack.sections[-1].notes))
    assert len(preview_pages(pack, ppi=20)) == 1


def test_a_sheet_is_refused_without_a_measure_and_says_where_nothing_is_known(
    store: Database,
) -> None:
    for asked, code in (
        ({}, "pack_indicator_needed"),
        ({"indicator": "svf_lead_time"}, "pack_indicator_is_goal"),
        ({"indicator": "finns-inte"}, "no_such_indicator"),
        ({"indicator": KEY, "period": "rolling-12"}, "pack_period"),
    ):
        with pytest.raises(RccdeskError) as caught:
            assemble(store, "indicator-sheet", **asked)
        assert caught.value.code == code
    pack = assemble(store, "indicator-sheet", indicator=KEY)
    assert pack.sections[0].paragraphs == ("Inga uppgifter är inlästa för måttet.",)
    assert section(pack, "Om indikatorn").paragraphs == ("Ingen text är skriven.",)
    assert pack.data_until == "" and not pack.snapshot_ids


def test_the_quarter_of_a_process_has_outcome_signals_analysis_and_actions_on_two_pages(
    database: Database,
) -> None:
    import_two_quarters(database)
    plan = new_plan(database)
    item = plans.add_item(database, complete(plan, "80 % inom ledtiden"))
    activity(database, item, "Boka röntgen", due_on=dt.date(2026, 1, 31))
    activity(database, item, "Klart", state=ItemState.DONE, done_on=dt.date(2025, 11, 1))
    activity(database, item, "Gammalt", state=ItemState.DONE, done_on=dt.date(2025, 1, 1))
    pack = assemble(database, "quarterly", process=BREAST, period="2025-Q4")
    assert chapters(pack)[:4] == ["Utfall", "Signaler", "Analys", "Åtgärder"]
    assert pack.sections[0].tables[0].rows[0][1:3] == ("56", "70")
    actions = section(pack, "Åtgärder").tables[0].rows
    assert [cells[0] for cells in actions] == ["Boka röntgen", "Klart"]
    assert len(preview_pages(pack, ppi=20)) == 2
    assert (
        report_period(database, PackRequest("quarterly", Path("u"), period="2025-Q4")) == "2025-Q4"
    )


def test_the_quarter_of_all_pathways_and_of_a_process_without_one(database: Database) -> None:
    groups.add_process(database, ProcessRow("Cancerrehabilitering"))
    with pytest.raises(RccdeskError) as caught:
        assemble(database, "quarterly", process="cancerrehabilitering")
    assert caught.value.code == "pack_process_without_svf"
    empty = assemble(database, "quarterly")
    assert section(empty, "Analys").paragraphs == ("Ingen analys är skriven för perioden.",)
    import_two_quarters(database)
    pack = assemble(database, "quarterly", period="2025-Q4")
    rows = {cells[0]: cells[1] for cells in pack.sections[0].tables[0].rows}
    assert rows[BREAST] == "56 av 70"


def test_the_svf_report_tells_the_inclusion_of_all_pathways_by_half_year_against_its_level(
    database: Database,
) -> None:
    import_two_quarters(database)
    import_expected(database, [("VG9", "12", "2025", 180.0)])
    pack = assemble(database, "svf-report", region=("12",), period="2025")
    said = section(pack, "Inklusion i SVF, halvår 2 2025").paragraphs
    # 70 that began treatment of 90 expected in half a year.
    assert [line.replace("\u00a0", " ") for line in said] == [
        "Region Skåne, halvår 2 2025: inklusionen är 78 % (70 av 90). Nivån 70 % är nådd."
    ]
    changes = section(pack, "Bröstcancer, 2024 och 2025")
    assert "Region Skåne" in changes.paragraphs[0]
    assert {len(row) for table in changes.tables for row in table.rows} == {
        len(changes.tables[0].columns)
    }
    assert chapters(pack) == [
        "Inklusion",
        "Ledtider",
        "Bröst, tjock- och ändtarm, prostata: jämfört med året före",
        "Kartläggning av långa väntetider",
        "Kommentarer till utfallet",
        "Åtgärder i regionerna",
        "Metod och datakvalitet",
    ]


def test_an_svf_report_of_an_empty_store_says_what_is_missing(database: Database) -> None:
    pack = assemble(database, "svf-report")
    assert "Inklusionen kan inte räknas: väntat antal insjuknade saknas." in words(pack)
    assert "Det finns inte två hela år att jämföra." in words(pack)
    assert json.loads(words(pack))["snapshot_ids"] == []


def test_R_P20_the_pack_of_a_unit_has_its_other_measures_beside_its_region_and_all(
    store: Database,
) -> None:
    import_events(store, waits(30, 20, region="12", unit="Lund"))
    units = [figure("Lund", 45, 70), figure("Malmö", 30, 60), figure("12", 100, 150)]
    import_rows(store, units)
    pack = make_unit_pack(store, "12", "Lund")
    made = section(pack, "Kontaktsjuksköterska, kvartal 1 2025")
    rows = {cells[0]: cells[1:3] for cells in made.tables[0].rows}
    assert rows["Lund"] == ("45", "70")
    assert rows["Region Skåne"] == ("100", "150")
    assert "Malmö" not in rows
    # A sum over units and their region would count everybody twice.
    assert not any(bar.is_whole for bar in made.charts[0].bars)


def test_R_P20_a_few_of_a_unit_are_hidden_in_its_other_measures(store: Database) -> None:
    import_events(store, waits(30, 20, region="12", unit="Lund"))
    import_rows(store, [figure("Lund", 2, 3), figure("Malmö", 30, 60), figure("Ystad", 30, 60)])
    pack = make_unit_pack(store, "12", "Lund")
    made = section(pack, "Kontaktsjuksköterska, kvartal 1 2025")
    lund = next(cells for cells in made.tables[0].rows if cells[0].startswith("Lund"))
    assert not any(character.isdecimal() for cell in lund[1:] for character in cell)
    assert all(bar.value is None for bar in made.charts[0].bars if bar.label == "Lund")


@pytest.mark.parametrize(
    ("kind", "chosen", "formats"),
    [
        ("quarterly", ("--process", BREAST, "--period", "2025-Q4"), "pptx,pdf"),
        ("indicator-sheet", ("--indicator", KEY), "docx,pdf,xlsx,pptx"),
        ("year-text", ("--process", "VG9", "--period", "2025"), "docx,pdf"),
        ("svf-report", ("--region", "12", "--period", "2025"), "docx,xlsx"),
        ("yearly", ("--by", "process", "--period", "2025"), "docx,xlsx"),
    ],
)
def test_the_command_makes_every_report_and_keeps_it(
    store: Database,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    kind: str,
    chosen: tuple[str, ...],
    formats: str,
) -> None:
    import_two_quarters(store)
    import_rows(store, [figure(unit, 45, 70) for unit in ("12", "13", "10")])
    plans.add_item(store, complete(new_plan(store), "80 % inom ledtiden"))
    path, out = store.path, tmp_path / "ut"
    store.close()
    asked = ["pack", "--store", str(path), "--kind", kind, *chosen]
    assert main([*asked, "--formats", formats, "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["state"] == "draft"
    assert {file["format"] for file in told["files"]} == set(formats.split(","))
    with Database.open(path) as opened:
        row = archive.list_packs(opened)[0]
        assert (row.kind, row.pack_id) == (kind, told["pack_id"])
        assert row.selection["period"] == (chosen[-1] if "--period" in chosen else "")
        assert archive.get_pack(opened, row.pack_id).kind == kind
    named = {"indicator-sheet": "Kontaktsjukskoterska", "year-text": "Brostcancer"}.get(kind, "")
    assert all(named in Path(file["path"]).name for file in told["files"])
