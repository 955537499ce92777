"""Möten: what is coming up, what was decided, what is to be done, and what comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QPoint, QSignalBlocker, Qt
from PySide6.QtWidgets import QDialog, QMenu, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from rccdesk.enums import Topic
from rccdesk.ui.pages.meetings.actions_tab import ActionsTab
from rccdesk.ui.pages.meetings.acts import MeetingsActs
from rccdesk.ui.pages.meetings.coming_tab import ComingTab
from rccdesk.ui.pages.meetings.decisions_tab import DecisionsTab
from rccdesk.ui.pages.meetings.reading import (
    ACTIONS,
    COMING,
    DECISIONS,
    RETURNING,
    TABS,
    Answer,
    Question,
    read,
    read_since,
)
from rccdesk.ui.pages.meetings.returning_tab import ReturningTab
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.page_scroll import PageScroll

if TYPE_CHECKING:
    from rccdesk.services.decisions import SinceLast
    from rccdesk.ui.pages.meetings.table_tab import TableTab


class MeetingsPage(Page):
    """Four tabs, each a table."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            *(Topic.MEETINGS, Topic.GROUPS, Topic.ORGANISATION),
            *(Topic.PLANS, Topic.FRAMEWORK, Topic.INITIATIVES),
        }
    )
    uses_selection: ClassVar[bool] = False
    views: ClassVar[tuple[str, ...]] = TABS

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._acts = MeetingsActs(context, self)
        self._question = Question()
        self._answer: Answer | None = None
        self._wanted = ""  # the line that another page asks for
        self.head.set_title(
            self.tr("Möten"), self.tr("Vad ska tas upp, vad beslutades och vad hände sedan?")
        )
        self.add = Button(self.tr("Lägg till möte"), "primary", self._add, icon="add")
        self.head.add_action(self.add)
        self.set_head_gap(4)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a click leaves what it hides
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName(self.tr("Delar av mötena"))
        for words in (
            *(self.tr("Kommande"), self.tr("Beslut")),
            *(self.tr("Åtgärder"), self.tr("Återkommer")),
        ):
            self.tabs.addTab(words)
        self.tabs.currentChanged.connect(lambda at: self._ask(tab=TABS[at]))
        self.body.addWidget(self.tabs)
        self.stack = QStackedWidget()
        self.stack.setProperty("ground", "bg")
        self.body.addWidget(self.stack, 1)
        self._tabs: dict[str, TableTab] = {}
        self._places: dict[str, QWidget] = {}
        self.build_in_turns(
            self._build_coming, self._build_decisions, self._build_actions, self._build_returning
        )

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Show the tab that another page asks for, one line of it, or the meetings of a group."""
        tab, only, line, group = (arguments.get(name) for name in ("tab", "only", "line", "group"))
        if isinstance(tab, str) and tab in TABS:
            self._ask(tab=tab)
        if isinstance(only, str) and self.is_built:
            self.decisions.show_only(only)
        if isinstance(group, str):
            self.finish_building()
            self.coming.show_group(group)
            self._ask(tab=COMING, held=False)
        if isinstance(line, str):
            self._wanted = line
            self.mark_stale()

    def refresh(self) -> None:
        """Read what the tab shows."""
        if self._answer is None:
            self.show_busy()
        self._tasks.run_latest(self, read, self._question, _today()).then(self._show).catch(
            self.show_error
        )

    def show_view(self, view: str) -> None:
        """Show a tab."""
        if view in TABS:
            self._ask(tab=view)

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialogs of the page."""
        return self._acts.dialogs() if self._answer is not None else {}

    def theme_changed(self) -> None:
        """Let the tables have the rows of the text size in use."""
        for tab in self._tabs.values():
            tab.fit()

    @property
    def answer(self) -> Answer | None:
        """What the page shows; None before the first answer."""
        return self._answer

    # Building

    def _place(self, key: str, tab: TableTab) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(tab)
        self._tabs[key] = tab
        self._places[key] = place = PageScroll(holder, self)
        self.stack.addWidget(place)

    def _build_coming(self) -> None:
        self.coming = tab = ComingTab()
        self._place(COMING, tab)
        tab.opened.connect(lambda uuid: self.navigate("meeting", meeting=uuid))
        tab.held_asked.connect(lambda held: self._ask(held=held))
        tab.series_wanted.connect(self._offer_series)
        tab.chosen.connect(self._read_news)

    def _build_decisions(self) -> None:
        self.decisions = tab = DecisionsTab()
        self._place(DECISIONS, tab)
        tab.opened.connect(lambda uuid: self.navigate("decision", decision=uuid))
        tab.report_wanted.connect(self._acts.open_report)

    def _build_actions(self) -> None:
        self.actions_tab = tab = ActionsTab()
        self._place(ACTIONS, tab)
        tab.add_wanted.connect(lambda: self._acts.make_action().open())
        tab.edit_wanted.connect(lambda uuid: self._acts.make_action(uuid).open())
        tab.done_wanted.connect(self._acts.finish_action)
        tab.activity_wanted.connect(self._acts.make_activity)
        tab.calendar_wanted.connect(lambda: self._acts.save_calendar(tab.shown()))

    def _build_returning(self) -> None:
        self.returning = tab = ReturningTab()
        self._place(RETURNING, tab)
        tab.add_wanted.connect(lambda: self._acts.make_kept_point().open())
        tab.take_wanted.connect(self._acts.take_up)
        tab.day_wanted.connect(lambda uuid: self._acts.make_day(uuid).open())
        tab.removed.connect(self._acts.delete_point)
        tab.opened.connect(self._open_point)

    # Showing

    def _ask(self, **changes: Any) -> None:
        self._question = replace(self._question, **changes)
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex(TABS.index(self._question.tab))
        self.tabs.updateGeometry()  # the chosen tab's bold words are wider
        self.mark_stale()

    def _show(self, answer: Answer) -> None:
        self._answer = self._acts.answer = answer
        can_write = self._can_write
        self.add.setEnabled(can_write)
        has_groups = bool(answer.choices.groups)
        self.add.setVisible(has_groups)
        self.tabs.setVisible(has_groups)
        if not has_groups:
            self.show_empty(
                "meetings",
                self.tr("Möten hålls av en grupp"),
                self.tr(
                    "Lägg först till gruppen som möts. Sedan planeras dess möten här, med "
                    "dagordning och beslut."
                ),
                self.tr("Visa grupper"),
                lambda: self.navigate("groups", tab="groups"),
            )
            return
        tab = answer.question.tab
        self.stack.setCurrentWidget(self._places[tab])
        show = self._tabs[tab].show_answer  # type: ignore[attr-defined]
        self.show_in_turns(
            partial(show, answer, can_write=can_write), self.show_content, self._show_wanted
        )

    def _show_wanted(self) -> None:
        """Choose the line that another page asked for, with the focus in the table."""
        wanted, self._wanted = self._wanted, ""
        if not wanted or self._answer is None:
            return
        tab = self._tabs[self._answer.question.tab]
        if not tab.table.choose(wanted) and tab is self.actions_tab:
            self.actions_tab.with_done.setChecked(True)  # it may be one that is done
            tab.table.choose(wanted)
        tab.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read_news(self, uuid: str) -> None:
        """Read what has happened since the meeting before the chosen one, of its group."""
        lines = self._answer.meetings if self._answer is not None else ()
        chosen = next((each for each in lines if each.meeting.uuid == uuid), None)
        if chosen is None:
            self.coming.news.hide()
            return
        task = self._tasks.run_latest(self, read_since, chosen.group.uuid, _today(), uuid)
        task.then(partial(self._show_news, uuid)).catch(self._acts.say)

    def _show_news(self, uuid: str, news: SinceLast) -> None:
        if self.coming.table.current_key == uuid:
            self.coming.news.show_news(news)

    # Acts

    @property
    def _can_write(self) -> bool:
        database = self._tasks.database
        return database is not None and not database.is_reading

    def _add(self) -> None:
        if self._answer is not None:
            self._acts.make_meeting().open()

    def _offer_series(self) -> None:
        """Offer the series there are, and a new one."""
        if self._answer is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        choices = self._answer.choices
        for row in choices.series:
            words = f"{row.name} ({choices.group(row.group_uuid)})"
            action = menu.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _on=False, row=row: self._acts.open_series(row))
        if choices.series:
            menu.addSeparator()
        new = menu.addAction(self.tr("Lägg till mötesserie…"))
        new.triggered.connect(lambda _on=False: self._acts.make_series().open())
        new.setEnabled(self._can_write)
        button = self.coming.series
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _open_point(self, uuid: str) -> None:
        rows = self._answer.returning if self._answer is not None else ()
        point = next((each.point for each in rows if each.point.uuid == uuid), None)
        if point is not None and point.meeting_uuid:
            self.navigate("meeting", meeting=point.meeting_uuid, point=uuid)
        elif point is not None and self._can_write:
            self._acts.make_day(uuid).open()


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
