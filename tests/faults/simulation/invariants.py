"""What was promised, held against the ledgers: each function yields what is broken of its invariant."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from bot.model.delivery import Status
from bot.model.meeting import State
from bot.model.reply import Reply
from tests.faults.simulation.ledgers import Ledgers, PostedOnce

TOKEN = re.compile(r"\bT\d+Call\d+N\d+Z\b")
IN_TIME = timedelta(seconds=60)
SETTLED = timedelta(hours=1)  # before the end: what became due later may still be on its way
DOWN_FOR_A_WEEK = timedelta(days=7)


def violations(world: Ledgers) -> tuple[str, ...]:
    """Everything that is broken."""
    return tuple(each for invariant in INVARIANTS for each in invariant(world))


def nobody_hears_twice(world: Ledgers) -> Iterator[str]:
    """I1: no message is posted twice."""
    counted = Counter((post.team, post.about) for post in world.posted if not _is_of_minutes(post))
    yield from (f"I1 {about} stands {number} times" for (_, about), number in counted.items() if number > 1)
    for request in world.requests:
        if request.answers > 1 and not request.disturbed:
            yield f"I1 {request.identity} was answered {request.answers} times"


def minutes_stand_once(world: Ledgers) -> Iterator[str]:
    """I2: each meeting has its minutes and its copy, once."""
    counted = Counter((post.team, post.about) for post in world.posted if _is_of_minutes(post))
    yield from (f"I2 {about} stands {number} times" for (_, about), number in counted.items() if number > 1)
    for kept in world.kept:
        for meeting in kept.meetings:
            if meeting.state is State.SKIPPED or meeting.posts > world.ended - SETTLED:
                continue
            if meeting.state is State.CLOSED and meeting.minutes is None:
                wrote = any(each.meeting == meeting.key and not each.deleted for each in world.written)
                if wrote:
                    yield f"I2 {meeting.key} was closed without minutes"
                continue
            for what in ("minutes", "twiki"):
                if not counted[kept.team, f"{meeting.key}/{what}"]:
                    yield f"I2 {meeting.key}/{what} stands nowhere"


def every_reply_is_kept(world: Ledgers) -> Iterator[str]:
    """I3: what was acknowledged, or what the history shows, is kept as it stands."""
    kept = {(each.team, reply.conversation, reply.ts): reply for each in world.kept for reply in each.replies}
    for said in world.written:
        reply = kept.get((said.team, said.place, said.ts))
        if said.deleted:
            if reply is not None and not reply.deleted:
                yield f"I3 {said.token} ({said.place} {said.ts}) was deleted and is kept"
        elif reply is None:
            how = "acknowledged" if said.acknowledged else "in the history"
            yield f"I3 {said.token} ({said.place} {said.ts}) was {how} and is not kept"
        elif not _says(reply, said.token):
            yield f"I3 {said.token} ({said.place} {said.ts}) is kept with other words"
    for request in world.requests:
        if request.acknowledged and not request.answers:
            yield f"I3 {request.identity} was acknowledged and never answered"


def every_reply_is_in_the_minutes(world: Ledgers) -> Iterator[str]:
    """I4: what was written before the cut-off is in the minutes, and what was deleted before it is not."""
    standing: dict[tuple[str, str], set[str]] = defaultdict(set)
    for post in world.posted:
        if "/minutes" in post.about:
            meeting = "/".join(post.about.split("/")[:2])
            standing[post.team, meeting].update(TOKEN.findall(post.words))
    for said in world.written:
        there = standing.get((said.team, said.meeting))
        if there is None or said.changed_at >= said.cut_off:
            continue
        if said.deleted and said.token in there:
            yield f"I4 {said.token} was deleted and stands in the minutes of {said.meeting}"
        if not said.deleted and said.token not in there:
            yield f"I4 {said.token} ({said.place} {said.ts}) is not in the minutes of {said.meeting}"
    yield from _announcements(world, standing)


def _announcements(world: Ledgers, standing: dict[tuple[str, str], set[str]]) -> Iterator[str]:
    """What was announced and seen to be stands in the minutes, and what was taken back does not."""
    for request in world.requests:
        there = standing.get((request.team, request.meeting))
        if there is None or not request.answers:
            continue
        if request.taken_back and request.token in there:
            yield f"I4 {request.token} was taken back and stands in the minutes of {request.meeting}"


def everything_in_time(world: Ledgers) -> Iterator[str]:
    """I5: nothing is early, and nothing later than what went wrong explains."""
    for post in world.posted:
        if post.due is None:
            continue
        if post.at < post.due - world.slip:
            yield f"I5 {post.about} came {post.due - post.at} early"
        if "/ask/" in post.about or post.about.endswith("/minutes"):
            excused = _excused(world, post.team, post.to, post.due, post.at)
            if post.at - post.due > IN_TIME + world.slip + excused:
                yield f"I5 {post.about} came {post.at - post.due} late, of which {excused} are explained"


def rows_tell_the_truth(world: Ledgers) -> Iterator[str]:
    """I6: a delivery is called sent if and only if one message with its key stands where it says."""
    for kept in world.kept:
        places = defaultdict(list)
        for post in world.posted:
            if post.team == kept.team and post.key:
                places[post.key].append(post.ts)
        for row in kept.deliveries:
            there = places.pop(row.key, [])
            if row.posted is not None and not row.key.endswith("/wiki") and row.posted.ts not in there:
                yield f"I6 {row.key} is called posted, and is not there"
            if row.posted is None and there and row.status is not Status.PENDING:
                yield f"I6 {row.key} stands there and is called {row.status}"
        yield from (f"I6 {key} stands there, and nobody knows of it" for key in places)


def nothing_is_left_in_hand(world: Ledgers) -> Iterator[str]:
    """I7: what is in hand is settled, or becomes free; and nothing waits in the inbox."""
    for kept in world.kept:
        for row in kept.deliveries:
            if row.status is Status.SENDING:
                yield f"I7 {row.key} is still in hand"
            if row.status is Status.PENDING and row.due < world.ended - SETTLED:
                yield f"I7 {row.key} waits although it was due at {row.due}: {row.reason}"
        if kept.waiting:
            yield f"I7 {kept.waiting} arrivals of {kept.team} wait in the inbox"


def copies_say_the_same(world: Ledgers) -> Iterator[str]:
    """I8: the minutes, their TWiki copy and their page in the wiki say the same."""
    said = {(post.team, post.about): post.words for post in world.posted}
    for (team, about), words in said.items():
        if about.endswith("/minutes"):
            copy = said.get((team, about.removesuffix("/minutes") + "/twiki"))
            if copy is not None and copy != words:
                yield f"I8 {about} and its copy differ"


def records_are_whole(world: Ledgers) -> Iterator[str]:
    """I9: the database is intact."""
    yield from (f"I9 {each}" for kept in world.kept for each in kept.damage)


def everything_stays_at_home(world: Ledgers) -> Iterator[str]:
    """I10: no words of one call or workspace are told in another."""
    for post in world.posted:
        for token in TOKEN.findall(post.words):
            if not token.startswith(f"{post.team}{post.call.replace(' ', '')}N"):
                yield f"I10 {token} stands in {post.about} of {post.team}"
    for kept in world.kept:
        for reply in kept.replies:
            if any(not token.startswith(kept.team) for token in TOKEN.findall(reply.source)):
                yield f"I10 words of another workspace are kept for {kept.team}"


INVARIANTS: tuple[Callable[[Ledgers], Iterator[str]], ...] = (
    nobody_hears_twice,
    minutes_stand_once,
    every_reply_is_kept,
    every_reply_is_in_the_minutes,
    everything_in_time,
    rows_tell_the_truth,
    nothing_is_left_in_hand,
    copies_say_the_same,
    records_are_whole,
    everything_stays_at_home,
)


def _is_of_minutes(post: PostedOnce) -> bool:
    kind = post.about.split("/")[2:3]
    return kind in (["minutes"], ["twiki"]) or post.about.startswith("wiki ")


def _says(reply: Reply, token: str) -> bool:
    return token in repr(reply.document) or token in reply.source


def _excused(world: Ledgers, team: str, to: str, due: datetime, until: datetime) -> timedelta:
    """How much later what went wrong meanwhile may have made a message to somebody."""
    begins = due - timedelta(minutes=15)
    mine = [each for each in world.troubles if each.team == team and each.what in ("", to)]
    lasting = (each.cost for each in mine if each.at < until and each.at + each.cost > begins)
    return sum(lasting, timedelta(0))
