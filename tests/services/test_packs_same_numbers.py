"""One pack in four formats: every figure read back from each is the same."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import math
from pathlib import Path

import numpy as np
import pytest
from pptx import Presentation

from rccdesk.services.charts.spec import TableSpec
from rccdesk.services.charts.symbols import MARKS
from rccdesk.services.packs.archive import pack_from_json, pack_to_json
from rccdesk.services.packs.model import Pack, Section
from rccdesk.services.packs.pptx import write_pptx
from rccdesk.services.packs.writers import FORMATS, writer_of
from tests.services.chart_kinds import all_kinds
from tests.services.pack_example import example_pack
from tests.services.pack_reading import (
    docx_rows,
    docx_words,
    flat,
    pptx_rows,
    pptx_words,
    xlsx_rows,
    xlsx_words,
)
from tests.services.test_charts_same_numbers import drawn_values
from tests.services.test_packs_pdf import needs_poppler, words_of

READ = {"pptx": pptx_words, "docx": docx_words, "xlsx": xlsx_words}


def full_pack() -> Pack:
    """Return a pack with a table of every kind of chart."""
    kinds = tuple(
        Section(f"Diagram {name}", chapter="Alla slag", charts=(spec,), tables=(spec.table,))
        for name, spec in ((name, make()) for name, make in all_kinds().items())
    )
    pack = example_pack()
    return dataclasses.replace(pack, sections=(*pack.sections, *kinds))


@pytest.fixture(scope="module")
def pack() -> Pack:
    return full_pack()


@pytest.fixture(scope="module")
def tables(pack: Pack) -> list[TableSpec]:
    return [table for section in pack.sections for table in section.tables]


def told(cell: str) -> str:
    """Return a cell without its drawn symbols."""
    return flat("".join(char for char in cell if char not in MARKS))


def as_number(words: str) -> float | None:
    """Return a Swedish number or per cent, worked out without the program; None for words."""
    plain = words.replace("\u00a0", "").replace(" ", "").replace("\u2212", "-").replace(",", ".")
    share = plain.endswith("%")
    try:
        return float(plain.removesuffix("%")) / (100 if share else 1)
    except ValueError:
        return None


@pytest.fixture(scope="module")
def files(pack: Pack) -> dict[str, bytes]:
    return {name: writer_of(name)(pack) for name in FORMATS}


def test_slides_hold_every_figure_of_every_chart(pack: Pack, files: dict[str, bytes]) -> None:
    """Slides have native charts where the other formats have a table too."""
    slides = Presentation(io.BytesIO(files["pptx"])).slides
    drawn = [
        value
        for slide in slides
        for shape in slide.shapes
        if shape.has_chart
        for plot in shape.chart.plots
        for series in plot.series
        for value in series.values
        if value is not None
    ]
    words = pptx_words(files["pptx"])
    numbers = np.array([each for each in drawn if math.isfinite(each)])
    for section in pack.sections:
        for chart in section.charts:
            for value, said in drawn_values(chart):
                near = np.isclose(numbers, value, rtol=0, atol=1e-9).any()
                assert near or flat(said) in words, (chart.title, said)


def test_slides_hold_every_row_of_a_table_without_a_chart() -> None:
    tables = [make().table for make in all_kinds().values()]
    sections = tuple(Section(f"Tabell {n}", tables=(each,)) for n, each in enumerate(tables))
    made = write_pptx(dataclasses.replace(example_pack(), sections=sections))
    assert _missing(tables, set(pptx_rows(made))) == []


def test_the_document_holds_every_row_of_every_table(
    tables: list[TableSpec], files: dict[str, bytes]
) -> None:
    assert _missing(tables, set(docx_rows(files["docx"]))) == []


def _missing(tables: list[TableSpec], found: set[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the rows that were not read back; a symbol is read back as a drawing or as words."""
    read = [tuple(map(told, row)) for row in found]
    return [
        row
        for table in tables
        for row in table.rows
        if not any(
            len(each) == len(row)
            and all(a.startswith(told(b)) for a, b in zip(each, row, strict=True))
            for each in read
        )
    ]


def test_the_workbook_holds_every_row_as_numbers(
    tables: list[TableSpec], files: dict[str, bytes]
) -> None:
    made = list(xlsx_rows(files["xlsx"]))
    wanted = [row for table in tables for row in (tuple(c.title for c in table.columns),
                                                   *table.rows)]  # fmt: skip
    assert len(made) == len(wanted)
    columns = [table.columns for table in tables for _ in range(len(table.rows) + 1)]
    numbers = 0
    for row, words, heads in zip(made, wanted, columns, strict=True):
        for cell, said, head in zip(row, words, heads, strict=True):
            value = as_number(said) if head.numeric and said != head.title else None
            if isinstance(cell, int | float):
                numbers += 1
                assert cell == pytest.approx(value), said
            elif isinstance(cell, dt.datetime):
                assert cell.date().isoformat() == said
            elif said != head.title:
                assert value is None, said
                assert flat(str(cell or "")).startswith(told(said))
    assert numbers > 100


@needs_poppler
def test_the_pdf_holds_every_number_of_every_table(
    tables: list[TableSpec], files: dict[str, bytes], tmp_path: Path
) -> None:
    lines = flat(words_of(files["pdf"], tmp_path))
    for table in tables:
        for row in table.rows:
            for cell, column in zip(row, table.columns, strict=True):
                if column.numeric:
                    assert told(cell) in lines, cell


@needs_poppler
def test_the_words_around_the_figures_are_the_same_everywhere(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    words = {name: READ[name](files[name]) for name in READ}
    words["pdf"] = flat(words_of(files["pdf"], tmp_path))
    assert set(words) == set(FORMATS)
    for name, found in words.items():
        for wanted in (
            "Underlag till styrgruppen", "Bröstcancer, kvartal 3 2026", "RCC Exempel",
            "383 av 496 (77,2 %) inom ledtiden", "2,8 procentenheter kvar till 80 %",
            "Representativiteten är okänd: uppgift om inklusion saknas", "UTKAST", "EXEMPELDATA",
            "Ett förlopp hör till den period då behandlingen började.",
        ):  # fmt: skip
            assert wanted in found, (name, wanted)


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_kept_is_written_again_with_the_same_words(name: str) -> None:
    pack = example_pack()
    again = pack_from_json(pack_to_json(pack))
    assert again == pack
    made, written = writer_of(name)(again), writer_of(name)(pack)
    if name == "pdf":  # the only one without a time of writing in it
        assert made == written
    else:
        assert READ[name](made) == READ[name](written)
