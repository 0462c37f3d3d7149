"""A command as somebody typed it, or as a button typed it for them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handlers.blocks.command_button import LONGEST_TYPED, RUN, typing
from handlers.untrusted_json import RECEIVED_AT, date_of, mapping_of, text_of

__all__ = ["LONGEST_TYPED", "RUN", "Asked", "again", "asked_from", "clicked", "typing"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A command; `rest` is what follows its first word.

    `call` and `day` are set where a button says which call and which meeting of it are meant. `answer_to` is
    where an answer goes that only the asker sees, `trigger` opens a form within the next three seconds. `at`
    is the moment as a `ts`. `pressed` says that a button typed it, `mentioned` that it stands behind a
    mention of the bot, and `thread` in which thread.
    """

    word: str
    rest: str
    person: str
    channel: str
    answer_to: str
    at: str
    trigger: str = ""
    call: str = ""
    day: date | None = None
    pressed: bool = False
    mentioned: bool = False
    thread: str = ""

    @property
    def typed(self) -> str:
        """The command as it could be typed."""
        return f"{self.word} {self.rest}".rstrip()


def asked_from(payload: Mapping[str, Any]) -> Asked:
    """Read a slash command; without a word it asks for help."""
    return _read(
        Asked(
            word="",
            rest=text_of(payload.get("text")),
            person=text_of(payload.get("user_id")),
            channel=text_of(payload.get("channel_id")),
            answer_to=text_of(payload.get("response_url")),
            at=str(payload.get(RECEIVED_AT, "0")),
            trigger=text_of(payload.get("trigger_id")),
        )
    )


def clicked(action: Mapping[str, Any], payload: Mapping[str, Any]) -> Asked | None:
    """Read the command that a button types; None if it is another kind of button."""
    if text_of(action.get("action_id")).partition("|")[0] != RUN:
        return None
    _, _, meeting = text_of(action.get("block_id")).partition("|")
    call, _, day = meeting.rpartition("/")
    place = mapping_of(payload.get("channel")) or mapping_of(payload.get("container"))
    return _read(
        Asked(
            word="",
            rest=text_of(action.get("value")),
            person=text_of(mapping_of(payload.get("user")).get("id")),
            channel=text_of(place.get("id") or place.get("channel_id")),
            answer_to=text_of(payload.get("response_url")),
            at=str(payload.get(RECEIVED_AT, "0")),
            trigger=text_of(payload.get("trigger_id")),
            call=call,
            day=date_of(day),
            pressed=True,
        )
    )


def _read(asked: Asked) -> Asked:
    """Part the first word from the rest."""
    word, rest = (*asked.rest.strip().split(maxsplit=1), "", "")[:2]
    return replace(asked, word=word.lower() or "help", rest=rest.strip())


def again(asked: Asked, typed: str) -> Asked:
    """The same asker in the same place, typing something else."""
    return _read(replace(asked, rest=typed))
