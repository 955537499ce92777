"""A field where a code is chosen by typing a part of its code or name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QListView

from rccdesk.services.imports.value_choices import ValueChoice
from rccdesk.ui import theme
from rccdesk.ui.widgets.choice_box import ChoiceBox

_LIST_WIDTH = 320  # px at 100 % text
_MOST_SHOWN = 12


def make_choices(first: str, choices: Sequence[ValueChoice]) -> QStandardItemModel:
    """Return the entries of code boxes: ``first``, which stands for no code, and the choices."""
    model = QStandardItemModel()
    for code, words in ((None, first), *((c.code, _words(c)) for c in choices)):
        item = QStandardItem(words)
        item.setData(code, Qt.ItemDataRole.UserRole)
        item.setEditable(False)
        model.appendRow(item)
    return model


def _words(choice: ValueChoice) -> str:
    """Return a name with its code, unless the code is a word of the program's own."""
    is_shown = choice.code != choice.name and any(c.isdigit() or c.isupper() for c in choice.code)
    is_shown &= not choice.name.startswith(choice.code[:2])  # 18-39 and "18–39 år"
    return f"{choice.name} ({choice.code})" if is_shown else choice.name


class CodeBox(ChoiceBox):
    """Shows what a word is read as. Emits ``chosen`` with a code, or None, when the user means it.

    Typing searches codes and names, Enter takes the first that fits, F2 and arrows open the list,
    Escape puts back what stood there. Many boxes share one ``model``.
    """

    chosen = Signal(object)

    def __init__(self, model: QStandardItemModel) -> None:
        super().__init__()
        self._code: str | None = None
        self._shown = ""
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setModel(model)
        self.setProperty("small", True)  # noqa: FBT003 - Qt's own order
        self.setMaxVisibleItems(_MOST_SHOWN)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._has_lists = False
        self.activated.connect(self._take)
        line = self.lineEdit()
        assert line is not None
        line.returnPressed.connect(self._take_typed)
        line.editingFinished.connect(self._put_back)

    def show_code(self, code: str | None, words: str) -> None:
        """Show a code, by ``words`` where it is none of the choices."""
        place = self.findData(code)
        self._code = code
        self.setCurrentIndex(place)
        self._shown = self.itemText(place) if place >= 0 else words
        self._put_back()

    def _make_lists(self) -> None:
        """Make what opens under the box: a page of boxes would wait for what few of them need."""
        if self._has_lists:
            return
        self._has_lists = True
        width = round(_LIST_WIDTH * theme.current().text_scale)
        self.view().setMinimumWidth(width)
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(_MOST_SHOWN)
        popup = QListView()
        popup.setProperty("popup", "true")
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        popup.setMinimumWidth(width)
        completer.setPopup(popup)
        self.setCompleter(completer)

    def showPopup(self) -> None:  # noqa: N802 - Qt's own name
        """Open the list of the arrow."""
        self._make_lists()
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list on F2 and the arrows; Qt would choose the next entry at once."""
        if event.key() in {Qt.Key.Key_F2, Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._open()
        elif event.key() == Qt.Key.Key_Escape and self.currentText() != self._shown:
            self._put_back()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the words, so that typing replaces them."""
        self._make_lists()
        super().focusInEvent(event)
        line = self.lineEdit()
        if line is not None and event.reason() != Qt.FocusReason.PopupFocusReason:
            QTimer.singleShot(0, line.selectAll)  # a click would take the choice away again

    def _open(self) -> None:
        """Show all entries under the words, which stay open for typing."""
        self._make_lists()
        line, completer = self.lineEdit(), self.completer()
        if line is None or completer is None:
            return
        line.selectAll()
        completer.setCompletionPrefix("")
        completer.complete()

    def _take(self, index: int) -> None:
        if index < 0:
            return
        code = self.itemData(index)
        self._shown = self.itemText(index)
        if code != self._code:
            self._code = code
            self.chosen.emit(code)

    def _take_typed(self) -> None:
        """Take the first entry that the typed words fit; words that fit none change nothing."""
        typed = self.currentText().strip().casefold()
        if not typed or typed == self._shown.casefold():
            return
        texts = [self.itemText(place).casefold() for place in range(self.count())]
        fits = [place for place, words in enumerate(texts) if typed in words]
        exact = [place for place in fits if texts[place] == typed]
        starts = [place for place in fits if texts[place].startswith(typed)]
        for place in (*exact, *starts, *fits)[:1]:
            self.setCurrentIndex(place)
            self._take(place)

    def _put_back(self) -> None:
        if self.currentText() != self._shown:
            self.setEditText(self._shown)
        line = self.lineEdit()
        if line is not None:
            line.setCursorPosition(0)
            self.setToolTip(self._shown)
