"""Check a store: SQLite's own checks, the chain of the history, and numbered rules of the domain.

::

    result = check_store(database)
    repaired = repair_store(database, tuple(f.rule for f in result.findings if f.can_repair))

Nothing is guessed: what only a person can know is told with what to do about it.
"""

from rccdesk.services.checks.checking import (
    RULES,
    CheckResult,
    Finding,
    check_file,
    check_quickly,
    check_store,
)
from rccdesk.services.checks.repairing import Repair, RepairResult, repair_store

__all__ = [
    "RULES",
    "CheckResult",
    "Finding",
    "Repair",
    "RepairResult",
    "check_file",
    "check_quickly",
    "check_store",
    "repair_store",
]
