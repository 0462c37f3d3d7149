"""What a correction knows its item by goes with the words of who is erased."""

from bot.model.call import Section
from bot.model.update import Correction, Item
from bot.model.words import words
from tests.storage.test_privacy import CALL, DAY, TIM, XIN, said


async def test_the_words_of_a_corrected_item_are_erased_with_the_reply_they_are_from(store):
    said_instead = Item(words("said instead"), (Item(words("below")),))
    his = Correction("1.0/ab", Section.ONGOING, "his words", instead=said_instead)
    hers = Correction("11.0/cd", Section.NEWS, "her words", ("11.0/ef",), said_instead)

    def work(book):
        book.keep_reply(said(TIM, "1.0"))
        book.keep_reply(said(XIN, "11.0"))
        for correction in (his, hers):
            book.keep_correction(CALL, DAY, "Software", correction)
        book.erase_person(TIM)
        return book.corrections(CALL, DAY, "Software")

    assert await store.change(work) == (Correction("1.0/ab", Section.ONGOING), hers)
