"""What takes long is worked out in a process beside, within a bound, and remembered."""

import os
import time
from contextlib import closing
from operator import add

import pytest

from bot.model.errors import BeingWorkedOut, TookTooLong
from bot.worker import Worker


@pytest.fixture
def worker():
    with closing(Worker(seconds=0.5)) as made:
        yield made


def result(worker, function, *values):
    """What comes of it in the end."""
    while True:
        try:
            return worker.worked_out(function, *values)
        except BeingWorkedOut as being:
            being.known.result(60)


def test_work_is_not_waited_for_and_known_when_it_is_done(worker):
    with pytest.raises(BeingWorkedOut) as raised:
        worker.worked_out(add, 2, 3)
    raised.value.known.result(60)
    assert worker.worked_out(add, 2, 3) == 5


def test_work_is_done_in_another_process(worker):
    assert result(worker, os.getpid) != os.getpid()


def test_what_a_function_raises_is_raised(worker):
    with pytest.raises(ValueError, match="invalid literal"):
        result(worker, int, "no number")


@pytest.mark.parametrize(("function", "value"), [(sum, range(10**13)), (time.sleep, 60)])
def test_what_takes_too_long_is_given_up_and_the_next_work_is_done(worker, function, value):
    with pytest.raises(TookTooLong):
        result(worker, function, value)
    assert result(worker, add, 2, 3) == 5


def test_a_process_that_dies_takes_nothing_but_its_own_work_with_it(worker):
    with pytest.raises(TookTooLong):
        result(worker, os._exit, 1)
    assert result(worker, add, 2, 3) == 5


def test_nothing_is_waited_for_when_the_worker_is_closed():
    with closing(Worker(seconds=600.0)) as worker, pytest.raises(BeingWorkedOut) as raised:
        worker.worked_out(time.sleep, 500)
    assert raised.value.known.done()
