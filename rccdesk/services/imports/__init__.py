"""Import of files: recognise, check, compare, store; batches, their problems and their undo.

From a file to the store: `reading` gives coded columns, `layouts` recognises them, `aggregated`,
`events` and `small_tables` make rows of them and note what is wrong, `preparing` puts that
together, and `storing` compares and stores, all files of a request in one transaction.
"""

from rccdesk.services.imports.batches import (
    BatchRow,
    UndoneBatch,
    list_batches,
    list_problems,
    redo_batch,
    undo_batch,
)
from rccdesk.services.imports.importing import import_files
from rccdesk.services.imports.preview import (
    ColumnPreview,
    ImportPreview,
    preview_file,
)
from rccdesk.services.imports.problems import Problem
from rccdesk.services.imports.receipt import Receipt, make_receipt, save_receipt
from rccdesk.services.imports.request import ImportRequest, ImportResult
from rccdesk.services.imports.sheet_grid import FirstLook, SheetGrid, look_at_first

__all__ = [
    "BatchRow",
    "ColumnPreview",
    "FirstLook",
    "ImportPreview",
    "ImportRequest",
    "ImportResult",
    "Problem",
    "Receipt",
    "SheetGrid",
    "UndoneBatch",
    "import_files",
    "list_batches",
    "list_problems",
    "look_at_first",
    "make_receipt",
    "preview_file",
    "redo_batch",
    "save_receipt",
    "undo_batch",
]
