"""What a command is: what it does, how it is explained, and who may use it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.model.call import Call
from bot.model.meeting import Meeting
from handlers.blocks.parts import Block
from handlers.commands.typed_command import Asked
from handlers.context import HandlerContext


@dataclass(frozen=True, slots=True)
class Answer:
    """What only the asker sees; `text` is already escaped. With blocks it is what a screen reader says."""

    text: str
    blocks: tuple[Block, ...] = ()


Answers: TypeAlias = tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Plain:
    """A command that is about no single call."""

    does: Callable[[Asked, HandlerContext], Awaitable[Answers]]
    what: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class OfCall:
    """A command about one call, with or without a meeting coming up.

    `free` says that free text follows the word, so that a name of a call in it means nothing. `reporter` says
    about whose reports it is: of several calls those are meant in which that person leads an area.
    """

    does: Callable[[Asked, Call, HandlerContext], Awaitable[Answers]]
    what: str
    example: str = ""
    chairs: bool = False
    free: bool = False
    reporter: Callable[[Asked], str] | None = None


@dataclass(frozen=True, slots=True)
class OfMeeting:
    """A command about the meeting of a call that is coming up, or was posted and can still be amended.

    The call is as it is on the day of the meeting: who is away, and who stands in.
    """

    does: Callable[[Asked, Call, Meeting, HandlerContext], Awaitable[Answers]]
    what: str
    example: str = ""
    chairs: bool = False
    free: bool = False


@dataclass(frozen=True, slots=True)
class OfCalls:
    """A command about one call where one is named, else about all that the asker may mean there.

    `in all …` is about all calls that they have to do with, wherever it is typed.
    """

    does: Callable[[Asked, Sequence[Call], HandlerContext], Awaitable[Answers]]
    what: str
    example: str = ""
    chairs: Literal[False] = False


Command: TypeAlias = Plain | OfCall | OfCalls | OfMeeting


def said(text: str, *blocks: Block) -> Answers:
    """One answer."""
    return (Answer(text, blocks),)
