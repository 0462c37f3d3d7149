"""How a meeting stands, so that a chair can act on it: who is silent, what comes next, and buttons. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.model.call import Call
from bot.rules.meeting_status import AreaState
from handlers.blocks.action_ids import block_id
from handlers.blocks.area_status import AreaLine
from handlers.blocks.command_button import typing
from handlers.blocks.parts import (
    BUTTON_CHARACTERS,
    Block,
    Rendered,
    actions,
    confirm,
    context,
    escape,
    fallback,
    section,
    shorten,
)

MOST_BUTTONS = 12  # areas that get a button each; with more there is one for all
PARAGRAPH = 2_800  # characters in a section, of the 3,000 that Slack takes
ROOM = 9_500  # characters for all areas together
MARK = 30  # of them for the mark of each
LEAST_ROOM, MOST_ROOM = 40, 500

MARKS = {
    AreaState.UNREACHABLE: ":no_entry:",
    AreaState.SILENT: ":hourglass_flowing_sand:",
    AreaState.AWAY: ":palm_tree:",
    AreaState.REPORTED: ":white_check_mark:",
}


@dataclass(frozen=True, slots=True)
class Status:
    """What is shown; all of it plain text. `title` goes on from the call's name.

    `may_post` says that the reader chairs the call and the minutes are still to be posted, `may_resume` that
    they chair it and it is paused.
    """

    call: str
    meeting: str
    title: str
    areas: tuple[AreaLine, ...]
    below: tuple[str, ...] = ()
    may_post: bool = False
    may_resume: bool = False

    @property
    def waiting(self) -> tuple[AreaLine, ...]:
        """The areas somebody can be reminded of."""
        return tuple(each for each in self.areas if each.state is AreaState.SILENT)

    @property
    def count(self) -> str:
        """How many areas have reported."""
        reported = sum(1 for each in self.areas if each.state is AreaState.REPORTED)
        return (
            f"{reported} of {len(self.areas)} areas have reported." if self.areas else "There is no area yet."
        )


def status_blocks(status: Status) -> Rendered:
    """Show how a meeting stands; at most 50 blocks, however many areas there are."""
    head = f"*{escape(status.call)}*{escape(status.title)}\n{escape(status.count)}"
    room = min(max(ROOM // max(len(status.areas), 1) - MARK, LEAST_ROOM), MOST_ROOM)
    waiting = status.waiting if len(status.waiting) <= MOST_BUTTONS else ()
    rest = [each for each in status.areas if each not in waiting]
    blocks = [
        section(head),
        *(_with_button(each, number, room, status) for number, each in enumerate(waiting, 1)),
        *(section(text) for text in _paragraphs(_line(each, room) for each in rest)),
        *([context(escape("\n".join(status.below)))] if status.below else []),
        _buttons(status),
    ]
    spoken = (
        f"*{status.call}*{status.title}",
        status.count,
        *(each.said for each in status.areas),
        *status.below,
    )
    return Rendered(fallback(spoken), tuple(blocks))


def clock_of(call: Call) -> str:
    """By which clock the areas' days and times are told."""
    city = call.timezone.rsplit("/", 1)[-1].replace("_", " ")
    return f"Days and times beside the areas are those of {city}."


def _line(each: AreaLine, room: int) -> str:
    """An area in a line; the mark only repeats what the words say."""
    return f"{MARKS[each.state]} {escape(shorten(each.said, room))}"


def _with_button(each: AreaLine, number: int, room: int, status: Status) -> Block:
    """A silent area beside the button that reminds its leads."""
    remind = {
        **typing("Remind now", f"remind {each.area}", number),
        "accessibility_label": shorten(f"Remind the leads of {each.area} now", BUTTON_CHARACTERS),
    }
    return {
        **section(_line(each, room)),
        "block_id": block_id(number, status.meeting),
        "accessory": remind,
    }


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Lines together in as few paragraphs as Slack takes."""
    taken: list[str] = []
    for line in lines:
        if taken and sum(len(each) + 1 for each in taken) + len(line) > PARAGRAPH:
            yield "\n".join(taken)
            taken = []
        taken.append(line)
    if taken:
        yield "\n".join(taken)


def _buttons(status: Status) -> Block:
    waiting, question = len(status.waiting), "They go to the channel at once."
    silent = sum(1 for each in status.areas if each.state in (AreaState.SILENT, AreaState.UNREACHABLE))
    if silent:
        question += f" {silent} of {len(status.areas)} areas have not reported yet."
    post = typing(
        "Post now",
        "post",
        "post",
        style="primary",
        confirm=confirm("Post the minutes now?", question, "Post"),
    )
    return actions(
        block_id("status", status.meeting),
        *([typing("Remind all who are silent", "remind all", "all")] if waiting > 1 else []),
        typing("Preview", "preview", "preview"),
        *([post] if status.may_post else []),
        *([typing("Resume", "resume", "resume")] if status.may_resume else []),
    )
