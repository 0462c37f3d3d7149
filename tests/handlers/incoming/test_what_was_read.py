"""Since when it is known what stands in the direct conversations, and of whom."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.model.errors import NotNow, Rejected
from handlers.incoming.what_was_read import LISTING, ONE, WhatWasRead

NOW = datetime(2027, 1, 20, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)
TIM, ANA = {"U0TIM"}, {"U0ANA"}
OF_TIM = f"{ONE}D0TIM"


async def nothing() -> None:
    """A history in which nothing stands."""


async def limited() -> None:
    raise NotNow(30.0, "rate limited")


async def refused() -> None:
    raise Rejected("channel_not_found")


async def listed(at: datetime = NOW) -> WhatWasRead:
    read = WhatWasRead()
    await read.noted(LISTING, nothing, at)
    read.listed({"D0TIM": "U0TIM", "D0ANA": "U0ANA"})
    return read


async def test_nothing_is_known_before_it_is_listed_who_writes_where():
    assert WhatWasRead().missing(TIM, NOW) == {LISTING}


async def test_only_what_these_people_may_have_written_is_missing():
    read = await listed()
    assert read.missing(TIM, NOW) == {OF_TIM}
    await read.noted(OF_TIM, nothing, NOW)
    assert read.missing(TIM, NOW) == frozenset()
    assert read.missing(ANA, NOW) == {f"{ONE}D0ANA"}


async def test_what_was_read_before_the_moment_is_read_no_longer():
    read = await listed()
    await read.noted(OF_TIM, nothing, NOW)
    assert read.missing(TIM, NOW - HOUR) == frozenset()
    assert read.missing(TIM, NOW + HOUR) == {LISTING, OF_TIM}


async def test_what_is_refused_for_now_is_missing_and_what_is_refused_for_good_is_not():
    read = await listed()
    with pytest.raises(NotNow):
        await read.noted(OF_TIM, limited, NOW)
    assert read.missing(TIM, NOW) == {OF_TIM}
    with pytest.raises(Rejected):
        await read.noted(OF_TIM, refused, NOW)
    assert read.missing(TIM, NOW) == frozenset()
    await read.noted(OF_TIM, nothing, NOW)
    assert read.missing(TIM, NOW) == frozenset()


async def test_without_a_list_any_conversation_that_is_known_may_be_theirs():
    read = WhatWasRead()
    with pytest.raises(Rejected):
        await read.noted(LISTING, refused, NOW)
    read.not_listed(["D0TIM"])
    assert read.missing(ANA, NOW) == {OF_TIM}


async def test_a_list_that_fails_later_forgets_nobody():
    read = await listed()
    read.not_listed(["D0TIM", "D0NEW"])
    assert read.places == {"D0TIM", "D0ANA", "D0NEW"}
    assert read.missing(ANA, NOW) == {f"{ONE}D0ANA", f"{ONE}D0NEW"}
