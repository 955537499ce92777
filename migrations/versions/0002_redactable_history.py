"""A history whose names can be erased, and a new analysis after a deleted one.

Frozen once released: imports sqlalchemy, alembic and the standard library, never the models.
"""

from __future__ import annotations

import hashlib
import json
import secrets

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TABLES = ("history_entry", "history_change")
ENTRY = (
    'previous_hash, entry_id, at, who, session, act, "values", topics, undoes, redoes, step, '
    "batch_ids, hash"
)


def upgrade() -> None:
    """Give each row of the history a salted digest, and chain the entries over those."""
    for table in TABLES:
        for act in ("UPDATE", "DELETE"):
            op.execute(f"DROP TRIGGER IF EXISTS {table}_no_{act.lower()}")
        op.add_column(table, sa.Column("salt", sa.String(), nullable=True))
        op.add_column(table, sa.Column("digest", sa.String(), nullable=True))
    # Changes whose entry was taken away with a tool would break a reference and so stop every
    # upgrade. They are what tells that something is missing, so an entry that can match no hash
    # stands in for it.
    op.execute(
        "INSERT INTO history_entry "
        '(entry_id, at, who, session, act, "values", topics, batch_ids, previous_hash, hash) '
        "SELECT DISTINCT entry_id, '1970-01-01 00:00:00.000000', '', '', '', '{}', '', '', '', '' "
        "FROM history_change WHERE entry_id NOT IN (SELECT entry_id FROM history_entry)"
    )
    chain_anew(op.get_bind())
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column("digest", existing_type=sa.String(), nullable=False)
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END"
            )
    with op.batch_alter_table("analysis", schema=None) as batch_op:
        batch_op.drop_constraint("uq_analysis_svf", type_="unique")
    with op.batch_alter_table("analysis", schema=None) as batch_op:
        batch_op.create_index(
            "uq_analysis_svf",
            ["svf", "area", "period"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
        )


def chain_anew(connection: sa.Connection) -> None:
    """Verify each entry by the old rule and hash it by the new one.

    An entry that was not as written keeps its old hash, or its old previous hash, which no
    content can match by the new rule: it stays as broken as it was.
    """
    raw = connection.connection.driver_connection
    assert raw is not None
    usual, raw.text_factory = raw.text_factory, lambda text: text.decode("utf-8", "replace")
    try:
        entries = raw.execute(f"SELECT {ENTRY} FROM history_entry ORDER BY entry_id").fetchall()
        found = raw.execute(
            "SELECT id, entry_id, table_name, row_uuid, field, old, new FROM history_change "
            "ORDER BY id"
        ).fetchall()
    finally:
        raw.text_factory = usual
    changes: dict[int, list[list[str | None]]] = {}
    digests: dict[int, list[str]] = {}
    rows: list[tuple[object, ...]] = []
    for number, entry_id, *change in found:
        salt = secrets.token_hex(16)
        digest = sha256([salt, *change])
        changes.setdefault(entry_id, []).append(change)
        digests.setdefault(entry_id, []).append(digest)
        rows.append((salt, digest, number))
    raw.executemany("UPDATE history_change SET salt=?, digest=? WHERE id=?", rows)

    rows = []
    old_last = new_last = "0" * 64
    for previous, entry_id, at, who, session, act, values, *rest, old_hash in entries:
        moment = str(at).replace(" ", "T")
        # a whole second was hashed without its zeros
        written = [previous, entry_id, moment.removesuffix(".000000"), who, session, act, values]
        is_whole = old_hash == sha256([*written, *rest, changes.get(entry_id, [])])
        new_previous = new_last if previous == old_last else previous
        salt = secrets.token_hex(16)
        digest = sha256([salt, who, values])
        parts = [new_previous, entry_id, moment, session, act, *rest, digest]
        new_hash = sha256([*parts, digests.get(entry_id, [])]) if is_whole else old_hash
        rows.append((salt, digest, new_previous, new_hash, entry_id))
        old_last, new_last = old_hash, new_hash
    raw.executemany(
        "UPDATE history_entry SET salt=?, digest=?, previous_hash=?, hash=? WHERE entry_id=?", rows
    )


def sha256(parts: list[object]) -> str:
    """Return SHA-256 of canonical JSON; what is no text, as after damage, by its spelling."""
    text = json.dumps(
        parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=repr
    )
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
