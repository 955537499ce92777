"""The band over the whole window that marks example data; it cannot be closed."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from rccdesk.ui import theme
from rccdesk.ui.widgets.labels import Label


class DemoBand(QFrame):
    """Shows the mark and ``words`` while it is visible."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setObjectName("demoBand")
        mark = self.tr("EXEMPELDATA")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(Label(mark, "caption_strong", "demo_text"))
        row.addWidget(Label(words, "caption", "demo_text"))
        row.addStretch(1)
        self.setAccessibleName(f"{mark}. {words}")
        self.setFixedHeight(theme.current().size("demo_band"))
        self.hide()
