"""How a document looks: symbols drawn, facts in columns, charts on white, nothing said twice."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.packs.docx import write_docx
from rccdesk.services.packs.model import Pack, Section
from tests.services.pack_example import example_pack

DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def with_sections(*sections: Section, kind: str = "steering", shorts: bool = False) -> Pack:
    abbreviations = (("SVF", "standardiserat vårdförlopp"),) if shorts else ()
    return dataclasses.replace(
        example_pack(), kind=kind, sections=sections, summary=(), abbreviations=abbreviations
    )


def opened(pack: Pack) -> Any:
    return Document(io.BytesIO(write_docx(pack)))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def status_table() -> TableSpec:
    return TableSpec(
        "Läge",
        (TableColumn("Region"), TableColumn("Målet")),
        (("Norr", "Ej uppnått"), ("Söder", "Uppnått")),
        row_symbols=(("not_reached", "representativeness_unknown"), ("reached", "")),
        notes=("◇ representativitet okänd.",),
    )


def test_symbols_are_drawn_with_words_only_where_none_stand_beside_them() -> None:
    document = opened(with_sections(Section("Läge", tables=(status_table(),))))
    cells = [row.cells[1] for row in document.tables[0].rows[1:]]
    assert [cell.text for cell in cells] == ["Ej uppnått", "Uppnått"]
    drawn = [list(cell._tc.iter(qn("wp:docPr"))) for cell in cells]
    assert [[each.get("descr") for each in found] for found in drawn] == [
        ["", "Representativitet okänd"],
        [""],
    ]
    assert [[bool(list(each.iter(DECORATIVE))) for each in found] for found in drawn] == [
        [True, False],
        [True],
    ]
    note = next(p for p in document.paragraphs if p.text == " representativitet okänd.")
    assert len(list(note._p.iter(qn("wp:docPr")))) == 1


def test_pictures_have_numbers_of_their_own_and_no_distance_to_their_line() -> None:
    pack = dataclasses.replace(
        example_pack(), sections=(*example_pack().sections, Section("L", tables=(status_table(),)))
    )
    inlines = list(opened(pack).element.body.iter(qn("wp:inline")))
    numbers = [each.find(qn("wp:docPr")).get("id") for each in inlines]
    assert len(inlines) > 4 and len(set(numbers)) == len(numbers)
    sides = {each.get(side) for each in inlines for side in ("distL", "distR", "distT", "distB")}
    assert sides == {"0"}


def test_a_chart_stands_on_the_white_of_the_paper() -> None:
    media = {name: data for name, data in parts(write_docx(example_pack())).items()
             if name.startswith("word/media/")}  # fmt: skip
    wide = 0
    for data in media.values():
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width < 800:
                continue
            wide += 1
            colours = picture.convert("RGB").getcolors(maxcolors=1 << 16)
            assert colours is not None
            assert max(colours)[1] == (255, 255, 255)
            assert not [c for _, c in colours if min(c) > 250 and c != (255, 255, 255)]
    assert wide == 2


def test_names_of_facts_have_a_column_and_a_name_that_is_too_long_a_line() -> None:
    long = "Patienters och närståendes perspektiv i frågan"
    section = Section("Om", facts=(("Plats", "Sal 4"), ("Ordförande", "Eva"), (long, "Ingen.")))
    document = opened(with_sections(section, kind="agenda"))
    said = {p.text.split("\t")[0].split("\n")[0]: p for p in document.paragraphs}
    assert said["Plats"].text == "Plats\tSal 4" and said[long].text == f"{long}\nIngen."
    indents = {said[name].paragraph_format.left_indent for name in ("Plats", "Ordförande", long)}
    assert len(indents) == 1
    assert said["Plats"].paragraph_format.keep_with_next
    assert not said[long].paragraph_format.keep_with_next


def test_a_key_figure_is_said_once() -> None:
    told = Section("A", ("Alla: 41 av 47 (87 %).",), key_figure="41 av 47", key_text="inom tiden.")
    untold = Section("B", ("Annat.",), key_figure="5 av 9", key_text="inom tiden.")
    words = "\n".join(p.text for p in opened(with_sections(told, untold)).paragraphs)
    assert words.count("41 av 47") == 1 and words.count("5 av 9") == 1


def test_numbers_and_what_they_are_of_stay_on_a_line() -> None:
    table = TableSpec(
        "N", (TableColumn("Region"), TableColumn("n", numeric=True)), (("A", "5 av 9"),)
    )
    section = Section("N", tables=(table,), notes=("Källa: ett uttag · n = 60",))
    document = opened(with_sections(section))
    assert document.tables[0].rows[1].cells[1].text == "5\u00a0av\u00a09"
    assert document.paragraphs[-1].text.endswith("n\u00a0=\u00a060")


def test_a_date_goes_unbroken_into_a_narrow_cell() -> None:
    many = tuple(TableColumn(f"Kolumn{n}") for n in range(6))
    cell = "Styrgruppen beslutade den 2026-10-01 och bordlade den 2026-12-10 på nytt"
    table = TableSpec("Beslut", many, ((cell,) * 6, ("2026-10-01",) * 6))
    body = parts(write_docx(with_sections(Section("B", tables=(table,)))))["word/document.xml"]
    assert body.decode().count("<w:noBreakHyphen/>") == 6 * 4  # a cell of one line has none
    row = opened(with_sections(Section("B", tables=(table,)))).tables[0].rows[1]
    assert row.cells[0].text == cell


def test_word_opens_it_as_a_document_of_today_in_swedish() -> None:
    settings = parts(write_docx(example_pack()))["word/settings.xml"].decode()
    assert re.search(r'w:name="compatibilityMode"[^>]*w:val="15"', settings)
    assert (
        '<w:decimalSymbol w:val=","/>' in settings and 'w:themeFontLang w:val="sv-SE"' in settings
    )
    title = opened(example_pack()).styles["Title"].element.find(qn("w:rPr"))
    assert title.find(qn("w:spacing")) is None  # letters as far apart as in the text


def test_the_list_of_contents_has_the_numbers_of_the_chapters() -> None:
    document = opened(example_pack())
    listed = [p for p in document.paragraphs if p.style.name == "Innehåll"]
    said = ["".join(t.text for t in p._p.iter(qn("w:t"))) for p in listed]
    chapters = [p.text for p in document.paragraphs if p.style.name == "Heading 1"][1:]
    found = [re.match(r"(\d+)\.", words) for words in said]
    assert [match and int(match[1]) for match in found] == list(range(2, len(chapters) + 2))
    assert all(words.endswith(name) for words, name in zip(said, chapters, strict=True))


@pytest.mark.parametrize("kind", ["quarterly", "year-text"])
def test_a_paper_explains_its_abbreviations_in_a_row(kind: str) -> None:
    paper = opened(with_sections(Section("Läge", ("Ord.",)), kind=kind, shorts=True))
    assert paper.paragraphs[-1].text == "SVF standardiserat vårdförlopp" and not paper.tables
    report = opened(with_sections(Section("Läge", ("Ord.",)), shorts=True))
    assert [c.text for c in report.tables[-1].rows[1].cells] == [
        "SVF",
        "standardiserat vårdförlopp",
    ]


def test_a_table_ends_on_the_page_of_its_notes() -> None:
    table = dataclasses.replace(status_table(), notes=())
    noted = Section("Läge", tables=(table,), notes=("Källa: ett uttag.",))
    for section, kept in ((noted, True), (dataclasses.replace(noted, notes=()), False)):
        last = opened(with_sections(section)).tables[0].rows[-1]
        found = [p.paragraph_format.keep_with_next for cell in last.cells for p in cell.paragraphs]
        assert found == [True if kept else None] * 2
