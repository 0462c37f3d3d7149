"""A correction follows the item it is about when a lead edits the item's words."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.cycle.replies.collect import collect
from bot.cycle.replies.confirm import move
from bot.model.call import Area, Call, Lead, Section, Weekday
from bot.model.reply import Reply
from bot.model.update import Why
from handlers.text.rich_text import document_from_text
from storage.store import RowStore
from tests.rounds import advance
from tests.tables import with_tables

LEAD = "ULEAD"
AREA = Area("Software", (Lead("Tilda", LEAD),))
CALL = Call("Production", "C1", Weekday.TUESDAY, time(16), "America/New_York", areas=(AREA,))
DAY = date(2027, 1, 12)
NOW = datetime(2027, 1, 11, 15, tzinfo=UTC)
TWELVE = "- Load tests of the gateway reached 12 sites"
SIXTEEN = "- Load tests of the gateway reached 16 sites"
MIRROR = "- Moved the mirror"


@pytest.fixture
async def store(tmp_path):
    database = with_tables(tmp_path / "minutes.db")
    made = RowStore(database, "T1")
    await made.change(lambda book: book.keep_call(CALL))
    await advance(store=made, pages=lambda _: 1, now=NOW - timedelta(days=3))
    yield made
    database.close()


async def write(store, *lines: str, revision: int = 0) -> None:
    """Write these lines, or put them in place of what was written before."""
    said = Reply(LEAD, "D1", f"{NOW.timestamp():.6f}", document_from_text("\n".join(lines)))
    edited = NOW + timedelta(minutes=revision)
    if revision:
        said = replace(said, revision=f"{edited.timestamp():.6f}")
    await store.change(collect, said, now=edited)


async def correct(store, text: str, section: Section | None) -> None:
    (update,) = await store.read(lambda book: book.updates("Production", DAY))
    (item,) = (each for part in Section for each in update.sections.of(part) if each.text in text)
    where = {"area": "Software", "item": item.key, "section": section}
    await store.change(move, LEAD, "Production", DAY, **where, now=NOW)


async def listed(store) -> dict[str, list[str]]:
    (update,) = await store.read(lambda book: book.updates("Production", DAY))
    return {part.value: [f"- {item.text}" for item in update.sections.of(part)] for part in Section}


async def test_an_item_that_was_moved_stays_moved_when_its_words_are_edited(store):
    await write(store, TWELVE, MIRROR)
    await correct(store, TWELVE, Section.ONGOING)
    await write(store, SIXTEEN, MIRROR, revision=1)
    assert await listed(store) == {"news": [MIRROR], "ongoing": [SIXTEEN], "emergencies": []}
    (update,) = await store.read(lambda book: book.updates("Production", DAY))
    assert update.sections.ongoing[0].why is Why.CORRECTED


async def test_an_item_that_was_withdrawn_stays_withdrawn_when_its_words_are_edited(store):
    await write(store, TWELVE, MIRROR)
    await correct(store, TWELVE, None)
    await write(store, SIXTEEN, MIRROR, revision=1)
    await write(store, SIXTEEN, MIRROR, "- Another", revision=2)
    assert (await listed(store))["news"] == [MIRROR, "- Another"]


async def test_what_the_lead_says_of_the_edited_item_counts_more(store):
    await write(store, TWELVE, MIRROR)
    await correct(store, TWELVE, Section.ONGOING)
    await write(store, SIXTEEN, MIRROR, revision=1)
    await correct(store, SIXTEEN, Section.EMERGENCIES)
    assert (await listed(store))["emergencies"] == [SIXTEEN]


async def test_an_item_that_became_another_one_starts_anew(store):
    await write(store, TWELVE, MIRROR)
    await correct(store, TWELVE, None)
    await write(store, "- The gateway has a new certificate", MIRROR, revision=1)
    assert (await listed(store))["news"] == ["- The gateway has a new certificate", MIRROR]


async def test_what_stood_beside_an_item_does_not_inherit_its_correction(store):
    await write(store, TWELVE, SIXTEEN)
    await correct(store, TWELVE, None)
    await write(store, SIXTEEN, revision=1)
    assert (await listed(store))["news"] == [SIXTEEN]


async def test_a_correction_stays_in_the_reply_it_was_about(store):
    await write(store, TWELVE)
    await correct(store, TWELVE, None)
    await write(store, MIRROR, revision=1)
    other = f"{(NOW + timedelta(minutes=2)).timestamp():.6f}"
    said = Reply(LEAD, "D1", other, document_from_text(SIXTEEN))
    await store.change(collect, said, now=NOW + timedelta(minutes=2))
    assert (await listed(store))["news"] == [MIRROR, SIXTEEN]
