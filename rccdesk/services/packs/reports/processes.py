"""Which process a report is about, by its name, its uuid, or the prefix of one of its pathways."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services import groups
from rccdesk.services.pathways import catalogue

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.packs.request import PackRequest


@dataclass(frozen=True, slots=True)
class ReportProcess:
    """A process; ``svf`` are its pathways, ``uuid`` is "" for a pathway of no process."""

    name: str
    svf: tuple[str, ...]
    uuid: str = ""


def name_process(database: Database, request: PackRequest) -> PackRequest:
    """Return a request with its process by name, as it is kept and told in file names.

    Raises NotFoundError ``pack_process_missing``.
    """
    if not request.process.strip():
        return request
    return dataclasses.replace(request, process=find_process(database, request).name)


def find_process(database: Database, request: PackRequest) -> ReportProcess:
    """Return the process that is asked for, else that of the only pathway that is chosen.

    Raises RccdeskError ``pack_process_needed``, NotFoundError ``pack_process_missing``.
    """
    wanted = request.process.strip()
    if not wanted and len(request.svf) == 1:
        wanted = request.svf[0]
    if not wanted:
        raise RccdeskError("pack_process_needed")
    processes = groups.list_processes(database, only_living=False)
    for row in processes:
        if wanted == row.uuid or wanted.casefold() == row.name.casefold():
            return ReportProcess(row.name, row.svf, row.uuid)
    for svf in catalogue.list_svf(database):
        if wanted.casefold() in (svf.kva_prefix.casefold(), svf.name.casefold()):
            found = next((row for row in processes if svf.kva_prefix in row.svf), None)
            if found is not None:
                return ReportProcess(found.name, found.svf, found.uuid)
            return ReportProcess(svf.name, (svf.kva_prefix,))
    raise NotFoundError("pack_process_missing", process=wanted)
