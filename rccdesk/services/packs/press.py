"""What puts packs together, writes them and draws their pages in place of this process."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.packs.model import Pack
    from rccdesk.services.packs.request import PackRequest
    from rccdesk.services.packs.template_files import OwnTemplate
    from rccdesk.services.progress import Progress


class Press(Protocol):
    """The work of a pack, somewhere else. Each method raises what the work does, and Cancelled."""

    def assemble(self, database: Database, request: PackRequest, progress: Progress) -> Pack:
        """Do as `content.assemble_pack`."""

    def get_printable(self, database: Database, pack_id: str) -> Pack:
        """Do as `issuing.get_printable`."""

    def write(
        self,
        pack: Pack,
        names: Collection[str],
        templates: Mapping[str, OwnTemplate],
        progress: Progress,
    ) -> dict[str, bytes]:
        """Do as `writers.write_formats`."""

    def draw(self, pack: Pack, ppi: float, logo: bytes, progress: Progress) -> list[bytes]:
        """Do as `pdf.preview_pages`."""
