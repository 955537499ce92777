"""What a care unit answers about an initiative: which unit, the answer, its reason and day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from rccdesk.enums import Answer
from rccdesk.services import initiatives
from rccdesk.services.initiatives.model import UnitAnswer
from rccdesk.ui.dialogs.form_dialog import combo, day_field, read_day
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog
from rccdesk.ui.dialogs.unit_field import UnitField
from rccdesk.ui.initiative_words import choices_of, words_of


class AnswerDialog(SavingDialog):
    """Records an answer; ``saved`` gives the stored `UnitAnswer`.

    ``regions`` are (code, name), ``units`` (region code, name). A unit that is known keeps its
    place: only its answer is asked for.
    """

    def __init__(
        self,
        context: DialogContext,
        row: UnitAnswer,
        regions: Sequence[tuple[str, str]],
        units: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, self.tr("Vad svarar verksamheten?"), parent)
        self._row = row
        is_new = not row.uuid
        self.region = combo(regions, row.region)
        self.unit = UnitField(units, self.tr("Regionen som helhet"))
        self.unit.show_region(str(self.region.currentData()))
        if row.unit:
            self.unit.setCurrentText(row.unit)
        for box in (self.region, self.unit):
            box.setEnabled(is_new)
        self.answer = combo(choices_of(Answer, optional=False), row.answer)
        self.reason = QLineEdit(row.reason)
        self.day = day_field(row.day)
        for words, field in (
            (self.tr("Region"), self.region),
            (self.tr("Verksamhet (tomt: hela regionen)"), self.unit),
            (self.tr("Svar"), self.answer),
            (self.tr("Skäl (valfritt)"), self.reason),
            (self.tr("Datum (tomt: i dag)"), self.day),
        ):
            self.add_row(words, field)
        self.set_buttons(self.tr("Anteckna verksamhetens svar"))
        self.region.currentIndexChanged.connect(
            lambda _index: self.unit.show_region(str(self.region.currentData()))
        )
        (self.unit if is_new else self.answer).setFocus()

    def row(self) -> UnitAnswer:
        """Return what the fields hold; ValueError for a date that cannot be read."""
        return replace(
            self._row,
            region=str(self.region.currentData()),
            unit=self.unit.unit,
            answer=Answer(str(self.answer.currentData())),
            reason=self.reason.text().strip(),
            day=read_day(self.day),
        )

    def send(self) -> None:
        """Store the answer."""
        try:
            row = self.row()
        except ValueError:
            self.say_bad_day()
            return
        said = self.tr("Svaret är antecknat: {answer}.").format(answer=words_of(row.answer))
        self.save(said, initiatives.set_answer, row)
