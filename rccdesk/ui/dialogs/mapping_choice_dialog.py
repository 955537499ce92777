"""Which diagnoses a region follows in the 75 % mapping, and from when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rccdesk import formats
from rccdesk.services.mapping75 import Choice, choice_words
from rccdesk.ui import messages, theme
from rccdesk.ui.dialogs.scrolled import fill_dialog, find_room
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.choice_box import DateField
from rccdesk.ui.widgets.labels import Label

_WIDTH = 560
_ROWS = 9  # of the list
_MOST_EARLIER = 3


@dataclass(frozen=True, slots=True)
class WantedChoice:
    """What the dialog asks for."""

    svf: tuple[str, ...]
    valid_from: dt.date
    note: str


class MappingChoiceDialog(QDialog):
    """Asks for diagnoses, a day and a note, and stays until the store has taken them."""

    wanted = Signal(object)  # WantedChoice

    def __init__(
        self,
        region: str,
        svfs: tuple[tuple[str, str], ...],
        choice: Choice | None,
        choices: tuple[Choice, ...],
        start: dt.date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Välj diagnoser"))
        self._names = dict(svfs)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        question = self.tr("Vilka diagnoser kartlägger {region}?").format(region=region)
        column.addWidget(Label(question, "h2", wraps=True))
        words = self.tr(
            "Överenskommelsen säger fyra diagnoser per region, valda tillsammans med RCC. Valet "
            "gäller från sin dag. Det tidigare valet avslutas dagen före och finns kvar för "
            "tidigare perioder."
        )
        column.addWidget(Label(words, "small", "text2", wraps=True))
        self.list = self._make_list(svfs, choice.svf if choice else ())
        column.addWidget(self.list)
        self.count = Label("", "table_strong")
        column.addWidget(self.count)
        column.addLayout(self._make_form(choice, start))
        for line in self._earlier(choices):
            column.addWidget(Label(line, "caption", "text3", wraps=True))
        self._problem = Label("", "small", "bad_text", wraps=True)
        self._problem.hide()
        column.addWidget(self._problem)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(8)
        row.addStretch(1)
        self.save = Button(self.tr("Spara valet"), "primary", self._try)
        self.save.setDefault(True)
        row.addWidget(self.save)
        row.addWidget(Button(self.tr("Avbryt"), act=self.reject))
        fill_dialog(self, inside, row)
        room = find_room(self, _WIDTH)
        height = column.totalHeightForWidth(room.width()) + row.sizeHint().height() + 4
        self.resize(room.width(), min(room.height(), height))
        self.setMaximumHeight(room.height())
        self._show_count()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The prefixes that are marked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def refuse(self, error: Exception) -> None:
        """Say why the store did not take the choice."""
        if not messages.report_bug(error, self):
            self._problem.setText(messages.sentence(error))
            self._problem.show()

    def _make_list(self, svfs: tuple[tuple[str, str], ...], marked: tuple[str, ...]) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName(self.tr("Diagnoser"))
        for prefix, name in svfs:
            item = QListWidgetItem(f"{name} ({prefix})")
            item.setData(Qt.ItemDataRole.UserRole, prefix)
            item.setFlags(
                Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
            )
            is_marked = prefix in marked
            item.setCheckState(Qt.CheckState.Checked if is_marked else Qt.CheckState.Unchecked)
            made.addItem(item)
        made.setCurrentRow(0)
        rows = max(3, round(_ROWS / theme.current().text_scale ** 1.5))
        made.setMinimumHeight(max(made.sizeHintForRow(0), 24) * rows + 4)
        made.itemChanged.connect(lambda _item: self._show_count())
        return made

    def _make_form(self, choice: Choice | None, start: dt.date) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        self.valid_from = DateField()
        self.valid_from.setDate(QDate(start.year, start.month, start.day))
        self.note = QLineEdit(choice.note if choice else "")
        self.note.setPlaceholderText(self.tr("Till exempel: beslutat tillsammans med RCC"))
        for words, widget in (
            (self.tr("Gäller från"), self.valid_from),
            (self.tr("Anteckning"), self.note),
        ):
            label = Label(words, "table_strong")
            label.setBuddy(widget)
            widget.setAccessibleName(words)
            form.addRow(label, widget)
        return form

    def _earlier(self, choices: tuple[Choice, ...]) -> list[str]:
        lines = []
        for choice in choices[:_MOST_EARLIER]:
            names = ", ".join(self._names.get(svf, svf) for svf in choice.svf)
            start = formats.iso_date(choice.valid_from)
            if choice.valid_to is None:
                lines.append(self.tr("Från {start}: {names}.").format(start=start, names=names))
                continue
            end = formats.iso_date(choice.valid_to)
            lines.append(
                self.tr("{start} till {end}: {names}.").format(start=start, end=end, names=names)
            )
        return lines

    def _show_count(self) -> None:
        self.count.setText(choice_words(len(self.chosen)))

    def _try(self) -> None:
        day = self.valid_from.date()
        self.wanted.emit(
            WantedChoice(
                self.chosen, dt.date(day.year(), day.month(), day.day()), self.note.text().strip()
            )
        )
