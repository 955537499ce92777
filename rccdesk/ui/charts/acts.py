"""What can be done with a chart wherever it stands: copied, saved, printed, dragged out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from rccdesk.services.charts.spec import ChartSpec
from rccdesk.ui.charts import pictures
from rccdesk.ui.charts.dragging import ChartDrag
from rccdesk.ui.tables.table_view import copy_rows
from rccdesk.ui.tasks import TaskRunner


class ChartActs(QObject):
    """The acts on the chart that ``spec_of`` returns, as actions of ``owner``.

    ``said`` carries what happened in words. The keys of ``picture`` are those of copying; it is
    for the caller to say which widget listens to them.
    """

    said = Signal(str)

    def __init__(
        self, tasks: TaskRunner, owner: QWidget, spec_of: Callable[[], ChartSpec | None]
    ) -> None:
        super().__init__(owner)
        self._tasks, self._owner, self._spec_of = tasks, owner, spec_of
        self.dragging = ChartDrag(tasks, owner, spec_of)
        copy = QKeySequence.StandardKey.Copy
        self.picture = self._make(self.tr("Kopiera bild"), QKeySequence(copy), self.copy_picture)
        self.data = self._make(self.tr("Kopiera data"), "Ctrl+Shift+C", self.copy_data)
        self.text = self._make(self.tr("Kopiera texten"), "", self.copy_text)
        self.save = self._make(self.tr("Spara bild…"), "", self.save_picture)
        self.workbook = self._make(self.tr("Spara som Excel…"), "", self.save_workbook)
        self.print = self._make(
            self.tr("Skriv ut…"), QKeySequence(QKeySequence.StandardKey.Print), self.print_picture
        )

    def fill(self, menu: QMenu, *more: QAction) -> None:
        """Offer every act in ``menu``, those of copying first, then ``more``."""
        menu.addActions([self.picture, self.data, self.text])
        menu.addSeparator()
        menu.addActions([*more, self.save, self.workbook, self.print])

    def copy_picture(self) -> None:
        """Put the chart with all its words on the clipboard as a picture."""
        spec = self._spec_of()
        if spec is not None:
            pictures.copy(self._tasks, self._owner, spec).then(
                lambda _done: self.said.emit(self.tr("Bilden är kopierad."))
            )

    def copy_data(self) -> None:
        """Put every number of the chart on the clipboard, tab-separated and as HTML."""
        spec = self._spec_of()
        if spec is not None:
            copy_rows(spec.table.columns, list(spec.table.rows))
            self.said.emit(self.tr("Uppgifterna är kopierade."))

    def copy_text(self) -> None:
        """Put title, selection and sentences on the clipboard."""
        spec = self._spec_of()
        if spec is not None:
            pictures.copy_words(spec)
            self.said.emit(self.tr("Texten är kopierad."))

    def save_picture(self) -> None:
        """Ask for a file and write the chart to it."""
        spec = self._spec_of()
        if spec is not None:
            pictures.save(self._tasks, self._owner, spec, self.said.emit)

    def save_workbook(self) -> None:
        """Ask for a file and write the chart and its numbers to it as a workbook."""
        spec = self._spec_of()
        if spec is not None:
            pictures.save_workbook(self._tasks, self._owner, spec, self.said.emit)

    def print_picture(self) -> None:
        """Ask for a printer and print the chart."""
        from rccdesk.ui.charts.printing import print_chart  # loads the printers' part of Qt

        spec = self._spec_of()
        if spec is not None:
            print_chart(self._tasks, self._owner, spec, self.said.emit)

    def _make(self, words: str, keys: QKeySequence | str, act: Callable[[], object]) -> QAction:
        made = QAction(words, self._owner)
        if keys:
            made.setShortcut(keys)
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.triggered.connect(lambda _on=False: act())
        return made
