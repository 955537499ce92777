"""What can be done from anywhere: shortcuts, the file menu, and the entries of the palette."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from rccdesk.paths import STORE_SUFFIX, with_store_suffix
from rccdesk.ui import opening
from rccdesk.ui.command_palette import PaletteEntry
from rccdesk.ui.registry import NOWHERE, list_pages, shown_pages
from rccdesk.ui.selection import ALL, HEALTH_CARE_REGION, REGION

if TYPE_CHECKING:
    from rccdesk.ui.main_window import MainWindow

_DIGITS = 9  # pages that a digit reaches


class Actions(QObject):
    """The window's commands, each with its words and its keys."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._named: list[tuple[QAction, str]] = []
        self._add(self.tr("Läs in uttag…"), "imports", self._import, "Ctrl+I")
        self._add(self.tr("Öppna fil…"), "folder", self.open_file, "Ctrl+O")
        self._add(self.tr("Spara en kopia som…"), "save", self.save_copy, "Ctrl+Shift+S")
        self._add(self.tr("Skapa underlag"), "packs", self._export, "Ctrl+E")
        self._add(self.tr("Ångra"), "undo", window.undo, "Ctrl+Z")
        self._add(self.tr("Gör om"), "redo", window.redo, "Ctrl+Y", "Ctrl+Shift+Z")
        self._add(self.tr("Återställ urvalet"), "filter", window.selection.reset)
        self._add(self.tr("Byt vy"), "user", window.choose_role)
        self._add(self.tr("Bakåt"), "back", lambda: window.stack.go(-1), "Alt+Left")
        self._add(self.tr("Framåt"), "forward", lambda: window.stack.go(1), "Alt+Right")
        self._add(self.tr("Läs sidan igen"), "refresh", self._refresh, "F5")
        self._bind(window.open_palette, "Ctrl+K", "Ctrl+F", "F3")
        self._bind(lambda: window.cycle_focus(1), "F6")
        self._bind(lambda: window.cycle_focus(-1), "Shift+F6")
        for number, entry in enumerate(shown_pages()[:_DIGITS], start=1):
            self._bind(partial(window.navigate, entry.key), f"Ctrl+{number}")

    def list_entries(self) -> list[PaletteEntry]:
        """Return everything the palette finds, in the order it is offered before any letter."""
        window = self._window
        selection = window.selection
        values = selection.values
        own = window.frame_state.labels
        found = [
            PaletteEntry(
                own.get(page.key, page.label),
                self.tr("Sida"),
                page.icon,
                partial(window.navigate, page.key),
                _native(f"Ctrl+{number}") if number <= _DIGITS else "",
            )
            for number, page in enumerate(shown_pages(), start=1)
        ]
        found += [
            PaletteEntry(page.label, self.tr("Sida"), page.icon, partial(window.navigate, page.key))
            for page in list_pages()
            if page.place == NOWHERE
        ]
        found.append(
            PaletteEntry(
                self.tr("Alla SVF i en tabell"),
                self.tr("Sida"),
                "table",
                partial(window.navigate, "lead_times", {"view": "summary"}),
            )
        )
        found += [
            PaletteEntry(
                action.text(),
                self.tr("Kommando"),
                icon,
                action.trigger,
                action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
            )
            for action, icon in self._named
        ]
        found += [
            PaletteEntry(
                choice.label,
                self.tr("Process"),
                "svf",
                partial(self._select, selection.set_svf, choice.key),
            )
            for choice in values.processes
        ]
        for kind, choices, words in (
            (REGION, values.regions, self.tr("Region")),
            (HEALTH_CARE_REGION, values.health_care_regions, self.tr("Sjukvårdsregion")),
        ):
            found += [
                PaletteEntry(
                    choice.label,
                    words,
                    "region",
                    partial(self._select, selection.set_area, kind, choice.key),
                )
                for choice in choices
            ]
        if values.regions:
            found.append(
                PaletteEntry(
                    self.tr("Alla i uttaget"),
                    self.tr("Område"),
                    "region",
                    partial(self._select, selection.set_area, ALL),
                )
            )
        found += [
            PaletteEntry(
                choice.label,
                self.tr("Indikator"),
                "indicators",
                partial(window.navigate, "indicators", {"indicator": choice.key}),
            )
            for choice in window.frame_state.indicators
        ]
        return found

    def file_menu(self, parent: QWidget) -> QMenu:
        """Return the menu of the file: open, save a copy, recent ones."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Öppna fil…"), self.open_file)
        menu.addAction(self.tr("Spara en kopia som…"), self.save_copy)
        recent = self.recent_stores()
        if recent:
            menu.addSection(self.tr("Senaste filer"))
        for path in recent:
            action = menu.addAction(path.name, partial(self._window.open_store, path))
            action.setToolTip(str(path))
        return menu

    def recent_stores(self) -> list[Path]:
        """Return the recent files that still exist, without the open one."""
        database = self._window.database
        here = str(database.path) if database is not None else ""
        paths = [Path(name) for name in self._window.settings.recent_stores if name != here]
        return [path for path in paths if path.is_file()]

    def open_file(self) -> None:
        """Ask for a file and open it."""
        folder = str(Path(self._window.settings.last_store).parent)
        name, _kind = QFileDialog.getOpenFileName(
            self._window, self.tr("Öppna fil"), folder, f"rccdesk (*{STORE_SUFFIX})"
        )
        if name:
            self._window.open_store(Path(name))

    def save_copy(self) -> None:
        """Ask where to, and copy the open file there."""
        database = self._window.database
        if database is None:
            return
        today = dt.datetime.now().astimezone().date().isoformat()
        proposal = database.path.with_name(f"{database.path.stem} {today}{STORE_SUFFIX}")
        name, _kind = QFileDialog.getSaveFileName(
            self._window, self.tr("Spara en kopia"), str(proposal), f"rccdesk (*{STORE_SUFFIX})"
        )
        if not name:
            return
        target = with_store_suffix(name)
        if target == database.path:
            self._window.toast(self.tr("Välj ett annat namn än den öppna filens."))
            return
        self._window.tasks.run(self._window, opening.save_copy, target).then(
            lambda path: self._window.toast(
                self.tr("Kopian är sparad: {file}").format(file=path.name)
            )
        )

    def _import(self) -> None:
        self._window.navigate("imports", {"open_file": True})

    def _export(self) -> None:
        self._window.navigate("packs", {"create": True})

    def _refresh(self) -> None:
        if self._window.stack.page is not None:
            self._window.stack.page.mark_stale()

    def _select(self, act: Callable[..., object], *arguments: str) -> None:
        act(*arguments)
        page = self._window.stack.page
        if page is not None and not page.uses_selection:
            self._window.navigate("lead_times")

    def _add(self, words: str, icon: str, act: Callable[[], object], *keys: str) -> None:
        action = self._bind(act, *keys)
        action.setText(words)
        self._named.append((action, icon))

    def _bind(self, act: Callable[[], object], *keys: str) -> QAction:
        action = QAction(self._window)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda _checked=False: act())
        self._window.addAction(action)
        return action


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
