"""One assignment on a page: what it is, its time, group, introduction, goals and open points."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from rccdesk.enums import AssignmentState, Topic
from rccdesk.services import groups, papers
from rccdesk.services.groups.model import AssignmentRow, ReleaseRow, StepRow
from rccdesk.ui import messages
from rccdesk.ui.dialogs.assignment_dialog import AssignmentDialog, AssignmentStateDialog
from rccdesk.ui.dialogs.person_dialog import ask_who_takes_over
from rccdesk.ui.dialogs.release_dialog import ReleaseDialog, recent_quarters
from rccdesk.ui.dialogs.step_dialog import StepDialog
from rccdesk.ui.group_words import capital
from rccdesk.ui.pages.groups.assignment_lines import (
    AssignmentAnswer,
    assignment_facts,
    goal_columns,
    goal_lines,
    open_columns,
    open_lines,
    read_assignment,
    step_columns,
    step_lines,
    text_columns,
    text_lines,
    time_facts,
)
from rccdesk.ui.pages.groups.foot import Item, ItemList
from rccdesk.ui.pages.groups.table_card import TableCard
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.pages.plan_item.section import Facts, Section
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.page_scroll import PageScroll, TwoColumns

_SIDE, _WIDE_SIDE = 360, 440


class AssignmentPage(Page):
    """Reached from the groups by the uuid of an assignment."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            *(Topic.GROUPS, Topic.MEETINGS, Topic.ORGANISATION, Topic.PLANS),
            *(Topic.INITIATIVES, Topic.ANALYSES),
        }
    )
    uses_selection: ClassVar[bool] = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._context = context
        self._uuid = self._opened = ""
        self._followed = ("", "")  # the assignment that took over from another, and that other
        self.answer: AssignmentAnswer | None = None
        self.back = Button(
            self.tr("Alla uppdrag"),
            act=lambda: self.navigate("groups", tab="assignments"),
            icon="back",
        )
        self.state = Button(self.tr("Ändra läge…"), act=self._change_state, icon="refresh")
        self.hand_over = Button(self.tr("Lämna över arbete…"), act=self._hand_over, icon="handover")
        self.edit = Button(self.tr("Ändra uppdraget…"), "primary", self._edit, icon="write")
        for button in (self.back, self.state, self.hand_over, self.edit):
            self.head.add_action(button)
        self._left, self._right = QWidget(), QWidget()
        for side in (self._left, self._right):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(12)
        inside = TwoColumns(
            self._left, self._right, narrow=self._right, width=_SIDE, wide=_WIDE_SIDE
        )
        self._scroll = PageScroll(inside, self)
        self.body.addWidget(self._scroll, 1)
        self.build_in_turns(
            self._build_steps, self._build_work, self._build_facts, self._build_group
        )

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Show the assignment that another page asks for."""
        found = arguments.get("assignment")
        if isinstance(found, str) and found != self._uuid:
            self._uuid, self.answer = found, None
            self.show_busy()
            self._opened = ""
        self.mark_stale()

    def refresh(self) -> None:
        """Read the assignment."""
        if self.answer is None:
            self.show_busy()
        today = dt.datetime.now().astimezone().date()
        task = self._tasks.run_latest(self, read_assignment, self._uuid, today)
        task.then(self._show).catch(self.show_error)

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the forms of the page."""
        if self.answer is None or self.answer.page is None:
            return {}
        return {
            "assignment": self._make_dialog,
            "state": self._make_state_dialog,
            "step": partial(self._make_step_dialog, ""),
            "release": self._make_release_dialog,
        }

    # Building

    def _build_steps(self) -> None:
        self.steps = TableCard(
            self.tr("Introduktion"), step_columns(), self.tr("Introduktionen är inte påbörjad.")
        )
        self.start = self.steps.add_head_act(self.tr("Starta introduktionen"), "done", self._start)
        self.add_step = self.steps.add_head_act(
            self.tr("Lägg till punkt…"), "add", lambda: self._make_step_dialog("").open()
        )
        self.done = self.steps.add_line_act(self.tr("Markera som klar"), "done", self._turn_done)
        self.steps.add_line_act(
            self.tr("Ändra punkten…"), "write", lambda key: self._make_step_dialog(key).open()
        )
        self.steps.opened.connect(self._turn_done)
        self.steps.removed.connect(
            lambda key: self._write(
                self.tr("Punkten är flyttad till Papperskorgen."), groups.delete_step, key
            )
        )
        self.steps.table.chosen.connect(self._name_done)
        self._column(self._left).addWidget(self.steps)

    def _build_work(self) -> None:
        self.goals = TableCard(
            self.tr("Öppna mål"), goal_columns(), self.tr("Inga öppna mål för processen.")
        )
        self.goals.opened.connect(lambda key: self.navigate("plan_item", item=key))
        self.open = TableCard(self.tr("Öppna punkter"), open_columns(), self.tr("Inget är öppet."))
        self.open.opened.connect(self._go)
        self.texts = TableCard(
            self.tr("Skrivet det senaste året"),
            text_columns(),
            self.tr("Ingen analys är skriven för processen det senaste året."),
        )
        self.goals.add_line_act(
            self.tr("Öppna målet"), "forward", lambda key: self.navigate("plan_item", item=key)
        )
        self.open.add_line_act(self.tr("Öppna"), "forward", self._go)
        column = self._column(self._left)
        for card in (self.goals, self.open, self.texts):
            column.addWidget(card)
        column.addStretch(1)

    def _build_facts(self) -> None:
        self.facts_card = Section(self.tr("Uppdraget"))
        self.facts = Facts()
        self.facts_card.body.addWidget(self.facts)
        self.replace = Button(self.tr("Byt person…"), "link", self._ask_who, small=True)
        self.facts_card.add_act(self.replace)
        self.time_card = Section(self.tr("Tid"))
        self.time = Facts()
        self.tell = Button(
            self.tr("Ange frigjord tid…"), "link",
            lambda: self._make_release_dialog().open(), small=True,
        )  # fmt: skip
        self.time_card.add_act(self.tell)
        self.time_card.body.addWidget(self.time)
        for card in (self.facts_card, self.time_card):
            self._column(self._right).addWidget(card)

    def _build_group(self) -> None:
        self.group_card = Section(self.tr("Gruppen"))
        self.group = ItemList(self.tr("Uppdraget hör inte till någon grupp."))
        self.group.acted.connect(lambda _act, key: self.navigate("group", group=key))
        self.group_card.body.addWidget(self.group)
        self.network_card = Section(self.tr("Lokalt nätverk"))
        self.network = ItemList(self.tr("Ingen leder processen lokalt."))
        self.network.acted.connect(lambda _act, key: self.navigate("assignment", assignment=key))
        self.network_card.body.addWidget(self.network)
        column = self._column(self._right)
        for card in (self.group_card, self.network_card):
            column.addWidget(card)
        column.addStretch(1)

    @staticmethod
    def _column(side: QWidget) -> QVBoxLayout:
        column = side.layout()
        assert isinstance(column, QVBoxLayout)
        return column

    # Showing

    def _show(self, answer: AssignmentAnswer) -> None:
        self.finish_building()
        self.answer = answer
        page = answer.page
        term = capital(answer.choices.term("process_group", "plural"))
        for button in (self.state, self.hand_over, self.edit):
            button.setVisible(page is not None)
        if page is None and self._uuid and self._uuid == self._followed[0]:
            self._uuid = self._followed[1]  # what had taken over is undone
            self.refresh()
            return
        if page is None:
            self.head.set_trail(term)
            self.head.set_title(self.tr("Uppdrag"))
            self.show_empty(
                "assignment",
                self.tr("Uppdraget finns inte"),
                self.tr(
                    "Det kan ligga i Papperskorgen och återställas därifrån, eller så är inget "
                    "uppdrag tillagt än."
                ),
                self.tr("Visa uppdragen"),
                lambda: self.navigate("groups", tab="assignments"),
            )
            return
        row = page.assignment
        self._uuid = row.uuid
        place = page.process.name if page.process else answer.choices.region(row.region)
        title = f"{page.role}, {place}" if place else page.role
        self.head.set_trail(self.tr("{groups} / Uppdrag").format(groups=term))
        self.head.set_title(title)
        self.setAccessibleName(title)
        is_vacant = row.state is AssignmentState.VACANT
        self.edit.setText(
            self.tr("Tillsätt uppdraget…") if is_vacant else self.tr("Ändra uppdraget…")
        )
        for button in (self.state, self.edit, self.tell):
            button.setEnabled(self._can_write)
        self.show_in_turns(
            self._show_steps, self._show_work, self._show_facts, self._show_group,
            self.show_content,
        )  # fmt: skip

    def _show_steps(self) -> None:
        answer = self.answer
        assert answer is not None and answer.page is not None
        page = answer.page
        self.steps.show_lines(step_lines(page.steps, answer.today), can_write=self._can_write)
        if self._opened != self._uuid:  # the place is kept after that
            self._opened = self._uuid
            left = next((step.uuid for step in page.steps if step.done_on is None), "")
            self.steps.table.choose(left)
        is_vacant = page.assignment.state is AssignmentState.VACANT
        self.start.setVisible(not page.steps and not is_vacant and page.is_own)
        self.add_step.setVisible(not is_vacant)

    def _show_work(self) -> None:
        answer = self.answer
        assert answer is not None and answer.page is not None
        self.goals.show_lines(goal_lines(answer.page))
        self.open.show_lines(open_lines(answer))
        self.texts.show_lines(text_lines(answer.page))

    def _show_facts(self) -> None:
        answer = self.answer
        assert answer is not None and answer.page is not None
        self.facts.show_facts(assignment_facts(answer))
        row = answer.page.assignment
        self.replace.setVisible(bool(row.person_uuid) and row.state is not AssignmentState.ENDED)
        self.replace.setEnabled(self._can_write)
        self.time.show_facts(time_facts(answer.page))

    def _show_group(self) -> None:
        assert self.answer is not None and self.answer.page is not None
        page = self.answer.page
        view, show = page.group, self.tr("Visa")
        items = []
        if view is not None:
            items.append(Item(view.group.uuid, view.group.name, "", (("show", show),)))
            items.append(Item("", view.sentence))
            items += [Item("", flag.words, icon="doubt") for flag in view.flags]
        self.group.show_items(items)
        self.network.show_items(
            [
                Item(
                    each.assignment.uuid,
                    f"{each.region}: {each.name}",
                    self.tr("ges av {who}").format(who=each.commissioner),
                    (("show", show),),
                )
                for each in page.network
            ]
        )

    # Acts

    @property
    def _can_write(self) -> bool:
        database = self._tasks.database
        return database is not None and not database.is_reading

    def _make_dialog(self) -> AssignmentDialog:
        assert self.answer is not None and self.answer.page is not None
        row = self.answer.page.assignment
        return AssignmentDialog(self._context, row, self.answer.choices, self.window())

    def _make_state_dialog(self) -> AssignmentStateDialog:
        assert self.answer is not None and self.answer.page is not None
        row = self.answer.page.assignment
        made = AssignmentStateDialog(self._context, row, self.window())
        made.saved.connect(self._follow)
        return made

    def _follow(self, row: AssignmentRow) -> None:
        """Show the assignment that has opened in the place of one that ended."""
        if row.uuid != self._uuid:
            self._followed = (row.uuid, self._uuid)
            self.navigate("assignment", assignment=row.uuid)

    def _make_step_dialog(self, uuid: str) -> StepDialog:
        assert self.answer is not None and self.answer.page is not None
        steps = self.answer.page.steps
        row = next((each for each in steps if each.uuid == uuid), StepRow(self._uuid, ""))
        return StepDialog(self._context, row, self.window())

    def _make_release_dialog(self) -> ReleaseDialog:
        assert self.answer is not None and self.answer.page is not None
        quarters = recent_quarters(self.answer.today)
        last = quarters[1][0] if len(quarters) > 1 else quarters[0][0]
        told = {each.period: each for each in self.answer.page.releases}
        row = told.get(last, ReleaseRow(self._uuid, last, 0.0))
        return ReleaseDialog(self._context, row, self.head.title, self.window())

    def _edit(self) -> None:
        if self.answer is not None and self.answer.page is not None:
            self._make_dialog().open()

    def _change_state(self) -> None:
        if self.answer is not None and self.answer.page is not None:
            self._make_state_dialog().open()

    def _hand_over(self) -> None:
        """Write all of the assignment for whoever takes it over."""
        name = str(Path.home() / self.tr("Överlämning.docx"))
        kinds = "Word (*.docx);;PDF (*.pdf)"
        path, _kind = QFileDialog.getSaveFileName(self, self.tr("Lämna över arbete"), name, kinds)
        if path:
            said = self.tr("Överlämningen är sparad: {file}")
            self._tasks.run_file(self, papers.write_handover, self._uuid, Path(path)).then(
                lambda _done: self.toast(said.format(file=Path(path).name))
            ).catch(self._refuse)

    def _ask_who(self) -> None:
        """Ask who takes over from whoever has the assignment."""
        answer = self.answer
        if answer is None or answer.page is None:
            return
        has = answer.page.assignment.person_uuid
        row = next((each for each in answer.choices.persons if each.uuid == has), None)
        if row is not None:
            ask_who_takes_over(
                self._context, self, row, answer.choices, self._refuse, self._show_next
            )

    def _show_next(self) -> None:
        """Show the assignment of whoever took over."""

        def show(found: AssignmentRow | None) -> None:
            if found is not None:
                self._follow(found)

        task = self._tasks.run(self, groups.find_follower, self._uuid)
        task.then(show).catch(self._refuse)

    def _start(self) -> None:
        self._write(self.tr("Introduktionen är startad."), groups.start_introduction, self._uuid)

    def _turn_done(self, key: str) -> None:
        answer = self.answer
        steps = answer.page.steps if answer is not None and answer.page is not None else ()
        row = next((each for each in steps if each.uuid == key), None)
        if row is not None and answer is not None:
            day = answer.today if row.done_on is None else None
            said = self.tr("Punkten är klar.") if day else self.tr("Punkten är inte klar längre.")
            self._write(said, groups.set_step_done, key, day)

    def _name_done(self, key: str) -> None:
        answer = self.answer
        steps = answer.page.steps if answer is not None and answer.page is not None else ()
        is_done = any(each.uuid == key and each.done_on is not None for each in steps)
        self.done.setText(
            self.tr("Markera som inte klar") if is_done else self.tr("Markera som klar")
        )

    def _go(self, key: str) -> None:
        """Show where an open point belongs."""
        kind, _slash, uuid = key.partition("/")
        page = self.answer.page if self.answer is not None else None
        if page is None:
            return
        if kind == "activity":
            row = next(each for each in page.activities if each.uuid == uuid)
            if row.plan_item_uuid:
                self.navigate("plan_item", item=row.plan_item_uuid)
            else:
                self.navigate("initiative", initiative=row.initiative_uuid, tab="work")
        elif kind == "obstacle":
            self.navigate("follow_up", tab="obstacles")
        elif kind == "point":
            point = next(each for each in page.points if each.uuid == uuid)
            if point.meeting_uuid:
                self.navigate("meeting", meeting=point.meeting_uuid, point=uuid)
            else:
                self.navigate("meetings")
        else:
            self.navigate("meetings", tab="actions")

    def _write(self, said: str, call: Callable[..., object], *args: object) -> None:
        if self._can_write and all(args[:1]):
            self._tasks.run_write(self, call, *args).then(
                lambda _done: self.toast(said, self.window_actions.undo)
            ).catch(self._refuse)

    def _refuse(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.toast(messages.sentence(error))
