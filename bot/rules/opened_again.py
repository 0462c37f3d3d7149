"""Which closed meeting can be opened again, and until when. Values in, values out."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.model.call import Call
from bot.model.errors import Refusal
from bot.model.meeting import Meeting, State
from bot.model.override import Override
from bot.model.reason import Reason
from bot.rules.calendar import next_meetings

LEAST = timedelta(hours=1)  # that it is open, where the call has a shorter late window
NONE_CLOSED = "No {call} meeting is closed that could be opened again."
ASKED = (
    "Nothing was changed: the leads are asked for the next {call} meeting, so the one before stays closed."
)


def opened_again(
    call: Call, known: tuple[Meeting, ...], overrides: Iterable[Override], now: datetime
) -> Meeting:
    """The last meeting, open for another late window or until the next is asked for.

    One that only waits until it is closed is opened, too. Raises Refusal where it is not over, or they are
    asked already.
    """
    ours = [each for each in known if each.minutes is not None and each.frozen_at is not None]
    if not ours or ours[-1].is_open(now):
        raise Refusal(NONE_CLOSED.format(call=call.name))
    coming = next_meetings(call, overrides, known, now, 2)
    asks = (each.starts - call.ask for each in coming if each.state is State.SCHEDULED)
    until = min((now + max(call.late, LEAST), *asks))
    if until <= now:
        raise Refusal(ASKED.format(call=call.name))
    until = max(until, ours[-1].posts)  # minutes that were posted early are open until their time anyway
    return replace(ours[-1], state=State.POSTED, reason=Reason.OPENED_AGAIN, late_until=until)
