"""Import: which extracts have been read, and what has to be corrected in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from rccdesk import formats
from rccdesk.enums import BatchState, Goal, Profile, Severity, Topic
from rccdesk.services import doubt_listing, imports, indicators, labels, purging
from rccdesk.services.extract_comparison import compare_extracts
from rccdesk.services.imports import profiles
from rccdesk.services.typing_in import TypedExpected
from rccdesk.texts import text
from rccdesk.ui import messages
from rccdesk.ui.dialogs.question_dialog import QuestionDialog
from rccdesk.ui.doubts.doubt_acts import DoubtActs
from rccdesk.ui.doubts.doubt_list import DoubtList
from rccdesk.ui.imports.batch_list import BatchList
from rccdesk.ui.imports.comparison_dialog import ComparisonDialog
from rccdesk.ui.imports.file_reading import FileReading
from rccdesk.ui.imports.problem_card import ProblemCard
from rccdesk.ui.imports.profile_list import ProfileList
from rccdesk.ui.imports.receipt_saving import ask_and_save
from rccdesk.ui.imports.type_in_dialog import TypeInDialog, open_type_in
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.turns import Turns
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.page_scroll import PageScroll
from rccdesk.ui.widgets.progress_strip import ProgressStrip
from rccdesk.ui.widgets.states import EmptyState

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.doubt_listing import RuleDoubts
    from rccdesk.services.imports import BatchRow, Problem
    from rccdesk.services.imports.profiles import ProfileRow, RememberedWord
    from rccdesk.services.purging import Purged
    from rccdesk.ui.tasks import Task


class ImportsPage(Page):
    """Two tabs, and in their place the review of a file while one is being read."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.IMPORTS, Topic.LEAD_TIMES})
    uses_selection = False
    views = ("batches", "problems", "doubts", "profiles")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._turns = Turns(self)
        self._reading = FileReading(context, self)
        self._reading.entered.connect(self._show_file)
        self._reading.left.connect(self._on_left)
        self._reading.undo_wanted.connect(self._undo)
        self._read = Button(
            self.tr("Läs in uttag…"), "primary", self._reading.choose, icon="imports"
        )
        self._paste = Button(self.tr("Klistra in"), act=self._reading.paste, icon="table")
        self._type_in = Button(
            self.tr("Skriv in värde…"), act=partial(open_type_in, self, self._tasks), icon="write"
        )
        self.head.add_action(self._type_in)
        self.head.add_action(self._paste)
        self.head.add_action(self._read)
        self._places = QStackedWidget()
        self.body.addWidget(self._places, 1)
        self._doubts = DoubtList(DoubtActs(context.tasks, context.window, self), self)
        self._lists_place = self._lists()
        self._places.addWidget(self._lists_place)
        self._places.addWidget(self._reading)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        # From the sidebar too; fields of text take their own paste before a shortcut is asked.
        paste.setContext(Qt.ShortcutContext.WindowShortcut)
        paste.activated.connect(self._press_paste)
        self._show_place()

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Read the files that were dropped, or ask for one; show a tab or one extract."""
        files = arguments.get("files")
        if isinstance(files, tuple) and files:
            self._reading.start([Path(file) for file in files])
        elif arguments.get("open_file"):
            self._reading.choose()
        tab = arguments.get("tab")
        if isinstance(tab, str) and tab in self.views:
            self.show_view(tab)
        batch_id = arguments.get("batch")
        if isinstance(batch_id, int):
            self.show_view("batches")
            self._batches.choose_batch(batch_id)
            self.mark_stale()

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
        self._tabs.addTab(self.tr("Datatvivel"))
        self._tabs.addTab(self.tr("Profiler"))
        column.addWidget(self._tabs)
        self._strip = ProgressStrip()
        column.addWidget(self._strip)
        self._stack = QStackedWidget()
        self._tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self._batches = BatchList(
            self._undo,
            self._redo,
            self._compare,
            self._ask_purge,
            self._save_receipt,
            self._show_figures,
        )
        self._first = QStackedWidget()  # what to do first, or the extracts
        self._nothing = EmptyState()
        self._first.addWidget(PageScroll(self._nothing, self))
        self._first.addWidget(PageScroll(self._batches, self))
        self._stack.addWidget(self._first)
        inside = QWidget()
        self._problems = QVBoxLayout(inside)
        self._problems.setContentsMargins(0, 0, 0, 0)
        self._problems.setSpacing(10)
        self._stack.addWidget(PageScroll(inside, self))
        self._stack.addWidget(self._doubts)
        self._profiles = ProfileList(self.write, self.settings)
        self._stack.addWidget(PageScroll(self._profiles, self))
        column.addWidget(self._stack, 1)
        return holder

    def _show_place(self) -> None:
        """Show the lists in place of a file."""
        self._places.setCurrentWidget(self._lists_place)
        self.head.set_title(
            self.tr("Import"), self.tr("Vilka uttag har lästs in, och vad behöver rättas?")
        )
        self._show_buttons(shown=True)
        self.show_content()

    def _press_paste(self) -> None:
        if self._paste.isVisible():  # not while a file is being read
            self._paste.click()

    def _show_buttons(self, *, shown: bool) -> None:
        for button in (self._type_in, self._paste):
            button.setVisible(not self._places.currentIndex())
        self._read.setVisible(shown)

    def _show_file(self, words: str) -> None:
        self._places.setCurrentWidget(self._reading)
        self.head.set_title(self.tr("Läs in uttag"), words)
        self._show_buttons(shown=False)
        self.show_content()

    def _on_left(self) -> None:
        self._show_place()
        self._read.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def _show_lists(self, found: _Lists) -> None:
        self._turns.run(  # together they would hold the window up
            partial(self._show_batches, found),
            partial(self._show_profiles, found),
            partial(self._begin_problems, len(found.problems)),
            *(partial(self._add_problem, *listed) for listed in found.problems),
            partial(self._show_doubts, found),
        )

    @property
    def _is_reading_only(self) -> bool:
        database = self._tasks.database
        return database is not None and database.is_reading

    def _show_batches(self, found: _Lists) -> None:
        batches, names, is_reading = found.batches, found.names, self._is_reading_only
        known = {profile.key: profile.name for profile in found.profiles}
        self._batches.show_batches(batches, names, known)
        self._reading.note_batches(batches)
        self._batches.allow_changes(allowed=not is_reading)
        self._read.setEnabled(not is_reading)
        for button in (self._type_in, self._paste):
            button.setEnabled(not is_reading)
        self._read.setToolTip(self.tr("Filen är öppen bara för läsning.") if is_reading else "")

    def _show_profiles(self, found: _Lists) -> None:
        is_reading = self._is_reading_only
        self._profiles.show_profiles(found.profiles, found.words, is_reading=is_reading)

    def _begin_problems(self, count: int) -> None:
        clear(self._problems)
        if not count:
            nothing = EmptyState()
            nothing.fill(
                "saved",
                self.tr("Inget att rätta"),
                self.tr("Det finns inga varningar i de uttag som gäller."),
            )
            self._problems.addWidget(nothing)
        self._problems.addStretch(1)
        self._tabs.setTabText(
            1,
            self.tr("Att rätta ({count})").format(count=formats.number(count))
            if count
            else self.tr("Att rätta"),
        )
        self.window_actions.set_count("imports", count)

    def _add_problem(self, batch: BatchRow, problem: Problem) -> None:
        extract = self.tr("Uttag {date}").format(date=batch.extract_date)
        where = f"{batch.file_name or text('typing_in.name')} · {extract}"
        self._problems.insertWidget(self._problems.count() - 1, ProblemCard(problem, where))

    def _show_doubts(self, found: _Lists) -> None:
        batches = found.batches
        self._doubts.show_doubts(found.doubts)
        waiting = self._doubts.waiting_count
        self._tabs.setTabText(
            2,
            self.tr("Datatvivel ({count})").format(count=formats.number(waiting))
            if waiting
            else self.tr("Datatvivel"),
        )
        self._show_buttons(shown=bool(batches) and not self._places.currentIndex())
        self.show_content()
        self._first.setCurrentIndex(1 if batches else 0)
        if not batches:
            self._nothing.fill(
                "imports",
                self.tr("Inget uttag är inläst"),
                self.tr(
                    "Läs in en händelselista för SVF, en tabell med täljare och nämnare, eller "
                    "väntat antal fall, från Excel eller CSV. Du ser vad som hittas innan något "
                    "sparas, och allt kan ångras. Du kan också släppa filen i fönstret."
                ),
                self.tr("Läs in uttag…"),
                self._reading.choose,
            )

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return where a value is typed in, and the questions about words and before a purge.

        The last one with and without older extracts that go along.
        """
        found: dict[str, Callable[[], QDialog]] = {
            "type_in": partial(TypeInDialog, self._tasks, None, self),
            "type_in_expected": partial(TypeInDialog, self._tasks, TypedExpected(), self),
            "profile_words": partial(self._profiles.make_words_question, 2, lambda **_: None),
        }
        for batch in self._batches.list_purgeable()[:1]:
            for along in ((), (1, 2)):
                found[f"purge_{len(along)}"] = partial(self._purge_question, batch, along)
        return found

    # Batches

    def _undo(self, batch_id: int) -> None:
        self._tasks.run_write(self, imports.undo_batch, batch_id).then(
            lambda undone: self.toast(
                self.tr("Importen är ångrad: {rows}").format(rows=self._rows(undone.rows)),
                self.window_actions.undo,
            )
        ).catch(self._say)

    def _rows(self, count: int) -> str:
        if count == 1:
            return self.tr("1 rad")
        return self.tr("{count} rader").format(count=formats.number(count))

    def _redo(self, batch_id: int) -> None:
        self._tasks.run_write(self, imports.redo_batch, batch_id).then(
            lambda _again: self.toast(self.tr("Importen gäller igen"), self.window_actions.undo)
        ).catch(self._say)

    def _compare(self, before: int, after: int) -> None:
        self._tasks.run(self, compare_extracts, before, after).then(
            lambda found: ComparisonDialog(found, self).open()
        ).catch(self._say)

    def _show_figures(self, batch: BatchRow) -> None:
        """Show the figures of the measure of a batch as they were just after it."""
        if batch.indicator is not None:
            self.navigate("indicators", indicator=batch.indicator, snapshot=batch.batch_id)
        elif batch.profile is Profile.EXPECTED:
            goal = Goal.INCLUSION.value
            self.navigate("lead_times", goal=goal, snapshot=batch.batch_id)
        else:
            self.navigate("lead_times", snapshot=batch.batch_id)

    def _save_receipt(self, batch_id: int) -> None:
        folder = self.settings.last_import_dir
        ask_and_save(self, self._tasks, (batch_id,), folder, self.toast, self._say)

    def _ask_purge(self, batch: BatchRow) -> None:
        self._tasks.run(self, purging.list_purged_along, (batch.batch_id,)).then(
            lambda along: self._purge_question(batch, along).open()
        ).catch(self._say)

    def _purge_question(self, batch: BatchRow, along: tuple[int, ...]) -> QuestionDialog:
        sentences = [
            self.tr("{rows} om enskilda vårdförlopp i {file} tas bort för gott.").format(
                rows=self._rows(batch.rows), file=batch.file_name
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
        words = self.tr("Gallrat: {rows}").format(rows=self._rows(found.rows))
        if len(found.left) == 1:
            words = self.tr(
                "Gallrat, men 1 säkerhetskopia kunde inte rensas. Det görs nästa gång filen öppnas."
            )
        elif found.left:
            words = self.tr(
                "Gallrat, men {count} säkerhetskopior kunde inte rensas. Det görs nästa gång filen "
                "öppnas."
            ).format(count=formats.number(len(found.left)))
        self.toast(words)

    def write(
        self,
        function: Callable[..., Any],
        *args: object,
        said: str = "",
        undo: bool = False,
        **keywords: Any,
    ) -> Task:
        """Change something; say what was done, or why it was refused."""
        task = self._tasks.run_write(self, function, *args, **keywords).catch(self._say)
        if said:
            back = self.window_actions.undo if undo else None
            task.then(lambda _result: self.toast(said, back))
        return task

    def _say(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.toast(messages.sentence(error))


_Listed = tuple["BatchRow", "Problem"]


@dataclass(frozen=True, slots=True)
class _Lists:
    """The batches, problems and doubts of those that hold, names of indicators, profiles."""

    batches: tuple[BatchRow, ...]
    problems: list[_Listed]
    names: dict[str, str]
    profiles: tuple[ProfileRow, ...]
    words: tuple[RememberedWord, ...]
    doubts: tuple[RuleDoubts, ...]


def _read_lists(database: Database) -> _Lists:
    batches = imports.list_batches(database)
    listed = [
        (batch, problem)
        for batch in batches
        if batch.state is BatchState.ACTIVE
        for problem in imports.list_problems(database, batch.batch_id)
        if problem.severity is Severity.WARNING  # an information has nothing to put right
    ]
    known = labels.get_labels(database).names
    names = {**known["unit"], **known["svf"]}  # of what single values were typed for
    names |= {row.key: row.title for row in indicators.list_indicators(database)}
    return _Lists(
        batches,
        listed,
        names,
        profiles.list_profiles(database),
        profiles.list_words(database),
        doubt_listing.list_doubts_by_rule(database),
    )
