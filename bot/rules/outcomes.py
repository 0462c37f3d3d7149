"""What becomes of a delivery after a try. Values in, values out."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.model.delivery import Delivery, Posted, Priority, Status, WrittenOut
from bot.model.errors import NotNow, Rejected
from bot.model.reason import Reason, detail_of, reason_in
from bot.model.trouble import LONGEST_PAUSE, pause_after

INSIST = timedelta(minutes=5)  # minutes are never given up: somebody may invite the bot back
UNTIL_MENDED = timedelta(minutes=10)  # the longest pause while somebody has to mend something
WORTH_SAYING = timedelta(days=7)  # what has no last moment is not said later than this after its first try
PATIENCE = 3  # doublings by which mail waits longer: a server may put off whom it does not know on purpose
IN_DOUBT = timedelta(minutes=10)  # RFC 5321 4.5.3.2.6: so long a server may take to say that it has a mail
LOOK_AGAIN = timedelta(minutes=5)  # at what another release wrote: it costs nothing, and may be the right one


def is_over(delivery: Delivery, now: datetime) -> bool:
    """Whether it was not posted while there was time for it."""
    return delivery.posted is None and delivery.not_after is not None and now >= delivery.not_after


def sent(delivery: Delivery, now: datetime) -> Delivery:
    """It stands there as it is wanted; where its file was refused, as text and with that reason."""
    posted, there, reason = delivery.posted, delivery.posted, ""
    if isinstance(there, WrittenOut):
        posted, reason = Posted(there.conversation, there.ts), Reason.WRITTEN_OUT.about(there.why)
    return replace(
        delivery,
        status=Status.SENT,
        posted=posted,
        reason=reason,
        failures=0,
        confirmed=delivery.wanted,
        sent_at=delivery.sent_at or now,
    )


def missed(delivery: Delivery) -> Delivery:
    """Its moment is over; what was refused until then says why."""
    if reason_in(delivery.reason) is Reason.REFUSED_FOR_NOW:
        reason = Reason.REFUSED_TOO_LONG.about(detail_of(delivery.reason))
        return replace(delivery, status=Status.SKIPPED, reason=reason)
    return replace(delivery, status=Status.SKIPPED, reason=Reason.TOO_LATE_TO_SEND)


def postponed(delivery: Delivery, later: NotNow, now: datetime) -> Delivery:
    """The workspace asked for a pause."""
    due = now + timedelta(seconds=later.after)
    return replace(delivery, status=Status.PENDING, due=due, reason=later.detail)


def refused(delivery: Delivery, rejection: Rejected, now: datetime) -> Delivery:
    """Given up where it would be refused again; else, and if it is minutes, it is tried on."""
    if rejection.final and delivery.priority is not Priority.MINUTES:
        return replace(delivery, status=Status.DEAD, reason=rejection.detail)
    return _insisted(delivery, rejection.detail, now)


def unmailed(delivery: Delivery, rejection: Rejected, now: datetime) -> Delivery:
    """A mail was not taken: given up where it never will be, or was not for days; else tried ever later."""
    if rejection.final or now - (delivery.first_try_at or now) >= WORTH_SAYING:
        return replace(delivery, status=Status.DEAD, reason=rejection.detail)
    pause = pause_after(delivery.failures + PATIENCE, LONGEST_PAUSE)
    reason = Reason.REFUSED_FOR_NOW.about(rejection.detail)
    return _later(delivery, now, pause, reason, doubtful=delivery.doubtful)


def mailed_perhaps(delivery: Delivery, now: datetime) -> Delivery:
    """A mail server took it and did not answer: sent once more under the same identity, and then given up.

    Nobody can be asked whether it arrived, so it would be sent for ever to a server that never answers.
    """
    if delivery.doubtful:
        return replace(delivery, status=Status.DEAD, reason=Reason.MAILED_PERHAPS)
    return _later(delivery, now, IN_DOUBT, Reason.MAILED_PERHAPS, doubtful=True)


def failed(delivery: Delivery, reason: str, now: datetime) -> Delivery:
    """Nobody foresaw that; it may have been posted before it failed, so it is looked up first."""
    return _later(delivery, now, pause_after(delivery.failures + 1, LONGEST_PAUSE), reason, doubtful=True)


def of_another_release(delivery: Delivery, word: str, now: datetime) -> Delivery:
    """It is left to the release that knows messages of this word."""
    pause = pause_after(delivery.failures + 1, LOOK_AGAIN)
    reason = Reason.OF_ANOTHER_RELEASE.about(word)
    return _later(delivery, now, pause, reason, doubtful=delivery.doubtful)


def _insisted(delivery: Delivery, detail: str, now: datetime) -> Delivery:
    """Tried again at growing intervals, as somebody may mend it; minutes without an end."""
    doubtful, failures = delivery.doubtful, delivery.failures + 1
    if delivery.priority is Priority.MINUTES:
        return _later(delivery, now, pause_after(failures, INSIST), detail, doubtful=doubtful)
    end = delivery.not_after
    if (end is None or now >= end) and now - (delivery.first_try_at or now) >= WORTH_SAYING:
        return replace(delivery, status=Status.DEAD, reason=Reason.REFUSED_TOO_LONG.about(detail))
    reason = Reason.REFUSED_FOR_NOW.about(detail)
    waiting = _later(delivery, now, pause_after(failures, UNTIL_MENDED), reason, doubtful=doubtful)
    return replace(waiting, due=min(waiting.due, end)) if end is not None and now < end else waiting


def _later(delivery: Delivery, now: datetime, pause: timedelta, reason: str, *, doubtful: bool) -> Delivery:
    return replace(
        delivery,
        status=Status.PENDING,
        due=now + pause,
        reason=reason,
        failures=delivery.failures + 1,
        doubtful=doubtful,
    )
