"""Reading in the guarded child: what comes back, what is told of cells, what stays in the child.

The C and P numbers are those of the fault register; its F rows are in tests/faults.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import xlsxwriter

from rccdesk.errors import Cancelled
from rccdesk.services.imports import reading
from rccdesk.services.imports.reading import (
    CellFault,
    ReadPlan,
    open_workbook,
)
from rccdesk.services.reader import launch
from rccdesk.services.reader.limits import HEAD_ROWS
from tests.services.raw_workbooks import (
    MAIN,
    TABLE,
    number_cell,
    row,
    sheet_xml,
    text_cell,
    write_workbook,
)
from tests.services.reading_files import (
    KEY,
    PERSON,
    head_of,
    places,
    read,
    refusal,
    sentence,
    values_of,
)

# What is read


def test_types_codes_and_row_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("Händelser")
        sheet.write_row("A1", ["Förlopps-id", "Datum", "Kön", "Ålder", "Återfall"])
        sheet.write_row("A2", ["å1", None, "Kvinna", 1])
        sheet.write_datetime("B2", dt.date(2024, 2, 29))
        sheet.write("E2", True)  # noqa: FBT003
        # row 3 is empty
        sheet.write_row("A4", ["å2", None, "Kvinna", 1.5, 1])
        sheet.write_datetime("B4", dt.date(2024, 3, 1))
        sheet.write_row("A5", ["å1", None, "  ", None, 0])
        sheet.write("E5", False)  # noqa: FBT003
    table = read(path, id_column=0, hash_key=KEY)
    assert table.row_numbers.tolist() == [2, 4, 5]
    assert [column.header for column in table.columns] == [
        "Förlopps-id",
        "Datum",
        "Kön",
        "Ålder",
        "Återfall",
    ]
    assert values_of(table, 1) == [dt.date(2024, 2, 29), dt.date(2024, 3, 1), None]
    assert values_of(table, 2) == ["Kvinna", "Kvinna", None]
    assert values_of(table, 3) == [1.0, 1.5, None]
    assert [repr(value) for value in values_of(table, 4)] == ["True", "1.0", "False"]
    assert table.address(3, 1) == "D4"
    ids = table.columns[0]
    assert ids.hashes is not None
    assert set(ids.values) == {None}
    hashes = ids.hashes[ids.codes]
    expected = hashlib.blake2b("å1".encode(), digest_size=8, key=KEY).digest()
    assert int(hashes[0]) == int(hashes[2]) == int.from_bytes(expected, "little")
    assert hashes[0] != hashes[1]
    assert table.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_same_id_as_text_and_number_has_one_hash(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "id")
        sheet.write_number("A2", 4711)
        sheet.write_string("A3", " 4711 ")
        sheet.write_number("B4", 1)
    table = read(path, id_column=0, hash_key=KEY)
    column = table.column(0)
    assert column.hashes is not None
    first, second, empty = column.hashes[column.codes].tolist()
    assert first == second != 0
    assert empty == 0


def test_table_that_begins_at_c4_keeps_its_addresses(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write("C4", "Uttag 2024-05-01")
        sheet.write_row("C6", ["Enhet", "Antal"])
        sheet.write_row("C7", ["Nord", 3])
        sheet.write_row("C9", ["Syd", 4])
    with open_workbook(path) as opened:
        (head,) = opened.head.sheets
        assert (head.first_row, head.row_count, head.column_count) == (4, 6, 4)
        assert head.rows[0] == (None, None, "Uttag 2024-05-01", None)
        assert head.rows[2] == (None, None, "Enhet", "Antal")
        table = opened.read(ReadPlan(head.name, 6))
    assert [(column.letter, column.header) for column in table.columns] == [
        ("C", "Enhet"),
        ("D", "Antal"),
    ]
    assert table.row_numbers.tolist() == [7, 9]
    assert table.address(3, 1) == "D9"
    assert values_of(table, 3) == [3.0, 4.0]


def test_only_wanted_columns_are_handed_over_but_every_row_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["Enhet", "Antal", "Anm"])
        sheet.write_row("A2", ["Nord", 3])
        sheet.write("C3", "bara här")
        sheet.write("C5", "och här")
    table = read(path, columns=(0,))
    assert [column.header for column in table.columns] == ["Enhet"]
    assert table.row_numbers.tolist() == [2, 3, 5]


def test_long_sheet_is_coded_over_many_blocks(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    rng = random.Random(1)
    expected = [(rng.choice("abcå"), rng.randrange(50)) for _ in range(5000)]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["k", "n"])
        for number, (letter, count) in enumerate(expected, 1):
            sheet.write_row(number, 0, [letter, count])
    table = read(path)
    assert list(zip(values_of(table, 0), values_of(table, 1), strict=True)) == expected
    assert len(table.column(0).values) == 5  # four letters and the empty cell


def test_progress_comes_in_order_and_ends_high(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with open_workbook(write_workbook(tmp_path / "a.xlsx"), lambda d, t: told.append((d, t))) as o:
        o.read(ReadPlan("Blad1", 1), lambda d, t: told.append((d, t)))
    assert told == sorted(told)
    assert told[-1][0] >= 900
    assert {total for _, total in told} == {1000}


@pytest.mark.parametrize("constant_memory", [True, False])
def test_first_rows_of_a_large_workbook_come_before_its_head(
    tmp_path: Path, *, constant_memory: bool
) -> None:
    path = tmp_path / "a.xlsx"
    options = {"constant_memory": constant_memory, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("Händelser")
        book.add_worksheet("Dold").hide()
        sheet.write_row(1, 1, ["Id", "Datum", "Ja", "Antal", "Tid", "Vem"])
        for number in range(2, 10_002):
            sheet.write_string(number, 1, f"förlopp {number:08d}" + 90 * f"{number:09d}")
            sheet.write_datetime(number, 2, dt.date(2024, 2, 29))
            sheet.write_boolean(number, 3, number % 2 == 0)
            sheet.write_number(number, 4, number / 2)
            sheet.write_datetime(number, 5, dt.datetime(2024, 3, 1, 12, 30))  # noqa: DTZ001
            if number < 5:
                sheet.write_string(number, 6, f"pnr {PERSON}" if number == 3 else "ingen")
    shown: list[tuple[reading.SheetHead, ...]] = []
    with open_workbook(path, show_first=shown.append) as opened:
        head = opened.head.sheets[0]
    ((first,),) = shown
    assert first.name == "Händelser"
    assert first.first_row == head.first_row == 2
    assert first.rows == head.rows
    assert len(first.rows) == HEAD_ROWS
    assert first.rows[2][6] == CellFault("masked")
    assert PERSON not in repr(first)


def test_small_workbooks_show_no_first_rows(tmp_path: Path) -> None:
    shown: list[object] = []
    with open_workbook(write_workbook(tmp_path / "a.xlsx"), show_first=shown.append):
        assert shown == []


def test_cancel_ends_the_child(tmp_path: Path) -> None:
    def cancel(done: int, total: int) -> None:
        raise Cancelled

    before = threading.active_count()
    with pytest.raises(Cancelled):
        open_workbook(write_workbook(tmp_path / "a.xlsx"), cancel)
    assert threading.active_count() == before


def test_child_imports_only_the_standard_library_and_calamine() -> None:
    program = (
        "import sys\n"
        "from rccdesk.services.reader import process\n"
        "import python_calamine\n"
        "print(sorted({name.split('.')[0] for name in sys.modules}"
        " - set(sys.stdlib_module_names)))"
    )
    root = Path(__file__).parents[2]
    listed = subprocess.run(
        [
            sys.executable,
            "-S",
            "-P",
            "-c",
            f"import sys; sys.path[:0] = {[str(root), *sys.path]}\n{program}",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "rccdesk" in listed
    for name in ("numpy", "sqlalchemy", "pandas", "PySide6", "openpyxl", "platformdirs"):
        assert f"'{name}'" not in listed


def test_child_is_started_as_the_program_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert launch.command()[-3:] == ["-m", "rccdesk", "--read-workbook"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert launch.command() == [sys.executable, "--read-workbook"]


def test_child_may_begin_ahead_and_is_ended_when_nobody_takes_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Period;Enhet\n2025;A\n", encoding="utf-8")
    launch.start_ahead(path)
    with reading.open_workbook(path) as opened:
        assert opened.head.sheets[0].rows[1] == ("2025", "A")
    launch.start_ahead(path)
    (child,) = launch._ahead.values()
    launch.give_up()
    assert child.poll() is not None
    assert not launch._ahead


# Cells


def test_C01_C02_error_cells_and_uncached_formulas(tmp_path: Path) -> None:
    cells = (
        row(1, text_cell("A1", "k"), text_cell("B1", "n"))
        + row(2, text_cell("A2", "a"), '<c r="B2" t="e"><v>#N/A</v></c>')
        + row(3, text_cell("A3", "b"), '<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
        + row(4, text_cell("A4", "c"), '<c r="B4"><f>A1+1</f></c>')
        + row(5, text_cell("A5", "d"), '<c r="B5"><f>A1+1</f><v></v></c>')
        + row(6, text_cell("A6", "e"), '<c r="B6"><f t="shared" si="0"/></c>')
        + row(7, text_cell("A7", "f"), '<c r="B7"><f>2*3</f><v>6</v></c>')
        + row(8, text_cell("A8", "g"), '<c r="B8" t="str"><f>""</f><v></v></c>')
        + row(9, '<c r="B9" t="e"><v>#REF!</v></c>')
        + row(10, text_cell("A10", "h"))
    )
    table = read(write_workbook(tmp_path / "a.xlsx", {"Blad1": sheet_xml(cells)}))
    uncached = CellFault("uncached")
    assert values_of(table, 1) == [
        CellFault("error", "#N/A"),
        CellFault("error", "#DIV/0!"),
        uncached,
        uncached,
        uncached,
        6.0,
        None,
        CellFault("error", "#REF!"),
        None,
    ]
    assert table.row_numbers.tolist() == list(range(2, 11))
    assert (table.error_cells, table.error_count) == (("B2", "B3", "B9"), 3)
    assert (table.uncached_cells, table.uncached_count) == (("B4", "B5", "B6"), 3)


def test_C01_error_cells_of_the_id_column_are_faults_too(tmp_path: Path) -> None:
    cells = row(1, text_cell("A1", "id")) + row(2, '<c r="A2" t="e"><v>#N/A</v></c>')
    path = write_workbook(
        tmp_path / "a.xlsx", {"B": sheet_xml(cells + row(3, text_cell("A3", "x")))}
    )
    table = read(path, id_column=0, hash_key=KEY)
    column = table.column(0)
    assert column.hashes is not None
    assert values_of(table, 0) == [CellFault("error", "#N/A"), None]
    assert [int(h) != 0 for h in column.hashes[column.codes]] == [False, True]


def test_C01_error_cells_are_listed_to_a_hundred_and_counted(tmp_path: Path) -> None:
    cells = row(1, text_cell("A1", "k")) + "".join(
        row(n, f"<c r='A{n}' t='e'><v>#N/A</v></c>") for n in range(2, 252)
    )
    cells = cells.replace('r="', "r='").replace('"', "'")
    path = write_workbook(tmp_path / "a.xlsx", {"Blad1": sheet_xml(cells)})
    table = read(path)
    assert table.error_count == 250
    assert len(table.error_cells) == 100
    assert table.error_cells[:2] == ("A2", "A3")


def test_C01_faulty_cells_without_addresses_are_found_in_order(tmp_path: Path) -> None:
    cells = (
        "<row><c t='str'><v>k</v></c><c t='str'><v>n</v></c></row>"
        "<row><c><v>1</v></c><c t='e'><v>#N/A</v></c></row>"
        "<row><c><f>A1+1</f></c><c><f>A1</f><v>2</v></c></row>"
    ).replace("'", '"')
    table = read(write_workbook(tmp_path / "a.xlsx", {"Blad1": sheet_xml(cells)}))
    assert values_of(table, 0) == [1.0, CellFault("uncached")]
    assert values_of(table, 1) == [CellFault("error", "#N/A"), 2.0]
    assert table.error_cells == ("B2",)
    assert table.uncached_cells == ("A3",)


def test_C08_infinite_numbers_are_error_cells(tmp_path: Path) -> None:
    cells = row(1, text_cell("A1", "n")) + row(2, number_cell("A2", "1e400"))
    table = read(write_workbook(tmp_path / "a.xlsx", {"Blad1": sheet_xml(cells)}))
    assert values_of(table, 0) == [CellFault("error", "#NUM!")]
    assert table.error_cells == ("A2",)


def test_C09_dates_of_both_systems(tmp_path: Path) -> None:
    cells = row(1, text_cell("A1", "d")) + row(2, number_cell("A2", 45352, 1))
    xml = {"Blad1": sheet_xml(cells)}
    assert values_of(read(write_workbook(tmp_path / "a.xlsx", xml)), 0) == [dt.date(2024, 3, 1)]
    later = cells.replace("45352", str(45352 - 1462))
    path = write_workbook(tmp_path / "b.xlsx", {"Blad1": sheet_xml(later)}, date1904=True)
    assert head_of(path).date1904
    assert values_of(read(path), 0) == [dt.date(2024, 3, 1)]


def test_C15_words_that_look_like_nothing_stay_words(tmp_path: Path) -> None:
    words = ["NA", "None", "null", "True", "1E5", "007"]
    cells = "".join(row(n, text_cell(f"A{n}", word)) for n, word in enumerate(["k", *words], 1))
    table = read(write_workbook(tmp_path / "a.xlsx", {"Blad1": sheet_xml(cells)}))
    assert values_of(table, 0) == words


# Privacy


def person_table(where: str) -> str:
    return row(1, text_cell("A1", "Anm"), text_cell("B1", "n")) + row(
        2, text_cell("A2", where), number_cell("B2", 1)
    )


def test_P01_identifier_in_a_cell(tmp_path: Path) -> None:
    cells = person_table("ring") + row(7, text_cell("A7", f"pnr {PERSON}"))
    path = write_workbook(tmp_path / "a.xlsx", {"Blad1": sheet_xml(cells)})
    table = read(path)
    assert places(table) == [("Blad1", "A7", "sure", "cell")]
    assert table.identifier_count == 1
    with open_workbook(path) as opened:
        rows = opened.head.sheets[0].rows
        assert rows[6][0] == CellFault("masked")
        assert [hit.cell for hit in opened.head.identifiers] == ["A7"]


def test_P01_pathway_ids_are_scanned_before_they_are_hashed(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"B": sheet_xml(person_table(PERSON))})
    assert places(read(path, id_column=0, hash_key=KEY)) == [("B", "A2", "sure", "cell")]


def test_P06_identifiers_elsewhere(tmp_path: Path) -> None:
    comments = (
        f'<comments xmlns="{MAIN}"><commentList><comment ref="B2"><text><r><t>19811218</t></r>'
        "<r><t>-9876</t></r></text></comment></commentList></comments>"
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="x/comments" Target="../comments1.xml"/></Relationships>'
    )
    header = row(1, text_cell("A1", PERSON), text_cell("B1", "n")) + row(2, number_cell("B2", 1))
    path = write_workbook(
        tmp_path / f"{PERSON}.xlsx",
        {
            "Blad1": sheet_xml(header),
            "Dold": sheet_xml(row(3, text_cell("C3", PERSON))),
            "Annat": sheet_xml(row(4, text_cell("D4", PERSON))),
            PERSON: sheet_xml(TABLE),
        },
        hidden={"Dold": "hidden"},
        parts={
            "xl/comments1.xml": comments,
            "xl/worksheets/_rels/sheet1.xml.rels": relations,
        },
    )
    assert sorted(places(read(path))) == [
        ("", "", "sure", "file_name"),
        ("", "", "sure", "sheet_name"),
        ("Annat", "D4", "sure", "cell"),
        ("Blad1", "A1", "sure", "header"),
        ("Blad1", "B2", "sure", "comment"),
        ("Dold", "C3", "sure", "cell"),
    ]


def test_numeric_column_is_counted_or_stopped(tmp_path: Path) -> None:
    person = PERSON.replace("-", "")
    cells = row(1, text_cell("A1", "Löpnr"), text_cell("B1", "Persnr"))
    cells += row(2, number_cell("A2", person), number_cell("B2", person))
    cells += "".join(
        row(n, number_cell(f"A{n}", 5_000_000_000 + n), number_cell(f"B{n}", n))
        for n in range(3, 30)
    )
    table = read(write_workbook(tmp_path / "a.xlsx", {"Blad1": sheet_xml(cells)}))
    assert places(table) == [("Blad1", "B2", "sure", "cell")]
    assert table.numeric_identifier_counts[0] >= 1
    assert 1 not in table.numeric_identifier_counts


def test_ranges_of_months_do_not_stop(tmp_path: Path) -> None:
    cells = row(1, text_cell("A1", "Period")) + row(2, text_cell("A2", "202301-202312"))
    table = read(write_workbook(tmp_path / "a.xlsx", {"Blad1": sheet_xml(cells)}))
    assert table.identifiers == ()


def test_P09_errors_hold_no_content(tmp_path: Path) -> None:
    cells = TABLE + row(1048576, number_cell("XFD1048576", 1))
    path = write_workbook(tmp_path / f"{PERSON}.xlsx", {PERSON: sheet_xml(cells)})
    error = refusal(path)
    assert PERSON not in f"{error} {error.values!r} {error.sheet} {sentence(error)}"


def test_identity_names() -> None:
    assert reading.names_identity("Personnummer")
