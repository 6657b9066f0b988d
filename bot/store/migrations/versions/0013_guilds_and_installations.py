"""The servers that the bot is in or was in lately, and who came by an installation for themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0013_guilds_and_installations"
down_revision = "0012_changes"


def upgrade() -> None:
    """Empty at first: the servers are learned at the next start."""
    op.create_table(
        "guilds",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("left_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("guild_id"),
    )
    op.create_table(
        "installations",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last_used_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("user_id"),
    )
