"""The document read back: real styles, heads that repeat, figures with words, nothing hidden."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from rccdesk.formats import NBSP
from rccdesk.services.charts.labels import Labels
from rccdesk.services.packs.docx import write_docx
from rccdesk.services.packs.model import SIGNATURE, Comment, Pack, Section
from rccdesk.services.packs.sections import comparison_section
from rccdesk.services.packs.template_files import OwnTemplate
from tests.rigs.rendering import CAN_RENDER, read_pages, render
from tests.services.chart_tables import comparison_table, row
from tests.services.pack_example import example_pack


@pytest.fixture(scope="module")
def content() -> bytes:
    return write_docx(example_pack())


def part_of(content: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def plain(words: str) -> str:
    return words.replace(NBSP, " ")


def test_headings_are_styles_and_the_language_is_said(content: bytes) -> None:
    document = Document(io.BytesIO(content))
    styles = [(p.style.name, p.text) for p in document.paragraphs if p.style is not None]
    assert ("Title", "Underlag till styrgruppen") in styles
    heads = [text for name, text in styles if name == "Heading 1"]
    assert heads[0] == "Sammanfattning" and "Metod och datakvalitet" in heads
    assert heads[-1] == "Förkortningar"
    assert 'w:lang w:val="sv-SE"' in part_of(content, "word/styles.xml")
    assert document.core_properties.title == "Underlag till styrgruppen"
    assert document.core_properties.author == document.core_properties.last_modified_by == "rccdesk"


def test_head_and_foot_say_what_it_is_and_count_the_pages(content: bytes) -> None:
    document = Document(io.BytesIO(content))
    head = document.sections[0].header.paragraphs[0].text
    assert head == "RCC Exempel · Underlag till styrgruppen\tUTKAST · version 1 · EXEMPELDATA"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        feet = [archive.read(n).decode() for n in archive.namelist() if "footer" in n]
    assert any('w:instr="PAGE"' in each and 'w:instr="NUMPAGES"' in each for each in feet)


def test_every_cell_is_there_and_heads_repeat_on_each_page(content: bytes) -> None:
    document = Document(io.BytesIO(content))
    written = [[[c.text for c in r.cells] for r in table.rows] for table in document.tables]
    told = [table for section in example_pack().sections for table in section.tables]
    for table, rows in zip(told, written, strict=False):
        assert rows[0] == [column.title for column in table.columns]
        for cells, found in zip(table.rows, rows[1:], strict=True):
            assert [plain(cell) for cell in found[:-1]] == [plain(cell) for cell in cells[:-1]]
            assert plain(found[-1]).startswith(plain(cells[-1])[:8])
    for table in document.tables:
        first = table.rows[0]._tr.trPr
        assert first is not None and first.find(qn("w:tblHeader")) is not None
        assert all(r._tr.trPr is not None for r in table.rows)  # no page break cuts a row


def test_a_chart_has_its_words_and_a_hidden_figure_has_no_number() -> None:
    hidden = comparison_table()
    section = comparison_section(hidden, Labels(), "Bröst")
    made = write_docx(dataclasses.replace(example_pack(), sections=(section,)))
    xml = part_of(made)
    assert 'descr="' in xml and section.charts[0].title in xml
    table = Document(io.BytesIO(made)).tables[0]
    told = {r.cells[0].text: [c.text for c in r.cells] for r in table.rows}
    for code in ("X6", "X7"):
        assert row(code).hidden is not None
        cells = " ".join(told[code][1:])
        assert not any(c.isdecimal() for c in cells), cells  # not even how few
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert not [n for n in archive.namelist() if "embed" in n]  # no workbook with more in it


def test_control_characters_markup_and_formulas_are_words() -> None:
    odd = "a\x00b\x0b\x1f\ud800\ufffe <w:p/> & =1+1 #set *x*"
    pack = dataclasses.replace(
        example_pack(),
        title=f"Titel\x07 {odd * 20}",
        sections=(Section(heading=f"R {odd}", paragraphs=(odd,), facts=((odd, odd),)),),
        abbreviations=((odd, odd),),
    )
    document = Document(io.BytesIO(write_docx(pack)))
    words = "\n".join(p.text for p in document.paragraphs)
    assert "<w:p/> & =1+1 #set *x*" in words
    assert "\x00" not in words and "ab" in words
    assert document.tables[-1].rows[1].cells[0].text.startswith("ab")


def test_facts_stand_beside_their_names_and_there_is_a_line_to_sign_on() -> None:
    section = Section(
        "Underskrifter", paragraphs=(SIGNATURE, "Bo Dahl"), facts=(("Plats", "Sal 4"),)
    )
    pack = dataclasses.replace(
        example_pack(), kind="minutes", state="approved", sections=(section,)
    )
    document = Document(io.BytesIO(write_docx(pack)))
    words = [p.text for p in document.paragraphs]
    assert "Plats\tSal 4" in words and SIGNATURE in words
    assert "JUSTERAT" in document.sections[0].header.paragraphs[0].text


def test_a_pack_without_anything_is_still_a_document() -> None:
    empty = Pack(**{f.name: getattr(example_pack(), f.name) for f in dataclasses.fields(Pack)}
                 | {"sections": (), "summary": (), "abbreviations": (), "subtitle": "",
                    "state": ""})  # fmt: skip
    assert Document(io.BytesIO(write_docx(empty))).paragraphs[0].text == empty.title


def test_a_comment_of_a_figure_stands_under_it() -> None:
    section = Section("Utfall", comments=(Comment("Två enheter", dt.date(2026, 11, 2), "Eva"),))
    document = Document(
        io.BytesIO(write_docx(dataclasses.replace(example_pack(), sections=(section,))))
    )
    found = [p.text for p in document.paragraphs if "Två enheter" in p.text]
    assert found == ["Kommentar 2026-11-02, Eva: Två enheter"]


@pytest.mark.skipif(not CAN_RENDER, reason="LibreOffice is not on this machine")
def test_an_office_program_opens_it_with_every_heading_and_number(
    content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "underlag.docx"
    path.write_bytes(content)
    made = render([path], tmp_path / "made")[0]
    if not made.exists():
        pytest.skip("LibreOffice is without Writer")
    pages = read_pages(made)
    assert 4 <= len(pages) <= 40 and all(page.words for page in pages)
    assert [fault for page in pages for fault in page.faults()] == []
    said = "".join("".join(page.text for page in pages).split())
    pack = example_pack()
    wanted = [section.heading for section in pack.sections]
    wanted += [cell for s in pack.sections for t in s.tables for row in t.rows for cell in row[1:]
               if any(c.isdecimal() for c in cell)]  # fmt: skip
    assert [words for words in wanted if "".join(words.split()) not in said] == []


def test_a_template_of_many_sections_keeps_its_head_and_is_given_the_styles_it_lacks() -> None:
    own = Document()
    own.sections[0].header.paragraphs[0].text = "Region Exempel"
    own.sections[0].footer.paragraphs[0].text = "Box 1"
    for name in ("Title", "Heading 1", "Caption", "List Bullet", "Table Grid"):
        element = own.styles[name].element
        element.getparent().remove(element)
    own.add_section()
    made = io.BytesIO()
    own.save(made)
    written = write_docx(example_pack(), OwnTemplate(made.getvalue(), {}))
    document = Document(io.BytesIO(written))
    assert document.sections[0].header.paragraphs[0].text == "Region Exempel"
    assert document.sections[0].footer.paragraphs[0].text == "Box 1"
    assert "PAGE" in document.sections[0].footer._element.xml
    used = {p.style.name for p in document.paragraphs if p.style is not None}
    assert {"Title", "Heading 1", "Caption", "List Bullet"} <= used
    level = document.styles["Heading 1"].element.find(f".//{qn('w:outlineLvl')}")
    assert level is not None and level.get(qn("w:val")) == "0"
