"""What names a row of the mission, the plan, the groups, the meetings and packs, by its table."""

from __future__ import annotations

from collections.abc import Mapping

from rccdesk.services.naming import group_names, meeting_names, mission_names, pack_names
from rccdesk.services.naming.known import Namer

NAMES: Mapping[str, Namer] = {
    **mission_names.NAMES,
    **group_names.NAMES,
    **meeting_names.NAMES,
    **pack_names.NAMES,
}
