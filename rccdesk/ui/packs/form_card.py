"""What a pack is to hold, and where its files go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QWidget,
)

from rccdesk.services.packs.content import DEFAULT_FORMATS, KINDS, UNIT, PackRequest
from rccdesk.services.packs.result_cards import RESULT_CARD
from rccdesk.texts import text
from rccdesk.ui.packs.unit_choice import UnitChoice
from rccdesk.ui.widgets.buttons import Button, Segment
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.packs.figure_units import FigureUnit
    from rccdesk.settings import Settings
    from rccdesk.ui.selection import Selection

FORMATS = (("pptx", "PowerPoint"), ("docx", "Word"), ("pdf", "PDF"), ("xlsx", "Excel"))
_STEERING = "steering"
_CHOSEN, _ALL = "chosen", "all"
_KEPT_KIND, _KEPT_FORMATS, _KEPT_UNIT = "packs.kind", "packs.formats", "packs.unit"


class FormCard(QFrame):
    """The choices. ``changed`` is called after each, ``stop`` to stop what is being made."""

    def __init__(
        self,
        selection: Selection,
        settings: Settings,
        changed: Callable[[], object],
        stop: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        self._selection, self._settings, self._changed = selection, settings, changed
        kept = settings.shown_as
        self.kind = Segment(
            [(key, text(f"packs.kind.{key}")) for key in KINDS],
            kept.get(_KEPT_KIND, _STEERING),
            small=True,
        )
        self.kind.chosen.connect(self._keep_kind)
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
        self.formats: dict[str, QCheckBox] = {}
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(14, 10, 14, 12)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self._rows: dict[str, tuple[Label, QWidget]] = {}
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Underlag"), self.kind),
            (self.tr("Verksamhet"), self.unit),
            (self.tr("Innehåll"), self._scope),
            ("", self._scope_words),
            (self.tr("Analys"), self._texts),
            (self.tr("Period"), self._period),
            (self.tr("Format"), self._format_row()),
            (self.tr("Mapp"), self._folder_row()),
        )
        for number, (name, field) in enumerate(rows):
            label = Label(name, "table_strong")
            grid.addWidget(label, number, 0)
            grid.addWidget(field, number, 1)
            self._rows[name] = (label, field)
        self._why = Label("", "small", "text2", wraps=True)
        grid.addWidget(self._why, len(rows), 0, 1, 2)
        grid.addLayout(self._working_row(stop), len(rows) + 1, 0, 1, 2)
        self.show_working(working=False)

    @property
    def reason(self) -> str:
        """Why no pack can be made of the choices; "" where one can."""
        if self.kind.current == UNIT:
            reason = self.unit.reason(self._period_words(), is_of_all=not self.svf)
            if reason:
                return reason
        if not any(box.isChecked() for box in self.formats.values()):
            return self.tr("Välj minst ett format.")
        return ""

    @property
    def svf(self) -> tuple[str, ...]:
        """The prefixes of the pathways that the pack is to be about; empty for all."""
        return () if self._scope.current == _ALL else self._selection.svf

    def request(self) -> PackRequest:
        """Return what is asked for."""
        kind, unit, region = self.kind.current, self.unit.chosen, self._selection.region
        is_unit = kind == UNIT and unit is not None
        if is_unit and unit is not None:
            region = unit.region
        return PackRequest(
            kind=kind,
            svf=self.svf,
            region=(region,) if region and kind in (UNIT, RESULT_CARD) else (),
            area=self._selection.area.key,
            period=self._selection.period or None,
            formats=tuple(key for key, box in self.formats.items() if box.isChecked()),
            out_dir=self._out_dir(),
            unit=unit.code if is_unit and unit is not None else "",
        )

    def choose_unit(self, region: str, unit: str) -> None:
        """Ask for the data pack of a unit, with all its pathways."""
        self.kind.set_current(UNIT)
        self._scope.set_current(_ALL)
        self.unit.choose(region, unit)
        self._changed()

    def show_units(self, units: Sequence[FigureUnit]) -> None:
        """Offer the units that have figures."""
        self.unit.show_units(units, self._selection.region or "")

    def name_group(self, words: str) -> None:
        """Call the body that leads by the RCC's own word."""
        self.kind.set_words(_STEERING, words)

    def show_choices(self) -> None:
        """Say in words what the selection and the choices stand for."""
        kind = self.kind.current
        names = max(label.sizeHint().width() for label, _field in self._rows.values())
        self._grid.setColumnMinimumWidth(0, names)  # the fields stay where they are
        self._show_row(self.tr("Verksamhet"), shows=kind == UNIT)
        self._show_row(self.tr("Analys"), shows=kind not in (UNIT, RESULT_CARD))
        self._scope_words.setText(self._content_words())
        area = self._selection.area_label() or self.tr("alla i uttaget")
        self._texts.setText(self.tr("Det som skrivits för {area} följer med").format(area=area))
        self._period.setText(self._period_words())
        self._folder.setText(str(self._out_dir()))
        self.say(self.reason)

    def _content_words(self) -> str:
        """Return what the pack holds of the selection."""
        process = "" if self._scope.current == _ALL else self._selection.process_label()
        kind = self.kind.current
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

    def _show_row(self, name: str, *, shows: bool) -> None:
        for widget in self._rows[name]:
            widget.setVisible(shows)

    def _keep_kind(self, kind: str) -> None:
        self._settings.shown_as[_KEPT_KIND] = kind
        self._changed()

    def _keep_unit(self) -> None:
        self._settings.shown_as[_KEPT_UNIT] = self.unit.key
        self._changed()

    def _keep_formats(self) -> None:
        chosen = [key for key, box in self.formats.items() if box.isChecked()]
        self._settings.shown_as[_KEPT_FORMATS] = ",".join(chosen)
        self._changed()

    def say(self, sentence: str) -> None:
        """Say what is wrong; nothing for an empty sentence."""
        self._why.setText(sentence)
        self._why.setVisible(bool(sentence))

    def show_working(self, *, working: bool) -> None:
        """Show or hide that a pack is being made."""
        self._progress.setRange(0, 0)
        self._doing.setText(self.tr("Skapar underlaget …"))
        self.stop.setEnabled(True)
        for widget in (self._doing, self._progress, self.stop):
            widget.setVisible(working)

    def show_stopping(self) -> None:
        """Show that the work has been asked to stop."""
        self._doing.setText(self.tr("Avbryter …"))
        self.stop.setEnabled(False)

    def set_progress(self, done: int, total: int) -> None:
        """Show how far it has come."""
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(done)

    def _format_row(self) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, gap=16)
        row.setContentsMargins(0, 0, 0, 0)
        kept = self._settings.shown_as.get(_KEPT_FORMATS, "").split(",")
        chosen = [key for key, _words in FORMATS if key in kept] or DEFAULT_FORMATS
        for key, words in FORMATS:
            box = QCheckBox(words)
            box.setChecked(key in chosen)
            box.toggled.connect(lambda _on: self._keep_formats())
            self.formats[key] = box
            row.addWidget(box)
        return holder

    def _folder_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._folder = Label("", "small", "text2", elides=True)
        row.addWidget(self._folder, 1)
        row.addWidget(
            Button(self.tr("Välj mapp…"), act=self._choose_folder, icon="folder", small=True)
        )
        return holder

    def _working_row(self, stop: Callable[[], object]) -> QHBoxLayout:
        row = QHBoxLayout()
        self._doing = Label("", "small", "text2")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Skapar underlaget"))
        self.stop = Button(self.tr("Avbryt"), "flat", stop, small=True)
        row.addWidget(self._doing)
        row.addWidget(self._progress, 1)
        row.addWidget(self.stop)
        return row

    def _out_dir(self) -> Path:
        if self._settings.last_export_dir:
            return Path(self._settings.last_export_dir)
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        return Path(documents) / "rccdesk"

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Välj mapp"), str(self._out_dir()))
        if name:
            self._settings.last_export_dir = name
            self._changed()
