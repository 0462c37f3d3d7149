"""How people say of themselves that they are away, and from when to when."""

from bot.reading.vocabulary.notation import phrase

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
COUNTS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "a couple of": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "ten": 10,
}

MONTH = phrase(r"""
(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?
    |oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)
""")
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = phrase(
    r"""
(?:\d{4}-\d\d-\d\d|<number>\.? (?:of )?<month>(?:,? \d{4})?|<month> (?:the )?<number>(?:,? \d{4})?
    |\d{1,2}\.\d{1,2}\.?(?:\d{4})?|\d{1,2}/\d{1,2}(?:/\d{4})?|(?:next |this |the coming )?<weekday>|today
    |tomorrow|tonight|(?:the )?\d{1,2}(?:st|nd|rd|th)|(?:the )?end of (?:the |this |next )?(?:week|month
    |<month>)|the weekend)\b\.?
""",
    number=NUMBER,
    month=MONTH,
    weekday=WEEKDAY,
)
SPAN = phrase(r"(?:a|an|one|two|a couple of|three|four|five|six|seven|eight|ten|\d{1,2}) (?:day|week)s?")
_TO = r"(?:to|until|till|til|through|thru|and|-|\u2013|\u2014)"
_BACK_AT = r"(?:(?:on|by|again|at work|in the office|from|in) )*"
_BACK = phrase(
    r"""
(?:(?:and|i'm|i am|i'll be|i will be|will be|should be|am|be) )*(?:back|returning|return|in again
    |online again|available again) <at>(?:<date>|next week|<span>|the week after)
""",
    at=_BACK_AT,
    date=DATE,
    span=SPAN,
)
_FROM = phrase(r"""
(?:until|till|til|through|thru|up to|to|on|from|since|starting|starting on|starting from|beginning|as of
    |by)
""")
_WHEN = phrase(
    r"""
(?:(?:from |between )?<date> ?<to> ?(?:and )?<date>
    |(?:from |between )?(?:the )?<number>\.? ?<to> ?(?:the )?<number>\.? (?:of )?<month>
    |(?:from |between )?(?:the )?<month> <number> ?<to> ?<number>
    |(?:from |between )?\d{1,2}\. ?<to> ?\d{1,2}\.\d{1,2}\.?
    |<from> (?:incl\.? |including |and including )?<date>|(?:until|till) next week|<date>|(?:for
    |over) (?:the )?(?:next |coming |another |about )?(?:<span>|week|month|day|few days|few weeks)
    |(?:for )?(?:the )?rest of (?:the|this) (?:day|week|month)|this week|next week|all week|all day
    |the whole week|this month|next month|this morning|this afternoon|this evening|these days
    |over the holidays|until further notice|(?:all )?(?:this|next) week|the week|right now|at the moment
    |currently|starting next week|from next week|starting today|as of today|now|<span>|in <month>
    |during <month>|until <month>|<back>)
""",
    back=_BACK,
    date=DATE,
    to=_TO,
    number=NUMBER,
    month=MONTH,
    span=SPAN,
    **{"from": _FROM},
)
_WHO = phrase(r"""
(?:(?:i'm|i am|im|i'll be|i will be|i shall be|i'm going to be|i am going to be|i've been|i have been|am
    |will be) )
""")
_STILL = phrase(r"""
(?:(?:still|also|currently|again|just|unfortunately|probably|now|officially|actually|sadly|all|back) )*
""")
_LEAVE = r"(?:vacation|vacations|holidays?|leave|pto|sabbatical|honeymoon)"
# Said without "I'm" as well: no machine is on vacation.
_PERSON = phrase(
    r"""
(?:(?:away |out |off )?on (?:(?:a|an|my|annual|sick|parental|maternity|paternity|medical|family|paid
    |unpaid|bereavement|summer|winter|christmas|short|long|business|work) )*(?:<leave>|trip|business
    |travel)|(?:out|off|home|at home|away) (?:sick|ill)|(?:off|home) with (?:a cold|the flu|covid)
    |sick(?: leave| day)?|ooo|oof|out of (?:the )?office|out-of-office|out of town|out of the country
    |(?:annual|sick|parental) leave|taking (?:(?:some|a|an) )*(?:pto|leave|vacation|time off|sick day
    |day off|week off|few days off)|vacation|pto)
""",
    leave=_LEAVE,
)
_ONLY_MINE = phrase(r"""
(?:out|away|off|off work|not available|unavailable|not around|not in|not in the office|not working
    |not here|absent|ill|abroad|unwell|in hospital|in the hospital|under the weather|down with (?:a cold
    |the flu|covid|fever|a fever)|at (?:a|the|an|\w+)(?: \w+)? (?:conference|workshop|summer school)
    |on the road|without internet|not reachable)
""")
_TRAVELLING = r"(?:on the road|travell?ing|away|on a plane|moving house|busy elsewhere)"
_VERBS = phrase(
    r"""
i (?:won't|will not|can't|cannot) be (?:available|around|in|here|there|online|working|in the office
    |able to report)|(?:i'm|i am|i'll be|i will be) taking (?:<when>) off|i(?:'ve got| have| take
    |'ll take| will take) (?:(?:some|a|my) )*(?:<leave>|day off|days off|time off|week off)
    |my (?:<leave>) (?:is|starts|begins|runs|goes)
""",
    leave=_LEAVE,
    when=_WHEN,
)
_FILL = phrase(r"""
(?:sorry|apologies|hi|hello|hi all|hello all|hey|hi team|all|fyi|note|heads up|heads-up|just a heads up
    |just so you know|reminder|so|and|but|please|thanks|thank you|unfortunately|sadly|again|cheers|bye|-
    |with limited access to email|(?:so )?(?:there (?:is|will be) )?(?:no|nothing|nothing new
    |no new)(?: (?:updates?|report|news|to report|from me|from my side|this week|this time|today
    |until then|next week))+|until then|see you (?:then|after)|(?:please )?(?:ask|contact|ping
    |talk to) (?!me)\w+(?: \w\.)?(?: (?:instead|meanwhile|until then|if urgent|for anything urgent))?
    |(?!i )\w+(?: \w\.)?(?: (?:covers|cover|will cover|is covering|stands in|will stand in|fills in
    |takes over|reports|for me|meanwhile|instead))+|(?:i )?(?:can't|won't|cannot|will not)(?: (?:join
    |make|attend|be at|the|it|this|next|call|meeting|today|week))+|as (?:announced|i said|said)|will be)
""")
AWAY = phrase(
    r"""
(?:(?:<fill>|today|tomorrow|this week|next week) ){0,4}?(?:(?:<who><still>|(?:i )?)(?:<person>)[ ]
    |<who><still>(?:<mine>)[ ]|(?:<who><still>)?(?:<travelling>) (?=<when> )|(?:<verbs>) )(?:(?:<when>
    |<fill>|<still>(?:<person>)) ){0,8}
""",
    fill=_FILL,
    who=_WHO,
    still=_STILL,
    person=_PERSON,
    mine=_ONLY_MINE,
    travelling=_TRAVELLING,
    verbs=_VERBS,
    when=_WHEN,
)
