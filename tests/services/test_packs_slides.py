"""Slides that would be presented unchanged: few, whole words, nothing over anything, all said."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Pt

from rccdesk.services import groups, meetings
from rccdesk.services.charts.layout import text_width
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.database import Database
from rccdesk.services.font_widths import ARIAL, SOURCE_SANS, WIDE, face_named
from rccdesk.services.packs.content import assemble_pack
from rccdesk.services.packs.model import Comment, Pack, Section
from rccdesk.services.packs.pptx import write_pptx
from rccdesk.services.packs.request import PackRequest
from rccdesk.services.packs.slides.foot import unmarked
from rccdesk.services.packs.slides.tables import table_parts, without_details
from rccdesk.services.packs.slides.words import column_widths, kept_together, tied
from tests.rigs.rendering import CAN_RENDER, Page, read_pages, render
from tests.services import slide_templates
from tests.services.chart_kinds import all_kinds
from tests.services.pack_example import example_pack
from tests.services.slide_decks import (
    notes_of,
    own,
    pack_of,
    slides_of,
    table_of,
    titles_of,
    words_of,
)

LONG = "Styrgruppen rekommenderar regionerna att från och med 2027-03-01 dela patologikö, och att "
LONG_TITLE = " ".join(
    ["Andel som börjat behandling inom ledtiden för standardiserade vårdförlopp"] * 3
)
PROPOSAL = (LONG * 4).strip().rstrip(",").removesuffix(" och att") + "."


AGENDA = Section(
    "Dagordning",
    part="agenda",
    tables=(table_of(25, "Punkt", "Slag", "Min", "Föredragande"),),
)


def test_arial_is_measured_by_its_own_widths() -> None:
    # Advance widths of Arial in 1/2048 em: a 1139, M 1706, space 569; bold a 1139, M 1706.
    assert text_width("aM ", 2048, face=ARIAL) == pytest.approx(1139 + 1706 + 569, abs=4)
    assert text_width("aM", 2048, bold=True, face=ARIAL) == pytest.approx(1139 + 1706, abs=4)
    assert text_width("å", 1.0, face=ARIAL) == text_width("a", 1.0, face=ARIAL)
    for words in ("Region Norrsjö", "83 % (50 av 60)", "Väntat utfall"):
        widths = [text_width(words, 18, face=face) for face in (SOURCE_SANS, ARIAL, WIDE)]
        assert widths == sorted(widths)


def test_a_face_that_is_not_known_is_measured_by_the_widest() -> None:
    assert face_named("Calibri") is face_named("ARIAL ") is ARIAL
    assert face_named("Okänd Grotesk") is face_named("") is WIDE


def test_slides_ask_for_a_face_that_every_office_has() -> None:
    presentation = Presentation(io.BytesIO(write_pptx(example_pack())))
    theme = presentation.slide_master.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    )
    assert theme.blob.count(b'latin typeface="Arial"') == 2
    assert b"Source Sans" not in theme.blob


def test_dates_and_counts_are_never_broken() -> None:
    assert tied("50 av 60, 5 av 8") == "50\u00a0av\u00a060, 5\u00a0av\u00a08"
    assert tied("83 % (−9 till 23)") == "83\u00a0% (−9\u00a0till\u00a023)"
    assert tied("till kvartal 3 2026, 4 till") == "till kvartal 3\u00a02026, 4 till"
    words = "Skulle ha varit klart 2026-11-06 i Ekmark"
    width = text_width("Skulle ha varit klart 2026-", 24, face=ARIAL)
    assert kept_together(words, width, 24).split("\u2028")[1].startswith("2026-11-06")
    assert kept_together(words, 5000, 24) == words


def test_columns_keep_words_whole_and_make_the_rows_low() -> None:
    table = TableSpec(
        "",
        (TableColumn("Punkt"), TableColumn("Nu"), TableColumn("Kommentar")),
        (
            ("K12 Kvalitetsregister i utveckling", "En bit på väg", "Region " * 30),
            ("K9 Kompetensförsörjningsplan", "Långt", "2026-11-06"),
        ),
    )
    widths = column_widths(table, 1168, [16.0] * 3)
    assert sum(widths) == pytest.approx(1168, abs=2)
    assert widths[0] - 16 >= text_width("Kompetensförsörjningsplan", 24, face=ARIAL)
    assert widths[1] - 16 >= text_width("Långt", 24, face=ARIAL)
    assert widths[2] == max(widths)


def test_rows_are_shared_evenly_and_none_stands_alone() -> None:
    parts = table_parts(table_of(14, "Punkt", "Läge"), 1168, 500, 500)
    assert [len(part.table.rows) for part in parts] == [7, 7]
    assert all(part.height <= 500 for part in parts)
    assert len(table_parts(table_of(10, "Punkt", "Läge"), 1168, 500, 500)) == 1


def test_columns_of_details_go_to_the_notes_where_a_slide_has_no_room() -> None:
    columns = (TableColumn("Punkt"), TableColumn("Nu"), TableColumn("Ansvarig", is_detail=True))
    rows = tuple((f"K{n}", "Långt", "Statistiker. " * 20) for n in range(14))
    kept, said = without_details(TableSpec("", columns, rows))
    assert [column.title for column in kept.columns] == ["Punkt", "Nu"]
    assert said[3].startswith("K3: ansvarig Statistiker")
    slides = slides_of(pack_of(Section("Kriterier", tables=(TableSpec("", columns, rows),))))
    assert "Statistiker" not in " ".join(map(words_of, slides))
    assert "K3: ansvarig Statistiker." in notes_of(slides[1])
    few = slides_of(pack_of(Section("Kriterier", tables=(TableSpec("", columns, rows[:2]),))))
    assert "Statistiker" in words_of(few[1])


def test_a_sentence_stands_over_the_table_that_it_leads_to() -> None:
    table = table_of(6, "Punkt", "Nu")
    slides = slides_of(
        pack_of(
            Section("Kriterier", ("4 av 19 kriterier: Långt.",), part="criteria"),
            Section("Kriterier: läge per punkt", tables=(table,), part="criteria"),
        )
    )
    assert titles_of(slides)[1:] == ["Kriterier"]
    assert "4 av 19 kriterier: Långt." in words_of(slides[1])


def test_short_sections_of_a_part_share_a_slide_and_decisions_do_not() -> None:
    rows = table_of(2, "Punkt", "Läge")

    def made(part: str) -> list[str]:
        sections = [
            Section(name, tables=(rows,), part=part, chapter="A") for name in ("Ett", "Två")
        ]
        return titles_of(slides_of(pack_of(*sections)))[1:]

    assert made("risks") == ["Ett"]
    assert made("decisions") == made("") == ["Ett", "Två"]


def test_tables_of_the_appendices_are_told_of_and_stand_in_the_documents() -> None:
    tables = [
        Section(f"Tabell {n}", tables=(table_of(30, "Enhet", "Andel"),), part="appendices")
        for n in range(9)
    ]
    slides = slides_of(pack_of(*tables))
    assert titles_of(slides)[1:] == ["Bilagor"]
    assert all(f"Tabell {n}" in words_of(slides[1]) for n in range(9))


def test_method_has_one_slide_and_all_of_it_stands_in_the_notes() -> None:
    paragraphs = tuple(f"Metod {n}: " + "ord " * 60 for n in range(12))
    name = "Metod och datakvalitet"
    slides = slides_of(pack_of(Section(name, paragraphs, chapter=name)))
    assert titles_of(slides)[1:] == [name]
    assert "Resten står i bildens anteckningar" in words_of(slides[1])
    assert all(f"Metod {n}: ord" in notes_of(slides[1]) for n in range(12))


def test_a_proposal_is_set_apart_and_labels_are_bold() -> None:
    section = Section(
        "4. Gemensam patologikö",
        (f"Förslag till beslut: {PROPOSAL}", "Ärende: Ska kön delas?"),
        part="decisions",
    )
    (_cover, slide) = slides_of(pack_of(section))
    box = next(s for s in slide.shapes if s.has_text_frame and PROPOSAL in words_in(s))
    assert box.fill.fore_color.rgb is not None
    assert box.text_frame.paragraphs[0].runs[0].font.bold
    about = next(s for s in slide.shapes if s.has_text_frame and "Ska kön delas?" in words_in(s))
    assert [run.font.bold for run in about.text_frame.paragraphs[0].runs] == [True, False]


def words_in(shape: Any) -> str:
    return " ".join(shape.text_frame.text.split())


def test_a_very_long_title_is_kept_whole_in_type_that_can_be_read() -> None:
    (_cover, slide) = slides_of(pack_of(Section(LONG_TITLE, ("Stycke.",))))
    frame = slide.shapes.title.text_frame
    assert frame.text == LONG_TITLE
    assert frame.paragraphs[0].runs[0].font.size >= Pt(20)
    body = next(s for s in slide.shapes if s.has_text_frame and s.text_frame.text == "Stycke.")
    assert body.top >= slide.shapes.title.top + slide.shapes.title.height - 2


def test_comments_of_figures_are_spoken_of() -> None:
    comment = Comment("Ny bemanning från mars.", dt.date(2026, 11, 1), "Bo")
    sections = example_pack().sections
    charted = dataclasses.replace(sections[0], comments=(comment,))
    listed = Section("Lista", tables=(table_of(2, "Punkt"),), comments=(comment,))
    for slide in slides_of(pack_of(charted, listed))[1:]:
        assert "Ny bemanning från mars." in notes_of(slide)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("◇ streckad kant: okänd. Streck: 95 %.", "Tom romb, streckad kant: okänd. Streck: 95 %."),
        ("Källa: A. ◆ ej, ◇ okänd.", "Källa: A. Halvfylld romb: ej, tom romb: okänd."),
        ("● nått", "Nått"),
        ("Läge: ■ ej nått", "Läge: ej nått"),
    ],
)
def test_the_foot_names_the_shapes_that_it_explains(line: str, said: str) -> None:
    assert unmarked(line) == said


def test_every_table_has_a_name_and_an_alternative_text() -> None:
    for slide in slides_of(pack_of(AGENDA, *example_pack().sections)):
        for shape in slide.shapes:
            if shape.has_table or shape.has_chart:
                assert shape.name.strip()
                assert shape._element._nvXxPr.cNvPr.get("descr", "").strip()


@pytest.mark.parametrize("rows", [0, 1, 40])
def test_any_number_of_rows_is_written_whole(rows: int) -> None:
    slides = slides_of(pack_of(Section("Lista", tables=(table_of(rows, "Punkt", "Läge"),))))
    said = " ".join(map(words_of, slides))
    assert all(f"Punkt {n} Läge {n}" in said for n in range(1, rows + 1))
    if not rows:
        assert "Inga uppgifter" in said


HOSTILE = {
    "dark": slide_templates.dark,
    "4:3 with a logo": slide_templates.old_shape,
    "unknown face": lambda: slide_templates.dark("Okänd Grotesk"),
    "locked places": slide_templates.locked,
    "sixty slides of its own": slide_templates.with_slides,
    "names that are not Latin": slide_templates.renamed,
    "no foot": slide_templates.footless,
    "some layouts without title": slide_templates.untitled,
    "huge picture": slide_templates.heavy,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_template_whatever_it_is_like_gets_the_whole_pack(name: str) -> None:
    pack = pack_of(AGENDA, *example_pack().sections)
    slides = slides_of(pack, own(HOSTILE[name]()))
    assert titles_of(slides)[0] == pack.title
    said = " ".join(map(words_of, slides))
    assert all(f"Punkt {n} " in said for n in range(1, 26))
    assert "383 av 496" in said
    assert all("UTKAST" in words_of(slide) for slide in slides)
    assert slide_templates.OLD_WORDS not in said
    for slide in slides:
        assert all(s.text_frame.text.strip() for s in slide.placeholders if s.has_text_frame)


def test_words_are_light_on_a_dark_template() -> None:
    slides = slides_of(pack_of(Section("Text", ("Stycke.",))), own(slide_templates.dark()))
    colours = {
        str(run.font.color.rgb)
        for shape in slides[1].shapes
        if shape.has_text_frame and shape.text_frame.text == "Stycke."
        for run in shape.text_frame.paragraphs[0].runs
    }
    assert colours == {"E8EDF2"}


def hard_pack() -> Pack:
    """Return every kind of chart, a long title, a long proposal and a long agenda."""
    charts = [
        Section(spec.title, charts=(spec,), tables=(spec.table,))
        for spec in (make() for make in all_kinds().values())
    ]
    return pack_of(
        Section("Beslut vi ber om", (f"Punkt 4: {PROPOSAL}",), part="summary"),
        AGENDA,
        Section(LONG_TITLE, ("Stycke med datum 2026-11-06. " * 40,)),
        *example_pack().sections,
        *charts,
    )


@pytest.fixture(scope="module")
def packs(
    tmp_path_factory: pytest.TempPathFactory, example_copy: Callable[[Path, int, int], Path]
) -> dict[str, bytes]:
    """Return presentations: the pack of the example's next meeting, the same on templates."""
    store = example_copy(tmp_path_factory.mktemp("store") / "example.rccdesk", 3000, 2)
    with Database.open(store) as database:
        group = next(g for g in groups.list_groups(database) if g.name == "Styrgruppen")
        coming = [
            meeting
            for meeting in meetings.list_meetings(database)
            if meeting.group_uuid == group.uuid
        ]
        last = max(coming, key=lambda meeting: meeting.day)
        pack = assemble_pack(database, PackRequest("steering", Path(), meeting_uuid=last.uuid))
    short = pack_of(AGENDA, *example_pack().sections)
    return {
        "example": write_pptx(pack),
        "hard": write_pptx(hard_pack()),
        "old": write_pptx(short, own(slide_templates.old_shape())),
        "strange": write_pptx(short, own(slide_templates.dark("Okänd Grotesk"))),
    }


@pytest.fixture(scope="module")
def pages(
    packs: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Page]]:
    """Return the drawn pages of each presentation, from one start of LibreOffice."""
    folder = tmp_path_factory.mktemp("bilder")
    for name, content in packs.items():
        (folder / f"{name}.pptx").write_bytes(content)
    made = render([folder / f"{name}.pptx" for name in packs], folder)
    return {path.stem: read_pages(path) for path in made}


def test_the_pack_of_a_meeting_is_as_long_as_a_meeting_can_take(packs: dict[str, bytes]) -> None:
    assert 20 < len(Presentation(io.BytesIO(packs["example"])).slides) <= 45


@pytest.mark.skipif(not CAN_RENDER, reason="LibreOffice or pdftotext is not installed")
@pytest.mark.timeout(300)
def test_libreoffice_draws_every_slide_with_nothing_over_anything(
    packs: dict[str, bytes], pages: dict[str, list[Page]]
) -> None:
    for name, content in packs.items():
        assert len(pages[name]) == len(Presentation(io.BytesIO(content)).slides), name
        faults = {n: page.faults() for n, page in enumerate(pages[name], 1) if page.faults()}
        assert faults == {}, name
        # A word that is broken is not found.
        assert all("UTKAST" in page.text.split() for page in pages[name]), name
