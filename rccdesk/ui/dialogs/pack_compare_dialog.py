"""The figures of a pack beside those of today: what is another now, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk.services.charts.spec import TableColumn
from rccdesk.services.packs.comparing import compare_with_today
from rccdesk.ui import messages, theme
from rccdesk.ui.dialogs.scrolled import fill_dialog, find_room
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.packs.archive import PackRow
    from rccdesk.services.packs.comparing import FigureChange
    from rccdesk.ui.tasks import TaskRunner

_WIDTH, _HEIGHT = 940, 520  # px at 100 % text, with a table
_SMALL_WIDTH, _SMALL_HEIGHT = 520, 220
_MOST_ROWS = 14


class PackCompareDialog(QDialog):
    """Reads by itself; closing it stops the reading."""

    def __init__(self, tasks: TaskRunner, pack: PackRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Jämför med dagens siffror"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 12)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("Vad har ändrats sedan underlaget?"), "h2", wraps=True))
        column.addWidget(Label(pack.title, "body", "text2", wraps=True))
        self.words = Label(self.tr("Jämför siffrorna …"), "body", wraps=True)
        column.addWidget(self.words)
        self.table = RowTableView(dense=True)
        self.table.setAccessibleName(self.tr("Siffror som är andra i dag"))
        self.table.hide()
        column.addWidget(self.table)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 24, 16)
        row.setSpacing(8)
        row.addStretch(1)
        self.copy = Button(self.tr("Kopiera tabellen"), act=self.table.copy, icon="copy")
        self.copy.hide()
        close = Button(self.tr("Stäng"), "primary", self.reject)
        row.addWidget(self.copy)
        row.addWidget(close)
        fill_dialog(self, inside, row)
        room = find_room(self, _SMALL_WIDTH)
        self.resize(
            room.width(), min(round(_SMALL_HEIGHT * theme.current().text_scale), room.height())
        )
        task = tasks.run_file(self, compare_with_today, pack.pack_id)
        task.watch(self._watch).then(self._show).catch(self._fail)
        self.finished.connect(lambda _result: task.drop())

    def _watch(self, done: int, total: int) -> None:
        self.words.setText(
            self.tr("Jämför siffrorna, {done} av {total} …").format(done=done, total=total)
        )

    def _show(self, changes: tuple[FigureChange, ...]) -> None:
        if not changes:
            self.words.setText(self.tr("Alla siffror i underlaget är desamma i dag."))
            return
        self.words.setText(
            self.tr("%n siffror är andra i dag. Underlaget självt ändras inte.", "", len(changes))
        )
        columns = (
            TableColumn(self.tr("Siffra")),
            TableColumn(self.tr("Då")),
            TableColumn(self.tr("Nu")),
            TableColumn(self.tr("Varför")),
        )
        self.table.show_rows(
            columns, tuple((each.name, each.then, each.now, each.why) for each in changes)
        )
        self.table.fit_rows(min(len(changes), _MOST_ROWS))
        self.table.show()
        self.copy.show()
        self._grow()
        self.table.setFocus()

    def _grow(self) -> None:
        """Make room for the table, around the same middle."""
        room = find_room(self, _WIDTH)
        place = self.geometry()
        middle = place.center()
        place.setSize(QSize(room.width(), min(_HEIGHT, room.height())))
        place.moveCenter(middle)
        self.setGeometry(place)

    def _fail(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.words.setText(messages.sentence(error))
