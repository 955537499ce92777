"""Which part an actor has in a goal; never a person."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from rccdesk.enums import Channel, Share
from rccdesk.services import plans
from rccdesk.services.plans.model import ResponsibilityRow
from rccdesk.texts import text
from rccdesk.ui.dialogs.form_dialog import combo
from rccdesk.ui.dialogs.plan_fields import PlanChoices, choices_of, offered_field
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog
from rccdesk.ui.widgets.buttons import Button


class ResponsibilityDialog(SavingDialog):
    """Adds or changes the part of an actor, or puts it in the Papperskorg."""

    wanted_width = 560

    def __init__(
        self,
        context: DialogContext,
        row: ResponsibilityRow,
        choices: PlanChoices,
        rcc: str,
        parent: QWidget | None = None,
    ) -> None:
        is_new = not row.uuid
        super().__init__(context, self.tr("Ansvar för en aktör"), parent)
        self._row = row
        self.actor = offered_field(row.actor, choices.actors)
        self.actor.setReadOnly(not is_new)
        self.share = combo([(each.value, share_words(each, rcc)) for each in Share], row.share)
        self.channel = combo(choices_of("channel", Channel), str(row.channel or ""))
        self.note = QLineEdit(row.note)
        for name, field in (
            ("actor", self.actor),
            ("share", self.share),
            ("channel", self.channel),
            ("note", self.note),
        ):
            self.add_row(text(f"fields.responsibility.{name}"), field)
        self.set_buttons(self.tr("Lägg till ansvar") if is_new else self.tr("Spara ansvaret"))
        if not is_new:
            trash = Button(self.tr("Flytta till Papperskorgen"), "flat", self._delete, icon="trash")
            self.button_row.insertWidget(0, trash)
        (self.actor if is_new else self.share).setFocus()

    def send(self) -> None:
        """Store the part."""
        channel = self.channel.currentData()
        row = replace(
            self._row,
            actor=self.actor.text().strip(),
            share=Share(str(self.share.currentData())),
            channel=Channel(channel) if channel else None,
            note=self.note.text().strip(),
        )
        if not row.actor:
            self.say(self.tr("Välj eller skriv en aktör."), self.actor)
            return
        self.save(self.tr("Ansvaret är sparat."), plans.set_responsibility, row)

    def _delete(self) -> None:
        said = self.tr("Ansvaret är flyttat till Papperskorgen.")
        self.save(said, plans.delete_responsibility, self._row.uuid)


def share_words(share: Share, rcc: str) -> str:
    """Return which part an actor has, in words."""
    return text(f"plans.share.{share}", rcc=rcc or "RCC")
