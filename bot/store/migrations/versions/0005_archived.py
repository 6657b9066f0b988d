"""Imported days, word for word."""

import sqlalchemy as sa
from alembic import op

revision = "0005_archived"
down_revision = "0004_search"


def upgrade() -> None:
    """Imported days as text."""
    op.create_table(
        "archived",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", "language"),
    )
