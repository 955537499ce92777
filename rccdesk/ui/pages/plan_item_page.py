"""One goal of the plan: state, figure, activities, regions, obstacles, follow-ups and ties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from rccdesk.enums import ItemState, LinkRole, ObstacleState, Share, Thing, Topic
from rccdesk.services import links, plans
from rccdesk.services.plans.model import (
    ActivityRow,
    FollowUpRow,
    ItemRegionRow,
    ResponsibilityRow,
)
from rccdesk.ui import messages
from rccdesk.ui.dialogs.activity_dialog import ActivityDialog
from rccdesk.ui.dialogs.follow_up_dialog import FollowUpDialog, open_follow_up
from rccdesk.ui.dialogs.link_dialog import LinkDialog
from rccdesk.ui.dialogs.obstacle_dialog import ObstacleDialog
from rccdesk.ui.dialogs.plan_item_dialog import PlanItemDialog
from rccdesk.ui.dialogs.region_state_dialog import RegionStateDialog
from rccdesk.ui.dialogs.responsibility_dialog import ResponsibilityDialog
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.pages.plan_item.goal_card import GoalCard
from rccdesk.ui.pages.plan_item.lists import ActivitiesCard, FollowUpsCard, RegionsCard
from rccdesk.ui.pages.plan_item.obstacles_card import ObstaclesCard
from rccdesk.ui.pages.plan_item.reading import Answer, read
from rccdesk.ui.pages.plan_item.side import SideColumn
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.page_scroll import PageScroll, TwoColumns

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.links import Neighbour
    from rccdesk.services.plans import ItemPage, ObstacleRow

_SIDE, _WIDE_SIDE = 380, 460
_LINKS = (LinkRole.SERVES, LinkRole.EVIDENCE, LinkRole.MEASURE, LinkRole.FROM)
_SETTLED = (ObstacleState.RESOLVED, ObstacleState.ACCEPTED)


class PlanItemPage(Page):
    """Reached from the plan, from the mission and from figures, by the uuid of the goal."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            Topic.PLANS,
            Topic.INITIATIVES,
            Topic.FRAMEWORK,
            Topic.LEAD_TIMES,
            Topic.INDICATORS,
            Topic.ORGANISATION,
            Topic.MAPPING,
            Topic.MEETINGS,  # the decisions that answered an obstacle
        }
    )
    uses_selection: ClassVar[bool] = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._context = context
        self._uuid = ""
        self._answer: Answer | None = None
        self.follow = Button(self.tr("Följ upp…"), "primary", self._follow_up, icon="follow_up")
        self.edit = Button(self.tr("Ändra målet…"), act=self._edit, icon="write")
        self.back = Button(self.tr("Visa i planen"), act=self._show_in_plan, icon="plan")
        for button in (self.back, self.edit, self.follow):
            self.head.add_action(button)
        self.build_in_turns(self._build_columns, self._build_goal, self._build_obstacles)

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Show the goal that another page asks for."""
        item = arguments.get("item")
        if isinstance(item, str) and item != self._uuid:
            self._uuid = item
            self._answer = None
            self.show_busy()
        self.mark_stale()

    def refresh(self) -> None:
        """Read the goal."""
        if self._answer is None:
            self.show_busy()
        today = dt.datetime.now().astimezone().date()
        self._tasks.run_latest(self, _read, self._uuid, today).then(self._show).catch(
            self.show_error
        )

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialogs of the page."""
        answer = self._answer
        if answer is None or answer.page is None:
            return {}
        row = ResponsibilityRow(Thing.PLAN_ITEM, self._uuid, "", Share.RESPONSIBLE)
        return {
            "goal": self._make_goal_dialog,
            "activity": partial(self._make_activity_dialog, ActivityRow("")),
            "responsibility": partial(self._make_share_dialog, row),
            "region": partial(self._make_region_dialog, 0),
            "follow_up": self._make_follow_up_dialog,
        }

    @property
    def answer(self) -> Answer | None:
        """What the page shows; None before the first answer."""
        return self._answer

    # Building

    def _build_columns(self) -> None:
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(12)
        self.side = SideColumn()
        side = self.side
        side.responsibility_wanted.connect(self._edit_share)
        side.links_wanted.connect(self._link)
        side.place_wanted.connect(self._go_to)
        side.part_wanted.connect(lambda uuid: self.navigate("plan_item", item=uuid))
        side.criterion_wanted.connect(
            lambda key, uuid: self.navigate("framework", framework=key, item=uuid)
        )
        inside = TwoColumns(left, self.side, narrow=self.side, width=_SIDE, wide=_WIDE_SIDE)
        self.body.addWidget(PageScroll(inside, self), 1)

    def _build_goal(self) -> None:
        self.goal = GoalCard(self._show_figure)
        self.activities = ActivitiesCard(self.tr("Aktiviteter"), self.tr("Inga aktiviteter än."))
        self.add = Button(
            self.tr("Lägg till aktivitet"), "flat", self._add_activity, icon="add", small=True
        )
        self.activities.add_act(self.add)
        self.activities.opened.connect(self._edit_activity)
        for card in (self.goal, self.activities):
            self._left.addWidget(card)

    def _build_obstacles(self) -> None:
        self.regions = RegionsCard(self.tr("I regionerna"), self.tr("Inga regioner."))
        self.regions.opened.connect(self._edit_region)
        self.obstacles = ObstaclesCard(self.tr("Hinder"))
        self.obstacles.raise_wanted.connect(partial(self._write, plans.raise_obstacle))
        self.obstacles.edit_wanted.connect(self._edit_obstacle)
        self.obstacles.decision_wanted.connect(
            lambda uuid: self.navigate("decision", decision=uuid)
        )
        words = self.tr("Ange hinder (valfritt)")
        self.add_obstacle = Button(words, "flat", self._add_obstacle, icon="obstacle", small=True)
        self.obstacles.add_act(self.add_obstacle)
        none = self.tr("Målet är inte följt upp än.")
        self.follow_ups = FollowUpsCard(self.tr("Uppföljningar"), none)
        self.follow_ups.opened.connect(self._edit_follow_up)
        for card in (self.regions, self.obstacles, self.follow_ups):
            self._left.addWidget(card)
        self._left.addStretch(1)

    # Showing

    def _show(self, answer: Answer) -> None:
        self._answer = answer
        page = answer.page
        self._uuid = page.item.uuid if page is not None else self._uuid
        term = answer.term("cancer_plan")
        plan = term[:1].upper() + term[1:]
        for button in (self.back, self.edit, self.follow):
            button.setVisible(page is not None)
        if page is None:
            self.head.set_title(self.tr("Mål"))
            self.show_empty(
                "plan",
                self.tr("Målet finns inte längre i planen"),
                self.tr("Det kan ligga i Papperskorgen och återställas därifrån."),
                self.tr("Visa planen"),
                lambda: self.navigate("plan"),
            )
            return
        item = page.item
        self.head.set_trail(" / ".join((plan, *(row.name for row in page.path))))
        self.head.set_title(item.name, page.level_word)
        self.setAccessibleName(item.name)
        is_reading = self._is_reading
        for button in (self.edit, self.follow, self.add, self.add_obstacle):
            button.setEnabled(not is_reading)
        self.goal.show_page(page)
        for card in (self.activities, self.regions, self.follow_ups):
            card.show_page(page)
        self.obstacles.show_answer(answer, is_reading=is_reading)
        self.side.show_answer(answer, is_reading=is_reading)
        self.show_content()

    # Acts

    @property
    def _is_reading(self) -> bool:
        database = self._tasks.database
        return database is not None and database.is_reading

    def _page(self) -> ItemPage | None:
        return self._answer.page if self._answer is not None else None

    def _make_goal_dialog(self) -> PlanItemDialog:
        assert self._answer is not None
        page = self._answer.page
        assert page is not None
        return PlanItemDialog(self._context, page.item, self._answer.choices, self.window())

    def _make_activity_dialog(self, row: ActivityRow) -> ActivityDialog:
        assert self._answer is not None
        return ActivityDialog(self._context, row, self._answer.choices, self.window())

    def _make_share_dialog(self, row: ResponsibilityRow) -> ResponsibilityDialog:
        assert self._answer is not None
        answer = self._answer
        return ResponsibilityDialog(self._context, row, answer.choices, answer.rcc, self.window())

    def _edit(self) -> None:
        if self._page() is not None:
            self._make_goal_dialog().open()

    def _follow_up(self) -> None:
        page = self._page()
        if page is not None and self._answer is not None:
            open_follow_up(
                self._context,
                Thing.PLAN_ITEM,
                self._uuid,
                self._answer.period,
                page.item.name,
                self.window(),
            )

    def _show_in_plan(self) -> None:
        page = self._page()
        if page is not None:
            self.navigate("plan", plan=page.plan.uuid, item=self._uuid)

    def _show_figure(self) -> None:
        page = self._page()
        if page is not None and page.figure is not None and page.figure.place is not None:
            key, arguments = page.figure.place
            self.navigate(key, **arguments)

    def _add_activity(self) -> None:
        if self._page() is not None:
            self._make_activity_dialog(ActivityRow("", plan_item_uuid=self._uuid)).open()

    def _edit_activity(self, number: int) -> None:
        page = self._page()
        if page is not None and 0 <= number < len(page.activities) and not self._is_reading:
            self._make_activity_dialog(page.activities[number]).open()

    def _edit_region(self, number: int) -> None:
        if self._page() is not None and number >= 0 and not self._is_reading:
            self._make_region_dialog(number).open()

    def _make_region_dialog(self, number: int) -> RegionStateDialog:
        page, answer = self._page(), self._answer
        assert page is not None
        assert answer is not None
        cell = page.regions[number]
        is_known = isinstance(cell.mark, ItemState)
        state = cell.mark if isinstance(cell.mark, ItemState) else ItemState.NOT_STARTED
        row = ItemRegionRow(
            self._uuid, cell.region, state, cell.note, cell.responsible, cell.told_on
        )
        return RegionStateDialog(
            self._context,
            row,
            (page.item.name, cell.name),
            answer.choices,
            self.window(),
            is_known=is_known,
        )

    def _make_follow_up_dialog(self) -> FollowUpDialog:
        page = self._page()
        assert page is not None
        assert self._answer is not None
        today = dt.datetime.now().astimezone().date()
        row = FollowUpRow(Thing.PLAN_ITEM, self._uuid, self._answer.period, today, page.item.state)
        return FollowUpDialog(self._context, row, page.item.name, self.window())

    def _edit_follow_up(self, number: int) -> None:
        page = self._page()
        if page is not None and 0 <= number < len(page.follow_ups) and not self._is_reading:
            row = page.follow_ups[number]
            name = page.item.name
            parent = self.window()
            open_follow_up(self._context, Thing.PLAN_ITEM, self._uuid, row.period, name, parent)

    def _add_obstacle(self) -> None:
        ObstacleDialog(self._context, Thing.PLAN_ITEM, self._uuid, self.window()).open()

    def _edit_obstacle(self, row: ObstacleRow) -> None:
        ObstacleDialog(self._context, Thing.PLAN_ITEM, self._uuid, self.window(), row=row).open()

    def _edit_share(self, uuid: str) -> None:
        page = self._page()
        if page is None:
            return
        new = ResponsibilityRow(Thing.PLAN_ITEM, self._uuid, "", Share.RESPONSIBLE)
        row = next((each for each in page.responsibilities if each.uuid == uuid), new)
        self._make_share_dialog(row).open()

    def _link(self) -> None:
        dialog = LinkDialog(self._context, Thing.PLAN_ITEM, self._uuid, self.window(), roles=_LINKS)
        dialog.open()

    def _go_to(self, neighbour: Neighbour) -> None:
        place = links.place_of(neighbour.kind, neighbour.key)
        if place is not None:
            self.navigate(place[0], **place[1])

    def _write(self, call: Callable[..., object], *args: object) -> None:
        self._tasks.run_write(self, call, *args).then(
            lambda _done: self.toast(self.tr("Hindret är lyft."), self.window_actions.undo)
        ).catch(self._refuse)

    def _refuse(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.toast(messages.sentence(error))


def _read(database: Database, uuid: str, today: dt.date) -> Answer:
    """Return the goal asked for, or the first of the plan in use where none is."""
    if not uuid:
        plan = plans.main_plan(database)
        goals = plans.list_items(database, plan.uuid) if plan is not None else ()
        wanted = next((row for row in goals if row.measure_key), goals[0] if goals else None)
        uuid = wanted.uuid if wanted is not None else ""
    return read(database, uuid, today)
