"""How the sheets of a workbook print and lie on a screen: pages, heights, widths and heads."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from rccdesk.services.charts.spec import ChartKind, TableColumn, TableSpec
from rccdesk.services.packs.model import PackFigure, Section
from rccdesk.services.packs.workbook.pages import breaks_before
from rccdesk.services.packs.workbook.sizes import count_lines
from rccdesk.services.packs.xlsx import write_xlsx
from tests.services.chart_kinds import all_kinds
from tests.services.pack_example import example_pack

A4 = (8.27, 11.69)  # inches
SIGNS = "Åtta regioner har lämnat uppgifter om inklusion och två har inte svarat än. "


def sheets_of(*sections: Section) -> openpyxl.Workbook:
    pack = dataclasses.replace(example_pack(), sections=sections)
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(pack)))


def width_of(sheet: Worksheet) -> float:
    """Return the inches of the columns of a sheet, each character 7 px and 5 beside them."""
    characters = [each.width * (each.max - each.min + 1) for each in
                  sheet.column_dimensions.values()]  # fmt: skip
    return float(sum(characters)) * 7 / 96


def page_of(sheet: Worksheet, row: int) -> int:
    """Return which page a row is on by the breaks alone; a break is after its row."""
    return sum(each.id < row for each in sheet.row_breaks.brk)


def heights_of(sheet: Worksheet, first: int, last: int) -> float:
    default = sheet.sheet_format.defaultRowHeight
    return float(sum(sheet.row_dimensions[row].height or default for row in range(first, last + 1)))


def long_table(rows: int, name: str = "Tabell") -> TableSpec:
    return TableSpec(
        name, (TableColumn("Region"), TableColumn("Antal", numeric=True)),
        tuple((f"Region {n}", str(n)) for n in range(rows)), notes=("Not.",),
    )  # fmt: skip


def test_no_chart_is_cut_by_the_end_of_a_page_and_none_lies_over_its_numbers() -> None:
    specs = [make() for make in all_kinds().values()]
    sheet = sheets_of(Section("Alla", charts=tuple(specs)))["Diagram"]
    drawn = [spec for spec in specs if spec.kind is not ChartKind.HEATMAP]
    assert len(sheet._charts) == len(drawn) and sheet.row_breaks.brk
    scale = sheet.page_setup.scale / 100
    room = (A4[1] - sheet.page_margins.top - sheet.page_margins.bottom) * 72 / scale
    for chart in sheet._charts:
        first, last = chart.anchor._from.row + 1, chart.anchor.to.row + 1
        assert page_of(sheet, first - 2) == page_of(sheet, last)  # with its title
        assert all(sheet.cell(row, 1).value is None for row in range(first, last + 1))
        # No more is on its page before it than the page holds.
        begins = max([each.id for each in sheet.row_breaks.brk if each.id < first], default=0) + 1
        assert heights_of(sheet, begins, last) <= room


@pytest.mark.parametrize("name", ["Data", "Diagram"])
def test_the_columns_hold_on_the_page_at_the_scale_set(name: str) -> None:
    specs = tuple(make() for make in all_kinds().values())
    sheet = sheets_of(Section("Alla", charts=specs))[name]
    across = A4[1] if sheet.page_setup.orientation == "landscape" else A4[0]
    room = across - sheet.page_margins.left - sheet.page_margins.right
    assert width_of(sheet) * sheet.page_setup.scale / 100 <= room
    assert sheet.page_setup.scale >= 55


@pytest.mark.parametrize("name", ["Läs mig", "Nyckeltal", "Metod"])
def test_the_other_sheets_are_as_wide_as_the_page(name: str) -> None:
    sheet = sheets_of(*example_pack().sections)[name]
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert width_of(sheet) * 0.7 <= A4[sheet.page_setup.orientation == "landscape"]


def test_a_table_that_holds_on_a_page_is_not_cut() -> None:
    sheet = sheets_of(*(Section(f"Del {n}", tables=(long_table(25),)) for n in range(6)))["Data"]
    assert sheet.row_breaks.brk
    for table in sheet.tables.values():
        rows = [cells[0].row for cells in sheet[table.ref]]
        assert page_of(sheet, rows[0] - 2) == page_of(sheet, rows[-1])  # with its heading


def test_breaks_fall_before_what_the_page_has_no_room_for() -> None:
    assert breaks_before([(0, 40), (40, 70), (70, 95)], lambda _: 1.0, 100) == []
    assert breaks_before([(0, 40), (41, 101), (101, 120)], lambda _: 1.0, 100) == [41]
    # Nobody knows where a block of more than a page ends.
    assert breaks_before([(0, 20), (20, 250), (250, 270)], lambda _: 1.0, 100) == [20, 250]
    assert breaks_before([(5, 60), (60, 90)], lambda row: 2.0 if row < 5 else 1.0, 94) == [60]


def test_a_row_is_as_high_as_its_words_need_and_not_much_more() -> None:
    words = SIGNS * 4
    table = TableSpec("T", (TableColumn("Vad"), TableColumn("Svar"), TableColumn("Sist")),
                      (("Kort", "Kort", "–"), (words, "Kort", "–")))  # fmt: skip
    sheet = sheets_of(Section("Svar", tables=(table,)))["Data"]
    (made,) = sheet.tables.values()
    _head, short, long = (cells[0].row for cells in sheet[made.ref])
    assert (sheet.row_dimensions[short].height or 13.5) == 13.5
    # A letter of running Swedish takes about 6 of the 7,4 px of a digit.
    lines = len(words) * 6.0 / (sheet.column_dimensions["A"].width * 7)
    assert 12.75 * lines * 0.8 <= sheet.row_dimensions[long].height <= 12.75 * (lines * 1.3 + 1)


def test_lines_are_counted_by_the_widths_of_letters() -> None:
    assert count_lines("i" * 60, 30) == 1 and count_lines("W" * 30, 30) > 1
    assert count_lines("Ett\ntvå", 30) == 2
    assert count_lines("ord " * 4 + "ord", 10) == 2  # 5 × 3 letters of 5,6 px, in 70 px


def test_heads_of_the_figures_stand_on_every_page_and_on_the_screen() -> None:
    figure = PackFigure("a", "Bröstcancer", "45 av 70 (64\u00a0%)", 45 / 70, 45, 70)
    section = dataclasses.replace(example_pack().sections[0], figures=(figure,) * 200)
    sheet = sheets_of(section)["Nyckeltal"]
    (table,) = sheet.tables.values()
    head = sheet[table.ref][0][0].row
    assert sheet.print_title_rows == f"${head}:${head}"
    assert sheet.freeze_panes == f"A{head + 1}" and table.autoFilter is not None


def test_a_share_has_the_decimals_of_its_words_and_words_tell_numbers() -> None:
    figures = (
        PackFigure("a", "A", "64\u00a0% (45 av 70)", 45 / 70, 45, 70),
        PackFigure("b", "B", "71,2\u00a0% (1\u00a0785 av 2\u00a0507 som börjat)"),
        PackFigure("c", "C", "1\u00a0234,5 dagar", 1234.5),
        PackFigure("d", "D", "31 dagar", 31.0),
        PackFigure("e", "E", "Visas inte, 2 av 5 är dolda"),
    )
    sheet = sheets_of(Section("S", figures=figures))["Nyckeltal"]
    (table,) = sheet.tables.values()
    rows = {cells[1].value: cells[3:] for cells in list(sheet[table.ref])[1:]}
    assert [rows[name][0].number_format for name in "ABCD"] == [
        "0 %", "0.0 %", "#,##0.0#", "#,##0"]  # fmt: skip
    assert [cell.value for cell in rows["B"]] == [pytest.approx(1785 / 2507), 1785, 2507]
    assert [cell.value for cell in rows["E"]] == ["–", "–", "–"]


def test_a_short_table_has_no_buttons_over_its_heads() -> None:
    sheet = sheets_of(Section("S", tables=(long_table(10, "Kort"), long_table(11, "Lång"))))["Data"]
    tables = sorted(sheet.tables.values(), key=lambda table: sheet[table.ref][0][0].row)
    assert [table.autoFilter is not None for table in tables] == [False, True]


def test_the_first_sheet_is_shown_and_tells_the_row_of_each_table() -> None:
    book = sheets_of(*example_pack().sections)
    assert book.active.title == "Läs mig"
    told = [re.search(r"bladet Data, rad (\d+)", str(cell.value))
            for row in book["Läs mig"].iter_rows() for cell in row]  # fmt: skip
    rows = [int(found[1]) for found in told if found]
    wanted = [each.heading for each in example_pack().sections if each.tables or each.charts]
    assert rows and [book["Data"].cell(row, 1).value for row in rows] == wanted


def test_each_page_says_what_it_is_a_page_of() -> None:
    pack = dataclasses.replace(example_pack(), title="Bröst & lunga &P")
    content = write_xlsx(pack)
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            said = packed.read("xl/worksheets/sheet1.xml").decode()
        assert "&amp;LBröst &amp;&amp; lunga &amp;&amp;P" in said
        assert "&A" in str(sheet.oddHeader.left.text)


def test_last_words_run_on_over_free_columns_and_are_wrapped_where_there_are_none() -> None:
    wide = TableSpec("Bred", tuple(TableColumn(f"K{n}") for n in range(8)), (("12345678",) * 8,))
    words = "Ej uppnått, representativitet okänd"
    narrow = TableSpec("Smal", (TableColumn("A"), TableColumn("B")), (("a", words),))
    sheet = sheets_of(Section("S", tables=(wide, narrow)))["Data"]
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == words]
    assert sheet.column_dimensions["B"].width < len(words) / 2
    assert not cell.alignment.wrap_text
    assert (sheet.row_dimensions[cell.row].height or 13.5) == 13.5
    alone = sheets_of(Section("S", tables=(TableSpec(
        "Smal", (TableColumn("A"), TableColumn("B")), (("a", words * 4),)),)))["Data"]  # fmt: skip
    (cell,) = [cell for row in alone.iter_rows() for cell in row if cell.value == words * 4]
    assert cell.alignment.wrap_text and alone.row_dimensions[cell.row].height > 27


def test_a_table_a_little_longer_than_the_page_is_made_smaller_to_hold() -> None:
    def scale(rows: int) -> tuple[int, int]:
        sheet = sheets_of(Section("S", tables=(long_table(rows),)))["Data"]
        per_cent = sheet.page_setup.scale or 100  # not written at full size
        return per_cent, int(heights_of(sheet, 1, sheet.max_row) * per_cent / 100)

    room = (A4[0] - 2 * 0.65) * 72
    assert scale(25)[0] == 100
    smaller, high = scale(34)
    assert 85 <= smaller < 100 and high <= room + 50  # with what stands before the table
    assert scale(200)[0] == 100
