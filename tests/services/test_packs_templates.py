"""The RCC's own templates: taken as they are, written into, and refused with a reason."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from pptx import Presentation
from pptx.util import Cm, Pt

from rccdesk.errors import RccdeskError
from rccdesk.services import history
from rccdesk.services.database import Database
from rccdesk.services.packs import templates
from rccdesk.services.packs.docx import write_docx
from rccdesk.services.packs.pptx import write_pptx
from rccdesk.services.packs.writers import write_pack
from tests.services import slide_templates
from tests.services.document_templates import region_template
from tests.services.pack_example import example_pack

STRANGER = "Anna Andersson"
OLD_WORDS = "Förra årets bild"


@pytest.fixture
def database(tmp_path: Path):
    with Database.open(tmp_path / "prov.rccdesk", create=True, who="Bo") as opened:
        yield opened


def slides_template(path: Path) -> Path:
    """Return a 4:3 presentation with a slide and an author of its own."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Cm(25.4), Cm(19.05)
    slide = presentation.slides.add_slide(presentation.slide_layouts[0])
    slide.shapes.title.text = OLD_WORDS
    presentation.core_properties.author = STRANGER
    presentation.save(str(path))
    return path


def document_template(path: Path) -> Path:
    return region_template(path, OLD_WORDS, STRANGER)


def code_of(database: Database, path: Path) -> str:
    with pytest.raises(RccdeskError) as caught:
        templates.add_template(database, path)
    return caught.value.code


def test_slides_are_written_on_the_rccs_own_template(database: Database, tmp_path: Path) -> None:
    row = templates.add_template(database, slides_template(tmp_path / "rcc.pptx"))
    assert row.is_used
    used = templates.used_templates(database)
    assert templates.missing_roles(row) == ()
    content = write_pptx(example_pack(), used["pptx"])
    made = Presentation(io.BytesIO(content))
    assert (made.slide_width, made.slide_height) == (Cm(25.4), Cm(19.05))
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    assert titles[0] == example_pack().title
    assert len(titles) > 2
    layouts = {slide.slide_layout.name for slide in made.slides}
    assert layouts <= set(row.mapping.values())
    for slide in made.slides:
        kinds = [each.placeholder_format.type for each in slide.placeholders]
        assert len(kinds) == len(set(kinds))
        for shape in slide.placeholders:  # nothing says "Klicka här"
            assert shape.text_frame.text.strip()
    assert any(shape.has_chart for slide in made.slides for shape in slide.shapes)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode(
            "utf-8", "replace"
        )
    assert STRANGER not in everything
    assert OLD_WORDS not in everything


def test_every_text_on_a_slide_of_a_template_is_read_from_afar(
    database: Database, tmp_path: Path
) -> None:
    templates.add_template(database, slides_template(tmp_path / "rcc.pptx"))
    content = write_pack(example_pack(), "pptx", templates.used_templates(database))
    small = set()
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if not shape.has_text_frame or shape.top > Cm(15.5):
                continue  # the foot has source and marks
            for paragraph in shape.text_frame.paragraphs:
                small |= {r.text for r in paragraph.runs if r.font.size and r.font.size < Pt(18)}
    assert small == set()


def test_a_document_is_written_in_the_styles_of_the_template(
    database: Database, tmp_path: Path
) -> None:
    row = templates.add_template(database, document_template(tmp_path / "region.docx"))
    templates.set_mapping(database, row.uuid, {**row.mapping, "heading1": "RCC Rubrik"})
    content = write_docx(example_pack(), templates.used_templates(database)["docx"])
    made = Document(io.BytesIO(content))
    styles = {p.style.name for p in made.paragraphs}
    assert {"Title", "RCC Rubrik", "Heading 2"} <= styles
    assert "Heading 1" not in styles
    assert OLD_WORDS not in "\n".join(p.text for p in made.paragraphs)
    head = [p.text for p in made.sections[0].header.paragraphs]
    assert head[0] == "Region Exempel"
    assert "UTKAST" in head[1]
    assert made.styles["RCC Rubrik"].font.size == Pt(31)
    assert made.core_properties.author == "rccdesk"
    assert STRANGER.encode() not in content


def test_what_cannot_be_a_template_is_refused_and_changes_nothing(
    database: Database, tmp_path: Path
) -> None:
    text = tmp_path / "a.pptx"
    text.write_bytes(b"ingen presentation")
    assert code_of(database, text) == "template_unreadable"
    assert code_of(database, tmp_path / "saknas.docx") == "template_unreadable"
    whole = slides_template(tmp_path / "b.pptx").read_bytes()
    cut = tmp_path / "c.pptx"
    cut.write_bytes(whole[: len(whole) // 2])
    assert code_of(database, cut) == "template_unreadable"
    macros = tmp_path / "d.pptm"
    macros.write_bytes(whole)
    assert code_of(database, macros) == "template_macros"
    hidden = tmp_path / "e.pptx"
    hidden.write_bytes(whole)
    with zipfile.ZipFile(hidden, "a") as archive:
        archive.writestr("ppt/vbaProject.bin", b"makro")
    assert code_of(database, hidden) == "template_macros"
    bare = Presentation()
    for layout in list(bare.slide_layouts):
        if layout.name != "Blank":
            bare.slide_layouts.remove(layout)
    bare.save(str(tmp_path / "f.pptx"))
    assert code_of(database, tmp_path / "f.pptx") == "template_no_layouts"
    assert templates.list_templates(database) == ()
    assert history.next_undo(database) is None


def test_one_template_of_a_format_is_used_and_deleting_it_can_be_undone(
    database: Database, tmp_path: Path
) -> None:
    first = templates.add_template(database, slides_template(tmp_path / "gammal.pptx"))
    second = templates.add_template(database, document_template(tmp_path / "region.docx"))
    assert set(templates.used_templates(database)) == {"pptx", "docx"}
    templates.choose_template(database, "", "pptx")
    assert set(templates.used_templates(database)) == {"docx"}
    templates.choose_template(database, first.uuid)
    templates.delete_template(database, second.uuid)
    assert set(templates.used_templates(database)) == {"pptx"}
    history.undo_last(database)
    assert set(templates.used_templates(database)) == {"pptx", "docx"}
    with pytest.raises(RccdeskError):
        templates.set_mapping(database, first.uuid, {"cover": "Finns inte"})


def test_a_face_that_the_machine_lacks_is_named(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "rcc.pptx"
    path.write_bytes(slide_templates.dark("Okänd Grotesk"))
    row = templates.add_template(database, path)
    assert templates.fonts_missing(database, row.uuid) == ("Okänd Grotesk",)
