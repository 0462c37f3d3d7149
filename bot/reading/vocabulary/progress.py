"""Words that tell whether a statement goes on with one of last week, and say nothing of its matter."""

from bot.reading.vocabulary.notation import phrases

_STATUS = """
a about after again almost also an and are as at been before being but by can continue continued
continues continuing current currently done expected far few for from further going had half has have i if
in into is it its just more mostly my nearly next no now of off on one ongoing or our out over partly
pending planned please progress remain remaining remains see since small so some soon start still such
than that the their them then there these they this to today under underway until up us wait waiting was
way we week well were when which while who will wip with work worked working yet you
"""
_TURNS = """
not no never without started stopped failed cancelled canceled delayed postponed merged published
shipped submitted launched announced approved accepted rejected denied tagged broken broke lost
discovered record signed
"""
STATUS = frozenset(_STATUS.split())  # what any statement may have: small words, and how far a matter is
TURNS = frozenset(_TURNS.split())  # with one of these more or less a statement tells another thing
RECORDS = frozenset(("reached", "reach", "reaches", "record", "peak", "peaked", "hit", "holds", "high"))
NO_PROGRESS = phrases(r"""
not yet\b
not much (?:new|progress|change)\b
(?:nothing new|no (?:answer|reply|response|news|progress|changes?|updates?|trouble|problems?|issues))(?:
     (?:yet|so far|this week|since last week|since then|here))?\b
""")
"""What says in words that elsewhere turn a statement round that it goes on as it was."""

SO_MANY_OF_ALL = r"(?P<done>\d{1,9}) ?(?:/|(?:out )?of(?: the| all)?) ?(?P<all>\d{1,9})(?!\d|[./-]\d)"
PERCENT = r"(?P<part>\d{1,9}(?:[.,]\d{1,9})?) ?(?:%|percent\b|per cent\b)"
LEFT = r"(?P<left>\d{1,9}) (?:\w+ ){0,2}?(?:left|remaining|to go|open|pending|outstanding|missing)\b"
