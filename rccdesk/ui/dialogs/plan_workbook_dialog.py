"""Reading a plan from a workbook: first what it would add and change, then the verb."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from rccdesk.ui.dialogs.saving_dialog import DialogContext

if TYPE_CHECKING:
    from rccdesk.ui.tasks import Task


def open_plan_workbook(context: DialogContext, path: Path, parent: QWidget) -> None:
    """Read a workbook without storing anything, and open the dialog of what it holds."""
    raise NotImplementedError


def write_plan_workbook(context: DialogContext, target: Path, owner: QWidget) -> Task:
    """Write the plan to a workbook beside the window."""
    from rccdesk.services import plan_workbook

    return context.tasks.run(owner, plan_workbook.export_workbook, target)
