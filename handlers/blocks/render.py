"""Everything the bot says, as Slack shows it. Pure."""

from typing import assert_never

from bot.model.emergency_post import EmergencyPost, EmergencyUpdate
from bot.model.message import (
    AS_TEXT,
    ActionNotice,
    AreaWalk,
    AskLead,
    AwayOffer,
    Card,
    Changes,
    Closed,
    Excused,
    GitPage,
    LateNote,
    Message,
    MinutesMail,
    MinutesPage,
    Notice,
    RemindLead,
    Rescheduled,
    TwikiCopy,
    Undelivered,
    WikiPage,
)
from handlers.blocks.absence import away_offer, excused
from handlers.blocks.action_items import action_notice
from handlers.blocks.ask import ask, remind
from handlers.blocks.card import card
from handlers.blocks.changes import changed
from handlers.blocks.emergency import alarm, emergency_update
from handlers.blocks.lead_words import line, rich_text, said, split
from handlers.blocks.minutes import page, pages
from handlers.blocks.parts import Rendered, rendered
from handlers.blocks.reschedule import rescheduled
from handlers.blocks.walk_areas import closed, round_
from handlers.errors import explained
from handlers.text.times import day_of

__all__ = ["Rendered", "pages", "render"]

WHAT = {
    "ask": "The question what is new",
    "remind-1": "The first reminder",
    "remind-2": "The last reminder",
    "card": "The card",
    "minutes": "The minutes",
    "twiki": "The TWiki copy",
    "wiki": "The minutes",
    "git": "The minutes",
    "mail": "The minutes",
    "late": "The note about a late reply",
    "changes": "The list of what changed",
    "emergency": "The emergency",
}
REFUSED = (
    "Slack refused what I had to say for {about}: {why}. I go on trying until the time for it has passed. "
    "Please show this to whoever runs me."
)
NOT_MAILED_YET = (
    "The minutes of {about} could not be mailed yet: {why}. I go on trying for a week. "
    "Please show this to whoever runs me."
)
WRITTEN_OUT = (
    "Slack refused the file of the TWiki copy for {about}: {why}. The copy stands in the thread of the "
    "minutes as text, to be pasted into the wiki all the same. Please show this to whoever runs me."
)
_LONGEST_ROW = 3_000


def render(message: Message, key: str, *, zone: str | None = None) -> Rendered:
    """Write a message; its first block carries the delivery's key. `zone` is the reader's."""
    match message:
        case AskLead() | RemindLead() | Card() | Excused() | AwayOffer() | Rescheduled():
            return _to_lead(message, key, zone)
        case Changes():
            return changed(message, key)
        case MinutesPage(minutes, number, live):
            return page(minutes, number, key, live)
        case AreaWalk():
            return round_(message, key)
        case Closed():
            return closed(message, key)
        case EmergencyPost():
            return alarm(message, key)
        case EmergencyUpdate():
            return emergency_update(message, key)
        case ActionNotice():
            return action_notice(message, key)
        case _:
            return _sentence(_in_words(message), key)


def _to_lead(
    message: AskLead | RemindLead | Card | Excused | AwayOffer | Rescheduled, key: str, zone: str | None
) -> Rendered:
    """What leads are asked and told before a meeting; the channel, too, when it is skipped or moved."""
    match message:
        case AskLead():
            return ask(message, key, zone)
        case RemindLead():
            return remind(message, key, zone)
        case Card():
            return card(message, key)
        case Excused():
            return excused(message, key)
        case AwayOffer():
            return away_offer(message, key)
        case Rescheduled():
            return rescheduled(message, key, zone)
        case _:
            assert_never(message)


def _in_words(message: TwikiCopy | WikiPage | GitPage | MinutesMail | LateNote | Undelivered | Notice) -> str:
    """What is said in one sentence."""
    match message:
        case TwikiCopy(title):
            return f"TWiki copy of the {title}"
        case WikiPage():
            return f"The minutes on the wiki page {message.name}"
        case GitPage():
            return f"The minutes in {message.name} of the repository"
        case MinutesMail():
            return f"The minutes by mail to {message.name}"
        case LateNote(areas, revision):
            what = f" in {', '.join(areas)}" if areas else ""
            return f"The minutes were amended{what}; this is revision {revision}."
        case Undelivered():
            return _undelivered(message)
        case Notice(text):
            return text
        case _:
            assert_never(message)


def _sentence(text: str, key: str) -> Rendered:
    body = list(split(line(text), _LONGEST_ROW))
    return rendered(said(body), [rich_text(body)], key)


def _undelivered(message: Undelivered) -> str:
    """What a chair is told about something that did not get through."""
    about = f"the {message.occasion.call} call of {day_of(message.occasion.day)}"
    if message.passing and message.what == "mail":
        return NOT_MAILED_YET.format(about=about, why=message.reason)
    if message.passing:
        return REFUSED.format(about=about, why=explained(message.reason))
    if message.what == AS_TEXT:
        return WRITTEN_OUT.format(about=about, why=explained(message.reason))
    what = WHAT.get(message.what, f"What I had to say ({message.what})")
    is_page = message.what == "wiki"
    places = {
        "wiki": f"the wiki page {message.who}",
        "git": f"{message.who} of the repository",
        "mail": f"{message.who} by mail",
    }
    to = places.get(message.what, message.who or "the channel")
    said = f"{what} for {about} did not get through to {to}: {explained(message.reason)}."
    return f"{said} The copy to paste is in the thread of the minutes." if is_page else said
