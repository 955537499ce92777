"""Slides read back: the same numbers, nothing hidden, alt texts, no trace of another author."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import zipfile
from typing import Any

import openpyxl
import pytest
from pptx import Presentation
from pptx.util import Pt

from rccdesk.services.charts.build import build_comparison
from rccdesk.services.charts.labels import Labels
from rccdesk.services.packs.model import Pack
from rccdesk.services.packs.pptx import write_pptx
from rccdesk.services.packs.sections import comparison_section
from rccdesk.services.packs.slides.bars import split_bars
from tests.services.chart_tables import LABELS, comparison_table, row
from tests.services.pack_example import example_pack


@pytest.fixture(scope="module")
def content() -> bytes:
    return write_pptx(example_pack())


@pytest.fixture(scope="module")
def slides(content: bytes) -> list[Any]:
    return list(Presentation(io.BytesIO(content)).slides)


def charts_of(slides: list[Any]) -> list[Any]:
    return [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]


def words_of(slide: Any) -> str:
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        if shape.has_table:
            found += [cell.text for table_row in shape.table.rows for cell in table_row.cells]
    return "\n".join(found)


def with_names(*names: str) -> Pack:
    codes = [f"X{i}" for i in range(1, len(names) + 1)]
    labels = Labels(names={"region": dict(zip(codes, names, strict=True))})
    table = comparison_table(rows=tuple(row(code) for code in codes))
    section = comparison_section(table, labels, "Bröstcancer")
    return dataclasses.replace(example_pack(), sections=(section,))


def test_chart_and_workbook_hold_the_same_unrounded_shares(slides: list[Any]) -> None:
    chart = charts_of(slides)[0]
    expected = [41 / 47, 45 / 70, 162 / 204, 64 / 78, 44 / 62, None, None, 383 / 496]
    assert list(chart.plots[0].series[0].values) == pytest.approx(expected)
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    cells = [[cell.value for cell in line] for line in book.active.iter_rows(min_row=2)]
    assert [line[1] for line in cells] == pytest.approx(expected)
    assert cells[0][0] == "Region Norrsjö"
    assert cells[-1][0] == "Alla i uttaget (7 av 7 regioner)"


def test_whiskers_are_custom_and_only_where_a_figure_is(slides: list[Any]) -> None:
    series = charts_of(slides)[0].plots[0].series[0]._element
    plus = series.findall(".//{*}errBars/{*}plus//{*}pt")
    assert [int(point.get("idx")) for point in plus] == [0, 1, 2, 3, 4, 7]
    # Region Ekmark: 74.497 % - 45/70
    assert float(plus[1].find("{*}v").text) == pytest.approx(0.74497 - 45 / 70)


def test_the_two_states_of_doubt_are_outlines(slides: list[Any]) -> None:
    points = charts_of(slides)[0].plots[0].series[0].points
    assert points[0].format.line.fill.type is None
    assert points[1].format.line.dash_style is None
    assert points[1].format.line.width == Pt(1.75)
    assert points[4].format.line.dash_style is not None


def test_a_trend_has_a_series_per_phase_and_no_value_in_gaps(slides: list[Any]) -> None:
    plot = charts_of(slides)[1].plots[0]
    before, after, preliminary = (list(plot.series[i].values) for i in range(3))
    assert before[4] is None
    assert before[6:] == [None] * 10
    assert after[:6] == [None] * 6
    assert after[10] is None  # a quarter that the extract lacks
    assert after[14] == pytest.approx(114 / 201)
    assert [value is None for value in preliminary] == [True] * 15 + [False]
    assert [series.name for series in plot.series][3:] == ["Eget delmål 70\u00a0%", "Mål 80\u00a0%"]


def test_slides_say_figures_doubts_context_and_marks(slides: list[Any]) -> None:
    words = words_of(slides[2]).replace("\u00a0", " ")
    for part in (
        "Andel inom ledtiden per region, kvartal 3 2026",
        "383 av 496",
        "45 av 70",
        "Region Ekmark: ej representativ",
        "representativitet okänd",
        "Regionerna har olika förutsättningar. Ordningen säger inte vem som arbetar bäst.",
        "Mål 80 %",
        "EXEMPELDATA",
        "UTKAST",
        "SVF-uttag 2026-11-20",
    ):
        assert part in words, part


def test_every_slide_has_title_notes_and_marks(slides: list[Any]) -> None:
    for slide in slides:
        assert slide.shapes.title.text_frame.text
        assert "EXEMPELDATA" in slide.notes_slide.notes_text_frame.text
        assert "UTKAST" in words_of(slide)
    assert "Wilson" in slides[2].notes_slide.notes_text_frame.text


def test_everything_drawn_has_an_alternative_text(slides: list[Any]) -> None:
    for slide in slides:
        for shape in slide.shapes:
            is_words = shape.has_text_frame and shape.text_frame.text.strip()
            if shape.is_placeholder or is_words:
                continue
            if shape._element.tag.endswith("}sp") and shape.name.startswith("TextBox"):
                continue  # the page number, a field
            described = shape._element._nvXxPr.cNvPr.get("descr")
            assert described, (slide.shapes.title.text_frame.text, shape.name)
    chart = next(shape for shape in slides[2].shapes if shape.has_chart)
    assert "Region Ekmark: 45 av 70" in chart._element._nvXxPr.cNvPr.get("descr")


def test_type_is_at_least_18_points_but_for_the_source_line(slides: list[Any]) -> None:
    sizes = set()
    for slide in slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                for paragraph in shape.text_frame.paragraphs:
                    sizes |= {run.font.size.pt for run in paragraph.runs if run.font.size}
    assert min(sizes) == 12
    assert {size for size in sizes if size < 18} == {12}


def test_nobody_elses_name_or_picture_is_in_the_file(content: bytes) -> None:
    presentation = Presentation(io.BytesIO(content))
    properties = presentation.core_properties
    assert (properties.author, properties.last_modified_by) == ("rccdesk", "rccdesk")
    assert properties.created.date() == dt.date(2026, 11, 22)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        everything = b"".join(archive.read(name) for name in names)
    assert b"Canny" not in everything
    assert not any("thumbnail" in name or "printerSettings" in name for name in names)
    assert presentation.slide_width / presentation.slide_height == pytest.approx(16 / 9)


def test_a_name_is_never_a_formula_and_control_characters_are_gone() -> None:
    content = write_pptx(with_names('=HYPERLINK("x")', "+1", "-2", "@sum", "Region\x07 A\x0b"))
    presentation = Presentation(io.BytesIO(content))
    chart = charts_of(list(presentation.slides))[0]
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    cells = [line[0] for line in book.active.iter_rows(min_row=2)]
    assert all(cell.data_type == "s" for cell in cells)
    assert cells[0].value == ' =HYPERLINK("x")'
    assert cells[4].value == "Region A"


def test_no_hidden_figure_is_in_the_file() -> None:
    shown = dataclasses.replace(
        row("X1"), numerator=31337, denominator=49999, value=31337 / 49999, inclusion=None
    )
    visible = write_pptx(
        dataclasses.replace(
            example_pack(),
            sections=(comparison_section(comparison_table(rows=(shown,)), LABELS, "B"),),
        )
    )
    assert found_in(visible, "31\u00a0337")
    assert found_in(visible, repr(31337 / 49999))
    hidden = write_pptx(example_pack())
    assert not found_in(hidden, "31\u00a0337")
    for chart in charts_of(list(Presentation(io.BytesIO(hidden)).slides))[:1]:
        points = chart.plots[0].series[0]._element.findall(".//{*}val//{*}pt")
        assert {int(point.get("idx")) for point in points} == {0, 1, 2, 3, 4, 7}


def found_in(content: bytes, words: str) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return any(words.encode() in archive.read(name) for name in archive.namelist())


def test_long_comparisons_are_split_with_the_whole_on_each() -> None:
    rows = tuple(
        dataclasses.replace(row("X1"), fields=(("home_region", f"R{i}"),)) for i in range(21)
    )
    names = {"region": {f"R{i}": f"Region {i}" for i in range(21)}}
    parts = split_bars(build_comparison(comparison_table(rows=rows), Labels(names=names)))
    assert [len(part) for part in parts] == [12, 11]
    assert all(part[-1].is_whole for part in parts)
    labels = [bar.label for part in parts for bar in part if not bar.is_whole]
    assert labels == [f"Region {i}" for i in range(21)]
