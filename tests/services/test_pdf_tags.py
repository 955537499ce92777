"""The tags of a PDF walked by a reader of our own: what a screen reader is told."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import re
from pathlib import Path

import pytest

from rccdesk.formats import NBSP
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.packs.model import Comment, Pack, Section
from rccdesk.services.packs.pdf import write_pdf
from tests.services.chart_kinds import all_kinds
from tests.services.pack_example import example_pack
from tests.services.pdf_objects import Name, Pdf, Tag
from tests.services.test_packs_pdf import needs_poppler, words_of

# ISO 32000-1, 14.8.4: what may stand as the kind of a tag in a tagged PDF
STANDARD = frozenset(
    re.findall(
        r"\w+",
        """Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P
        H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note
        Reference BibEntry Code Link Annot Figure Formula Form""",
    )
)


def full_pack() -> Pack:
    """Return a pack with every kind of chart."""
    pack = example_pack()
    kinds = tuple(
        Section(f"Diagram {name}", chapter="Alla slag", charts=(make(),))
        for name, make in all_kinds().items()
    )
    return dataclasses.replace(pack, sections=(*pack.sections, *kinds), state="issued", version=3)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return full_pack()


@pytest.fixture(scope="module")
def pdf(pack: Pack) -> Pdf:
    return Pdf(write_pdf(pack))


@pytest.fixture(scope="module")
def tree(pdf: Pdf) -> Tag:
    return pdf.tags()


def test_it_is_marked_tagged_and_swedish(pdf: Pdf) -> None:
    assert pdf.catalog["Lang"].startswith("sv")
    assert pdf.get(pdf.catalog["MarkInfo"])["Marked"] is True
    # The title, not the name of the file, stands in the title bar.
    assert pdf.get(pdf.catalog["ViewerPreferences"])["DisplayDocTitle"] is True
    assert re.search(r"pdfuaid:part(>|=\")1", pdf.metadata())
    assert "Underlag till styrgruppen" in pdf.metadata()


def test_every_page_follows_the_order_of_the_tags(pdf: Pdf) -> None:
    pages = [each for each in pdf.objects.values()
             if isinstance(each, dict) and each.get("Type") == "Page"]  # fmt: skip
    assert pages and all(page.get("Tabs") == "S" for page in pages)
    assert all(isinstance(page["StructParents"], int) for page in pages)


def test_every_tag_is_of_a_kind_that_readers_know(tree: Tag) -> None:
    assert {tag.kind for tag in tree.walk()} - {"Root"} <= STANDARD
    assert [child.kind for child in tree.children] == ["Document"]


def test_headings_go_down_by_one_step_and_there_is_one_for_each_section(
    tree: Tag, pack: Pack
) -> None:
    levels = [int(tag.kind[1]) for tag in tree.walk() if re.fullmatch(r"H\d", tag.kind)]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))
    chapters = {s.chapter or s.heading for s in pack.sections}
    assert levels.count(1) == len(chapters) + 3  # summary, contents, abbreviations
    assert levels.count(2) == sum(s.heading != (s.chapter or s.heading) for s in pack.sections)


def test_every_picture_has_words_and_every_chart_its_own(tree: Tag, pack: Pack) -> None:
    figures = tree.all("Figure")
    assert all(figure.alt.strip() for figure in figures)
    told = [figure.alt for figure in figures]
    for section in pack.sections:
        for chart in section.charts:
            assert chart.alt in told, chart.title


def test_every_table_has_a_head_and_the_same_cells_on_each_row(tree: Tag, pack: Pack) -> None:
    tables = tree.all("Table")
    assert len(tables) == sum(len(s.tables) for s in pack.sections) + 1  # the abbreviations
    for table in tables:
        rows = table.all("TR")
        assert len({len(row.children) for row in rows}) == 1
        heads = table.all("TH")
        assert len(heads) == len(rows[0].children) and rows[0].all("TH") == heads
        assert all(head.attributes.get("Scope") == Name("Column") for head in heads)
        assert len(table.all("TD")) == len(heads) * (len(rows) - 1)


def test_lists_are_lists(tree: Tag, pack: Pack) -> None:
    first = tree.all("L")[0]
    assert len(first.all("LI")) == len(pack.summary)
    assert all([c.kind for c in item.children] == ["Lbl", "LBody"] for item in first.all("LI"))


def test_bookmarks_lead_to_every_heading(pdf: Pdf, pack: Pack) -> None:
    marks = pdf.bookmarks()
    words = [re.sub(r"^[\d.]+ ", "", title).replace(NBSP, " ") for _level, title in marks]
    assert words[0] == "Sammanfattning"
    for section in pack.sections:
        assert section.heading.replace(NBSP, " ") in words
    assert [level for level, _title in marks].count(1) == len(
        {s.chapter or s.heading for s in pack.sections}
    ) + 2  # the contents list itself is no bookmark


def test_a_paper_is_as_accessible() -> None:
    table = TableSpec("", (TableColumn("Punkt"), TableColumn("Tid", numeric=True)), (("1", "10"),))
    section = Section("Beslut", ("Text.",), facts=(("Plats", "Digitalt"),), tables=(table,))
    paper = dataclasses.replace(
        example_pack(), kind="minutes", sections=(section,), state="", summary=()
    )
    tree = Pdf(write_pdf(paper)).tags()
    assert len(tree.all("H1")) == 2 and len(tree.all("TH")) == 4
    assert not tree.all("TOC")


@needs_poppler
def test_a_comment_and_the_version_are_in_the_text(tmp_path: Path) -> None:
    comment = Comment("Salen var stängd.", dt.date(2026, 11, 20), "Anna Berg")
    section = Section("Utfall", ("Text.",), comments=(comment,))
    made = dataclasses.replace(example_pack(), sections=(section,), version=3)
    words = words_of(write_pdf(made), tmp_path)
    assert "Kommentar 2026-11-20, Anna Berg: Salen var stängd." in words
    assert "version 3" in words
