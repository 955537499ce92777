"""EXEMPELDATA: a deterministic, invented RCC with patients, expected cases and indicators.

Regions, hospitals, limits and figures are made up and carry EXEMPELDATA as their source.
"""

from rccdesk.services.example_data.store import make_example_store

__all__ = ["make_example_store"]
