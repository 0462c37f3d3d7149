"""The journal: one line of the log for each thing that happened, told to whoever else listens."""

import json
import logging
import re
from collections.abc import Callable

from bot.model.happened import Event, Fact, Happened
from bot.model.reason import Reason

log = logging.getLogger(__name__)

Listener = Callable[[Happened], None]
_PLAIN = re.compile(r"""[^\s"=\\]+""")


class Journal:
    """Logs what happened at INFO, and passes it on. Called from any thread, in the order of the commits.

    That somebody who has reported is not reminded is at DEBUG: it is the rule, for each lead of each meeting.
    What was given up is at WARNING. That the calls file was refused is at ERROR: nothing else says it, and
    somebody has to correct the file.
    """

    def __init__(self) -> None:
        self.listeners: list[Listener] = []

    def __call__(self, happened: Happened) -> None:
        """Write one line, and let everybody hear of it."""
        facts = happened.told
        log.log(_level(happened), "%s", line(happened), extra={"event": happened.event.value, **facts})
        for listener in self.listeners:
            listener(happened)


def _level(happened: Happened) -> int:
    if happened.event is Event.CALLS_REFUSED:
        return logging.ERROR
    if happened.event is Event.GIVEN_UP:
        return logging.WARNING
    if happened.told.get("reason") == Reason.REPORTED_ALREADY:
        return logging.DEBUG
    return logging.INFO


def line(happened: Happened) -> str:
    """The line as text: `asked call=Production meeting=2027-01-12 …`; what has blanks in it in quotes."""
    return " ".join(
        (happened.event.value, *(f"{name}={_said(fact)}" for name, fact in happened.told.items()))
    )


def _said(fact: Fact) -> str:
    said = str(fact)
    return said if _PLAIN.fullmatch(said) else json.dumps(said, ensure_ascii=False)
