"""Run the migrations on the connection that `rccdesk.services.database` hands over.

The caller has opened one explicit transaction with foreign keys off (a batch rebuild of a parent
table would otherwise delete its children) and commits it when all steps are done, so a failing
step leaves the file as it was.
"""

from __future__ import annotations

from alembic import context

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("metadata"),
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
