"""Every kind of pack as PDF: its tags walked by our own reader, and no word over another."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from rccdesk.enums import MinutesKind
from rccdesk.formats import NBSP
from rccdesk.services import meetings, papers
from rccdesk.services.database import Database
from rccdesk.services.packs.content import KINDS, PackRequest, assemble_pack
from rccdesk.services.packs.model import Pack
from rccdesk.services.packs.pdf import write_pdf
from rccdesk.services.papers.agenda import make_agenda
from rccdesk.services.papers.minutes_paper import make_minutes_paper
from rccdesk.services.papers.point import make_point_paper
from rccdesk.services.papers.political import make_political_report
from tests.rigs.rendering import read_pages
from tests.services.pdf_objects import Name, Pdf, Tag
from tests.services.test_packs_pdf import needs_poppler
from tests.services.test_pdf_tags import STANDARD

BREAST = "Bröstcancer"
ASKED: dict[str, tuple[str, dict[str, Any]]] = {
    "steering": ("steering", {}),
    "quarterly": ("quarterly", {"process": BREAST}),
    "indicator-sheet": ("indicator-sheet", {"indicator": "care_plan_breast"}),
    "year-text": ("year-text", {"process": BREAST, "period": "2025"}),
    "svf-report": ("svf-report", {"period": "2025"}),
    "result-card": ("result-card", {}),
    "unit": (
        "unit",
        {"region": ("X3",), "unit": "Sydvalls universitetssjukhus", "period": "2023:2025"},
    ),
    **{
        f"yearly {by}": ("yearly", {"by": by, "period": "2025"})
        for by in ("area", "plan", "process", "framework")
    },
}
PAPERS = ("agenda", "point", "minutes", "political")


@dataclass(frozen=True)
class Made:
    """A pack with its file."""

    pack: Pack
    pdf: Pdf
    tree: Tag
    path: Path


@pytest.fixture(scope="module")
def database(
    tmp_path_factory: pytest.TempPathFactory, example_copy: Callable[[Path, int, int], Path]
) -> Any:
    path = example_copy(tmp_path_factory.mktemp("tags") / "x.rccdesk", 300, 1)
    with Database.open(path) as opened:
        yield opened


def assemble(database: Database, name: str) -> Pack:
    if name in ASKED:
        kind, asked = ASKED[name]
        return assemble_pack(database, PackRequest(kind, Path("unused"), **asked))
    held = [met for met in meetings.list_meetings(database) if met.day == dt.date(2026, 12, 10)]
    if name == "agenda":
        return make_agenda(database, held[0].uuid)
    if name == "political":
        return make_political_report(database, dt.date(2025, 1, 1), dt.date(2026, 12, 31))
    if name == "point":
        view = meetings.get_meeting_view(database, held[0].uuid, dt.date(2026, 11, 23))
        return make_point_paper(database, view.lines[3].point.uuid)
    row = papers.make_minutes(database, held[0].uuid, MinutesKind.MINUTES)
    return make_minutes_paper(database, row, with_confidential=True)


@pytest.fixture(scope="module", params=[*ASKED, *PAPERS])
def made(
    request: pytest.FixtureRequest, database: Database, tmp_path_factory: pytest.TempPathFactory
) -> Made:
    pack = assemble(database, request.param)
    path = tmp_path_factory.mktemp("made") / "x.pdf"
    path.write_bytes(write_pdf(pack))
    pdf = Pdf(path.read_bytes())
    return Made(pack, pdf, pdf.tags(), path)


def chapters_of(pack: Pack) -> list[str]:
    names = [section.chapter or section.heading for section in pack.sections]
    return [name for name, _ in itertools.groupby(names)]


def test_every_kind_is_walked() -> None:
    assert {kind for kind, _ in ASKED.values()} == set(KINDS)


def test_it_is_tagged_named_and_in_swedish(made: Made) -> None:
    assert made.pdf.catalog["Lang"].startswith("sv")
    assert made.pdf.get(made.pdf.catalog["MarkInfo"])["Marked"] is True
    assert made.pdf.get(made.pdf.catalog["ViewerPreferences"])["DisplayDocTitle"] is True
    assert re.search(r"pdfuaid:part(>|=\")1", made.pdf.metadata())
    assert {tag.kind for tag in made.tree.walk()} - {"Root"} <= STANDARD
    assert {tag.lang for tag in made.tree.walk()} <= {"", "sv", "sv-SE"}


def test_headings_go_down_by_one_step_and_bookmarks_lead_to_them(made: Made) -> None:
    pack = made.pack
    levels = [int(tag.kind[1]) for tag in made.tree.walk() if re.fullmatch(r"H\d", tag.kind)]
    assert levels[0] == 1 and max(levels) <= 2
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))
    chapters = chapters_of(pack)
    around = bool(pack.summary) + bool(pack.abbreviations)
    assert levels.count(1) == len(chapters) + around + (not pack.is_paper)  # the contents
    words = [
        re.sub(r"^[\d.]+ ", "", title).replace(NBSP, " ") if not pack.is_paper else title
        for _level, title in made.pdf.bookmarks()
    ]
    under = [s.heading for s in pack.sections if s.heading != (s.chapter or s.heading)]
    assert len(words) == len(chapters) + around + len(under)
    told = {each.replace(NBSP, " ") for each in words}
    assert {each.replace(NBSP, " ") for each in (*chapters, *under)} <= told


def test_tables_have_heads_and_charts_have_words(made: Made) -> None:
    sections = made.pack.sections
    tables = made.tree.all("Table")
    wanted = sum(len(section.tables) for section in sections) + bool(made.pack.abbreviations)
    assert len(tables) == wanted
    for table in tables:
        rows = table.all("TR")
        assert len({len(row.children) for row in rows}) == 1
        heads = table.all("TH")
        assert rows[0].all("TH") == heads and len(heads) == len(rows[0].children)
        assert all(head.attributes.get("Scope") == Name("Column") for head in heads)
    figures = made.tree.all("Figure")
    assert all(figure.alt.strip() for figure in figures)
    told = {figure.alt for figure in figures}
    charts = [chart for section in sections for chart in section.charts]
    assert {chart.alt for chart in charts} <= told


@needs_poppler
def test_no_word_lies_over_another_or_in_the_margin(made: Made) -> None:
    pages = read_pages(made.path)
    assert [fault for page in pages for fault in page.faults()] == []
    margin = 18 / 25.4 * 72
    outside = [w.words for page in pages for w in page.words if w.right > page.width - margin + 2]
    assert outside == []
    limit = {"indicator-sheet": 1, "quarterly": 2}.get(made.pack.kind, 60)
    assert len(pages) <= limit
