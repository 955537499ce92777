"""The result of an initiative: which measure, for whom, compared with what, and its figures."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from rccdesk.enums import Grain, Thing
from rccdesk.errors import RccdeskError
from rccdesk.periods import list_periods, parse_period
from rccdesk.services import indicators, initiatives, lead_times, links, organisation
from rccdesk.services.initiatives.model import FrozenValue, OutcomeRow
from rccdesk.services.value_keys import is_goal_key
from rccdesk.texts import text
from rccdesk.ui import messages
from rccdesk.ui.dialogs.form_dialog import combo
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog, text_field, typed
from rccdesk.ui.initiative_words import frozen_words
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rccdesk.services.database import Database
    from rccdesk.services.links import Target
    from rccdesk.ui.selection import Choice

Pairs = tuple[tuple[str, str], ...]
_NONE = "none"
_COMPARED = {"before": "compared_before", "after": "compared_after"}


@dataclass(frozen=True, slots=True)
class _Offered:
    measures: tuple[Target, ...]
    areas: tuple[tuple[str, str], ...]  # region codes joined by +, and the name of the area
    regions: str  # all of them


class OutcomeDialog(SavingDialog):
    """Chooses a measure, whom it is about and what it is compared with.

    ``saved`` gives the stored `OutcomeRow`. Its figures are frozen by `MeasureDialog`.
    """

    def __init__(
        self, context: DialogContext, row: OutcomeRow, parent: QWidget | None = None
    ) -> None:
        is_new = not row.uuid
        super().__init__(
            context,
            self.tr("Vilket mått visar resultatet?")
            if is_new
            else self.tr("Vad ska ändras i resultatmåttet?"),
            parent,
        )
        self._row = row
        self._regions = ""
        if not is_new:
            self.add_note(
                self.tr("Byts mått eller urval tas siffrorna bort: de gällde det som var valt då.")
            )
        chosen, compared = dict(row.selection), dict(row.compared_with)
        self.measure = combo([("", self.tr("Välj mått"))], row.measure)
        processes = [(each.key, each.label) for each in context.selection.values.processes]
        self.svf = combo([("", self.tr("Alla processer")), *processes], chosen.get("svf", ""))
        self.area = combo([("", self.tr("Alla i uttaget"))], _area(chosen))
        self.compared = combo(
            [(_NONE, self.tr("Ingen jämförelse")), ("", self.tr("Alla i uttaget"))],
            _area(compared) if compared else _NONE,
        )
        self.note = text_field(row.note, 2)
        for words, field in (
            (self.tr("Mått"), self.measure),
            (self.tr("Process"), self.svf),
            (self.tr("Område"), self.area),
            (self.tr("Jämförs med"), self.compared),
            (self.tr("Anteckning (valfritt)"), self.note),
        ):
            self.add_row(words, field)
        self.set_buttons(self.tr("Lägg till mått") if is_new else self.tr("Spara måttet"))
        self.measure.currentIndexChanged.connect(self._show_process)
        self._show_process()
        self.measure.setFocus()
        context.tasks.run(self, _read).then(self._offer).catch(self.refuse)

    def row(self) -> OutcomeRow:
        """Return what the fields hold."""
        measure = str(self.measure.currentData())
        svf = str(self.svf.currentData()) if is_goal_key(measure) else ""
        compared = str(self.compared.currentData())
        others: Pairs = ()
        if compared != _NONE:
            others = _pairs(self._row.compared_with, svf, compared or self._regions)
        return replace(
            self._row,
            measure=measure,
            selection=_pairs(self._row.selection, svf, str(self.area.currentData())),
            compared_with=others,
            note=typed(self.note),
        )

    def send(self) -> None:
        """Store the outcome; it needs its measure."""
        row = self.row()
        if not row.measure:
            self.say(self.tr("Välj det mått som ska visa resultatet."), self.measure)
        elif row.compared_with and row.compared_with == row.selection:
            words = self.tr("Jämför med något annat än det som mäts.")
            self.say(words, self.compared)
        else:
            said = self.tr("Resultatmåttet är sparat.")
            self.save(said, initiatives.set_outcome, row)

    def _offer(self, found: _Offered) -> None:
        self._regions = found.regions
        for target in found.measures:
            if self.measure.findData(target.key) < 0:
                self.measure.addItem(target.name, target.key)
            else:  # the key itself stood there until the name was read
                self.measure.setItemText(self.measure.findData(target.key), target.name)
        for box in (self.area, self.compared):
            for codes, name in found.areas:
                at = box.findData(codes)
                if at < 0:
                    box.addItem(name, codes)
                else:
                    box.setItemText(at, name)
            if box.currentData() == found.regions:
                at = box.currentIndex()
                box.setCurrentIndex(box.findData(""))
                box.removeItem(at)

    def _show_process(self, *_: object) -> None:
        self.set_row_shown(self.svf, shown=is_goal_key(str(self.measure.currentData())))


class MeasureDialog(SavingDialog):
    """Freezes the published figure of a period at a moment; ``saved`` gives the `OutcomeRow`."""

    def __init__(
        self,
        context: DialogContext,
        outcome: OutcomeRow,
        moment: str,
        title: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, self.tr("Vilken period ska mätas?"), parent)
        self._outcome, self._moment = outcome, moment
        self._measured: OutcomeRow | None = None
        self.add_note(self.tr("Siffran fryses som den är i dag. Senare uttag ändrar den inte."))
        self.add_note(f"{text(f'initiatives.moment.{moment}')}: {title}")
        standing: FrozenValue | None = getattr(outcome, moment)
        self.period = combo([], standing.period if standing is not None else "")
        self.figure = Label("", "table_strong", wraps=True)
        self.add_row(self.tr("Period"), self.period)
        self.column.insertWidget(self.column.indexOf(self.problem), self.figure)
        self.set_buttons(self.tr("Frys siffran"))
        self.accept_button.setEnabled(False)
        self.period.currentIndexChanged.connect(self._measure)
        choices = context.selection.values.periods
        context.tasks.run(self, _read_periods, outcome.measure, choices).then(self._offer).catch(
            self.refuse
        )
        self.period.setFocus()

    def send(self) -> None:
        """Store the frozen figure."""
        if self._measured is not None:
            self.save(self.tr("Siffran är fryst."), initiatives.set_outcome, self._measured)

    def _offer(self, periods: Sequence[tuple[str, str]]) -> None:
        chosen = self._proposed()
        if chosen and all(key != chosen for key, _ in periods):
            periods = [(chosen, _label(chosen)), *periods]
        self.period.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.period.clear()
        for key, words in periods:
            self.period.addItem(words, key)
        self.period.setCurrentIndex(max(0, self.period.findData(chosen)))
        self.period.blockSignals(False)  # noqa: FBT003 - Qt's signature
        if periods:
            self._measure()
        else:
            self.figure.setText(self.tr("Inget uttag har siffror för måttet."))

    def _proposed(self) -> str:
        """Return the period that stands, or of a comparison that of what it is compared with."""
        partner = {"compared_before": "before", "compared_after": "after"}.get(self._moment)
        for name in (partner, self._moment):
            value: FrozenValue | None = getattr(self._outcome, name) if name else None
            if value is not None:
                return value.period
        return ""

    def _measure(self, *_: object) -> None:
        period = str(self.period.currentData() or "")
        self._measured = None
        self.accept_button.setEnabled(False)
        if period:
            self.context.tasks.run_latest(
                self, measure_with_comparison, self._outcome, self._moment, period
            ).then(self._show).catch(self._say_why_not)

    def _show(self, measured: OutcomeRow) -> None:
        self._measured = measured
        value: FrozenValue = getattr(measured, self._moment)
        compared: FrozenValue | None = getattr(measured, _COMPARED.get(self._moment, ""), None)
        words = frozen_words(value)
        if compared is not None:
            words += "\n" + self.tr("Jämförelse: {figure}").format(figure=frozen_words(compared))
        self.figure.setText(words)
        self.problem.hide()
        self.accept_button.setEnabled(True)
        self._fit()

    def _say_why_not(self, error: Exception) -> None:
        if isinstance(error, RccdeskError):
            self.figure.setText(messages.sentence(error))
            self._fit()
        else:
            self.refuse(error)


def measure_with_comparison(
    database: Database, outcome: OutcomeRow, moment: str, period: str
) -> OutcomeRow:
    """Return the outcome measured at a moment, and what it is compared with over the same period.

    A comparison without a figure is left out. Raises as `initiatives.measure_outcome`.
    """
    partner = _COMPARED.get(moment)
    if partner is None or not outcome.compared_with:
        return initiatives.measure_outcome(database, outcome, moment, period)
    bare = replace(outcome, **{partner: None})  # type: ignore[arg-type]
    measured = initiatives.measure_outcome(database, bare, moment, period)
    with contextlib.suppress(RccdeskError):
        return initiatives.measure_outcome(database, measured, partner, period)
    return measured


def _area(selection: Mapping[str, str]) -> str:
    return selection.get("region", "") or selection.get("unit", "")


def _pairs(standing: Pairs, svf: str, regions: str) -> Pairs:
    """Return a selection with another pathway and area; what else it was narrowed by stays."""
    kept = tuple((name, code) for name, code in standing if name not in ("svf", "region", "unit"))
    chosen = (("svf", svf), ("region", regions))
    return tuple((name, code) for name, code in chosen if code) + kept


def _read(database: Database) -> _Offered:
    """Return the measures, and the areas that a figure can be about."""
    rccs = organisation.list_rccs(database)
    regions = organisation.list_regions(database)
    areas = [("+".join(rcc.region_codes), rcc.health_care_region) for rcc in rccs]
    areas += [(region.code, region.full_name) for region in regions]
    every = "+".join(region.code for region in regions)
    return _Offered(
        links.list_targets(database, Thing.MEASURE),
        tuple((codes, name) for codes, name in areas if codes and codes != every),
        every,
    )


def _read_periods(
    database: Database, measure: str, choices: tuple[Choice, ...]
) -> list[tuple[str, str]]:
    """Return the periods (key, words) that a measure may have figures for, the newest first."""
    if is_goal_key(measure):
        offered = [(choice.key, choice.label) for choice in choices]
        days = lead_times.list_selection_values(database)
        if days.first_end is None or days.last_end is None:
            return offered
        for grain in (Grain.HALF, Grain.TERTIAL):  # with few cases a quarter is hidden
            periods = list_periods(days.first_end, days.last_end, grain)
            offered += [(each.key, _label(each.key)) for each in reversed(periods)]
        return offered
    found = indicators.list_choices(database, measure).periods
    return [(period.key, _label(period.key)) for period in reversed(found)]


def _label(period: str) -> str:
    words = parse_period(period).label()
    return words[:1].upper() + words[1:]
