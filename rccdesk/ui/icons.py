"""Icons of the window: one drawing per meaning, tinted by the theme.

The table ``resources/icons/icons.toml`` names the drawing of each meaning. A widget that got its
icon by `set_icon` is tinted again when the theme changes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from rccdesk.paths import resource_dir

if TYPE_CHECKING:
    from rccdesk.ui.theme import Theme

_STROKE = 'stroke-width="2"'
_THIN = 'stroke-width="1.75"'
_RATIOS = (1.0, 1.5, 2.0)


@cache
def read_icon_table() -> dict[str, str]:
    """Return the drawing (file name without suffix) of every meaning."""
    path = resource_dir() / "icons" / "icons.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {meaning: str(row["file"]) for meaning, row in table.items()}


def pixmap(
    meaning: str, role: str = "text2", size: int = 16, ratio: float = 1.0, room: int = 0
) -> QPixmap:
    """Return the drawing of ``meaning`` in the colour token ``role``; KeyError if unknown.

    ``size`` is in px at 100 % text; ``room`` px are left empty at the right.
    """
    return _pixmap(meaning, _theme().hex(role), icon_side(size), ratio, room)


def icon_side(size: int) -> int:
    """Return the side in px of an icon of ``size``, which grows with the text."""
    return round(size * _theme().text_scale)


def icon(
    meaning: str, role: str = "text2", size: int = 16, *, checked: str = "", room: int = 0
) -> QIcon:
    """Return the icon of ``meaning`` in the colour ``role``, and ``checked`` when it is on."""
    result = QIcon()
    for ratio in _RATIOS:
        result.addPixmap(pixmap(meaning, role, size, ratio, room))
        if role == "on_pri":  # a disabled primary button is pale, so a pale icon would vanish
            dim = pixmap(meaning, "text3", size, ratio, room)
            result.addPixmap(dim, QIcon.Mode.Disabled)
        if checked:
            chosen = pixmap(meaning, checked, size, ratio, room)
            result.addPixmap(chosen, QIcon.Mode.Normal, QIcon.State.On)
    return result


def set_icon(
    widget: QAbstractButton | QLabel,
    meaning: str,
    role: str = "text2",
    size: int = 16,
    *,
    checked: str = "",
    room: int = 0,
) -> None:
    """Show the icon of ``meaning`` on a button or label, also after a change of theme.

    ``room`` is a gap in px right of the icon (left where negative), which no style sheet can set.
    """
    widget.setProperty("icon_choice", [meaning, role, str(size), checked, str(room)])
    _show(widget)


def retint_icons(widgets: Iterable[QWidget]) -> None:
    """Tint the icons of all ``widgets`` that got one by `set_icon`."""
    for widget in widgets:
        if widget.property("icon_choice"):
            _show(widget)


def clear_icons() -> None:
    """Forget the tinted drawings."""
    _pixmap.cache_clear()


def _show(widget: QWidget) -> None:
    meaning, role, size_text, checked, room_text = widget.property("icon_choice")
    size, room = int(size_text), int(room_text)
    if isinstance(widget, QLabel):
        widget.setPixmap(pixmap(meaning, role, size, widget.devicePixelRatioF()))
    elif isinstance(widget, QAbstractButton):
        widget.setIcon(icon(meaning, role, size, checked=checked, room=room))
        widget.setIconSize(QSize(icon_side(size) + abs(room), icon_side(size)))


def _theme() -> Theme:
    from rccdesk.ui import theme

    return theme.current()


def drawing(meaning: str, colour: str) -> str:
    """Return the SVG text of ``meaning`` in ``colour``; KeyError if unknown."""
    return _drawing(meaning).replace("currentColor", colour)


@cache
def _drawing(meaning: str) -> str:
    path = resource_dir() / "icons" / f"{read_icon_table()[meaning]}.svg"
    return path.read_text(encoding="utf-8").replace(_STROKE, _THIN)


@cache
def _pixmap(meaning: str, colour: str, size: int, ratio: float, room: int) -> QPixmap:
    side = round(size * ratio)
    result = QPixmap(round((size + abs(room)) * ratio), side)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    QSvgRenderer(QByteArray(drawing(meaning, colour).encode())).render(
        painter, QRectF(max(0, -room) * ratio, 0, side, side)
    )
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result
