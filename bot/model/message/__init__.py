"""What the bot says on its own account, as values; `handlers.blocks` decides how it looks.

May touch: nouns. May not touch: Slack.
"""

from bot.model.alarm import Alarm, AlarmNews
from bot.model.message.notices import ActionNotice, Notice, Rescheduled, Told, Undelivered, UnknownMessage
from bot.model.message.occasion import Occasion
from bot.model.message.to_all import (
    ACTION_ITEMS,
    AreaChanges,
    Changes,
    Closed,
    LateNote,
    MinutesPage,
    Round,
    TwikiCopy,
    WikiPage,
)
from bot.model.message.to_leads import Absent, AskLead, Card, CardArea, Excused, LastTime, RemindLead

Message = (
    AskLead
    | RemindLead
    | Card
    | MinutesPage
    | TwikiCopy
    | WikiPage
    | LateNote
    | Round
    | Closed
    | Changes
    | Alarm
    | AlarmNews
    | Undelivered
    | Excused
    | Rescheduled
    | ActionNotice
    | Notice
)

__all__ = [
    "ACTION_ITEMS",
    "Absent",
    "ActionNotice",
    "Alarm",
    "AlarmNews",
    "AreaChanges",
    "AskLead",
    "Card",
    "CardArea",
    "Changes",
    "Closed",
    "Excused",
    "LastTime",
    "LateNote",
    "Message",
    "MinutesPage",
    "Notice",
    "Occasion",
    "RemindLead",
    "Rescheduled",
    "Round",
    "Told",
    "TwikiCopy",
    "Undelivered",
    "UnknownMessage",
    "WikiPage",
]
