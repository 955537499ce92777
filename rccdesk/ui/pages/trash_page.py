"""Papperskorg: what has been deleted, brought back with its links or removed for good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import Topic
from rccdesk.services import trash
from rccdesk.services.charts.spec import TableColumn
from rccdesk.texts import text
from rccdesk.ui import messages
from rccdesk.ui.dialogs.question_dialog import QuestionDialog
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.trash import RestoredRows, TrashRow

_FILTER_FROM = 11  # things from which a choice of kind helps
_MOST_NAMED = 3  # things that a question names


class TrashPage(Page):
    """A table of what lies in the Papperskorg, with what can be done to the chosen ones."""

    # Undoing an import can bring back what was deleted.
    topics: ClassVar[frozenset[Topic]] = trash.TOPICS | {Topic.IMPORTS}
    uses_selection: ClassVar[bool] = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._all: tuple[TrashRow, ...] = ()
        self._shown: tuple[TrashRow, ...] = ()
        self._was_read = False
        self.head.set_title(self.tr("Papperskorg"), self.tr("Vad har tagits bort, och av vem?"))
        self.empty = Button(
            self.tr("Töm Papperskorgen…"), act=lambda: self._ask_empty().open(), icon="trash"
        )
        self.head.add_action(self.empty)
        self.body.addWidget(self._build_card(), 1)

    def refresh(self) -> None:
        """Read what lies in the Papperskorg."""
        if not self._was_read:
            self.show_busy()
        self._tasks.run_latest(self, trash.list_trash).then(self._show).catch(self.show_error)

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the questions before anything is removed for good."""
        if not self._all:
            return {}
        return {
            "remove": lambda: self._ask_remove(self._shown[:1]),
            "remove_several": lambda: self._ask_remove(self._shown),
            "empty": self._ask_empty,
        }

    # Building

    def _build_card(self) -> QWidget:
        card = QFrame()
        card.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 10)
        column.setSpacing(8)
        self._filter_row = QWidget()
        row = QHBoxLayout(self._filter_row)
        row.setContentsMargins(13, 8, 13, 0)
        row.setSpacing(8)
        words = Label(self.tr("Visa"), "small", "text2")
        self.kind = ChoiceBox()
        self.kind.setAccessibleName(self.tr("Visa en sort"))
        self.kind.activated.connect(lambda _index: self._fill())
        words.setBuddy(self.kind)
        row.addWidget(words)
        row.addWidget(self.kind)
        row.addStretch(1)
        column.addWidget(self._filter_row)
        self.table = RowTableView()
        self.table.setAccessibleName(self.tr("Det som ligger i Papperskorgen"))
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.table.setMinimumHeight(120)
        column.addWidget(self.table, 1)
        self._what = Label("", "small", "text2", wraps=True)
        self._what.setContentsMargins(13, 0, 13, 0)
        column.addWidget(self._what)
        buttons = FlowLayout(gap=8)
        buttons.setContentsMargins(13, 0, 13, 0)
        self.restore = Button(self.tr("Återställ"), "primary", self._restore, icon="undo")
        self.remove = Button(self.tr("Ta bort för gott…"), act=self._remove, icon="trash")
        for button in (self.restore, self.remove):
            buttons.addWidget(button)
        column.addLayout(buttons)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)
        return card

    # Showing

    def _show(self, rows: tuple[TrashRow, ...]) -> None:
        self._was_read = True
        self._all = rows
        self.empty.setVisible(bool(rows))
        if not rows:
            self._shown = ()
            self.show_empty(
                "trash",
                self.tr("Papperskorgen är tom"),
                self.tr("Det du tar bort ligger här i {days} dagar.").format(days=trash.KEPT_DAYS),
            )
            return
        held = self.kind.currentData()
        self.kind.clear()
        self.kind.addItem(self.tr("Allt"), "")
        kinds = dict.fromkeys((row.table, row.kind) for row in rows)
        for table, words in kinds:
            self.kind.addItem(words, table)
        self.kind.setCurrentIndex(max(0, self.kind.findData(held)))
        self._filter_row.setVisible(len(rows) >= _FILTER_FROM and len(kinds) > 1)
        if self._filter_row.isHidden():
            self.kind.setCurrentIndex(0)
        self._fill()
        self.show_content()

    def _fill(self) -> None:
        kept = {row.uuid for row in self._chosen()}
        table = self.kind.currentData()
        self._shown = tuple(row for row in self._all if not table or row.table == table)
        columns = (
            TableColumn(self.tr("Vad")),
            TableColumn(self.tr("Namn")),
            TableColumn(self.tr("Borttagen")),
            TableColumn(self.tr("Av")),
            TableColumn(self.tr("Tas bort för gott")),
        )
        self.table.show_rows(columns, tuple(self._cells(row) for row in self._shown))
        model = self.table.selectionModel()
        model.selectionChanged.connect(self._on_chosen, Qt.ConnectionType.UniqueConnection)
        places = [n for n, row in enumerate(self._shown) if row.uuid in kept] or [0]
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for place in places:
            model.select(self.table.rows.index(place, 0), flags)
        self.table.setCurrentIndex(self.table.rows.index(places[0], 0))
        for place in places[1:]:
            model.select(self.table.rows.index(place, 0), flags)
        self._show_chosen()

    def _cells(self, row: TrashRow) -> tuple[str, ...]:
        last = dt.datetime.now().astimezone().date() + dt.timedelta(days=row.days_left)
        left = text("trash.page.days_left", count=row.days_left)
        soon = self.tr("nästa gång filen öppnas")
        return (
            row.kind,
            row.title,
            f"{row.deleted_at.astimezone():%Y-%m-%d %H:%M}",
            row.deleted_by or formats.MISSING,
            f"{last} ({left})" if row.days_left else soon,
        )

    def _on_chosen(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self._show_chosen()

    def _chosen(self) -> tuple[TrashRow, ...]:
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        sources = [self.table.rows.source_row(place) for place in places]
        return tuple(self._shown[source] for source in sources if source < len(self._shown))

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        database = self._tasks.database
        is_reading = database is not None and database.is_reading
        if is_reading:
            words = self.tr(
                "Filen är öppen bara för läsning. Inget kan återställas eller tas bort."
            )
        elif not chosen:
            words = self.tr("Välj en rad för att återställa den. Välj flera med Ctrl eller Skift.")
        elif len(chosen) == 1 and chosen[0].with_rows:
            words = self.tr("Hör ihop och återställs tillsammans: {things}.").format(
                things="; ".join(chosen[0].with_rows)
            )
        else:
            words = ""
        self._what.setText(words)
        self._what.setVisible(bool(words))
        for button in (self.restore, self.remove, self.empty):
            wanted = button is self.empty or bool(chosen)
            button.setEnabled(wanted and not is_reading)
            button.setAccessibleDescription(words if is_reading else "")
        count = len(chosen)
        many = count > 1
        restore = text("trash.page.restore", count=count) if many else self.tr("Återställ")
        remove = text("trash.page.remove", count=count) if many else self.tr("Ta bort för gott")
        self.restore.setText(restore)
        self.remove.setText(f"{remove}…")

    # Acts

    def _restore(self) -> None:
        chosen = self._chosen()
        uuids = tuple(row.uuid for row in chosen)
        task = self._tasks.run_write(self, trash.restore_rows, uuids)
        task.then(partial(self._say_restored, len(chosen))).catch(self._refuse)

    def _say_restored(self, count: int, restored: RestoredRows) -> None:
        words = (
            text("trash.page.restored", count=count)
            if count > 1
            else self.tr("Återställt: {name}").format(name=restored.name)
        )
        self.toast(words, self.window_actions.undo)

    def _remove(self) -> None:
        chosen = self._chosen()
        if chosen and self.remove.isEnabled():
            self._ask_remove(chosen).open()

    def _ask_remove(self, rows: tuple[TrashRow, ...]) -> QuestionDialog:
        count = len(rows)
        words = text("trash.page.remove", count=count) if count > 1 else self.tr("Ta bort för gott")
        named = [f"{row.kind}: {row.title}" for row in rows[:_MOST_NAMED]]
        if count > _MOST_NAMED:
            named.append(text("trash.page.more", count=count - _MOST_NAMED))
        act = partial(self._remove_now, tuple(row.uuid for row in rows))
        return QuestionDialog(
            f"{words}?", [*named, self._gone_words()], [(words, act)], self.window()
        )

    def _ask_empty(self) -> QuestionDialog:
        count = len(self._all)
        part = len(self._shown) < count
        words = text("trash.page.empties_all" if part else "trash.page.empties", count=count)
        return QuestionDialog(
            self.tr("Töm Papperskorgen?"),
            [words, self._gone_words()],
            [(self.tr("Töm Papperskorgen"), self._empty_now)],
            self.window(),
        )

    def _gone_words(self) -> str:
        return self.tr("Det går att ångra tills programmet stängs, men inte att återställa senare.")

    def _remove_now(self, uuids: tuple[str, ...]) -> None:
        task = self._tasks.run_write(self, trash.delete_for_good, uuids)
        task.then(self._say_removed).catch(self._refuse)

    def _empty_now(self) -> None:
        task = self._tasks.run_write(self, trash.empty_trash)
        task.then(self._say_removed).catch(self._refuse)

    def _say_removed(self, count: int) -> None:
        self.toast(text("trash.page.removed", count=count), self.window_actions.undo)

    def _refuse(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.toast(messages.sentence(error))
        self.refresh()
