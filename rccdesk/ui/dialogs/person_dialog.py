"""Somebody who holds a seat or an assignment, and who takes over from somebody who leaves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rccdesk.services import groups
from rccdesk.services.groups.model import PersonRow
from rccdesk.ui.dialogs.form_dialog import combo, day_field, read_day
from rccdesk.ui.dialogs.group_choices import GroupChoices, person_label
from rccdesk.ui.dialogs.row_dialog import RowDialog
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog
from rccdesk.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from rccdesk.services.groups import Holdings


class PersonDialog(RowDialog):
    """Adds a person or edits one; ``saved`` gives the stored `PersonRow`."""

    wanted_width = 560

    def __init__(
        self,
        context: DialogContext,
        row: PersonRow,
        choices: GroupChoices,
        parent: QWidget | None = None,
    ) -> None:
        self._is_new = not row.uuid
        heading = self.tr("Lägg till person") if self._is_new else row.name
        super().__init__(context, row, heading, parent)
        self.add_note(
            self.tr(
                "Namnet står vid platser, uppdrag och möten, aldrig vid en siffra. Skriv inget om "
                "någons hälsa."
            )
        )
        self.name = self.add_line("name", self.tr("Namn"))
        self.add_line("profession", self.tr("Profession"))
        self.add_line("employer", self.tr("Arbetsgivare"), choices.employers)
        self.add_choice("region", self.tr("Region"), region_choices(choices, self.tr("Ingen")))
        self.add_line("email", self.tr("E-post"))
        self.add_line("phone", self.tr("Telefon"))
        self.set_buttons(
            self.tr("Lägg till person") if self._is_new else self.tr("Spara uppgifterna")
        )
        self.name.setFocus()

    def store(self, row: PersonRow) -> None:
        """Store the person, who has a name."""
        if not row.name:
            self.say(self.tr("Skriv ett namn."), self.name)
        elif self._is_new:
            self.save(self.tr("Personen är tillagd."), groups.add_person, row)
        else:
            self.save(self.tr("Uppgifterna är sparade."), groups.update_person, row)


class ReplacePersonDialog(SavingDialog):
    """Asks who takes over the seats, assignments and actions of somebody who leaves."""

    wanted_width = 560

    def __init__(
        self,
        context: DialogContext,
        row: PersonRow,
        held: Holdings,
        choices: GroupChoices,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Vem tar över efter {name}?").format(name=row.name)
        super().__init__(context, title, parent)
        self._row = row
        words = self.tr("{name} har nu: {held}.").format(name=row.name, held=held.words())
        if not held.count:
            words = self.tr("{name} har inga platser, uppdrag eller åtgärder nu.")
            words = words.format(name=row.name)
        self.add_note(words)
        others = [each for each in choices.persons if each.uuid != row.uuid]
        none = self.tr("Ingen än: det blir vakant")
        self.person = combo([("", none), *((each.uuid, person_label(each)) for each in others)])
        self.day = day_field(dt.datetime.now().astimezone().date())
        self.add_row(self.tr("Tar över"), self.person)
        self.add_row(self.tr("Från"), self.day)
        self.set_buttons(self.tr("Byt person"))
        self.person.setFocus()

    def send(self) -> None:
        """Hand over what is held from the day."""
        try:
            day = read_day(self.day)
        except ValueError:
            day = None
        if day is None:
            self.say(self.tr("Skriv dagen som 2026-03-05."), self.day)
            return
        new = str(self.person.currentData())
        said = self.tr("Platser och uppdrag har bytt person.")
        self.save(said, groups.replace_person, self._row.uuid, new, day)


def ask_who_takes_over(
    context: DialogContext,
    owner: QWidget,
    row: PersonRow,
    choices: GroupChoices,
    refuse: Callable[[Exception], object],
    done: Callable[[], object] | None = None,
) -> None:
    """Read what a person holds and open the question over ``owner``; ``done`` follows the act."""

    def ask(held: Holdings) -> None:
        dialog = ReplacePersonDialog(context, row, held, choices, owner.window())
        if done is not None:
            dialog.saved.connect(lambda _held: done())
        dialog.open()

    context.tasks.run(owner, groups.holdings_of, row.uuid).then(ask).catch(refuse)


class PersonField(QWidget):
    """A choice of persons, with a way to add one who is not there."""

    changed = Signal()

    def __init__(
        self, context: DialogContext, choices: GroupChoices, current: str, none: str
    ) -> None:
        super().__init__()
        self._context, self._choices = context, choices
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        persons = ((each.uuid, person_label(each)) for each in choices.persons)
        self.box = combo([("", none), *persons], current)
        self.box.setMinimumContentsLength(8)
        self.box.setSizeAdjustPolicy(
            self.box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.new = Button(self.tr("Ny person…"), "flat", self._add, icon="add", small=True)
        row.addWidget(self.box, 1)
        row.addWidget(self.new)
        self.setFocusProxy(self.box)

    @property
    def uuid(self) -> str:
        """The chosen person; "" for nobody."""
        return str(self.box.currentData() or "")

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt's name
        """Name the choice, and the button after it."""
        super().setAccessibleName(name)
        self.box.setAccessibleName(name)
        self.new.setAccessibleName(f"{name}: {self.new.text()}")

    def _add(self) -> None:
        dialog = PersonDialog(self._context, PersonRow(""), self._choices, self.window())
        dialog.saved.connect(self._added)
        dialog.open()

    def _added(self, row: PersonRow) -> None:
        self.box.addItem(person_label(row), row.uuid)
        self.box.setCurrentIndex(self.box.count() - 1)


def region_choices(choices: GroupChoices, none: str) -> list[tuple[str, str]]:
    """Return the regions for a choice, after the word for none."""
    return [("", none), *choices.regions]
