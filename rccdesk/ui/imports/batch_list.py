"""The extracts that have been imported: a table, the chosen one's facts, undo and compare."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import CASE_LEVEL, BatchKind, BatchState, Profile
from rccdesk.services.charts.spec import TableColumn
from rccdesk.texts import text
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label, rule
from rccdesk.ui.widgets.page_scroll import TwoColumns

if TYPE_CHECKING:
    from rccdesk.services.imports import BatchRow

_PANEL_WIDTH, _WIDE_PANEL = 308, 420
_TABLE_HEIGHT = 280
_LIVE = frozenset({BatchState.ACTIVE, BatchState.REPLACED})
_FINGERPRINT, _SHORT = 12, 8  # characters of a checksum, in the panel and in the table


class BatchList(QWidget):
    """Shows batches, newest first; ``undo``, ``redo`` and ``compare`` take batch ids.

    ``purge`` takes a batch of case-level data, ``receipt`` the id of one whose receipt is saved,
    ``figures`` a batch whose figures are shown as they were just after it.
    """

    def __init__(
        self,
        undo: Callable[[int], object],
        redo: Callable[[int], object],
        compare: Callable[[int, int], object],
        purge: Callable[[BatchRow], object],
        receipt: Callable[[int], object],
        figures: Callable[[BatchRow], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._batches: tuple[BatchRow, ...] = ()
        self._names: Mapping[str, str] = {}
        self._profiles: Mapping[str, str] = {}
        self._undo, self._redo, self._compare, self._purge = undo, redo, compare, purge
        self._receipt, self._figures = receipt, figures
        self._may_change = True
        self._told: tuple[object, ...] = ()  # what the panel was last made of
        self._wanted: int | None = None  # the batch to choose when the list has been read
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        card = QFrame()
        card.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        self.table = RowTableView()
        self.table.setAccessibleName(self.tr("Inlästa uttag"))
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        inside.addWidget(self.table)
        card.setMinimumHeight(_TABLE_HEIGHT)
        panel = self._panel()
        whole.addWidget(TwoColumns(card, panel, narrow=panel, width=_PANEL_WIDTH, wide=_WIDE_PANEL))

    def show_batches(
        self,
        batches: tuple[BatchRow, ...],
        names: Mapping[str, str],
        profiles: Mapping[str, str],
    ) -> None:
        """Show ``batches`` and choose the newest.

        ``names`` are those of indicators, ``profiles`` those of saved profiles, by key.
        """
        newest = self._batches[0].batch_id if self._batches else 0
        kept = [batch.batch_id for batch in self._chosen()] if self._batches else []
        self._names, self._profiles = names, profiles
        self._batches = tuple(sorted(batches, key=lambda b: b.batch_id, reverse=True))
        columns = (
            TableColumn(self.tr("Uttag")),
            TableColumn(self.tr("Innehåll")),
            TableColumn(self.tr("Läge")),
            TableColumn(self.tr("Rader"), numeric=True),
            TableColumn(self.tr("Fil")),
            TableColumn(self.tr("Profil")),
            TableColumn(self.tr("Kontrollsumma")),
        )
        rows = tuple(_cells(batch, names, profiles) for batch in self._batches)
        self.table.show_rows(columns, rows)
        chosen = self.table.selectionModel()
        chosen.selectionChanged.connect(self._on_chosen, Qt.ConnectionType.UniqueConnection)
        ids = [batch.batch_id for batch in self._batches]
        if ids:
            keeps = ids[0] == newest and len(kept) == 1 and kept[0] in ids
            self.table.selectRow(ids.index(kept[0]) if keeps else 0)
        if self._wanted is not None:
            self.choose_batch(self._wanted)
            self._wanted = None
        self._show_chosen()

    def choose_batch(self, batch_id: int) -> None:
        """Choose one batch and bring it into view; one not yet listed when the list is read."""
        self._wanted = batch_id
        ids = [batch.batch_id for batch in self._batches]
        if batch_id in ids:
            row = self.table.rows.shown_row(ids.index(batch_id))
            self.table.selectRow(row)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            # The list may get its height first now, where the page has not been shown before.
            QTimer.singleShot(0, self.table, self._scroll_to_current)

    def _scroll_to_current(self) -> None:
        self.table.scrollTo(self.table.currentIndex())

    def allow_changes(self, *, allowed: bool) -> None:
        """Let batches be undone and purged, or not where the file is open for reading only."""
        self._may_change = allowed
        self._show_chosen()

    def list_purgeable(self) -> list[BatchRow]:
        """Return the batches that hold case-level data, newest first."""
        return [batch for batch in self._batches if _is_purgeable(batch)]

    def _panel(self) -> QWidget:
        panel = QFrame()
        panel.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        column = QVBoxLayout(panel)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        self._title = Label("", "h2", wraps=True)
        column.addWidget(self._title)
        column.addWidget(rule("h"))
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(4)
        self._facts.setColumnStretch(1, 1)
        column.addLayout(self._facts)
        column.addStretch(1)
        self._why = Label("", "small", "text2", wraps=True)
        column.addWidget(self._why)
        self._turn = Button("", act=self._turn_chosen, icon="undo")
        self.then = Button(
            self.tr("Visa siffrorna som de var"), act=self._show_figures, icon="history"
        )
        self._comparing = Button(
            self.tr("Jämför två uttag"), act=self._compare_chosen, icon="compare"
        )
        self.saving = Button(self.tr("Spara kvitto…"), act=self._save_receipt, icon="file")
        self.purging = Button(self.tr("Gallra nu…"), act=self._purge_chosen, icon="trash")
        self._acts = (self.then, self._turn, self._comparing, self.saving, self.purging)
        for button in self._acts:
            button.setSizePolicy(
                button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed
            )
            column.addWidget(button)
        return panel

    def _on_chosen(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self._show_chosen()

    def _chosen(self) -> list[BatchRow]:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self._batches[self.table.rows.source_row(row)] for row in rows]

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        told = (*chosen, dict(self._names), dict(self._profiles), self._may_change)
        if told == self._told:
            return
        self._told = told
        clear(self._facts)
        first = chosen[0] if chosen else None
        one = first if len(chosen) == 1 else None
        self._title.setText(
            _name_of(first).replace("_", "_\u200b")  # so that a long name may break
            if one and first
            else self.tr("{count} valda uttag").format(count=len(chosen))
        )
        facts = _facts(one, self._names, self._profiles) if one else []
        for number, (name, value) in enumerate(facts):
            label = Label(name, "small", "text2")
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            self._facts.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(Label(value, "small", wraps=True), number, 1)
        undone = one is not None and one.state is BatchState.UNDONE
        self._turn.setText(self.tr("Gör om importen") if undone else self.tr("Ångra importen"))
        can_turn = one is not None and one.state is not BatchState.PURGED
        self._turn.setEnabled(can_turn and self._may_change)
        self.then.setVisible(one is not None and _has_figures(one))
        self.saving.setVisible(one is not None)
        self.purging.setVisible(one is not None and _is_purgeable(one))
        self.purging.setEnabled(self._may_change)
        pair = len(chosen) == 2 and _is_same_kind(chosen[0], chosen[1])
        self._comparing.setEnabled(pair)
        self._why.setText(
            "" if pair else self.tr("Välj två uttag av samma slag med Ctrl för att jämföra dem.")
        )

    def _open_menu(self, position: QPoint) -> None:
        self.make_menu().popup(self.table.viewport().mapToGlobal(position))

    def make_menu(self) -> QMenu:
        """Return what can be done with the chosen batches, as the buttons offer it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in self._acts:
            if not button.isHidden() and button.isEnabled():
                menu.addAction(button.text(), button.click)
        return menu

    def _show_figures(self) -> None:
        chosen = self._chosen()
        if len(chosen) == 1:
            self._figures(chosen[0])

    def _turn_chosen(self) -> None:
        chosen = self._chosen()
        if len(chosen) == 1:
            act = self._redo if chosen[0].state is BatchState.UNDONE else self._undo
            act(chosen[0].batch_id)

    def _purge_chosen(self) -> None:
        chosen = self._chosen()
        if len(chosen) == 1:
            self._purge(chosen[0])

    def _save_receipt(self) -> None:
        chosen = self._chosen()
        if len(chosen) == 1:
            self._receipt(chosen[0].batch_id)

    def _compare_chosen(self) -> None:
        first, second = sorted(batch.batch_id for batch in self._chosen())
        self._compare(first, second)


def _has_figures(batch: BatchRow) -> bool:
    """Tell whether figures can be shown as just after a batch: limits are no figures."""
    return batch.state in _LIVE and batch.profile is not Profile.LIMITS


def _is_purgeable(batch: BatchRow) -> bool:
    return batch.profile in CASE_LEVEL and batch.state is not BatchState.PURGED


def _content_of(batch: BatchRow, names: Mapping[str, str]) -> str:
    if batch.indicator:
        return names.get(batch.indicator, batch.indicator)
    return text(f"imports.profile.{batch.profile.value}")


def _name_of(batch: BatchRow) -> str:
    return text("typing_in.name") if batch.kind is BatchKind.TYPED else batch.file_name


def _is_same_kind(one: BatchRow, other: BatchRow) -> bool:
    return (one.profile, one.indicator) == (other.profile, other.indicator)


def _cells(
    batch: BatchRow, names: Mapping[str, str], profiles: Mapping[str, str]
) -> tuple[str, ...]:
    return (
        formats.iso_date(batch.extract_date),
        _content_of(batch, names),
        text(f"imports.state.{batch.state.value}"),
        formats.number(batch.rows_read),
        _name_of(batch),
        profiles.get(batch.profile_key or "", formats.MISSING),
        batch.file_sha256[:_SHORT] or formats.MISSING,
    )


def _typed_facts(batch: BatchRow, names: Mapping[str, str]) -> list[tuple[str, str]]:
    about = " · ".join(names.get(code, code) for code in batch.key if code)
    found = [
        ("content", _content_of(batch, names)),
        ("about", about),
        ("date", formats.iso_date(batch.extract_date)),
        ("source", batch.source),
        ("entered", f"{batch.imported_at.astimezone():%Y-%m-%d %H:%M}"),
    ]
    return [(text(f"typing_in.batch.{key}"), value) for key, value in found if value]


def _facts(
    batch: BatchRow, names: Mapping[str, str], profiles: Mapping[str, str]
) -> list[tuple[str, str]]:
    if batch.kind is BatchKind.TYPED:
        return _typed_facts(batch, names)
    span = ""
    if batch.first_day and batch.last_day:
        span = f"{batch.first_day} {formats.EN_DASH} {batch.last_day}"
    place = text("imports.batch.sheet_row", sheet=batch.sheet or "CSV", row=batch.header_row)
    is_purged = batch.state is BatchState.PURGED
    assumed = text("imports.batch.assumed") if batch.is_extract_date_assumed else ""
    found = [
        ("content", _content_of(batch, names)),
        ("extract", f"{batch.extract_date} {assumed}".strip()),
        ("profile", profiles.get(batch.profile_key or "", "")),
        ("imported", f"{batch.imported_at.astimezone():%Y-%m-%d %H:%M}"),
        ("span", span),
        ("place", place),
        ("new", formats.number(batch.rows_imported - batch.rows_changed)),
        ("changed", formats.number(batch.rows_changed)),
        ("skipped", formats.number(batch.rows_skipped)),
        ("unchanged", formats.number(batch.rows_unchanged)),
        ("missing", formats.number(batch.rows_missing_since_last)),
        ("problems", formats.number(batch.problem_count)),
        ("fingerprint", batch.file_sha256[:_FINGERPRINT]),
        ("purge", batch.purge_on.isoformat() if batch.purge_on and not is_purged else ""),
    ]
    return [(text(f"imports.batch.{key}"), value) for key, value in found if value]
