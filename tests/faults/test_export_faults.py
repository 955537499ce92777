"""What leaves the program as a file, whatever is in it; `test_export_places` has where it goes."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import getpass
import io
import platform
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation

from rccdesk.cli.tables import csv_text
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.charts.workbook import chart_workbook
from rccdesk.services.packs.model import Comment, Pack, PackFigure, Section
from rccdesk.services.packs.pptx import write_pptx
from rccdesk.services.packs.writers import FORMATS, writer_of
from rccdesk.services.packs.xlsx import write_xlsx
from tests.services.chart_kinds import all_kinds
from tests.services.pack_example import example_pack
from tests.services.pack_reading import (
    docx_words,
    flat,
    pptx_rows,
    pptx_words,
    xlsx_rows,
    xlsx_words,
)
from tests.services.pdf_objects import Pdf
from tests.services.test_packs_pdf import needs_poppler, words_of

STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


def pack_with(*sections: Section, **changes: object) -> Pack:
    return dataclasses.replace(example_pack(), sections=sections, **changes)  # type: ignore[arg-type]


def table_of(*rows: tuple[str, ...], title: str = "Tabell") -> TableSpec:
    heads = tuple(TableColumn(f"Kolumn {n}", numeric=n > 0) for n in range(len(rows[0])))
    return TableSpec(title, heads, rows)


def said_everywhere(words: str) -> Pack:
    """Return a pack with the same words wherever words can stand."""
    table = TableSpec(
        words, (TableColumn(words), TableColumn(words, numeric=True)), ((words, words),), (words,)
    )
    section = Section(
        words,
        (words,),
        key_figure=words,
        key_text=words,
        remarks=(("", words),),
        tables=(table,),
        notes=(words,),
        chapter=words,
        facts=((words, words),),
        comments=(Comment(words, dt.date(2026, 11, 20), words),),
        figures=(PackFigure(words, words, words, 1.0),),
    )
    return pack_with(
        section, title=words, subtitle=words, organisation=words, summary=(words,),
        abbreviations=((words, words),),
    )  # fmt: skip


# X1: formulas ---------------------------------------------------------------------------------


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(STARTS), st.text(max_size=20))
def test_X01_no_text_becomes_a_formula(start: str, rest: str) -> None:
    words = start + rest
    made = write_xlsx(pack_with(Section("A", tables=(table_of((words, "\u22121,5", words)),))))
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        for name in packed.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f" not in packed.read(name)
    book = openpyxl.load_workbook(io.BytesIO(made))
    (table,) = book["Data"].tables.values()
    first, number, second = book["Data"][table.ref][1]
    assert number.value == -1.5 and number.data_type == "n"
    assert first.data_type in "sn" and first.hyperlink is None
    if isinstance(first.value, str):
        assert first.quotePrefix or not first.value.startswith(tuple(STARTS))
    assert second.data_type != "f"


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20))
def test_X01_csv_marks_what_a_spreadsheet_would_count(words: str) -> None:
    rows = [{"name": start + words, "value": -1.5} for start in STARTS]
    read = list(csv.reader(io.StringIO(csv_text(rows), newline=""), delimiter=";"))
    assert [name for name, _value in read[1:]] == [f"'{row['name']}" for row in rows]
    assert {value for _name, value in read[1:]} == {"-1,5"}


# X2: characters -------------------------------------------------------------------------------

BAD = "".join(map(chr, range(32))) + "\x7f\u0085\u2028\u200b\ufffe\uffff\ud800\udfff\U0001f600"


@pytest.mark.parametrize("name", FORMATS)
def test_X02_control_characters_and_surrogates_are_cleaned(name: str) -> None:
    made = writer_of(name)(said_everywhere(f"före{BAD}efter"))
    if name == "pdf":
        assert made.startswith(b"%PDF-")
        return
    read = {"pptx": pptx_words, "docx": docx_words, "xlsx": xlsx_words}[name](made)
    assert "före" in read and "efter" in read
    assert not re.search("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]", read)


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(), min_size=1, max_size=40))
def test_X02_whatever_is_written_the_export_ends(words: str) -> None:
    pack = said_everywhere(words)
    for name in FORMATS:
        assert writer_of(name)(pack)


# X3: names of sheets --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading", ["a:b\\c/d?e*f[g]", "History", "'", "x" * 300, "Data", "Läs mig", "", "  "]
)
def test_X03_nothing_that_users_write_names_a_sheet(heading: str) -> None:
    one = Section(heading, tables=(table_of(("a", "1"), title=heading),))
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(pack_with(one, one, title=heading))))
    assert book.sheetnames == ["Läs mig", "Data", "Nyckeltal", "Diagram", "Metod"]
    names = [name for sheet in book for name in sheet.tables]
    assert len(names) == len(set(names)) and all(re.fullmatch(r"Tabell\d+", n) for n in names)
    spec = dataclasses.replace(next(iter(all_kinds().values()))(), title=heading)
    sheets = openpyxl.load_workbook(io.BytesIO(chart_workbook(spec))).sheetnames
    assert all(0 < len(name) <= 31 and not set(name) & set(":\\/?*[]") for name in sheets)


# X4: no number --------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), None])
def test_X04_what_is_no_number_is_said_and_never_blank(value: float | None) -> None:
    figure = PackFigure("k", "Bröstcancer", "..", value, value, value)
    made = write_xlsx(pack_with(Section("A", figures=(figure,))))
    rows = list(xlsx_rows(made, "Nyckeltal"))
    assert rows[1] == ("A", "Bröstcancer", "..", "–", "–", "–")
    spec = next(make() for name, make in all_kinds().items() if make().points)
    point = dataclasses.replace(spec.points[0], value=value, low=value, high=value)
    broken = dataclasses.replace(spec, points=(point, *spec.points[1:]))
    told = list(xlsx_rows(write_xlsx(pack_with(Section("A", charts=(broken,), tables=())))))
    assert len(told) == len(spec.table.rows) + 1


def test_X04_no_cell_is_blank_where_the_pack_says_something() -> None:
    tables = [make().table for make in all_kinds().values()]
    made = write_xlsx(pack_with(*(Section("A", tables=(table,)) for table in tables)))
    rows = iter(xlsx_rows(made))
    hidden = 0
    for table in tables:
        next(rows)
        for cells in table.rows:
            for words, cell in zip(cells, next(rows), strict=True):
                assert (cell in (None, "")) == (words == ""), words
                hidden += words in ("..", "–")
    assert hidden > 5


# X7: sizes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_X07_no_row_at_all_is_a_valid_file(name: str) -> None:
    empty = TableSpec("Tom", (TableColumn("A"), TableColumn("B", numeric=True)), ())
    assert writer_of(name)(pack_with(Section("Tom", tables=(empty,)), Section("Utan allt")))
    assert writer_of(name)(pack_with(summary=(), abbreviations=()))


def test_X07_a_hundred_thousand_rows() -> None:
    rows = tuple((f"{n % 97}\u00a0%",) for n in range(100_000))
    table = TableSpec("Alla", (TableColumn("Andel", numeric=True),), rows)
    made = write_xlsx(pack_with(Section("Alla", tables=(table,))))
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        sheet = packed.read("xl/worksheets/sheet2.xml")
        (table_part,) = [n for n in packed.namelist() if n.startswith("xl/tables/")]
        ref = re.search(rb'ref="A(\d+):A(\d+)"', packed.read(table_part))
    assert ref and int(ref[2]) - int(ref[1]) == 100_000
    assert sheet.count(b"<row ") >= 100_001 and sheet.count(b"<v>0.96</v>") == 100_000 // 97


def test_X07_sixty_slides() -> None:
    sections = tuple(Section(f"Bild {n}", (f"Stycke {n}.",)) for n in range(60))
    made = write_pptx(pack_with(*sections))
    assert len(Presentation(io.BytesIO(made)).slides) >= 60
    words = pptx_words(made)
    assert all(f"Stycke {n}." in words for n in range(60))


@needs_office
@pytest.mark.timeout(180)
def test_X07_libreoffice_opens_the_workbook_and_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "underlag.xlsx"
    path.write_bytes(write_xlsx(example_pack()))
    done = subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,,,2",
         "--outdir", str(tmp_path), str(path)],
        capture_output=True, timeout=150, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    (made,) = tmp_path.glob("*.csv")
    rows = list(csv.reader(made.read_text("utf-8").splitlines(), delimiter=";"))
    ekmark = next(row for row in rows if row[0] == "Region Ekmark")
    assert ekmark[1:3] == ["45", "70"] and ekmark[3].replace("\u00a0", "").strip(" %") == "64"


# X8, X12: the same numbers ----------------------------------------------------------------------


@needs_poppler
def test_X08_letters_signs_and_decimals_are_the_same_in_every_format(tmp_path: Path) -> None:
    row = ("Åre, Älvsbyn och Örebro é", "\u22121,5", "1\u00a0234,5", "64,3\u00a0%", "53–74\u00a0%")
    pack = pack_with(Section("Å ä ö", tables=(table_of(row),)))
    made = {name: writer_of(name)(pack) for name in FORMATS}
    wanted = tuple(map(flat, row))
    assert wanted in set(pptx_rows(made["pptx"]))
    for words in (docx_words(made["docx"]), flat(words_of(made["pdf"], tmp_path))):
        assert " ".join(wanted) in words
    assert list(xlsx_rows(made["xlsx"]))[1] == (row[0], -1.5, 1234.5, 0.643, row[4])


@needs_poppler
def test_X12_shares_are_not_made_to_add_up_and_n_is_one(tmp_path: Path) -> None:
    # Three thirds: 33 + 33 + 33; nobody adds the hundredth.
    rows = tuple((f"Region {name}", "41", "123", "33\u00a0%") for name in "ABC")
    pack = pack_with(Section("Tredjedelar", tables=(table_of(*rows),)), *example_pack().sections)
    words = {
        "pptx": pptx_words(writer_of("pptx")(pack)),
        "docx": docx_words(writer_of("docx")(pack)),
        "pdf": flat(words_of(writer_of("pdf")(pack), tmp_path)),
    }
    for name, found in words.items():
        assert found.count("41 123 33 %") == 3, name
        assert "34 %" not in found.split("Tredjedelar")[1].split("Region C")[0], name
    assert list(xlsx_rows(write_xlsx(pack)))[1:4] == [(row[0], 41, 123, 0.33) for row in rows]
    # n of a chart is n of its table, in the model that all formats are written from.
    checked = 0
    for section in example_pack().sections:
        for chart, table in zip(section.charts, section.tables, strict=True):
            cells = {cells[0].replace("\u00a0", " "): cells for cells in table.rows}
            for bar in chart.bars:
                if bar.value is not None and bar.label in cells:
                    numbers = re.findall(r"\d+", bar.count_text.replace("\u00a0", ""))
                    assert set(numbers) <= {c.replace("\u00a0", "") for c in cells[bar.label]}
                    checked += 1
    assert checked > 3


# X11: who, where, by what -----------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_X11_a_file_tells_the_program_and_nobody(name: str, tmp_path: Path) -> None:
    made = writer_of(name)(example_pack())
    known = {str(Path.cwd()), str(tmp_path), f"{Path.home()}/", "Steve Canny", "python-docx"}
    known |= {each for each in (getpass.getuser(), platform.node()) if len(each) > 4}
    if name == "pdf":
        pdf = Pdf(made)
        told = [*pdf.info(), pdf.metadata()]
        assert "rccdesk" in "".join(told)
        parts = {"pdf": "\n".join(told).encode()}
    else:
        with zipfile.ZipFile(io.BytesIO(made)) as packed:
            parts = {each: packed.read(each) for each in packed.namelist()}
            times = {each.date_time[:3] for each in packed.infolist()}
        assert not [each for each in parts if "thumbnail" in each or "printerSettings" in each]
        assert b"rccdesk" in parts["docProps/core.xml"]
        for field in (b"lastModifiedBy", b"creator"):
            found = re.search(rb"<\w+:" + field + rb"[^>]*>([^<]*)<", parts["docProps/core.xml"])
            assert found is None or found[1] in (b"", b"rccdesk")
        assert times  # a file without any entry would pass all of this
        if "docProps/app.xml" in parts:
            for field in (b"Manager", b"Company"):
                found = re.search(b"<" + field + b">([^<]*)<", parts["docProps/app.xml"])
                assert found is None or found[1] == b""
    for words in known:
        for part, raw in parts.items():
            assert words.encode() not in raw, (words, part)
