"""Where a figure comes from: its files with hash, sheet and cells, and a way to each of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from rccdesk.enums import BatchKind
from rccdesk.services import provenance, provenance_words
from rccdesk.services.charts.spec import TableColumn
from rccdesk.ui import messages
from rccdesk.ui.dialogs.scrolled import fill_dialog, find_room
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.tasks import Task, TaskRunner
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.provenance import Provenance, SourceFile

_WIDTH = 940  # px at 100 % text
_MOST_ROWS = 6
_SPARE = 32  # px for the rule, and for what is said of a file


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class ProvenanceDialog(QDialog):
    """Shows a `Provenance`; the source chosen in the table is told in full under it.

    ``show_import`` leads to a batch in the list of imports. The store keeps the name and the hash
    of a file, not its place: a file that the user points out is opened, by ``open_file``, where
    its hash is the same.
    """

    def __init__(
        self,
        found: Provenance,
        parent: QWidget | None = None,
        *,
        open_file: Callable[[Path], object] = _open,
        show_import: Callable[[int], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Källa till siffran"))
        self._found, self._open_file, self._show_import = found, open_file, show_import
        # A file is read in a thread of the dialog's own: the store is not asked.
        self.tasks = TaskRunner(self)
        self._checking: Task | None = None
        self._same: dict[int, Path] = {}  # batch -> the file that has proved to be its own
        self.finished.connect(self.tasks.close)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 12)
        column.setSpacing(8)
        column.addWidget(Label(self.tr("Var kommer siffran ifrån?"), "h2", wraps=True))
        for words, kind, role in (
            (found.measure, "small", "text2"),
            (found.figure, "h3", "text"),
            (provenance_words.provenance_sentence(found), "body", "text2"),
        ):
            column.addWidget(_selectable(Label(words, kind, role, wraps=True)))
        self.table = self._build_table()
        column.addWidget(self.table)
        column.addWidget(self._build_detail())
        column.addStretch(1)
        buttons = self._build_buttons()
        fill_dialog(self, inside, buttons)
        self._show_chosen()
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_chosen())
        self._fit(column, buttons)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> SourceFile | None:
        """The source that is chosen in the table."""
        if not self._found.sources:
            return None
        row = max(self.table.currentIndex().row(), 0)
        return self._found.sources[self.table.rows.source_row(row)]

    # Building

    def _build_table(self) -> RowTableView:
        table = RowTableView(dense=True)
        table.setAccessibleName(self.tr("Källor"))
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        titles = (
            self.tr("Fil"),
            self.tr("Blad"),
            self.tr("Celler"),
            self.tr("Uttag"),
            self.tr("Inläst"),
            self.tr("Av"),
        )
        sources = self._found.sources
        table.show_rows(
            tuple(TableColumn(title) for title in titles),
            tuple(provenance_words.source_cells(source) for source in sources),
        )
        table.fit_rows(_MOST_ROWS)
        table.setVisible(bool(sources))
        return table

    def _build_detail(self) -> QWidget:
        self._detail = QFrame()
        self._detail.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        column = QVBoxLayout(self._detail)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        self._name = _selectable(Label("", "table_strong", wraps=True))
        self._cells = _selectable(Label("", "small", wraps=True))
        self._about = _selectable(Label("", "small", "text2", wraps=True))
        self._hash_title = Label(self.tr("Filens kontrollsumma (SHA-256)"), "small_strong")
        self.hash = QLineEdit()
        self.hash.setReadOnly(True)
        self.hash.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._hash_title.setBuddy(self.hash)
        self.hash.setAccessibleName(self._hash_title.text())
        self.copy_button = Button(self.tr("Kopiera"), act=self._copy_hash)
        self.copy_button.setAccessibleName(self.tr("Kopiera kontrollsumman"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.hash, 1)
        row.addWidget(self.copy_button)
        self.said = Label("", "small_strong", wraps=True)
        for label in (self._name, self._cells, self._about, self._hash_title):
            column.addWidget(label)
        column.addLayout(row)
        column.addWidget(self.said)
        return self._detail

    def _build_buttons(self) -> QHBoxLayout:
        self.show_in_import = Button(self.tr("Visa uttaget i Import"), act=self._go_import)
        self.find_button = Button(self.tr("Sök upp filen…"), act=self._choose_file)
        self.open_button = Button(self.tr("Öppna filen"), act=self._open_chosen)
        self.leave = Button(self.tr("Stäng"), act=self.reject)
        self.show_in_import.setVisible(self._show_import is not None)
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 24, 16)
        row.setSpacing(8)
        for button in (self.show_in_import, self.find_button, self.open_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.leave)
        return row

    def _fit(self, shown: QVBoxLayout, buttons: QHBoxLayout) -> None:
        """Be as large as the longest source needs, within the window; the rest scrolls."""
        room = find_room(self, _WIDTH)
        height = 0
        for row in reversed(range(min(len(self._found.sources), _MOST_ROWS) or 1)):
            self.table.selectRow(row)
            height = max(height, shown.totalHeightForWidth(room.width()))
        height += buttons.sizeHint().height() + _SPARE
        self.resize(room.width(), min(height, room.height()))

    # What is shown

    def _show_chosen(self) -> None:
        source = self.chosen
        self._detail.setVisible(source is not None)
        self.show_in_import.setEnabled(source is not None)
        self.find_button.setVisible(source is not None and bool(source.sha256))
        if source is None:
            self.open_button.hide()
            return
        name = provenance_words.source_cells(source)[0]
        cells = provenance_words.cell_words(source)
        self._name.setText(f"{name} · {source.sheet}" if source.sheet else name)
        self._cells.setText(self.tr("Celler: {cells}").format(cells=cells))
        self._cells.setVisible(bool(cells))
        self._about.setText(" ".join(provenance_words.source_sentences(source)))
        self.hash.setText(source.sha256)
        self.hash.setCursorPosition(0)
        for widget in (self._hash_title, self.hash, self.copy_button):
            widget.setVisible(source.kind is BatchKind.FILE)
        path = self._same.get(source.batch_id)
        self.open_button.setVisible(path is not None and path.exists())
        self._say(self._words_of_same() if path is not None else "")

    def _words_of_same(self) -> str:
        return self.tr("Det är samma fil.")

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    # Acts

    def _copy_hash(self) -> None:
        QGuiApplication.clipboard().setText(self.hash.text())
        self._say(self.tr("Kontrollsumman är kopierad."))

    def _go_import(self) -> None:
        source = self.chosen
        self.accept()
        if self._show_import is not None and source is not None:
            self._show_import(source.batch_id)

    def _choose_file(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, self.tr("Sök upp filen"))
        if name:
            self.check(Path(name))

    def check(self, path: Path) -> None:
        """Compare a file with the one that was read, beside the window."""
        source = self.chosen
        if source is None or not source.sha256:
            return
        if self._checking is not None:
            self._checking.drop()
        self._say(self.tr("Filen läses och jämförs…"))
        task = self._checking = self.tasks.run_alone(
            self, provenance.is_same_file, path, source.sha256
        )
        task.then(partial(self._show_check, source, path)).catch(self._fail)

    def _show_check(self, source: SourceFile, path: Path, is_same: object) -> None:
        self._checking = None
        if is_same:
            self._same[source.batch_id] = path
        if source is not self.chosen:
            return
        self._show_chosen()
        if is_same:
            self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._say(self.tr("Det är inte samma fil. Den kan ha ändrats sedan den lästes in."))

    def _fail(self, error: Exception) -> None:
        self._checking = None
        if not messages.report_bug(error, self):
            self._say(messages.sentence(error))

    def _open_chosen(self) -> None:
        source = self.chosen
        path = self._same.get(source.batch_id) if source is not None else None
        if path is not None:
            self._open_file(path)


def _selectable(label: Label) -> Label:
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
