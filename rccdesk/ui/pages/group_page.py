"""One group: its seats apart from who sits in them, what is missing, and how patients take part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from rccdesk.enums import Represents, Topic
from rccdesk.services import groups
from rccdesk.services.groups.model import MembershipRow, ParticipationRow, SeatRow
from rccdesk.texts import text
from rccdesk.ui import messages
from rccdesk.ui.dialogs.group_dialog import GroupDialog
from rccdesk.ui.dialogs.member_dialog import MemberDialog
from rccdesk.ui.dialogs.participation_dialog import ParticipationDialog
from rccdesk.ui.dialogs.person_dialog import ask_who_takes_over
from rccdesk.ui.dialogs.seat_dialog import SeatDialog
from rccdesk.ui.group_words import capital
from rccdesk.ui.pages.groups.foot import Item, ItemList
from rccdesk.ui.pages.groups.group_cards import (
    GroupAnswer,
    group_facts,
    member_columns,
    member_lines,
    participation_facts,
    read_group,
    seat_columns,
    seat_lines,
)
from rccdesk.ui.pages.groups.table_card import TableCard
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.pages.plan_item.section import Facts, Section
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.page_scroll import PageScroll, TwoColumns

_SIDE, _WIDE_SIDE = 340, 420


class GroupPage(Page):
    """Reached from the groups by the uuid of one."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.GROUPS, Topic.MEETINGS, Topic.ORGANISATION}
    )
    uses_selection: ClassVar[bool] = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._context = context
        self._uuid = ""
        self.answer: GroupAnswer | None = None
        self.back = Button(
            self.tr("Alla grupper"), act=lambda: self.navigate("groups", tab="groups"), icon="back"
        )
        self.edit = Button(self.tr("Ändra gruppen…"), act=self._edit, icon="write")
        self.add = Button(self.tr("Lägg till plats…"), "primary", self._add_seat, icon="add")
        for button in (self.back, self.edit, self.add):
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
        self.head.keep_line_whole()
        self.build_in_turns(self._build_seats, self._build_members, self._build_side)

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Show the group that another page asks for."""
        group = arguments.get("group")
        if isinstance(group, str) and group != self._uuid:
            self._uuid, self.answer = group, None
            self.show_busy()
        self.mark_stale()

    def refresh(self) -> None:
        """Read the group."""
        if self.answer is None:
            self.show_busy()
        today = dt.datetime.now().astimezone().date()
        task = self._tasks.run_latest(self, read_group, self._uuid, today)
        task.then(self._show).catch(self.show_error)

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the forms of the page."""
        if self.answer is None or self.answer.view is None:
            return {}
        found: dict[str, Callable[[], QDialog]] = {
            "group": self._make_group_dialog,
            "seat": partial(self._make_seat_dialog, ""),
        }
        if self.answer.view.seats:
            found["member"] = partial(self._make_member_dialog, "", "")
        return found

    # Building

    def _build_seats(self) -> None:
        self.seats = TableCard(
            self.tr("Platser"), seat_columns(), self.tr("Gruppen har inga platser än.")
        )
        self.seats.add_line_act(
            self.tr("Tillsätt platsen…"), "person",
            lambda key: self._make_member_dialog("", key).open(),
        )  # fmt: skip
        self.seats.add_line_act(
            self.tr("Ändra platsen…"), "write", lambda key: self._make_seat_dialog(key).open()
        )
        self.seats.add_line_act(self.tr("Flytta upp"), "upward", partial(self._move, -1))
        self.seats.add_line_act(self.tr("Flytta ned"), "downward", partial(self._move, 1))
        self.seats.opened.connect(self._edit_seat)
        self.seats.removed.connect(
            lambda key: self._write(
                self.tr("Platsen är flyttad till Papperskorgen."), groups.delete_seat, key
            )
        )
        self._left.layout().addWidget(self.seats)  # type: ignore[union-attr]

    def _build_members(self) -> None:
        self.members = TableCard(
            self.tr("På platserna"), member_columns(), self.tr("Ingen sitter på någon plats än.")
        )
        self.members.add_line_act(
            self.tr("Ändra…"), "write", lambda key: self._make_member_dialog(key, "").open()
        )
        self.members.add_line_act(self.tr("Avsluta i dag"), "done", self._end)
        self.members.add_line_act(self.tr("Byt person…"), "handover", self._ask_who)
        self.members.opened.connect(self._edit_member)
        self.members.removed.connect(
            lambda key: self._write(
                self.tr("Uppgiften är flyttad till Papperskorgen."), groups.delete_member, key
            )
        )
        column = self._left.layout()
        assert isinstance(column, QVBoxLayout)
        column.addWidget(self.members)
        column.addStretch(1)

    def _build_side(self) -> None:
        self.flags = Section(self.tr("Saknas i gruppen"))
        self.flag_list = ItemList(self.tr("Inget saknas."))
        self.flags.body.addWidget(self.flag_list)
        self.facts_card = Section(self.tr("Om gruppen"))
        self.facts = Facts()
        self.facts_card.body.addWidget(self.facts)
        self.meetings = Button(
            self.tr("Visa möten"),
            "link",
            lambda: self.navigate("meetings", group=self._uuid),
            small=True,
        )
        self.facts_card.add_act(self.meetings)
        self.patients = Section(self.tr("Patient- och närståendemedverkan"))
        self.tell = Button(self.tr("Lägg till…"), "link", self._tell, small=True)
        self.tell.setAccessibleName(self.tr("Lägg till uppgift om medverkan"))
        self.patients.add_act(self.tell)
        self.told = Facts()
        self.not_told = ItemList(self.tr("Patient- och närståendemedverkan är inte angiven."))
        self.patients.body.addWidget(self.told)
        self.patients.body.addWidget(self.not_told)
        self.leading = Section(self.tr("Uppdrag i gruppen"))
        self.leading_list = ItemList(self.tr("Inget uppdrag hör till gruppen."))
        self.leading_list.acted.connect(
            lambda _act, key: self.navigate("assignment", assignment=key)
        )
        self.leading.body.addWidget(self.leading_list)
        column = self._right.layout()
        assert isinstance(column, QVBoxLayout)
        for card in (self.flags, self.patients, self.leading, self.facts_card):
            column.addWidget(card)
        column.addStretch(1)

    # Showing

    def _show(self, answer: GroupAnswer) -> None:
        self.finish_building()
        self.answer = answer
        view = answer.view
        term = capital(answer.choices.term("process_group", "plural"))
        self.head.set_trail(term)
        for button in (self.edit, self.add):
            button.setVisible(view is not None)
        if view is None:
            self.head.set_title(self.tr("Grupp"))
            self.show_empty(
                "groups",
                self.tr("Gruppen finns inte"),
                self.tr(
                    "Den kan ligga i Papperskorgen och återställas därifrån, eller så är ingen "
                    "grupp tillagd än."
                ),
                self.tr("Visa grupperna"),
                lambda: self.navigate("groups", tab="groups"),
            )
            return
        self._uuid = view.group.uuid
        self.head.set_trail(f"{term} / {view.group.name}")
        self.head.set_title(view.group.name, view.sentence)
        self.setAccessibleName(view.group.name)
        for button in (self.edit, self.add, self.tell):
            button.setEnabled(self._can_write)
        self.show_in_turns(self._show_seats, self._show_members, self._show_side, self.show_content)

    def _show_seats(self) -> None:
        assert self.answer is not None and self.answer.view is not None
        self.seats.show_lines(seat_lines(self.answer.view.seats), can_write=self._can_write)

    def _show_members(self) -> None:
        assert self.answer is not None
        self.members.show_lines(member_lines(self.answer), can_write=self._can_write)

    def _show_side(self) -> None:
        answer = self.answer
        assert answer is not None and answer.view is not None
        lacks = [Item(str(each.flag), each.words, icon="doubt") for each in answer.view.flags]
        if not lacks and not answer.view.seats:
            lacks = [Item("seats", text("groups.sentence.no_seats"), icon="doubt")]
        self.flag_list.show_items(lacks)
        self.facts.show_facts(group_facts(answer))
        told = answer.participation
        self.told.setVisible(told is not None)
        self.not_told.setVisible(told is None)
        self.not_told.show_items([])
        if told is not None:
            self.told.show_facts(participation_facts(told))
        self.leading.setVisible(bool(answer.assignments))
        show = self.tr("Visa")
        self.leading_list.show_items(
            [
                Item(
                    each.uuid,
                    each.title or capital(answer.choices.roles.get(each.role, "")),
                    answer.choices.person(each.person_uuid),
                    (("show", show),),
                )
                for each in answer.assignments
            ]
        )

    # Acts

    @property
    def _can_write(self) -> bool:
        database = self._tasks.database
        return database is not None and not database.is_reading

    def _make_group_dialog(self) -> GroupDialog:
        assert self.answer is not None and self.answer.view is not None
        row = self.answer.view.group
        return GroupDialog(self._context, row, self.answer.choices, self.window())

    def _make_seat_dialog(self, uuid: str) -> SeatDialog:
        assert self.answer is not None and self.answer.view is not None
        seats = self.answer.view.seats
        new = SeatRow(self._uuid, Represents.REGION)
        row = next((each.seat for each in seats if each.seat.uuid == uuid), new)
        return SeatDialog(self._context, row, self.answer.choices, self.window())

    def _make_member_dialog(self, uuid: str, seat: str) -> MemberDialog:
        assert self.answer is not None
        names = self.answer.seat_names
        new = MembershipRow(seat or names[0][0], "", starts_on=self.answer.today)
        row = next((each for each in self.answer.members if each.uuid == uuid), new)
        return MemberDialog(self._context, row, names, self.answer.choices, self.window())

    def _edit(self) -> None:
        if self.answer is not None and self.answer.view is not None:
            self._make_group_dialog().open()

    def _add_seat(self) -> None:
        if self.answer is not None and self.answer.view is not None:
            self._make_seat_dialog("").open()

    def _edit_seat(self, key: str) -> None:
        if self._can_write:
            self._make_seat_dialog(key).open()

    def _edit_member(self, key: str) -> None:
        if self._can_write:
            self._make_member_dialog(key, "").open()

    def _tell(self) -> None:
        answer = self.answer
        if answer is not None:
            row = ParticipationRow(self._uuid, answer.today)
            ParticipationDialog(self._context, row, answer.choices, self.window()).open()

    def _move(self, by: int, key: str) -> None:
        assert self.answer is not None and self.answer.view is not None
        uuids = [line.seat.uuid for line in self.answer.view.seats]
        at = uuids.index(key) + by
        if 0 <= at < len(uuids):
            self._write(self.tr("Platsen är flyttad."), groups.move_seat, key, at)

    def _ask_who(self, key: str) -> None:
        """Ask who takes over all that the person of a term holds, here and in other groups."""
        assert self.answer is not None
        term = next(each for each in self.answer.members if each.uuid == key)
        choices = self.answer.choices
        row = next((each for each in choices.persons if each.uuid == term.person_uuid), None)
        if row is None:
            self.toast(self.tr("Personen är borttagen och har inga uppdrag kvar."))
        else:
            ask_who_takes_over(self._context, self, row, choices, self._refuse)

    def _end(self, key: str) -> None:
        assert self.answer is not None
        day = self.answer.today
        self._write(self.tr("Tiden på platsen är avslutad."), groups.end_member, key, day)

    def _write(self, said: str, call: Callable[..., object], *args: object) -> None:
        if self._can_write and all(args[:1]):
            self._tasks.run_write(self, call, *args).then(
                lambda _done: self.toast(said, self.window_actions.undo)
            ).catch(self._refuse)

    def _refuse(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.toast(messages.sentence(error))
