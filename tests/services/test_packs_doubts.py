"""Doubts follow their figures into the pack, in the same words on slide and page."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pptx import Presentation

from rccdesk.enums import Topic
from rccdesk.services import doubts, imports
from rccdesk.services.database import Database
from rccdesk.services.doubts import NewDoubt, replace_doubts
from rccdesk.services.packs import archive
from rccdesk.services.packs.content import PackRequest, make_pack
from rccdesk.services.packs.model import Pack

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils is not installed"
)
PLAN = """Period;Enhet;Täljare;Nämnare
2025-Q3;01;32;40
2025-Q3;12;40;50
2025-Q3;13;30;45
"""
SMALL = "2025-Q3;14;3;4\n"  # hidden, and with it the smallest of the others, 01
KEY = "vardplan|period=2025-Q3|unit="


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "pack.rccdesk", create=True) as opened:
        read_in(opened, tmp_path, PLAN)
        yield opened


def read_in(database: Database, folder: Path, table: str) -> int:
    """Import a table; return its batch."""
    file = folder / "vardplan.csv"
    file.write_text(table, encoding="utf-8")
    day = dt.date(2025, 11, 30)
    request = imports.ImportRequest((file,), indicator="vardplan", extract_date=day)
    (result,) = imports.import_files(database, request)
    assert result.batch_id is not None
    return result.batch_id


def add_doubts(database: Database, *rows: NewDoubt, batch_id: int = 1) -> dict[str, int]:
    """Put doubts on a batch; return their ids by value key."""
    with database.write(
        Topic.IMPORTS, act="history.act.file_imported", values={"file": "vardplan.csv"}
    ) as session:
        replace_doubts(session, batch_id, rows)
    return {row.value_key: row.doubt_id for row in doubts.list_doubts(database)}


def make(database: Database, folder: Path) -> tuple[Pack, dict[str, bytes]]:
    result = make_pack(database, PackRequest(kind="steering", out_dir=folder / "ut"))
    files = {file.format: Path(file.path).read_bytes() for file in result.files}
    return archive.get_pack(database, result.pack_id), files


def slide_words(content: bytes) -> str:
    slides = Presentation(io.BytesIO(content)).slides
    frames = [s.text_frame.text for slide in slides for s in slide.shapes if s.has_text_frame]
    return " ".join(" ".join(frames).split())


def page_words(content: bytes, folder: Path) -> str:
    (folder / "x.pdf").write_bytes(content)
    done = subprocess.run(
        ["pdftotext", str(folder / "x.pdf"), "-"], capture_output=True, check=True, timeout=60
    )
    return " ".join(done.stdout.decode().split())


PARTS = NewDoubt(
    f"{KEY}01", "parts_not_total", "vardplan", "C2",
    {"figure": "numerator", "parts": 31, "total": 32},
)  # fmt: skip
SHARE = NewDoubt(f"{KEY}12", "share_not_quotient", "vardplan", "D3", {"difference": 0.2})
SINGLE = NewDoubt(f"{KEY}13", "duplicate_key", "vardplan", "C4", {"rows": 2})
HIDDEN = NewDoubt(f"{KEY}14", "share_not_quotient", "vardplan", "D5", {"difference": 0.25})


@needs_poppler
def test_open_and_explained_doubts_are_read_back_from_slide_and_page(
    database: Database, tmp_path: Path
) -> None:
    ids = add_doubts(database, PARTS, SHARE)
    doubts.explain_doubt(database, ids[SHARE.value_key], "Andelen avser ett annat urval.")
    pack, files = make(database, tmp_path)
    (section,) = (one for one in pack.sections if one.heading == "Datatvivel")
    said = (
        "Öppet datatvivel, ännu inte förklarat:",
        "vardplan, Region Stockholm, kvartal 3 2025: delarna stämmer inte med totalen. "
        "Täljaren: delarna är tillsammans 31, men totalen är 32.",
        "Förklarat datatvivel:",
    )
    assert tuple(words.replace("\u00a0", " ") for words in section.paragraphs[:3]) == said
    assert section.paragraphs[3].endswith("Förklaring: Andelen avser ett annat urval.")
    slides, page = slide_words(files["pptx"]), page_words(files["pdf"], tmp_path)
    for words in section.paragraphs:
        plain = " ".join(words.replace("\u00a0", " ").split())
        assert plain in slides.replace("\u00a0", " ")
        assert plain in page.replace("\u00a0", " ")
    remark = "Datatvivel: 1 öppet, 1 förklarat. Se Metod och datakvalitet."
    assert remark in slides
    assert remark in page


def test_nothing_small_or_hidden_gets_into_the_pack(database: Database, tmp_path: Path) -> None:
    batch = read_in(database, tmp_path, PLAN + SMALL)
    add_doubts(database, SINGLE, HIDDEN, PARTS, batch_id=batch)
    pack, _files = make(database, tmp_path)
    (section,) = (one for one in pack.sections if one.heading == "Datatvivel")
    assert [words.replace("\u00a0", " ") for words in section.paragraphs[1:]] == [
        "vardplan, Region Halland, kvartal 3 2025: samma nyckel med olika uppgifter."
    ]
    stored = archive.pack_to_json(pack).replace("\u00a0", " ")
    for told in ("2 rader", "25 procentenheter", "31, men totalen är 32"):
        assert told not in stored


def test_dismissed_doubts_and_doubts_of_others_stay_out(database: Database, tmp_path: Path) -> None:
    ids = add_doubts(database, SHARE, NewDoubt("annat|period=2025-Q3|unit=01", "parts_not_total"))
    doubts.dismiss_doubt(database, ids[SHARE.value_key])
    pack, _files = make(database, tmp_path)
    assert "atatvivel" not in archive.pack_to_json(pack)
    doubts.reopen_doubt(database, ids[SHARE.value_key])
    assert "Datatvivel" in archive.pack_to_json(make(database, tmp_path)[0])


def test_many_doubts_are_counted(database: Database, tmp_path: Path) -> None:
    rows = [
        NewDoubt(f"{KEY}01|group=G{n:02}", "share_not_quotient", values={"difference": 0.1})
        for n in range(25)
    ]
    add_doubts(database, *rows)
    pack, _files = make(database, tmp_path)
    (section,) = (one for one in pack.sections if one.heading == "Datatvivel")
    first, together, last = (words.replace("\u00a0", " ") for words in section.paragraphs)
    assert first == "25 öppna datatvivel, ännu inte förklarade:"
    assert last == "Ytterligare 5 datatvivel finns i programmet under Import."
    # What is the same of all is said once, the 20 figures it is said of after it.
    assert together.startswith("vardplan: andelen stämmer inte med täljare och nämnare.")
    said, _, names = together.partition(" Det gäller 20 siffror: ")
    assert said.count("procentenheter") == 1
    assert names.rstrip(".").split("; ") == [
        f"Region Stockholm, G{n:02}, kvartal 3 2025" for n in range(20)
    ]
