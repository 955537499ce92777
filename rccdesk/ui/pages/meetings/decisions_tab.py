"""The log of decisions across the years, searched and narrowed in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from rccdesk import formats
from rccdesk.enums import DecisionKind
from rccdesk.services import decisions
from rccdesk.ui import theme
from rccdesk.ui.meeting_words import choices_of, words_of
from rccdesk.ui.pages.meetings.table_tab import TableTab
from rccdesk.ui.tables.line_table import Cell, Column, Line
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.choice_box import ChoiceBox

if TYPE_CHECKING:
    from rccdesk.services.decisions import DecisionLine, Only
    from rccdesk.ui.pages.meetings.reading import Answer

_WORDS, _BOX = 186, 130  # px at 100 % text
_PAUSE_MS = 120  # after the last letter, so that typing is never held up


class DecisionsTab(TableTab):
    """Decisions, the newest first. ``opened`` gives one; ``report_wanted`` asks for the report."""

    opened = Signal(str)
    report_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        columns = (
            Column(self.tr("Beslutat"), 120),
            Column(self.tr("Beslut"), 250, 5),
            Column(self.tr("Slag"), 126),
            Column(self.tr("Grupp"), 120, 1),
            Column(self.tr("Regionerna"), 140, 2),
            Column(self.tr("Verksamheterna"), 116, 1),
            Column(self.tr("Var det står nu"), 190, 3),
        )
        super().__init__(self.tr("Beslut"), columns, even=2, parent=parent)
        self._answer: Answer | None = None
        self.words = _SearchField()
        self.words.setPlaceholderText(self.tr("Sök i alla beslut"))
        self.words.setAccessibleName(self.tr("Sök i alla beslut"))
        self.words.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._fill)
        self.words.textChanged.connect(lambda _words: self._pause.start())
        self.year, self.group = self._box(self.tr("År")), self._box(self.tr("Grupp"))
        self.kind, self.only = self._box(self.tr("Slag")), self._box(self.tr("Vilka"))
        for key, words in choices_of(DecisionKind, self.tr("Slag: alla")):
            self.kind.addItem(words, key)
        for key, words in (
            ("", self.tr("Alla beslut")),
            ("open", self.tr("Öppna")),
            ("overdue", self.tr("Försenade")),
            ("waiting", self.tr("Väntar på regioner")),
            ("declined", self.tr("Avböjda, införs inte")),
            ("recommendations", self.tr("Rekommendationer")),
        ):
            self.only.addItem(words, key)
        self.open = Button(self.tr("Öppna beslutet"), act=self._open, icon="forward", small=True)
        self.report = Button("", "flat", self.report_wanted.emit, icon="save", small=True)
        fields = (self.words, self.only, self.year, self.kind, self.group)
        for widget in (*fields, self.open, self.report):
            self.tools.addWidget(widget)
        self.table.opened.connect(self.opened)
        self.words.down.connect(self.table.setFocus)
        theme.current().changed.connect(self._fit_fields)
        self._fit_fields()

    def show_answer(self, answer: Answer, *, can_write: bool) -> None:
        """Show the decisions that answer to the fields."""
        del can_write
        self._answer = answer
        lines = answer.decisions
        years = sorted({line.day.year for line in lines if line.day is not None}, reverse=True)
        self.year.offer([("", self.tr("År: alla")), *((str(y), str(y)) for y in years)])
        used = {line.decision.group_uuid: line.group_name for line in lines}
        groups = sorted(used.items(), key=lambda pair: pair[1])
        self.group.offer([("", self.tr("Grupp: alla")), *groups])
        self.report.setText(self.tr("Rapport om besluten…"))
        self.report.setEnabled(bool(lines))
        self._fill()

    def show_only(self, only: str) -> None:
        """Narrow to ``open``, ``overdue`` and so on; "" for all."""
        self.only.setCurrentIndex(max(0, self.only.findData(only)))
        self._fill()

    def _fill(self) -> None:
        answer = self._answer
        if answer is None:
            return
        kind, year = str(self.kind.currentData()), str(self.year.currentData())
        only: Only | None = self.only.currentData() or None
        shown = decisions.filter_decisions(
            answer.decisions,
            words=self.words.text().strip(),
            year=int(year) if year else None,
            group_uuid=str(self.group.currentData()) or None,
            kind=DecisionKind(kind) if kind else None,
            only=only,
        )
        nothing = self.tr("Inget beslut är antecknat än. Beslut antecknas i mötena.")
        if answer.decisions:
            nothing = self.tr(
                "Inget beslut svarar mot det du söker. Prova färre ord, eller alla år."
            )
        note = self.tr(
            "Visar {shown} av {total} beslut. Ett ensamt . betyder ej tillämpligt."
        ).format(shown=len(shown), total=len(answer.decisions))
        fixed = self.tr("Rekommendation. Regionen beslutar, verksamheten inför.")
        if any(line.decision.kind is DecisionKind.RECOMMENDATION for line in shown):
            note = f"{note}\n{fixed}"
        self.fill([self._line(line) for line in shown], nothing, note)
        self.open.setEnabled(bool(shown))

    def _line(self, line: DecisionLine) -> Line:
        row = line.decision
        day = "" if line.day is None else formats.iso_date(line.day)
        kind = line.kind_words or words_of(row.kind)
        criteria = ", ".join(line.criteria)
        text = f"{row.text} ({criteria})" if criteria else row.text
        return Line(
            row.uuid,
            (
                Cell(line.place_words or day, order=f"{day} {line.place_words}"),
                Cell(text),
                Cell(kind),
                Cell(line.group_name),
                _known(line.regions_words),
                _known(line.units_words),
                Cell(
                    line.standing_words,
                    strong=line.is_overdue,
                    order=float(line.waiting_days or 0),
                ),
            ),
        )

    def _open(self) -> None:
        if self.table.current_key:
            self.opened.emit(self.table.current_key)

    def _box(self, name: str) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        box.activated.connect(lambda _at: self._fill())
        return box

    def _fit_fields(self) -> None:
        scale = theme.current().text_scale
        self.words.setFixedWidth(round(_WORDS * scale))
        for box in (self.year, self.group, self.kind, self.only):
            box.setFixedWidth(round(_BOX * scale))


class _SearchField(QLineEdit):
    """A field that the arrow down leaves for what was found."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the table on arrow down."""
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)


def _known(words: str) -> Cell:
    return Cell(words or formats.NOT_APPLICABLE, role="text" if words else "text3", order=words)
