"""All kinds of work, by name."""

from __future__ import annotations

from tests.rigs.kind import Kind
from tests.rigs.kinds_of_data import (
    Editing,
    Erasing,
    Importing,
    Planning,
    Purging,
    Trashing,
    Undoing,
)
from tests.rigs.kinds_of_files import (
    BackingUp,
    Closing,
    Exporting,
    Migrating,
    Opening,
    Restoring,
)

KINDS: dict[str, type[Kind]] = {
    kind.name: kind
    for kind in (
        Importing,
        Editing,
        Planning,
        Undoing,
        BackingUp,
        Restoring,
        Migrating,
        Purging,
        Erasing,
        Trashing,
        Closing,
        Exporting,
    )
}

# What comes after a kill; nothing is acknowledged in it.
AFTERWARDS: dict[str, type[Kind]] = {Opening.name: Opening}
