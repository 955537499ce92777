"""The RCC's own logo: on the first page of every PDF, and nothing of its file but the picture."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, PngImagePlugin

from rccdesk.errors import RccdeskError
from rccdesk.services.database import Database
from rccdesk.services.packs import templates
from rccdesk.services.packs.logo import clean_logo, logo_block
from rccdesk.services.packs.model import PackTemplate
from rccdesk.services.packs.pdf import preview_pages, write_pdf
from rccdesk.services.packs.templates_then import templates_of, with_templates
from rccdesk.services.packs.writers import write_pack
from tests.services.pack_example import example_pack
from tests.services.pdf_objects import Pdf

BLUE = (0, 80, 160, 255)
STRANGER = "Nils Främling"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "prov.rccdesk", create=True, who="Bo") as opened:
        yield opened


def drawn(size: tuple[int, int] = (600, 200), colour: tuple[int, ...] = BLUE) -> Image.Image:
    """Return a picture with a tenth of its size empty around what is drawn."""
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    wide, high = size
    box = (wide // 10, high // 10, wide - wide // 10 - 1, high - high // 10 - 1)
    ImageDraw.Draw(picture).rectangle(box, fill=colour)
    return picture


def saved(path: Path, picture: Image.Image) -> Path:
    if path.suffix == ".png":
        words = PngImagePlugin.PngInfo()
        words.add_text("Author", STRANGER)
        picture.save(path, pnginfo=words)
    else:
        exif = Image.Exif()
        exif[0x013B] = STRANGER  # Artist
        exif[0x0112] = 6  # turned a quarter
        picture.convert("RGB").save(path, exif=exif)
    return path


@pytest.mark.parametrize("name", ["logga.png", "Logga RCC.JPG", "logga.jpeg"])
def test_only_the_picture_is_kept(database: Database, tmp_path: Path, name: str) -> None:
    path = saved(tmp_path / name.lower(), drawn()).rename(tmp_path / name)
    row = templates.add_template(database, path)
    assert (row.format, row.name, row.is_used, row.mapping) == ("pdf", name, True, {})
    kept = templates.used_templates(database)["pdf"].content
    assert STRANGER.split(maxsplit=1)[0].encode() not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert picture.format == "PNG" and not picture.info.keys() & {"Author", "exif"}
        wanted = (480, 160) if name.endswith("png") else (200, 600)  # cropped; turned
        assert picture.size == wanted
    assert templates.missing_roles(row) == () == templates.fonts_missing(database, row.uuid)


def test_a_large_picture_is_made_as_small_as_a_page_needs() -> None:
    buffer = io.BytesIO()
    drawn((6000, 1500)).save(buffer, "PNG")
    with Image.open(io.BytesIO(clean_logo(buffer.getvalue()))) as picture:
        assert picture.size == (1200, 300)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("tom.png", b"", "logo_unreadable"),
        ("text.png", b"inte en bild", "logo_unreadable"),
        ("halv.png", "halv", "logo_unreadable"),
        ("gif.png", "gif", "logo_unreadable"),
        ("osynlig.png", "osynlig", "logo_unreadable"),
        ("bomb.png", "bomb", "logo_unreadable"),
        ("logga.svg", b"<svg/>", "logo_unreadable"),
        ("logga.bmp", b"BM", "logo_unreadable"),
        ("logga.pdf", b"%PDF", "template_unreadable"),
        ("stor.png", b"0" * (20 * 1024**2 + 1), "template_too_large"),
    ],
)
def test_what_is_no_picture_is_refused_and_changes_nothing(
    database: Database, tmp_path: Path, name: str, content: bytes | str, code: str
) -> None:
    path = tmp_path / name
    if content == "halv":
        path.write_bytes(saved(path, drawn()).read_bytes()[:-200])
    elif content == "gif":
        drawn().save(path, "GIF")
    elif content == "osynlig":
        Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(path)
    elif content == "bomb":
        Image.new("1", (9000, 9000)).save(path)
    else:
        assert isinstance(content, bytes)
        path.write_bytes(content)
    before = database.path.read_bytes()
    with pytest.raises(RccdeskError) as caught:
        templates.add_template(database, path)
    assert caught.value.code == code
    assert caught.value.values["name"] == name
    assert templates.list_templates(database) == ()
    assert database.path.read_bytes() == before


def test_a_name_of_a_person_in_the_files_name_is_refused(
    database: Database, tmp_path: Path
) -> None:
    with pytest.raises(RccdeskError):
        templates.add_template(database, saved(tmp_path / "19121212-1212.png", drawn()))
    assert templates.list_templates(database) == ()


@pytest.mark.parametrize("kind", ["steering", "indicator-sheet"])
def test_the_logo_stands_on_the_first_page_with_words_for_who_cannot_see_it(kind: str) -> None:
    buffer = io.BytesIO()
    drawn().save(buffer, "PNG")
    logo = clean_logo(buffer.getvalue())
    pack = dataclasses.replace(example_pack(), kind=kind)
    with_logo, without = Pdf(write_pdf(pack, logo)), Pdf(write_pdf(pack))
    told = [figure.alt for figure in with_logo.tags().all("Figure")]
    assert told[0] == "Logotyp, RCC Exempel"
    assert told[1:] == [figure.alt for figure in without.tags().all("Figure")]
    first, *others = pages_of(preview_pages(pack, ppi=40, logo=logo))
    first_without, *others_without = pages_of(preview_pages(pack, ppi=40))
    assert count_blue(first) > 20 * max(1, count_blue(first_without))
    assert [count_blue(page) for page in others] == [count_blue(page) for page in others_without]


def pages_of(pages: list[bytes]) -> list[Image.Image]:
    return [Image.open(io.BytesIO(page)).convert("RGB") for page in pages]


def count_blue(page: Image.Image) -> int:
    return sum(count for count, colour in page.getcolors(1 << 24) or [] if colour == BLUE[:3])


def test_a_logo_fills_its_room_in_one_direction() -> None:
    sizes = {}
    for name, size in (("wide", (2000, 100)), ("high", (100, 400)), ("even", (300, 300))):
        buffer = io.BytesIO()
        Image.new("RGBA", size, BLUE).save(buffer, "PNG")
        sizes[name] = [
            logo_block(buffer.getvalue(), "", is_sheet=is_sheet)["width"]
            for is_sheet in (False, True)
        ]
    assert sizes == {"wide": [60, 45], "high": [4.5, 3], "even": [18, 12]}


def test_an_issued_pack_keeps_the_logo_it_was_issued_with(
    database: Database, tmp_path: Path
) -> None:
    first = templates.add_template(database, saved(tmp_path / "ett.png", drawn()))
    issued = with_templates(database, example_pack())
    assert issued.templates == (PackTemplate("pdf", "ett.png", first.sha256, ()),)
    was = write_pack(issued, "pdf", templates_of(database, issued, ("pdf",)))
    templates.add_template(database, saved(tmp_path / "två.png", drawn(colour=(200, 0, 0, 255))))
    assert write_pack(issued, "pdf", templates_of(database, issued, ("pdf",))) == was
    draft = example_pack()
    assert write_pack(draft, "pdf", templates_of(database, draft, ("pdf",))) != was
    templates.choose_template(database, "", "pdf")
    assert templates_of(database, draft, ("pdf",)) == {}
    assert write_pack(draft, "pdf", {}) == write_pdf(draft)
