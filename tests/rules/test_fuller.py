"""Of two pages of one meeting one stands and keeps the other, as whole values."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.formats.twiki.write import twiki
from bot.model.call import Labels, Style
from bot.model.minutes import ActionItem, AreaMinutes, Minutes
from bot.model.update import Item, Sections
from bot.model.words import words
from bot.rules.fuller import holds, standing


def minutes(name: str, *texts: str, **more) -> Minutes:
    items = tuple(Item(words(text)) for text in texts)
    area = AreaMinutes(
        "Cranes", "Cranes (Wanda)", Style.NESTED, Labels(), sections=Sections(news=items), kept=("a table",)
    )
    made = Minutes("Harbour", date(2027, 1, 5), datetime(2027, 1, 5, 21, tzinfo=UTC), "UTC", (), (), (area,))
    return replace(made, **{"imported": name, **more})


def beside(page: Minutes) -> str:
    """A page as it is kept beside the one that stands."""
    return f"Also read: {page.imported}\n{twiki(page).strip()}\na table"


ONE = minutes("One", "crane 4 is painted")
TWO = minutes("Two", "crane 4 is painted", "a cable came")


def test_the_fuller_page_stands_and_keeps_the_other_whichever_was_read_first():
    stands = replace(TWO, kept=(beside(ONE),))
    assert standing(ONE, TWO) == standing(TWO, ONE) == stands


def test_of_two_as_full_the_known_one_stands():
    other = replace(ONE, imported="Other")
    assert standing(ONE, other) == replace(ONE, kept=(beside(other),))


@pytest.mark.parametrize(
    "more",
    [
        {"announcements": ("There is pizza",)},
        {"attendees": ("Wanda",)},
        {"actions": (ActionItem(1, "Order rope"),)},
    ],
)
def test_of_as_many_items_the_one_with_more_letters_is_fuller(more):
    fuller = replace(ONE, imported="Fuller", **more)
    assert standing(ONE, fuller) == replace(fuller, kept=(beside(ONE),))
    wordy = minutes("Wordy", "crane 4 is painted and shines")
    assert standing(ONE, wordy) == replace(wordy, kept=(beside(ONE),))
    assert standing(wordy, TWO) == replace(TWO, kept=(beside(wordy),))


def test_the_same_page_read_again_or_in_another_revision_takes_the_place():
    again = minutes("Two", "nothing is left")
    assert standing(TWO, again) == again
    newer = replace(ONE, revision=2)
    assert standing(TWO, newer) == newer
    assert standing(replace(TWO, imported=""), ONE) == ONE


def test_pages_beside_go_on_standing_there_each_once_and_in_its_last_reading():
    three = minutes("Three", "a", "b", "c", kept=("a remark",))
    both = standing(standing(ONE, TWO), three)
    assert both == replace(three, kept=("a remark", beside(ONE), beside(TWO)))
    assert standing(both, replace(three, kept=())) == replace(three, kept=(beside(ONE), beside(TWO)))
    changed = minutes("One", "crane 5 is painted")
    assert standing(both, changed) == replace(three, kept=("a remark", beside(changed), beside(TWO)))


def test_what_is_the_same_or_kept_beside_is_held_already():
    both = standing(ONE, TWO)
    assert holds(both, ONE)
    assert holds(both, TWO)
    assert holds(both, replace(TWO, imported="Under another name"))
    assert not holds(both, minutes("One", "crane 5 is painted"))
    assert not holds(ONE, TWO)
    assert not holds(both, replace(TWO, kept=("a remark",)))
