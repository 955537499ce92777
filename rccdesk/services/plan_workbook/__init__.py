"""The mission and the plan as a workbook, out and in again, and tables of goals from elsewhere.

::

    export_workbook(database, Path("plan.xlsx"))
    found = import_workbook(database, Path("plan.xlsx"), dry_run=True)

The page of the plan has a button for each: "Exportera till Excel…" and "Läs in plan från Excel…".
A dry run first shows what would be added and changed, and the problems.
"""

from rccdesk.services.plan_workbook.importing import import_workbook
from rccdesk.services.plan_workbook.model import PlanImport
from rccdesk.services.plan_workbook.writing import export_workbook

__all__ = ["PlanImport", "export_workbook", "import_workbook"]
