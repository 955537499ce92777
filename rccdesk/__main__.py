"""Start the program: the window, a command, or a child process.

One child reads workbooks; the other, `multiprocessing`'s own, makes packs.
"""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run with ``arguments`` (default: those of the process) and return the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["--read-workbook"]:
        # The reading child must start fast and small: nothing else may be imported before it.
        from rccdesk.services.reader import process

        return process.main()
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()  # ends here in the child that makes packs
    from rccdesk import cli, crashes

    if arguments is None:  # a process of our own
        crashes.install_hooks()
    return cli.main(given)


if __name__ == "__main__":
    sys.exit(main())
