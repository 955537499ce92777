"""Following a link to a document opens documents only, and never the network."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication

from rccdesk.ui.documents import open_document


@pytest.fixture
def opened(qapp, monkeypatch):
    """Return the local places that were opened."""
    found = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(url.toLocalFile()))
    return found


def test_a_document_is_opened(tmp_path, opened):
    path = tmp_path / "Enkät.PDF"
    path.write_bytes(b"%PDF")
    assert open_document(str(path)) == ""
    assert opened == [str(path)]


@pytest.mark.parametrize("name", ["rapport.exe", "rapport.pdf.lnk", "makro.xlsm", "skript"])
def test_of_what_may_be_a_program_only_the_folder_is_shown(tmp_path, opened, name):
    path = tmp_path / name
    path.write_bytes(b"x")
    assert name in open_document(str(path))
    assert opened == [str(tmp_path)]


@pytest.mark.parametrize(
    "place", ["https://exempel.se/rapport.pdf", "\\\\server\\mapp\\a.pdf", "//server/a.pdf"]
)
def test_what_lies_on_a_network_is_copied_not_opened(opened, place):
    assert place in open_document(place)
    assert opened == []
    assert QGuiApplication.clipboard().text() == place


def test_a_document_that_is_gone_is_said_to_be(tmp_path, opened):
    assert "hittas inte" in open_document(str(tmp_path / "borta.pdf"))
    assert "hittas inte" in open_document("Pärm 3, hylla 2")
    assert opened == []
