"""The overview of a call: what is set up, with a button beside each part that changes it. Pure."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from bot.model.call import Area, Call
from bot.model.history import CallChange
from bot.model.meeting import Meeting
from handlers.blocks.modal import modal
from handlers.blocks.paged_list import Page, T, divided, page_of
from handlers.blocks.parts import (
    Block,
    actions,
    confirm,
    context,
    header,
    plain_text,
    section,
    shorten,
)
from handlers.setup import summary
from handlers.setup.buttons import Step, setup_button
from handlers.setup.forms import TITLES, Place, write_place

OVERVIEW, SAVED, HISTORY = "setup-overview", "setup-saved", "setup-history"  # the callback ids
AREAS_PER_PAGE = 20
CHANGES_PER_PAGE = 10
WARNING = ":warning:"
ROOM_FOR_TROUBLES = 2_000  # of the 3,000 characters that a view can carry with it
MORE_TROUBLES = "… and {left} more."
WAIT = "One moment, please …"
STAYS = (
    "What an area has reported stays when the area is removed. "
    "Where the minutes are mailed is set in the operator's calls.toml."
)


@dataclass(frozen=True, slots=True)
class Look:
    """What the overview shows; `notice` says what has just happened, `troubles` what is wrong with people."""

    call: Call
    names: Mapping[str, str]
    meetings: tuple[Meeting, ...]
    page: int = 0
    notice: str = ""
    troubles: tuple[str, ...] = ()


def overview(look: Look) -> Block:
    """Everything that is set up for a call."""
    call, troubles = look.call, tuple(_with_room(look.troubles))
    page = page_of(divided(tuple(enumerate(call.areas)), AREAS_PER_PAGE), look.page)
    blocks = [
        header(call.name),
        *([section(summary.fitting(look.notice, ":white_check_mark: "))] if look.notice else []),
        *_troubles(troubles),
        _part(summary.when(call), "Change when", Step.WHEN),
        _part(summary.asking(call), "Change how I ask", Step.ASKING),
        _part(summary.chairs(call, look.names), "Change chairs", Step.CHAIRS),
        section(summary.copies(call)),
        section(summary.dates(call, look.meetings)),
        header("Areas"),
        *_areas(call, page.shown),
        actions("more", *_more(page)),
        context(STAYS),
    ]
    return _view(
        OVERVIEW, "Set up a call", Place(call.name, call.channel, page=page.index, troubles=troubles), blocks
    )


def waiting(title: str, place: Place) -> Block:
    """What stands there until something else does."""
    return _view(OVERVIEW, title, place, [section(WAIT)])


def saving(view: Mapping[str, Any]) -> Block:
    """What takes the place of a form while what it says is saved."""
    title, _ = TITLES[view["callback_id"]]
    return {
        **_view(SAVED, title, Place(), [section("I am saving this …")]),
        "private_metadata": view["private_metadata"],
    }


def saved(look: Look, lines: list[str], *, add: bool) -> Block:
    """What was changed, and what follows from it."""
    said = "\n".join(f"• {line}" for line in lines) or "It was so already."
    blocks = [
        section(summary.fitting(said, ":white_check_mark: *Saved*\n")),
        *([section(summary.fitting(look.notice, ":information_source: "))] if look.notice else []),
        section(summary.dates(look.call, look.meetings)),
        *([actions("again", setup_button("Add another area", Step.ADD))] if add else []),
    ]
    return {
        **_view(SAVED, "Saved", Place(look.call.name, look.call.channel), blocks),
        "close": plain_text("Back"),
    }


def history(call: Call, changes: Page[CallChange], names: Mapping[str, str], notice: str = "") -> Block:
    """What was changed about a call, the newest first, each with a button that undoes it."""
    blocks = [
        *([section(summary.fitting(notice))] if notice else []),
        *(_change(change, names, call.timezone) for change in changes.shown),
        *([section("Nothing was changed yet.")] if not changes.shown else []),
        *_turning(changes),
    ]
    return {
        **_view(HISTORY, "History", Place(call.name, call.channel, page=changes.index), blocks),
        "close": plain_text("Back"),
    }


def newest(changes: tuple[CallChange, ...], wanted: int) -> Page[CallChange]:
    """A page of changes, the newest first; `wanted` is its index from 0."""
    return page_of(divided(changes[::-1], CHANGES_PER_PAGE), wanted)


def _with_room(troubles: tuple[str, ...]) -> Iterator[str]:
    """As many as the view can carry with it for what is shown next, and how many more there are."""
    sizes = [len(json.dumps(line, ensure_ascii=False)) + len(", ") for line in troubles]
    shown = sum(1 for size in accumulate(sizes) if size <= ROOM_FOR_TROUBLES)
    if shown == len(troubles):
        yield from troubles
        return
    yield from troubles[: shown - 1]
    yield MORE_TROUBLES.format(left=len(troubles) - shown + 1)


def _troubles(troubles: tuple[str, ...]) -> list[Block]:
    if not troubles:
        return []
    text = "\n".join(f"{WARNING} {line}" for line in troubles)
    return [{**section(summary.fitting(text)), "block_id": "troubles"}]


def _areas(call: Call, shown: Iterable[tuple[int, Area]]) -> Iterator[Block]:
    for place, area in shown:
        yield section(summary.area(place + 1, area))
        yield actions(f"area|{place}", *_area_buttons(call, place, area))


def _area_buttons(call: Call, place: int, area: Area) -> Iterator[Block]:
    yield setup_button("Edit", Step.EDIT, area.name)
    yield setup_button("Names", Step.NAMES, area.name)
    if place > 0:
        yield setup_button("Up", Step.UP, area.name, place)
    if place + 1 < len(call.areas):
        yield setup_button("Down", Step.DOWN, area.name, place)
    if len(call.areas) > 1:
        sure = confirm(
            "Remove this area?", shorten(f"{area.name} leaves the minutes; its past stays.", 300), "Remove"
        )
        yield {**setup_button("Remove", Step.REMOVE, area.name, place), "confirm": sure}


def _more(page: Page[tuple[int, Area]]) -> Iterator[Block]:
    yield setup_button("Add an area", Step.ADD)
    yield from _turn(page, Step.PAGE, "Areas before", "More areas")
    yield setup_button("Rename the call", Step.NAME)
    yield setup_button("History", Step.HISTORY)


def _turning(page: Page[CallChange]) -> Iterator[Block]:
    if buttons := tuple(_turn(page, Step.HISTORY, "Newer changes", "Older changes")):
        yield actions("pages", *buttons)


def _turn(page: Page[T], step: Step, before: str, after: str) -> Iterator[Block]:
    """The buttons that turn to the pages around this one."""
    if page.before is not None:
        yield setup_button(before, step, "before", page.before)
    if page.after is not None:
        yield setup_button(after, step, "after", page.after)


def _change(change: CallChange, names: Mapping[str, str], zone: str) -> Block:
    block = section(summary.changed(change, names, zone))
    if change.before is None:
        return block
    undo = {
        **setup_button("Undo", Step.UNDO, "", change.number),
        "accessibility_label": f"Undo change {change.number}",
    }
    return {**block, "block_id": f"change|{change.number}", "accessory": undo}


def _part(text: str, label: str, step: Step) -> Block:
    return {**section(text), "accessory": setup_button(label, step)}


def _view(callback: str, title: str, place: Place, blocks: list[Block]) -> Block:
    return modal(title, blocks, callback=callback, close="Close", metadata=write_place(place))
