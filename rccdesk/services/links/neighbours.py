"""What a thing is linked with, both ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import Thing
from rccdesk.services.links.linking import list_links
from rccdesk.services.links.model import ChainLink
from rccdesk.services.links.names import read_names
from rccdesk.services.links.places import Place, find_place

if TYPE_CHECKING:
    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The other end of a link. ``gone`` says in words why it does not count, "" where it does.

    ``place`` is where the window shows it, with what to choose first; None where no page does.
    """

    link: ChainLink
    kind: Thing
    key: str
    name: str
    is_outgoing: bool
    gone: str = ""
    place: Place | None = None

    @property
    def is_gone(self) -> bool:
        """Tell whether it lies in the Papperskorg or belongs to an import that is undone."""
        return bool(self.gone)


def get_neighbours(database: Database, kind: Thing, key: str) -> tuple[Neighbour, ...]:
    """Return what a thing is linked with: what its links lead to, then what leads here.

    The incoming stand by kind and name.
    """
    outgoing = list_links(database, from_kind=kind, from_key=key)
    incoming = list_links(database, to_kind=kind, to_key=key)
    ends = [(link, link.to_kind, link.to_key, True) for link in outgoing]
    ends += [(link, link.from_kind, link.from_key, False) for link in incoming]
    names = read_names(
        database, [(kind, key, link.title if out else "") for link, kind, key, out in ends]
    )
    with database.read() as session:
        places = {(kind, key): find_place(session, kind, key) for _, kind, key, _ in ends}
    found = []
    for link, end, end_key, is_outgoing in ends:
        named, place = names[end, end_key], places[end, end_key]
        found.append(Neighbour(link, end, end_key, named.name, is_outgoing, named.gone, place))
    return tuple(sorted(found, key=_place))


def _place(each: Neighbour) -> tuple[object, ...]:
    """Return where a neighbour stands: outgoing links as listed, incoming by kind and name."""
    if each.is_outgoing:
        return (False,)
    return (True, each.link.is_secondary, each.kind, each.name)
