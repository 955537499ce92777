"""Settings: the dated lead-time limits, each with its source, until the user confirms it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QSpinBox,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rccdesk.enums import Treatment
from rccdesk.services.pathways import catalogue
from rccdesk.services.pathways.catalogue import LimitRow
from rccdesk.ui import messages, theme
from rccdesk.ui.selection import Choice
from rccdesk.ui.tables.limits_table import (
    CONFIRMED,
    DAYS,
    EVENT,
    FROM,
    SOURCE,
    SVF,
    TO,
    TREATMENT,
    LimitsTableModel,
    treatment_words,
)
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.ui.pages.settings_page import SettingsPage

_TREATMENTS = (
    "all",
    Treatment.SURGERY,
    Treatment.DRUG,
    Treatment.RADIATION,
    Treatment.PALLIATIVE,
    Treatment.OTHER,
    Treatment.ACTIVE_MONITORING,
)


@dataclass(frozen=True, slots=True)
class LimitsShown:
    """What the table shows."""

    limits: tuple[LimitRow, ...]
    pathways: tuple[Choice, ...]


class LimitsSection(QWidget):
    """The table of limits with what can be done to them."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__(page)
        self._page = page
        self._shown = LimitsShown((), ())
        self._was_filled = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        words = self.tr(
            "Gränserna kommer ur vårdförloppen och gäller från sitt datum. De visas som ej "
            "bekräftade tills du har jämfört dem med gällande vårdförlopp. En okänd gräns är –, "
            "och patienterna räknas då inte in i andelen."
        )
        column.addWidget(Label(words, "small", "text2", wraps=True))
        column.addLayout(self._build_tools())
        card = QFrame()
        card.setProperty("card", "true")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        self.model = LimitsTableModel(self)
        self.table = self._build_table()
        inside.addWidget(self.table)
        column.addWidget(card, 1)
        self.model.edited.connect(self._save)
        self.model.refused.connect(page.toast)
        theme.current().changed.connect(self._fit)
        self._fit()
        self._show_state()

    def show_limits(self, shown: LimitsShown, own_processes: tuple[str, ...]) -> None:
        """Show the limits of the store; the first time those of the own processes."""
        self._shown = shown
        held = self.svf.currentData() if self._was_filled else None
        self.svf.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.svf.clear()
        self.svf.addItem(self.tr("Alla SVF"), "")
        for choice in shown.pathways:
            self.svf.addItem(choice.label, choice.key)
        first = next(iter(own_processes), "") if held is None else held
        self.svf.setCurrentIndex(max(0, self.svf.findData(first)))
        self.svf.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self._was_filled = True
        self._fill()

    def make_dialog(self) -> AddLimitDialog:
        """Return the dialog that adds a limit."""
        return AddLimitDialog(
            self._shown.pathways, str(self.svf.currentData() or ""), self.window()
        )

    def _build_tools(self) -> FlowLayout:
        row = FlowLayout(gap=8)
        self.svf = QComboBox()
        self.svf.setAccessibleName(self.tr("SVF"))
        self.svf.setMinimumWidth(260)
        self.svf.activated.connect(self._fill)
        row.addWidget(self.svf)
        self.remove = Button(
            self.tr("Flytta till Papperskorgen"), "flat", self._delete, icon="trash"
        )
        self.add = Button(self.tr("Lägg till gräns…"), act=self._add, icon="add")
        self.confirm = Button(
            self.tr("Bekräfta ledtidsgränsen"), "recommended", self._confirm, icon="done"
        )
        for button in (self.confirm, self.add, self.remove):
            row.addWidget(button)
        return row

    def _build_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Ledtidsgränser"))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        table.verticalHeader().hide()
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(SOURCE, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().currentRowChanged.connect(lambda *_: self._show_state())
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._delete)
        return table

    def _fit(self) -> None:
        scale = theme.current().text_scale
        self.table.verticalHeader().setDefaultSectionSize(theme.current().size("table_row"))
        widths = {
            SVF: 200,
            TREATMENT: 170,
            EVENT: 150,
            DAYS: 64,
            FROM: 100,
            TO: 100,
            CONFIRMED: 110,
        }
        for section, width in widths.items():
            self.table.setColumnWidth(section, round(width * scale))

    def _fill(self, *_: object) -> None:
        chosen = self._current()
        prefix = self.svf.currentData()
        limits = [one for one in self._shown.limits if not prefix or one.kva_prefix == prefix]
        self.table.setColumnHidden(SVF, bool(prefix))  # its name stands above the table
        self.model.show_limits(limits, {c.key: c.label for c in self._shown.pathways})
        if chosen is not None:
            rows = [row for row, one in enumerate(limits) if one.uuid == chosen.uuid]
            if rows:
                self.table.setCurrentIndex(self.model.index(rows[0], DAYS))
        self._show_state()

    def _current(self) -> LimitRow | None:
        return self.model.limit(self.table.currentIndex().row())

    def _show_state(self) -> None:
        limit = self._current()
        self.remove.setEnabled(limit is not None)
        confirmed = limit is not None and limit.is_confirmed
        self.confirm.setText(
            self.tr("Ta tillbaka bekräftelsen") if confirmed else self.tr("Bekräfta ledtidsgränsen")
        )
        self.confirm.setEnabled(limit is not None and limit.days is not None)
        self.confirm.setToolTip(
            self.tr("Välj en gräns i tabellen.") if limit is None else limit.source
        )

    def _save(self, limit: LimitRow) -> None:
        self._page.write(catalogue.update_limit, limit)

    def _confirm(self) -> None:
        limit = self._current()
        if limit is not None:
            self._page.write(catalogue.confirm_limit, limit.uuid, confirmed=not limit.is_confirmed)

    def _delete(self) -> None:
        limit = self._current()
        if limit is not None:
            self._page.write(
                catalogue.delete_limit,
                limit.uuid,
                said=self.tr("Ledtidsgränsen är flyttad till Papperskorgen."),
            )

    def _add(self) -> None:
        dialog = self.make_dialog()
        dialog.wanted.connect(lambda limit: self._page.add_limit(limit, dialog))
        dialog.open()


class AddLimitDialog(QDialog):
    """Asks for a new limit and stays until the store has taken it."""

    wanted = Signal(object)  # LimitRow

    def __init__(
        self, pathways: tuple[Choice, ...], prefix: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Lägg till ledtidsgräns"))
        self.setMinimumWidth(round(480 * theme.current().text_scale))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(self.tr("Vilken ledtidsgräns ska läggas till?"), "h2"))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        self.svf = QComboBox()
        for choice in pathways:
            self.svf.addItem(choice.label, choice.key)
        self.svf.setCurrentIndex(max(0, self.svf.findData(prefix)))
        self.treatment = QComboBox()
        for treatment in _TREATMENTS:
            self.treatment.addItem(treatment_words(treatment), str(treatment))
        self.days = QSpinBox()
        self.days.setRange(0, 365)  # no number is proposed: 0 stands for a limit not known
        self.days.setSpecialValueText(self.tr("okänd"))
        self.valid_from = QLineEdit()
        self.valid_from.setPlaceholderText("2026-03-05")
        self.source = QLineEdit()
        self.source.setPlaceholderText(self.tr("Vårdförloppets namn och datum"))
        for words, field in (
            (self.tr("SVF"), self.svf),
            (self.tr("Behandling"), self.treatment),
            (self.tr("Kalenderdagar till start av behandling"), self.days),
            (self.tr("Gäller från"), self.valid_from),
            (self.tr("Källa"), self.source),
        ):
            label = Label(words, "table_strong", wraps=True)
            label.setMaximumWidth(round(190 * theme.current().text_scale))
            label.setBuddy(field)
            field.setAccessibleName(words)
            form.addRow(label, field)
        column.addLayout(form)
        self._problem = Label("", "small", "bad_text", wraps=True)
        self._problem.hide()
        column.addWidget(self._problem)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(Button(self.tr("Lägg till gränsen"), "primary", self._try))
        row.addWidget(Button(self.tr("Avbryt"), act=self.reject))
        column.addLayout(row)

    def limit(self) -> LimitRow:
        """Return the limit that the fields hold; ValueError for a date that cannot be read."""
        words = self.valid_from.text().strip()
        return LimitRow(
            kva_prefix=str(self.svf.currentData()),
            treatment=str(self.treatment.currentData()),
            days=self.days.value() or None,
            valid_from=dt.date.fromisoformat(words) if words else None,
            source=self.source.text().strip(),
        )

    def _try(self) -> None:
        try:
            limit = self.limit()
        except ValueError:
            self._say(self.tr("Skriv datumet som 2026-03-05, eller lämna fältet tomt."))
            return
        if not limit.source:
            self._say(self.tr("Ange källan, så att andra kan kontrollera gränsen."))
            return
        self.wanted.emit(limit)

    def refuse(self, error: Exception) -> None:
        """Say why the store did not take the limit."""
        if not messages.report_bug(error, self):
            self._say(messages.sentence(error))

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.show()
