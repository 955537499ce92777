"""Ledtidskatalogen: every dated limit with its source, confirmed or not, and its history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rccdesk.enums import Topic
from rccdesk.services import history
from rccdesk.services.pathways import catalogue
from rccdesk.services.pathways.catalogue import LimitRow
from rccdesk.texts import text
from rccdesk.ui import messages
from rccdesk.ui.dialogs.confirm_limits_dialog import ConfirmLimitsDialog, confirm_words
from rccdesk.ui.dialogs.limit_dialog import LimitAct, LimitDialog
from rccdesk.ui.pages.cards import ScrollCard
from rccdesk.ui.pages.limits.panel import LimitPanel
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.selection import Choice
from rccdesk.ui.tables.limits_table import LimitsTableModel
from rccdesk.ui.tables.limits_view import LimitsView
from rccdesk.ui.tables.table_view import copy_rows
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.page_scroll import PageScroll, TwoColumns

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_PANEL, _WIDE_PANEL = 322, 420  # px at 100 % text
_COMBO = 260
_ONE, _ALL, _OPEN = "one", "all", "unconfirmed"
_KEY = ("kva_prefix", "treatment", "variant", "from_event", "to_event")


@dataclass(frozen=True, slots=True)
class _Shown:
    limits: tuple[LimitRow, ...]
    pathways: tuple[Choice, ...]


def _read(database: Database) -> _Shown:
    """Return the limits, and a row without number for each pathway that has none."""
    limits = catalogue.list_limits(database)
    pathways = catalogue.list_svf(database)
    known = {limit.kva_prefix for limit in limits}
    missing = [LimitRow(svf.kva_prefix) for svf in pathways if svf.kva_prefix not in known]
    return _Shown(
        tuple(sorted((*limits, *missing), key=lambda limit: limit.kva_prefix)),
        tuple(Choice(svf.kva_prefix, svf.name) for svf in pathways),
    )


class LimitsPage(Page):
    """A table of all limits, and beside it the chosen one with its versions and history."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.PATHWAYS, Topic.HISTORY})
    views: ClassVar[tuple[str, ...]] = (_ONE, _ALL, _OPEN)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._found: _Shown | None = None
        self._is_filling = False  # the table, which tells of every row that comes to be chosen
        self.head.set_trail(self.tr("Ledtider / Ledtidskatalog"))
        self.head.set_title(
            self.tr("Ledtidskatalog"), self.tr("Vilka gränser gäller, och är de bekräftade?")
        )
        self.add = Button(self.tr("Lägg till gräns…"), act=self._add, icon="add")
        self.head.add_action(self.add)
        self.build_in_turns(
            self._build_room,
            self._build_tools,
            self._build_table,
            self._build_panel,
            self._build_acts,
        )

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Show only what is not confirmed, where another page asks for it."""
        if arguments.get("unconfirmed"):
            self.unconfirmed.setChecked(True)

    def refresh(self) -> None:
        """Read the catalogue."""
        if self._found is None:
            self.show_busy()
        self._tasks.run_latest(self, _read).then(self._show).catch(self.show_error)

    def show_view(self, view: str) -> None:
        """Show the chosen pathway, all of them, or what is not confirmed."""
        with QSignalBlocker(self.unconfirmed):
            self.unconfirmed.setChecked(view == _OPEN)
        if view != _ONE:
            self.svf.setCurrentIndex(0)
        self._fill()

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialogs that add, change, follow up and confirm a limit."""
        if self._found is None:
            return {}
        known = [limit for limit in self._found.limits if limit.days is not None]
        if not known:
            return {"add_limit": lambda: self.make_dialog(LimitAct.ADD)}
        return {
            "add_limit": lambda: self.make_dialog(LimitAct.ADD),
            "edit_limit": lambda: self.make_dialog(LimitAct.EDIT, known[0]),
            "limit_version": lambda: self.make_dialog(LimitAct.VERSION, known[0]),
            "confirm_limits": lambda: self.make_confirmation(known[:3]),
        }

    def theme_changed(self) -> None:
        """Take the widths of the text size in use."""
        self.table.fit()

    # Building

    def _build_room(self) -> None:
        card = self._card = QFrame()
        card.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        side = self._side = ScrollCard()
        side.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        side.setMinimumHeight(260)
        columns = TwoColumns(card, side, narrow=side, width=_PANEL, wide=_WIDE_PANEL)
        self.body.addWidget(PageScroll(columns, self), 1)

    def _build_tools(self) -> None:
        column = self._column = QVBoxLayout(self._card)
        column.setContentsMargins(1, 8, 1, 1)
        column.setSpacing(6)
        tools = FlowLayout(gap=10)
        tools.setContentsMargins(13, 0, 13, 0)
        column.addLayout(tools)
        self.svf = ChoiceBox(self._card)
        self.svf.setAccessibleName(self.tr("SVF"))
        self.svf.setMinimumWidth(_COMBO)
        self.svf.activated.connect(self._choose_svf)
        self.unconfirmed = QCheckBox(self.tr("Bara obekräftade"))
        self.unconfirmed.toggled.connect(self._fill)
        tools.addWidget(self.svf)
        tools.addWidget(self.unconfirmed)
        for words, icon, act in (
            (self.tr("Kopiera tabellen"), "copy", self._copy),
            (self.tr("Importera gränser…"), "imports", self._import),
        ):
            tools.addWidget(Button(words, "flat", act, icon=icon, small=True))
        self.count = Label("", "small", "text2", wraps=True)
        self.count.setContentsMargins(14, 0, 14, 0)
        column.addWidget(self.count)

    def _build_table(self) -> None:
        self.model = LimitsTableModel(self)
        self.table = LimitsView(self.model, self._delete, self._card)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._on_chosen())
        self.model.edited.connect(lambda limit: self._write(catalogue.update_limit, limit))
        self.model.refused.connect(self.toast)
        self._column.addWidget(self.table, 1)
        self._note = Label(
            self.tr(
                "Dagar, datum och källa kan skrivas direkt i tabellen. En ändring tar bort "
                "bekräftelsen. – uppgift saknas"
            ),
            "caption",
            "text3",
            wraps=True,
        )
        self._note.setContentsMargins(14, 2, 14, 6)
        self._column.addWidget(self._note)

    def _build_panel(self) -> None:
        self.panel = LimitPanel(lambda entry: self.navigate("history", entry=entry))
        self._side.column.addWidget(self.panel)

    def _build_acts(self) -> None:
        self.confirm = Button(confirm_words(1), "recommended", self._confirm, icon="done")
        self.version = Button(self.tr("Ny version…"), act=self._add_version, icon="add")
        self.edit = Button(self.tr("Ändra…"), act=self._edit, icon="write")
        self.remove = Button(
            self.tr("Flytta till Papperskorgen"), "flat", self._delete, icon="trash"
        )
        self.panel.set_acts(self.confirm, (self.version, self.edit), self.remove)
        self._show_chosen()

    # Showing

    def _show(self, found: _Shown) -> None:
        self._found = found
        self.svf.clear()
        self.svf.addItem(self.tr("Alla SVF"), "")
        for choice in found.pathways:
            self.svf.addItem(choice.label, choice.key)
        chosen = self.selection.svf
        self.svf.setCurrentIndex(max(0, self.svf.findData(chosen[0] if len(chosen) == 1 else "")))
        self.show_in_turns(self._fill_table, self._show_chosen, self.show_content)

    def _fill(self, *_: object) -> None:
        self._fill_table()
        self.show_next(self._show_chosen)

    def _fill_table(self) -> None:
        if self._found is None:
            return
        self._is_filling = True
        kept = {limit.uuid for limit in self.chosen}
        prefix = str(self.svf.currentData() or "")
        several = self.selection.svf if len(self.selection.svf) > 1 else ()
        limits = [
            limit
            for limit in self._found.limits
            if (not prefix or limit.kva_prefix == prefix)
            and (not several or limit.kva_prefix in several)
            and not (self.unconfirmed.isChecked() and (limit.is_confirmed or not limit.uuid))
        ]
        self.table.hide_what_says_nothing(limits, has_one_svf=bool(prefix))
        self.model.show_limits(limits, self._names)
        self._say_counts(limits)
        self.table.choose([limit for limit in limits if limit.uuid in kept] or limits[:1])
        self._is_filling = False

    def _say_counts(self, limits: list[LimitRow]) -> None:
        if not limits:
            self.count.setText(self.tr("Inga obekräftade gränser i urvalet."))
            return
        real = [limit for limit in limits if limit.uuid]
        open_ = sum(not limit.is_confirmed and limit.days is not None for limit in real)
        unknown = sum(limit.days is None for limit in real)
        parts = [text("limits.shown", count=len(real))]
        for key, count in (
            ("unconfirmed", open_),
            ("unknown", unknown),
            ("missing", len(limits) - len(real)),
        ):
            if count:
                parts.append(text(f"limits.{key}", count=count))
        self.count.setText(" · ".join(parts))

    @property
    def chosen(self) -> tuple[LimitRow, ...]:
        """The limits chosen in the table."""
        return self.table.chosen

    @property
    def _names(self) -> dict[str, str]:
        found = self._found
        return {} if found is None else {choice.key: choice.label for choice in found.pathways}

    def _versions(self, limit: LimitRow) -> tuple[LimitRow, ...]:
        found = self._found.limits if self._found is not None else ()
        key = [getattr(limit, name) for name in _KEY]
        return tuple(
            each for each in found if each.uuid and [getattr(each, name) for name in _KEY] == key
        )

    def _on_chosen(self) -> None:
        if not self._is_filling:
            self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.chosen
        one = chosen[0] if chosen else None
        database = self._tasks.database
        is_reading = database is not None and database.is_reading
        real = [limit for limit in chosen if limit.uuid]
        known = [limit for limit in real if limit.days is not None]
        takes_back = bool(known) and all(limit.is_confirmed for limit in known)
        self.confirm.setText(
            self.tr("Ta tillbaka bekräftelsen")
            if takes_back
            else f"{confirm_words(max(len(known), 1))}…"
        )
        self.confirm.setEnabled(bool(known) and not is_reading)
        self.confirm.setVisible(bool(real))
        for button in (self.version, self.edit, self.remove):
            button.setEnabled(len(real) == 1 == len(chosen) and not is_reading)
            button.setVisible(bool(real))
        self.add.setEnabled(not is_reading)
        if one is None:
            self.panel.show_limit(None, "", "", ())
            return
        versions = self._versions(one)
        state = self.model.state_words(one)
        if len(chosen) > 1:
            state = text("limits.chosen", count=len(chosen), first=state)
        self.panel.show_limit(one, self._names.get(one.kva_prefix, one.kva_prefix), state, versions)
        if one.uuid and database is not None:
            uuids = tuple(each.uuid for each in versions)
            self._tasks.run_latest(self.panel, history.list_changes, "lead_time_limit", uuids).then(
                self.panel.show_history
            ).catch(self._refuse)

    # Acts

    def make_dialog(self, act: LimitAct, limit: LimitRow | None = None) -> LimitDialog:
        """Return the dialog of ``act``."""
        pathways = self._found.pathways if self._found is not None else ()
        prefix = limit.kva_prefix if limit else str(self.svf.currentData() or "")
        start = limit if limit is not None and act is not LimitAct.ADD else LimitRow(prefix)
        dialog = LimitDialog(pathways, start, act, self.window())
        calls = {
            LimitAct.ADD: catalogue.add_limit,
            LimitAct.VERSION: catalogue.add_version,
            LimitAct.EDIT: catalogue.update_limit,
        }

        def save(wanted: LimitRow) -> None:
            task = self._tasks.run_write(dialog, calls[act], wanted)
            task.then(lambda _limit: self._saved(dialog)).catch(dialog.refuse)

        dialog.wanted.connect(save)
        return dialog

    def make_confirmation(self, limits: list[LimitRow]) -> ConfirmLimitsDialog:
        """Return the dialog that shows the sources of ``limits``."""
        return ConfirmLimitsDialog(limits, self._names, self._confirm_now, self.window())

    def _saved(self, dialog: QDialog) -> None:
        dialog.accept()
        self.toast(self.tr("Ledtidsgränsen är sparad."), self.window_actions.undo)

    def _choose_svf(self, index: int) -> None:
        key = str(self.svf.itemData(index))
        self.selection.set_svf(*([key] if key else []))
        self._fill()

    def _add(self) -> None:
        chosen = self.chosen
        start = chosen[0] if chosen and not chosen[0].uuid else None
        self.make_dialog(LimitAct.ADD, start).open()

    def _add_version(self) -> None:
        for limit in self.chosen[:1]:
            self.make_dialog(LimitAct.VERSION, limit).open()

    def _edit(self) -> None:
        for limit in self.chosen[:1]:
            self.make_dialog(LimitAct.EDIT, limit).open()

    def _confirm(self) -> None:
        known = [limit for limit in self.chosen if limit.uuid and limit.days is not None]
        if known and all(limit.is_confirmed for limit in known):
            uuids = tuple(limit.uuid for limit in known)
            self._write(catalogue.confirm_limits, uuids, confirmed=False)
        elif known:
            self.make_confirmation([each for each in known if not each.is_confirmed]).open()

    def _confirm_now(self, uuids: tuple[str, ...]) -> None:
        said = text("limits.confirmed", count=len(uuids))
        self._write(catalogue.confirm_limits, uuids, said=said)

    def _delete(self) -> None:
        chosen = self.chosen
        if len(chosen) == 1 and chosen[0].uuid and self.remove.isEnabled():
            said = self.tr("Ledtidsgränsen är flyttad till Papperskorgen.")
            self._write(catalogue.delete_limit, chosen[0].uuid, said=said)

    def _import(self) -> None:
        self.navigate("imports", open_file=True)

    def _copy(self) -> None:
        columns, rows = self.model.texts()
        copy_rows(columns, rows)
        self.toast(self.tr("Tabellen är kopierad."))

    def _write(
        self, function: Callable[..., Any], *args: object, said: str = "", **kw: Any
    ) -> None:
        task = self._tasks.run_write(self, function, *args, **kw)
        if said:
            task.then(lambda _done: self.toast(said, self.window_actions.undo))
        task.catch(self._refuse)

    def _refuse(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.toast(messages.sentence(error))
        self.refresh()
