"""Contrast is computed from the token file; fonts and icons are looked at as files and glyphs."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetricsF, QPalette, QRawFont
from PySide6.QtWidgets import QApplication, QPushButton

from rccdesk import files
from rccdesk.paths import resource_dir
from rccdesk.services.tokens import THEMES, load_colours
from rccdesk.ui import icons, theme
from rccdesk.ui.widgets.buttons import Button

GROUNDS = ("bg", "surface", "surface2", "side", "hover", "sel")
# text role -> the grounds it is written on
TEXTS = {
    "text": GROUNDS,
    "text2": GROUNDS,
    "text3": GROUNDS,
    "pri": ("bg", "surface", "surface2", "pri_tint", "hover"),
    "on_pri": ("pri", "pri_hover", "pri_down"),
    "ok_text": ("bg", "surface", "ok_tint", "band1"),
    "near_text": ("bg", "surface", "near_tint"),
    "bad_text": ("bg", "surface", "bad_tint"),
    "demo_text": ("demo",),
    "not": ("surface", "not_tint"),
    "none": ("surface", "none_tint"),
}
# graphics and borders of controls -> what they lie on
GRAPHICS = {
    "line2": ("bg", "surface"),
    "focus": ("bg", "surface", "side"),
    "ok": ("surface", "ok_tint"),
    "near_text": ("bg", "surface"),  # the edge of the triangle, as near itself is too light
    "bad": ("surface", "bad_tint"),
    "not": ("surface",),
    "none": ("surface",),
    "bar": ("surface", "band1"),
    "pri": ("surface", "pri_tint", "band1"),
    "all": ("surface",),
    "riket_edge": ("surface",),
    "axis": ("surface",),
    "text": ("surface", "band1", "pri_tint"),  # whiskers
}


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_formula_by_known_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # WCAG's own example


@pytest.mark.parametrize("palette", THEMES)
def test_texts_can_be_read(palette: str) -> None:
    colours = load_colours(palette)
    low = {
        (role, ground): round(contrast(colours[role], colours[ground]), 2)
        for role, grounds in TEXTS.items()
        for ground in grounds
        if contrast(colours[role], colours[ground]) < 4.5
    }
    assert not low


@pytest.mark.parametrize("palette", THEMES)
def test_graphics_can_be_seen(palette: str) -> None:
    colours = load_colours(palette)
    low = {
        (role, ground): round(contrast(colours[role], colours[ground]), 2)
        for role, grounds in GRAPHICS.items()
        for ground in grounds
        if contrast(colours[role], colours[ground]) < 3
    }
    assert not low


def test_no_colour_stands_outside_the_token_file(repository: Path) -> None:
    literal = re.compile(
        r"""["'\s:]#[0-9a-fA-F]{6}\b|QColor\(\s*[\d"']|GlobalColor\.(?!transparent)\w+"""
    )
    checked = [
        *(repository / "rccdesk" / "ui").rglob("*.py"),
        repository / "rccdesk" / "app.py",
        resource_dir() / "themes" / "style.qss",
        *(repository / "rccdesk" / "services" / "charts").rglob("*.py"),
    ]
    found = [
        f"{path.name}:{number}"
        for path in checked
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if literal.search(line)
    ]
    assert len(checked) > 20
    assert not found


def test_style_sheet_stays_small_and_is_in_points() -> None:
    lines = (resource_dir() / "themes" / "style.qss").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 250
    assert not [line for line in lines if re.search(r"font-size:\s*\d", line)]


@pytest.mark.parametrize("name", ["Regular", "Semibold", "Bold"])
def test_bundled_fonts_have_the_letters(qapp: QApplication, name: str) -> None:
    font = QRawFont(str(resource_dir() / "fonts" / f"SourceSans3-{name}.ttf"), 15)
    missing = [
        c for c in "åäöÅÄÖéü§−–”≥≤…·→←%0123456789\u00a0" if not font.supportsCharacter(ord(c))
    ]
    assert font.familyName() == "Source Sans 3"
    assert not missing
    widths = {a.x() for a in font.advancesForGlyphIndexes(font.glyphIndexesForString("0123456789"))}
    assert len(widths) == 1  # tabular digits


def test_every_icon_has_its_drawing_and_no_drawing_is_left_over() -> None:
    table = icons.read_icon_table()
    drawings = {path.stem for path in (resource_dir() / "icons").glob("*.svg")}
    assert set(table.values()) == drawings
    assert len(set(table.values())) == len(table)  # one icon per meaning


def test_icons_take_the_colour_of_the_theme(qapp: QApplication) -> None:
    def darkest() -> set[str]:
        image = icons.pixmap("undo", "pri", 16).toImage()
        return {
            image.pixelColor(x, y).name()
            for x in range(16)
            for y in range(16)
            if image.pixelColor(x, y).alpha() == 255
        }

    assert darkest() == {"#005092"}
    theme.current().apply("dark")
    assert darkest() == {"#6fb6ff"}


def test_theme_changes_without_restart(qapp: QApplication) -> None:
    button = Button("Läs in uttag…", "primary", icon="imports")
    before = button.grab().toImage().pixelColor(20, 3).name()
    told: list[str] = []
    theme.current().changed.connect(lambda: told.append(theme.current().palette_name))
    theme.current().apply("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == "#12181f"
    assert (before, button.grab().toImage().pixelColor(20, 3).name()) == ("#005092", "#6fb6ff")
    assert told == ["dark"]


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_text_size_changes_type_and_heights(qapp: QApplication, scale: float) -> None:
    theme.current().apply(text_scale=scale)
    tokens = tomllib.loads((resource_dir() / "themes" / "tokens.toml").read_text(encoding="utf-8"))
    for name, kind in tokens["type"].items():
        assert theme.font(name).pointSizeF() == pytest.approx(kind["pt"] * scale)
    button = QPushButton("Läs in uttag…")
    button.ensurePolished()
    assert button.sizeHint().height() == round(32 * scale)
    room = button.sizeHint().width() - QFontMetricsF(theme.font("button")).horizontalAdvance(
        button.text()
    )
    assert room > 0


def test_text_size_keeps_within_100_and_200_per_cent(qapp: QApplication) -> None:
    theme.current().apply(text_scale=5)
    assert theme.current().text_scale == 2
    theme.current().apply(text_scale=0.2)
    assert theme.current().text_scale == 1


def test_K12_the_folder_of_drawings_is_known_as_left_over(qapp: QApplication) -> None:
    folder = Path(theme.install(qapp)._folder.path())
    assert folder.is_dir()
    assert files._OWN_FOLDER.fullmatch(folder.name)
    assert {path.suffix for path in folder.iterdir()} == {".svg"}
