"""What stays of the replies of who is erased, where minutes can still change."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.model.call import Area, Labels, Lead
from bot.model.reply import Reply
from bot.model.update import Item, Sections, Update, everything
from bot.model.words import Document, Line, Shape, words
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
