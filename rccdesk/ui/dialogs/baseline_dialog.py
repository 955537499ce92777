"""The states of a plan that have been kept, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.services import plans
from rccdesk.services.charts.spec import TableColumn
from rccdesk.ui import messages
from rccdesk.ui.dialogs.form_dialog import combo
from rccdesk.ui.dialogs.saving_dialog import DialogContext
from rccdesk.ui.dialogs.scrolled import fill_dialog, find_room
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.plans import BaselineRow, PlanDifference

_WIDTH, _ROWS = 860, 14


class BaselineDialog(QDialog):
    """Keeps the plan as it is under a name, and compares a kept state with another or with now."""

    def __init__(
        self,
        context: DialogContext,
        plan_uuid: str,
        baselines: Sequence[BaselineRow],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._plan = context, plan_uuid
        title = self.tr("Sparade versioner och skillnader")
        self.setWindowTitle(title)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 12)
        column.setSpacing(10)
        column.addWidget(Label(title, "h2", wraps=True))
        note = self.tr(
            "En sparad version ändras aldrig. Spara en till exempel när planen beslutas."
        )
        column.addWidget(Label(note, "small", "text2", wraps=True))
        keep = QHBoxLayout()
        keep.setSpacing(8)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Namn på versionen"))
        self.name.setPlaceholderText(self.tr("Beslutad version"))
        self.keep = Button(self.tr("Spara versionen"), act=self._keep)
        self.name.returnPressed.connect(self._keep)
        keep.addWidget(self.name, 1)
        keep.addWidget(self.keep)
        column.addLayout(keep)
        row = FlowLayout(gap=8)
        self.was, self.now = combo([]), combo([])
        for words, box in ((self.tr("Jämför"), self.was), (self.tr("med"), self.now)):
            label = Label(words, "table_strong")
            label.setBuddy(box)
            box.setAccessibleName(words)
            box.setMinimumWidth(240)
            box.currentIndexChanged.connect(lambda _index: self._compare())
            row.addWidget(label)
            row.addWidget(box)
        column.addLayout(row)
        self.finding = Label("", "body", wraps=True)
        column.addWidget(self.finding)
        self.table = RowTableView(dense=True)
        self.table.setAccessibleName(self.tr("Skillnader"))
        column.addWidget(self.table)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 16)
        foot.addStretch(1)
        foot.addWidget(Button(self.tr("Stäng"), act=self.accept))
        fill_dialog(self, inside, foot)
        room = find_room(self, _WIDTH)
        self.resize(room.width(), min(room.height(), round(room.width() * 0.72)))
        self._offer(baselines)
        self.name.setFocus()

    def _offer(self, baselines: Sequence[BaselineRow]) -> None:
        for box in (self.was, self.now):
            box.blockSignals(True)  # noqa: FBT003 - Qt's signature
            box.clear()
        self.now.addItem(self.tr("Planen nu"), "")
        for each in baselines:
            words = f"{each.name} ({formats.iso_date(each.saved_on)})"
            self.was.addItem(words, each.uuid)
            self.now.addItem(words, each.uuid)
        for box in (self.was, self.now):
            box.setEnabled(bool(baselines))
            box.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self._compare()

    def _keep(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.finding.setText(self.tr("Skriv ett namn på versionen."))
            self.name.setFocus()
            return
        self._write(plans.save_baseline, self._plan, name)

    def _write(self, call: Callable[..., object], *args: object) -> None:
        def read(_stored: object) -> None:
            self.name.clear()
            window = self._context.window
            window.toast(self.tr("Versionen är sparad."), window.undo)
            self._context.tasks.run(self, plans.list_baselines, self._plan).then(self._offer)

        self._context.tasks.run_write(self, call, *args).then(read).catch(self._refuse)

    def _compare(self) -> None:
        was, now = self.was.currentData(), self.now.currentData()
        self.table.setVisible(bool(was))
        if not was:
            self.finding.setText(self.tr("Ingen version är sparad än."))
            return
        self._context.tasks.run_latest(
            self, plans.compare_baseline, str(was), str(now) or None
        ).then(self._show).catch(self._refuse)

    def _show(self, found: PlanDifference) -> None:
        columns = (
            TableColumn(self.tr("Mål")),
            TableColumn(self.tr("Vad")),
            TableColumn(self.tr("Då")),
            TableColumn(self.tr("Nu")),
        )
        none = formats.MISSING
        rows = [(name, self.tr("Nytt mål"), none, none) for name in found.added]
        rows += [(name, self.tr("Borttaget mål"), none, none) for name in found.removed]
        rows += [
            (each.item_name, each.field_words, each.was or none, each.now or none)
            for each in found.changed
        ]
        self.table.setVisible(bool(rows))
        self.table.show_rows(columns, tuple(rows))
        self.table.fit_rows(_ROWS)
        words = self.tr("Nya mål: {added}. Borttagna: {removed}. Ändrade uppgifter: {changed}.")
        self.finding.setText(
            self.tr("Inget skiljer.")
            if found.is_same
            else words.format(
                added=len(found.added), removed=len(found.removed), changed=len(found.changed)
            )
        )

    def _refuse(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.finding.setText(messages.sentence(error))
