"""Writing down a decision while the group looks on, by the keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from rccdesk.enums import DecisionKind
from rccdesk.ui import theme
from rccdesk.ui.decision_words import fixed_line
from rccdesk.ui.dialogs.decision_fields import DecisionFields
from rccdesk.ui.presentation.slide import Slide
from rccdesk.ui.widgets.labels import Label

_TEXT_LINES = 4


class EntryPanel(QScrollArea):
    """The fields of a decision in large type; the kinds stand in the foot of the presentation."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("ground", "surface")
        self.fields = DecisionFields(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 0, 12, 4)
        column.setSpacing(6)
        self.heading = Label("", "h2", wraps=True)
        column.addWidget(self.heading)
        self.note = Label("", "small", "text2", wraps=True)
        column.addWidget(self.note)
        fields = self.fields
        self._add(column, self.tr("Beslutets text"), fields.text)
        self.fixed = Label(fixed_line(), "small", "text2", wraps=True)
        column.addWidget(self.fixed)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._put(grid, 0, 0, self.tr("Ansvarig (valfritt)"), fields.responsible)
        self._day = self._put(grid, 0, 1, fields.day_words(), fields.due)
        column.addLayout(grid)
        self._add(column, self.tr("Regioner som ska ta ställning (valfritt)"), fields.regions)
        self._add(column, self.tr("Nästa beslutsfattare (valfritt)"), fields.next_decider)
        self.problem = Label("", "small_strong", "bad_text", wraps=True)
        self.problem.hide()
        column.addWidget(self.problem)
        hint = self.tr("Alt+1–7 väljer slag · Ctrl+Enter antecknar · Esc tillbaka, texten sparas")
        column.addWidget(Label(hint, "caption", "text3", wraps=True))
        column.addStretch(1)
        self.setWidget(inside)
        fields.changed.connect(self.follow)
        fields.changed.connect(lambda: self.say(""))  # it is being mended
        self.set_factor(1.65)
        self.follow()

    def set_factor(self, factor: float) -> None:
        """Give the text its lines in the size of the room."""
        line = theme.read_tokens()["type"]["body"]["line"]
        self.fields.text.setFixedHeight(round(_TEXT_LINES * int(str(line)) * factor * 0.88) + 20)
        self.fields.regions.updateGeometry()

    def start(self, slide: Slide) -> None:
        """Begin with what the agenda proposes; the next decision of a point begins empty."""
        self.heading.setText(slide.title)
        self.say_note("")
        self.say("")
        text = "" if slide.recorded else slide.proposal
        self.fields.show_values({"text": text, "next_decider": slide.next_decider})
        self.follow()

    def say(self, sentence: str, field: QWidget | None = None) -> None:
        """Say what is wrong and go to the field."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        if sentence:
            self.ensureWidgetVisible(self.problem)

    def say_note(self, words: str) -> None:
        """Say where the words of the fields come from."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def follow(self) -> None:
        """Let the words fit the kind that is chosen."""
        self._day.setText(self.fields.day_words())
        self.fixed.setVisible(self.fields.kind.kind is DecisionKind.RECOMMENDATION)

    def _add(self, column: QVBoxLayout, words: str, field: QWidget) -> None:
        column.addWidget(self._named(words, field))
        column.addWidget(field)

    def _put(self, grid: QGridLayout, row: int, at: int, words: str, field: QWidget) -> Label:
        label = self._named(words, field)
        grid.addWidget(label, 2 * row, at)
        grid.addWidget(field, 2 * row + 1, at)
        return label

    def _named(self, words: str, field: QWidget) -> Label:
        label = Label(words, "small", "text2", wraps=True)
        label.setBuddy(field)
        field.setAccessibleName(words)
        return label
