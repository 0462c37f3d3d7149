"""By which word each kind of message is stored; a word once stored is never changed or given again."""

from types import MappingProxyType

from bot.model.alarm import Alarm, AlarmNews
from bot.model.message import (
    ActionNotice,
    AskLead,
    Card,
    Changes,
    Closed,
    Excused,
    LateNote,
    MinutesPage,
    Notice,
    RemindLead,
    Rescheduled,
    Round,
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
        "LateNote": LateNote,
        "Round": Round,
        "Closed": Closed,
        "Changes": Changes,
        "Alarm": Alarm,
        "AlarmNews": AlarmNews,
        "Undelivered": Undelivered,
        "Excused": Excused,
        "Rescheduled": Rescheduled,
        "ActionNotice": ActionNotice,
        "Notice": Notice,
    }
)
