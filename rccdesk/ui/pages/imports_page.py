"""Import: which extracts have been read, and what has to be corrected in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from rccdesk import formats
from rccdesk.enums import BatchState, Severity, Topic
from rccdesk.errors import Cancelled
from rccdesk.services import imports, indicators
from rccdesk.services.imports import ImportRequest
from rccdesk.ui import messages
from rccdesk.ui.imports.batch_list import BatchList
from rccdesk.ui.imports.comparison_dialog import ComparisonDialog
from rccdesk.ui.imports.problem_card import ProblemCard
from rccdesk.ui.imports.review import ImportReview
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.imports import BatchRow, ImportPreview, ImportResult, Problem
    from rccdesk.services.progress import Progress
    from rccdesk.ui.tasks import Task

_FILES = "*.xlsx *.xlsm *.csv"


class ImportsPage(Page):
    """Two tabs, and in their place the review of a file while one is being read."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.IMPORTS, Topic.LEAD_TIMES})
    uses_selection = False
    views = ("batches", "problems")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._task: Task | None = None
        self._waiting: list[Path] = []
        self._read = Button(self.tr("Läs in uttag…"), "primary", self._choose, icon="imports")
        self.head.add_action(self._read)
        self._places = QStackedWidget()
        self.body.addWidget(self._places, 1)
        self._places.addWidget(self._lists())
        self._review = ImportReview(self._preview, self._import, self._leave)
        self._places.addWidget(self._review)
        self._show_title()

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
        self._stack = QStackedWidget()
        self._tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self._batches = BatchList(self._undo, self._redo, self._compare)
        self._stack.addWidget(self._batches)
        inside = QWidget()
        inside.setProperty("ground", "bg")
        self._problems = QVBoxLayout(inside)
        self._problems.setContentsMargins(0, 0, 0, 0)
        self._problems.setSpacing(10)
        scroll = QScrollArea()
        scroll.setProperty("ground", "bg")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self._stack.addWidget(scroll)
        column.addWidget(self._stack, 1)
        return holder

    def _show_title(self, file: str = "") -> None:
        if file:
            self.head.set_title(self.tr("Läs in uttag"), file)
        else:
            self.head.set_title(
                self.tr("Import"),
                self.tr("Vilka uttag har lästs in, och vad behöver rättas?"),
            )
        self._read.setVisible(not file)

    def _show_lists(
        self, found: tuple[tuple[BatchRow, ...], list[_Listed], dict[str, str]]
    ) -> None:
        batches, problems, names = found
        self._batches.show_batches(batches, names)
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
        if batches or self._places.currentWidget() is self._review:
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
        self.settings.last_import_dir = str(files[0].parent)
        self._waiting = files[1:]
        self._places.setCurrentWidget(self._review)
        self.show_content()
        self._tasks.run(self, indicators.list_indicators).then(
            lambda rows: self._review.set_indicators(tuple((row.key, row.title) for row in rows))
        )
        self._preview(ImportRequest((files[0],)))

    def _preview(self, request: ImportRequest) -> None:
        self._stop()
        self._show_title(request.paths[0].name)
        self._review.show_busy(request, self.tr("Läser filen …"))
        self._task = self._tasks.run_file(self, imports.preview_file, request)
        self._task.watch(self._review.set_progress)
        self._task.then(lambda found: self._show_preview(request, found)).catch(self._refused)

    def _show_preview(self, request: ImportRequest, found: ImportPreview) -> None:
        self._task = None
        self._review.show_preview(request, found)

    def _import(self, request: ImportRequest) -> None:
        self._stop()
        self._review.show_busy(request, self.tr("Importerar …"))
        self._task = self._tasks.run_file(
            self, _import_and_name, request, self._review.indicator_name
        )
        self._task.watch(self._review.set_progress)
        self._task.then(self._imported).catch(self._refused)

    def _imported(self, results: tuple[ImportResult, ...]) -> None:
        self._task = None
        count = sum(result.rows_imported for result in results)
        self.toast(
            self.tr("{count} rader importerade").format(count=formats.number(count)),
            self.window_actions.undo,
        )
        self._next_file()

    def _next_file(self) -> None:
        if self._waiting:
            self._start(self._waiting)
        else:
            self._leave()

    def _refused(self, error: Exception) -> None:
        self._task = None
        if isinstance(error, Cancelled) or messages.report_bug(error, self):
            return
        self._places.setCurrentIndex(0)
        self._show_title()
        self.show_empty(
            "doubt",
            self.tr("Filen kan inte läsas in"),
            messages.sentence(error),
            self.tr("Välj en annan fil…"),
            self._choose,
        )

    def _leave(self) -> None:
        """Cancel what is under way and go back to the lists."""
        self._stop()
        self._waiting = []
        self._places.setCurrentIndex(0)
        self._show_title()
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


def _import_and_name(
    database: Database, request: ImportRequest, name: str, progress: Progress
) -> tuple[ImportResult, ...]:
    """Import, and give a new indicator the name that the user typed."""
    results = imports.import_files(database, request, progress)
    if name and request.indicator:
        indicators.name_new_indicator(database, request.indicator, name)
    return results
