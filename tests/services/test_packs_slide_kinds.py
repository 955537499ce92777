"""Every kind of pack as slides, on our own and on narrower templates: what nobody would present.

Heights and widths are added up here from the files alone.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt

from rccdesk.services.database import Database
from rccdesk.services.font_widths import ARIAL
from rccdesk.services.packs.model import Pack
from rccdesk.services.packs.writers import write_pack
from tests.rigs.rendering import CAN_RENDER, read_pages, render
from tests.services import slide_decks
from tests.services.slide_decks import PX

PART = re.compile(r" \((?:del )?(\d+) av (\d+)\)$")
KINDS = (
    "steering", "quarterly", "indicator-sheet", "year-text", "svf-report", "yearly",
    "result-card", "unit",
)  # fmt: skip
TEMPLATES: dict[str, Callable[[], bytes] | None] = {
    "ours": None,
    "4:3": slide_decks.narrow,
    "low title": slide_decks.low,
}
CASES = (
    *(("ours", kind) for kind in KINDS if kind != "steering"),  # drawn in test_packs_slides
    *(("4:3", kind) for kind in KINDS),
    ("low title", "quarterly"),
)
DRAWN = (*(case for case in CASES if case[0] != "4:3"), ("4:3", "quarterly"), ("4:3", "year-text"))
Copy = Callable[[Path, int, int], Path]
Case = tuple[str, str]


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory, example_copy: Copy) -> dict[str, Pack]:
    store = example_copy(tmp_path_factory.mktemp("store") / "x.rccdesk", 3000, 2)
    with Database.open(store) as database:
        steering = slide_decks.assemble_steering(database)
        return {"steering": steering, **slide_decks.assemble_kinds(database)}


@pytest.fixture(scope="module")
def contents(packs: dict[str, Pack]) -> dict[Case, bytes]:
    return {(name, kind): written(packs[kind], name) for name, kind in CASES}


@pytest.fixture(scope="module")
def decks(contents: dict[Case, bytes]) -> dict[Case, Any]:
    return {case: Presentation(io.BytesIO(content)) for case, content in contents.items()}


def written(pack: Pack, name: str) -> bytes:
    make = TEMPLATES[name]
    return write_pack(pack, "pptx", {"pptx": slide_decks.own(make())} if make else {})


def each_slide(decks: dict[Case, Any]) -> Iterator[tuple[str, Any, Any]]:
    for (name, kind), deck in decks.items():
        for number, slide in enumerate(deck.slides, 1):
            yield f"{kind}, {name}, {number}", deck, slide


def title_of(slide: Any) -> str:
    return str(slide.shapes.title.text_frame.text).replace("\u00a0", " ")


def tables_of(slide: Any) -> list[Any]:
    """Return the tables of words: the rows beside a chart have no head."""
    return [s for s in slide.shapes if s.has_table and s.table.first_row]


def test_a_narrow_template_needs_few_slides_more(decks: dict[Case, Any]) -> None:
    counts = {case: len(deck.slides) for case, deck in decks.items()}
    assert min(counts.values()) >= 4
    assert counts["4:3", "steering"] <= 52
    for kind in KINDS[1:]:
        assert counts["4:3", kind] <= 1.4 * counts["ours", kind] + 1, kind


def test_no_two_slides_have_the_same_title(decks: dict[Case, Any]) -> None:
    for key, deck in decks.items():
        titles = [title_of(slide) for slide in deck.slides]
        assert len(titles) == len(set(titles)), (key, titles)


def test_a_title_has_two_lines_at_most(decks: dict[Case, Any]) -> None:
    for where, _deck, slide in each_slide(decks):
        title = slide.shapes.title
        size = max(run.font.size or Pt(40) for p in title.text_frame.paragraphs for run in p.runs)
        needed = sum(ARIAL.width(letter) for letter in title_of(slide)) * size
        assert needed <= 2 * title.width, where


def test_everything_lies_within_its_slide_and_tables_over_the_foot(decks: dict[Case, Any]) -> None:
    for where, deck, slide in each_slide(decks):
        lines = [s for s in slide.shapes if s.name == "Skiljelinje över källan"]
        for shape in slide.shapes:
            if shape.left is None:
                continue
            assert min(shape.left, shape.top) >= -PX, (where, shape.name)
            assert shape.left + shape.width <= deck.slide_width + PX, (where, shape.name)
            assert shape.top + shape.height <= deck.slide_height + PX, (where, shape.name)
        for shape in tables_of(slide):
            foot = shape.top + sum(row.height for row in shape.table.rows)
            assert all(foot <= line.top + 2 * PX for line in lines), where
            wide = sum(column.width for column in shape.table.columns)
            assert shape.left + wide <= deck.slide_width, where


def test_no_slide_that_goes_on_shows_a_single_row(decks: dict[Case, Any]) -> None:
    for where, _deck, slide in each_slide(decks):
        part = PART.search(title_of(slide))
        if part and part[1] != "1" and tables_of(slide):
            rows = sum(len(shape.table.rows) - 1 for shape in tables_of(slide))
            assert rows > 1, where


def test_no_number_is_broken_within(decks: dict[Case, Any]) -> None:
    # Columns are at least as wide as their longest number, "1 234" or "71,2", in 18 pt.
    for where, _deck, slide in each_slide(decks):
        for shape in tables_of(slide):
            for row in shape.table.rows:
                for cell, column in zip(row.cells, shape.table.columns, strict=True):
                    for number in re.findall(r"\d+(?:[\u00a0,]\d+)*", cell.text):
                        needed = sum(map(ARIAL.width, number)) * Pt(18)
                        assert needed <= column.width - cell.margin_left, (where, cell.text)


def test_type_is_at_least_18_points_but_for_the_foot(decks: dict[Case, Any]) -> None:
    for where, _deck, slide in each_slide(decks):
        lines = [s.top for s in slide.shapes if s.name == "Skiljelinje över källan"]
        foot = min(lines, default=0)
        for shape in slide.shapes:
            frames = [shape.text_frame] if shape.has_text_frame else []
            if shape.has_table:
                frames = [cell.text_frame for row in shape.table.rows for cell in row.cells]
            sizes = [
                run.font.size for f in frames for p in f.paragraphs for run in p.runs if run.text
            ]
            if lines and shape.top is not None and shape.top >= foot:
                continue
            if shape.is_placeholder and shape.placeholder_format.type.name in (
                "DATE", "FOOTER", "SLIDE_NUMBER",
            ):  # fmt: skip
                continue
            assert all(size is None or size >= Pt(18) for size in sizes), (where, shape.name)


def test_everything_drawn_has_an_alternative_text_and_every_slide_notes(
    decks: dict[Case, Any],
) -> None:
    for where, _deck, slide in each_slide(decks):
        for shape in slide.shapes:
            if (
                shape.has_chart
                or shape.has_table
                or (shape.shape_type is not None and (shape._element.tag == qn("p:pic")))
            ):
                said = shape._element._nvXxPr.cNvPr.get("descr", "")
                assert said.strip(), (where, shape.name)
                assert "\u2028" not in said, where
        notes = slide.notes_slide.notes_text_frame.text
        assert "UTKAST" in notes, where
        if any(shape.has_chart for shape in slide.shapes):
            assert "Källa: " in notes, where


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_same_pack_is_the_same_bytes(
    packs: dict[str, Pack], contents: dict[Case, bytes], name: str
) -> None:
    assert written(packs["quarterly"], name) == contents[name, "quarterly"]


@pytest.mark.skipif(not CAN_RENDER, reason="LibreOffice or pdftotext is not installed")
@pytest.mark.timeout(300)
def test_libreoffice_draws_every_kind_with_nothing_over_anything(
    contents: dict[Case, bytes], decks: dict[Case, Any], tmp_path: Path
) -> None:
    paths = [tmp_path / f"{number}.pptx" for number in range(len(DRAWN))]
    for path, case in zip(paths, DRAWN, strict=True):
        path.write_bytes(contents[case])
    for case, drawn in zip(DRAWN, render(paths, tmp_path), strict=True):
        pages = read_pages(drawn)
        assert len(pages) == len(decks[case].slides), case
        faults = {n: page.faults() for n, page in enumerate(pages, 1) if page.faults()}
        assert faults == {}, case
        for page, slide in zip(pages, decks[case].slides, strict=True):
            words = title_of(slide).split()
            assert set(words) <= set(page.text.replace("\u00a0", " ").split()), (case, words)
