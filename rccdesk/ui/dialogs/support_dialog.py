"""A support for knowledge that was given: what, when, to which groups or units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from rccdesk.enums import SupportKind
from rccdesk.services import guidelines
from rccdesk.services.guidelines.model import GuidelineRow, SupportRow
from rccdesk.ui.dialogs.form_dialog import combo, day_field, read_day
from rccdesk.ui.dialogs.saving_dialog import (
    DialogContext,
    SavingDialog,
    process_field,
    text_field,
    typed,
)
from rccdesk.ui.initiative_words import choices_of


class SupportDialog(SavingDialog):
    """Adds or changes an entry of the log; ``saved`` gives the stored `SupportRow`."""

    def __init__(
        self,
        context: DialogContext,
        row: SupportRow,
        known: Sequence[GuidelineRow],
        parent: QWidget | None = None,
    ) -> None:
        is_new = not row.uuid
        super().__init__(
            context,
            self.tr("Vilket kunskapsstöd gavs?") if is_new else self.tr("Vad ska ändras?"),
            parent,
        )
        self._row = row
        self.text = text_field(row.text, 2)
        self.day = day_field(row.day)
        self.kind = combo(choices_of(SupportKind), row.kind or "")
        self.audience = QLineEdit(row.audience)
        self.audience.setPlaceholderText(self.tr("Grupper eller verksamheter, inga personer"))
        self.svf = process_field(context.selection.values.processes, row.svf)
        self.guideline = combo(
            [("", self.tr("Ingen")), *((each.uuid, each.title) for each in known)],
            row.guideline_uuid,
        )
        for words, field in (
            (self.tr("Vad gjordes?"), self.text),
            (self.tr("Datum"), self.day),
            (self.tr("Slag"), self.kind),
            (self.tr("För vilka? (valfritt)"), self.audience),
            (self.tr("Processer (tomt: alla)"), self.svf),
            (self.tr("Riktlinje"), self.guideline),
        ):
            self.add_row(words, field)
        self.set_buttons(self.tr("Lägg till i loggen") if is_new else self.tr("Spara ändringen"))
        self.text.setFocus()

    def row(self) -> SupportRow:
        """Return what the fields hold; ValueError for a date that cannot be read or is missing."""
        day = read_day(self.day)
        if day is None:
            raise ValueError(self.day.text())
        kind = str(self.kind.currentData())
        return replace(
            self._row,
            text=typed(self.text),
            day=day,
            kind=SupportKind(kind) if kind else None,
            audience=self.audience.text().strip(),
            svf=self.svf.keys,
            guideline_uuid=str(self.guideline.currentData()),
        )

    def send(self) -> None:
        """Store the entry."""
        try:
            row = self.row()
        except ValueError:
            self.say(self.tr("Skriv datumet som 2026-03-05."), self.day)
            return
        if not row.text:
            self.say(self.tr("Skriv vad som gjordes."), self.text)
        elif row.uuid:
            self.save(self.tr("Ändringen är sparad."), guidelines.update_support, row)
        else:
            self.save(self.tr("Kunskapsstödet är antecknat."), guidelines.add_support, row)


def new_support() -> SupportRow:
    """Return an entry of today that is not saved yet."""
    return SupportRow("", dt.datetime.now().astimezone().date())
