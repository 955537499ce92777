"""The papers of meetings and assignments as documents.

The agenda, the paper of a point, minutes and notes, the handover of an assignment, and the report
to the political body. Each is a `Pack`, so that every format says the same.
"""

from rccdesk.services.papers.agenda import make_agenda, write_agenda
from rccdesk.services.papers.handover import make_handover, write_handover
from rccdesk.services.papers.minutes import (
    approve_minutes,
    delete_minutes,
    get_minutes,
    list_minutes,
    make_minutes,
    write_minutes,
)
from rccdesk.services.papers.minutes_paper import make_minutes_paper
from rccdesk.services.papers.point import make_point_paper, write_point
from rccdesk.services.papers.political import make_political_report, write_political_report

__all__ = [
    "approve_minutes",
    "delete_minutes",
    "get_minutes",
    "list_minutes",
    "make_agenda",
    "make_handover",
    "make_minutes",
    "make_minutes_paper",
    "make_point_paper",
    "make_political_report",
    "write_agenda",
    "write_handover",
    "write_minutes",
    "write_point",
    "write_political_report",
]
