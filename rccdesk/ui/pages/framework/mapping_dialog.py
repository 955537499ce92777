"""The links between a framework and others, confirmed one by one or all at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk.services import links
from rccdesk.services.charts.spec import TableColumn
from rccdesk.texts import text
from rccdesk.ui import messages
from rccdesk.ui.dialogs.scrolled import fill_dialog, find_room
from rccdesk.ui.pages.framework.reading import Mapping, read_mappings
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.framework.model import FrameworkRow
    from rccdesk.ui.dialogs.saving_dialog import DialogContext

_WIDTH, _ROWS = 940, 12


class MappingDialog(QDialog):
    """A table of links; reports use the confirmed ones only. Each act is stored at once."""

    changed = Signal()

    def __init__(
        self, context: DialogContext, row: FrameworkRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._framework = context, row
        self._found: tuple[Mapping, ...] = ()
        title = self.tr("Kopplingar: {name}").format(name=row.title)
        self.setWindowTitle(title)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 12)
        column.setSpacing(10)
        column.addWidget(Label(title, "h2", wraps=True))
        note = self.tr(
            "Kopplingarna är programmets läsning av källorna. Underlag använder bara dem som är "
            "bekräftade. Välj flera rader med Ctrl eller Skift."
        )
        column.addWidget(Label(note, "small", "text2", wraps=True))
        self.table = RowTableView(dense=True)
        self.table.setAccessibleName(self.tr("Kopplingar"))
        column.addWidget(self.table)
        self.count = Label("", "small", "text2", wraps=True)
        column.addWidget(self.count)
        acts = FlowLayout(gap=8)
        self.confirm = Button(self.tr("Bekräfta valda"), act=self._confirm_chosen, icon="done")
        self.confirm_all = Button("", "recommended", self._confirm_all, icon="done")
        self.remove = Button(self.tr("Ta bort vald koppling"), "flat", self._remove, icon="trash")
        for button in (self.confirm_all, self.confirm, self.remove):
            acts.addWidget(button)
        column.addLayout(acts)
        self._problem = Label("", "small", "bad_text", wraps=True)
        self._problem.hide()
        column.addWidget(self._problem)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 16)
        foot.addStretch(1)
        foot.addWidget(Button(self.tr("Stäng"), act=self.accept))
        fill_dialog(self, inside, foot)
        room = find_room(self, _WIDTH)
        self.resize(room.width(), min(room.height(), round(room.width() * 0.66)))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._name_buttons())
        self._refresh()

    def _refresh(self) -> None:
        task = self._context.tasks.run_latest(self, read_mappings, self._framework.key)
        task.then(self._show).catch(self._refuse)

    def _show(self, found: tuple[Mapping, ...]) -> None:
        row = self.table.currentIndex().row()
        self._found = found
        columns = (
            TableColumn(self.tr("Från")),
            TableColumn(self.tr("Till")),
            TableColumn(self.tr("Koppling")),
        )
        self.table.show_rows(columns, tuple(self._cells(each) for each in found))
        self.table.fit_rows(_ROWS)
        if found:
            self.table.selectRow(min(max(row, 0), len(found) - 1))
        self._name_buttons()

    def _cells(self, each: Mapping) -> tuple[str, str, str]:
        state = self.tr("bekräftad") if each.link.is_confirmed else self.tr("inte bekräftad")
        if each.link.is_secondary:
            state = f"{state}, {text('links.secondary')}"
        return each.start, each.end, state

    def _name_buttons(self) -> None:
        open_ = [each for each in self._found if not each.link.is_confirmed]
        words = self.tr("Kopplingar: {count}. Inte bekräftade: {open}.")
        self.count.setText(words.format(count=len(self._found), open=len(open_)))
        self.confirm_all.setText(self.tr("Bekräfta alla {count}").format(count=len(open_)))
        self.confirm_all.setVisible(bool(open_))
        chosen = self._chosen()
        self.confirm.setEnabled(any(not each.link.is_confirmed for each in chosen))
        self.remove.setEnabled(len(chosen) == 1)

    def _chosen(self) -> list[Mapping]:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        sources = [self.table.rows.source_row(row) for row in rows]
        return [self._found[source] for source in sources if source < len(self._found)]

    def _confirm_chosen(self) -> None:
        self._confirm([each for each in self._chosen() if not each.link.is_confirmed])

    def _confirm_all(self) -> None:
        self._confirm([each for each in self._found if not each.link.is_confirmed])

    def _confirm(self, chosen: list[Mapping]) -> None:
        uuids = tuple(each.link.uuid for each in chosen)
        said = self.tr("{count} kopplingar är bekräftade.").format(count=len(uuids))
        if len(uuids) == 1:
            said = self.tr("Kopplingen är bekräftad.")
        self._write(said, links.confirm_links, uuids)

    def _remove(self) -> None:
        for each in self._chosen()[:1]:
            self._write(self.tr("Kopplingen är borttagen."), links.delete_link, each.link.uuid)

    def _write(self, said: str, call: Callable[..., object], given: object) -> None:
        self._problem.hide()
        task = self._context.tasks.run_write(self, call, given)
        task.then(lambda _done: self._done(said)).catch(self._refuse)

    def _done(self, said: str) -> None:
        self.changed.emit()
        self._context.window.toast(said, self._context.window.undo)
        self._refresh()

    def _refuse(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self._problem.setText(messages.sentence(error))
            self._problem.show()
