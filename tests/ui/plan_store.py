"""The example's plans in a store of their own, once per module, and pages over copies of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog

from rccdesk.enums import Thing
from rccdesk.services import organisation, period_locks, plans
from rccdesk.services.database import Database
from rccdesk.services.example_data.plans import add_plans

_made: list[Path] = []


def make_plan_store(folder: Path) -> Path:
    """Return a store with the invented organisation and its plans, all periods open.

    It is made once for all modules, which copy it.
    """
    if _made:
        return _made[0]
    path = folder / "plans.rccdesk"
    with Database.open(path, create=True) as database:
        database.mark_as_example()
        organisation.seed_example_organisation(database)
        add_plans(database)
        for plan in plans.list_plans(database):
            for lock in period_locks.list_locks(database, Thing.PLAN, plan.uuid):
                period_locks.unlock_period(database, lock.uuid, "prov")
    _made.append(path)
    return path


def close_dialogs() -> None:
    """Close what a test has left open: its page is used again."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog):
            widget.close()
            widget.deleteLater()
