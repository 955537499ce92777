"""A meeting: of which group, when and where, and who leads it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from rccdesk.enums import MeetingForm
from rccdesk.services import meetings
from rccdesk.services.meetings.model import MeetingRow
from rccdesk.ui.dialogs.form_dialog import combo
from rccdesk.ui.dialogs.row_dialog import RowDialog
from rccdesk.ui.meeting_words import choices_of

if TYPE_CHECKING:
    from rccdesk.ui.dialogs.meeting_choices import MeetingChoices
    from rccdesk.ui.dialogs.saving_dialog import DialogContext


class MeetingDialog(RowDialog):
    """Adds a meeting, whose agenda comes from its series, or edits one.

    ``saved`` gives the stored `MeetingRow`.
    """

    def __init__(
        self,
        context: DialogContext,
        row: MeetingRow,
        choices: MeetingChoices,
        parent: QWidget | None = None,
    ) -> None:
        self._is_new = not row.uuid
        heading = self.tr("Lägg till möte") if self._is_new else self.tr("Ändra mötet")
        super().__init__(context, row, heading, parent)
        self._choices = choices
        if self._is_new:
            box = self.add_choice("group_uuid", self.tr("Grupp"), choices.group_choices())
            self.add_choice("series_uuid", self.tr("Mötesserie"), [])
            box.currentIndexChanged.connect(lambda _at: self._offer_series())
            self._offer_series()
            self.add_note(self.tr("Tid, plats och utskick som lämnas tomma tas från mötesserien."))
        self.day = self.add_day("day", self.tr("Datum"))
        self.add_line("starts_at", self.tr("Börjar"))
        self.add_whole("minutes", self.tr("Minuter"))
        self.add_line("place", self.tr("Plats (valfritt)"))
        forms = choices_of(MeetingForm, self.tr("Inte angivet"))
        self.add_choice("form", self.tr("Form"), forms, MeetingForm)
        self.add_day("send_on", self.tr("Utskick"))
        self.add_line("chair", self.tr("Ordförande (valfritt)"))
        self.add_line("secretary", self.tr("Sekreterare (valfritt)"))
        approvers = QLineEdit(", ".join(row.approvers))
        approvers.setPlaceholderText(self.tr("Skriv ett komma mellan flera"))
        self.add_field("approvers", self.tr("Justerare (valfritt)"), approvers,
                       lambda: _names(approvers.text()))  # fmt: skip
        self.add_line("diary_number", self.tr("Diarienummer (valfritt)"))
        field = self.fields["starts_at"]
        assert isinstance(field, QLineEdit)
        field.setPlaceholderText("13:00")
        self.set_buttons(self.tr("Lägg till möte") if self._is_new else self.tr("Spara mötet"))
        self.hide_rest("form", "send_on", "chair", "secretary", "approvers", "diary_number")
        (self.fields["group_uuid"] if self._is_new else self.day).setFocus()

    def store(self, row: MeetingRow) -> None:
        """Add or save the meeting; it needs a day and a group."""
        if not isinstance(row.day, dt.date):
            self.say(self.tr("Skriv vilken dag mötet är, som 2026-03-05."), self.day)
        elif not row.group_uuid:
            words = self.tr("Välj en grupp. Grupper läggs till på sidan för grupper.")
            self.say(words, self.fields["group_uuid"])
        elif self._is_new:
            self.save(self.tr("Mötet är tillagt."), meetings.add_meeting, row)
        else:
            self.save(self.tr("Mötet är sparat."), meetings.update_meeting, row)

    def _offer_series(self) -> None:
        group, box = self.fields["group_uuid"], self.fields["series_uuid"]
        key = str(group.currentData() or "")  # type: ignore[attr-defined]
        rows = [row for row in self._choices.series if row.group_uuid == key]
        made = combo([("", self.tr("Ingen: tom dagordning")), *((r.uuid, r.name) for r in rows)])
        box.clear()  # type: ignore[attr-defined]
        for at in range(made.count()):
            box.addItem(made.itemText(at), made.itemData(at))  # type: ignore[attr-defined]
        if rows:
            box.setCurrentIndex(1)  # type: ignore[attr-defined]
        made.deleteLater()


def _names(words: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in words.split(",") if part.strip())
