"""Colours, type and sizes of the window, read once from ``resources/themes/tokens.toml``.

One `Theme` per application. Everything that paints asks it by token name, so that a change of
theme or text size needs no restart: `Theme.apply` builds a new palette and style sheet, tints
the icons again and emits ``changed`` for what paints itself.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import os
import string
import tempfile
import tomllib
from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTemporaryDir, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from rccdesk.errors import RccdeskError
from rccdesk.files import FOLDER_PREFIX, LEFTOVER_SECONDS, remove_leftovers, write_atomic
from rccdesk.paths import resource_dir
from rccdesk.services.tokens import THEMES as PALETTES
from rccdesk.services.tokens import load_colours
from rccdesk.ui.icons import clear_icons, drawing, retint_icons

THEMES = ("system", *PALETTES)
FAMILY = "Source Sans 3"
FALLBACKS = ("Segoe UI", "sans-serif")
MIN_SCALE, MAX_SCALE = 1.0, 2.0
_TOUCH_MS = LEFTOVER_SECONDS * 1000 // 4

_ROLES = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.AlternateBase: "surface2",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "bad_text",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Highlight: "sel",
    QPalette.ColorRole.Accent: "pri",
    QPalette.ColorRole.Link: "pri",
    QPalette.ColorRole.LinkVisited: "pri",
    QPalette.ColorRole.Mid: "line2",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Dark: "line2",
    QPalette.ColorRole.Shadow: "line2",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
}


@cache
def read_tokens() -> dict[str, dict[str, dict[str, object]]]:
    """Return the token file as nested tables."""
    path = resource_dir() / "themes" / "tokens.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def load_fonts() -> list[str]:
    """Load the bundled fonts and return the families found; needs a QGuiApplication."""
    families: list[str] = []
    for path in sorted((resource_dir() / "fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        families += QFontDatabase.applicationFontFamilies(number)
    return families


class Theme(QObject):
    """The palette and text size in use."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = "system", text_scale: float = 1.0) -> None:
        super().__init__(app)
        self._app = app
        self._system = QPalette(app.palette())
        self.choice = choice
        self.text_scale = text_scale
        self.palette_name = "light"
        self._reduced_motion = False
        place = Path(tempfile.gettempdir())
        remove_leftovers((place,), dt.datetime.now(dt.UTC))
        self._folder = QTemporaryDir(str(place / f"{FOLDER_PREFIX}XXXXXX"))
        timer = QTimer(self, interval=_TOUCH_MS)  # a folder in use is no leftover
        timer.timeout.connect(self._touch_folder)
        timer.start()
        self.focus_ring: QObject | None = None
        self._colours: dict[str, str] = dict(load_colours("light"))
        self._look: tuple[str, float, dict[str, str]] | None = None
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    def apply(self, choice: str | None = None, text_scale: float | None = None) -> None:
        """Use the theme ``choice`` (system, light, dark, contrast) and the text size 1.0 to 2.0.

        Where that looks as before, nothing happens.
        """
        if choice in THEMES:
            self.choice = choice
        if text_scale is not None:
            self.text_scale = min(MAX_SCALE, max(MIN_SCALE, text_scale))
        self.palette_name = self._resolve()
        self._colours = dict(load_colours(self.palette_name))
        if self.choice == "system" and self.palette_name == "contrast":
            self._take_system_colours()
        look = self.palette_name, self.text_scale, self._colours
        if look == self._look:  # a style sheet set anew is worked out anew, by every widget
            return
        self._look = look
        clear_icons()
        self._app.setFont(self.font("body"))
        self._app.setPalette(self._palette())
        self._app.setStyleSheet(self._style_sheet())
        retint_icons(_all_widgets(self._app))
        self.changed.emit()

    @property
    def reduced_motion(self) -> bool:
        """Whether nothing may move on the screen by itself."""
        return self._reduced_motion

    def reduce_motion(self, *, reduced: bool) -> None:
        """Let nothing move on the screen by itself, or let it."""
        self._reduced_motion = reduced
        for effect in (Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_AnimateCombo):
            self._app.setEffectEnabled(effect, not reduced)

    def colour(self, name: str) -> QColor:
        """Return the colour token ``name``; KeyError if there is none."""
        return QColor(self._colours[name])

    def hex(self, name: str) -> str:
        """Return the colour token ``name`` as ``#rrggbb``."""
        return self._colours[name]

    def font(self, name: str, weight: int | None = None, *, factor: float = 1.0) -> QFont:
        """Return the type ``name`` in the text size in use, in another ``weight`` if given."""
        kind = read_tokens()["type"][name]
        font = QFont([FAMILY, *FALLBACKS])
        font.setPointSizeF(float(str(kind["pt"])) * self.text_scale * factor)
        font.setWeight(QFont.Weight(weight or int(str(kind["weight"]))))
        return font

    def size(self, name: str) -> int:
        """Return the size token ``name`` in px; heights of rows and controls grow with the text."""
        value = int(str(read_tokens()["size"][name]))
        return value if name in _FIXED_SIZES else round(value * self.text_scale)

    def line(self, name: str) -> int:
        """Return the line height in px of the type ``name`` in the text size in use."""
        return round(int(str(read_tokens()["type"][name]["line"])) * self.text_scale)

    @property
    def is_contrast(self) -> bool:
        """Whether the contrast palette is in use."""
        return self.palette_name == "contrast"

    def _resolve(self) -> str:
        if self.choice != "system":
            return self.choice
        hints = self._app.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def _take_system_colours(self) -> None:
        """Take ground, text and highlight from the contrast theme of the system."""
        window = self._system.color(QPalette.ColorRole.Window).name()
        text = self._system.color(QPalette.ColorRole.WindowText).name()
        for name in ("bg", "surface", "surface2", "side", "hover", "sel"):
            self._colours[name] = window
        for name in ("text", "text2", "text3", "line", "line2"):
            self._colours[name] = text
        self._colours["sel_line"] = self._system.color(QPalette.ColorRole.Highlight).name()

    def _palette(self) -> QPalette:
        palette = QPalette(self.colour("surface"))
        for role, name in _ROLES.items():
            palette.setColor(role, self.colour(name))
        for role in (
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.Text,
            QPalette.ColorRole.ButtonText,
        ):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("text3"))
        return palette

    def _style_sheet(self) -> str:
        names: dict[str, object] = dict(self._colours)
        for name, kind in read_tokens()["type"].items():
            names[f"pt_{name}"] = f"{float(str(kind['pt'])) * self.text_scale:.2f}pt"
        for name in read_tokens()["size"]:
            names[f"px_{name}"] = f"{self.size(name)}px"
        # A control's height without its border, as style sheets count it.
        names["inner_control"] = f"{self.size('control') - 2}px"
        names["inner_control_small"] = f"{self.size('control_small') - 2}px"
        for name, meaning, role in _DRAWN:
            names[name] = self._draw(meaning, role)
        return string.Template(_template()).substitute(names)

    def _draw(self, meaning: str, role: str) -> str:
        """Write a tinted drawing to a file, as style sheets take pictures from files only."""
        path = Path(self._folder.path()) / f"{self.palette_name}_{meaning}_{role}.svg"
        with contextlib.suppress(RccdeskError):  # a mark less in a box is no reason to stop
            write_atomic(path, drawing(meaning, self.hex(role)).encode("utf-8"))
        return path.as_posix()

    def _touch_folder(self) -> None:
        with contextlib.suppress(OSError):
            os.utime(self._folder.path())

    def _follow_system(self) -> None:
        if self.choice == "system":
            self.apply()


_DRAWN = (
    ("chevron", "expand", "text2"),
    ("tick", "done", "on_pri"),
    ("tick_text", "done", "text"),
)
_FIXED_SIZES = frozenset(
    {
        "page_side",
        "page_top",
        "page_bottom",
        "card_gap",
        "tile_gap",
        "card_radius",
        "control_radius",
        "focus_width",
        "focus_width_contrast",
    }
)


@cache
def _template() -> str:
    path: Path = resource_dir() / "themes" / "style.qss"
    return path.read_text(encoding="utf-8")


def _all_widgets(app: QApplication) -> list[QWidget]:
    """Return every widget; a garbage collection in between would free some that Qt has listed."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        return app.allWidgets()
    finally:
        if was_on:
            gc.enable()


_current: Theme | None = None


def install(app: QApplication, choice: str = "system", text_scale: float = 1.0) -> Theme:
    """Load fonts, make the application's theme and put it to use."""
    global _current  # noqa: PLW0603 - one theme per process, as there is one QApplication
    from rccdesk.ui.style import FocusRing

    if _current is None:
        load_fonts()
        app.setStyle("Fusion")
        _current = Theme(app, choice, text_scale)
        _current.focus_ring = FocusRing(app)
    _current.apply(choice, text_scale)
    return _current


def current() -> Theme:
    """Return the application's theme; RuntimeError before `install`."""
    if _current is None:
        raise RuntimeError("theme.install has not been called")
    return _current


def colour(name: str) -> QColor:
    """Return the colour token ``name`` of the theme in use."""
    return current().colour(name)


def font(name: str, weight: int | None = None) -> QFont:
    """Return the type ``name`` of the theme in use."""
    return current().font(name, weight)


def set_type(widget: QWidget, name: str, role: str = "") -> None:
    """Give a label the type ``name`` and the text colour ``role`` by the style sheet."""
    widget.setProperty("type", name)
    if role:
        widget.setProperty("role", role)
    repolish(widget)


def repolish(widget: QWidget) -> None:
    """Let the style sheet see a changed property of ``widget``."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
