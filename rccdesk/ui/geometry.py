"""The size and place of the window, as a text that the settings keep."""

from __future__ import annotations

import base64

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

_FIRST_SIZE = (1366, 768)


def read_geometry(window: QWidget) -> str:
    """Return the size and place of ``window``."""
    return base64.b64encode(bytes(window.saveGeometry().data())).decode("ascii")


def restore_geometry(window: QWidget, geometry: str) -> None:
    """Give ``window`` the size and place of `read_geometry`; the first ones where empty."""
    window.resize(*_FIRST_SIZE)
    if geometry:
        window.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
