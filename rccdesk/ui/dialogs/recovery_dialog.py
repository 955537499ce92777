"""The backups of a file that cannot be opened: which are whole, and putting one back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.services.charts.spec import TableColumn
from rccdesk.ui import messages, rescue, theme
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.tasks import Task, TaskRunner
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

_WIDTH, _HEIGHT = 860, 440


class RecoveryDialog(QDialog):
    """Emits ``restored`` with the file that holds the chosen backup's content now."""

    restored = Signal(object)  # Path
    new_wanted = Signal(object)  # Path: an empty file beside, where no backup is whole

    def __init__(
        self, tasks: TaskRunner, store: Path, why: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks, self._store = tasks, store
        self._rescues: tuple[rescue.Rescue, ...] = ()
        self._task: Task | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self.tr("Återställ {file}").format(file=store.name)
        self.setWindowTitle(title)
        scale = min(theme.current().text_scale, 1.4)
        self.resize(round(_WIDTH * scale), round(_HEIGHT * scale))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(Label(title, "h2"))
        self._why = Label(why, "body", "text2", wraps=True)
        column.addWidget(self._why)
        self._line = Label(self.tr("Läser säkerhetskopiorna …"), "body", "text", wraps=True)
        column.addWidget(self._line)
        self.table = RowTableView(dense=True)
        self.table.setAccessibleName(self.tr("Säkerhetskopior"))
        self.table.setSelectionMode(RowTableView.SelectionMode.SingleSelection)
        self.table.doubleClicked.connect(lambda _index: self._restore())
        column.addWidget(self.table, 1000)
        column.addStretch(1)  # takes the room of a table that has nothing to show
        column.addLayout(self._build_foot())
        self._read()

    def _build_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(220)
        row.addWidget(self._bar)
        self._new = Button(self.tr("Börja i en ny fil"), "flat", self._begin_anew)
        self._new.hide()
        row.addWidget(self._new)
        row.addStretch(1)
        self.restore = Button(self.tr("Återställ den här"), "primary", self._restore)
        self.restore.setEnabled(False)
        self._leave = Button(self.tr("Avbryt"), "secondary", self.reject)
        row.addWidget(self.restore)
        row.addWidget(self._leave)
        return row

    def done(self, result: int) -> None:
        """Stop what is under way, then close."""
        if self._task is not None:
            self._task.cancel()
        super().done(result)

    def _read(self) -> None:
        self._task = self._tasks.run_alone(self, rescue.list_rescues, self._store)
        self._task.watch(self._show_progress).then(self._show).catch(self._on_failed)

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.show()

    def _show(self, rescues: tuple[rescue.Rescue, ...]) -> None:
        self._task = None
        self._bar.hide()
        self._rescues = rescues
        self.table.setVisible(bool(rescues))
        self.table.show_rows(
            (
                TableColumn(self.tr("Gjord")),
                TableColumn(self.tr("Kontroll")),
                TableColumn(self.tr("Varför")),
                TableColumn(self.tr("Storlek"), numeric=True),
                TableColumn(self.tr("Innehåll")),
            ),
            tuple(
                (
                    f"{found.made_at:%Y-%m-%d %H:%M}",
                    self.tr("Skadad") if found.fault else self.tr("Hel"),
                    found.reason,
                    formats.file_size(found.bytes),
                    found.content,
                )
                for found in rescues
            ),
        )
        whole = [at for at, found in enumerate(rescues) if not found.fault]
        if whole:
            selection = self.table.selectionModel()
            if selection is not None:
                selection.selectionChanged.connect(lambda *_: self._offer())
            self.table.selectRow(whole[0])
            self.table.setFocus()
        elif rescues:
            self._line.setText(
                self.tr(
                    "Ingen av säkerhetskopiorna är hel. Inget har ändrats och inget tas bort. "
                    "Be den som sköter datorn om en kopia av mappen, eller börja i en ny fil "
                    "bredvid."
                )
            )
        else:
            self._line.setText(
                self.tr(
                    "Det finns ingen säkerhetskopia av filen. Inget har ändrats och inget tas "
                    "bort. Be den som sköter datorn om en kopia av mappen, eller börja i en ny "
                    "fil bredvid."
                )
            )
        self._new.setVisible(not whole)
        self._offer()

    def _chosen(self) -> rescue.Rescue | None:
        row = self.table.currentIndex().row()
        return self._rescues[row] if 0 <= row < len(self._rescues) else None

    def _offer(self) -> None:
        chosen = self._chosen()
        can_restore = chosen is not None and not chosen.fault and self._task is None
        self.restore.setEnabled(can_restore)
        if can_restore:
            self._line.setText(
                self.tr(
                    "Välj vilken kopia som ska användas. Filen som inte går att öppna flyttas åt "
                    "sidan och finns kvar."
                )
            )
        elif chosen is not None and chosen.fault and not self._new.isVisibleTo(self):
            self._line.setText(chosen.fault)

    def _restore(self) -> None:
        chosen = self._chosen()
        if chosen is None or chosen.fault or self._task is not None:
            return
        self._line.setText(self.tr("Återställer …"))
        self._task = self._tasks.run_alone(self, rescue.restore, self._store, chosen.path)
        self._task.watch(self._show_progress).then(self._on_restored).catch(self._on_failed)
        self._offer()

    def _on_restored(self, path: Path) -> None:
        self._task = None
        self.accept()
        self.restored.emit(path)

    def _begin_anew(self) -> None:
        self.accept()
        self.new_wanted.emit(rescue.free_neighbour(self._store))

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        self._bar.hide()
        self._offer()
        if not messages.report_bug(error, self):
            self._line.setText(messages.sentence(error))
