"""Which conversation is read next."""

from itertools import islice

from handlers.incoming.reading_order import ReadingOrder


def order(reading: ReadingOrder, urgent: tuple[str, ...], most: int = 50) -> str:
    """Who is read one after the other, while all that is urgent stays so."""
    return "".join(islice(iter(lambda: reading.next(urgent), None), most))


def test_all_are_read_once_where_nothing_is_urgent():
    assert order(ReadingOrder("cab"), ()) == "abc"


def test_the_urgent_ones_come_first_also_those_that_were_not_to_be_read():
    reading = ReadingOrder("abc")
    assert reading.next(("x", "c")) == "x"
    assert reading.next(("c",)) == "c"
    assert order(reading, ()) == "ab"


def test_what_is_urgent_again_and_again_takes_every_other_turn_the_one_before_longest_first():
    assert order(ReadingOrder("abcd"), ("x", "y")) == "xyaxbycxd"


def test_nobody_is_read_where_nobody_is_left_but_those_that_were_read():
    assert order(ReadingOrder(""), ("x",)) == ""
    assert order(ReadingOrder("x"), ("x",)) == "x"
    assert order(ReadingOrder("xy"), ("x", "y")) == "xy"
