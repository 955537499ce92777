"""A lead-time limit in full: a new one, a new version of one, or a change of one."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from rccdesk.enums import Treatment
from rccdesk.services.pathways.catalogue import LONGEST_LIMIT_DAYS, LimitRow
from rccdesk.ui.dialogs.form_dialog import FormDialog, combo, day_field, read_day
from rccdesk.ui.selection import Choice
from rccdesk.ui.tables.limits_table import event_words, treatment_words, variant_words

_TREATMENTS = (
    "all",
    Treatment.SURGERY,
    Treatment.DRUG,
    Treatment.RADIATION,
    Treatment.PALLIATIVE,
    Treatment.OTHER,
    Treatment.ACTIVE_MONITORING,
    Treatment.NO_FURTHER_ACTION,
)
_FROM = ("well_founded_suspicion", "treatment_recommendation", "treatment_decision")
_TO = (
    "treatment_start",
    "treatment_recommendation",
    "treatment_decision",
    "no_further_action",
    "diagnosis_message",
    "closing_talk",
)


class LimitAct(StrEnum):
    """What the dialog is opened for."""

    ADD = "add"
    VERSION = "version"
    EDIT = "edit"


class LimitDialog(FormDialog):
    """Asks for a limit and stays until the store has taken it."""

    wanted = Signal(object)  # LimitRow

    def __init__(
        self,
        pathways: tuple[Choice, ...],
        limit: LimitRow,
        act: LimitAct,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self._title(act), parent)
        self._limit, self._act = limit, act
        is_version = act is LimitAct.VERSION
        if is_version:
            self.add_note(
                self.tr(
                    "Den nya versionen gäller från sitt datum. Versionen före slutar gälla dagen "
                    "innan. Inget antal dagar är ifyllt: skriv det som står i vårdförloppet."
                )
            )
        self.svf = combo([(choice.key, choice.label) for choice in pathways], limit.kva_prefix)
        self.treatment = combo(
            [(str(each), treatment_words(each)) for each in _TREATMENTS], limit.treatment
        )
        self.treatment.setItemText(
            self.treatment.currentIndex(), treatment_words(str(self.treatment.currentData()))
        )
        self.variant = combo(
            [("", self.tr("ingen")), *((each, variant_words(each)) for each in ("bas", "utökad"))],
            limit.variant,
        )
        self.start = combo([(each, event_words(each)) for each in _FROM], limit.from_event)
        self.end = combo([(each, event_words(each)) for each in _TO], limit.to_event)
        for box in (self.svf, self.treatment, self.variant, self.start, self.end):
            box.setEnabled(not is_version)
        self.days = QSpinBox()
        self.days.setRange(0, LONGEST_LIMIT_DAYS)  # no number is proposed: 0 is a limit not known
        self.days.setSpecialValueText(self.tr("okänt"))
        self.days.setValue(0 if is_version else limit.days or 0)
        self.valid_from = day_field(None if is_version else limit.valid_from)
        self.valid_to = day_field(None if is_version else limit.valid_to)
        self.decided_on = day_field(None if is_version else limit.decided_on)
        self.source = QLineEdit("" if is_version else limit.source)
        self.source.setPlaceholderText(self.tr("Vårdförloppets namn och datum"))
        self.suffixes = QLineEdit(" ".join(limit.suffixes))
        self.note = QLineEdit("" if is_version else limit.note)
        for words, field in (
            (self.tr("SVF"), self.svf),
            (self.tr("Behandling"), self.treatment),
            (self.tr("Variant"), self.variant),
            (self.tr("Från"), self.start),
            (self.tr("Till"), self.end),
            (self.tr("Kalenderdagar"), self.days),
            (self.tr("Gäller från"), self.valid_from),
            (self.tr("Gäller till (valfritt)"), self.valid_to),
            (self.tr("Fastställd (valfritt)"), self.decided_on),
            (self.tr("Källa"), self.source),
            (self.tr("KVÅ-suffix (valfritt)"), self.suffixes),
            (self.tr("Anmärkning (valfritt)"), self.note),
        ):
            self.add_row(words, field)
        verbs = {
            LimitAct.ADD: self.tr("Lägg till gränsen"),
            LimitAct.VERSION: self.tr("Lägg till versionen"),
            LimitAct.EDIT: self.tr("Spara gränsen"),
        }
        self.set_buttons(verbs[act])
        (self.days if is_version else self.svf).setFocus()

    def limit(self) -> LimitRow:
        """Return the limit that the fields hold; ValueError for a date that cannot be read."""
        return replace(
            self._limit,
            uuid=self._limit.uuid if self._act is LimitAct.EDIT else "",
            batch_id=self._limit.batch_id if self._act is LimitAct.EDIT else None,
            kva_prefix=str(self.svf.currentData()),
            treatment=str(self.treatment.currentData()),
            variant=str(self.variant.currentData()),
            from_event=str(self.start.currentData()),
            to_event=str(self.end.currentData()),
            suffixes=tuple(self.suffixes.text().split()),
            days=self.days.value() or None,
            decided_on=read_day(self.decided_on),
            valid_from=read_day(self.valid_from),
            valid_to=read_day(self.valid_to),
            source=self.source.text().strip(),
            note=self.note.text().strip(),
        )

    def send(self) -> None:
        """Hand on the limit where its dates can be read and its source is named."""
        try:
            limit = self.limit()
        except ValueError:
            self.say(self.tr("Skriv datumet som 2026-03-05, eller lämna fältet tomt."))
            return
        if not limit.source:
            words = self.tr("Ange källan, så att andra kan kontrollera gränsen.")
            self.say(words, self.source)
        elif not all(part.isdecimal() and len(part) == 2 for part in limit.suffixes):
            words = self.tr("Skriv KVÅ-suffixen som två siffror var, som 50 52 54.")
            self.say(words, self.suffixes)
        elif self._act is LimitAct.VERSION and limit.valid_from is None:
            words = self.tr("Ange den första dag som den nya versionen gäller.")
            self.say(words, self.valid_from)
        else:
            self.wanted.emit(limit)

    def _title(self, act: LimitAct) -> str:
        return {
            LimitAct.ADD: self.tr("Vilken ledtidsgräns ska läggas till?"),
            LimitAct.VERSION: self.tr("Vad säger den nya versionen?"),
            LimitAct.EDIT: self.tr("Vad ska ändras i ledtidsgränsen?"),
        }[act]
