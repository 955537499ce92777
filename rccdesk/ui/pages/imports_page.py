"""Import: which extracts have been read, and what has to be corrected in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from rccdesk import formats
from rccdesk.enums import BatchState, Profile, Severity, Topic
from rccdesk.services import dry_run, imports, indicators, purging
from rccdesk.services.imports import ImportRequest
from rccdesk.ui import messages
from rccdesk.ui.dialogs.question_dialog import QuestionDialog
from rccdesk.ui.imports.batch_list import BatchList
from rccdesk.ui.imports.comparison_dialog import ComparisonDialog
from rccdesk.ui.imports.problem_card import ProblemCard
from rccdesk.ui.imports.refused import RefusedFile
from rccdesk.ui.imports.wizard import ImportWizard, WizardActs
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.page_scroll import PageScroll
from rccdesk.ui.widgets.progress_strip import ProgressStrip

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.dry_run import Trial
    from rccdesk.services.imports import BatchRow, ImportPreview, ImportResult, Problem
    from rccdesk.services.purging import Purged
    from rccdesk.ui.tasks import Task

_FILES = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt"


class ImportsPage(Page):
    """Two tabs, and in their place the review of a file while one is being read."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.IMPORTS, Topic.LEAD_TIMES})
    uses_selection = False
    views = ("batches", "problems")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._task: Task | None = None
        self._is_importing = self._is_trying = False
        self._files: list[Path] = []  # those chosen together; the first ``_done`` are dealt with
        self._done = 0
        self._request = ImportRequest(())
        self._result: ImportResult | None = None
        self._read = Button(self.tr("Läs in uttag…"), "primary", self._choose, icon="imports")
        self.head.add_action(self._read)
        self._places = QStackedWidget()
        self.body.addWidget(self._places, 1)
        self._lists_place = self._lists()
        self._places.addWidget(self._lists_place)
        self._wizard = ImportWizard(
            WizardActs(
                read_again=self._preview,
                commit=self._import,
                try_it=self._try,
                leave=self._leave,
                choose=self._choose,
                undo=self._undo_this,
                show_figures=self._show_figures,
                next_file=self._next_file,
            ),
            self,
        )
        self._places.addWidget(self._wizard)
        self._refused_file = RefusedFile(
            self._choose, lambda: self._preview(self._request), self._next_file
        )
        self._places.addWidget(self._refused_file)
        self._show_place()

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Read the files that were dropped, or ask for one."""
        files = arguments.get("files")
        if isinstance(files, tuple) and files:
            self._start([Path(file) for file in files])
        elif arguments.get("open_file"):
            self._choose()

    def refresh(self) -> None:
        """Read the batches and their problems."""
        self._tasks.run_latest(self, _read_lists).then(self._show_lists).catch(self.show_error)

    def show_view(self, key: str) -> None:
        """Show one of the tabs."""
        self._tabs.setCurrentIndex(self.views.index(key))

    def _lists(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._tabs = QTabBar()
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setAccessibleName(self.tr("Flikar"))
        self._tabs.addTab(self.tr("Uttag"))
        self._tabs.addTab(self.tr("Att rätta"))
        column.addWidget(self._tabs)
        self._strip = ProgressStrip()
        column.addWidget(self._strip)
        self._stack = QStackedWidget()
        self._tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self._batches = BatchList(self._undo, self._redo, self._compare, self._ask_purge)
        self._stack.addWidget(PageScroll(self._batches, self))
        inside = QWidget()
        self._problems = QVBoxLayout(inside)
        self._problems.setContentsMargins(0, 0, 0, 0)
        self._problems.setSpacing(10)
        self._stack.addWidget(PageScroll(inside, self))
        column.addWidget(self._stack, 1)
        return holder

    def _show_place(self, place: QWidget | None = None) -> None:
        """Show the review or the refused file in place of the lists, or the lists again."""
        self._places.setCurrentWidget(self._lists_place if place is None else place)
        if place is None:
            self.head.set_title(
                self.tr("Import"),
                self.tr("Vilka uttag har lästs in, och vad behöver rättas?"),
            )
        else:
            file = self._request.paths[0].name
            words = self.tr("{file} · fil {number} av {count}").format(
                file=file, number=self._done + 1, count=len(self._files)
            )
            self.head.set_title(self.tr("Läs in uttag"), words if len(self._files) > 1 else file)
        self._read.setVisible(place is None)
        self.show_content()

    def _show_lists(
        self, found: tuple[tuple[BatchRow, ...], list[_Listed], dict[str, str]]
    ) -> None:
        batches, problems, names = found
        database = self._tasks.database
        is_reading = database is not None and database.is_reading
        self._batches.show_batches(batches, names)
        self._batches.allow_changes(allowed=not is_reading)
        self._read.setEnabled(not is_reading)
        self._read.setToolTip(self.tr("Filen är öppen bara för läsning.") if is_reading else "")
        clear(self._problems)
        for batch, problem in problems:
            extract = self.tr("Uttag {date}").format(date=batch.extract_date)
            where = f"{batch.file_name} · {extract}"
            self._problems.addWidget(ProblemCard(problem, where))
        if not problems:
            words = self.tr("Inget att rätta i de uttag som gäller.")
            self._problems.addWidget(Label(words, "body", "text2"))
        self._problems.addStretch(1)
        self._tabs.setTabText(
            1,
            self.tr("Att rätta ({count})").format(count=formats.number(len(problems)))
            if problems
            else self.tr("Att rätta"),
        )
        warnings = sum(1 for _b, p in problems if p.severity is Severity.WARNING)
        self.window_actions.set_count("imports", warnings)
        self._read.setVisible(bool(batches) and not self._places.currentIndex())
        if batches or self._places.currentIndex():
            self.show_content()
        else:
            self.show_empty(
                "imports",
                self.tr("Inget uttag är inläst"),
                self.tr(
                    "Läs in en händelselista för SVF, en tabell med täljare och nämnare, eller "
                    "väntat antal fall, från Excel eller CSV. Du ser vad som hittas innan något "
                    "sparas, och allt kan ångras. Du kan också släppa filen i fönstret."
                ),
                self.tr("Läs in uttag…"),
                self._choose,
            )

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the question before a purge, with and without older extracts that go along."""
        return {
            f"purge_{len(along)}": partial(self._purge_question, batch, along)
            for batch in self._batches.list_purgeable()[:1]
            for along in ((), (1, 2))
        }

    # A file

    def _choose(self) -> None:
        names, _kind = QFileDialog.getOpenFileNames(
            self,
            self.tr("Läs in uttag"),
            self.settings.last_import_dir,
            self.tr("Excel och CSV") + f" ({_FILES})",
        )
        if names:
            self._start([Path(name) for name in names])

    def _start(self, files: list[Path]) -> None:
        """Review the files one after the other."""
        if self._is_importing:
            self.toast(self.tr("En import pågår. Vänta tills den är klar, eller avbryt den."))
            return
        self.settings.last_import_dir = str(files[0].parent)
        self._files, self._done = files, 0
        self._tasks.run(self, indicators.list_indicators).then(
            lambda rows: self._wizard.set_indicators(tuple((row.key, row.title) for row in rows))
        )
        self._begin()

    def _begin(self) -> None:
        self._wizard.begin()
        self._preview(ImportRequest((self._files[self._done],)))

    def _preview(self, request: ImportRequest) -> None:
        self._stop()
        self._request = request
        self._wizard.show_busy(request, self.tr("Läser filen …"))
        self._show_place(self._wizard)
        self._task = self._tasks.run_file(self, imports.preview_file, request)
        self._task.watch(self._wizard.set_progress)
        self._task.then(self._show_preview).catch(self._refused)

    def _show_preview(self, found: ImportPreview) -> None:
        self._task = None
        self._wizard.show_preview(self._request, found)

    def _try(self, request: ImportRequest) -> None:
        self._stop()
        self._is_trying = True
        self._wizard.show_busy(request, self.tr("Provkör på en kopia …"), locks=True)
        self._task = self._tasks.run_file(self, dry_run.try_import, request)
        self._task.watch(self._wizard.set_progress)
        self._task.then(self._tried).stopped(self._trial_stopped).catch(self._refused)

    def _tried(self, trial: Trial) -> None:
        self._task, self._is_trying = None, False
        self._wizard.show_trial(trial)

    def _trial_stopped(self) -> None:
        self._task, self._is_trying = None, False
        self._wizard.end_busy()

    def _import(self, request: ImportRequest) -> None:
        self._stop()
        self._is_importing = True
        self._wizard.show_busy(request, self.tr("Importerar …"), locks=True)
        self._task = self._tasks.run_file(self, imports.import_files, request)
        self._task.watch(self._wizard.set_progress)
        self._task.then(self._imported).stopped(self._was_stopped).catch(self._refused)

    def _was_stopped(self) -> None:
        self._task, self._is_importing = None, False
        self.toast(self.tr("Importen avbröts. Inget har sparats."))
        self._finish()

    def _imported(self, results: tuple[ImportResult, ...]) -> None:
        self._task, self._is_importing = None, False
        self._result = results[-1]
        self._wizard.show_result(self._result, has_more=self._done + 1 < len(self._files))

    def _undo_this(self) -> None:
        if self._result is not None and self._result.batch_id is not None:
            self._undo(self._result.batch_id)
            self._next_file()

    def _show_figures(self) -> None:
        result, request = self._result, self._request
        self._finish()
        if result is not None and result.profile is Profile.AGGREGATED:
            self.navigate("indicators", indicator=request.indicator)
        else:
            self.navigate("lead_times")

    def _next_file(self) -> None:
        self._done += 1
        if self._done < len(self._files):
            self._begin()
        else:
            self._finish()

    def _refused(self, error: Exception) -> None:
        self._task, self._is_importing, self._is_trying = None, False, False
        if messages.report_bug(error, self):
            self._finish()
            return
        self._wizard.begin()
        has_more = self._done + 1 < len(self._files)
        self._refused_file.show_reason(messages.sentence(error), has_more=has_more)
        self._show_place(self._refused_file)

    def _leave(self) -> None:
        """Cancel what is under way, or go back to the lists."""
        if (self._is_importing or self._is_trying) and self._task is not None:
            self._task.cancel()  # not dropped: what came of it is said when it is known
            self._wizard.show_stopping()
            return
        self._stop()
        self._finish()

    def _finish(self) -> None:
        self._files = []
        self._show_place()
        self._read.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.drop()
            self._task = None

    # Batches

    def _undo(self, batch_id: int) -> None:
        self._tasks.run_write(self, imports.undo_batch, batch_id).then(
            lambda undone: self.toast(
                self.tr("Importen är ångrad: {count} rader").format(
                    count=formats.number(undone.rows)
                ),
                self.window_actions.undo,
            )
        ).catch(self._say)

    def _redo(self, batch_id: int) -> None:
        self._tasks.run_write(self, imports.redo_batch, batch_id).then(
            lambda _again: self.toast(self.tr("Importen gäller igen"), self.window_actions.undo)
        ).catch(self._say)

    def _compare(self, before: int, after: int) -> None:
        self._tasks.run(self, imports.compare_batches, before, after).then(
            lambda found: ComparisonDialog(found, self).open()
        ).catch(self._say)

    def _ask_purge(self, batch: BatchRow) -> None:
        self._tasks.run(self, purging.list_purged_along, (batch.batch_id,)).then(
            lambda along: self._purge_question(batch, along).open()
        ).catch(self._say)

    def _purge_question(self, batch: BatchRow, along: tuple[int, ...]) -> QuestionDialog:
        sentences = [
            self.tr("{count} rader om enskilda vårdförlopp i {file} tas bort för gott.").format(
                count=formats.number(batch.rows), file=batch.file_name
            ),
        ]
        if along:
            sentences.append(
                self.tr("Även {count} äldre uttag, som det här ersätter, gallras.").format(
                    count=formats.number(len(along))
                )
            )
        sentences += [
            self.tr("Uppgifterna tas också bort ur alla säkerhetskopior av filen."),
            self.tr(
                "Ledtider räknas sedan utan dem. Siffror i utfärdade underlag finns kvar. Det går "
                "inte att ångra, men filen kan läsas in på nytt."
            ),
        ]
        return QuestionDialog(
            self.tr("Gallra uttaget {date}?").format(date=batch.extract_date),
            sentences,
            [(self.tr("Gallra"), lambda: self._purge(batch.batch_id))],
            self,
        )

    def _purge(self, batch_id: int) -> None:
        folder = self.settings.second_backup_dir
        task = self._tasks.run_file(
            self,
            purging.purge_batches,
            (batch_id,),
            second_place=Path(folder) if folder else None,
        )
        self._strip.follow(self.tr("Gallrar …"), task)
        task.then(self._purged).catch(self._say).stopped(
            lambda: self.toast(self.tr("Gallringen avbröts. Inget har ändrats."))
        )

    def _purged(self, found: Purged) -> None:
        words = self.tr("Gallrat: {count} rader").format(count=formats.number(found.rows))
        if found.left:
            words = self.tr(
                "Gallrat, men {count} säkerhetskopior kunde inte rensas. Det görs nästa gång filen "
                "öppnas."
            ).format(count=formats.number(len(found.left)))
        self.toast(words)

    def _say(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.toast(messages.sentence(error))


_Listed = tuple["BatchRow", "Problem"]


def _read_lists(
    database: Database,
) -> tuple[tuple[BatchRow, ...], list[_Listed], dict[str, str]]:
    """Return the batches, the problems of those that hold, and the names of indicators."""
    batches = imports.list_batches(database)
    listed = [
        (batch, problem)
        for batch in batches
        if batch.state is BatchState.ACTIVE
        for problem in imports.list_problems(database, batch.batch_id)
    ]
    listed.sort(key=lambda pair: list(Severity).index(pair[1].severity))
    names = {row.key: row.title for row in indicators.list_indicators(database)}
    return batches, listed, names
