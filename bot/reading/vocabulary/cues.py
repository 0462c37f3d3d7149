"""Wording that settles where an item belongs where nothing stronger does, and what says that it is finished.

Verbs such as "working on" or "still" are no cues: on real pages they are wrong two times out of three.
"""

from bot.reading.vocabulary.notation import phrase, phrases

_ONGOING = phrase(r"""
(?:ongoing|on-going|in progress|underway|under way|wip|unchanged|continuing|continues|no change|no news
    |no update|no progress)
""")
_FINISHED = r"(?:done|completed|complete|finished|released|deployed|closed|resolved|fixed)"
ONGOING_CUES = phrases(
    r"""
[\[(](?:still )?(?:<ongoing>|continued|cont'?d|in review|pending)[\])]
^(?:still )?<ongoing>(?: ?[:,.;!]| -|$)
(?:[:;,.\u2013\u2014-] ?|is |are |still |remains? )(?:still )?<ongoing>(?: (?:this week|since last week
    |yet|for now|here))?$
no (?:change|news|update|progress) (?:on|for|with|from|regarding|about|since)\b
^(?:wip|continuing|continued)\b
^(?:🚧|🏗|🔄|🔁|⏳|🛠)
^still (?:waiting (?:for|on)|pending|blocked|in the queue|in review|under review|in testing)\b
""",
    ongoing=_ONGOING,
)
NEWS_CUES = phrases(
    r"""
[\[(](?:new|<finished>)[\])]
(?:^|: |- )(?:<finished>|new|announced|approved)\b
(?:is|are|was|were|has been|have been|now) (?:\w+ )?(?:out|live|in production)$
<finished>$
^(?:📰|🗞|🆕|🎉|✅|✨)
""",
    finished=_FINISHED,
)
FINISHED = phrases(
    r"""
(?:<finished>|concluded|delivered|retired|decommissioned|cancell?ed|dropped|abandoned)\b
(?:is|are) (?:now )?(?:out|live|in production|over)\b
✅|☑
""",
    finished=_FINISHED,
)
NOT_FINISHED = phrases(
    r"""
(?:not|n't|never|to be|will be|be|being|almost|nearly|partly|half|when|once|until|before|if|yet to be
    |\d ?%)(?: \w+){0,3} (?:<finished>|delivered|retired)\b
""",
    finished=_FINISHED,
)
