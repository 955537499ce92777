"""The register: why patients waited, as counts of causes for one diagnosis and period."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rccdesk import formats
from rccdesk.periods import parse_period
from rccdesk.services.mapping75 import CauseCount, MappingRow
from rccdesk.services.mapping75 import words as mapping_words
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.pages.mapping.reading import Answer
from rccdesk.ui.tables.causes_table import CAUSE, COUNT, NOTE, CauseLine, CausesTableModel
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label


class RegisterCard(QFrame):
    """A table to type counts in, and their sum. ``edited`` carries what was typed."""

    edited = Signal(object)  # CauseCount
    refused = Signal(str)
    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 12, 1, 12)
        column.setSpacing(8)
        self.title = Label("", "h2", wraps=True)
        self.words = Label("", "small", "text2", wraps=True)
        self.model = CausesTableModel(self)
        self.table = self._build_table()
        self.sum = Label("", "table_strong", wraps=True)
        self.notes = Label(
            self.tr(
                "Antal skrivs in direkt i tabellen. Skriv aldrig namn, personnummer eller annat "
                "som pekar ut en patient. Anteckningar lämnar aldrig programmet."
            ),
            "caption",
            "text3",
            wraps=True,
        )
        for label in (self.title, self.words, self.sum, self.notes):
            label.setContentsMargins(15, 0, 15, 0)
        acts = FlowLayout(gap=8)
        acts.setContentsMargins(15, 0, 15, 0)
        self.change_list = Button(
            self.tr("Ändra orsakslistan…"), act=self.list_wanted.emit, icon="write"
        )
        acts.addWidget(self.change_list)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addWidget(self.table)
        column.addWidget(self.sum)
        column.addWidget(self.notes)
        column.addLayout(acts)
        column.addStretch(1)
        self.model.edited.connect(self.edited)
        self.model.refused.connect(self.refused)
        theme.current().changed.connect(self.restyle)
        self.restyle()

    def show_row(self, row: MappingRow | None, answer: Answer, *, is_reading: bool) -> None:
        """Show the register of a row, or why there is none."""
        self.setVisible(row is not None)
        if row is None:
            return
        period = mapping_words.period_words(answer.table)
        self.title.setText(
            self.tr("Orsaker: {svf}, {period}").format(
                svf=answer.labels.name("svf", row.svf), period=period
            )
        )
        self.setAccessibleName(self.title.text())
        why_not = self._why_not(row, answer)
        for widget in (self.table, self.sum, self.notes):
            widget.setVisible(not why_not)
        self.words.setText(why_not or self._finding(row, answer))
        self.change_list.setEnabled(not is_reading)
        if why_not:
            return
        counts = {each.key: each for each in answer.registers.get(row.svf, ())}
        lines = [
            CauseLine(cause.name, counts.get(cause.key, CauseCount(cause.key, 0)))
            for cause in answer.causes
            if not cause.is_retired or cause.key in counts
        ]
        over = row.over_75_percent_count or 0
        stated = sum(each.count for each in counts.values())
        rest = CauseCount("", max(over - stated, 0))
        lines.append(CauseLine(text("mapping75.not_stated"), rest, is_fixed=True))
        self.model.show_lines(lines, is_reading=is_reading)
        self._fit()
        words = self.tr("{stated} av {over} långa väntetider har en angiven orsak.").format(
            stated=formats.number(stated), over=formats.number(over)
        )
        if stated > over:
            words = text("mapping75.causes_exceed")
        self.sum.setText(words)

    def restyle(self) -> None:
        """Take fonts and heights of the text size in use."""
        self.table.setFont(theme.font("table"))
        self.table.horizontalHeader().setFont(theme.font("table", 600))
        self._fit()

    def _why_not(self, row: MappingRow, answer: Answer) -> str:
        if answer.is_moving:
            return self.tr(
                "Rullande 12 månader flyttar sig med uttaget. Välj en fast period i urvalet, till "
                "exempel ett år, för att registrera orsaker."
            )
        if row.denominator is None:
            return self.tr(
                "Uppgiften visas inte eller saknas för perioden. Välj en längre period för att "
                "registrera orsaker."
            )
        if not row.over_75_percent_count and not answer.registers.get(row.svf):
            return self.tr("Inga långa väntetider i perioden.")
        return ""

    def _finding(self, row: MappingRow, answer: Answer) -> str:
        sentences = [
            self.tr(
                "{over} av {count} patienter väntade mer än 75\u00a0% längre än gränsen."
            ).format(
                over=formats.number(row.over_75_percent_count or 0),
                count=formats.number(row.denominator or 0),
            )
        ]
        if 0 < (row.over_75_percent_count or 0) < answer.table.least:
            sentences.append(
                self.tr(
                    "Färre än {least} långa väntetider: orsakerna visas bara här och följer inte "
                    "med i filer."
                ).format(least=answer.table.least)
            )
        others = [parse_period(key).label() for key in answer.other_periods.get(row.svf, ())]
        if others:
            sentences.append(
                self.tr("Orsaker finns också för {periods}.").format(periods=", ".join(others))
            )
        return " ".join(sentences)

    def _build_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Orsaker till långa väntetider"))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(NOTE, QHeaderView.ResizeMode.Stretch)
        return table

    def _fit(self) -> None:
        """Be as high as the rows: the page scrolls, not the table."""
        sizes = theme.current()
        height = sizes.size("table_row_dense")
        self.table.verticalHeader().setMinimumSectionSize(height)
        self.table.verticalHeader().setDefaultSectionSize(height)
        head = sizes.size("table_head")
        self.table.horizontalHeader().setFixedHeight(head)
        wanted = self.table.sizeHintForColumn(CAUSE) + 16
        self.table.setColumnWidth(CAUSE, max(wanted, round(150 * sizes.text_scale)))
        self.table.setColumnWidth(COUNT, round(64 * sizes.text_scale))
        self.table.setFixedHeight(head + self.model.rowCount() * height + 2)
