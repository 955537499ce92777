"""What the steps of the import ask of whoever does the work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rccdesk.services.imports import ImportRequest
    from rccdesk.services.imports.value_matching import ValueMatch


@dataclass(frozen=True, slots=True)
class WizardActs:
    """What the wizard asks of its page.

    ``read_again`` takes the changed request, ``commit`` and ``try_it`` the one to import or try.
    ``forget`` takes a word that is remembered.
    """

    read_again: Callable[[ImportRequest], object]
    commit: Callable[[ImportRequest], object]
    try_it: Callable[[ImportRequest], object]
    leave: Callable[[], object]
    choose: Callable[[], object]
    undo: Callable[[], object]
    show_figures: Callable[[], object]
    next_file: Callable[[], object]
    save_profile: Callable[[], object]
    save_receipt: Callable[[], object]
    forget: Callable[[ValueMatch], object]
