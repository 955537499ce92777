"""Which care unit a data pack is about: a region, and one of its units that have figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from rccdesk.services.packs.figure_units import find_figure_unit
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.packs.figure_units import FigureUnit

_LEAST_LETTERS = 10


class UnitChoice(QWidget):
    """A region and a unit of it. ``changed`` comes when the user has chosen another."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._units: tuple[FigureUnit, ...] | None = None
        self._wanted = ("", "")  # region and unit, chosen before the units were known
        self._near = ""
        self.region, self.unit = ChoiceBox(), ChoiceBox()
        self.region.setAccessibleName(self.tr("Verksamhetens region"))
        self.unit.setAccessibleName(self.tr("Verksamhet"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for box in (self.region, self.unit):
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.setMinimumContentsLength(_LEAST_LETTERS)
            box.setSizeAdjustPolicy(
                ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            row.addWidget(box, 1)
        self._none = Label(self.tr("Ingen att välja än"), "table", "text2")
        self._none.hide()
        row.addWidget(self._none, 1)
        self.region.currentIndexChanged.connect(self._choose_region)
        self.unit.currentIndexChanged.connect(lambda _index: self._keep())

    def show_units(self, units: Sequence[FigureUnit], near: str) -> None:
        """Offer the units that have figures; the one that was chosen stays where it is there.

        Where none was: one of the region ``near``.
        """
        self._units = tuple(units)
        self._near = near
        regions = dict.fromkeys((each.region, each.region_name) for each in units)
        with QSignalBlocker(self.region):
            self.region.clear()
            for code, name in regions:
                self.region.addItem(name, code)
        self._show_wanted()

    def choose(self, region: str, unit: str) -> None:
        """Choose a unit of a region by its code or its name, as soon as the units are known."""
        self._wanted = (region, unit)
        if self._units is not None:
            self._show_wanted()

    @property
    def chosen(self) -> FigureUnit | None:
        """The unit that is chosen; None where no unit has figures, or before they are known."""
        code, unit = self.region.currentData(), self.unit.currentData()
        found = (each for each in self._units or () if (each.region, each.code) == (code, unit))
        return next(found, None)

    @property
    def key(self) -> str:
        """Region and unit as one line, to remember."""
        return "/".join(self._wanted)

    def reason(self, period: str, *, is_of_all: bool) -> str:
        """Say why no pack can be made of the choice in a ``period``; "" where one can.

        ``is_of_all``: all pathways are asked for.
        """
        if self._units is None:
            return self.tr("Läser vilka verksamheter som har siffror …")
        if not self._units:
            return self.tr(
                "Ingen verksamhet har siffror än. Läs in ett uttag där verksamheten står för varje "
                "vårdförlopp."
            )
        unit = self.chosen
        if unit is None or unit.is_in_selection:
            return ""
        words = (
            self.tr("{unit} har inga siffror för {period}. Välj en annan period.")
            if is_of_all
            else self.tr(
                "{unit} har inga siffror för vald process, {period}. Välj en annan period eller "
                "alla vårdförlopp."
            )
        )
        return words.format(unit=unit.name, period=period[:1].lower() + period[1:])

    def _show_wanted(self) -> None:
        """Choose what is wanted; else a unit with figures in the selection, without keeping it."""
        units = self._units or ()
        best = sorted(units, key=lambda each: (each.region != self._near, not each.is_in_selection))
        unit = find_figure_unit(units, *self._wanted) or next(iter(best), None)
        with QSignalBlocker(self.region):
            self.region.setCurrentIndex(self.region.findData(unit.region) if unit else -1)
        self._fill_units(unit.code if unit else "")
        for box in (self.region, self.unit):
            box.setVisible(bool(units))
        self._none.setVisible(not units)

    def _fill_units(self, code: str) -> None:
        region = self.region.currentData()
        with QSignalBlocker(self.unit):
            self.unit.clear()
            for each in self._units or ():
                if each.region == region:
                    self.unit.addItem(each.name, each.code)
            self.unit.setCurrentIndex(max(self.unit.findData(code), 0))

    def _choose_region(self) -> None:
        self._fill_units("")
        self._keep()

    def _keep(self) -> None:
        unit = self.chosen
        if unit is not None:
            self._wanted = (unit.region, unit.code)
            self.changed.emit()
