"""By which word each kind of message is stored; a word once stored is never changed or given again."""

from types import MappingProxyType

from bot.model.emergency_post import EmergencyPost, EmergencyUpdate
from bot.model.message import (
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
    MinutesMail,
    MinutesPage,
    Notice,
    RemindLead,
    Rescheduled,
    TwikiCopy,
    Undelivered,
    WikiPage,
)

# A class may be renamed, its word may not: rows of older and newer releases are read by it.
MESSAGE_WORDS = MappingProxyType(
    {
        "AskLead": AskLead,
        "RemindLead": RemindLead,
        "Card": Card,
        "MinutesPage": MinutesPage,
        "TwikiCopy": TwikiCopy,
        "WikiPage": WikiPage,
        "GitPage": GitPage,
        "MinutesMail": MinutesMail,
        "LateNote": LateNote,
        "Round": AreaWalk,
        "Closed": Closed,
        "Changes": Changes,
        "Alarm": EmergencyPost,
        "AlarmNews": EmergencyUpdate,
        "Undelivered": Undelivered,
        "Excused": Excused,
        "AwayOffer": AwayOffer,
        "Rescheduled": Rescheduled,
        "ActionNotice": ActionNotice,
        "Notice": Notice,
    }
)
