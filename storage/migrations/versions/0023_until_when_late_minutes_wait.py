"""Until when late minutes wait"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.add_column("meeting", sa.Column("waits", sa.Text(), nullable=True))
