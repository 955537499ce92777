"""A guideline by unit: the state now beside the answer to the version before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QMenu, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import Adoption
from rccdesk.services.guidelines import AdoptionLine, AdoptionTable
from rccdesk.ui.icons import icon
from rccdesk.ui.initiative_words import words_of
from rccdesk.ui.pages.guidelines.lines import (
    STATES,
    Answer,
    adoption_columns,
    adoption_lines,
    key_of,
)
from rccdesk.ui.tables.line_view import LineView
from rccdesk.ui.widgets.buttons import Button, IconButton
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

_LEAST_ROWS = 6


class AdoptionTab(QWidget):
    """Chooses guideline and version over the table of units; a digit sets the state of one.

    ``answered`` gives (line, state), ``edit`` the line or None for another unit.
    """

    guideline_chosen = Signal(str)
    version_chosen = Signal(str)
    edit_guideline = Signal()
    remove_guideline = Signal()
    edit_version = Signal()
    remove_version = Signal()
    add_version = Signal()
    carry = Signal()
    answered = Signal(object, object)
    edit = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: dict[str, AdoptionLine] = {}
        self._can_write = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._build_head())
        frame = QFrame()
        frame.setProperty("card", "true")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 10, 1, 8)
        inside.setSpacing(8)
        self._tools = QWidget()
        tools = FlowLayout(self._tools, gap=8)
        tools.setContentsMargins(13, 0, 13, 0)
        self.carry_button = Button("", "recommended", self.carry.emit, icon="copy", small=True)
        self.edit_button = Button(
            self.tr("Anteckna verksamhetens svar…"), act=self._edit, icon="write", small=True
        )
        self.add_button = Button(
            self.tr("Lägg till verksamhet…"), "flat", lambda: self.edit.emit(None), icon="add",
            small=True,
        )  # fmt: skip
        for button in (self.carry_button, self.edit_button, self.add_button):
            tools.addWidget(button)
        inside.addWidget(self._tools)
        self.table = LineView(adoption_columns(), takes_digits=True)
        self.table.setAccessibleName(self.tr("Verksamheternas svar"))
        self.table.digit.connect(self._take_digit)
        self.table.opened.connect(lambda key: self.edit.emit(self._lines.get(key)))
        inside.addWidget(self.table, 1)
        self.nothing = Label("", "body", "text2", wraps=True)
        self.nothing.setContentsMargins(14, 4, 14, 8)
        inside.addWidget(self.nothing)
        digits = " · ".join(f"{n} {words_of(state)}" for n, state in enumerate(STATES, start=1))
        self.foot = Label("", "caption", "text3", wraps=True)
        self.foot.setText(
            self.tr("Siffror sätter läget på raden: {digits}. – uppgift saknas").format(
                digits=digits
            )
        )
        self.foot.setContentsMargins(14, 0, 14, 0)
        inside.addWidget(self.foot)
        inside.addStretch()
        column.addWidget(frame, 1)

    def _build_head(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("card", "true")
        column = QVBoxLayout(frame)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        row = FlowLayout(gap=10)
        self.guideline = _box(self.tr("Riktlinje"), 30)
        self.guideline.activated.connect(
            lambda index: self.guideline_chosen.emit(str(self.guideline.itemData(index)))
        )
        self.version = _box(self.tr("Version"), 12)
        self.version.activated.connect(
            lambda index: self.version_chosen.emit(str(self.version.itemData(index)))
        )
        self.version_button = Button(self.tr("Ny version…"), act=self.add_version.emit, icon="add")
        self.more = IconButton("more", self.tr("Fler val"), self._show_menu)
        self.menu = QMenu(self)
        for widget in (
            self.guideline,
            self.version,
            self.version_button,
            self.more,
        ):
            row.addWidget(widget)
        column.addLayout(row)
        self.sentence = Label("", "table_strong", wraps=True)
        self.shares = Label("", "small", "text2", wraps=True)
        self.about = Label("", "caption", "text2", wraps=True)
        for label in (self.sentence, self.shares, self.about):
            column.addWidget(label)
        return frame

    # Showing

    def show_answer(self, answer: Answer, *, can_write: bool) -> None:
        """Show the guideline of ``answer``."""
        table = answer.table
        assert table is not None
        self._can_write = can_write
        self._lines = {key_of(line): line for line in table.rows}
        _fill(self.guideline, [(r.uuid, r.title) for r in answer.known], table.guideline.uuid)
        version = table.version
        _fill(
            self.version,
            [
                (row.uuid, self.tr("Version {version}").format(version=row.version))
                for row in table.versions
            ],
            version.uuid if version is not None else "",
        )
        self.version.setVisible(bool(table.versions))
        self._say(answer, table)
        lines = adoption_lines(answer)
        self.table.show_lines(lines)
        for part in (self.table, self.foot, self._tools):
            part.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        self.nothing.setText(
            self.tr("Lägg till den första versionen. Alla verksamheter börjar som ej bedömda.")
            if version is None
            else self.tr("Ingen verksamhet är inlagd. Lägg till den första.")
        )
        self.table.setMinimumHeight(self.table.natural_height(_LEAST_ROWS))
        self.carry_button.setText(
            self.tr("För över oförändrade svar ({count})").format(count=table.can_carry)
        )
        self.carry_button.setVisible(bool(table.can_carry))
        for button in (
            self.version_button,
            self.more,
            self.carry_button,
            self.edit_button,
            self.add_button,
        ):
            button.setEnabled(can_write)

    def _say(self, answer: Answer, table: AdoptionTable) -> None:
        self.sentence.setText(table.sentence)
        said = [f"{words_of(s.state)} {s.words}" for s in table.shares if s.count]
        causes = dict(answer.causes)
        reasons = [(causes.get(key, self.tr("Ej angivet")), n) for key, n in table.reasons]
        if reasons:
            listed = ", ".join(f"{name} {count}" for name, count in reasons)
            said.append(self.tr("Skäl till att den inte införs: {reasons}").format(reasons=listed))
        self.shares.setText(" · ".join(said))
        self.shares.setVisible(bool(said) and table.version is not None)
        parts = []
        version = table.version
        if version is not None:
            if version.published_on is not None:
                day = formats.iso_date(version.published_on)
                parts.append(self.tr("Publicerad {date}").format(date=day))
            if version.regional_title:
                title = version.regional_title
                if version.regional_on is not None:
                    title = f"{title}, {formats.iso_date(version.regional_on)}"
                parts.append(self.tr("Regional riktlinje: {title}").format(title=title))
            if version.changes:
                parts.append(self.tr("Ändrat: {changes}").format(changes=version.changes))
        if table.guideline.source:
            parts.append(self.tr("Källa: {source}").format(source=table.guideline.source))
        self.about.setText(" · ".join(parts))
        self.about.setVisible(bool(parts))

    # Acts

    def fill_menu(self) -> None:
        """Offer what can be done with the guideline and the version shown."""
        self.menu.clear()
        entries = [(self.tr("Ändra riktlinjen…"), "write", self.edit_guideline.emit)]
        if self.version.count():
            entries += [
                (self.tr("Ändra versionen…"), "write", self.edit_version.emit),
                (self.tr("Flytta versionen till Papperskorgen"), "trash", self.remove_version.emit),
            ]
        words = self.tr("Flytta riktlinjen till Papperskorgen")
        entries.append((words, "trash", self.remove_guideline.emit))
        for said, meaning, act in entries:
            action = self.menu.addAction(icon(meaning), said)
            action.triggered.connect(lambda _on=False, act=act: act())

    def _show_menu(self) -> None:
        self.fill_menu()
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _take_digit(self, digit: int) -> None:
        line = self._lines.get(self.table.current_key)
        if line is None or not self._can_write or not 1 <= digit <= len(STATES):
            return
        state = STATES[digit - 1]
        if state is not line.state or line.is_carried or state is Adoption.NOT_INTRODUCED:
            self.answered.emit(line, state)

    def _edit(self) -> None:
        line = self._lines.get(self.table.current_key)
        if line is not None:
            self.edit.emit(line)


def _box(name: str, letters: int) -> ChoiceBox:
    box = ChoiceBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(letters)
    return box


def _fill(box: ChoiceBox, choices: Sequence[tuple[str, str]], current: str) -> None:
    box.clear()
    for key, words in choices:
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(current)))
