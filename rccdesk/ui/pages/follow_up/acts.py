"""What can be done with follow-up: saving, locking, raising, and the dialogs of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from rccdesk.enums import Thing
from rccdesk.errors import RccdeskError
from rccdesk.services import improvements, links, plans
from rccdesk.services.plans import ObstacleRow
from rccdesk.ui import messages
from rccdesk.ui.dialogs.follow_up_dialog import open_follow_up
from rccdesk.ui.dialogs.obstacle_answer_dialog import ObstacleAnswerDialog
from rccdesk.ui.dialogs.obstacle_dialog import ObstacleDialog
from rccdesk.ui.dialogs.period_lock_dialog import PeriodLockDialog, PeriodUnlockDialog
from rccdesk.ui.pages.follow_up.lines import days_words
from rccdesk.ui.pages.follow_up.reading import PERIOD, Answer
from rccdesk.ui.widgets.improvement_list import go_to_chart

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.ui.pages.follow_up.period_tab import PeriodTab, Unsaved
    from rccdesk.ui.pages.follow_up.row_editor import Draft
    from rccdesk.ui.pages.page import Context, Page


class FollowUpActs(QObject):
    """The acts of ``page`` on ``answer``, which is what it shows; None before the first."""

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.answer: Answer | None = None
        self._held: tuple[Unsaved, ...] = ()  # what the window was held open for

    def save(self, tab: PeriodTab, uuid: str, period: str, draft: Draft) -> None:
        """Save what is said of a goal; ``tab`` keeps as a draft what is not taken."""
        name = self._name_of(uuid)
        words = self.tr("Uppföljt: {name}.").format(name=name)

        def tell(_row: object) -> None:
            tab.keep(uuid, period, draft)
            self._page.toast(words, self._page.window_actions.undo)

        def refuse(error: Exception) -> None:
            if messages.report_bug(error, self._page):
                return
            sentence = messages.sentence(error)
            tab.refuse(uuid, period, sentence)
            said = self.tr("{name} är inte sparat. {why}").format(name=name, why=sentence)
            self._page.toast(said)

        self._context.tasks.run_write(
            self._page,
            plans.follow_up_item,
            uuid,
            period,
            state=draft.state,
            words=draft.words,
            action=draft.action,
        ).then(tell).catch(refuse)

    def holds_closing(self, tab: PeriodTab) -> bool:
        """Save in the window's own thread what ``tab`` has not saved: no worker takes more.

        Return True, once for the same words, where some are refused, so that the window stays and
        shows them with the reason.
        """
        database, unsaved = self._context.tasks.database, tab.list_unsaved()
        if database is None or not unsaved or unsaved == self._held:
            return False
        refused: list[Unsaved] = []
        for uuid, period, draft in unsaved:
            said = {"state": draft.state, "words": draft.words, "action": draft.action}
            try:
                plans.follow_up_item(database, uuid, period, **said)  # type: ignore[arg-type]
            except RccdeskError as error:
                refused.append((uuid, period, draft))
                tab.hold(uuid, period, draft, messages.sentence(error))
            else:
                tab.keep(uuid, period, draft)
        self._held = tuple(refused)
        if not refused:
            return False
        name = self._name_of(refused[0][0]) or self.tr("Ett mål")
        words = self.tr("{name} är inte sparat. Stäng igen för att stänga utan det.")
        self._page.navigate("follow_up", tab=PERIOD, period=refused[0][1])
        self._page.toast(words.format(name=name))
        return True

    def _name_of(self, uuid: str) -> str:
        rows = self.answer.round.lines if self.answer and self.answer.round else ()
        return next((row.item.name for row in rows if row.item.uuid == uuid), "")

    def make_lock(self) -> PeriodLockDialog:
        """Return the dialog that locks the period shown."""
        assert self.answer is not None and self.answer.plan is not None
        plan = self.answer.plan
        window = self._page.window()
        dialog = PeriodLockDialog(self._context, Thing.PLAN, plan.uuid, plan.name, window)
        found = self.answer.round
        at = dialog.period.findData(found.period) if found is not None else -1
        if at >= 0:
            dialog.period.setCurrentIndex(at)
        return dialog

    def unlock(self) -> None:
        """Ask why the period shown is to be unlocked."""
        found = self.answer.round if self.answer is not None else None
        if found is not None and found.lock is not None:
            PeriodUnlockDialog(self._context, found.lock, self._page.window()).open()

    def follow_up(self, uuid: str) -> None:
        """Open the dialog of a goal or an activity for its last whole period."""
        answer = self.answer
        if answer is None:
            return
        day = _today()
        for turn in answer.rotation:
            if turn.item.uuid == uuid:
                period = plans.follow_up_period(turn.item, day).key
                self._open_dialog(Thing.PLAN_ITEM, uuid, period, turn.item.name)
        for line in answer.untouched:
            if line.uuid == uuid:
                self._context.tasks.run(self._page, _period_of, line.kind, uuid, day).then(
                    partial(self._open_named, line.kind, uuid, line.name)
                ).catch(self.refuse)

    def _open_named(self, kind: Thing, uuid: str, name: str, period: str) -> None:
        self._open_dialog(kind, uuid, period, name)

    def _open_dialog(self, kind: Thing, uuid: str, period: str, name: str) -> None:
        open_follow_up(self._context, kind, uuid, period, name, self._page.window())

    def open_line(self, uuid: str) -> None:
        """Show the page of a goal or an activity that nobody has touched."""
        for line in self.answer.untouched if self.answer is not None else ():
            if line.uuid == uuid:
                self._go(line.kind, uuid)

    def _go(self, kind: Thing, key: str) -> None:
        place = links.place_of(kind, key)
        if place is not None:
            self._page.navigate(place[0], **place[1])
        else:
            self.show_plan()

    def set_days(self, days: int) -> None:
        """Save after how many days something counts as untouched."""
        words = self.tr("Orört räknas nu efter {days}.").format(days=days_words(days))
        self._write(words, plans.update_untouched_days, days)

    def set_overall(self, uuid: str, is_overall: bool) -> None:
        """Follow a goal up once a year, or by its interval again."""
        burden = self.answer.burden if self.answer is not None else None
        for row in burden.lines if burden is not None else ():
            if row.item.uuid == uuid:
                words = self.tr("{name} följs nu upp enligt intervallet.")
                if is_overall:
                    words = self.tr("{name} följs nu upp övergripande, en gång om året.")
                changed = replace(row.item, is_overall=is_overall)
                self._write(words.format(name=row.item.name), plans.update_item, changed)

    def raise_to_body(self, row: ObstacleRow) -> None:
        """Raise an obstacle to the steering body."""
        body = self.answer.term("steering_body", "definite") if self.answer else ""
        words = self.tr("Hindret är lyft till {body}.").format(body=body)
        self._write(words, plans.raise_obstacle, row.uuid)

    def add_obstacle(self, uuid: str) -> None:
        """Ask what stands in the way of a goal."""
        ObstacleDialog(self._context, Thing.PLAN_ITEM, uuid, self._page.window()).open()

    def make_obstacle(self, row: ObstacleRow) -> ObstacleDialog:
        """Return the dialog of an obstacle."""
        kind, key = row.subject_kind, row.subject_key
        return ObstacleDialog(self._context, kind, key, self._page.window(), row=row)

    def make_answer(self, row: ObstacleRow, words: str) -> ObstacleAnswerDialog:
        """Return the dialog of the answer to an obstacle."""
        return ObstacleAnswerDialog(self._context, row, words, self._page.window())

    def show_subject(self, row: ObstacleRow) -> None:
        """Show what an obstacle stands in the way of; an area to improve as its chart."""
        if row.subject_kind is not Thing.IMPROVEMENT:
            self._go(row.subject_kind, row.subject_key)
            return
        selection, navigate = self._context.selection, self._page.navigate
        self._context.tasks.run(self._page, improvements.get_improvement, row.subject_key).then(
            lambda area: go_to_chart(area, selection, navigate)
        ).catch(self.refuse)

    def show_plan(self) -> None:
        """Show the plan."""
        plan = self.answer.plan if self.answer is not None else None
        self._page.navigate("plan", **({"plan": plan.uuid} if plan is not None else {}))

    def _write(self, said: str, call: Callable[..., object], *args: object) -> None:
        self._context.tasks.run_write(self._page, call, *args).then(
            lambda _done: self._page.toast(said, self._page.window_actions.undo)
        ).catch(self.refuse)

    def refuse(self, error: Exception) -> None:
        """Say what went wrong and read again."""
        if not messages.report_bug(error, self._page):
            self._page.toast(messages.sentence(error))
        self._page.mark_stale()


def _period_of(database: Database, kind: Thing, uuid: str, day: dt.date) -> str:
    """Return the last whole period of a goal, or of the goal of an activity."""
    if kind is Thing.ACTIVITY:
        uuid = plans.get_activity(database, uuid).plan_item_uuid
    return plans.follow_up_period(plans.get_item(database, uuid), day).key


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
