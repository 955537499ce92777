"""Everything of a store in an open format, for other programs and to compare stores."""

from rccdesk.services.export.dumping import dump
from rccdesk.services.export.writing import export_store

__all__ = ["dump", "export_store"]
