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
(?:\d{4}-\d\d-\d\d|(?:the )?<number>\.? (?:of )?<month>(?:,? \d{4})?
    |<month> (?:the )?<number>(?:,? \d{4})?|\d{1,2}\.\d{1,2}\.?(?:\d{4})?|\d{1,2}/\d{1,2}(?:/\d{4})?
    |(?:next |this |the coming )?<weekday>|today|tomorrow|tonight|(?:the )?\d{1,2}(?:st|nd|rd|th)
    |(?:the )?end of (?:the |this |next )?(?:week|month|<month>)|the weekend)\b\.?
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
WHEN = phrase(
    r"""
(?:(?:from |between )?<date> ?<to> ?(?:and )?<date>
    |(?:from |between )?(?:the )?<number>\.? ?<to> ?(?:the )?<number>\.? (?:of )?<month>
    |(?:from |between )?(?:the )?<month> <number> ?<to> ?<number>
    |(?:from |between )?\d{1,2}\. ?<to> ?\d{1,2}\.\d{1,2}\.?
    |<from> (?:incl\.? |including |and including )?<date>|(?:until|till) next week|(?:w/c|week of
    |week commencing|the week of) <date>|<date>|(?:for
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
_I = phrase(r"""
(?:i'm|i am|im|i'll be|i will be|ill be|i shall be|i'm going to be|i am going to be|i'm gonna be
    |i've been|i have been|i plan to be|i expect to be|i have to be|i need to be)[ ]
""")
_STILL = phrase(r"""
(?:(?:still|also|currently|again|just|unfortunately|probably|now|officially|actually|sadly|all|back) )*
""")
_LEAVE = r"(?:vacation|vacations|holidays?|leave|pto|sabbatical|honeymoon)"
# Said without "I'm" as well: no machine is on vacation.
_PERSON = phrase(
    r"""
(?:(?:away |out |off )?on (?:(?:a|an|my|annual|sick|parental|maternity|paternity|medical|family|paid
    |unpaid|bereavement|summer|winter|christmas|short|long|business|work) )*(?:<leave>
    |trip(?: to (?:\w+ )?\w+)?|business|travel)|(?:out|off|home|at home|away) (?:sick|ill)|(?:off
    |home) with (?:a cold|the flu|covid)|sick(?: leave| day)?|ooo|oof|out of (?:the )?office
    |out-of-office|out of town|out of the country|(?:annual|sick|parental|maternity|paternity) leave
    |(?:calling|called) in sick|on jury duty|on my day off|(?:staying )?(?:at )?home (?:today )?with (?:a
    |my) sick (?:kid|child|son|daughter)|off the grid|(?:my|the) (?:kid|kids|child|children|son|daughter
    |wife|husband|partner|family) (?:is|are) (?:sick|ill)|taking (?:(?:some|a|an) )*(?:pto|leave|vacation
    |time off|sick day|day off|week off|few days off)|vacation|pto)
""",
    leave=_LEAVE,
)
_ONLY_MINE = phrase(r"""
(?:out|away|off|off work|not available|unavailable|not around|not in|not in the office|not working
    |not here|not there|not with you|not online|offline|afk|gone|absent|ill|abroad|unwell|in hospital
    |in the hospital|under the weather|down with (?:a cold|the flu|covid|fever|a fever)|at (?:a|the|an
    |\w+)(?: \w+)? (?:conference|workshop|summer school)|on the road|without internet|not reachable
    |unreachable|hard to reach|at (?:the )?(?:doctor|dentist|hospital)|at (?:the )?airport
    |having (?:surgery|an operation)|recovering(?: from \w+)?|moving(?: house)?|on strike)
""")
_TRAVELLING = r"(?:on the road|travell?ing(?: to \w+)?|away|on a plane|moving house|busy elsewhere)"
_VERBS = phrase(
    r"""
(?:i )?(?:won't|wont|will not|can't|cannot) be (?:available|around|in|here|there|online|working
    |in the office|reachable|able to (?:report|join|write))|not in(?= (?:today|tomorrow|this|next|until
    |on))|(?:(?:i'm|i am|i'll be|i will be) )?taking (?:<when>) off|(?:i'm|i am|i'll) (?:take
    |taking) (?:<span>) off|i(?:'ve| have)? (?:booked|planned) (?:<leave>|(?:<span>) off)
    |i have (?:the flu|covid|a cold|a fever|<date> off)|i(?:'ve got| have| take|'ll take
    | will take) (?:(?:some|a|my) )*(?:<leave>|day off|days off|time off|week off)
    |my (?:\w+ )?(?:<leave>) (?:is|starts|begins|runs|goes)
""",
    date=DATE,
    leave=_LEAVE,
    span=SPAN,
    when=WHEN,
)
_FILL = phrase(r"""
(?:sorry|apologies|hi|hello|hi all|hello all|hey|hi team|all|fyi|note|heads up|heads-up|just a heads up
    |just so you know|reminder|so|and|but|please|thanks|thank you|unfortunately|sadly|again|cheers|bye|-
    |with limited access to email|(?:so )?(?:there (?:is|will be) )?(?:no|nothing|nothing new
    |no new)(?: (?:updates?|report|news|to report|from me|from my side|this week|this time|today
    |until then|next week))+|until then|see you (?:then|after)|staying (?:at )?home|staying in bed
    |working from home|(?:please )?(?:ask|contact|ping|talk to) (?!me)\w+(?: \w\.)?(?: (?:instead
    |meanwhile|until then|if urgent|for anything urgent))?|(?!i )\w+(?: \w\.)?(?: (?:covers|cover
    |will cover|is covering|stands in|will stand in|fills in|takes over|reports|for me|meanwhile
    |instead))+|(?:i )?(?:can't|won't|cannot|will not)(?: (?:join|make|attend|be at|the|it|this|next|call
    |meeting|today|week))+|as (?:announced|i said|said)|will be)
""")
# Where to, with whom, and why: only behind "I'm".
_WHERE = phrase(r"""
(?:in|at|with|due to|because of|for|from|attending|visiting|near|via)(?: (?!until|till|back|so|and|but
    |which|that|because|while)[\w'/&-]+){1,4}
""")
# In other languages; their dates are not told.
_ABROAD = phrase(r"""
(?:(?:ich bin|bin|ich war|je suis|estoy|sono|estou|ik ben|я|сейчас) )?(?:(?:bis|diese|nächste|heute
    |noch) (?:\S+ ){1,3})?(?:im urlaub|auf urlaub|krank|krankgeschrieben|auf dienstreise|abwesend
    |in elternzeit|außer haus|urlaub|en vacances|en congés?|en congé maladie|en arrêt maladie|malade
    |absente?|en déplacement|de vacaciones|de baja|enferm[oa]|de viaje|in ferie|in vacanza|in malattia
    |malat[oa]|in trasferta|de férias|doente|de licença|em viagem|op vakantie|met vakantie|ziek|vrij
    |в отпуске|на больничном|в командировке|болею)(?: (?:bis|ab|vom|diese|nächste|heute|morgen|jusqu'au
    |jusqu'à|du|cette|la|aujourd'hui|demain|hasta|esta|hoy|mañana|fino|dal|questa|oggi|domani|até|de|hoje
    |amanhã|tot|deze|volgende|vandaag|morgen|до|\u0441|на|сегодня|завтра)(?: [\w./-]+){0,4})*[ ]
""")
AWAY = phrase(
    r"""
(?:(?:<fill>|today|tomorrow|this week|next week) ){0,4}?(?:<i><still>(?:(?:<person>|<mine>)[ ]
    |<travelling> (?:<where> )?(?=<when> ))(?:(?:<when>|<fill>|<where>|<still><person>) ){0,8}|(?:(?:(?:i
    |am|will be) <still>)?(?:<person>[ ]|<travelling> (?=<when> ))|(?:<verbs>)[ ])(?:(?:<when>|<fill>
    |<still><person>) ){0,8}|<abroad>)
""",
    abroad=_ABROAD,
    fill=_FILL,
    i=_I,
    still=_STILL,
    person=_PERSON,
    mine=_ONLY_MINE,
    travelling=_TRAVELLING,
    verbs=_VERBS,
    when=WHEN,
    where=_WHERE,
)
