"""/minutes help: what there is, for whoever asks where they ask."""

from collections.abc import Iterator, Mapping

from bot.rules.roles import may_chair
from handlers.blocks.parts import escape
from handlers.commands.command import Answers, Command, Plain, said
from handlers.commands.synonyms import SYNONYMS
from handlers.commands.typed_command import Asked
from handlers.commands.which_call import CallsMeant, calls_for
from handlers.context import HandlerContext

ABOUT = (
    "To report, just write to me in a direct message. I ask the area leads before the call, and at call time "
    "I post the minutes to the channel."
)
MENTIONS = (
    "In a thread, where Slack knows no commands, mention me and write the same behind it, such as "
    "`@Minutesbot status`; in the thread of the minutes `@Minutesbot Software: …` adds to your area."
)
OF_ANOTHER = "`/minutes in NAME status` asks about the call of that name, wherever you are."
OF_CHAIRS = "It is for those who chair the call."
NOWHERE = "There is no call in this channel yet; `/minutes setup` makes one."


async def explain(asked: Asked, context: HandlerContext, commands: Mapping[str, Command]) -> Answers:
    """List the commands, those for chairs to those who chair a call here; or tell of one."""
    if word := _named(asked.rest, commands):
        return said(_told(word, commands[word]))
    meant = await calls_for(asked, context)
    person = await context.chat.person(asked.person)
    chairs = any(may_chair(call, person) for call in meant.calls)
    lines = ["*What you can ask me*", *_lines(commands, chairs=False)]
    if chairs:
        lines += ["*As a chair*", *_lines(commands, chairs=True)]
    return said("\n".join([*lines, ABOUT, MENTIONS, OF_ANOTHER, _here(meant)]))


def _lines(commands: Mapping[str, Command], *, chairs: bool) -> Iterator[str]:
    for word, command in commands.items():
        if chairs == (not isinstance(command, Plain) and command.chairs):
            yield _line(word, command)


def _named(text: str, commands: Mapping[str, Command]) -> str:
    """The command that somebody asks about, also by another word for it; empty where none is named."""
    name = text.strip("` ").removeprefix("/minutes ").casefold()
    meant = name if name in commands else (SYNONYMS.get(name) or "").partition(" ")[0]
    return meant if meant in commands else ""


def _told(word: str, command: Command) -> str:
    """What there is to say about one command, with an example where it helps."""
    line = _line(word, command)
    return line if isinstance(command, Plain) or not command.chairs else f"{line}\n{OF_CHAIRS}"


def _line(word: str, command: Command) -> str:
    example = f": `/minutes {escape(command.example)}`" if command.example else ""
    return f"`/minutes {word}`  {command.what}{example}"


def _here(meant: CallsMeant) -> str:
    calls = meant.calls
    names = ", ".join(escape(call.name) for call in calls)
    if len(calls) > 1:
        return f"Here are several calls: {names}."
    return f"Here it is about {names}." if calls else escape(meant.unseen) or NOWHERE
