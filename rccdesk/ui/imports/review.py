"""Granska: what a file holds, what is wrong with it, what an import would change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QProgressBar, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import Profile, Severity
from rccdesk.services.imports import ImportRequest
from rccdesk.ui import theme
from rccdesk.ui.imports.columns_card import ColumnsCard
from rccdesk.ui.imports.counts_panel import CountsPanel
from rccdesk.ui.imports.file_card import FileCard
from rccdesk.ui.imports.problem_card import Act, ProblemCard
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.page_scroll import PageScroll, TwoColumns
from rccdesk.ui.widgets.wizard_steps import WizardSteps

if TYPE_CHECKING:
    from rccdesk.services.imports import ImportPreview, Problem

_PANEL_WIDTH, _WIDE_PANEL = 308, 420
_BAR_WIDTH = 180
_SENTENCE_COLUMN = 3
_NARROW_FOOT = 880  # px at 100 % text
_IN_THE_FILE = ("personal_identifier", "identifying_column")  # only the file can be mended
_REVIEW, _IMPORT = 1, 2


class ImportReview(QWidget):
    """Shows the preview of one file; every choice asks for a new preview.

    ``read_again`` takes the changed request, ``commit`` the one to import; ``leave`` and
    ``choose`` (another file) take nothing. ``page`` is where it lies.
    """

    def __init__(
        self,
        read_again: Callable[[ImportRequest], object],
        commit: Callable[[ImportRequest], object],
        leave: Callable[[], object],
        choose: Callable[[], object],
        page: QWidget,
    ) -> None:
        super().__init__()
        self._read_again, self._commit = read_again, commit
        self._request = ImportRequest(())
        self._preview: ImportPreview | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.steps = WizardSteps(
            (self.tr("Välj fil"), self.tr("Granska"), self.tr("Importera")), lambda _step: choose()
        )
        column.addWidget(self.steps)
        self._counts = CountsPanel()
        self._found = TwoColumns(
            self._left(), self._counts, narrow=self._counts, width=_PANEL_WIDTH, wide=_WIDE_PANEL
        )
        self._scroll = PageScroll(self._found, page)
        column.addWidget(self._scroll, 1)
        self._reading = (
            QWidget()
        )  # the room of the review while the file is read for the first time
        column.addWidget(self._reading, 1)
        column.addLayout(self._foot(leave))
        theme.current().changed.connect(self._fit_foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the sentence of the foot a row of its own where there is no room beside."""
        super().resizeEvent(event)
        self._fit_foot()

    def set_indicators(self, indicators: tuple[tuple[str, str], ...]) -> None:
        """Offer these indicators (key, name) for an aggregated table."""
        self.file.set_indicators(indicators)

    def begin(self) -> None:
        """Forget the file before: another one is going to be read."""
        self._preview = None
        self.file.begin()

    def show_busy(self, request: ImportRequest, sentence: str, *, imports: bool = False) -> None:
        """Show that the file is being read, or imported."""
        self._request = request
        self.steps.show_step(_IMPORT if imports else _REVIEW)
        self.steps.setEnabled(not imports)
        self._say(sentence)
        self._progress.setAccessibleName(sentence)
        self._progress.setRange(0, 0)
        self._progress.show()
        self.cancel.setEnabled(True)
        self.commit.setVisible(self._preview is not None)
        self.commit.setEnabled(False)
        self._found.setEnabled(not imports)
        for button in (self._open, self.again):
            button.setVisible(not imports)
        self._scroll.setVisible(self._preview is not None)
        self._reading.setVisible(self._preview is None)

    def show_stopping(self) -> None:
        """Show that the import has been asked to stop."""
        self.cancel.setEnabled(False)
        self._say(self.tr("Avbryter …"))

    def set_progress(self, done: int, total: int) -> None:
        """Show how far it has come."""
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(done)

    def show_preview(self, request: ImportRequest, preview: ImportPreview) -> None:
        """Show what the file holds."""
        is_first = self._preview is None
        self._request, self._preview = request, preview
        self._progress.hide()
        self._reading.hide()
        self._scroll.show()
        self._found.setEnabled(True)
        self.file.show_preview(preview)
        self.columns.setVisible(bool(preview.columns) and preview.profile is not None)
        if preview.profile is not None:
            self.columns.show_columns(preview.profile, preview.columns)
        clear(self._problems)
        for problem in preview.problems:
            self._problems.addWidget(ProblemCard(problem, acts=self._acts_for(problem)))
        if not preview.problems:
            words = self.tr("Inga problem hittades i filen.")
            self._problems.addWidget(Label(words, "small", "text2"))
        self._counts.show_counts(preview)
        self._show_foot(preview)
        if is_first:
            self._scroll.verticalScrollBar().setValue(0)
            self._focus_first(preview)

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.file = FileCard(self._ask)
        column.addWidget(self.file)
        self._problems = QVBoxLayout()
        self._problems.setSpacing(10)
        column.addLayout(self._problems)
        self.columns = ColumnsCard(self._map)
        column.addWidget(self.columns)
        column.addStretch(1)
        return left

    def _foot(self, leave: Callable[[], object]) -> QGridLayout:
        foot = self._foot_grid = QGridLayout()
        foot.setHorizontalSpacing(8)
        foot.setVerticalSpacing(4)
        foot.setColumnStretch(_SENTENCE_COLUMN, 1)
        self.cancel = Button(self.tr("Avbryt importen"), "flat", leave)
        self._open = Button(self.tr("Öppna filen"), "flat", self._open_file, icon="external")
        self.again = Button(
            self.tr("Läs filen igen"), "flat", self._read_file_again, icon="refresh"
        )
        self._busy = Label("", "small", "text2", wraps=True)
        self._busy.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(_BAR_WIDTH)
        self.commit = Button(self.tr("Importera"), "primary", self._press_import)
        for column, button in enumerate((self.cancel, self._open, self.again)):
            foot.addWidget(button, 1, column)
        foot.addWidget(self._progress, 1, _SENTENCE_COLUMN + 1)
        foot.addWidget(self.commit, 1, _SENTENCE_COLUMN + 2)
        self._fit_foot()
        return foot

    def _fit_foot(self) -> None:
        is_narrow = self.width() / theme.current().text_scale < _NARROW_FOOT
        if is_narrow:
            self._foot_grid.addWidget(self._busy, 0, 0, 1, _SENTENCE_COLUMN + 3)
        else:
            self._foot_grid.addWidget(self._busy, 1, _SENTENCE_COLUMN)

    def _show_foot(self, preview: ImportPreview) -> None:
        count = preview.counts.new + preview.counts.changed
        words = self.tr("Importera")
        if count == 1:
            words = self.tr("Importera 1 rad")
        elif count:
            words = self.tr("Importera {count} rader").format(count=formats.number(count))
        self.commit.setText(words)
        self.commit.show()
        self.commit.setEnabled(not preview.is_stopped and count > 0)
        for button in (self._open, self.again):
            button.show()
        self.steps.setEnabled(True)
        self.steps.show_step(_REVIEW)
        if preview.is_stopped:
            self._say(self._stop_words(preview))
        elif preview.same_batch_id is not None:
            self._say(self.tr("Filen är redan inläst"))
        elif not count:
            self._say(self.tr("Inget nytt eller ändrat i filen"))
        else:
            self._say("")

    def _stop_words(self, preview: ImportPreview) -> str:
        if preview.profile is None:
            return self.tr("Välj först vad filen innehåller")
        if preview.profile is Profile.AGGREGATED and not self._request.indicator:
            return self.tr("Ange först vilken indikator tabellen gäller")
        stops = sum(1 for problem in preview.problems if problem.severity is Severity.STOP)
        if stops > 1:
            return self.tr("Lös de {count} spärrarna först").format(count=stops)
        return self.tr("Lös spärren först")

    def _say(self, sentence: str) -> None:
        """Say beside the primary button what happens, or why it cannot be pressed."""
        self._busy.setText(sentence)
        self._busy.setVisible(bool(sentence))
        self.commit.setAccessibleDescription(sentence)

    def _focus_first(self, preview: ImportPreview) -> None:
        """Put the focus on the next thing to do: import, or what has to be chosen or corrected."""
        if self.commit.isEnabled():
            target: QWidget = self.commit
        elif preview.profile is None:
            target = self.file.profile
        elif preview.profile is Profile.AGGREGATED and not self._request.indicator:
            target = self.file.indicator
        else:
            target = self.again
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _acts_for(self, problem: Problem) -> tuple[Act, ...]:
        if problem.severity is not Severity.STOP or problem.code not in _IN_THE_FILE:
            return ()
        acts: list[Act] = [
            (self.tr("Öppna filen"), "recommended", "external", self._open_file),
            (self.tr("Läs filen igen"), "secondary", "refresh", self._read_file_again),
        ]
        if problem.code == "identifying_column" and problem.cells:
            letter = problem.cells[0].rstrip("0123456789")
            words = self.tr("Kolumn {letter} pekar inte ut någon").format(letter=letter)
            acts.append((words, "secondary", "", lambda: self._accept(letter)))
        return tuple(acts)

    def _accept(self, letter: str) -> None:
        self._ask(accept_ids=(*self._request.accept_ids, letter))

    def _ask(self, **changes: object) -> None:
        self._read_again(replace(self._request, **changes))  # type: ignore[arg-type]

    def _read_file_again(self) -> None:
        self._ask(sha256=())

    def _map(self, mapping: dict[str, str]) -> None:
        if self._preview is not None:
            self._ask(
                mapping=mapping,
                only_mapping=True,
                profile=self._preview.profile,
                sheet=self._preview.sheet,
                header_row=self._preview.header_row,
            )

    def _open_file(self) -> None:
        for path in self._request.paths[:1]:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(path).resolve())))

    def _press_import(self) -> None:
        if self._preview is not None:
            self._commit(replace(self._request, sha256=(self._preview.sha256,)))
