"""A field of removable chips: the pathways that somebody works with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QLabel, QLineEdit, QListView, QWidget

from rccdesk.ui import theme
from rccdesk.ui.selection import Choice
from rccdesk.ui.widgets.buttons import IconButton
from rccdesk.ui.widgets.flow import FlowLayout


class ProcessField(QFrame):
    """Chips with a field to add more. Emits ``changed`` for each act of the user."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("input", "true")
        self._choices: dict[str, str] = {}
        self._chips: dict[str, QFrame] = {}
        self._flow = FlowLayout(self, gap=8)
        self._flow.setContentsMargins(6, 5, 6, 5)
        self.field = QLineEdit()
        self.field.setProperty("bare", "true")
        self.field.setProperty("ring_around", self)
        self.field.setPlaceholderText(self.tr("Lägg till process"))
        self.field.setAccessibleName(self.tr("Lägg till process"))
        self.field.setMinimumWidth(180)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._add_named)
        popup = QListView()
        popup.setProperty("popup", "true")
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        popup.setMinimumWidth(round(320 * theme.current().text_scale))
        completer.setPopup(popup)
        self.field.setCompleter(completer)
        self.field.returnPressed.connect(self._add_typed)
        self.field.installEventFilter(self)
        self._flow.addWidget(self.field)

    @property
    def keys(self) -> tuple[str, ...]:
        """The chosen pathways, in the order they were chosen."""
        return tuple(self._chips)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer ``choices`` and drop chips that are not among them."""
        self._choices = {choice.key: choice.label for choice in choices}
        for key in [key for key in self._chips if key not in self._choices]:
            self._drop(key)
        self._offer()

    def set_keys(self, keys: Sequence[str]) -> None:
        """Show ``keys`` as chips, without emitting ``changed``."""
        for key in list(self._chips):
            self._drop(key)
        for key in keys:
            self._add(key)
        self._offer()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the last chip away on Backspace in the empty field."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Backspace
            and not self.field.text()
            and self._chips
        ):
            self._remove(list(self._chips)[-1])
            return True
        return False

    def _offer(self) -> None:
        self._names.setStringList(
            [label for key, label in self._choices.items() if key not in self._chips]
        )

    def _add_typed(self) -> None:
        """Add the first process that the typed words fit; keep words that fit none."""
        typed = self.field.text().strip().casefold()
        offered = self._names.stringList()
        fits = [name for name in offered if typed and typed in name.casefold()]
        if fits:
            self._add_named(next((n for n in fits if n.casefold() == typed), fits[0]))

    def _add_named(self, name: str) -> None:
        wanted = name.strip().casefold()
        for key, label in self._choices.items():
            if label.casefold() == wanted and key not in self._chips:
                self._add(key)
                self._offer()
                self.changed.emit()
                break
        # The completer writes the name into the field after this.
        QTimer.singleShot(0, self.field.clear)

    def _add(self, key: str) -> None:
        if key not in self._choices or key in self._chips:
            return
        chip = QFrame()
        chip.setProperty("chip", "process")
        row = QHBoxLayout(chip)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(QLabel(self._choices[key]))
        words = self.tr("Ta bort {process}").format(process=self._choices[key])
        row.addWidget(IconButton("close", words, lambda: self._remove(key), size=24))
        self._flow.insert_widget(len(self._chips), chip)
        self._chips[key] = chip
        chip.show()
        self.updateGeometry()

    def _drop(self, key: str) -> None:
        chip = self._chips.pop(key)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self.updateGeometry()

    def _remove(self, key: str) -> None:
        self._drop(key)
        self._offer()
        self.field.setFocus()
        self.changed.emit()
