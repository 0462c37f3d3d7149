"""A memory for the tests that look at every delivery as a whole; other tests here make one of their own."""

import pytest

from storage.store import RowStore
from tests.cycle.production import CALL, MEETING, keep_meetings
from tests.tables import with_tables


@pytest.fixture
async def store(tmp_path):
    """A real memory that holds the call and its meeting, and nothing else."""
    database = with_tables(tmp_path / "minutes.db")
    made = RowStore(database, "T1")
    await made.change(lambda book: book.keep_call(CALL))
    await keep_meetings(made, MEETING)
    yield made
    database.close()
