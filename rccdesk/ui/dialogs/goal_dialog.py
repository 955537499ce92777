"""An own goal model, field by field."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QWidget

from rccdesk import formats
from rccdesk.enums import Attribution, GoalStatus
from rccdesk.services.pathways import goals
from rccdesk.services.pathways.goals import GoalError, GoalRow
from rccdesk.ui import messages
from rccdesk.ui.dialogs.form_dialog import FormDialog, combo, day_field, read_day
from rccdesk.ui.tables.limits_table import event_words
from rccdesk.ui.widgets.labels import Label

_OWN_LIMIT, _FIXED = "svf", "fixed"


class GoalDialog(FormDialog):
    """Asks for a goal and stays until the store has taken it."""

    wanted = Signal(object)  # GoalRow

    def __init__(self, goal: GoalRow, parent: QWidget | None = None) -> None:
        is_new = not goal.key
        super().__init__(
            self.tr("Hur ska ert eget mål räknas?")
            if is_new
            else self.tr("Vad ska ändras i målet?"),
            parent,
        )
        self._goal = goal
        self.name = QLineEdit(goal.short_name)
        self.full_name = QLineEdit(goal.full_name)
        self.status = combo(
            [
                (GoalStatus.IN_FORCE, self.tr("Eget mål som gäller")),
                (GoalStatus.PROPOSED, self.tr("Eget mål, föreslaget")),
            ],
            goal.status,
        )
        self.population = combo(
            [
                ("treated_in_svf", self.tr("utredda i SVF som börjat behandling")),
                ("in_svf", self.tr("alla i SVF med datum för slutet")),
                ("recommended_treatment", self.tr("alla som rekommenderats behandling")),
                (goals.EXPECTED_CASES, self.tr("alla som väntas insjukna")),
            ],
            goal.population,
        )
        events = [(each, event_words(each)) for each in goals.EVENTS]
        self.start = combo(events, goal.from_event or goals.EVENTS[0])
        self.end = combo(events, goal.to_event or goals.EVENTS[-1])
        self.limit = combo(
            [
                (_OWN_LIMIT, self.tr("vårdförloppets egen ledtidsgräns")),
                (_FIXED, self.tr("samma antal dagar för alla")),
            ],
            _OWN_LIMIT if goal.fixed_days is None else _FIXED,
        )
        self.days = QSpinBox()
        self.days.setRange(0, goals.LONGEST_DAYS)  # no number is proposed
        self.days.setSpecialValueText(self.tr("skriv antal"))
        self.days.setValue(goal.fixed_days or 0)
        self.target = QLineEdit(formats.level(goal.target) if goal.target else "")
        self._read_as = Label("", "caption", "text2", wraps=True)
        self.svf_only = QCheckBox(self.tr("Bara patienter i SVF"))
        self.svf_only.setChecked(goal.svf_only)
        self.no_recurrence = QCheckBox(self.tr("Utan återfall"))
        self.no_recurrence.setChecked(goal.without_recurrence)
        self.attribution = combo(
            [
                (Attribution.PERFORMING, self.tr("Utförande region")),
                (Attribution.HOME, self.tr("Patientens hemregion")),
            ],
            goal.attribution,
        )
        self.reported = QCheckBox(self.tr("Rapporteras"))
        self.reported.setChecked(goal.is_reported)
        self.valid_from = day_field(goal.valid_from)
        self.valid_to = day_field(goal.valid_to)
        self.source = QLineEdit(goal.source)
        for field in (self.name, self.full_name, self.source):
            field.setCursorPosition(0)
        self._fill()
        self.set_buttons(self.tr("Lägg till målet") if is_new else self.tr("Spara målet"))
        for box in (self.population, self.limit):
            box.currentIndexChanged.connect(self._show_fields)
        self.target.textChanged.connect(self._say_target)
        self._show_fields()
        self._say_target()
        for box in (self.population, self.start, self.end, self.limit):
            box.currentIndexChanged.connect(self._propose_name)
        self.days.valueChanged.connect(self._propose_name)
        self.target.textChanged.connect(self._propose_name)
        self.name.setFocus()

    def _fill(self) -> None:
        for words, field in (
            (self.tr("Namn"), self.name),
            (self.tr("Målet i ord"), self.full_name),
            (self.tr("Ställning"), self.status),
            (self.tr("Vilka räknas"), self.population),
            (self.tr("Från"), self.start),
            (self.tr("Till"), self.end),
            (self.tr("Gräns"), self.limit),
            (self.tr("Kalenderdagar"), self.days),
            (self.tr("Andel"), self.target),
            ("", self._read_as),
            (self.tr("Urval"), self.svf_only),
            (self.tr("Återfall"), self.no_recurrence),
            (self.tr("Räknas till"), self.attribution),
            (self.tr("Rapportering"), self.reported),
            (self.tr("Gäller från (valfritt)"), self.valid_from),
            (self.tr("Gäller till (valfritt)"), self.valid_to),
            (self.tr("Källa (valfritt)"), self.source),
        ):
            self.add_row(words, field)
        for box in (self.svf_only, self.no_recurrence, self.reported):
            box.setAccessibleName(box.text())

    def goal(self) -> GoalRow:
        """Return the goal that the fields hold.

        Raises ValueError for a date that cannot be read, GoalError for a share that is none.
        """
        population = str(self.population.currentData())
        is_inclusion = population == goals.EXPECTED_CASES
        is_fixed = self.limit.currentData() == _FIXED and not is_inclusion
        return replace(
            self._goal,
            short_name=self.name.text().strip(),
            full_name=self.full_name.text().strip(),
            status=str(self.status.currentData()),
            population=population,
            from_event="" if is_inclusion else str(self.start.currentData()),
            to_event="" if is_inclusion else str(self.end.currentData()),
            fixed_days=self.days.value() if is_fixed else None,
            target=goals.read_target(self.target.text()).target,
            source=self.source.text().strip(),
            valid_from=read_day(self.valid_from),
            valid_to=read_day(self.valid_to),
            svf_only=self.svf_only.isChecked(),
            without_recurrence=self.no_recurrence.isChecked(),
            attribution=str(self.attribution.currentData()),
            is_reported=self.reported.isChecked(),
            is_own=True,
        )

    def send(self) -> None:
        """Hand on the goal; what cannot be read is said beside the fields."""
        try:
            goal = self.goal()
        except GoalError as error:
            self.say(messages.sentence(error), self.target)
        except ValueError:
            words = self.tr("Skriv datumet som 2026-03-05, eller lämna fältet tomt.")
            self.say(words, self.valid_from)
        else:
            self.wanted.emit(goal)

    def _show_fields(self, *_: object) -> None:
        counts_days = self.population.currentData() != goals.EXPECTED_CASES
        for field in (self.start, self.end, self.limit, self.attribution):
            self.set_row_shown(field, shown=counts_days)
        fixed = counts_days and self.limit.currentData() == _FIXED
        self.set_row_shown(self.days, shown=fixed)

    def _propose_name(self, *_: object) -> None:
        """Say the goal in words by its fields, until the user has worded it."""
        if self.full_name.isModified():
            return
        try:
            goal = self.goal()
        except (GoalError, ValueError):
            return
        if goal.fixed_days == 0:
            return
        self.full_name.setText(goals.propose_full_name(goal))
        self.full_name.setCursorPosition(0)

    def _say_target(self, *_: object) -> None:
        if not self.target.text().strip():
            self._read_as.setText(self.tr("Skriv andelen, till exempel 80\u00a0%."))
            return
        try:
            words = goals.read_target(self.target.text()).words
        except GoalError as error:
            words = messages.sentence(error)
        self._read_as.setText(words)
