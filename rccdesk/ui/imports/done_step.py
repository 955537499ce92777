"""Step 6 of an import: what was imported, in numbers, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import CASE_LEVEL, Profile, Severity
from rccdesk.services.charts.spec import TableColumn
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.imports import ImportResult
    from rccdesk.ui.imports.wizard_acts import WizardActs

_TABLE_WIDTH = 460  # px at 100 % text


class DoneStep(QFrame):
    """Says what came of the import, and offers to save how the file was read and a receipt."""

    def __init__(self, acts: WizardActs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        self._imported, self._has_figures, self._can_save = "", False, False
        self._title = Label("", "h2", wraps=True)
        self._lines = Label("", "body", "text2", wraps=True)
        self.counts = RowTableView(dense=True)
        self.counts.setAccessibleName(self.tr("Rader"))
        self.counts.setSortingEnabled(False)
        for widget in (self._title, self._lines, self.counts):
            column.addWidget(widget)
        column.addSpacing(8)
        buttons = FlowLayout(gap=8)
        self.show_figures = Button("", "primary", acts.show_figures)
        self.next = Button("", act=acts.next_file, icon="imports")
        self.save_profile = Button(self.tr("Spara som profil…"), act=acts.save_profile, icon="save")
        self.receipt = Button(self.tr("Spara kvitto…"), act=acts.save_receipt, icon="file")
        self.undo = Button(self.tr("Ångra importen"), "flat", acts.undo, icon="undo")
        for button in (
            self.show_figures,
            self.next,
            self.save_profile,
            self.receipt,
            self.undo,
        ):
            buttons.addWidget(button)
        column.addLayout(buttons)
        column.addStretch(1)
        theme.current().changed.connect(self._fit)
        self._fit()

    def show_result(self, results: tuple[ImportResult, ...], *, has_more: bool) -> None:
        """Show what came of one file: a result for each indicator that it holds."""
        result = results[-1]
        imported = sum(one.rows_imported for one in results)
        self._imported = (
            self.tr("1 rad importerad")
            if imported == 1
            else self.tr("{count} rader importerade").format(count=formats.number(imported))
        )
        self._can_save = result.profile_key is None
        self._has_figures = result.profile is not Profile.LIMITS
        self.show_undone(undone=False)
        self._lines.setText("\n".join(self._list_lines(results)))
        self._show_counts(results)
        self.show_figures.setText(
            self.tr("Visa i Ledtider")
            if result.profile in CASE_LEVEL or result.profile is Profile.EXPECTED
            else self.tr("Visa i Indikatorer")
        )
        self.next.setText(self.tr("Nästa fil") if has_more else self.tr("Till listan över uttag"))
        is_stored = any(one.batch_id is not None for one in results)
        for button in (self.undo, self.receipt):
            button.setEnabled(is_stored)
        (self.next if has_more else self.show_figures).setFocus()

    def hide_saving(self) -> None:
        """Offer no longer to save how the file was read: that is done."""
        self._can_save = False
        self.save_profile.hide()

    def show_undone(self, *, undone: bool) -> None:
        """Say that the import has been undone meanwhile, or that it holds (again)."""
        self._title.setText(
            self.tr("Importen är ångrad. Inget av den gäller.") if undone else self._imported
        )
        self._lines.setVisible(not undone)
        self.counts.setVisible(not undone)
        self.show_figures.setVisible(self._has_figures and not undone)
        self.save_profile.setVisible(self._can_save)
        self.undo.setVisible(not undone)
        if undone and self.isVisible() and not self.next.hasFocus():
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list_lines(self, results: tuple[ImportResult, ...]) -> list[str]:
        result = results[-1]
        ids = [str(one.batch_id) for one in results if one.batch_id is not None]
        lines = [
            self.tr("{file}, import {number}").format(
                file=result.path.name, number=", ".join(ids) or formats.MISSING
            )
        ]
        if result.extract_date is not None:
            lines.append(self.tr("Uttag {date}").format(date=result.extract_date.isoformat()))
        found = [problem for one in results for problem in one.problems]
        warnings = sum(1 for problem in found if problem.severity is Severity.WARNING)
        if warnings == 1:
            lines.append(self.tr("1 varning finns kvar under Att rätta."))
        elif warnings:
            lines.append(
                self.tr("{count} varningar finns kvar under Att rätta.").format(
                    count=formats.number(warnings)
                )
            )
        return lines

    def _show_counts(self, results: tuple[ImportResult, ...]) -> None:
        values = {
            "new": sum(one.rows_imported - one.rows_changed for one in results),
            "changed": sum(one.rows_changed for one in results),
            "unchanged": sum(one.rows_unchanged for one in results),
            "skipped": sum(one.rows_skipped for one in results),
            "missing": sum(one.rows_missing_since_last for one in results),
        }
        self.counts.show_rows(
            (TableColumn(self.tr("Rader")), TableColumn(self.tr("Antal"), numeric=True)),
            tuple((text(f"imports.rows.{key}"), formats.number(n)) for key, n in values.items()),
        )
        self.counts.fit_rows()

    def _fit(self) -> None:
        self.counts.setMaximumWidth(round(_TABLE_WIDTH * theme.current().text_scale))
