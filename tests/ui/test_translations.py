"""The committed catalogues are current, finished and compiled; English reaches the window."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rccdesk.app import build_window
from rccdesk.settings import Settings
from rccdesk.texts import language
from rccdesk.ui import translation
from rccdesk.ui.registry import list_pages
from rccdesk.ui.widgets.sidebar import Sidebar
from tests.ui import translate

PLACES = re.compile(r"\{[^}]*\}|%n")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("i18n")
    translate.update(folder)
    return folder


@pytest.mark.parametrize("catalogue", ["en", "sv"])
def test_catalogue_holds_exactly_the_texts_of_the_source(fresh: Path, catalogue: str) -> None:
    wanted = set(translate.read(fresh / f"{catalogue}.ts"))
    kept = set(translate.read(translate.CATALOGUES / f"{catalogue}.ts"))
    assert wanted
    assert sorted(wanted - kept) == []
    assert sorted(kept - wanted) == []


def test_no_text_hides_from_the_catalogue(repository: Path) -> None:
    """The tool sees only self.tr("…") and translate("…"): no f-string, no variable.

    Nor another object's ``tr``: the tool takes its name for the context, so the text stays Swedish.
    """
    hidden = re.compile(
        r"""\{(?:self\.tr|translate)\(|[^.\w]tr\(|(?<!self)\.tr\(|\.tr\((?!\s*(?:$|"))"""
    )
    found = [
        f"{path}:{number}"
        for path in translate.sources()
        for number, line in enumerate(
            (repository / path).read_text(encoding="utf-8").splitlines(), start=1
        )
        if hidden.search(line)
    ]
    assert found == []


def test_every_text_is_translated() -> None:
    assert translate.unfinished(translate.CATALOGUES) == []


@pytest.mark.parametrize("catalogue", ["en", "sv"])
def test_translations_keep_their_places_to_fill(catalogue: str) -> None:
    wrong = [
        (source, form)
        for (_, source, _), forms in translate.read(
            translate.CATALOGUES / f"{catalogue}.ts"
        ).items()
        for form in forms
        if set(PLACES.findall(source)) != set(PLACES.findall(form))
    ]
    assert wrong == []


def test_compiled_catalogues_are_those_of_the_texts(tmp_path: Path) -> None:
    for name in translate.LANGUAGES:
        (tmp_path / f"{name}.ts").write_bytes((translate.CATALOGUES / f"{name}.ts").read_bytes())
    translate.release(tmp_path)
    for name in translate.LANGUAGES:
        compiled = (translate.CATALOGUES / f"{name}.qm").read_bytes()
        assert compiled == (tmp_path / f"{name}.qm").read_bytes()


def test_window_speaks_english(qtbot: QtBot) -> None:
    window = build_window(None, Settings(language="en"), remembers=False)
    qtbot.addWidget(window)
    labels = [entry.label for entry in list_pages()]
    assert labels[:2] == ["Overview", "Lead times"]
    assert window._first_start is not None
    assert window._first_start.primary.text() == "Start with example data"
    assert language() == "en"
    window.close()


@pytest.mark.parametrize(
    ("chosen", "one", "many"),
    [
        ("sv", "Import, 1 väntar", "Import, 3 väntar"),
        ("en", "Import, 1 waiting", "Import, 3 waiting"),
    ],
)
def test_numbers_have_their_forms(
    qapp: QApplication, qtbot: QtBot, chosen: str, one: str, many: str
) -> None:
    translation.use_language(qapp, chosen)
    sidebar = Sidebar(list_pages())
    qtbot.addWidget(sidebar)
    for count, words in ((1, one), (3, many)):
        sidebar.set_count("imports", count)
        names = [b.accessibleName() for b in sidebar._buttons.values()]
        assert words in names


def test_qt_itself_speaks_swedish(qapp: QApplication) -> None:
    translation.use_language(qapp, "sv")
    assert qapp.translate("QPlatformTheme", "Cancel") == "Avbryt"
