"""Naming who is responsible: of one goal or activity, or another wherever one was named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from rccdesk.enums import Thing
from rccdesk.services import plans
from rccdesk.ui.dialogs.form_dialog import combo
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


class ReplaceResponsibleDialog(SavingDialog):
    """Puts another role or group wherever one is responsible, as when a group has ended."""

    wanted_width = 560

    def __init__(
        self, context: DialogContext, offered: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(context, self.tr("Byt ansvarig överallt"), parent)
        self.add_note(self.tr("Gäller överallt där rollen eller gruppen är ansvarig, i ett steg."))
        self.old = combo([(name, name) for name in offered])
        self.new = offered_field("", offered)
        self.add_row(self.tr("Ansvarig nu"), self.old)
        self.add_row(self.tr("Ny ansvarig"), self.new)
        self.set_buttons(self.tr("Byt ansvarig"))
        self.old.setFocus()

    def send(self) -> None:
        """Store who is responsible from now on."""
        new = self.new.text().strip()
        if not new:
            self.say(self.tr("Skriv en roll eller en grupp."), self.new)
            return
        old = str(self.old.currentData())
        said = self.tr("{old} är bytt mot {new}.").format(old=old, new=new)
        self.save(said, plans.replace_responsible, old, new)


def _set_of_item(database: Database, uuid: str, words: str) -> object:
    return plans.update_item(database, replace(plans.get_item(database, uuid), responsible=words))


def _set_of_activity(database: Database, uuid: str, words: str) -> object:
    return plans.update_activity(
        database, replace(plans.get_activity(database, uuid), responsible=words)
    )
