"""Which report is to be made, and what it is to be about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from rccdesk.services.packs.content import KINDS, UNIT, PackRequest
from rccdesk.services.packs.reports import (
    INDICATOR_SHEET,
    QUARTERLY,
    SVF_REPORT,
    YEAR_TEXT,
    YEARLY,
)
from rccdesk.services.packs.result_cards import RESULT_CARD
from rccdesk.texts import text
from rccdesk.ui.packs.reading import ReportChoices
from rccdesk.ui.packs.unit_choice import UnitChoice
from rccdesk.ui.widgets.buttons import Segment
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.packs.figure_units import FigureUnit
    from rccdesk.settings import Settings
    from rccdesk.ui.selection import Selection

STEERING = "steering"
_OF_PROCESS = (QUARTERLY, YEAR_TEXT)
_OF_YEAR = (YEAR_TEXT, YEARLY)
_CHOSEN, _ALL = "chosen", "all"
_KEPT = "packs."
_KEPT_KIND, _KEPT_UNIT = "packs.kind", "packs.unit"
_LEAST_LETTERS = 12


class FormCard(QFrame):
    """The choices. ``changed`` is called after each."""

    def __init__(
        self, selection: Selection, settings: Settings, changed: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        self._selection, self._settings, self._changed = selection, settings, changed
        kept = settings.shown_as
        self.kind = ChoiceBox()
        self.kind.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for key in KINDS:
            self.kind.addItem(text(f"packs.kind.{key}"), key)
        self.choose_kind(kept.get(_KEPT_KIND, QUARTERLY))
        self.kind.currentIndexChanged.connect(self._keep_kind)
        self._what = Label("", "small", "text2", wraps=True)
        self.unit = UnitChoice()
        self.unit.choose(*kept.get(_KEPT_UNIT, "/").split("/", 1))
        self.unit.changed.connect(self._keep_unit)
        self._scope = Segment(
            ((_CHOSEN, self.tr("Vald process")), (_ALL, self.tr("Alla vårdförlopp"))), small=True
        )
        self._scope.chosen.connect(lambda _key: changed())
        self._scope_words = Label("", "small", "text2", wraps=True)
        self._texts = Label("", "small", "text2", wraps=True)
        self._period = Label("", "table", wraps=True)
        self.boxes = {
            key: self._box(key)
            for key in ("indicator", "process", "year", "half", "by", "framework")
        }
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(14, 10, 14, 12)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self._rows: dict[str, tuple[Label, QWidget]] = {}
        rows: tuple[tuple[str, str, QWidget], ...] = (
            ("kind", self.tr("Rapport"), self.kind),
            ("what", "", self._what),
            ("unit", self.tr("Verksamhet"), self.unit),
            ("indicator", self.tr("Mått"), self.boxes["indicator"]),
            ("process", self.tr("Process"), self.boxes["process"]),
            ("year", self.tr("År"), self.boxes["year"]),
            ("half", self.tr("Halvår"), self.boxes["half"]),
            ("by", self.tr("Redovisas per"), self.boxes["by"]),
            ("framework", self.tr("Ramverk"), self.boxes["framework"]),
            ("scope", self.tr("Innehåll"), self._scope),
            ("scope_words", "", self._scope_words),
            ("texts", self.tr("Analys"), self._texts),
            ("period", self.tr("Period"), self._period),
        )
        for number, (key, name, field) in enumerate(rows):
            label = Label(name, "table_strong")
            grid.addWidget(label, number, 0)
            grid.addWidget(field, number, 1)
            self._rows[key] = (label, field)
            if isinstance(field, ChoiceBox):
                field.setAccessibleName(name)
                label.setBuddy(field)

    @property
    def reason(self) -> str:
        """Why no report can be made of the choices; "" where one can."""
        kind = self.chosen_kind
        if kind == UNIT:
            return self.unit.reason(self._period_words(), is_of_all=not self.svf)
        if kind == INDICATOR_SHEET and not self._value("indicator"):
            return self.tr("Det finns inget mått att visa. Läs in mått på sidan Import.")
        if kind == YEAR_TEXT and not self._value("process"):
            return self.tr("Det finns ingen process att skriva om. Lägg till en i Grupper.")
        return ""

    @property
    def chosen_kind(self) -> str:
        """The kind of report that is chosen."""
        return str(self.kind.currentData() or "")

    @property
    def svf(self) -> tuple[str, ...]:
        """The prefixes of the pathways that the pack is to be about; empty for all."""
        return () if self._scope.current == _ALL else self._selection.svf

    def request(self, formats: tuple[str, ...], out_dir: Path) -> PackRequest:
        """Return what is asked for."""
        kind, unit, region = self.chosen_kind, self.unit.chosen, self._selection.region
        is_unit = kind == UNIT and unit is not None
        if is_unit and unit is not None:
            region = unit.region
        period = self._selection.period or None
        if kind in _OF_YEAR:
            period = self._value("year") or None
        elif kind == SVF_REPORT:
            period = self._value("half") or None
        shown = self._shown(kind)
        has_scope = "scope" in shown
        return PackRequest(
            kind=kind,
            svf=self.svf if has_scope else (),
            region=(region,) if region and kind in (UNIT, RESULT_CARD) else (),
            area=self._selection.area.key,
            period=period,
            formats=formats,
            out_dir=out_dir,
            unit=unit.code if is_unit and unit is not None else "",
            indicator=self._value("indicator") if "indicator" in shown else "",
            process=self._value("process") if "process" in shown else "",
            by=self._value("by") if "by" in shown else "",
            framework=self._value("framework") if "framework" in shown else "",
        )

    def choose_kind(self, kind: str) -> None:
        """Choose a kind of report without telling anyone."""
        at = self.kind.findData(kind)
        if at >= 0:
            with QSignalBlocker(self.kind):
                self.kind.setCurrentIndex(at)

    def choose_unit(self, region: str, unit: str) -> None:
        """Ask for the data pack of a unit, with all its pathways."""
        self.choose_kind(UNIT)
        self._scope.set_current(_ALL)
        self.unit.choose(region, unit)
        self._changed()

    def show_units(self, units: Sequence[FigureUnit]) -> None:
        """Offer the units that have figures."""
        self.unit.show_units(units, self._selection.region or "")

    def show_offers(self, found: ReportChoices) -> None:
        """Offer the measures, processes, years and frameworks of the store."""
        named = (*found.groups, ("", self.tr("Alla fyra")))
        offers = {
            "indicator": found.indicators,
            "process": found.processes,
            "year": found.years,
            "half": (("", self.tr("Senaste hela halvåret")), *found.halves),
            "by": named[-1:] + named[:-1],
            "framework": found.frameworks,
        }
        for key, choices in offers.items():
            box = self.boxes[key]
            wanted = box.currentData() if box.count() else self._settings.shown_as.get(_KEPT + key)
            box.offer(choices)
            at = box.findData(wanted)
            if at < 0 and key == "process":
                at = box.findData(found.process_of.get(next(iter(self._selection.svf), "")))
            with QSignalBlocker(box):
                box.setCurrentIndex(max(at, 0))

    def name_group(self, words: str) -> None:
        """Call the body that leads by the RCC's own word."""
        at = self.kind.findData(STEERING)
        if words and at >= 0:
            self.kind.setItemText(at, self.tr("{group}, utan möte").format(group=words))

    def show_choices(self) -> None:
        """Say in words what the selection and the choices stand for."""
        kind = self.chosen_kind
        names = max(label.sizeHint().width() for label, _field in self._rows.values())
        self._grid.setColumnMinimumWidth(0, names)  # the fields stay where they are
        shown = self._shown(kind)
        for key, (label, field) in self._rows.items():
            label.setVisible(key in shown)
            field.setVisible(key in shown)
        self._what.setText(self._kind_words(kind))
        self._scope_words.setText(self._content_words())
        area = self._selection.area_label() or self.tr("alla i uttaget")
        self._texts.setText(self.tr("Det som skrivits för {area} följer med").format(area=area))
        self._period.setText(self._period_words())

    def _shown(self, kind: str) -> frozenset[str]:
        """Return the rows that a kind asks for."""
        rows = {"kind", "what"}
        if kind == UNIT:
            rows |= {"unit", "scope", "scope_words", "period"}
        elif kind == INDICATOR_SHEET:
            rows |= {"indicator", "period"}
        elif kind in _OF_PROCESS:
            rows |= {"process", "texts", "year" if kind == YEAR_TEXT else "period"}
        elif kind == YEARLY:
            rows |= {"year", "by"}
            if self._value("by") in ("", "framework") and self.boxes["framework"].count():
                rows |= {"framework"}
        else:
            rows |= {"scope", "scope_words", "half" if kind == SVF_REPORT else "period"}
            if kind != RESULT_CARD:
                rows |= {"texts"}
        return frozenset(rows)

    def _kind_words(self, kind: str) -> str:
        """Return what a kind of report holds."""
        said = {
            STEERING: self.tr("Utfall, tavlan och bilagor, utan dagordning och beslut"),
            QUARTERLY: self.tr("Två sidor för processledaren: utfall, signaler, analys, åtgärder"),
            INDICATOR_SHEET: self.tr("En sida om ett mått: diagram, tabell och hur det ska läsas"),
            YEAR_TEXT: self.tr("Processens år: resultaten först, sedan insatser och hinder"),
            SVF_REPORT: self.tr("Textblock till redovisningen av standardiserade vårdförlopp"),
            YEARLY: self.tr("Årets insatser. Varje insats räknas en gång i varje summa"),
            RESULT_CARD: self.tr("Ett resultatkort för varje insats, per målområde"),
            UNIT: self.tr("En verksamhets siffror inför dialogen med den"),
        }
        return said.get(kind, "")

    def _content_words(self) -> str:
        """Return what the pack holds of the selection."""
        process = "" if self._scope.current == _ALL else self._selection.process_label()
        kind = self.chosen_kind
        if kind == UNIT:
            return process or self.tr(
                "Varje vårdförlopp där verksamheten har siffror, bredvid regionens och allas"
            )
        if kind != RESULT_CARD:
            return process or self.tr("En sammanfattande tabell och alla vårdförlopp i uttaget")
        about = process or self.tr("alla vårdförlopp")
        if self._selection.region:
            about = f"{about}, {self._selection.area_label()}"
        return self.tr("Påbörjade insatser som pågick under perioden: {about}").format(about=about)

    def _period_words(self) -> str:
        return self._selection.period_label() or self.tr("Senaste hela kvartalet")

    def _value(self, key: str) -> str:
        return str(self.boxes[key].currentData() or "")

    def _box(self, key: str) -> ChoiceBox:
        box = ChoiceBox()
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.setMinimumContentsLength(_LEAST_LETTERS)
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.currentIndexChanged.connect(lambda _at: self._keep(key))
        return box

    def _keep(self, key: str) -> None:
        self._settings.shown_as[_KEPT + key] = self._value(key)
        self._changed()

    def _keep_kind(self) -> None:
        self._settings.shown_as[_KEPT_KIND] = self.chosen_kind
        self._changed()

    def _keep_unit(self) -> None:
        self._settings.shown_as[_KEPT_UNIT] = self.unit.key
        self._changed()
