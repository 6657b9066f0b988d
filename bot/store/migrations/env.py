"""Run by Alembic, inside the transaction that bot.store.upgrade opened."""

from alembic import context

from bot.store.schema import is_table_of_ours, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_name=is_table_of_ours,
    transactional_ddl=False,  # the transaction is already open
    render_as_batch=True,
)
context.run_migrations()
