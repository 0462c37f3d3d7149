"""Failures as people are told of them."""

import pytest

from bot.model.errors import (
    ChatUnusable,
    DatabaseUnusable,
    MinutesError,
    NotNow,
    OutcomeUnknown,
    Rejected,
    UnknownCall,
)
from handlers.errors import in_words


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (Rejected("not_in_channel"), "please /invite me"),
        (Rejected("new_error_of_slack"), "new_error_of_slack"),
        (NotNow(5), "try again"),
        (OutcomeUnknown("TimeoutError"), "look whether it worked"),
        (DatabaseUnusable("disk full"), "try again later"),
        (ChatUnusable("x"), "cannot reach"),
        (UnknownCall("Production"), "There is no such call: Production."),
    ],
)
def test_a_failure_is_told_in_plain_words(failure: MinutesError, said: str):
    assert said in in_words(failure)


def test_details_of_the_memory_are_nobody_s_business():
    assert "disk" not in in_words(DatabaseUnusable("disk full"))
