"""What erasing and forgetting look up: who is mentioned where, what is old, and when somebody wrote."""

from dataclasses import replace
from datetime import date, timedelta

from bot.model.delivery import Status
from bot.model.message import Notice
from bot.model.privacy import ERASED
from tests.storage.hands import ASK, claim, enqueue, known, sent, settle
from tests.storage.test_privacy import CALL, DAY, NEXT, TIM, XIN, said

ZOE = replace(
    ASK, key="Production/2026-01-06/ask/U2", to="U2", message=Notice('Zo\u00eb "Z" asks 100% _you_')
)


async def mentioned(store, *texts: str) -> list[str]:
    found = await store.read(lambda book: book.mentioning(texts))
    return [delivery.key for delivery in found]


async def test_messages_are_found_by_any_text_in_them(store):
    await enqueue(store, ASK, ZOE)
    assert await mentioned(store, "Zo\u00eb") == [ZOE.key]
    assert await mentioned(store, '"Z"') == [ZOE.key]
    assert await mentioned(store, "100% _you", "What is new") == [ASK.key, ZOE.key]
    assert await mentioned(store, "100x") == []
    assert await mentioned(store, "_ _") == []
    assert await mentioned(store) == []
    assert await mentioned(store, "") == []


async def test_only_the_words_of_the_named_ones_go(store):
    await enqueue(store, ASK, ZOE)
    for taken in await claim(store):
        await settle(store, sent(taken))
    await store.change(lambda book: book.erase_words((ZOE.key,)))
    assert (await known(store, ZOE.key)).message == ERASED
    assert (await known(store, ZOE.key)).status is Status.SENT
    assert (await known(store)).message == ASK.message


async def test_the_oldest_of_what_can_be_forgotten_is_known_until_it_is(store):
    old = DAY - timedelta(weeks=8)

    def remember(book):
        book.keep_reply(said(TIM, "1.0", date=old))
        book.keep_reply(said(TIM, "2.0", date=DAY))
        book.keep_reply(said(TIM, "3.0", date=old - timedelta(weeks=1), call="Other"))

    await store.change(remember)

    async def oldest(before: date) -> date | None:
        found: date | None = await store.read(lambda book: book.oldest_reply(CALL, before))
        return found

    assert await oldest(NEXT) == old
    assert await oldest(old) is None
    await store.change(lambda book: book.forget_replies(CALL, old + timedelta(weeks=4)))
    assert await oldest(NEXT) == DAY
    assert await oldest(DAY) is None


async def test_what_counts_for_a_later_meeting_too_is_no_reason_to_go_on_for_ever(store):
    def remember(book):
        book.keep_reply(said(TIM, "1.0", date=DAY))
        book.keep_reply(said(TIM, "1.0", date=NEXT, revision="2.0"))

    await store.change(remember)
    assert await store.read(lambda book: book.oldest_reply(CALL, NEXT)) is None
    assert await store.change(lambda book: book.forget_replies(CALL, NEXT)) == 0


async def test_it_is_known_from_when_to_when_somebody_wrote(store):
    for ts in ("999999999.5", "1700000000.2", "1600000000.1"):
        await store.change(lambda book, ts=ts: book.keep_reply(said(TIM, ts)))
    assert await store.read(lambda book: book.wrote_between(TIM)) == ("999999999.5", "1700000000.2")
    assert await store.read(lambda book: book.wrote_between(XIN)) is None
