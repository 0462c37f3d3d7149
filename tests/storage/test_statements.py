"""In a test run a statement is compiled once for all databases of a kind; each answers with its own rows."""

from storage import migrations
from storage.database import open_database
from storage.store import RowStore
from tests.cycle.production import CALL
from tests.statements import COMPILED


async def test_a_database_that_is_opened_later_finds_everything_compiled(store, url):
    await store.change(lambda book: book.keep_call(CALL))
    assert await store.read(lambda book: book.calls()) == (CALL,)
    compiled = len(COMPILED)
    later = open_database(url)
    migrations.upgrade(later)
    assert await RowStore(later, "T1").read(lambda book: book.calls()) == (CALL,)
    assert await RowStore(later, "T2").read(lambda book: book.calls()) == ()
    later.close()
    assert 0 < compiled == len(COMPILED)
