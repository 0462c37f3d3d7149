"""What must hold after every trial, whatever was done to the bot; each function yields what is broken."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from bot.model.delivery import Kind, Status
from tests.faults.ledgers import Ledgers
from tests.faults.project import ASKED, CALL, CHANNEL, LEADS, MEETING

AMENDED_COPY = re.compile(
    rf"(?<=/{Kind.TWIKI})/\d+$"
)  # a file cannot be changed: a newer one stands beside it


def broken(ledgers: Ledgers) -> tuple[str, ...]:
    """All violations."""
    checks = (
        twice,
        minutes,
        early,
        words_kept,
        words_in_minutes,
        sent_and_posted,
        nothing_in_hand,
        one_value,
        sound,
    )
    return tuple(chain.from_iterable(check(ledgers) for check in checks))


def twice(ledgers: Ledgers) -> Iterator[str]:
    """I1: nobody gets a message twice."""
    for key, count in Counter(each.key for each in ledgers.posted if each.key).items():
        if count > 1:
            yield f"I1 {key} stands {count} times"


def minutes(ledgers: Ledgers) -> Iterator[str]:
    """I2: the minutes and their copy are there, and everybody was asked unless that had become needless."""
    there = {each.key for each in ledgers.posted} | {f"{MEETING}/{Kind.TWIKI}" for _ in ledgers.files[:1]}
    needless = {each.key for each in ledgers.kept.deliveries if each.status is Status.SKIPPED}
    asks = [f"{MEETING}/{Kind.ASK}/{lead}" for lead in LEADS]
    wanted = [f"{MEETING}/{Kind.MINUTES}", f"{MEETING}/{Kind.TWIKI}", *asks]
    yield from (f"I2 {key} is missing" for key in wanted if key not in there | needless)


def early(ledgers: Ledgers) -> Iterator[str]:
    """I5: nothing is said before its time, as far as the clocks are trusted."""
    for each in ledgers.posted:
        due = (
            CALL if each.key.endswith(f"/{Kind.MINUTES}") else ASKED if f"/{Kind.ASK}/" in each.key else None
        )
        if due is not None and (ahead := due.timestamp() - float(each.ts)) > ledgers.clocks_off:
            yield f"I5 {each.key} came {ahead:.1f} s early"


def words_kept(ledgers: Ledgers) -> Iterator[str]:
    """I3: what still stands is kept as it stands, and what was deleted is not."""
    remembered = {(each.conversation, each.ts): str(each.document) for each in ledgers.kept.replies}
    for each in ledgers.written:
        found = remembered.get((each.conversation, each.ts))
        if each.deleted and found is not None:
            yield f"I3 {each.token} was deleted and is kept"
        elif not each.deleted and (found is None or each.token not in found):
            yield f"I3 {each.token} is lost"
    if ledgers.kept.waiting:
        yield f"I3 {ledgers.kept.waiting} arrivals were never worked on"


def words_in_minutes(ledgers: Ledgers) -> Iterator[str]:
    """I4: what stands is in the minutes once, when they are amended; what does not stand is not."""
    wanted = {each.token for each in ledgers.written if not each.deleted}
    wanted |= {each.token for each in ledgers.announced if each.acknowledged}
    perhaps = {each.token for each in ledgers.announced if not each.acknowledged}
    shown = _shown(ledgers)
    yield from (f"I4 {token} is not in the minutes" for token in sorted(wanted - set(shown)))
    yield from (
        f"I4 {token} is in the minutes and does not stand" for token in sorted(set(shown) - wanted - perhaps)
    )
    yield from (f"I4 {token} is in the minutes {count} times" for token, count in shown.items() if count > 1)


def sent_and_posted(ledgers: Ledgers) -> Iterator[str]:
    """I6: what is noted as sent stands where it is said to, and what stands is noted."""
    places = {(each.conversation, each.ts): AMENDED_COPY.sub("", each.key) for each in ledgers.posted}
    noted = {each.key: each for each in ledgers.kept.deliveries}
    for delivery in ledgers.kept.deliveries:
        posted = delivery.posted
        if delivery.status is Status.SENT and posted is not None:
            there = places.get((posted.conversation, posted.ts))
            if there not in {delivery.key, ""}:
                yield f"I6 {delivery.key} is noted as sent and does not stand there"
    for each in ledgers.posted:
        name = AMENDED_COPY.sub("", each.key)
        if name and (name not in noted or noted[name].posted is None):
            yield f"I6 {each.key} stands and is not noted"


def nothing_in_hand(ledgers: Ledgers) -> Iterator[str]:
    """I7: at the end nothing is in hand, unsent or given up."""
    for delivery in ledgers.kept.deliveries:
        if delivery.status in {Status.SENDING, Status.PENDING, Status.DEAD}:
            yield f"I7 {delivery.key} is {delivery.status}: {delivery.reason}"


def one_value(ledgers: Ledgers) -> Iterator[str]:
    """I8: the post and the newest TWiki copy say the same."""
    shown, copied = _shown(ledgers), Counter(ledgers.files[-1]) if ledgers.files else Counter()
    if ledgers.files and copied != shown:
        yield f"I8 the copy and the post differ: {sorted((copied - shown) + (shown - copied))}"


def sound(ledgers: Ledgers) -> Iterator[str]:
    """I9: the database's own checks find nothing."""
    yield from (f"I9 {line}" for line in ledgers.kept.wrong)


def _shown(ledgers: Ledgers) -> Counter[str]:
    """What the minutes in the channel say, their continuations included."""
    of_minutes = [each for each in ledgers.posted if each.conversation == CHANNEL and _is_minutes(each.key)]
    return Counter(chain.from_iterable(each.tokens for each in of_minutes))


def _is_minutes(key: str) -> bool:
    return key == f"{MEETING}/{Kind.MINUTES}" or key.startswith(f"{MEETING}/{Kind.MINUTES}/")
