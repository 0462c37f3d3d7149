"""What a turn looks at on PostgreSQL: an index each time, however many rows there are."""

from collections.abc import Iterator

import pytest

from storage import migrations
from storage.database import Database, open_database
from tests.week.test_cost_at_rest import MOMENT, REST, a_turn, at_rest

pytestmark = pytest.mark.postgres

SCANNED = ("SELECT", "UPDATE", "DELETE")


@pytest.fixture
def database(postgres_url) -> Iterator[Database]:
    made = open_database(postgres_url)
    migrations.upgrade(made)
    yield made
    made.close()


def plans(database: Database, statements) -> dict[str, str]:
    """How PostgreSQL would run these, were every table so large that it shuns to read it through."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql("SET enable_seqscan = off")
        return {
            text: "\n".join(connection.exec_driver_sql(f"EXPLAIN {text}", parameters).scalars())
            for text, parameters in statements
            if text.lstrip().startswith(SCANNED)
        }


async def test_no_statement_of_a_turn_at_rest_reads_a_table_through(database):
    store = await at_rest(database, 2, 2)
    found = plans(database, (await a_turn(store, database, REST)).statements)
    assert "Seq Scan" in plans(database, [("SELECT reason FROM meeting", ())]).popitem()[1]
    assert len(found) > 5
    assert [text for text, plan in found.items() if "Seq Scan" in plan] == []
    assert any("ix_meeting_next_at" in plan for plan in found.values())
    assert any("ix_call_next_at" in plan for plan in found.values())


async def test_a_turn_makes_the_same_statements_beside_one_call_and_beside_many(database):
    alone, many = await at_rest(database, 1, 1), await at_rest(database, 4, 3)
    least, most = await a_turn(alone, database, REST), await a_turn(many, database, REST)
    assert most.texts == least.texts
    assert (least.rows, most.rows) == (0, 0)


async def test_what_is_due_takes_as_many_statements_beside_others_that_are_not(database):
    alone, many = await at_rest(database, 1, 1), await at_rest(database, 4, 1)
    least, most = await a_turn(alone, database, MOMENT), await a_turn(many, database, MOMENT)
    assert most.kinds == least.kinds
    assert most.rows == least.rows
