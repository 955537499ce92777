"""What narrows the list of initiatives: words, state, what is known of the result, process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from rccdesk.enums import InitiativeState
from rccdesk.services.initiatives import level_words
from rccdesk.ui import theme
from rccdesk.ui.initiative_words import words_of
from rccdesk.ui.pages.initiatives.lines import Found
from rccdesk.ui.selection import Choice
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.evidence_mark import LEVELS
from rccdesk.ui.widgets.flow import FlowLayout

_WORDS, _BOX = 190, 150  # px at 100 % text


class Filters(QWidget):
    """The fields over the table; ``changed`` comes when one of them is changed by the user."""

    changed = Signal()
    process_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = FlowLayout(self, gap=10)
        row.setContentsMargins(0, 0, 0, 0)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Sök i namn och problem"))
        self.words.setAccessibleName(self.tr("Sök i namn och problem"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(lambda _words: self.changed.emit())
        self.state = self._box(self.tr("Läge"))
        self.state.addItem(self.tr("Läge: alla"), "")
        for state in InitiativeState:
            self.state.addItem(words_of(state), str(state))
        self.level = self._box(self.tr("Vad vi vet om resultatet"))
        self.process = self._box(self.tr("Process"))
        for widget in (self.words, self.state, self.level, self.process):
            row.addWidget(widget)
        self.state.activated.connect(lambda _index: self.changed.emit())
        self.level.activated.connect(lambda _index: self.changed.emit())
        self.process.activated.connect(self._choose_process)
        theme.current().changed.connect(self._fit)
        self._fit()

    def offer(
        self, counts: Mapping[int, int], processes: Sequence[Choice], chosen: tuple[str, ...]
    ) -> None:
        """Offer the levels with how many stand at each, and the processes."""
        level = str(self.level.currentData() or "")
        self.level.clear()
        self.level.addItem(self.tr("Resultat: alla"), "")
        for number in range(LEVELS):
            self.level.addItem(f"{level_words(number)} ({counts.get(number, 0)})", str(number))
        self.level.setCurrentIndex(max(0, self.level.findData(level)))
        self.process.clear()
        self.process.addItem(self.tr("Process: alla"), "")
        for choice in processes:
            self.process.addItem(choice.label, choice.key)
        if len(chosen) > 1:
            self.process.addItem(self.tr("{count} processer").format(count=len(chosen)), "several")
        key = "several" if len(chosen) > 1 else next(iter(chosen), "")
        self.process.setCurrentIndex(max(0, self.process.findData(key)))

    def clear(self) -> None:
        """Let all initiatives through, of every process."""
        self.words.clear()
        for box in (self.state, self.level):
            box.setCurrentIndex(0)
        self.process_chosen.emit("")

    def fits(self, found: Found, svf: tuple[str, ...]) -> bool:
        """Tell whether an initiative is let through; one for all processes is of each."""
        row = found.row
        words = self.words.text().strip().casefold()
        if words and words not in f"{row.title} {row.problem} {row.work_change}".casefold():
            return False
        if self.state.currentData() and row.state != self.state.currentData():
            return False
        if self.level.currentData() and str(found.level) != self.level.currentData():
            return False
        return not svf or not row.svf or bool(set(row.svf) & set(svf))

    def _box(self, name: str) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        return box

    def _choose_process(self, index: int) -> None:
        key = str(self.process.itemData(index))
        if key != "several":
            self.process_chosen.emit(key)

    def _fit(self) -> None:
        scale = theme.current().text_scale
        self.words.setFixedWidth(round(_WORDS * scale))
        for box in (self.state, self.level, self.process):
            box.setFixedWidth(round(_BOX * scale))
