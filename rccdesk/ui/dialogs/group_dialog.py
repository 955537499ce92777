"""A group of any kind: what it is, what it is of, and by which rules it works."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from rccdesk.enums import GroupKind
from rccdesk.services import groups
from rccdesk.services.groups.model import GroupRow
from rccdesk.ui.dialogs.group_choices import GroupChoices
from rccdesk.ui.dialogs.person_dialog import region_choices
from rccdesk.ui.dialogs.row_dialog import RowDialog
from rccdesk.ui.dialogs.saving_dialog import DialogContext
from rccdesk.ui.group_words import capital


class GroupDialog(RowDialog):
    """Adds a group or edits one; ``saved`` gives the stored `GroupRow`."""

    def __init__(
        self,
        context: DialogContext,
        row: GroupRow,
        choices: GroupChoices,
        parent: QWidget | None = None,
    ) -> None:
        self._is_new = not row.uuid
        heading = self.tr("Lägg till grupp") if self._is_new else row.name
        super().__init__(context, row, heading, parent)
        self.name = self.add_line("name", self.tr("Namn"))
        kinds = [(str(kind), capital(choices.kinds.get(kind, str(kind)))) for kind in GroupKind]
        self.add_choice("kind", self.tr("Slag av grupp"), kinds, GroupKind)
        processes = [("", self.tr("Ingen process")), *((p.uuid, p.name) for p in choices.processes)]
        self.add_choice("process_uuid", self.tr("Process"), processes)
        whole = self.tr("Hela sjukvårdsregionen")
        self.add_choice("region", self.tr("Region"), region_choices(choices, whole))
        leads = self.tr("Är {body} för hela RCC")
        self.add_tick("is_steering_body", leads.format(body=choices.term("steering_body")))
        self.add_text("rules", self.tr("Reglemente"), 3)
        self.add_whole("meetings_per_year", self.tr("Möten per år"))
        self.add_line("reports_to", self.tr("Rapporterar till"))
        self.paragraph = self.add_whole("first_paragraph", self.tr("Första § varje år"))
        self.add_day("valid_from", self.tr("Finns från"))
        self.add_day("valid_to", self.tr("Finns till"))
        self.set_buttons(self.tr("Lägg till grupp") if self._is_new else self.tr("Spara gruppen"))
        self.hide_rest("reports_to", "first_paragraph", "valid_from", "valid_to")
        if not self._is_new:
            self.set_delete(
                self.tr("Flytta till Papperskorgen"),
                self.tr("Gruppen är flyttad till Papperskorgen."),
                groups.delete_group,
                row.uuid,
            )
        self.name.setFocus()

    def store(self, row: GroupRow) -> None:
        """Store the group, which has a name."""
        if not row.name:
            self.say(self.tr("Skriv vad gruppen heter."), self.name)
        elif not row.first_paragraph:
            words = self.tr("Skriv numret på årets första paragraf, till exempel 1.")
            self.say(words, self.paragraph)
        elif self._is_new:
            self.save(self.tr("Gruppen är tillagd."), groups.add_group, row)
        else:
            self.save(self.tr("Gruppen är sparad."), groups.update_group, row)
