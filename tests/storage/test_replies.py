"""Replies are kept in all their revisions; what counts is the newest."""

from dataclasses import replace
from datetime import date, time
from typing import Any

from sqlmodel import Session, select

from bot.model.call import Area, Call, Labels, Lead, Section, Weekday
from bot.model.reply import Origin, Reply
from bot.model.update import Item, Sections, Update
from bot.model.words import Line, words
from bot.ports import Book, Store
from storage.reports import ItemRow, ReplyRow

DAY = date(2026, 1, 6)


def said(text: str, ts: str = "10.000100", **more: Any) -> Reply:
    return Reply("U1", "D1", ts, (Line(words(text)),), call="Production", date=DAY, **more)


async def keep(store: Store, *replies: Reply) -> None:
    def work(book: Book) -> None:
        for reply in replies:
            book.keep_reply(reply)

    await store.change(work)


async def replies(store: Store) -> tuple[Reply, ...]:
    return await store.read(lambda book: book.replies("Production", DAY))


async def test_the_newest_revision_counts_in_whatever_order_they_arrive(store):
    first, second, third = said("one"), said("two", revision="11.000000"), said("three", revision="9.5")
    await keep(store, second, first, third)
    assert await replies(store) == (second,)
    assert await store.read(lambda book: book.reply("D1", "10.000100")) == second


async def test_every_revision_is_kept_once(store, database):
    await keep(store, said("one"), said("one, told again"), said("two", revision="11.000000"))
    with Session(database.engine) as session:
        texts = [row.document[0].words[0].text for row in session.exec(select(ReplyRow))]
    assert texts == ["one", "two"]


async def test_what_was_deleted_no_longer_counts_but_is_known(store):
    gone = said("", revision="12.000000", deleted=True)
    await keep(store, said("one"), gone)
    assert await replies(store) == ()
    assert await store.read(lambda book: book.reply("D1", "10.000100")) == gone


async def test_replies_come_in_the_order_in_which_they_were_written(store):
    await keep(store, said("later", "10.000000"), said("earlier", "9.000000"), said("last", "10.000001"))
    assert [reply.ts for reply in await replies(store)] == ["9.000000", "10.000000", "10.000001"]


async def test_a_reply_that_moved_to_the_next_meeting_counts_only_there(store):
    await keep(store, said("one"), replace(said("one", revision="11.0"), date=date(2026, 1, 13)))
    assert await replies(store) == ()
    assert len(await store.read(lambda book: book.replies("Production", date(2026, 1, 13)))) == 1


async def test_a_reply_can_be_counted_for_another_meeting_in_all_its_revisions_and_keeps_its_words(
    store, database
):
    one, two, other = said("one"), said("two", revision="11.000000"), said("another", "12.000000")
    await keep(store, one, two, other)
    await store.change(lambda book: book.count_for("D1", "10.000100", date(2026, 1, 13)))
    assert await replies(store) == (other,)
    moved = await store.read(lambda book: book.replies("Production", date(2026, 1, 13)))
    assert moved == (replace(two, date=date(2026, 1, 13)),)
    with Session(database.engine) as session:
        kept = [(row.document, row.date) for row in session.exec(select(ReplyRow)) if row.ts == one.ts]
    assert kept == [(one.document, date(2026, 1, 13)), (two.document, date(2026, 1, 13))]


async def test_an_area_named_afterwards_holds_for_all_revisions(store):
    await keep(store, said("one"))
    await store.change(lambda book: book.place_reply("D1", "10.000100", "Release"))
    await keep(store, said("two", revision="11.000000"))
    assert [(reply.area, reply.revision) for reply in await replies(store)] == [("Release", "11.000000")]
    await store.change(lambda book: book.place_reply("D1", "10.000100", "Software"))
    assert (await store.read(lambda book: book.reply("D1", "10.000100"))).area == "Software"


async def test_an_update_takes_the_place_of_the_one_before(store, database):
    items = tuple(Item(words(text)) for text in ("one", "two"))
    before = Update("Production", DAY, "Software", Sections(news=items))
    after = replace(before, sections=Sections(ongoing=items[:1]), none=((Section.NEWS, "nothing"),))
    for update in (before, after):
        await store.change(lambda book, update=update: book.keep_update(update))
    assert await store.read(lambda book: book.updates("Production", DAY)) == (after,)
    with Session(database.engine) as session:
        assert [row.text for row in session.exec(select(ItemRow))] == ["one"]


async def test_a_changed_call_keeps_what_a_removed_area_reported(store):
    leads = (Lead("Tim C.", "U1"), Lead("Xin", "U2"))
    areas = tuple(Area(name, leads, labels=Labels(news="Last Week")) for name in ("Software", "Security"))
    call = Call("Production", "C1", Weekday.TUESDAY, time(16), "America/New_York", areas)
    other = replace(call, name="Another", areas=areas[:1])
    update = Update("Production", DAY, "Security", Sections(news=(Item(words("all quiet")),)))

    def work(book):
        book.keep_call(call)
        book.keep_call(other)
        book.keep_update(update)
        book.keep_reply(said("all quiet"))
        book.keep_call(replace(call, areas=tuple(reversed(areas)), channel="C2"))
        book.keep_call(replace(call, areas=areas[:1], channel="C2"))

    await store.change(work)
    assert await store.read(lambda book: book.calls()) == (
        other,
        replace(call, areas=areas[:1], channel="C2"),
    )
    assert await store.read(lambda book: book.updates("Production", DAY)) == (update,)
    assert await replies(store) == (said("all quiet"),)


async def test_what_was_read_in_a_transaction_is_up_to_date_with_what_it_kept_since(store):
    await keep(store, said("one"), said("two", ts="11.000100"))

    def work(book: Book) -> list[tuple[Reply, ...]]:
        seen = []
        for reply in (
            said("before both", ts="9.000100"),
            said("one, edited", revision="12.000000"),
            said("", ts="11.000100", revision="13.000000", deleted=True),
            said("", ts="14.000100", deleted=True),
        ):
            book.replies("Production", DAY)
            book.keep_reply(reply)
            seen.append(book.replies("Production", DAY))
        return seen

    seen = await store.change(work)
    assert seen[-1] == await replies(store)
    assert [[reply.document[0].words[0].text for reply in each] for each in seen] == [
        ["before both", "one", "two"],
        ["before both", "one, edited", "two"],
        ["before both", "one, edited"],
        ["before both", "one, edited"],
    ]


async def test_replies_of_some_people_come_with_all_that_was_written_on_behalf(store):
    mine, behalf = said("one"), said("three", "12.0", area="Software", origin=Origin.BEHALF)
    theirs = replace(said("two", "11.0"), person="U2")
    behalf = replace(behalf, person="U3")
    await keep(store, mine, theirs, behalf)

    def work(book: Book) -> list[tuple[Reply, ...]]:
        of_one = [book.replies("Production", DAY, by=frozenset({"U1"}))]
        book.keep_reply(replace(said("four", "13.0"), person="U2"))
        book.keep_reply(later)
        return [*of_one, book.replies("Production", DAY, by=frozenset({"U1"}))]

    later = said("five", "14.0")
    assert await store.change(work) == [(mine, behalf), (mine, behalf, later)]
    assert await store.read(lambda book: book.replies("Production", DAY, by=frozenset())) == (behalf,)


async def test_updates_of_some_areas_are_up_to_date_with_what_was_kept_since(store):
    first, other = (
        Update("Production", DAY, area, Sections(news=(Item(words("one")),)), by=("U1",))
        for area in ("Software", "Security")
    )
    both = Sections(news=(Item(words("one")), Item(words("two"))))
    later = replace(first, sections=both, by=("U1", "U2"))

    def work(book: Book) -> list[object]:
        book.keep_update(first)
        book.keep_update(other)
        one = frozenset({"Software"})
        seen: list[object] = [book.updates("Production", DAY, of=one), book.heard("Production", DAY)]
        book.keep_update(later)
        return [*seen, book.updates("Production", DAY, of=one), book.heard("Production", DAY)]

    assert await store.change(work) == [
        (first,),
        {"Software": ("U1",), "Security": ("U1",)},
        (later,),
        {"Software": ("U1", "U2"), "Security": ("U1",)},
    ]
    assert sorted(await store.read(lambda book: book.updates("Production", DAY)), key=_area) == [other, later]


def _area(update: Update) -> str:
    return update.area
