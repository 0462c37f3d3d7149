"""What the bot says on its own account, as values; `handlers.blocks` decides how it looks.

May touch: nouns. May not touch: Slack.
"""

from bot.model.emergency_post import EmergencyPost, EmergencyUpdate
from bot.model.message.notices import (
    AS_TEXT,
    ActionEvent,
    ActionNotice,
    Notice,
    Rescheduled,
    Undelivered,
    UnknownMessage,
)
from bot.model.message.occasion import Occasion
from bot.model.message.to_all import (
    ACTION_ITEMS,
    AreaChanges,
    AreaWalk,
    Changes,
    Closed,
    GitPage,
    LateNote,
    MinutesMail,
    MinutesPage,
    TwikiCopy,
    WikiPage,
)
from bot.model.message.to_leads import (
    Absent,
    AskLead,
    AwayOffer,
    Card,
    CardArea,
    Excused,
    LastTime,
    RemindLead,
)

Message = (
    AskLead
    | RemindLead
    | Card
    | MinutesPage
    | TwikiCopy
    | WikiPage
    | GitPage
    | MinutesMail
    | LateNote
    | AreaWalk
    | Closed
    | Changes
    | EmergencyPost
    | EmergencyUpdate
    | Undelivered
    | Excused
    | AwayOffer
    | Rescheduled
    | ActionNotice
    | Notice
)

__all__ = [
    "ACTION_ITEMS",
    "AS_TEXT",
    "Absent",
    "ActionEvent",
    "ActionNotice",
    "Alarm",
    "AlarmNews",
    "AreaChanges",
    "AreaWalk",
    "AskLead",
    "AwayOffer",
    "Card",
    "CardArea",
    "Changes",
    "Closed",
    "Excused",
    "GitPage",
    "LastTime",
    "LateNote",
    "Message",
    "MinutesMail",
    "MinutesPage",
    "Notice",
    "Occasion",
    "RemindLead",
    "Rescheduled",
    "TwikiCopy",
    "Undelivered",
    "UnknownMessage",
    "WikiPage",
]
