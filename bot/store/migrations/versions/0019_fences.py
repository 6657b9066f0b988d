"""A number that grows each time the lease changes hands."""

import sqlalchemy as sa
from alembic import op

revision = "0019_fences"
down_revision = "0018_orders_and_weeks"


def upgrade() -> None:
    """Whoever has the lease has it under the first one."""
    op.add_column("leases", sa.Column("fence", sa.BigInteger(), nullable=False, server_default="0"))
