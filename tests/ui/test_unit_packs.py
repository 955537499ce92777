"""The data pack of a care unit from the window: as the service makes it, in every format."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from pptx import Presentation
from pytestqt.qtbot import QtBot

from rccdesk.services import groups
from rccdesk.services.database import Database
from rccdesk.services.groups.model import VisitRow
from rccdesk.services.imports import ImportRequest, import_files
from rccdesk.services.packs import archive
from rccdesk.services.packs.figure_units import find_figure_unit, list_figure_units
from rccdesk.services.packs.unit_pack import make_unit_pack
from rccdesk.ui.pages.groups import listings
from rccdesk.ui.pages.groups_page import GroupsPage
from rccdesk.ui.pages.packs_page import PacksPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import Asked, make_context, settle
from tests.ui.page_checks import check_names_and_tabs, visible_words

# Region 01: two units with 8 of 10 and 6 of 8 within 28 days, in quarter 3 of 2025. A unit of
# region 12 has 9 of 10 in quarter 2 only.
WAITS = (
    ("01", "Norra sjukhuset", dt.date(2025, 7, 1), [20] * 8 + [40] * 2),
    ("01", "Södra sjukhuset", dt.date(2025, 7, 1), [20] * 6 + [40] * 2),
    ("12", "Östra sjukhuset", dt.date(2025, 4, 1), [20] * 9 + [40]),
    ("12", "", dt.date(2025, 7, 1), [20] * 9 + [40]),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    lines, number = ["pathway_id;kva_code;event_date;region;unit"], 0
    for region, unit, start, waits in WAITS:
        for days in waits:
            number += 1
            end = start + dt.timedelta(days=days)
            lines += [f"p{number};VG910;{start};{region};{unit}",
                      f"p{number};VG950;{end};{region};{unit}"]  # fmt: skip
    events = folder / "svf.csv"
    events.write_text("\n".join(lines), encoding="utf-8")
    path = folder / "units.rccdesk"
    with Database.open(path, create=True) as database:
        import_files(database, ImportRequest((events,), extract_date=dt.date(2026, 2, 28)))
        groups.add_visit(database, VisitRow("01", "norra  sjukhuset", held_on=dt.date(2026, 3, 2)))
        groups.add_visit(database, VisitRow("01", "Vårdcentralen", held_on=dt.date(2026, 3, 1)))
    return path


@pytest.fixture
def tasks(store: Path, tmp_path: Path) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    runner.database = Database.open(Path(shutil.copy(store, tmp_path)))
    yield runner
    runner.close()
    runner.database.close()


@pytest.fixture
def page(qtbot: QtBot, tasks: TaskRunner, tmp_path: Path) -> PacksPage:
    made = PacksPage(make_context(tasks))
    made.settings.last_export_dir = str(tmp_path / "ut")
    qtbot.addWidget(made)
    made.resize(1178, 690)
    made.show()
    made.show_view("reports")
    settle(made, tasks)
    return made


def database_of(tasks: TaskRunner) -> Database:
    assert tasks.database is not None
    return tasks.database


def choose(page: PacksPage, tasks: TaskRunner, region: str, unit: str) -> None:
    page.arrive({"region": region, "unit": unit})
    settle(page, tasks)


def words_in(path: Path) -> str:
    if path.suffix == ".xlsx":
        cells = [str(cell) for sheet in openpyxl.load_workbook(path)
                 for row in sheet.iter_rows(values_only=True) for cell in row]  # fmt: skip
    elif path.suffix == ".docx":
        cells = [cell.text for table in Document(str(path)).tables
                 for row in table.rows for cell in row.cells]  # fmt: skip
    else:
        cells = [shape.text_frame.text for slide in Presentation(str(path)).slides
                 for shape in slide.shapes if shape.has_text_frame]  # fmt: skip
    return re.sub(r"\s+", " ", "\n".join(cells).replace("\u00a0", " "))


def test_R_P20_the_page_writes_every_format_with_the_numbers_of_the_service(
    page: PacksPage, tasks: TaskRunner
) -> None:
    choose(page, tasks, "01", "Norra sjukhuset")
    for box in page.output.formats.values():
        box.setChecked(True)
    settle(page, tasks)
    check_names_and_tabs(page)
    page._make.click()
    settle(page, tasks)
    database = database_of(tasks)
    (row,) = archive.list_packs(database)
    assert (row.kind, row.selection["unit"]) == ("unit", "Norra sjukhuset")
    files = {file.format: Path(file.path) for file in row.files}
    assert tuple(files) == ("pptx", "docx", "pdf", "xlsx")
    kept = archive.get_pack(database, row.pack_id)
    made = make_unit_pack(database, "01", "Norra sjukhuset", period="2025-Q3")
    assert [s.tables for s in kept.sections] == [s.tables for s in made.sections]
    assert [s.charts for s in kept.sections] == [s.charts for s in made.sections]
    own, region = kept.sections[0].tables[0].rows[:2]
    assert own[:3] == ("Norra sjukhuset", "8", "10")
    assert region[:3] == ("Region Stockholm", "14", "18")
    assert "Norra sjukhuset 8 10 80 %" in words_in(files["docx"])
    assert "Region Stockholm 14 18 78 %" in words_in(files["docx"])
    assert "Norra sjukhuset 8 10 0.8 " in words_in(files["xlsx"])
    assert "Region Stockholm 14 18 0.78 " in words_in(files["xlsx"])
    assert "Norra sjukhuset: 8 av 10 (80 %)" in words_in(files["pptx"])
    assert files["pdf"].read_bytes().startswith(b"%PDF")
    assert page.paper.pages
    assert all(page.archive.open[name].isVisible() for name in files)
    assert "Norra sjukhuset" in page.archive._table.model().index(0, 2).data()


def test_only_units_with_figures_are_offered_and_one_without_in_the_period_is_said(
    page: PacksPage, tasks: TaskRunner
) -> None:
    form = page.form
    form.choose_kind("unit")
    page._choose()
    settle(page, tasks)
    boxes = form.unit.region, form.unit.unit
    offered = [[box.itemText(at) for at in range(box.count())] for box in boxes]
    assert offered == [["Region Stockholm", "Region Skåne"], ["Norra sjukhuset", "Södra sjukhuset"]]
    assert page._make.isEnabled()
    form.unit.region.setCurrentIndex(1)
    settle(page, tasks)
    assert form.unit.unit.currentText() == "Östra sjukhuset"
    assert "Östra sjukhuset har inga siffror för vald process, 2025-Q3." in visible_words(page)
    assert not page._make.isEnabled() and page._make.toolTip()
    page.selection.set_period("2025")
    settle(page, tasks)
    assert page._make.isEnabled()
    assert form.unit.unit.currentText() == "Östra sjukhuset"


def test_choices_are_remembered(page: PacksPage, tasks: TaskRunner, qtbot: QtBot) -> None:
    page.output.formats["xlsx"].setChecked(True)
    page.output.formats["pdf"].setChecked(False)
    page.show_view("unit")
    page.form._keep_kind()
    page.form.unit.unit.setCurrentIndex(1)
    context = make_context(tasks)
    context.settings.shown_as = dict(page.settings.shown_as)
    again = PacksPage(context)
    qtbot.addWidget(again)
    again.show()
    settle(again, tasks)
    request = again.form.request(again.output.chosen, again.output.folder)
    assert request.formats == ("pptx", "xlsx")
    assert (request.kind, request.region, request.unit) == ("unit", ("01",), "Södra sjukhuset")


def test_without_units_it_is_said_why(qtbot: QtBot, tmp_path: Path) -> None:
    runner = TaskRunner()
    with Database.open(tmp_path / "tom.rccdesk", create=True) as database:
        runner.database = database
        empty = PacksPage(make_context(runner))
        qtbot.addWidget(empty)
        empty.show()
        empty.show_view("unit")
        settle(empty, runner)
        assert "Ingen verksamhet har siffror än." in visible_words(empty)
        assert not empty._make.isEnabled()
        empty.show_view("result-card")
        settle(empty, runner)
        empty._make.click()
        settle(empty, runner)
        assert "Ingen påbörjad insats hör till urvalet." in visible_words(empty)
        runner.close()


def test_a_data_pack_is_one_click_from_a_visit(
    qtbot: QtBot, tasks: TaskRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups_page = GroupsPage(make_context(tasks))
    qtbot.addWidget(groups_page)
    groups_page.show_view("visits")
    groups_page.show()
    settle(groups_page, tasks)
    asked = groups_page.window_actions
    assert isinstance(asked, Asked)
    handed: list[object] = []
    monkeypatch.setattr(asked, "navigate", lambda key, given=None: handed.append((key, given)))
    keys = {line.cells[0].words: line.key for line in groups_page.tab.table.model_.lines}
    button = groups_page.tab.acts()[listings.DATA_PACK]
    groups_page.tab.table.choose(keys["Vårdcentralen"])
    settle(groups_page, tasks)
    assert not button.isEnabled()
    assert button.toolTip().startswith("Vårdcentralen har inga siffror")
    (known,) = [key for words, key in keys.items() if words != "Vårdcentralen"]
    groups_page.tab.table.choose(known)
    settle(groups_page, tasks)
    assert button.isEnabled() and not button.toolTip()
    button.click()
    assert handed == [("packs", {"region": "01", "unit": "Norra sjukhuset"})]


def test_a_unit_is_found_in_its_own_region_only(tasks: TaskRunner) -> None:
    units = list_figure_units(database_of(tasks), (), "2025-Q3")
    assert [unit.is_in_selection for unit in units] == [True, True, False]
    assert find_figure_unit(units, "12", "Norra sjukhuset") is None
    assert find_figure_unit(units, "12", "östra sjukhuset") == units[2]
