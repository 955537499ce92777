"""What a pack is to hold, and where its files go."""

from __future__ import annotations

from collections.abc import Callable
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

from rccdesk.services.packs.content import PackRequest
from rccdesk.ui.widgets.buttons import Button, Segment
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.settings import Settings
    from rccdesk.ui.selection import Selection

FORMATS = (("pptx", "PowerPoint"), ("pdf", "PDF"))
_STEERING, _QUARTERLY = "steering", "quarterly"
_CHOSEN, _ALL = "chosen", "all"


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
        self._kind = Segment(
            ((_STEERING, self.tr("Möte")), (_QUARTERLY, self.tr("Kvartalsanalys"))),
            small=True,
        )
        self._scope = Segment(
            ((_CHOSEN, self.tr("Vald process")), (_ALL, self.tr("Alla vårdförlopp"))), small=True
        )
        self._scope.chosen.connect(lambda _key: changed())
        self._scope_words = Label("", "small", "text2", wraps=True)
        self._texts = Label("", "small", "text2", wraps=True)
        self._period = Label("", "table", wraps=True)
        self.formats: dict[str, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 10, 14, 12)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget | QHBoxLayout], ...] = (
            (self.tr("Till"), self._kind),
            (self.tr("Innehåll"), self._scope),
            ("", self._scope_words),
            (self.tr("Analys"), self._texts),
            (self.tr("Period"), self._period),
            (self.tr("Format"), self._format_row()),
            (self.tr("Mapp"), self._folder_row()),
        )
        for number, (name, field) in enumerate(rows):
            grid.addWidget(Label(name, "table_strong"), number, 0)
            if isinstance(field, QHBoxLayout):
                grid.addLayout(field, number, 1)
            else:
                grid.addWidget(field, number, 1)
        self._why = Label("", "small", "text2", wraps=True)
        grid.addWidget(self._why, len(rows), 0, 1, 2)
        grid.addLayout(self._working_row(stop), len(rows) + 1, 0, 1, 2)
        self.show_working(working=False)

    @property
    def can_make(self) -> bool:
        """Whether at least one format is chosen."""
        return any(box.isChecked() for box in self.formats.values())

    def request(self) -> PackRequest:
        """Return what is asked for."""
        return PackRequest(
            kind=self._kind.current,
            svf=() if self._scope.current == _ALL else self._selection.svf,
            area=self._selection.area.key,
            period=self._selection.period or None,
            formats=tuple(key for key, box in self.formats.items() if box.isChecked()),
            out_dir=self._out_dir(),
        )

    def name_group(self, words: str) -> None:
        """Call the body that leads by the RCC's own word."""
        self._kind.set_words(_STEERING, words)

    def show_choices(self) -> None:
        """Say in words what the selection and the choices stand for."""
        chosen = self._selection
        everything = not chosen.svf or self._scope.current == _ALL
        self._scope_words.setText(
            self.tr("En sammanfattande tabell och alla vårdförlopp i uttaget")
            if everything
            else chosen.process_label()
        )
        area = chosen.area_label() or self.tr("alla i uttaget")
        self._texts.setText(self.tr("Det som skrivits för {area} följer med").format(area=area))
        self._period.setText(chosen.period_label() or self.tr("Senaste hela kvartalet"))
        self._folder.setText(str(self._out_dir()))
        self.say("" if self.can_make else self.tr("Välj minst ett format."))

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

    def _format_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        for key, words in FORMATS:
            box = QCheckBox(words)
            box.setChecked(True)
            box.toggled.connect(lambda _on: self._changed())
            self.formats[key] = box
            row.addWidget(box)
        row.addStretch(1)
        return row

    def _folder_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._folder = Label("", "small", "text2", elides=True)
        row.addWidget(self._folder, 1)
        row.addWidget(
            Button(self.tr("Välj mapp…"), act=self._choose_folder, icon="folder", small=True)
        )
        return row

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
