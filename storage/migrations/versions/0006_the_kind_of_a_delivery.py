"""The kind and the part of a delivery, and how often it failed"""

import sqlalchemy as sa
from alembic import op

from storage.delivery_keys import kind_and_part  # rows that older releases add later are read by it, too


revision = "0006"
down_revision = "0005"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")  # sorts alike in both databases


def upgrade() -> None:
    op.add_column("delivery", sa.Column("kind", sa.Text(), nullable=False, server_default=""))
    op.add_column("delivery", sa.Column("part", KEY, nullable=False, server_default=""))
    op.add_column("delivery", sa.Column("failures", sa.Integer(), nullable=False, server_default="0"))
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    delivery = sa.table("delivery", *(sa.column(name) for name in ("id", "key", "kind", "part")))
    rows = connection.execute(sa.select(delivery.c.id, delivery.c.key)).all()
    found = [(row.id, kind_and_part(row.key)) for row in rows]
    filled = [{"row": row, "of": said[0].value, "which": said[1]} for row, said in found if said]
    if filled:
        one = delivery.update().where(delivery.c.id == sa.bindparam("row"))
        connection.execute(one.values(kind=sa.bindparam("of"), part=sa.bindparam("which")), filled)
