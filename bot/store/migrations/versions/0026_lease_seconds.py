"""How long a lease lasts, and how often it was renewed: so that silence is seen whatever clocks show."""

import sqlalchemy as sa
from alembic import op

revision = "0026_lease_seconds"
down_revision = "0025_nearest_papers"


def upgrade() -> None:
    """Whoever has the lease now tells it with the next renewal; until then `until` alone counts."""
    op.add_column("leases", sa.Column("seconds", sa.Float()))
    op.add_column("leases", sa.Column("renewals", sa.BigInteger(), nullable=False, server_default="0"))
