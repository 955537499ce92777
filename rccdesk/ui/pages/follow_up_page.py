"""Uppföljning: what is said of the plan for a period, whose turn it is, and what it costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from rccdesk.enums import Topic
from rccdesk.ui.pages.follow_up.acts import FollowUpActs
from rccdesk.ui.pages.follow_up.lines import capital
from rccdesk.ui.pages.follow_up.list_tab import BurdenTab, RotationTab, UntouchedTab
from rccdesk.ui.pages.follow_up.obstacles_tab import ObstaclesTab
from rccdesk.ui.pages.follow_up.period_tab import PeriodTab
from rccdesk.ui.pages.follow_up.reading import (
    BURDEN,
    OBSTACLES,
    PERIOD,
    ROTATION,
    TABS,
    UNTOUCHED,
    Answer,
    Question,
    read,
    read_figure,
)
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.page_scroll import PageScroll
from rccdesk.ui.widgets.states import EmptyState

if TYPE_CHECKING:
    pass


class FollowUpPage(Page):
    """Five tabs over one plan; obstacles are those of everything."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            *(Topic.PLANS, Topic.INITIATIVES, Topic.ANALYSES, Topic.ORGANISATION),
            *(Topic.MAPPING, Topic.LEAD_TIMES, Topic.INDICATORS, Topic.MEETINGS),
        }
    )
    uses_selection: ClassVar[bool] = False
    views: ClassVar[tuple[str, ...]] = TABS

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._acts = FollowUpActs(context, self)
        self._question = Question()
        self._answer: Answer | None = None
        self.head.set_title(self.tr("Uppföljning"))
        self.back = Button(self.tr("Visa planen"), act=self._acts.show_plan, icon="plan")
        self._choice = self._build_choice()
        self.head.add_action(self._choice)
        self.head.add_action(self.back)
        self.set_head_gap(4)
        self.body.addWidget(self._build_tabs())
        self.stack = QStackedWidget()
        self.stack.setProperty("ground", "bg")
        self.body.addWidget(self.stack, 1)
        self._holders: dict[str, QVBoxLayout] = {}
        self._places: dict[str, QWidget] = {}
        self.build_in_turns(
            *(self._build_places, self._build_period, self._build_editor),
            *(self._build_rotation, self._build_untouched, self._build_burden),
            *(self._build_obstacles, self._build_causes),
        )

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Show the tab, the plan and the period that another page asks for."""
        tab, plan, period = (arguments.get(key) for key in ("tab", "plan", "period"))
        changes: dict[str, Any] = {}
        if isinstance(plan, str):
            changes["plan"] = plan
        if isinstance(period, str):
            changes["period"] = period
        if isinstance(tab, str) and tab in TABS:
            changes["tab"] = tab
        self._ask(**changes)

    def refresh(self) -> None:
        """Read what the tab shows."""
        if self._answer is None:
            self.show_busy()
        task = self._tasks.run_latest(self, read, self._question, _today())
        task.then(self._show).catch(self.show_error)

    def show_view(self, view: str) -> None:
        """Show a tab."""
        if view in TABS:
            self._ask(tab=view)

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialogs of the page."""
        answer = self._answer
        if answer is None or answer.plan is None:
            return {}
        found: dict[str, Callable[[], QDialog]] = {}
        if answer.round is not None:
            found["lock"] = self._acts.make_lock
        if answer.obstacles:
            first = answer.obstacles[0]
            found["answer"] = partial(self._acts.make_answer, first.row, first.of)
            found["obstacle"] = partial(self._acts.make_obstacle, first.row)
        return found

    @property
    def answer(self) -> Answer | None:
        """What the page shows; None before the first answer."""
        return self._answer

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save the row before the window closes, and hold it open where that is refused."""
        if (
            event.type() == QEvent.Type.Close
            and watched is self.window()
            and self.is_built
            and self._acts.holds_closing(self.period)
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the window, which may be closed while a row is being written."""
        self.window().installEventFilter(self)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Save the row when the page is left."""
        if self._tasks.database is not None and self.is_built:
            self.period.leave()
        super().hideEvent(event)

    # Building

    def _build_tabs(self) -> QTabBar:
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName(self.tr("Delar av uppföljningen"))
        for words in (
            *(self.tr("Perioden"), self.tr("I tur"), self.tr("Orört")),
            *(self.tr("Hinder"), self.tr("Arbetsbörda")),
        ):
            self.tabs.addTab(words)
        self.tabs.currentChanged.connect(lambda at: self._ask(tab=TABS[at]))
        return self.tabs

    def _build_choice(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        label = Label(self.tr("Plan"), "small", "text2")
        self.plan = ChoiceBox()
        self.plan.setAccessibleName(self.tr("Plan"))
        self.plan.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.plan.setMinimumContentsLength(26)
        self.plan.activated.connect(lambda at: self._ask(plan=str(self.plan.itemData(at))))
        label.setBuddy(self.plan)
        row.addWidget(label)
        row.addWidget(self.plan)
        return holder

    def _build_places(self) -> None:
        """Make the room of every tab, so that what is built goes right where it belongs."""
        self.message = EmptyState()
        self.stack.addWidget(self.message)
        for key in TABS:
            holder = QWidget()
            self._holders[key] = column = QVBoxLayout(holder)
            column.setContentsMargins(0, 8, 0, 0)
            self._places[key] = place = PageScroll(holder, self)
            self.stack.addWidget(place)

    def _build_period(self) -> None:
        self.period = PeriodTab(self._holders[PERIOD].parentWidget())
        self._holders[PERIOD].addWidget(self.period)

    def _build_editor(self) -> None:
        tab = self.period
        tab.build_editor()
        tab.saved.connect(partial(self._acts.save, tab))
        tab.figure_wanted.connect(self._read_figure)
        tab.period_chosen.connect(lambda key: self._ask(period=key))
        tab.lock_wanted.connect(lambda: self._acts.make_lock().open())
        tab.unlock_wanted.connect(self._acts.unlock)
        tab.goal_wanted.connect(lambda uuid: self.navigate("plan_item", item=uuid))
        tab.obstacle_wanted.connect(self._acts.add_obstacle)

    def _build_rotation(self) -> None:
        self.rotation = RotationTab(self._holders[ROTATION].parentWidget())
        self._holders[ROTATION].addWidget(self.rotation)
        self.rotation.wanted.connect(self._acts.follow_up)
        self.rotation.opened.connect(lambda uuid: self.navigate("plan_item", item=uuid))

    def _build_untouched(self) -> None:
        self.untouched = UntouchedTab(self._holders[UNTOUCHED].parentWidget())
        self._holders[UNTOUCHED].addWidget(self.untouched)
        self.untouched.wanted.connect(self._acts.follow_up)
        self.untouched.opened.connect(self._acts.open_line)
        self.untouched.days_chosen.connect(self._acts.set_days)

    def _build_burden(self) -> None:
        self.burden = BurdenTab(self._holders[BURDEN].parentWidget())
        self._holders[BURDEN].addWidget(self.burden)
        self.burden.overall_wanted.connect(self._acts.set_overall)

    def _build_obstacles(self) -> None:
        self.obstacles = tab = ObstaclesTab(self._holders[OBSTACLES].parentWidget())
        self._holders[OBSTACLES].addWidget(tab)
        tab.raise_wanted.connect(self._acts.raise_to_body)
        tab.edit_wanted.connect(lambda row: self._acts.make_obstacle(row).open())
        tab.answer_wanted.connect(lambda row, words: self._acts.make_answer(row, words).open())
        tab.place_wanted.connect(self._acts.show_subject)
        tab.settled_chosen.connect(lambda on: self._ask(with_settled=on))

    def _build_causes(self) -> None:
        self.obstacles.build_causes()

    # Showing

    def _ask(self, **changes: Any) -> None:
        """Show another tab, plan or period; the row that is being written is saved first."""
        if self.is_built:
            self.period.leave()
        self._question = replace(self._question, **changes)
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex(TABS.index(self._question.tab))
        self.tabs.updateGeometry()  # the chosen tab's bold words are wider
        self.mark_stale()

    def _show(self, answer: Answer) -> None:
        self._answer = self._acts.answer = answer
        tab, plan = answer.question.tab, answer.plan
        term = capital(answer.term("cancer_plan"))
        self.head.set_trail(self.tr("{plan} / Uppföljning").format(plan=term))
        has_choice = len(answer.plans) > 1 and tab != OBSTACLES
        self._choice.setVisible(has_choice)
        self.head.set_line(
            self.tr("Vad har hänt sedan sist, och vad står på tur?")
            if has_choice or plan is None
            else plan.name
        )
        if tab == OBSTACLES:  # they are those of everything, not of a plan
            self.head.set_line(self.tr("Vad står i vägen, och vem kan lösa det?"))
        with QSignalBlocker(self.plan):
            self.plan.clear()
            for row in answer.plans:
                self.plan.addItem(row.name, row.uuid)
            self.plan.setCurrentIndex(max(0, self.plan.findData(plan.uuid if plan else "")))
        if plan is None and tab != OBSTACLES:
            self._say_no_plan(answer)
            self.show_content()
        else:
            self.stack.setCurrentWidget(self._places[tab])
            self.show_in_turns(*self._parts_of(answer), self.show_content)

    def _parts_of(self, answer: Answer) -> tuple[Callable[[], object], ...]:
        """Return what shows the answer, turn by turn."""
        can_write = self._can_write()
        if answer.question.tab == PERIOD:
            table = partial(self.period.show_table, answer, can_write=can_write)
            return table, self.period.show_editor
        show = {
            ROTATION: self.rotation.show_answer,
            UNTOUCHED: self.untouched.show_answer,
            OBSTACLES: self.obstacles.show_answer,
            BURDEN: self.burden.show_answer,
        }[answer.question.tab]
        return (partial(show, answer, can_write=can_write),)

    def _say_no_plan(self, answer: Answer) -> None:
        self.message.fill(
            "follow_up",
            self.tr("Det finns ingen plan att följa upp"),
            self.tr("När {plan} är skapad följs målen upp här, period för period.").format(
                plan=answer.term("cancer_plan", "definite")
            ),
            self.tr("Visa planen"),
            lambda: self.navigate("plan"),
        )
        self.stack.setCurrentWidget(self.message)

    def _can_write(self) -> bool:
        database = self._tasks.database
        return database is not None and not database.is_reading

    def _read_figure(self, uuid: str) -> None:
        rows = self._answer.round.lines if self._answer and self._answer.round else ()
        item = next((row.item for row in rows if row.item.uuid == uuid), None)
        if item is not None:
            task = self._tasks.run_latest(self, read_figure, item)
            task.then(self.period.show_figure).catch(self._acts.refuse)


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
