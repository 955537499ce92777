"""Underlag: make the paper for a meeting, look at it, and find the ones made before."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rccdesk.enums import Topic
from rccdesk.errors import Cancelled
from rccdesk.services.charts.spec import TableColumn
from rccdesk.services.packs import archive, content, pdf
from rccdesk.services.packs.content import PackRequest
from rccdesk.texts import text
from rccdesk.ui import messages
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.buttons import Button, Segment
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.page_scroll import PageScroll, TwoColumns

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.packs.archive import PackRow
    from rccdesk.services.packs.content import PackResult
    from rccdesk.services.progress import Progress
    from rccdesk.ui.tasks import Task

_STEERING, _QUARTERLY = "steering", "quarterly"
_CHOSEN, _ALL = "chosen", "all"
_FORMATS = (("pptx", "PowerPoint"), ("pdf", "PDF"))
_LEFT_WIDTH = 540
_TABLE_HEIGHT, _PAPER_HEIGHT = 120, 240
_PREVIEW_PPI = 110.0


class PacksPage(Page):
    """A form at the left with the archive under it, the pages of a pack at the right."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.PACKS, Topic.ORGANISATION})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._packs: tuple[PackRow, ...] = ()
        self._task: Task | None = None
        self._shown = self._chosen_id = ""
        self._pages: list[tuple[QLabel, QPixmap]] = []
        self.head.set_title(self.tr("Underlag"), self.tr("Vad ska visas eller skickas?"))
        self._make = Button(self.tr("Skapa underlag"), "primary", self._create, icon="packs")
        self.head.add_action(self._make)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._form())
        column.addWidget(self._archive(), 1)
        columns = TwoColumns(left, self._preview(), narrow=left, width=_LEFT_WIDTH)
        self.body.addWidget(PageScroll(columns, self), 1)

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Put the focus where a pack is made."""
        if arguments:
            self._make.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read the archive, and what the form stands for."""
        self._name_choices()
        self._tasks.run_latest(self, _read).then(self._show).catch(self.show_error)

    def _form(self) -> QWidget:
        card = QFrame()
        card.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        grid = QGridLayout(card)
        grid.setContentsMargins(14, 10, 14, 12)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self._kind = Segment(
            ((_STEERING, self.tr("Styrgrupp")), (_QUARTERLY, self.tr("Kvartalsanalys"))),
            small=True,
        )
        self._scope = Segment(
            ((_CHOSEN, self.tr("Vald process")), (_ALL, self.tr("Alla vårdförlopp"))), small=True
        )
        self._scope.chosen.connect(lambda _key: self._name_choices())
        self._scope_words = Label("", "small", "text2", wraps=True)
        self._texts = Label("", "small", "text2", wraps=True)
        self._period = Label("", "table", wraps=True)
        formats = QHBoxLayout()
        formats.setSpacing(16)
        self._formats: dict[str, QCheckBox] = {}
        for key, words in _FORMATS:
            box = QCheckBox(words)
            box.setChecked(True)
            box.toggled.connect(lambda _on: self._name_choices())
            self._formats[key] = box
            formats.addWidget(box)
        formats.addStretch(1)
        folder = QHBoxLayout()
        folder.setSpacing(8)
        self._folder = Label("", "small", "text2", elides=True)
        folder.addWidget(self._folder, 1)
        folder.addWidget(
            Button(self.tr("Välj mapp…"), act=self._choose_folder, icon="folder", small=True)
        )
        names = (
            self.tr("Till"),
            self.tr("Innehåll"),
            "",
            self.tr("Analys"),
            self.tr("Period"),
            self.tr("Format"),
            self.tr("Mapp"),
        )
        fields: tuple[QWidget | QHBoxLayout, ...] = (
            self._kind,
            self._scope,
            self._scope_words,
            self._texts,
            self._period,
            formats,
            folder,
        )
        for number, (name, field) in enumerate(zip(names, fields, strict=True)):
            grid.addWidget(Label(name, "table_strong"), number, 0)
            if isinstance(field, QHBoxLayout):
                grid.addLayout(field, number, 1)
            else:
                grid.addWidget(field, number, 1)
        self._why = Label("", "small", "text2", wraps=True)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Skapar underlaget"))
        self._stop = Button(self.tr("Avbryt"), "flat", self._cancel, small=True)
        self._doing = Label("", "small", "text2")
        working = QHBoxLayout()
        working.addWidget(self._doing)
        working.addWidget(self._progress, 1)
        working.addWidget(self._stop)
        grid.addWidget(self._why, len(names), 0, 1, 2)
        grid.addLayout(working, len(names) + 1, 0, 1, 2)
        self._set_working(working=False)
        return card

    def _archive(self) -> QWidget:
        card = QFrame()
        card.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 8, 1, 8)
        column.setSpacing(6)
        title = Label(self.tr("Arkiv"), "h2")
        title.setContentsMargins(13, 0, 13, 0)
        column.addWidget(title)
        self._table = RowTableView(dense=True)
        self._table.setAccessibleName(self.tr("Underlag som har skapats"))
        self._table.setMinimumHeight(_TABLE_HEIGHT)
        column.addWidget(self._table, 1)
        self._none = Label(
            self.tr("Inget underlag har skapats än. Det du skapar sparas här med sina siffror."),
            "small",
            "text2",
            wraps=True,
        )
        self._none.setContentsMargins(13, 0, 13, 0)
        column.addWidget(self._none, 1, Qt.AlignmentFlag.AlignTop)
        self._moved = Label("", "small", "text2", wraps=True)
        self._moved.setContentsMargins(13, 0, 13, 0)
        self._moved.hide()
        column.addWidget(self._moved)
        buttons = FlowLayout(gap=8)
        buttons.setContentsMargins(13, 0, 13, 0)
        self._open: dict[str, Button] = {}
        for key, words in _FORMATS:
            button = Button(
                self.tr("Öppna {format}").format(format=words),
                act=partial(self._open_file, key),
                icon="external",
                small=True,
            )
            self._open[key] = button
            buttons.addWidget(button)
        self._show_folder = Button(
            self.tr("Visa mappen"), "flat", self._open_folder, icon="folder", small=True
        )
        buttons.addWidget(self._show_folder)
        column.addLayout(buttons)
        return card

    def _preview(self) -> QWidget:
        self._paper = QWidget()
        self._paper.setProperty("ground", "bg")
        self._sheets = QVBoxLayout(self._paper)
        self._sheets.setContentsMargins(0, 0, 8, 0)
        self._sheets.setSpacing(12)
        scroll = QScrollArea()
        scroll.setProperty("ground", "bg")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(self.tr("Förhandsvisning"))
        scroll.setWidget(self._paper)
        scroll.setMinimumHeight(_PAPER_HEIGHT)
        self._scroll = scroll
        return scroll

    # The form

    def _name_choices(self) -> None:
        everything = not self.selection.svf or self._scope.current == _ALL
        self._scope_words.setText(
            self.tr("En sammanfattande tabell och alla vårdförlopp i uttaget")
            if everything
            else self.selection.process_label()
        )
        area = self.selection.area_label() or self.tr("alla i uttaget")
        self._texts.setText(self.tr("Det som skrivits för {area} följer med").format(area=area))
        self._period.setText(self.selection.period_label() or self.tr("Senaste hela kvartalet"))
        folder = self._out_dir()
        self._folder.setText(str(folder))
        chosen = any(box.isChecked() for box in self._formats.values())
        self._make.setEnabled(chosen and self._task is None)
        self._why.setText("" if chosen else self.tr("Välj minst ett format."))
        self._why.setVisible(not chosen)

    def _out_dir(self) -> Path:
        if self.settings.last_export_dir:
            return Path(self.settings.last_export_dir)
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        return Path(documents) / "rccdesk"

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Välj mapp"), str(self._out_dir()))
        if name:
            self.settings.last_export_dir = name
            self.window_actions.apply_settings()
            self._name_choices()

    def _create(self) -> None:
        request = PackRequest(
            kind=self._kind.current,
            svf=() if self._scope.current == _ALL else self.selection.svf,
            area=self.selection.area.key,
            period=self.selection.period or None,
            formats=tuple(key for key, box in self._formats.items() if box.isChecked()),
            out_dir=self._out_dir(),
        )
        self._set_working(working=True)
        self._task = self._tasks.run_file(self, _make_unless_cancelled, request)
        self._task.watch(self._on_progress).then(self._made).catch(self._failed)
        self._name_choices()

    def _on_progress(self, done: int, total: int) -> None:
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(done)

    def _set_working(self, *, working: bool) -> None:
        self._progress.setRange(0, 0)
        self._doing.setText(self.tr("Skapar underlaget …"))
        self._stop.setEnabled(True)
        for widget in (self._doing, self._progress, self._stop):
            widget.setVisible(working)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()  # not dropped: what came of it is said when it is known
            self._doing.setText(self.tr("Avbryter …"))
            self._stop.setEnabled(False)

    def _finish(self) -> None:
        self._task = None
        self._set_working(working=False)
        self._name_choices()

    def _made(self, result: PackResult | None) -> None:
        self._finish()
        if result is None:
            self.toast(self.tr("Underlaget avbröts. Inget har sparats."))
            return
        self._shown = self._chosen_id = ""
        names = ", ".join(Path(file.path).name for file in result.files)
        self.toast(self.tr("Underlaget är skapat: {files}").format(files=names))
        self.refresh()

    def _failed(self, error: Exception) -> None:
        self._finish()
        if not messages.report_bug(error, self):
            self._why.setText(messages.sentence(error))
            self._why.show()

    def _not_drawn(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self._moved.setText(messages.sentence(error))
            self._moved.show()

    # The archive and the preview

    def _show(self, found: _Archive) -> None:
        self._packs, group, about = found
        self._kind.set_words(_STEERING, group)
        columns = (
            TableColumn(self.tr("Skapat")),
            TableColumn(self.tr("Till")),
            TableColumn(self.tr("Gäller")),
            TableColumn(self.tr("Läge")),
        )
        rows = tuple(
            (
                f"{pack.made_at.astimezone():%Y-%m-%d %H:%M}",
                text(f"packs.kind.{pack.kind}"),
                self._about(*about[pack.pack_id]),
                self.tr("Utkast") if pack.state == "draft" else self.tr("Fastställt"),
            )
            for pack in self._packs
        )
        self._table.show_rows(columns, rows)
        chosen = self._table.selectionModel()
        chosen.selectionChanged.connect(self._on_chosen, Qt.ConnectionType.UniqueConnection)
        self._none.setVisible(not self._packs)
        self._table.setVisible(bool(self._packs))
        for widget in (*self._open.values(), self._show_folder):
            widget.setVisible(bool(self._packs))
        ids = [pack.pack_id for pack in self._packs]
        if self._packs:
            kept = self._chosen_id
            self._table.selectRow(ids.index(kept) if kept in ids else 0)
        else:
            self._show_nothing()
        self.show_content()

    def _about(self, names: tuple[str, ...], period: str) -> str:
        parts = (", ".join(names) or self.tr("Alla vårdförlopp"), period)
        return ", ".join(part for part in parts if part)

    def _on_chosen(self) -> None:
        pack = self._chosen()
        if pack is None:
            return
        self._chosen_id = pack.pack_id
        paths = {file.format: Path(file.path) for file in pack.files}
        gone = [path for path in paths.values() if not path.exists()]
        for key, button in self._open.items():
            button.setEnabled(key in paths and paths[key] not in gone)
            button.setVisible(key in paths)
        self._moved.setText(
            self.tr(
                "Filen finns inte kvar där den skapades: {files}. "
                "Underlagets siffror finns kvar här."
            ).format(files=", ".join(path.name for path in gone))
        )
        self._moved.setVisible(bool(gone))
        for button in self._open.values():
            button.setAccessibleDescription(self._moved.text() if gone else "")
        self._show_folder.setEnabled(any(path.parent.exists() for path in paths.values()))
        if pack.pack_id != self._shown:
            self._shown = pack.pack_id
            self._tasks.run_file(self, _draw_pages, pack.pack_id).then(self._show_pages).catch(
                self._not_drawn
            )

    def _chosen(self) -> PackRow | None:
        rows = self._table.selectionModel().selectedRows()
        return self._packs[self._table.rows.source_row(rows[0].row())] if rows else None

    def _show_nothing(self) -> None:
        clear(self._sheets)
        self._pages = []
        card = QFrame()
        card.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 24, 24, 24)
        column.addWidget(Label(self.tr("Här visas underlaget"), "h2"))
        words = self.tr(
            "Skapa ett underlag för den valda processen eller för alla. Det blir en PowerPoint "
            "med diagram som kan redigeras och en PDF med samma siffror. Underlaget är ett "
            "utkast och sparas med sina siffror, så att det alltid kan visas som det var."
        )
        column.addWidget(Label(words, "body", "text2", wraps=True))
        self._sheets.addWidget(card)
        self._sheets.addStretch(1)

    def _show_pages(self, found: tuple[str, list[bytes]]) -> None:
        pack_id, pictures = found
        if pack_id != self._shown:
            return
        clear(self._sheets)
        self._pages = []
        for number, picture in enumerate(pictures, start=1):
            pixmap = QPixmap()
            pixmap.loadFromData(picture)
            sheet = QLabel()
            sheet.setProperty("sheet", True)  # noqa: FBT003 - Qt's own order
            sheet.setAccessibleName(
                self.tr("Sida {number} av {count}").format(number=number, count=len(pictures))
            )
            self._pages.append((sheet, pixmap))
            self._sheets.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self._sheets.addStretch(1)
        self._fit_pages()
        self._scroll.verticalScrollBar().setValue(0)

    def theme_changed(self) -> None:
        """Fit the pages to the width that the new text size leaves."""
        self._fit_pages()

    def _fit_pages(self) -> None:
        ratio = self.devicePixelRatioF()
        width = min(max(self._scroll.viewport().width() - 16, 200), 820)
        for sheet, pixmap in self._pages:
            scaled = pixmap.scaledToWidth(
                round(width * ratio), Qt.TransformationMode.SmoothTransformation
            )
            scaled.setDevicePixelRatio(ratio)
            sheet.setPixmap(scaled)

    def _open_file(self, key: str) -> None:
        pack = self._chosen()
        for file in pack.files if pack else ():
            if file.format == key:
                QDesktopServices.openUrl(QUrl.fromLocalFile(file.path))

    def _open_folder(self) -> None:
        pack = self._chosen()
        if pack is not None and pack.files:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(pack.files[0].path).parent)))


_Archive = tuple[tuple["PackRow", ...], str, dict[str, tuple[tuple[str, ...], str]]]


def _read(database: Database) -> _Archive:
    """Return the packs, the word of the group that they are for, and what each is about."""
    from rccdesk.services import organisation
    from rccdesk.services.labels import get_labels

    word = organisation.get_terms(database)["steering_body"].singular
    labels = get_labels(database)
    packs = archive.list_packs(database)
    about = {}
    for pack in packs:
        svf = [code for code in pack.selection.get("svf", "").split(",") if code]
        names = tuple(labels.name("svf", code) for code in svf)
        period = pack.selection.get("period", "")
        about[pack.pack_id] = (names, labels.name("period", period) if period else "")
    return packs, word[:1].upper() + word[1:], about


def _make_unless_cancelled(
    database: Database, request: PackRequest, progress: Progress
) -> PackResult | None:
    """Make the pack; None where the user cancelled it and nothing was kept."""
    try:
        return content.make_pack(database, request, progress)
    except Cancelled:
        return None


def _draw_pages(database: Database, pack_id: str) -> tuple[str, list[bytes]]:
    """Return the pages of a pack as PNG, from the numbers it was made with."""
    return pack_id, pdf.preview_pages(archive.get_pack(database, pack_id), ppi=_PREVIEW_PPI)
