"""What a lead is asked before the call, and how they are reminded. Pure."""

from collections.abc import Iterable, Iterator

from bot.model.absence import AwayByStatus
from bot.model.message import Absent, AskLead, LastTime, Occasion, RemindLead
from handlers.blocks.absence import away_button
from handlers.blocks.action_ids import Verb, action_id, block_id
from handlers.blocks.lead_words import Row, bold, italic, line, rich_text, rows, said
from handlers.blocks.parts import Block, Rendered, actions, button, context, escape, rendered
from handlers.blocks.reschedule import not_held
from handlers.text.times import day_of, times_of

MOST_AREAS = 15  # each takes a list and a row of buttons
MOST_CHARACTERS = 8_000

HOW_TO_ANSWER = (
    "Just write here, in one message or several, as you like. Headings such as News, Ongoing or Emergencies "
    "help, but you can leave them out. You can edit or delete what you wrote."
)


def ask(message: AskLead, key: str, zone: str | None) -> Rendered:
    """Ask a lead for their areas: which call, when, what is on the list, and how to answer."""
    if message.occasion.off:
        return not_held(message.occasion, key)
    opening = [
        bold(f"What is new for the {message.occasion.call} call?"),
        line(_when(message.occasion, zone)),
        *([line(_welcome(message.returned))] if message.returned else []),
        *_instead_of((last.instead_of, last.area) for last in message.areas if last.instead_of),
        *([line(_status(message.away))] if message.away and message.is_away else []),
    ]
    lists = [(area, _list(area)) for area in message.areas]
    buttons = len(lists) <= MOST_AREAS
    blocks = [rich_text(opening)]
    for number, (area, body) in enumerate(_within(lists, MOST_CHARACTERS), 1):
        blocks.append(rich_text(body))
        if buttons:
            several, has_list = len(lists) > 1, bool(area.items)
            blocks.append(_answers(number, area.area, message.occasion, several=several, has_list=has_list))
    spoken = [*opening, *(row for _, body in lists for row in body), line(HOW_TO_ANSWER)]
    offer = [_offer(message.occasion, message.away)] if message.away and message.is_away else []
    closing = [*offer, _not_me(message.occasion), context(escape(HOW_TO_ANSWER))]
    return rendered(said(spoken), [*_at_most(blocks), *closing], key)


def remind(message: RemindLead, key: str, zone: str | None) -> Rendered:
    """Remind a lead; the last call offers the shortest answer first."""
    if message.occasion.off:
        return not_held(message.occasion, key)
    names = ", ".join(message.areas)
    opening = [
        bold(f"{'Last call' if message.last else 'A reminder'} for the {message.occasion.call} minutes"),
        line(_when(message.occasion, zone)),
        *([line(f"{message.by} asks me to remind you.")] if message.by else []),
        line(f"Nothing has been reported yet for {names}."),
        *_instead_of((lead, area) for area, lead in message.instead_of),
    ]
    if message.last:
        opening.append(line("If nothing changed, one press is enough; or just write here."))
    else:
        opening.append(line(HOW_TO_ANSWER))
    several = len(message.areas) > 1
    numbered = enumerate(message.areas[:MOST_AREAS], 1)
    buttons = [_answers(number, area, message.occasion, several=several) for number, area in numbered]
    return rendered(said(opening), [rich_text(opening), *buttons, _not_me(message.occasion)], key)


def _when(occasion: Occasion, zone: str | None) -> str:
    local = times_of(occasion.starts, occasion.zone, occasion.also_in, zone)
    return f"{day_of(occasion.day)}, {local}"


def _welcome(returned: Absent) -> str:
    """One line for whoever was away, with who reported in the meantime."""
    by: dict[str, list[str]] = {}
    for day, name in returned.meetings:
        by.setdefault(name, []).append(f"{day:%B} {day.day}")
    reported = [f"{name} reported for you on {_listed(days)}." for name, days in by.items() if name]
    nobody = [f"Nobody reported for you on {_listed(by[''])}."] if "" in by else []
    only_once = [day for day, _ in returned.meetings] == [returned.last]
    return " ".join([*([] if only_once else ["Welcome back!"]), *reported, *nobody])


def _status(away: AwayByStatus) -> str:
    """What the reader's own status says, and the question that follows from it."""
    until = f" until {day_of(away.until)}" if away.until else ""
    question = f" Shall {away.instead.name} be asked instead?" if away.instead else " Are you?"
    return f"Your Slack status says that you are away{until}.{question}"


def _offer(occasion: Occasion, away: AwayByStatus) -> Block:
    """The buttons that answer what was asked about their status; nothing happens before a press."""
    instead = (
        button(f"Ask {away.instead.name}", action_id(Verb.STAND_IN, item=away.instead.person))
        if away.instead
        else away_button(None, away.until)
    )
    return actions(block_id("status", occasion.key), instead, button("I'm here", action_id(Verb.HERE)))


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def _instead_of(pairs: Iterable[tuple[str, str]]) -> Iterator[Row]:
    """For whom the reader stands in, and in which areas."""
    areas: dict[str, list[str]] = {}
    for lead, area in pairs:
        areas.setdefault(lead, []).append(area)
    for name, stood_for in areas.items():
        yield line(f"You report for {name} ({', '.join(stood_for)}).")


def _list(last: LastTime) -> list[Row]:
    """What is still on an area's list."""
    if not last.items:
        return [bold(last.area), italic("Nothing is on the list from last time.")]
    others = tuple(item for item in last.items if item not in last.emergencies)
    burning = [italic("An emergency last time. Still open?"), *rows(last.emergencies)]
    listed = [italic("On the list from last time:"), *rows(others)]
    return [bold(last.area), *(burning if last.emergencies else []), *(listed if others else [])]


def _within(lists: list[tuple[LastTime, list[Row]]], characters: int) -> Iterator[tuple[LastTime, list[Row]]]:
    """Shorten lists that are too long for one message; they stand in full in the last minutes."""
    share = characters // max(len(lists), 1)
    for area, body in lists:
        room, kept = share, []
        for row in body:
            room -= row.weight
            if room < 0:
                break
            kept.append(row)
        left = len(body) - len(kept)
        yield area, [*kept, italic(f"… and {left} more in the last minutes.")] if left else kept


def _answers(number: int, area: str, occasion: Occasion, *, several: bool, has_list: bool = False) -> Block:
    """The buttons that report for one area."""
    name = f": {area}" if several else ""
    meeting = occasion.key
    through = [button(f"Go through the list{name}", action_id(Verb.OPEN_LIST, area))] if has_list else []
    return actions(
        block_id(number, meeting),
        button(f"Nothing new{name}", action_id(Verb.NOTHING_NEW, area)),
        button(f"Same as last week{name}", action_id(Verb.SAME_AS_LAST_WEEK, area)),
        *through,
        button(f"Use a form{name}", action_id(Verb.OPEN_FORM, area)),
    )


def _not_me(occasion: Occasion) -> Block:
    """The buttons of whoever does not report themself."""
    return actions(
        block_id("away", occasion.key),
        button("I'm away", action_id(Verb.AWAY)),
        button("Someone else reports", action_id(Verb.INSTEAD)),
    )


def _at_most(blocks: list[Block]) -> list[Block]:
    """With very many areas their lists stand in fewer blocks."""
    if len(blocks) <= 2 * MOST_AREAS + 1:
        return blocks
    merged = [element for block in blocks[1:] for element in block["elements"]]
    return [blocks[0], {"type": "rich_text", "elements": merged}]
