"""Step 6 of an import: what was imported, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import Profile
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.imports import ImportResult
    from rccdesk.ui.imports.wizard_acts import WizardActs


class DoneStep(QFrame):
    """Says what came of the import, and offers to save how the file was read."""

    def __init__(self, acts: WizardActs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        self._title = Label("", "h2", wraps=True)
        self._lines = Label("", "body", "text2", wraps=True)
        column.addWidget(self._title)
        column.addWidget(self._lines)
        column.addSpacing(8)
        buttons = FlowLayout(gap=8)
        self.show_figures = Button(self.tr("Se siffrorna"), "primary", acts.show_figures)
        self.next = Button("", act=acts.next_file, icon="imports")
        self.save_profile = Button(self.tr("Spara som profil…"), act=acts.save_profile, icon="save")
        self.undo = Button(self.tr("Ångra importen"), "flat", acts.undo, icon="undo")
        for button in (self.show_figures, self.next, self.save_profile, self.undo):
            buttons.addWidget(button)
        column.addLayout(buttons)
        column.addStretch(1)

    def show_result(self, result: ImportResult, *, has_more: bool) -> None:
        """Show what came of one file."""
        count = formats.number(result.rows_imported)
        self._title.setText(
            self.tr("1 rad importerad")
            if result.rows_imported == 1
            else self.tr("{count} rader importerade").format(count=count)
        )
        lines = [
            self.tr("{file}, import {number}").format(
                file=result.path.name, number=result.batch_id or formats.MISSING
            )
        ]
        if result.extract_date is not None:
            lines.append(self.tr("Uttag {date}").format(date=result.extract_date.isoformat()))
        if result.rows_skipped:
            lines.append(
                self.tr("{count} rader hoppades över; de finns under Att rätta.").format(
                    count=formats.number(result.rows_skipped)
                )
            )
        self._lines.setText("\n".join(lines))
        self.show_figures.setVisible(result.profile is not Profile.LIMITS)
        self.next.setText(self.tr("Nästa fil") if has_more else self.tr("Till listan över uttag"))
        self.save_profile.setVisible(result.profile_key is None)
        self.undo.setEnabled(result.batch_id is not None)
        (self.next if has_more else self.show_figures).setFocus()
