"""Plans as workbooks: out and in without loss, edited in between, and tables from elsewhere."""

from __future__ import annotations

import datetime as dt
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from sqlalchemy import select

from rccdesk import texts
from rccdesk.enums import ItemState, Thing, Topic
from rccdesk.errors import FileRefusedError
from rccdesk.models import (
    Activity,
    CauseClass,
    FollowUp,
    Framework,
    FrameworkItem,
    Guideline,
    GuidelineAdoption,
    GuidelineVersion,
    Initiative,
    InitiativeOutcome,
    InitiativeUnit,
    KnowledgeSupport,
    Obstacle,
    PeriodLock,
    Plan,
    PlanItem,
    PlanRegion,
    Responsibility,
    StrategicFactor,
)
from rccdesk.services import history, plans
from rccdesk.services.database import Database
from rccdesk.services.export import dump
from rccdesk.services.imports.reading import client
from rccdesk.services.plan_workbook import PlanImport, export_workbook, import_workbook
from rccdesk.services.plan_workbook.sheets import SHEETS, header, sheet_title
from rccdesk.services.plan_workbook.writing import LONGEST_CELL
from tests.rigs.forking import ForkedReader
from tests.services.test_mission_rows import fill

ACT = "history.act.profile_updated"
DAY = dt.date(2026, 3, 2)
ITEMS, ACTIVITIES = "Mål i planer", "Aktiviteter"


@pytest.fixture(autouse=True)
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in a fork: it starts at once."""
    monkeypatch.setattr(client, "start", ForkedReader)


# A fork of a process with threads is warned of from Python 3.12 on; the child only reads.
pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "full.rccdesk"
    with Database.open(path, create=True) as database:
        fill(database)
        fill_more(database)
    return path


def fill_more(database: Database) -> None:
    """Write a row of every kind that `fill` leaves out, with texts that are hard to carry."""
    with database.write(Topic.PLANS, act=ACT) as session:
        plan = session.scalars(select(Plan)).one()
        plan.level_names = "Område\nMål\nDelmål"
        plan.svf = "VG9 VC0"
        item = session.scalars(select(PlanItem).where(PlanItem.code == "1.1")).one()
        item.level, item.higher_level, item.baseline_value = 0.8, 0.85, 0.1
        item.unit_of_measure, item.measure_key = "proportion", "svf_lead_time"
        item.description = "=1+1\nrad två; å ä ö – 'citat' \"och\" <tagg>"
        item.target_date = dt.date(2027, 12, 31)
        item.risk_likelihood, item.priority, item.follow_up_months = 3, 1, 4
        initiative = session.scalars(select(Initiative)).one()
        initiative.patient_changed = False
        initiative.area = "12"
        cause = session.scalars(select(CauseClass).where(CauseClass.key == "capacity")).one()
        guideline = Guideline(title="Bröstcancer", svf="VG9")
        own = Framework(key="eget", title="Vägen framåt", is_own=True)
        session.add_all((guideline, own))
        session.flush()
        version = GuidelineVersion(guideline_uuid=guideline.uuid, version="4.0")
        whole = FrameworkItem(framework_uuid=own.uuid, code="A", title="Samordning")
        session.add_all((version, whole))
        session.flush()
        session.add_all(
            (
                PlanRegion(plan_uuid=plan.uuid, region="12", approval="conditional", struck="3.2"),
                FrameworkItem(
                    framework_uuid=own.uuid, code="A1", title="Möten", parent_uuid=whole.uuid
                ),
                InitiativeOutcome(
                    initiative_uuid=initiative.uuid,
                    measure="svf_lead_time",
                    selection="svf=VG9|region=12",
                    before_period="2025-Q4",
                    before='{"period": "2025-Q4", "value": 0.61, "words": "61 %"}',
                ),
                InitiativeUnit(
                    initiative_uuid=initiative.uuid, region="12", unit="SUS", answer="doubtful"
                ),
                GuidelineAdoption(
                    version_uuid=version.uuid, region="12", state="partly", cause_uuid=cause.uuid
                ),
                KnowledgeSupport(day=DAY, kind="training", text="Kurs", guideline_uuid=None),
                StrategicFactor(kind="threat", theme="governance", text="Budget", noted_on=DAY),
                Obstacle(
                    subject_kind="plan_item", subject_key=item.uuid, cause_uuid=cause.uuid,
                    level="steering_body", noted_on=DAY,
                ),
                Responsibility(
                    subject_kind="plan_item", subject_key=item.uuid, actor="RCC", share="outside"
                ),
                PeriodLock(
                    subject_kind="plan", subject_key=plan.uuid, period="2025-Q4", locked_on=DAY
                ),
                Activity(initiative_uuid=initiative.uuid, title="Möte", needs_decision=True),
            )
        )  # fmt: skip


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Iterator[Database]:
    with Database.open(Path(shutil.copy(made, tmp_path)), who="Anna") as opened:
        yield opened


@pytest.fixture(scope="module")
def exported(made: Path) -> Path:
    with Database.open(made, reading=True) as database:
        return export_workbook(database, made.with_suffix(".xlsx"))


@pytest.fixture
def book(exported: Path, tmp_path: Path) -> Path:
    """Return the workbook of the store that `database` is a copy of."""
    return Path(shutil.copy(exported, tmp_path / "plan.xlsx"))


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "ny.rccdesk", create=True) as opened:
        yield opened


def content(database: Database) -> dict[str, Any]:
    tables = dump(database)["tables"]
    return {sheet.table: tables[sheet.table] for sheet in SHEETS}


def entries(database: Database) -> int:
    return database.last_entry_id()


def edit(path: Path, change: Callable[[openpyxl.Workbook], object]) -> Path:
    """Change a workbook as a person does in Excel: other values in cells, rows below."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def at(sheet: Any, head: str, row: int) -> Any:
    """Return the cell of a row under a head."""
    heads = [cell.value for cell in sheet[1]]
    return sheet.cell(row=row, column=heads.index(head) + 1)


def row_of(sheet: Any, head: str, value: object) -> int:
    return next(r for r in range(2, sheet.max_row + 1) if at(sheet, head, r).value == value)


def codes(found: PlanImport) -> list[tuple[str, str | None, str | None]]:
    return [(p.code, p.sheet, p.cell) for p in found.problems]


# --- our own workbook ----------------------------------------------------------------------------


def test_a_workbook_comes_back_into_an_empty_store_without_loss(
    database: Database, new: Database, tmp_path: Path
) -> None:
    target = export_workbook(database, tmp_path / "plan.xlsx")
    found = import_workbook(new, target)
    assert (found.skipped, [code for code, *_ in codes(found)]) == (0, ["locks_added"])
    assert content(new) == content(database)


def test_a_file_is_one_step_back(database: Database, new: Database, book: Path) -> None:
    def unlocked(pages: openpyxl.Workbook) -> None:
        pages["Låsta perioder"].delete_rows(2)

    before = content(new)
    path = edit(book, unlocked)
    assert import_workbook(new, path).added > 20
    history.undo_last(new)
    assert content(new) == before
    assert history.next_undo(new) is None


def test_a_workbook_that_nobody_changed_changes_nothing(database: Database, tmp_path: Path) -> None:
    before, number = content(database), entries(database)
    found = import_workbook(database, export_workbook(database, tmp_path / "plan.xlsx"))
    assert (found.added, found.changed, found.skipped, found.problems) == (0, 0, 0, ())
    assert found.unchanged == sum(len(rows) for rows in before.values())
    assert entries(database) == number
    assert content(database) == before


def test_every_kind_of_row_has_a_sheet_with_dates_words_and_ids(
    database: Database, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(export_workbook(database, tmp_path / "plan.xlsx"))
    assert book.sheetnames == ["Läs mig", *(sheet_title(sheet.table) for sheet in SHEETS)]
    for sheet in SHEETS:
        page = book[sheet_title(sheet.table)]
        assert page.max_row > 1, sheet.table  # `fill` leaves no kind out
        heads = [cell.value for cell in page[1]]
        assert len(set(heads)) == len(heads)
        assert heads[-1] == "id"
        assert heads[0] == header(sheet.table, sheet.columns[0].field)
    goals = book[ITEMS]
    row = row_of(goals, "Nummer", "1.1")
    assert at(goals, "Måldatum", row).value == dt.datetime(2027, 12, 31)  # noqa: DTZ001
    assert at(goals, "Status", row).value == "Ej påbörjad"
    assert at(goals, "Under målet", row).value == "1 Kortare väntan"
    assert at(goals, "Målnivå", row).number_format.endswith("%")
    assert [at(goals, "Nummer", r).value for r in (2, 3, 4)] == ["1", "1.1", "1.1.1"]
    assert at(book["Regioner i planer"], "Region", 2).value == "Region Skåne (12)"


def test_no_cell_is_a_formula_or_a_link(database: Database, tmp_path: Path) -> None:
    target = export_workbook(database, tmp_path / "plan.xlsx")
    with zipfile.ZipFile(target) as book:
        for name in book.namelist():
            xml = book.read(name).decode("utf-8", "replace")
            assert "<f>" not in xml, name
            assert "<f " not in xml, name
            assert "hyperlink" not in xml, name


def test_only_the_edited_cells_change_and_it_is_one_step(database: Database, book: Path) -> None:
    def change(pages: openpyxl.Workbook) -> None:
        goals, acts = pages[ITEMS], pages[ACTIVITIES]
        row = row_of(goals, "Nummer", "1.1")
        at(goals, "Mål", row).value = "Patologi i tid"
        at(goals, "Målnivå", row).value = "90 %"
        at(goals, "Status", row).value = "pågår enligt plan"
        at(acts, "Klar senast", row_of(acts, "Aktivitet", "Räkna remisser")).value = dt.date(
            2026, 9, 1
        )

    before = content(database)
    found = import_workbook(database, edit(book, change))
    assert (found.added, found.changed, found.skipped, found.problems) == (0, 2, 0, ())
    with database.read() as session:
        item = session.scalars(select(PlanItem).where(PlanItem.code == "1.1")).one()
        act = session.scalars(select(Activity).where(Activity.title == "Räkna remisser")).one()
    today = dt.datetime.now().astimezone().date()
    assert (item.title, item.level, item.state) == ("Patologi i tid", 0.9, "on_track")
    assert (item.higher_level, item.touched_on) == (0.85, today)
    assert (act.due_on, act.plan_item_uuid) == (dt.date(2026, 9, 1), item.uuid)  # by its old name
    history.undo_last(database)
    assert content(database) == before


def test_a_row_without_an_id_is_new_and_finds_what_it_belongs_to_by_name(
    database: Database, book: Path
) -> None:
    def change(pages: openpyxl.Workbook) -> None:
        goals, acts = pages[ITEMS], pages[ACTIVITIES]
        row = goals.max_row + 1
        at(goals, "Plan", row).value = "Cancerplan 2026"
        at(goals, "Nummer", row).value = 2.1  # Excel makes a number of it
        at(goals, "Mål", row).value = "Nytt mål"
        at(goals, "Under målet", row).value = "Kortare väntan"
        row = acts.max_row + 1
        at(acts, "Mål", row).value = "2.1 Nytt mål"
        at(acts, "Aktivitet", row).value = "Ny aktivitet"

    found = import_workbook(database, edit(book, change))
    assert (found.added, found.changed, found.problems) == (2, 0, ())
    with database.read() as session:
        item = session.scalars(select(PlanItem).where(PlanItem.code == "2.1")).one()
        above = session.get_one(PlanItem, item.parent_uuid)
        act = session.scalars(select(Activity).where(Activity.title == "Ny aktivitet")).one()
    assert (above.code, item.state, act.plan_item_uuid) == ("1", "not_started", item.uuid)


def _set(sheet: str, head: str, key: tuple[str, object], value: object) -> Callable[..., None]:
    def change(pages: openpyxl.Workbook) -> None:
        at(pages[sheet], head, row_of(pages[sheet], *key)).value = value

    return change


GOAL = ("Nummer", "1.1")
FAULTS = {  # code -> the head and the value of a cell in a row that is otherwise sound
    "reference_unknown": ("Under målet", "9 Finns inte"),
    "bad_date": ("Måldatum", "snart"),
    "unknown_code": ("Status", "grönt"),
    "only_in_region": ("Status", "Struken i remissen"),
    "state_reason_missing": ("Status", "Utgår"),
    "missing_value": ("Mål", None),
    "number_outside": ("Riskens sannolikhet", 4),
    "not_whole_number": ("Prioritet", 1.5),
    "bad_number": ("Målnivå", "hög"),
    "error_cell": ("Ansvarig", "#N/A"),
    "measure_unknown": ("Mått i rccdesk", "något annat"),
    "bad_period": ("Utgångsvärdets period", "förr"),
    "bad_id": ("id", "17"),
}


def test_a_row_with_a_fault_is_left_out_and_told_by_its_cell(
    database: Database, book: Path
) -> None:
    places = {}

    def change(pages: openpyxl.Workbook) -> None:
        goals = pages[ITEMS]
        for code, (head, value) in FAULTS.items():
            row = goals.max_row + 1
            at(goals, "Plan", row).value = "Cancerplan 2026"
            at(goals, "Mål", row).value = code
            cell = at(goals, head, row)
            cell.value = value
            places[code] = cell.coordinate
        _set(ITEMS, "Mål", ("Nummer", "1"), "Annan rubrik")(pages)

    found = import_workbook(database, edit(book, change))
    assert set(codes(found)) == {(code, ITEMS, cell) for code, cell in places.items()}
    assert (found.added, found.changed, found.skipped) == (0, 1, len(FAULTS))
    for problem in found.problems:
        assert problem.message.startswith(f"{ITEMS}, cell {places[problem.code]}: ")
    with database.read() as session:
        top = session.scalars(select(PlanItem).where(PlanItem.code == "1")).one()
    assert top.title == "Annan rubrik"  # the sound row is taken


def test_a_ring_of_goals_is_refused(database: Database, book: Path) -> None:
    before = content(database)
    found = import_workbook(
        database, edit(book, _set(ITEMS, "Under målet", GOAL, "1.1.1 Svar inom tio dagar"))
    )
    assert [code for code, *_ in codes(found)] == ["plan_cycle"]
    assert content(database) == before


def test_a_goal_cannot_come_deeper_than_four_levels(database: Database, book: Path) -> None:
    def change(pages: openpyxl.Workbook) -> None:
        for code, above in (("4", "1.1.1 Svar inom tio dagar"), ("5", "4 Ny"), ("6", "5 Ny")):
            row = pages[ITEMS].max_row + 1
            for head, value in (("Plan", "Cancerplan 2026"), ("Nummer", code), ("Mål", "Ny"),
                                ("Under målet", above)):  # fmt: skip
                at(pages[ITEMS], head, row).value = value

    found = import_workbook(database, edit(book, change))
    assert [code for code, *_ in codes(found)] == ["plan_too_deep", "reference_unknown"]
    assert (found.added, found.skipped) == (1, 2)


def test_a_dry_run_tells_the_same_and_writes_nothing(database: Database, book: Path) -> None:
    path = edit(book, _set(ITEMS, "Mål", GOAL, "Annat"))
    before, number = content(database), entries(database)
    trial = import_workbook(database, path, dry_run=True)
    assert (content(database), entries(database)) == (before, number)
    assert import_workbook(database, path) == trial
    assert (trial.changed, entries(database)) == (1, number + 1)


def test_dates_that_are_reversed_and_ids_that_stand_twice(database: Database, book: Path) -> None:
    def change(pages: openpyxl.Workbook) -> None:
        acts = pages[ACTIVITIES]
        at(acts, "Startar", 2).value, at(acts, "Klar senast", 2).value = "2026-05-02", "2026-05-01"
        at(acts, "id", 3).value = at(acts, "id", 2).value

    found = import_workbook(database, edit(book, change))
    assert {code for code, *_ in codes(found)} == {"dates_reversed", "id_twice", "rows_not_in_file"}
    assert (found.changed, found.skipped) == (0, 2)


def test_what_lies_in_the_trash_is_not_brought_back_by_a_file(
    database: Database, tmp_path: Path
) -> None:
    target = export_workbook(database, tmp_path / "plan.xlsx")
    plans.delete_plan(database, plans.list_plans(database)[0].uuid)
    before = content(database)
    found = import_workbook(database, target)
    assert "row_in_trash" in {code for code, *_ in codes(found)}
    assert found.added == 0
    assert content(database) == before


def test_words_of_frameworks_that_are_not_own_are_kept(database: Database, book: Path) -> None:
    def change(pages: openpyxl.Workbook) -> None:
        sheet = pages["Kriterier och områden"]
        row = row_of(sheet, "Kod", "K4")
        at(sheet, "Kort namn", row).value = "Omskrivet"
        at(sheet, "Ansvarig roll", row_of(sheet, "Kod", "K5")).value = "Kansliet"

    found = import_workbook(database, edit(book, change))
    assert [code for code, *_ in codes(found)] == ["shipped_text"]
    assert (found.changed, found.skipped) == (1, 1)


def test_a_locked_period_is_not_changed_by_a_file(database: Database, book: Path) -> None:
    with database.write(Topic.PLANS, act=ACT) as session:
        session.scalars(select(FollowUp)).one().period = "2025-Q4"  # the plan is locked then
    change = _set("Uppföljningar", "Text", ("Text", "Trögt"), "Bättre nu")
    found = import_workbook(database, edit(book, change))
    assert [code for code, *_ in codes(found)] == ["period_locked"]
    assert found.changed == 0


def test_a_text_that_no_cell_holds_goes_on_in_the_next_column(
    database: Database, new: Database, tmp_path: Path
) -> None:
    with database.write(Topic.PLANS, act=ACT) as session:
        from rccdesk.models import PlanBaseline

        long = '{"x": "' + "å" * (2 * LONGEST_CELL) + '"}'
        session.scalars(select(PlanBaseline)).one().content = long
    import_workbook(new, export_workbook(database, tmp_path / "plan.xlsx"))
    with new.read() as session:
        assert session.scalars(select(PlanBaseline)).one().content == long


def test_a_personnummer_anywhere_stops_the_whole_file(database: Database, book: Path) -> None:
    def change(pages: openpyxl.Workbook) -> None:
        at(pages["Hinder"], "Svar", 2).value = "Ring 19121212-1212"
        _set(ITEMS, "Mål", GOAL, "Annat")(pages)

    path = edit(book, change)
    before, number = content(database), entries(database)
    with pytest.raises(FileRefusedError) as caught:
        import_workbook(database, path)
    assert caught.value.code == "personal_identifier"
    assert (caught.value.sheet, bool(caught.value.cell)) == ("Hinder", True)
    assert "1212-1212" not in str(caught.value.values)
    assert (content(database), entries(database)) == (before, number)


def test_what_is_no_workbook_is_refused(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "bild.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(FileRefusedError) as caught:
        import_workbook(database, path)
    assert caught.value.code == "not_a_workbook"


# --- tables from elsewhere -----------------------------------------------------------------------

Rows = Sequence[Sequence[object]]


def write_table(path: Path, sheets: dict[str, Rows]) -> Path:
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for number, row in enumerate(rows):
            page.write_row(number, 0, ["" if cell is None else cell for cell in row])
    book.close()
    return path


PLAN = [
    ("Handlingsplan cancer 2026",),
    (),
    ("Mål", "Delmål", "Aktivitet", "Ansvarig (funktion)", "Start", "Klart senast",
     "Status 2026-03-01", "Kommentar", "Indikator", "Målvärde", "Region"),
    ("1. Kortare väntan", "1.1 Snabbare patologi", "Räkna remisser", "Processledare",
     dt.date(2026, 1, 1), dt.date(2026, 6, 30), "Pågår", "Bra fart", "Ledtidsmålet",
     "minst 80 %", "Skåne"),
    (None, None, "Anställ två läkare", "Verksamhetschef", None, "Q4 2026", "Ej påbörjad"),
    (None, "1.2 Kortare kö", "Samlad kö", "Regionen", dt.date(2026, 5, 1), dt.date(2026, 4, 1)),
    (None, None, "Stängd", None, None, "löpande", "Utgår"),
    ("2. Delaktighet", None, "Råd i varje region", "RCC", None, "hösten 2026", "Halvvägs"),
]  # fmt: skip


def tree(database: Database, name: str) -> list[tuple[int, str]]:
    plan = next(row for row in plans.list_plans(database) if row.name == name)
    view = plans.get_plan_view(database, plan.uuid, DAY)
    return [(line.depth, f"{line.code} {line.title}".strip()) for line in view.lines]


def test_an_existing_plan_becomes_a_new_plan_by_its_heads(new: Database, tmp_path: Path) -> None:
    path = write_table(tmp_path / "x.xlsx", {"Blad1": PLAN})
    found = import_workbook(new, path)
    assert (found.plan, found.added, found.skipped) == ("Handlingsplan cancer 2026", 9, 1)
    assert set(codes(found)) == {
        ("dates_reversed", "Blad1", "F6"),
        ("date_in_words", "Blad1", "F7"),
        ("date_of_period", "Blad1", "F5"),
        ("status_unknown", "Blad1", "G8"),
        ("responsible_roles", "Blad1", "D4"),
    }
    assert tree(new, found.plan) == [
        (0, "1 Kortare väntan"),
        (1, "1.1 Snabbare patologi"),
        (2, "Räkna remisser"),
        (2, "Anställ två läkare"),
        (1, "1.2 Kortare kö"),
        (2, "Stängd"),
        (0, "2 Delaktighet"),
        (1, "Råd i varje region"),
    ]
    acts = {row.title: row for row in plans.list_activities(new)}
    first = acts["Räkna remisser"]
    assert (first.starts_on, first.due_on) == (dt.date(2026, 1, 1), dt.date(2026, 6, 30))
    assert (first.state, first.responsible) == (ItemState.ON_TRACK, "Processledare")
    assert (first.region, first.next_step) == ("12", "Bra fart")
    assert acts["Anställ två läkare"].due_on == dt.date(2026, 12, 31)
    closed = acts["Stängd"]
    assert closed.state is ItemState.DROPPED
    assert closed.state_reason == "Status i filen: Utgår"  # it needs one, and the file gives none
    assert acts["Råd i varje region"].next_step == (
        "Klar senast i filen: hösten 2026\nStatus i filen: Halvvägs"
    )
    plan = plans.list_plans(new)[0]
    goal = next(row for row in plans.list_items(new, plan.uuid) if row.code == "1.1")
    assert (goal.measure_key, goal.level, goal.direction) == ("svf_lead_time", 0.8, "higher")
    history.undo_last(new)  # one step
    assert plans.list_plans(new) == ()


def test_numbers_alone_make_the_tree(new: Database, tmp_path: Path) -> None:
    rows = [
        ("Nr", "Mål", "Status"),
        (1, "Väntan", "Klar"),
        (1.1, "Kö", "Försenad"),
        ("1.1.1", "Svar", "Vilande"),
        (2, "Stöd", "100 %"),
        ("1.1.2", "Bild", None),
        ("1.1.2.1", "Bild på lördag", None),
        ("1.1.2.1.1", "För djupt", None),
    ]
    found = import_workbook(new, write_table(tmp_path / "Min plan.xlsx", {"Plan": rows}))
    assert [code for code, *_ in codes(found)] == ["plan_too_deep"]
    assert tree(new, "Min plan") == [
        (0, "1 Väntan"), (1, "1.1 Kö"), (2, "1.1.1 Svar"), (2, "1.1.2 Bild"),
        (3, "1.1.2.1 Bild på lördag"), (0, "2 Stöd"),
    ]  # fmt: skip


def test_a_list_of_activities_gets_a_goal_of_its_sheet(new: Database, tmp_path: Path) -> None:
    rows = [("Åtgärd", "Vem", "När", "Läge"), ("Ringa", "RCC", "2026-05-01", "Klart")]
    path = write_table(tmp_path / "lista.xlsx", {"Patologi": rows, "Tomt": [("Hej", "du")]})
    found = import_workbook(new, path)
    assert tree(new, "lista") == [(0, "Patologi"), (1, "Ringa")]
    assert ("sheet_left_out", "Tomt", None) in codes(found)
    again = import_workbook(new, path)
    assert again.plan == "lista (2)"
    assert "plan_name_taken" in {code for code, *_ in codes(again)}


def test_goals_that_are_repeated_on_every_row_are_one_goal(new: Database, tmp_path: Path) -> None:
    rows = [("Målområde", "Mål", "Insats"), ("A", "B", "1"), ("A", "B", "2"), ("A", "C", "3"),
            ("D", "B", "4")]  # fmt: skip
    import_workbook(new, write_table(tmp_path / "p.xlsx", {"Plan": rows}))
    assert tree(new, "p") == [
        (0, "A"), (1, "B"), (2, "1"), (2, "2"), (1, "C"), (2, "3"), (0, "D"), (1, "B"), (2, "4")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows", [[("Namn", "Belopp"), ("a", 1)], [("Mål", "Ansvarig")], [("Mål",), ("x",)]]
)
def test_a_table_without_goals_or_rows_is_refused(
    new: Database, tmp_path: Path, rows: Rows
) -> None:
    number = entries(new)
    with pytest.raises(FileRefusedError) as caught:
        import_workbook(new, write_table(tmp_path / "x.xlsx", {"Blad1": rows}))
    assert caught.value.code == "plan_not_found"
    assert entries(new) == number


def test_a_foreign_table_with_a_personnummer_is_refused(new: Database, tmp_path: Path) -> None:
    rows = [*PLAN, ("3. X", None, "Ring 191212121212", "RCC")]
    number = entries(new)
    with pytest.raises(FileRefusedError) as caught:
        import_workbook(new, write_table(tmp_path / "x.xlsx", {"Blad1": rows}))
    assert (caught.value.code, caught.value.cell) == ("personal_identifier", "C9")
    assert entries(new) == number


def test_a_number_among_numbers_that_is_a_personnummer_stops_where_it_becomes_a_text(
    new: Database, tmp_path: Path
) -> None:
    rows: Rows = [("Mål", "Ansvarig"), *((f"Mål {n}", 1000 + n) for n in range(30)),
                  ("Sist", 191212121212)]  # fmt: skip
    with pytest.raises(FileRefusedError) as caught:
        import_workbook(new, write_table(tmp_path / "x.xlsx", {"Blad1": rows}))
    assert (caught.value.code, caught.value.cell) == ("personal_identifier", "B32")


def test_the_link_of_a_new_row_names_any_kind(database: Database, book: Path) -> None:
    def change(pages: openpyxl.Workbook) -> None:
        sheet = pages["Kopplingar"]
        row = sheet.max_row + 1
        for head, value in (("Från slaget", "Insats"), ("Från", "Gemensam patologikö"),
                            ("Vad kopplingen säger", "Uppgift att väga in"),
                            ("Till slaget", "Beslut"), ("Till", "Styrgruppen 2026-03-02 § 4"),
                            ("Bekräftad", "Ja")):  # fmt: skip
            at(sheet, head, row).value = value

    found = import_workbook(database, edit(book, change))
    assert (found.added, found.problems) == (1, ())
    rows = [row for row in content(database)["link"] if row["to_kind"] == Thing.DECISION]
    assert [(row["from_key"], row["to_key"]) for row in rows] == [
        ("Gemensam patologikö", "Styrgruppen 2026-03-02 § 4")
    ]


def test_a_table_of_text_is_read_too_and_named_the_file(new: Database, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("Mål;Aktivitet;Klart\nStöd;Ring;snart\nStöd;Skriv;2026-05-01\n", "utf-8")
    found = import_workbook(new, path)
    assert tree(new, "plan") == [(0, "Stöd"), (1, "Ring"), (1, "Skriv")]
    (problem,) = found.problems
    assert problem.message.startswith("Filen, cell C2: ")


def test_the_workbook_is_swedish_and_is_read_whatever_the_window_speaks(
    database: Database, new: Database, tmp_path: Path
) -> None:
    texts.use_language("en")
    try:
        path = export_workbook(database, tmp_path / "plan.xlsx")
        found = import_workbook(new, path)
    finally:
        texts.use_language("sv")
    assert openpyxl.load_workbook(path).sheetnames[0] == "Läs mig"
    assert content(new) == content(database)
    assert [p.code for p in found.problems] == ["locks_added"]
    assert "locked" in found.problems[0].message


def test_what_is_said_of_another_kind_of_thing_must_name_one(
    database: Database, book: Path
) -> None:
    change = _set("Hinder", "Gäller slaget", ("Hinder", "Få läkare"), "Insats")
    found = import_workbook(database, edit(book, change))
    assert [code for code, *_ in codes(found)] == ["reference_unknown"]
