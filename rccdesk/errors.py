"""What can go wrong in a way that the user can act on.

Every subclass carries a stable ``code``; its Swedish and English sentences stand under
``errors.<code>`` in the text catalogue. Anything that is not a `RccdeskError` is a bug.
"""

from __future__ import annotations


class RccdeskError(Exception):
    """A failure that the user can act on.

    ``code`` is the stable English code of the command line's contract; ``values`` fill the
    sentence ``errors.<code>``; ``sheet`` and ``cell`` give the place in a workbook, if any.
    Values must never hold personal data.
    """

    code: str = "failed"

    def __init__(
        self,
        code: str | None = None,
        /,
        *,
        sheet: str | None = None,
        cell: str | None = None,
        **values: object,
    ) -> None:
        """Remember the code, the place and the values of the sentence."""
        if code is not None:
            self.code = code
        self.sheet = sheet
        self.cell = cell
        self.values = values
        super().__init__(self.code)


class FileRefusedError(RccdeskError):
    """A file cannot be imported; ``problems`` holds everything that was found.

    ``number`` is its place among several, from 1; None where there is only one.
    """

    code = "not_a_workbook"
    number: int | None = None

    def __init__(
        self,
        code: str | None = None,
        /,
        *,
        sheet: str | None = None,
        cell: str | None = None,
        problems: tuple[object, ...] = (),
        **values: object,
    ) -> None:
        """Remember the code, the place and all problems found in the file."""
        super().__init__(code, sheet=sheet, cell=cell, **values)
        self.problems = problems


class StoreError(RccdeskError):
    """The store cannot be opened or written."""

    code = "store_damaged"


class NotComputableError(RccdeskError):
    """A figure cannot be computed from what the store holds."""

    code = "goal_not_computable"


class NotFoundError(RccdeskError):
    """Something that was named does not exist."""

    code = "not_found"


class ConflictError(RccdeskError):
    """An act is refused because of what has happened since."""

    code = "conflict"


class FileWriteError(RccdeskError):
    """A file cannot be written."""

    code = "target_locked"


class Cancelled(Exception):  # noqa: N818 - neither an error nor a failure
    """The user cancelled; everything is as it was."""
