"""The PDF read back: accessible, the same numbers, data never markup, the same bytes."""

from __future__ import annotations

import dataclasses
import io
import re
import shutil
import subprocess
import zlib
from pathlib import Path

import pytest

from rccdesk.services.charts.labels import Labels
from rccdesk.services.packs.pdf import preview_pages, write_pdf
from rccdesk.services.packs.sections import comparison_section
from tests.services.chart_tables import comparison_table, row
from tests.services.pack_example import example_pack

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils is not installed"
)


@pytest.fixture(scope="module")
def content() -> bytes:
    return write_pdf(example_pack())


def words_of(content: bytes, folder: Path) -> str:
    path = folder / "x.pdf"
    path.write_bytes(content)
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode().replace("\u00a0", " ")


def inflated(content: bytes) -> bytes:
    """Return the file with its streams unpacked, to look at structure and metadata."""
    found = [content]
    for match in re.finditer(rb"stream\r?\n", content):
        try:
            found.append(zlib.decompressobj().decompress(content[match.end() :]))
        except zlib.error:
            continue
    return b"\n".join(found)


def test_it_is_tagged_pdf_ua_in_swedish(content: bytes) -> None:
    raw = inflated(content)
    assert content[:5] == b"%PDF-"
    assert b"pdfuaid:part" in raw
    assert b"/Lang" in raw and b"sv" in raw
    for tag in (b"/H1", b"/H2", b"/TH", b"/Figure", b"/Alt"):
        assert tag in raw, tag


def test_the_same_pack_gives_the_same_bytes(content: bytes) -> None:
    assert write_pdf(example_pack()) == content


@needs_poppler
def test_numbers_doubts_and_marks_are_there(content: bytes, tmp_path: Path) -> None:
    words = words_of(content, tmp_path)
    flat = re.sub(r"\s+", " ", words)
    for part in (
        "Sida 1 av", "UTKAST", "EXEMPELDATA", "2.1 Bröstcancer", "Figur 1", "Tabell 1",
        "45 av 70", "383 av 496", "53–74 %", "(otillräcklig data)", "2,8 procentenheter kvar",
        "Ledtidsgränsen ändrades 2024-05-14 (37 → 42 dagar)", "preliminärt",
        "Regionerna har olika förutsättningar.", "standardiserat vårdförlopp",
    ):  # fmt: skip
        assert part in flat, part


@needs_poppler
def test_every_cell_of_the_tables_is_in_the_text(content: bytes, tmp_path: Path) -> None:
    words = words_of(content, tmp_path)
    for section in example_pack().sections:
        for table in section.tables:
            for cells in table.rows:
                for cell in cells:
                    for word in cell.replace("\u00a0", " ").split(" "):
                        assert word in words, (cell, word)


@needs_poppler
def test_data_are_never_read_as_markup(content: bytes, tmp_path: Path) -> None:
    flat = re.sub(r"\s+", " ", words_of(content, tmp_path))
    assert "#set text(red) *inte markup* $x$ =1+1" in flat


def test_names_with_quotes_brackets_and_control_characters_are_set() -> None:
    labels = Labels(names={"region": {"X1": 'Region "]#panic() \\ \x07 ${'}})
    section = comparison_section(comparison_table(rows=(row("X1"),)), labels, "B")
    pack = dataclasses.replace(example_pack(), sections=(section,))
    assert write_pdf(pack)[:5] == b"%PDF-"


def test_twenty_one_regions_fit_a_page() -> None:
    rows = tuple(
        dataclasses.replace(row(f"X{i % 7 + 1}"), fields=(("home_region", f"R{i}"),))
        for i in range(21)
    )
    names = {"region": {f"R{i}": f"Region med långt namn {i}" for i in range(21)}}
    section = comparison_section(comparison_table(rows=rows), Labels(names=names), "B")
    pages = preview_pages(dataclasses.replace(example_pack(), sections=(section,)), ppi=40)
    assert len(pages) <= 4
    assert all(io.BytesIO(page).read(4) == b"\x89PNG" for page in pages)


@needs_poppler
def test_no_hidden_figure_is_in_the_text(content: bytes, tmp_path: Path) -> None:
    line = next(
        line
        for line in words_of(content, tmp_path).splitlines()
        if "Region Mellanå" in line and "(otillräcklig data)" in line and line.count("..") >= 5
    )
    assert not re.search(r"\d", line)
