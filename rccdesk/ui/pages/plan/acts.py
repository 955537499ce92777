"""What can be done with the lines of a plan: each act is stored at once and can be undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from rccdesk import formats
from rccdesk.enums import ItemState, Thing
from rccdesk.services import plans
from rccdesk.services.plans.model import ActivityRow, ItemRegionRow, PlanItemRow
from rccdesk.ui import messages
from rccdesk.ui.dialogs.activity_dialog import ActivityDialog
from rccdesk.ui.dialogs.follow_up_dialog import open_follow_up
from rccdesk.ui.dialogs.plan_item_dialog import PlanItemDialog
from rccdesk.ui.dialogs.reason_dialog import ReasonDialog
from rccdesk.ui.dialogs.region_state_dialog import RegionStateDialog
from rccdesk.ui.dialogs.responsible_dialog import ResponsibleDialog
from rccdesk.ui.pages.plan.forest import Forest
from rccdesk.ui.plan_state import REGION_STATES, state_words

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.plans import PlanLine
    from rccdesk.ui.dialogs.plan_fields import PlanChoices
    from rccdesk.ui.pages.page import Context
    from rccdesk.ui.pages.plan.line_view import Shown


class PlanActs(QObject):
    """Writes for the page ``owner``; refusals are said in the window's own place."""

    def __init__(self, context: Context, owner: QWidget) -> None:
        super().__init__(owner)
        self._context = context
        self._owner = owner

    def change(self, what: str, line: PlanLine, more: object, shown: Shown) -> None:
        """Do what a view of lines asks for, with what it needs beside: a way, a state, dates."""
        answer = shown.answer
        if what == "move":
            self.move(line, str(more), shown.forest)
        elif what == "drop" and isinstance(more, tuple):
            self.drop(line, str(more[0]), int(more[1]), shown.forest)
        elif what == "region":
            code = str(more)
            names = (line.name, answer.words.region(code))
            self.open_region_state(line, code, names, answer.choices)
        elif what == "digit" and isinstance(more, tuple):
            code = str(more[0])
            self.set_region_state(line, code, answer.words.region(code), int(more[1]))
        elif what == "state" and isinstance(more, ItemState):
            self.set_state(line, more)
        elif what == "dates" and isinstance(more, tuple):
            self.set_dates(line, more[0], more[1])
        elif what == "responsible":
            self.name_responsible(line, answer.choices)
        elif what == "delete":
            self.delete(line)

    # Dialogs

    def add_activity(self, line: PlanLine | None, choices: PlanChoices) -> ActivityDialog:
        """Return the dialog of a new activity, of the goal that ``line`` is or lies under."""
        goal = "" if line is None else (line.uuid if line.is_item else line.parent_uuid)
        return ActivityDialog(
            self._context, ActivityRow("", plan_item_uuid=goal), choices, self._owner.window()
        )

    def add_goal(
        self, plan_uuid: str, line: PlanLine | None, choices: PlanChoices, *, inside: bool
    ) -> PlanItemDialog:
        """Return the dialog of a new goal, under ``line`` or beside it."""
        above = ""
        if line is not None and line.is_item:
            above = line.uuid if inside else line.parent_uuid
        row = PlanItemRow(plan_uuid, "", parent_uuid=above)
        return PlanItemDialog(self._context, row, choices, self._owner.window())

    def edit(self, line: PlanLine, choices: PlanChoices) -> None:
        """Read a goal or an activity and open its dialog."""
        kinds: dict[bool, tuple[Callable[..., object], type[Any]]] = {
            True: (plans.get_item, PlanItemDialog),
            False: (plans.get_activity, ActivityDialog),
        }
        read, dialog = kinds[line.is_item]

        def show(row: object) -> None:
            dialog(self._context, row, choices, self._owner.window()).open()

        self._context.tasks.run(self._owner, read, line.uuid).then(show).catch(self.refuse)

    def name_responsible(self, line: PlanLine, choices: PlanChoices) -> None:
        """Ask who is responsible."""
        ResponsibleDialog(
            self._context,
            (line.kind, line.uuid, line.name),
            choices.responsible,
            self._owner.window(),
            now=line.responsible,
        ).open()

    def follow_up(self, line: PlanLine, today: dt.date) -> None:
        """Open the follow-up of a line for the last whole period of its interval."""

        def show(period: str) -> None:
            parent = self._owner.window()
            open_follow_up(self._context, line.kind, line.uuid, period, line.name, parent)

        self._context.tasks.run(self._owner, _read_period, line.kind, line.uuid, today).then(
            show
        ).catch(self.refuse)

    def open_region_state(self, line: PlanLine, region: str, names: tuple[str, str],
                          choices: PlanChoices) -> None:  # fmt: skip
        """Read where a goal stands in a region and open its dialog."""

        def show(row: ItemRegionRow | None) -> None:
            RegionStateDialog(
                self._context,
                row or ItemRegionRow(line.uuid, region, ItemState.NOT_STARTED),
                names,
                choices,
                self._owner.window(),
                is_known=row is not None,
            ).open()

        self._context.tasks.run(self._owner, _read_region_state, line.uuid, region).then(
            show
        ).catch(self.refuse)

    # Writes

    def set_region_state(self, line: PlanLine, region: str, name: str, digit: int) -> None:
        """Set the state of a goal in the region ``name`` by its digit; 0 takes it away."""
        if not line.is_item:
            self._context.window.toast(
                self.tr("Bara mål har status per region. Ändra aktivitetens status med F2.")
            )
            return
        if digit > len(REGION_STATES):
            return
        if digit == 0:
            self.write(plans.clear_item_region, line.uuid, region,
                       said=self.tr("Uppgiften är borttagen."))  # fmt: skip
            return
        state = REGION_STATES[digit - 1]
        self.write(
            _keep_region_state,
            line.uuid,
            region,
            state,
            said=self.tr("{name} i {region}: {state}.").format(
                name=line.name, region=name, state=_lower(state_words(state))
            ),
        )

    def set_state(self, line: PlanLine, state: ItemState) -> None:
        """Change where a line stands; "inte nu" and "utgår" ask for a reason first."""
        if state is line.state:
            return
        if state in plans.NEEDS_REASON:
            ReasonDialog(
                line.name,
                state_words(state),
                lambda reason: self._set_state(line, state, reason),
                self._owner.window(),
            ).open()
            return
        self._set_state(line, state, "")

    def set_dates(self, line: PlanLine, starts_on: dt.date | None, due_on: dt.date | None) -> None:
        """Change when an activity begins and ends, or the date of a goal."""
        if due_on is not None:
            words = self.tr("{name}: klart senast {day}.")
        else:
            words = self.tr("{name} börjar {day}.")
        day = due_on or starts_on
        said = words.format(name=line.name, day="" if day is None else formats.iso_date(day))
        self.write(_keep_dates, line.kind, line.uuid, starts_on, due_on, said=said)

    def move(self, line: PlanLine, way: str, forest: Forest) -> None:
        """Move a line up, down, in or out among its siblings in the plan."""
        place = forest.places.get(line.uuid, -1)
        if place < 0:
            return
        kin = _siblings(forest, place)
        at = kin.index(place)
        if way in ("up", "down"):
            wanted = at + (-1 if way == "up" else 1)
            if 0 <= wanted < len(kin):
                self._move(line, line.parent_uuid, wanted)
        elif way == "in":
            above = next((forest.lines[n] for n in reversed(kin[:at]) if forest.lines[n].is_item),
                         None)  # fmt: skip
            if line.is_item and above is not None:
                inside = _siblings(forest, place, under=forest.places[above.uuid])
                self._move(line, above.uuid, len(inside))
        else:
            parent = forest.parents[place]
            if parent >= 0 and line.is_item:
                kin = _siblings(forest, parent)
                self._move(line, forest.lines[parent].parent_uuid, kin.index(parent) + 1)

    def drop(self, line: PlanLine, parent_uuid: str, row: int, forest: Forest) -> None:
        """Move a line to where it was dropped: before the row ``row``, or last for -1."""
        under = forest.places.get(parent_uuid, -1)
        place = forest.places.get(line.uuid, -1)
        if place < 0 or (under < 0 and not line.is_item):
            return
        kin = _siblings(forest, place, under=under)
        before = [n for n in kin if 0 <= row <= forest.rows[n]]
        position = kin.index(before[0]) if before else len(kin)
        if place in kin and kin.index(place) < position:
            position -= 1
        self._move(line, parent_uuid, position)

    def delete(self, line: PlanLine) -> None:
        """Put a line in the Papperskorg, with what lies under it."""
        if line.is_item:
            said = self.tr("{name} är flyttat till Papperskorgen.")
            self.write(plans.delete_item, line.uuid, said=said.format(name=line.name))
        else:
            said = self.tr("Aktiviteten {name} är flyttad till Papperskorgen.")
            self.write(plans.delete_activity, line.uuid, said=said.format(name=line.name))

    def write(self, call: Callable[..., object], *args: object, said: str = "", **kw: Any) -> None:
        """Store by ``call`` and say what was done, with a way to undo it."""
        task = self._context.tasks.run_write(self._owner, call, *args, **kw)
        window = self._context.window
        if said:
            task.then(lambda _stored: window.toast(said, window.undo))
        task.catch(self.refuse)

    def refuse(self, error: Exception) -> None:
        """Say why something was not done."""
        if not messages.report_bug(error, self._owner):
            self._context.window.toast(messages.sentence(error))

    def _set_state(self, line: PlanLine, state: ItemState, reason: str) -> None:
        said = f"{line.name}: {_lower(state_words(state))}."
        if line.is_item:
            self.write(plans.set_item_state, line.uuid, state, reason, said=said)
        else:
            self.write(_keep_activity_state, line.uuid, state, reason, said=said)

    def _move(self, line: PlanLine, parent_uuid: str, position: int) -> None:
        said = self.tr("{name} är flyttat.").format(name=line.name)
        if line.is_item:
            self.write(
                plans.move_item, line.uuid, parent_uuid=parent_uuid, position=position, said=said
            )
        else:
            self.write(
                plans.move_activity, line.uuid, item_uuid=parent_uuid, position=position, said=said
            )


def _siblings(forest: Forest, place: int, *, under: int | None = None) -> list[int]:
    """Return the lines of the same kind as ``place`` under its parent, or under ``under``."""
    kind = forest.lines[place].kind
    above = forest.parents[place] if under is None else under
    return [number for number in forest.below(above) if forest.lines[number].kind is kind]


def _read_period(database: Database, kind: Thing, uuid: str, today: dt.date) -> str:
    if kind is not Thing.PLAN_ITEM:
        uuid = plans.get_activity(database, uuid).plan_item_uuid
    item = plans.get_item(database, uuid) if uuid else PlanItemRow("", "")
    return plans.follow_up_period(item, today).key


def _read_region_state(database: Database, uuid: str, region: str) -> ItemRegionRow | None:
    plan = plans.get_item(database, uuid).plan_uuid
    for row in plans.list_item_regions(database, plan):
        if (row.item_uuid, row.region) == (uuid, region):
            return row
    return None


def _keep_region_state(database: Database, uuid: str, region: str, state: ItemState) -> object:
    """Change the state alone; the note and who is responsible there stay."""
    row = _read_region_state(database, uuid, region) or ItemRegionRow(uuid, region, state)
    return plans.set_item_region(database, replace(row, state=state, told_on=None))


def _keep_activity_state(database: Database, uuid: str, state: ItemState, reason: str) -> object:
    row = plans.get_activity(database, uuid)
    return plans.update_activity(database, replace(row, state=state, state_reason=reason))


def _keep_dates(
    database: Database, kind: Thing, uuid: str, starts_on: dt.date | None, due_on: dt.date | None
) -> object:
    if kind is Thing.PLAN_ITEM:
        item = plans.get_item(database, uuid)
        return plans.update_item(database, replace(item, target_date=due_on))
    row = plans.get_activity(database, uuid)
    return plans.update_activity(database, replace(row, starts_on=starts_on, due_on=due_on))


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
