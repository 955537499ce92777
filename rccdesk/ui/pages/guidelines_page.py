"""Riktlinjer: what each unit has made of a version, and the support that was given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from rccdesk.enums import Adoption, Topic
from rccdesk.services import guidelines
from rccdesk.services.guidelines import (
    AdoptionLine,
    AdoptionRow,
    AdoptionTable,
    GuidelineRow,
    SupportRow,
    VersionRow,
)
from rccdesk.ui import messages
from rccdesk.ui.dialogs.guideline_dialog import AdoptionDialog, GuidelineDialog, VersionDialog
from rccdesk.ui.dialogs.support_dialog import SupportDialog, new_support
from rccdesk.ui.initiative_words import words_of
from rccdesk.ui.pages.guidelines.adoption_tab import AdoptionTab
from rccdesk.ui.pages.guidelines.lines import Answer, read, support_columns, support_lines
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.tables.line_view import LineView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.page_scroll import PageScroll
from rccdesk.ui.widgets.states import EmptyState

_ADOPTION, _SUPPORT = "adoption", "support"
_LEAST_ROWS = 8


class GuidelinesPage(Page):
    """Two tabs: a guideline by unit, and the log of support."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.GUIDELINES, Topic.ORGANISATION, Topic.MAPPING, Topic.PATHWAYS}
    )
    views: ClassVar[tuple[str, ...]] = (_ADOPTION, _SUPPORT)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._context = context
        self._guideline, self._version = "", ""
        self.answer: Answer | None = None
        self.head.set_title(
            self.tr("Riktlinjer"), self.tr("Vad har verksamheterna infört, och vad återstår?")
        )
        self.add_support = Button(
            self.tr("Lägg till kunskapsstöd"),
            act=lambda: self.make_support_dialog().open(),
            icon="add",
        )
        self.add = Button(
            self.tr("Lägg till riktlinje"),
            "primary",
            lambda: self.make_guideline_dialog().open(),
            icon="add",
        )
        self.head.add_action(self.add_support)
        self.head.add_action(self.add)
        self.set_head_gap(4)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a click leaves what it hides
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName(self.tr("Delar av riktlinjerna"))
        self.tabs.addTab(self.tr("Införande"))
        self.tabs.addTab(self.tr("Kunskapsstöd"))
        self.adoption = AdoptionTab()
        self.nothing = EmptyState()
        self.first = QStackedWidget()
        self.first.addWidget(self.adoption)
        self.first.addWidget(self.nothing)
        self.stack = QStackedWidget()
        self._places: list[PageScroll] = []  # Qt's binding may lose the hold of what had the focus
        for widget in (self.first, self._build_support()):
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(widget)
            self._places.append(PageScroll(holder, self))
            self.stack.addWidget(self._places[-1])
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self._connect()

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Show the guideline that another page asks for."""
        guideline, tab = arguments.get("guideline"), arguments.get("tab")
        if isinstance(guideline, str):
            self._choose(guideline)
            self.show_view(_ADOPTION)
        if isinstance(tab, str):
            self.show_view(tab)

    def refresh(self) -> None:
        """Read the guideline and the log."""
        if self.answer is None:
            self.show_busy()
        self._tasks.run_latest(self, read, self._guideline, self._version).then(self._show).catch(
            self.show_error
        )

    def show_view(self, view: str) -> None:
        """Show a tab."""
        if view in self.views:
            self.tabs.setCurrentIndex(self.views.index(view))

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialogs of the page."""
        answer = self.answer
        if answer is None:
            return {}
        dialogs: dict[str, Callable[[], QDialog]] = {
            "guideline": self.make_guideline_dialog,
            "support": self.make_support_dialog,
        }
        if answer.table is not None:
            dialogs["version"] = self.make_version_dialog
            if answer.table.version is not None and answer.table.rows:
                first = answer.table.rows[0]
                dialogs["answer"] = partial(
                    self.make_adoption_dialog, first, Adoption.NOT_INTRODUCED
                )
        return dialogs

    # Building

    def _build_support(self) -> QWidget:
        frame = QFrame()
        frame.setProperty("card", "true")
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 10, 1, 8)
        column.setSpacing(8)
        self._tools = QWidget()
        tools = FlowLayout(self._tools, gap=8)
        tools.setContentsMargins(13, 0, 13, 0)
        self.edit_support = Button(
            self.tr("Ändra…"), act=self._edit_support, icon="write", small=True
        )
        self.remove_support = Button(
            self.tr("Flytta till Papperskorgen"),
            "flat",
            self._remove_support,
            icon="trash",
            small=True,
        )
        tools.addWidget(self.edit_support)
        tools.addWidget(self.remove_support)
        column.addWidget(self._tools)
        self.log = LineView(support_columns())
        self.log.setAccessibleName(self.tr("Kunskapsstöd"))
        self.log.opened.connect(lambda _key: self._edit_support())
        self.log.removed.connect(self._remove_support)
        column.addWidget(self.log, 1)
        self.no_support = Label("", "body", "text2", wraps=True)
        self.no_support.setContentsMargins(14, 4, 14, 8)
        column.addWidget(self.no_support)
        column.addStretch()
        return frame

    def _connect(self) -> None:
        tab = self.adoption
        tab.guideline_chosen.connect(self._choose)
        tab.version_chosen.connect(self._choose_version)
        tab.edit_guideline.connect(self._edit_guideline)
        tab.remove_guideline.connect(self._remove_guideline)
        tab.edit_version.connect(lambda: self.make_version_dialog(changes=True).open())
        tab.remove_version.connect(self._remove_version)
        tab.add_version.connect(lambda: self.make_version_dialog().open())
        tab.carry.connect(self._carry)
        tab.answered.connect(self._answer)
        tab.edit.connect(lambda line: self.make_adoption_dialog(line).open())

    # Showing

    def _show(self, answer: Answer) -> None:
        self.answer = answer
        can_write = self._can_write()
        self.head.set_trail(self.tr("{plan} / Riktlinjer").format(plan=answer.plan_title))
        for button in (self.add, self.add_support, self.edit_support, self.remove_support):
            button.setEnabled(can_write)
        table = answer.table
        self.add.setVisible(table is not None)  # else it stands under the words
        if table is None:
            self.nothing.fill(
                "guideline",
                self.tr("Här följs vårdprogrammen till varje verksamhet"),
                self.tr(
                    "Lägg till ett vårdprogram eller en riktlinje och dess version. Sedan syns "
                    "vilka verksamheter som har infört den, och deras skäl när den inte införs."
                ),
                self.tr("Lägg till riktlinje") if can_write else "",
                (lambda: self.make_guideline_dialog().open()) if can_write else None,
            )
            self.first.setCurrentWidget(self.nothing)
        else:
            self._guideline = table.guideline.uuid
            self._version = table.version.uuid if table.version is not None else ""
            self.adoption.show_answer(answer, can_write=can_write)
            self.first.setCurrentWidget(self.adoption)
        self._show_support(answer)
        self.show_content()

    def _show_support(self, answer: Answer) -> None:
        lines = support_lines(answer, self.selection.svf)
        self.log.show_lines(lines)
        for part in (self.log, self._tools):
            part.setVisible(bool(lines))
        self.no_support.setVisible(not lines)
        self.no_support.setText(
            self.tr("Inget kunskapsstöd är antecknat för den valda processen.")
            if answer.support
            else self.tr(
                "Inget kunskapsstöd är antecknat. Utbildningar, möten och material som har getts "
                "kan skrivas upp här, för grupper och verksamheter, aldrig för personer."
            )
        )
        self.log.setMinimumHeight(self.log.natural_height(_LEAST_ROWS))

    def _can_write(self) -> bool:
        database = self._tasks.database
        return database is not None and not database.is_reading

    # Dialogs

    def make_guideline_dialog(self, row: GuidelineRow | None = None) -> GuidelineDialog:
        """Return the form of a guideline, new or standing."""
        started = row or GuidelineRow("", self.selection.svf[:1])
        dialog = GuidelineDialog(self._context, started, self.window())
        dialog.saved.connect(self._saved_guideline)
        return dialog

    def make_version_dialog(self, *, changes: bool = False) -> VersionDialog:
        """Return the form of a new version of the guideline, or of the one shown."""
        table = self._table()
        before = table.versions[0] if table.versions else None
        row = table.version if changes else None
        dialog = VersionDialog(
            self._context, table.guideline, self.window(), before=before, row=row
        )
        dialog.saved.connect(self._saved_version)
        return dialog

    def make_adoption_dialog(
        self, line: AdoptionLine | None, state: Adoption | None = None
    ) -> AdoptionDialog:
        """Return the form of a unit's answer; None for a unit that is not in the table."""
        table, answer = self._table(), self.answer
        assert answer is not None
        assert table.version is not None
        row = AdoptionRow(table.version.uuid, "", "", state or Adoption.NOT_CONTACTED)
        place = ""
        if line is not None:
            place = answer.place(line)
            row = replace(
                row,
                region=line.region,
                unit=line.unit,
                state=state or line.state,
                cause=line.cause,
                reason=line.reason,
                day=line.day if state is None else None,
            )
        return AdoptionDialog(
            self._context,
            row,
            place,
            answer.causes,
            self.window(),
            regions=answer.regions,
            units=answer.units,
        )

    def make_support_dialog(self, row: SupportRow | None = None) -> SupportDialog:
        """Return the form of an entry of the log."""
        known = self.answer.known if self.answer is not None else ()
        started = row or replace(new_support(), svf=self.selection.svf[:1])
        return SupportDialog(self._context, started, known, self.window())

    def _table(self) -> AdoptionTable:
        assert self.answer is not None
        assert self.answer.table is not None
        return self.answer.table

    # Acts

    def _choose(self, uuid: str) -> None:
        if uuid != self._guideline:
            self._guideline, self._version = uuid, ""
            self.mark_stale()

    def _choose_version(self, uuid: str) -> None:
        self._version = uuid
        self.mark_stale()

    def _saved_guideline(self, row: GuidelineRow) -> None:
        self.show_view(_ADOPTION)
        self._choose(row.uuid)

    def _saved_version(self, row: VersionRow) -> None:
        self._choose_version(row.uuid)

    def _edit_guideline(self) -> None:
        self.make_guideline_dialog(self._table().guideline).open()

    def _remove_guideline(self) -> None:
        said = self.tr("Riktlinjen är flyttad till Papperskorgen.")
        self._write(guidelines.delete_guideline, self._table().guideline.uuid, said=said)

    def _remove_version(self) -> None:
        version = self._table().version
        if version is not None:
            said = self.tr("Versionen är flyttad till Papperskorgen.")
            self._write(guidelines.delete_version, version.uuid, said=said)

    def _carry(self) -> None:
        version = self._table().version
        assert version is not None
        self._tasks.run_write(self, guidelines.carry_over, version.uuid).then(
            lambda count: self.toast(
                self.tr("%n svar är överförda från förra versionen.", "", count),
                self.window_actions.undo,
            )
        ).catch(self._refuse)

    def _answer(self, line: AdoptionLine, state: Adoption) -> None:
        """Store the answer; one that is not introduced is asked why."""
        if state is Adoption.NOT_INTRODUCED:
            self.make_adoption_dialog(line, state).open()
            return
        version = self._table().version
        assert self.answer is not None
        assert version is not None
        row = AdoptionRow(version.uuid, line.region, line.unit, state)
        place = self.answer.place(line)
        said = self.tr("{place}: {state}.").format(place=place, state=words_of(state))
        self._write(guidelines.set_adoption, row, said=said)

    def _chosen_support(self) -> SupportRow | None:
        rows = self.answer.support if self.answer is not None else ()
        return next((row for row in rows if row.uuid == self.log.current_key), None)

    def _edit_support(self) -> None:
        row = self._chosen_support()
        if row is not None and self._can_write():
            self.make_support_dialog(row).open()

    def _remove_support(self) -> None:
        row = self._chosen_support()
        if row is not None and self._can_write():
            said = self.tr("Kunskapsstödet är flyttat till Papperskorgen.")
            self._write(guidelines.delete_support, row.uuid, said=said)

    def _write(self, call: Callable[..., Any], *args: object, said: str = "") -> None:
        task = self._tasks.run_write(self, call, *args)
        if said:
            task.then(lambda _done: self.toast(said, self.window_actions.undo))
        task.catch(self._refuse)

    def _refuse(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.toast(messages.sentence(error))
        self.refresh()
