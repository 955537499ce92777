"""What has been said of one figure, each with author and day, and a way to say more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.ui.icons import icon_side, set_icon
from rccdesk.ui.widgets.buttons import Button, IconButton
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.packs.rows import CommentRow


class CommentStrip(QWidget):
    """The comments on ``figure``; ``wanted`` asks for a new one, ``opened`` gives one."""

    wanted = Signal()
    opened = Signal(object)  # CommentRow

    def __init__(self, figure: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure = figure
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column.addLayout(self._lines)
        self.add = Button(self.tr("Kommentera…"), "link", self.wanted.emit, small=True)
        self.add.setAccessibleName(self.tr("Kommentera {figure}").format(figure=figure))
        column.addWidget(self.add)

    def show_comments(self, rows: Sequence[CommentRow], *, can_write: bool) -> None:
        """Show the comments by day."""
        clear(self._lines)
        for row in rows:
            self._lines.addWidget(self._line(row, can_write=can_write))
        self.add.setVisible(can_write)
        self.setVisible(bool(rows) or can_write)

    def _line(self, row: CommentRow, *, can_write: bool) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        mark = Label()
        mark.setFixedWidth(icon_side(15))
        set_icon(mark, "comment", "text2", 15)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(row.body, "small", wraps=True))
        by = [row.author, formats.iso_date(row.written_on)]
        if not row.meeting_uuid:
            by.append(self.tr("i alla underlag"))
        words.addWidget(Label(" · ".join(filter(None, by)), "caption", "text2", wraps=True))
        line.addLayout(words, 1)
        if can_write:
            told = self.tr("Ändra kommentaren: {words}").format(words=row.body)
            button = IconButton("write", told, partial(self.opened.emit, row), size=24)
            button.setToolTip(self.tr("Ändra kommentaren"))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return holder
