"""The command line: the same services as the window, for IT departments, schedules and tests.

Keys and codes are English and stable, messages Swedish (or English with ``--lang en``).
"""

from rccdesk.cli.run import main

__all__ = ["main"]
