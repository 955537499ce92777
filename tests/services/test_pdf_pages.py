"""The pages of a PDF: no orphan row, chapters that go on, a contents list of one page."""

from __future__ import annotations

import dataclasses
import subprocess
from pathlib import Path

import pytest

from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.packs.model import Pack, Section
from rccdesk.services.packs.pdf import write_pdf
from tests.services.pack_example import example_pack
from tests.services.test_packs_pdf import needs_poppler

HEADS = (TableColumn("Punkt"), TableColumn("Antal", numeric=True))


def table(rows: int, *notes: str) -> TableSpec:
    cells = tuple((f"Rad nummer{n:03d}", str(n)) for n in range(rows))
    return TableSpec("Alla rader", HEADS, cells, notes=notes)


def pages_of(pack: Pack, folder: Path) -> list[str]:
    path = folder / "x.pdf"
    path.write_bytes(write_pdf(pack))
    made = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, timeout=60
    )
    return made.stdout.decode().replace("\u00a0", " ").split("\f")[:-1]


def with_sections(*sections: Section, kind: str = "steering") -> Pack:
    return dataclasses.replace(
        example_pack(), kind=kind, sections=sections, summary=(), abbreviations=()
    )


@needs_poppler
@pytest.mark.parametrize("rows", range(24, 40))
def test_no_page_ends_a_table_with_one_row_or_two(rows: int, tmp_path: Path) -> None:
    pages = pages_of(with_sections(Section("Kriterierna", tables=(table(rows, "Not."),))), tmp_path)
    counted = [page.count("Rad nummer") for page in pages if "Rad nummer" in page]
    assert sum(counted) == rows
    assert counted[-1] >= 3 and counted[0] >= 3
    assert any("Not." in page and "Rad nummer" in page for page in pages)


@needs_poppler
def test_a_table_of_the_regions_is_never_torn(tmp_path: Path) -> None:
    for lines in range(18, 34, 3):
        before = Section("Först", tuple(f"Stycke {n}" for n in range(lines)), chapter="Läget")
        after = Section("Regionerna", tables=(table(8),), chapter="Läget")
        pages = pages_of(with_sections(before, after), tmp_path)
        (page,) = [page for page in pages if "Rad nummer" in page]
        assert page.count("Rad nummer") == 8 and "Regionerna" in page


@needs_poppler
def test_a_short_chapter_lets_the_next_begin_on_its_page(tmp_path: Path) -> None:
    short = with_sections(Section("Dagordning", ("Ett.",)), Section("Risker", ("Två.",)))
    pages = pages_of(short, tmp_path)
    assert len(pages) == 2 and "Innehåll" in pages[0] and "Ett." not in pages[0]
    assert "Ett." in pages[1] and "Två." in pages[1]
    long = tuple(f"Stycke {n}." for n in range(40))
    pages = pages_of(
        with_sections(Section("Dagordning", long), Section("Risker", ("Två.",))), tmp_path
    )
    assert not any("Stycke 39." in page and "Två." in page for page in pages)


@needs_poppler
def test_a_long_list_of_contents_names_the_chapters_alone(tmp_path: Path) -> None:
    def listed(count: int) -> str:
        sections = (
            Section(f"Avsnitt {n}", ("Ord.",), chapter=f"Kap {n % 9}") for n in range(count)
        )
        made = sorted(sections, key=lambda section: section.chapter)
        return pages_of(with_sections(*made), tmp_path)[0]

    assert "Avsnitt 7" in listed(18)
    long = listed(60)
    assert "Kap 8" in long and "Avsnitt" not in long


@needs_poppler
def test_a_paper_with_a_few_lines_too_many_is_set_a_little_denser(tmp_path: Path) -> None:
    counts = []
    for lines in range(36, 52, 2):
        section = Section("Läget", tuple(f"Stycke nummer {n}." for n in range(lines)))
        pages = pages_of(with_sections(section, kind="year-text"), tmp_path)
        counts.append([page.count("Stycke") for page in pages])
    assert counts[0] == [36] and len(counts[-1]) == 2
    assert all(len(each) == 1 or each[-1] >= 5 for each in counts), counts
