"""Labels that are times, and how people tell what is still to come from what was."""

from bot.reading.vocabulary.absence import WEEKDAY
from bot.reading.vocabulary.notation import phrase, phrases

# An area whose second label names a time of the calendar: what stood there last time is past by now.
CALENDAR_LABELS = phrases(r"""
(?:this|next|coming) (?:week|month|sprint|cycle|fortnight)\b
(?:week|weeks|month) ahead\b
(?:today|tomorrow)\b
""")
# One whose second label names what is meant to be done: it stands there until it is done.
PLAN_LABELS = phrases(r"""
(?:planned|plans?|planning)\b
(?:to[ -]?dos?|next steps?|next up|up next|next|upcoming|coming up|future|goals|backlog)\b
""")
NO_TIME_LABELS = phrases(r"""
(?:on-?going|in progress|doing|working on)\b
""")

_DAY = rf"(?:{WEEKDAY}|week|month|year|days|weeks|months|call|meeting|release|cycle|sprint|quarter)"
AHEAD = phrases(
    r"""
(?:will|'ll|won't|shall)\b
(?:going|about|due|set|ready|plan|plans|hope|hopes|hoping|intend|intends|aim|aims|aiming|expect|expects
    |need|needs|have|has|still|wants?) to\b
to be \w+(?:ed|en)\b
(?:planned|planning|scheduled|foreseen|expected|expecting|slated|postponing|anticipated|upcoming|forthcoming)\b
(?:tomorrow|tonight|soon|shortly|coming up)\b
later (?:today|on|this (?:week|month))\b
(?:next|coming|this coming) <day>\b
(?:off|on vacation|vacation|pto|on leave|parental leave|travell?ing|away)\b
out of (?:the )?(?:office|country|town)\b
^(?:plans?|planning|prepare|start|begin|finish|investigate|migrate|deploy|install|announce|publish|write
    |move|roll out|send|submit|decide|discuss|meet|set up|try|find|get|make|add|remove|ask|check|implement
    |improve|integrate|define|evaluate|finali[sz]e)\b
""",
    day=_DAY,
)
THIS_WEEK = phrases(r"""
(?:this week|today)\b
""")
PAST = phrases(r"""
(?:was|were|has been|have been|had|did|went|took|sent|made|got|gave|came|ran|found|saw|met|began|broke|fell
    |left|lost|wrote|held|built|put|no longer)\b
""")
# What a line opens with that tells what was done, but for what only tells that it is to be.
OPENS_PAST = phrase(r"""
^(?:(?!planned|scheduled|expected|proposed|foreseen|need|limited|reduced|postponed until|delayed until)\w+ed
    |went|took|sent|made|got|gave|held|found|met|began|ran|wrote|built|brought|put|saw|was|were|had)\b
""")
MONTHS_THAT_ARE_WORDS = frozenset(("may", "march", "mar"))  # a month only where it stands like one
BEFORE_A_MONTH = frozenset(
    ("in", "by", "until", "till", "since", "for", "of", "early", "late", "mid", "end", "to")
)
