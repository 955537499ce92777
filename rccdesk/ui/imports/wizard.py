"""The wizard of an import: table, columns, review, dry run, done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import Profile, Severity
from rccdesk.services.imports import ImportRequest
from rccdesk.services.imports.profiles import words_of
from rccdesk.ui.imports.columns_step import ColumnsStep
from rccdesk.ui.imports.counts_panel import CountsPanel
from rccdesk.ui.imports.done_step import DoneStep
from rccdesk.ui.imports.first_rows import FirstRows
from rccdesk.ui.imports.problem_list import FIRST_CARDS, ProblemActs, ProblemList
from rccdesk.ui.imports.table_step import TableStep
from rccdesk.ui.imports.trial_step import TrialStep
from rccdesk.ui.imports.wizard_acts import WizardActs
from rccdesk.ui.imports.wizard_foot import WizardFoot
from rccdesk.ui.turns import Turns
from rccdesk.ui.widgets.page_scroll import PageScroll, TwoColumns
from rccdesk.ui.widgets.wizard_steps import WizardSteps

if TYPE_CHECKING:
    from rccdesk.services.dry_run import Trial
    from rccdesk.services.imports import FirstLook, ImportPreview, ImportResult
    from rccdesk.services.imports.problems import Proposal

_PANEL_WIDTH, _WIDE_PANEL = 308, 420
FILE, TABLE, COLUMNS, REVIEW, TRIAL, DONE = range(6)
_ABOUT_COLUMNS = (
    "missing_column",
    "mapping_does_not_fit",
    "unknown_layout",
    "indicator_required",
    "bad_indicator_key",
    "sheet_not_found",
)


class ImportWizard(QWidget):
    """Six steps around the preview of one file; every choice asks for a new preview.

    A file that is understood begins at the review; the steps before it can be gone back to.
    ``page`` is where the wizard lies.
    """

    def __init__(self, acts: WizardActs, page: QWidget) -> None:
        super().__init__()
        self._acts = acts
        self._request = ImportRequest(())
        self._preview: ImportPreview | None = None
        self._step = REVIEW
        self._comes_from: int | None = None  # the step that a card has led away from
        self._is_busy = False
        self._turns = Turns(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.steps = WizardSteps(
            (
                self.tr("Välj fil"),
                self.tr("Hitta tabellen"),
                self.tr("Para ihop kolumner"),
                self.tr("Granska"),
                self.tr("Provkör"),
                self.tr("Importera"),
            ),
            self.go_to,
        )
        column.addWidget(self.steps)
        self.table = TableStep(self._ask)
        self._matching = ColumnsStep(self._ask, self._tell, acts.forget, page)
        self.file, self.columns = self._matching.file, self._matching.columns
        self.values = self._matching.values
        self.problems = ProblemList(
            ProblemActs(
                open_file=self._open_file,
                read_again=self._read_file_again,
                accept=self._accept,
                leave_out=self._leave_out,
                match_columns=lambda: self.go_to(COLUMNS),
                match_values=self.match_values,
                show_cell=self._show_cell,
                show_sheet=self._show_sheet,
            )
        )
        self.problems.fixed.connect(self._fix)
        self._counts = CountsPanel()
        found = TwoColumns(
            self.problems,
            self._counts,
            narrow=self._counts,
            width=_PANEL_WIDTH,
            wide=_WIDE_PANEL,
        )
        self.trial = TrialStep()
        self.done = DoneStep(acts)
        self._places = QStackedWidget()
        self._review = PageScroll(found, page)
        self._scrolls: dict[int, QWidget] = {
            TABLE: PageScroll(_on_ground(self.table), page),
            COLUMNS: self._matching,
            REVIEW: self._review,
            TRIAL: PageScroll(_on_ground(self.trial), page),
            DONE: PageScroll(_on_ground(self.done), page),
        }
        self._reading = FirstRows()
        for place in (*self._scrolls.values(), self._reading):
            self._places.addWidget(place)
        column.addWidget(self._places, 1)
        foot = self._foot = WizardFoot()
        foot.back.clicked.connect(lambda _checked=False: self._go_back())
        foot.cancel.clicked.connect(lambda _checked=False: acts.leave())
        foot.open_file.clicked.connect(lambda _checked=False: self._open_file())
        foot.again.clicked.connect(lambda _checked=False: self._read_file_again())
        foot.try_it.clicked.connect(lambda _checked=False: self._press_try())
        foot.commit.clicked.connect(lambda _checked=False: self._press_import())
        foot.go_on.clicked.connect(lambda _checked=False: self._go_on())
        self.back, self.cancel, self.again = foot.back, foot.cancel, foot.again
        self.try_it, self.commit, self.go_on = foot.try_it, foot.commit, foot.go_on
        column.addWidget(foot)

    def set_indicators(self, indicators: tuple[tuple[str, str], ...]) -> None:
        """Offer these indicators (key, name) for an aggregated table."""
        self.file.set_indicators(indicators)

    def begin(self) -> None:
        """Forget the file before: another one is going to be read."""
        self._preview = None
        self._turns.drop()
        self._step, self._comes_from = REVIEW, None
        self._reading.begin()
        self._matching.begin()

    def show_busy(self, request: ImportRequest, sentence: str, *, locks: bool = False) -> None:
        """Show that the file is being read, tried or (``locks``) imported."""
        self._request = request
        self._turns.drop()
        self._is_busy = True
        self.steps.setEnabled(not locks)
        self._foot.say(sentence)
        self._foot.progress.setAccessibleName(sentence)
        self._foot.progress.setRange(0, 0)
        self._foot.progress.show()
        self.cancel.setEnabled(True)
        self.cancel.show()
        for button in (self.commit, self.try_it, self.go_on):
            button.setEnabled(False)
        for place in self._scrolls.values():
            place.setEnabled(not locks)
        for button in (self._foot.open_file, self.again, self.back):
            button.setVisible(False)
        if self._preview is None:
            self.steps.show_step(TABLE)
            self._places.setCurrentWidget(self._reading)
            for button in (self.commit, self.try_it, self.go_on):
                button.hide()
            self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)  # all else is gone
        elif locks:
            self.steps.show_step(DONE)

    def show_first_rows(self, look: FirstLook) -> None:
        """Show the first rows of a file that is being read the first time."""
        if self._preview is None and self._is_busy:
            self._reading.show_rows(look)

    def show_stopping(self) -> None:
        """Show that what is under way has been asked to stop."""
        self.cancel.setEnabled(False)
        self._foot.say(self.tr("Avbryter …"))

    def set_progress(self, done: int, total: int) -> None:
        """Show how far it has come."""
        self._foot.progress.setRange(0, max(total, 1))
        self._foot.progress.setValue(done)

    def show_preview(self, request: ImportRequest, preview: ImportPreview) -> None:
        """Show what the file holds; the first time at the step where the user is needed."""
        is_first = self._preview is None
        self._request, self._preview = request, preview
        self._turns.run(  # together they would hold the window up
            partial(self.table.show_preview, preview),
            *self._matching.list_turns(preview),
            *self._list_problem_turns(preview, FIRST_CARDS if is_first else None),
            partial(self._counts.show_counts, preview),
            partial(self._show_where_needed, preview, is_first=is_first),
            *(self.problems.list_later_turns(preview.problems) if is_first else ()),
        )

    def _list_problem_turns(
        self, preview: ImportPreview, most: int | None
    ) -> tuple[Callable[[], object], ...]:
        words = (cell for match in preview.values.matches for cell in match.cells)
        letters = frozenset(cell.rstrip("0123456789") for cell in words)
        return self.problems.list_turns(preview.problems, preview.sheet or "", letters, most)

    def _show_where_needed(self, preview: ImportPreview, *, is_first: bool) -> None:
        self._end_busy()
        if is_first:
            self._step = self._first_step(preview)
        elif self._step in (TRIAL, DONE):
            self._step = REVIEW
        self._show_step()
        if is_first:
            self._focus_step()
        elif self.problems.acted_on is not None and self._step == REVIEW:
            self._focus_next_problem()

    def show_trial(self, trial: Trial) -> None:
        """Show what came of a dry run."""
        self._end_busy()
        self.trial.show_trial(trial)
        self._step = TRIAL
        self._show_step()
        self.commit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_result(self, results: tuple[ImportResult, ...], *, has_more: bool) -> None:
        """Show what was imported."""
        self._end_busy()
        self._step = DONE
        self._show_step()
        self.steps.show_step(DONE + 1)
        self.done.show_result(results, has_more=has_more)

    def end_busy(self) -> None:
        """Show the step again whose work was stopped."""
        self._end_busy()
        if self._preview is not None:
            self._show_step()

    def go_to(self, step: int) -> None:
        """Go back to a step that is done; the first one asks for another file."""
        if step == FILE:
            self._acts.choose()
        else:
            self._step, self._comes_from = step, None
            self._show_step()
            self._focus_step()

    # Steps

    def _first_step(self, preview: ImportPreview) -> int:
        """Return where the user is needed first: a file that is understood needs a look only."""
        if preview.profile is None:
            return COLUMNS if preview.header_row is not None else TABLE
        lacks = any(p.code in _ABOUT_COLUMNS for p in preview.problems)
        return COLUMNS if lacks or self._lacks_indicator else REVIEW

    @property
    def _lacks_indicator(self) -> bool:
        is_figures = self._preview is not None and self._preview.profile is Profile.AGGREGATED
        return is_figures and not self._request.indicator

    def _show_step(self) -> None:
        preview, step = self._preview, self._step
        assert preview is not None
        self.steps.setEnabled(step != DONE)
        self.steps.show_step(step)
        self._places.setCurrentWidget(self._scrolls[step])
        is_ready = not preview.is_stopped and self._count > 0
        self.commit.setText(self._commit_words())
        self.commit.setVisible(step in (REVIEW, TRIAL))
        self.commit.setEnabled(is_ready)
        self.try_it.setVisible(step == REVIEW)
        self.try_it.setEnabled(is_ready)
        self.go_on.setVisible(step in (TABLE, COLUMNS))
        self.go_on.setEnabled(True)
        self.go_on.setText(
            self.tr("Vidare till kolumner") if step == TABLE else self.tr("Vidare till granskning")
        )
        back = {
            COLUMNS: self.tr("Tillbaka till tabellen"),
            REVIEW: self.tr("Tillbaka till kolumner"),
            TRIAL: self.tr("Tillbaka till granskning"),
        }
        if step in (REVIEW, TRIAL, DONE):
            self._comes_from = None
        elif self._comes_from is not None:
            back[step] = self.tr("Tillbaka till granskning")
        self.back.setVisible(step in back)
        self.back.setText(back.get(step, ""))
        self.cancel.setVisible(step != DONE)
        for button in (self._foot.open_file, self.again):
            button.setVisible(step in (TABLE, COLUMNS))
        self._foot.say(self._sentence(preview) if step in (COLUMNS, REVIEW, TRIAL) else "")

    @property
    def _count(self) -> int:
        counts = self._preview.counts if self._preview is not None else None
        return counts.new + counts.changed if counts is not None else 0

    def _commit_words(self) -> str:
        if self._count == 1:
            return self.tr("Importera 1 rad")
        if self._count:
            return self.tr("Importera {count} rader").format(count=formats.number(self._count))
        return self.tr("Importera")

    def _sentence(self, preview: ImportPreview) -> str:
        if preview.is_stopped:
            is_here = self._step != COLUMNS or self._first_step(preview) != REVIEW
            return self._stop_words(preview) if is_here else ""
        if preview.same_batch_id is not None:
            return self.tr("Filen är redan inläst")
        return "" if self._count else self.tr("Inget nytt eller ändrat i filen")

    def _go_on(self) -> None:
        self.go_to(self._step + 1)

    def _go_back(self) -> None:
        self.go_to(self._step - 1 if self._comes_from is None else self._comes_from)

    def _end_busy(self) -> None:
        self._is_busy = False
        self._foot.progress.hide()
        for place in self._scrolls.values():
            place.setEnabled(True)

    def _stop_words(self, preview: ImportPreview) -> str:
        if preview.profile is None:
            return self.tr("Välj först vad filen innehåller")
        if self._lacks_indicator:
            return self.tr("Ange först vilken indikator tabellen gäller")
        stops = sum(1 for problem in preview.problems if problem.severity is Severity.STOP)
        if stops > 1:
            return self.tr("Lös de {count} spärrarna först").format(count=stops)
        return self.tr("Lös spärren först")

    def _focus_step(self) -> None:
        """Put the focus on the next thing to do at this step."""
        if self._step == TABLE:
            target: QWidget = self.table.grid
        elif self._step == COLUMNS:
            field = self._matching.first_field(lacks_indicator=self._lacks_indicator)
            target = field or self.go_on
        elif self.commit.isEnabled():
            target = self.commit
        else:
            self._focus_next_problem()
            return
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_next_problem(self) -> None:
        """Put the focus on the next act that is proposed: the card with the last one is gone."""
        act = self.problems.next_act
        if act is not None:
            self._review.ensureWidgetVisible(act)
        place = act or (self.commit if self.commit.isEnabled() else self.back)
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fix(self, proposal: Proposal) -> None:
        self._ask(fixes={**self._request.fixes, proposal.fix: proposal.value})

    def _accept(self, letter: str) -> None:
        self._ask(accept_ids=(*self._request.accept_ids, letter))

    def _leave_out(self, letter: str) -> None:
        """Read without a column, by its header where that tells it from all others."""
        headers = [c.header for c in self._preview.columns] if self._preview else []
        columns = self._preview.columns if self._preview else ()
        own = next((c.header for c in columns if c.letter == letter), "")
        name = own if own and headers.count(own) == 1 else letter
        self._ask(leave_out=(*self._request.leave_out, name))

    def _show_cell(self, sheet: str, cell: str) -> None:
        """Show a cell among the first rows of its sheet; from there one can go back."""
        self._step, self._comes_from = TABLE, REVIEW
        self._show_step()
        self.table.show_cell(sheet, cell)
        self.table.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self.table, self._scroll_to_grid)  # when the step is laid out

    def _scroll_to_grid(self) -> None:
        """Bring the grid into view where large text leaves it under the edge."""
        scroll, grid = self._scrolls[TABLE], self.table.grid
        if isinstance(scroll, PageScroll) and grid.height() > 0:
            scroll.verticalScrollBar().setValue(grid.mapTo(self.table, QPoint(0, 0)).y())

    def _show_sheet(self, sheet: str) -> None:
        """Read a hidden sheet in place of the one that was found, and show its top."""
        self._step, self._comes_from = TABLE, REVIEW
        self._show_step()
        self._ask(sheet=sheet, header_row=None, mapping={})

    @property
    def words_to_remember(self) -> dict[tuple[str, str], str]:
        """What the user has said in this import that words stand for, if it is to be kept."""
        return words_of(self._request.fixes) if self.values.remember.isChecked() else {}

    def match_values(self) -> None:
        """Go to the first word that is not recognised; from there one can go back."""
        self._step, self._comes_from = COLUMNS, REVIEW
        self._show_step()
        self._matching.show_values()

    def _tell(self, changes: Mapping[str, str | None]) -> None:
        """Say what words of the file stand for; None takes back what was said."""
        fixes = {key: value for key, value in self._request.fixes.items() if key not in changes}
        told = {key: value for key, value in changes.items() if value is not None}
        self._ask(fixes={**fixes, **told})

    def _ask(self, **changes: object) -> None:
        preview = self._preview
        if preview is not None and preview.profile_key:  # else the rest of what it says is lost
            changes = {"profile_key": preview.profile_key, **changes}
        self._acts.read_again(replace(self._request, **changes))  # type: ignore[arg-type]

    def _read_file_again(self) -> None:
        self._ask(sha256=())

    def _open_file(self) -> None:
        for path in self._request.paths[:1]:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(path).resolve())))

    def _press_import(self) -> None:
        if self._preview is not None:
            self._acts.commit(replace(self._request, sha256=(self._preview.sha256,)))

    def _press_try(self) -> None:
        if self._preview is not None:
            self._acts.try_it(replace(self._request, sha256=(self._preview.sha256,)))


def _on_ground(card: QWidget) -> QWidget:
    """Return a widget that holds ``card``, for a scroll area that paints what it shows."""
    ground = QWidget()
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(card)
    return ground
