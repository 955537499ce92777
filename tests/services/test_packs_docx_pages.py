"""Every kind of pack as DOCX, laid out by an office program: its pages, none empty, none cut."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rccdesk.services.database import Database
from rccdesk.services.packs.docx import write_docx
from tests.rigs.rendering import CAN_RENDER, Page, read_pages, render
from tests.services.test_pdf_tags_kinds import ASKED, PAPERS, assemble

MARGIN = 18 / 25.4 * 72
MOST = {"quarterly": 2, "indicator-sheet": 1}


@pytest.fixture(scope="module")
def pages(
    tmp_path_factory: pytest.TempPathFactory, example_copy: Callable[[Path, int, int], Path]
) -> dict[str, list[Page]]:
    folder = tmp_path_factory.mktemp("docx")
    paths = {}
    with Database.open(example_copy(folder / "x.rccdesk", 300, 1)) as database:
        for name in (*ASKED, *PAPERS):
            paths[name] = folder / f"{name.replace(' ', '-')}.docx"
            paths[name].write_bytes(write_docx(assemble(database, name)))
    made = render(list(paths.values()), folder / "made")
    if not all(path.exists() for path in made):
        pytest.skip("LibreOffice is without Writer")
    return {name: read_pages(path) for name, path in zip(paths, made, strict=True)}


@pytest.mark.skipif(not CAN_RENDER, reason="LibreOffice is not on this machine")
@pytest.mark.parametrize("name", [*ASKED, *PAPERS])
def test_words_have_their_room_and_no_page_is_empty(
    pages: dict[str, list[Page]], name: str
) -> None:
    found = pages[name]
    assert [fault for page in found for fault in page.faults()] == []
    for page in found:
        assert page.width < page.height  # none lies on its side
        body = [word for word in page.words if 52 < word.top < page.height - 50]
        assert len(body) > 3
        assert [w.words for w in page.words if w.right > page.width - MARGIN + 3] == []
    assert len(found) <= MOST.get(name, 60)
