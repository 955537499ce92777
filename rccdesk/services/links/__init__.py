"""The chain: what is done for what, what it is measured by, and what there is to weigh in."""

from rccdesk.services.links.linking import (
    add_link,
    confirm_links,
    delete_link,
    list_links,
)
from rccdesk.services.links.model import ChainLink
from rccdesk.services.links.names import Named, name_of, read_names
from rccdesk.services.links.neighbours import Neighbour, get_neighbours
from rccdesk.services.links.places import Place, place_of
from rccdesk.services.links.targets import Target, list_targets

__all__ = [
    "ChainLink",
    "Named",
    "Neighbour",
    "Place",
    "Target",
    "add_link",
    "confirm_links",
    "delete_link",
    "get_neighbours",
    "list_links",
    "list_targets",
    "name_of",
    "place_of",
    "read_names",
]
