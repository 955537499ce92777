"""What a template of the RCC's own carries beside its look stays out of the store and of packs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from docx import Document
from pptx import Presentation

from rccdesk.errors import RccdeskError
from rccdesk.models import TemplateFile
from rccdesk.services.database import Database
from rccdesk.services.packs import template_files, templates
from rccdesk.services.packs.template_files import only_look
from rccdesk.services.packs.writers import write_pack
from tests.faults import template_world as world
from tests.faults.template_world import LOOK, MARK, Package, everything
from tests.services.pack_example import example_pack

MAKERS: Mapping[str, Callable[[], bytes]] = {
    "pptx": world.hostile_slides,
    "docx": world.hostile_document,
}


@pytest.fixture(scope="module")
def hostile() -> Mapping[str, bytes]:
    return {format: make() for format, make in MAKERS.items()}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "a.rccdesk", create=True) as opened:
        yield opened


def marks_in(content: bytes) -> list[str]:
    return [name for name, raw in everything(content).items() if MARK.lower() in read(raw).lower()]


def read(raw: bytes) -> str:
    return raw.decode("utf-8", "replace") + raw.decode("utf-16-le", "replace")


@pytest.mark.parametrize("format", MAKERS)
def test_the_marks_are_found_where_they_are(format: str, hostile: Mapping[str, bytes]) -> None:
    assert len(marks_in(hostile[format])) >= 12


@pytest.mark.parametrize("format", MAKERS)
def test_nothing_of_people_and_other_places_is_kept_or_written(
    format: str, hostile: Mapping[str, bytes], database: Database, tmp_path: Path
) -> None:
    path = tmp_path / f"mall.{format}"
    path.write_bytes(hostile[format])
    row = templates.add_template(database, path)
    with database.read() as session:
        stored = session.get_one(TemplateFile, row.sha256).content
    assert marks_in(stored) == []
    used = templates.used_templates(database)[format]
    # As an earlier version kept it, whole.
    for content in (used.content, hostile[format]):
        template = template_files.OwnTemplate(content, used.mapping)
        made = write_pack(example_pack(), format, {format: template})
        assert marks_in(made) == []
        parts = everything(made)
        assert not [name for name, raw in parts.items() if b'TargetMode="External"' in raw]
        assert not [name for name in parts if "embeddings" in name and not name.count(".xlsx")]
        assert LOOK in "".join(map(read, parts.values()))


def test_what_is_the_look_stays(hostile: Mapping[str, bytes]) -> None:
    slides = Presentation(io.BytesIO(only_look(hostile["pptx"], "pptx")))
    assert len(slides.slides) == 0
    before = Presentation(io.BytesIO(hostile["pptx"])).slide_layouts
    assert [each.name for each in slides.slide_layouts] == [each.name for each in before]
    layout = slides.slide_layouts[5]
    assert {"Text 40", "Text 41"} <= {shape.name for shape in layout.shapes}
    pictures = [shape for shape in layout.shapes if shape.shape_type == 13]
    assert len(pictures) == 1 and pictures[0].image.content_type == "image/png"
    document = Document(io.BytesIO(only_look(hostile["docx"], "docx")))
    assert document.paragraphs == [] and len(document.sections) == 1
    head = "".join(each.text for each in document.sections[0].header.paragraphs)
    assert head == f"{LOOK}Sida 1TillagtWebb"
    assert document.sections[0].footer.paragraphs[0].text == "Sidfot"


@pytest.mark.parametrize("format", MAKERS)
def test_taking_the_look_of_a_look_changes_nothing(
    format: str, hostile: Mapping[str, bytes]
) -> None:
    once = only_look(hostile[format], format)
    assert only_look(once, format) == once


@pytest.mark.parametrize("format", MAKERS)
def test_a_template_that_cannot_be_gone_through_is_refused(
    format: str,
    hostile: Mapping[str, bytes],
    database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    main = {"pptx": "ppt/presentation.xml", "docx": "word/document.xml"}[format]
    entities, bomb, lost = (Package(hostile[format]) for _ in range(3))
    head, _, rest = entities.parts[main].partition(b"?>")
    entities.parts[main] = head + b'?><!DOCTYPE a [<!ENTITY b "c">]>' + rest
    bomb.parts["docProps/bomb.xml"] = b"\0" * 12_000_000
    monkeypatch.setattr(template_files, "_MOST_UNPACKED", 10_000_000)
    del lost.parts["_rels/.rels"]
    for package, code in (
        (entities, "template_unreadable"),
        (bomb, "template_too_large"),
        (lost, "template_unreadable"),
    ):
        path = tmp_path / f"mall.{format}"
        path.write_bytes(package.written())
        with pytest.raises(RccdeskError) as caught:
            templates.add_template(database, path)
        assert caught.value.code == code
        assert str(path.parent) not in str(caught.value)
    assert templates.list_templates(database) == ()


def test_parts_outside_the_package_are_not_followed(hostile: Mapping[str, bytes]) -> None:
    package = Package(hostile["pptx"])
    package.relate("ppt/slideLayouts/slideLayout6.xml", "rIdUp", "image", "../../../../etc/passwd")
    package.insert(
        "ppt/slideLayouts/slideLayout6.xml",
        "</p:spTree>",
        world.image(60, 'r:embed="rIdUp"', "Bild 60"),
    )
    made = only_look(package.written(), "pptx")
    assert "Bild 60" not in "".join(map(read, everything(made).values()))
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert all(not name.startswith(("/", "..")) for name in packed.namelist())
