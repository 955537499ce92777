"""The guarded process that reads files: everything here runs in the child, not in the program.

A workbook can abort or fill the process that reads it, so the program starts
``rccdesk --read-workbook`` and talks to it over pipes (`rccdesk.services.imports.reading` is the
other end). To start fast and stay small these modules import only the standard library, calamine
and `rccdesk.services.privacy`; a test guards it. Nothing here knows what a column means.
"""
