"""What stays of the replies of who is erased, where minutes can still change."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.model.call import Area, Labels, Lead, Section
from bot.model.reply import Origin, Reply
from bot.model.update import Item, Sections, Update, everything
from bot.model.words import Document, Line, Shape, Span, words
from bot.reading.merge import fold
from bot.reading.understand import understand
from bot.rules.anonymous_replies import orphans, tombstone

AREA = Area("Software", (Lead("Tim T.", "U0TIM"),), labels=Labels("Last Week", "Operations", "Fires"))
DAY = date(2027, 1, 12)
NOW = datetime(2027, 1, 12, 22, tzinfo=UTC)
TS = "1799700000.000100"


def read(*replies: Reply) -> Update:
    """The area's update as it is read from these replies."""
    pairs = [
        (reply, reading)
        for reply in replies
        for _, reading in understand(reply.document, areas=(AREA,), last={})
    ]
    return fold(AREA, pairs, last=Sections(), corrections=(), call="Production", day=DAY, now=NOW)


def said(*lines: str) -> Reply:
    document = tuple(Line(words(text), Shape.LINE if text.endswith(":") else Shape.BULLET) for text in lines)
    return Reply("U0TIM", "D0TIM", TS, document, "source", call="Production", date=DAY)


def texts(update: Update) -> list[list[str]]:
    def told(items: tuple[Item, ...]) -> list[str]:
        return [item.text for item in everything(items)]

    return [told(update.sections.news), told(update.sections.ongoing), told(update.sections.emergencies)]


def erased(reply: Reply) -> tuple[Update, tuple[Reply, ...]]:
    """The update without its person, and what stands for the reply."""
    update = replace(read(reply), by=())
    return update, orphans(update, AREA, (reply,))


def test_they_say_what_was_posted_and_not_who_said_it():
    update, kept = erased(
        said("Last Week:", "mirror moved", "Fires:", "the gateway burns", "Operations:", "none")
    )
    (orphan,) = kept
    assert (orphan.person, orphan.source, orphan.area, orphan.ts) == ("", "", "Software", TS)
    assert texts(read(orphan)) == texts(update) == [["mirror moved"], [], ["the gateway burns"]]
    assert read(orphan).none == update.none != ()
    assert read(orphan).by == ()


def test_what_was_no_item_is_not_in_them():
    _, (orphan,) = erased(said("thank you very much!", "mirror moved"))
    assert "thank" not in str(orphan.document)


def test_that_there_was_nothing_new_is_said_again():
    quiet = replace(said(), document=(Line(words("nothing new")),))
    update, (orphan,) = erased(quiet)
    assert update.nothing_new
    assert read(orphan).nothing_new


def test_of_others_nothing_is_taken_over():
    theirs, other = (
        said("mirror moved"),
        replace(said("tapes arrived"), person="U0ANA", ts="1799700001.000100"),
    )
    update = replace(read(theirs, other), by=("U0ANA",))
    (orphan,) = orphans(update, AREA, (theirs,))
    assert "tapes" not in str(orphan.document)
    assert orphans(update, AREA, (replace(theirs, ts="1.0"),)) == ()


def test_a_tombstone_keeps_no_word_and_no_person():
    left = tombstone(said("mirror moved"))
    assert (left.person, left.document, left.source, left.deleted) == ("", (), "", True)
    assert (left.conversation, left.ts) == ("D0TIM", TS)
    assert float(left.revision) > float(TS)


TEXTS = st.text("abc xyz", min_size=3, max_size=12).map(str.strip).filter(lambda text: len(text) > 2)
ITEMS = st.recursive(
    st.builds(lambda text: (text, ()), TEXTS),
    lambda below: st.builds(lambda text, items: (text, tuple(items)), TEXTS, st.lists(below, max_size=2)),
    max_leaves=5,
)


def lines(items: list[Any], level: int = 0) -> Document:
    return tuple(
        line
        for text, below in items
        for line in (Line(words(f"moved {text}"), Shape.BULLET, level), *lines(below, level + 1))
    )


@given(st.lists(ITEMS, min_size=1, max_size=3), st.lists(ITEMS, max_size=3))
def test_reading_them_gives_the_same_items_in_the_same_sections(news, ongoing):
    heads = (Line(words("Last Week:")), Line(words("Operations:")))
    document = (heads[0], *lines(news), heads[1], *lines(ongoing))
    update, kept = erased(replace(said(), document=document))
    assert texts(read(*kept)) == texts(update)


def line(text: str, *, bold: bool = False) -> Line:
    return Line((Span(text, bold=True),)) if bold else Line(words(text), Shape.BULLET)


def test_that_a_section_is_empty_is_said_again_in_the_words_that_said_so_or_as_none():
    theirs = said("mirror moved")
    none = ((Section.NEWS, ""), (Section.EMERGENCIES, "nothing at all"))
    update = replace(read(), none=none)
    (orphan,) = orphans(update, AREA, (theirs,))
    assert orphan == Reply(
        "",
        "-/Software",
        TS,
        (line("Last Week", bold=True), line("none"), line("Fires", bold=True), line("nothing at all")),
        origin=Origin.BEHALF,
        area="Software",
        call="Production",
        date=DAY,
    )


def test_that_there_is_nothing_is_said_again_by_the_last_reply_only_and_only_where_nobody_else_reported():
    first, last = said("mirror moved"), replace(said("tapes arrived"), ts="1799700001.000100")
    update = replace(read(first, last), by=(), none=((Section.EMERGENCIES, ""),))
    news = line("Last Week", bold=True)
    kept = orphans(update, AREA, (first, last))
    assert [reply.document for reply in kept] == [
        (news, line("mirror moved")),
        (news, line("tapes arrived"), line("Fires", bold=True), line("none")),
    ]
    others = orphans(replace(update, by=("U0ANA",)), AREA, (first, last))
    assert [reply.document for reply in others] == [
        (news, line("mirror moved")),
        (news, line("tapes arrived")),
    ]
    assert orphans(update, AREA, ()) == ()


def test_a_tombstone_is_a_second_newer_than_the_newest_revision():
    left = Reply("", "D0TIM", TS, (), call="Production", date=DAY, deleted=True)
    assert tombstone(said("x")) == replace(left, revision="1799700001.000100")
    edited = replace(said("x"), revision="1799700009.500000")
    assert tombstone(edited) == replace(left, revision="1799700010.500000")


def test_items_stand_below_each_other_as_they_did_and_lines_become_bullets():
    key = f"{TS}/a"
    deep = Item(words("c"), key=f"{TS}/c", shape=Shape.NUMBER)
    item = Item(words("a"), (Item(words("b"), (deep,), shape=Shape.LINE),), key=key, shape=Shape.LINE)
    update = replace(read(), sections=Sections(ongoing=(item,)), by=("U0ANA",))
    (orphan,) = orphans(update, AREA, (said("x"),))
    assert orphan.document == (
        line("Operations", bold=True),
        Line(words("a"), Shape.BULLET),
        Line(words("b"), Shape.BULLET, 1),
        Line(words("c"), Shape.NUMBER, 2),
    )
