"""Saving the receipt of an import where the user says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from rccdesk.services import imports

if TYPE_CHECKING:
    from rccdesk.ui.tasks import TaskRunner

_SUFFIXES = (".xlsx", ".txt")


def ask_and_save(
    parent: QWidget,
    tasks: TaskRunner,
    batch_ids: Sequence[int],
    folder: str,
    say: Callable[[str], object],
    refuse: Callable[[Exception], object],
) -> None:
    """Ask for a place in ``folder`` first, save the receipt there and ``say`` so."""
    named = QCoreApplication.translate("Receipt", "Kvitto import {batch}")
    named = named.format(batch=batch_ids[0])
    name, _kind = QFileDialog.getSaveFileName(
        parent,
        QCoreApplication.translate("Receipt", "Spara kvitto"),
        str(Path(folder or Path.home()) / f"{named}.xlsx"),
        QCoreApplication.translate("Receipt", "Excel (*.xlsx);;Text (*.txt)"),
    )
    if not name:
        return
    path = Path(name)
    if path.suffix.casefold() not in _SUFFIXES:
        path = path.with_name(path.name + _SUFFIXES[0])
    said = QCoreApplication.translate("Receipt", "Kvittot är sparat: {file}")
    tasks.run(parent, imports.save_receipt, tuple(batch_ids), path).then(
        lambda saved: say(said.format(file=saved.name))
    ).catch(refuse)
