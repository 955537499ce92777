"""Naming who is responsible, for a goal or an activity that has nobody; one field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from rccdesk.enums import Thing
from rccdesk.services import plans
from rccdesk.ui.dialogs.plan_fields import offered_field
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog

if TYPE_CHECKING:
    from rccdesk.services.database import Database


class ResponsibleDialog(SavingDialog):
    """Saves the role or group that is responsible."""

    wanted_width = 520

    def __init__(
        self,
        context: DialogContext,
        subject: tuple[Thing, str, str],
        offered: Sequence[str],
        parent: QWidget | None = None,
        *,
        now: str = "",
    ) -> None:
        kind, self._uuid, name = subject
        super().__init__(context, self.tr("Utse ansvarig för {name}").format(name=name), parent)
        self._write: Callable[..., object] = (
            _set_of_item if kind is Thing.PLAN_ITEM else _set_of_activity
        )
        self.add_note(self.tr("En roll eller en grupp, inte en person."))
        self.responsible = offered_field(now, offered)
        self.add_row(self.tr("Ansvarig"), self.responsible)
        self.set_buttons(self.tr("Utse ansvarig"))
        self.responsible.setFocus()

    def send(self) -> None:
        """Store who is responsible."""
        words = self.responsible.text().strip()
        if not words:
            self.say(self.tr("Skriv en roll eller en grupp."), self.responsible)
            return
        said = self.tr("Ansvarig: {words}").format(words=words)
        self.save(said, self._write, self._uuid, words)


def _set_of_item(database: Database, uuid: str, words: str) -> object:
    return plans.update_item(database, replace(plans.get_item(database, uuid), responsible=words))


def _set_of_activity(database: Database, uuid: str, words: str) -> object:
    return plans.update_activity(
        database, replace(plans.get_activity(database, uuid), responsible=words)
    )
