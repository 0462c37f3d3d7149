"""Whose turn it is to be read."""

from itertools import islice

from handlers.incoming.turns import Turns


def order(turns: Turns, urgent: tuple[str, ...], most: int = 50) -> str:
    """Who is read one after the other, while all that is urgent stays so."""
    return "".join(islice(iter(lambda: turns.next(urgent), None), most))


def test_all_are_read_once_where_nothing_is_urgent():
    assert order(Turns("cab"), ()) == "abc"


def test_the_urgent_ones_come_first_also_those_that_were_not_to_be_read():
    turns = Turns("abc")
    assert turns.next(("x", "c")) == "x"
    assert turns.next(("c",)) == "c"
    assert order(turns, ()) == "ab"


def test_what_is_urgent_again_and_again_takes_every_other_turn_the_one_before_longest_first():
    assert order(Turns("abcd"), ("x", "y")) == "xyaxbycxd"


def test_nobody_is_read_where_nobody_is_left_but_those_that_were_read():
    assert order(Turns(""), ("x",)) == ""
    assert order(Turns("x"), ("x",)) == "x"
    assert order(Turns("xy"), ("x", "y")) == "xy"
