"""The keys of what users edit."""

from __future__ import annotations

import time
import uuid

from sqlalchemy import inspect

from rccdesk.models import Base, UserEdited
from rccdesk.models.base import new_uuid


def test_keys_are_uuid_7_in_the_order_of_time():
    before = time.time_ns() // 1_000_000
    keys = []
    for _ in range(20):
        keys.append(new_uuid())
        time.sleep(0.002)
    after = time.time_ns() // 1_000_000
    parsed = [uuid.UUID(key) for key in keys]
    # RFC 9562, 5.7: 48 bits of Unix time in ms, version 7, variant 10
    assert {(key.int >> 76) & 0xF for key in parsed} == {7}
    assert {(key.int >> 62) & 0b11 for key in parsed} == {0b10}
    assert all(before <= key.int >> 80 <= after for key in parsed)
    assert keys == sorted(keys)


def test_keys_differ_within_a_millisecond():
    keys = [new_uuid() for _ in range(10_000)]
    assert len(set(keys)) == len(keys)


def test_user_edited_tables_have_the_keys_that_exchange_needs():
    tables = {
        mapper.local_table.name: mapper
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, UserEdited)
    }
    assert {"rcc", "region", "term", "lead_time_limit", "goal_model", "indicator"} <= set(tables)
    for mapper in tables.values():
        table = inspect(mapper).local_table
        assert [column.name for column in table.primary_key] == ["uuid"]
        assert {"revision", "owner", "deleted_at"} <= set(table.columns.keys())


def test_every_constraint_has_a_name():
    """SQLite rebuilds tables in migrations, and finds constraints by name only."""
    nameless = [
        (table.name, type(constraint).__name__)
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert nameless == []
