"""Granska: what a file holds, what is wrong with it, what an import would change."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rccdesk import formats
from rccdesk.enums import Profile, Severity
from rccdesk.services.imports import ImportRequest
from rccdesk.texts import text
from rccdesk.ui.imports.columns_card import ColumnsCard
from rccdesk.ui.imports.problem_card import ProblemCard, SeverityMark
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label, rule

if TYPE_CHECKING:
    from rccdesk.services.imports import ImportPreview

_PANEL_WIDTH = 308
_FIELD_WIDTH = 300


class ImportReview(QWidget):
    """Shows the preview of one file; every choice asks for a new preview.

    ``read_again`` takes the changed request, ``commit`` the one to import, ``leave`` nothing.
    """

    def __init__(
        self,
        read_again: Callable[[ImportRequest], object],
        commit: Callable[[ImportRequest], object],
        leave: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._read_again, self._commit = read_again, commit
        self._request = ImportRequest(())
        self._preview: ImportPreview | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(16)
        column.addLayout(row, 1)
        row.addWidget(self._left(), 1)
        row.addWidget(self._right())
        column.addLayout(self._foot(leave))

    def set_indicators(self, indicators: tuple[tuple[str, str], ...]) -> None:
        """Offer these indicators (key, name) for an aggregated table."""
        self._indicator.clear()
        self._indicator.addItem("", "")
        for key, name in indicators:
            self._indicator.addItem(name, key)

    def show_busy(self, request: ImportRequest, sentence: str) -> None:
        """Show that the file is being read or imported."""
        self._request = request
        self._busy.setText(sentence)
        self._progress.setAccessibleName(sentence)
        self._progress.setRange(0, 0)
        self._progress.show()
        self._import.setEnabled(False)

    def set_progress(self, done: int, total: int) -> None:
        """Show how far it has come."""
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(done)

    def show_preview(self, request: ImportRequest, preview: ImportPreview) -> None:
        """Show what the file holds."""
        self._request, self._preview = request, preview
        self._progress.hide()
        self._busy.setText("")
        self._show_settings(preview)
        self._columns.setVisible(bool(preview.columns) and preview.profile is not None)
        if preview.profile is not None:
            self._columns.show_columns(preview.profile, preview.columns)
        clear(self._problems)
        for problem in preview.problems:
            self._problems.addWidget(ProblemCard(problem))
        if not preview.problems:
            words = self.tr("Inga problem hittades i filen.")
            self._problems.addWidget(Label(words, "small", "text2"))
        self._show_counts(preview)
        self._show_foot(preview)

    def _left(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("ground", "bg")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._settings_card())
        self._problems = QVBoxLayout()
        self._problems.setSpacing(10)
        column.addLayout(self._problems)
        self._columns = ColumnsCard(self._map)
        column.addWidget(self._columns)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setProperty("ground", "bg")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        return scroll

    def _settings_card(self) -> QWidget:
        card = QFrame()
        card.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        grid = QGridLayout(card)
        grid.setContentsMargins(14, 10, 14, 12)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        self._profile = QComboBox()
        for profile in Profile:
            self._profile.addItem(text(f"imports.profile.{profile.value}"), profile)
        self._profile.activated.connect(lambda _index: self._choose_profile())
        self._sheet = QComboBox()
        self._sheet.activated.connect(
            lambda _index: self._ask(sheet=self._sheet.currentText(), header_row=None, mapping={})
        )
        self._date = QDateEdit()
        self._date.setCalendarPopup(True)
        self._date.setDisplayFormat("yyyy-MM-dd")
        self._date.setMaximumDate(QDate.currentDate())
        self._date.editingFinished.connect(self._choose_date)
        self._indicator = QComboBox()
        self._indicator.setEditable(True)
        self._indicator.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self._indicator.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("Namn på indikatorn"))
            line.editingFinished.connect(self._choose_indicator)
        self._indicator.activated.connect(lambda _index: self._choose_indicator())
        self._reason = Label("", "small", "text2", wraps=True)
        self._date_note = Label("", "small", "text2", wraps=True)
        self._indicator_note = Label(
            self.tr("Välj en indikator eller skriv namnet på en ny."), "small", "text2", wraps=True
        )
        rows = (
            (self.tr("Filens innehåll"), self._profile, self._reason),
            (self.tr("Blad"), self._sheet, Label("")),
            (self.tr("Indikator"), self._indicator, self._indicator_note),
            (self.tr("Uttagets datum"), self._date, self._date_note),
        )
        self._row_labels: dict[QWidget, tuple[QWidget, QWidget]] = {}
        for number, (words, field, note) in enumerate(rows):
            label = Label(words, "table_strong")
            label.setBuddy(field)
            field.setAccessibleName(words)
            field.setFixedWidth(_FIELD_WIDTH)
            grid.addWidget(label, number, 0)
            grid.addWidget(field, number, 1)
            grid.addWidget(note, number, 2)
            self._row_labels[field] = (label, note)
        return card

    def _right(self) -> QWidget:
        panel = QFrame()
        panel.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        panel.setFixedWidth(_PANEL_WIDTH)
        column = QVBoxLayout(panel)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        self._rows = Label("", "h2", wraps=True)
        self._left_over = Label("", "small", "text2", wraps=True)
        column.addWidget(self._rows)
        column.addWidget(self._left_over)
        column.addWidget(rule("h"))
        self._severities: dict[Severity, Label] = {}
        for severity in Severity:
            line = QHBoxLayout()
            line.addWidget(SeverityMark(severity))
            line.addWidget(Label(text(f"imports.severity.{severity.value}"), "table"), 1)
            self._severities[severity] = Label("", "table_strong")
            line.addWidget(self._severities[severity])
            column.addLayout(line)
        column.addWidget(rule("h"))
        self._counts_title = Label("", "h3")
        column.addWidget(self._counts_title)
        self._counts: dict[str, Label] = {}
        for key in ("new", "changed", "unchanged", "skipped", "missing"):
            line = QHBoxLayout()
            line.addWidget(Label(text(f"imports.rows.{key}"), "table", wraps=True), 1)
            self._counts[key] = Label("", "table_strong")
            line.addWidget(self._counts[key], 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(line)
        column.addStretch(1)
        column.addWidget(rule("h"))
        words = self.tr(
            "Inget sparas förrän du importerar. Hela importen kan ångras. Förlopps-id sparas "
            "bara som en kod som inte kan läsas tillbaka."
        )
        column.addWidget(Label(words, "caption", "text2", wraps=True))
        return panel

    def _foot(self, leave: Callable[[], object]) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self._cancel = Button(self.tr("Avbryt importen"), "flat", leave)
        foot.addWidget(self._cancel)
        self._open = Button(self.tr("Öppna filen"), "flat", self._open_file, icon="external")
        foot.addWidget(self._open)
        self._again = Button(
            self.tr("Läs filen igen"), "flat", lambda: self._ask(sha256=()), icon="refresh"
        )
        foot.addWidget(self._again)
        self._busy = Label("", "small", "text2")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(220)
        self._progress.hide()
        foot.addStretch(1)
        foot.addWidget(self._busy)
        foot.addWidget(self._progress)
        self._import = Button(self.tr("Importera"), "primary", self._press_import)
        foot.addWidget(self._import)
        return foot

    def _show_settings(self, preview: ImportPreview) -> None:
        place = self._profile.findData(preview.profile) if preview.profile else -1
        self._profile.setCurrentIndex(place)
        self._reason.setText(preview.reason)
        self._sheet.clear()
        self._sheet.addItems(list(preview.sheets))
        self._sheet.setCurrentText(preview.sheet or "")
        self._set_row(self._sheet, shown=len(preview.sheets) > 1)
        self._set_row(self._indicator, shown=preview.profile is Profile.AGGREGATED)
        known = preview.profile is not Profile.LIMITS and preview.extract_date is not None
        self._set_row(self._date, shown=known)
        if preview.extract_date is not None:
            self._date.setDate(QDate.fromString(preview.extract_date.isoformat(), "yyyy-MM-dd"))
        assumed = self.tr("Antaget: den sista dagen i uppgifterna. Ändra om det är fel.")
        self._date_note.setText(assumed if preview.is_extract_date_assumed else "")

    def _set_row(self, field: QWidget, *, shown: bool) -> None:
        for widget in (field, *self._row_labels[field]):
            widget.setVisible(shown)

    def _show_counts(self, preview: ImportPreview) -> None:
        count = formats.number(preview.rows_read)
        self._rows.setText(self.tr("{count} rader i filen").format(count=count))
        warnings = sum(1 for p in preview.problems if p.severity is Severity.WARNING)
        stops = sum(1 for p in preview.problems if p.severity is Severity.STOP)
        for severity, label in self._severities.items():
            found = sum(1 for p in preview.problems if p.severity is severity)
            label.setText(formats.number(found))
        if stops:
            self._left_over.setText(self.tr("Filen kan inte importeras ännu."))
        elif warnings:
            self._left_over.setText(self.tr("Filen kan importeras. Läs varningarna först."))
        else:
            self._left_over.setText(self.tr("Filen kan importeras."))
        self._counts_title.setText(
            self.tr("När spärren är löst") if stops else self.tr("Det här händer")
        )
        counts = preview.counts
        values = {
            "new": counts.new,
            "changed": counts.changed,
            "unchanged": counts.unchanged,
            "skipped": preview.rows_skipped,
            "missing": counts.missing,
        }
        for key, label in self._counts.items():
            label.setText(formats.MISSING if stops else formats.number(values[key]))

    def _show_foot(self, preview: ImportPreview) -> None:
        count = preview.counts.new + preview.counts.changed
        self._import.setText(
            self.tr("Importera {count} rader").format(count=formats.number(count))
            if count != 1
            else self.tr("Importera 1 rad")
        )
        self._import.setEnabled(not preview.is_stopped and count > 0)
        if preview.is_stopped:
            self._busy.setText(self.tr("Lös spärren först"))
        elif preview.same_batch_id is not None:
            self._busy.setText(self.tr("Filen är redan inläst"))
        elif not count:
            self._busy.setText(self.tr("Inget nytt eller ändrat i filen"))

    def _ask(self, **changes: object) -> None:
        self._read_again(replace(self._request, **changes))  # type: ignore[arg-type]

    def _map(self, mapping: dict[str, str]) -> None:
        if self._preview is not None:
            self._ask(
                mapping=mapping,
                only_mapping=True,
                profile=self._preview.profile,
                sheet=self._preview.sheet,
                header_row=self._preview.header_row,
            )

    def _choose_profile(self) -> None:
        self._ask(profile=self._profile.currentData(), mapping={})

    def _choose_date(self) -> None:
        chosen = dt.date.fromisoformat(self._date.date().toString("yyyy-MM-dd"))
        if self._preview is not None and chosen != self._preview.extract_date:
            self._ask(extract_date=chosen)

    def _choose_indicator(self) -> None:
        words = self._indicator.currentText().strip()
        place = self._indicator.findText(words)
        key = self._indicator.itemData(place) if place > 0 else key_of(words)
        if key and key != self._request.indicator:
            self._ask(indicator=key)

    def _open_file(self) -> None:
        for path in self._request.paths[:1]:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(path).resolve())))

    def _press_import(self) -> None:
        if self._preview is not None:
            self._commit(replace(self._request, sha256=(self._preview.sha256,)))

    @property
    def indicator_name(self) -> str:
        """The name typed for a new indicator; empty where an existing one was chosen."""
        words = self._indicator.currentText().strip()
        return "" if self._indicator.findText(words) > 0 else words


def key_of(name: str) -> str:
    """Return a key made of the letters and digits of a name: "Min vårdplan" -> min_vardplan."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
