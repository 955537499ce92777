"""The results of an initiative: a card for each measure with its frozen figures by moment."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.periods import parse_period
from rccdesk.services.frozen_figures import figure_words
from rccdesk.services.initiatives import CardOutcome, FrozenValue, OutcomeRow
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.initiative_words import frozen_words
from rccdesk.ui.pages.initiatives.sheet import Sheet
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

_OWN = ("before", "after", "durable")
_COMPARED = ("compared_before", "compared_after")
_NARROW = 620  # px at 100 % text under which the moments stand under each other


class OutcomesTab(QWidget):
    """Shows the outcomes. The signals give the outcome, ``measure`` the moment too."""

    add = Signal()
    edit = Signal(object)
    remove = Signal(object)
    show_chart = Signal(object)
    measure = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._can_write = True
        self._columns = 3
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        column.addLayout(self._cards)
        self.add_button = Button(self.tr("Välj resultatmått…"), act=self.add.emit, icon="add")
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_sheet(self, sheet: Sheet, *, can_write: bool, width: int) -> None:
        """Show the outcomes; without any, why one is needed."""
        self._can_write = can_write
        self._columns = 3 if width >= _NARROW * theme.current().text_scale else 1
        self.add_button.setEnabled(can_write)
        clear(self._cards)
        if not sheet.outcomes:
            self._cards.addWidget(self._nothing())
        for outcome, said in zip(sheet.outcomes, sheet.card.outcomes, strict=True):
            self._cards.addWidget(self._card(outcome, said))

    def _nothing(self) -> QWidget:
        frame, column = _frame()
        column.addWidget(Label(self.tr("Inget resultatmått är valt"), "h2"))
        words = self.tr(
            "Välj det mått som ska visa resultatet, helst innan insatsen börjar. Då kan siffran "
            "före frysas och jämföras med siffran efter."
        )
        column.addWidget(Label(words, "body", "text2", wraps=True))
        return frame

    def _card(self, outcome: OutcomeRow, said: CardOutcome) -> QWidget:
        frame, column = _frame()
        column.addWidget(Label(said.measure, "h2", wraps=True))
        column.addWidget(
            Label(said.place or self.tr("Alla i uttaget"), "small", "text2", wraps=True)
        )
        column.addLayout(self._moments(outcome, _OWN))
        if outcome.compared_with:
            words = self.tr("Jämförs med: {place}").format(place=said.compared_with)
            column.addWidget(Label(words, "small_strong", wraps=True))
            column.addLayout(self._moments(outcome, _COMPARED))
        for sentence in said.sentences:
            column.addWidget(Label(sentence, "small", wraps=True))
        if said.is_measured:
            sentence = text("charts.sentence.association")
            column.addWidget(Label(sentence, "small_strong", "text2", wraps=True))
        buttons = FlowLayout(gap=8)
        for words, icon, signal in (
            (self.tr("Visa diagrammet"), "chart", self.show_chart),
            (self.tr("Ändra måttet…"), "write", self.edit),
            (self.tr("Flytta till Papperskorgen"), "trash", self.remove),
        ):
            button = Button(words, "flat", partial(signal.emit, outcome), icon=icon, small=True)
            button.setAccessibleName(f"{words}: {said.measure}")
            button.setEnabled(self._can_write or signal is self.show_chart)
            buttons.addWidget(button)
        column.addLayout(buttons)
        return frame

    def _moments(self, outcome: OutcomeRow, names: tuple[str, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(10)
        for number, name in enumerate(names):
            box = self._moment(outcome, name)
            grid.addWidget(box, number // self._columns, number % self._columns)
        for number in range(self._columns):
            grid.setColumnStretch(number, 1)
            if number >= len(names):  # an empty place keeps the columns under each other
                grid.addWidget(QWidget(), 0, number)
        return grid

    def _moment(self, outcome: OutcomeRow, name: str) -> QFrame:
        value: FrozenValue | None = getattr(outcome, name)
        box = QFrame()
        heading = text(f"initiatives.moment.{name}")
        if value is None:
            box.setProperty("box", "doubt")
        else:
            box.setProperty("card", "true")
        column = QVBoxLayout(box)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(Label(heading, "caption", "text2", wraps=True), 1)
        words = self.tr("Mät…") if value is None else self.tr("Mät om…")
        kind = "recommended" if value is None else "link"
        button = Button(words, kind, partial(self.measure.emit, outcome, name), small=True)
        button.setAccessibleName(f"{words} {heading}")
        button.setEnabled(self._can_write)
        head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        if value is None:
            column.addWidget(Label(self.tr("Inte mätt"), "small_strong", "text2"))
        else:
            figure = figure_words(outcome.measure, frozen_words(value), value.coverage)
            column.addWidget(Label(figure, "small_strong", wraps=True))
            column.addWidget(Label(self._about(value), "caption", "text2", wraps=True))
        column.addStretch(1)
        return box

    def _about(self, value: FrozenValue) -> str:
        parts = [parse_period(value.period).label()]
        if value.extract_date is not None:
            day = formats.iso_date(value.extract_date)
            parts.append(self.tr("uttag {date}").format(date=day))
        return " · ".join(parts)


def _frame() -> tuple[QFrame, QVBoxLayout]:
    frame = QFrame()
    frame.setProperty("card", "true")
    column = QVBoxLayout(frame)
    column.setContentsMargins(16, 10, 16, 12)
    column.setSpacing(6)
    return frame, column
