"""What people say to the bot: questions, what it should do, and commands typed as a reply."""

from bot.reading.vocabulary.notation import phrase, phrases

# Questions to the bot, about the call or about itself; what else ends in a question mark is status.
QUESTIONS = phrases(r"""
(?:when|what time|where) (?:do|does|will) (?:we|it|they) (?:meet|start|begin)\b.*|(?:do|must|should) (?:i
    |we) (?:really )?(?:have|need) to\b.*
who (?:reports?|is reporting|speaks|covers|stands in) (?:for|on|this|next|today)\b.*
(?:when|what time|at what time|where|on which day|which day|what day)(?:'s| is| are| was| will| does
    | do)(?: be)? (?:the |our |this |next |this week's |today's |tomorrow's )*(?:call|meeting|deadline
    |minutes|next)\b.*
(?:by |until )?when (?:do|should|must|is|does|would|will|are|can) (?:you|i|we|it|this|my update
    |the update)\b.*
(?:is|are|do|will|does) (?:there|we|the)(?: still)?(?: be| have)?(?: (?:a|the|any|no))? ?(?:call
    |meeting)s?\b.*
(?:what|which|how much|how many)(?: \w+)? (?:did|do|have|will|would|should|can) (?:you
    |i) (?:\w+ )?(?:note|noted|get|got|have|has|understand|understood|write|record|recorded|need|want
    |post|report|know|see)\b.*
(?:did|do|have|can|could|will|would|are|were) you\b.*\?.*
(?:can|could|would) you (?:please )?(?:move|show|send|remind|add|tell|delete|remove|change|put|resend)\b.*
(?:how|where) (?:do|can|should|does|is|are) (?:i|this|that|it|the bot|you|my)\b.*|what (?:should|do
    |can) (?:i|you)\b.*
who (?:are you|is this|else|has|hasn't|have|did|reads|sees|gets|wrote|is missing|is chairing|chairs)\b.*
what(?:'s| is| are) (?:this|that|(?:still )?on my list|my list|the agenda|the (?:phone |dial-in )?number
    |the dial-in|the link|the url|the format|left|missing)\b.*
(?:can|may|could|should|shall|must|am|did) i\b.*\?
is (?:this|that|it) (?:ok|okay|right|correct|enough|fine|what you)\b.*
is (?:this|it|that)(?: still)? (?:thing on|on|working|in time|too late|the right (?:place|channel
    |way))\b.*
(?:until|till|by|before|since) (?:when|what time)(?: \w+)? (?:may|can|could|do|must|should|shall) (?:i
    |we)\b.*
how (?:i|we) (?:can|could|may|should|do)\b.*
(?:what|which) (?:did|do|have|does) (?:u|ya|the bot|it|minutesbot) (?:\w+ )?(?:file|filed|note|noted|get
    |got|have|write|record|take|put|need|want|know)\b.*
would you mind \w+ing\b.*|(?:can|could|would|will) (?:u|the bot) (?:please |pls )?(?:move|show|send
    |remind|add|tell|delete|remove|change|put|resend|ask)\b.*
what(?:'s| is| was) (?:due|expected|required|wanted|the deadline|the date|the time|for the call|next)\b.*
(?:anyone|anybody|somebody|someone|are you|you) (?:there|here|alive|awake|a bot|real|human)
help|help me|what can you do|what do you do|help please|please help|commands?|menu|how does this work
    |why (?:me|are you|do you|did you|do i|was i|am i)\b.*|huh|what
""")

_PLEASE = phrase(r"""
(?:(?:please|pls|hey|hi|ok|bot|minutesbot|just|you can|you should|could you|can you|i want you to
    |i'd like you to|and|no|sorry|oh|also|now) )*
""")
_BOTHER = phrase(r"""
(?:(?:remind|ping|ask|bother|nudg|nudge|spam|spamm|bugg|pester|pok|annoy|nag|nagg|notify
    |harass)(?:ing)?(?: (?:me|us|everyone|my team))?|(?:messag|writ|contact|email|mail|text|tell|send|dm
    |call)(?:ing|e)?(?: to)? (?:me|us)|(?:send
    |post)(?:ing)? (?:me |us )?(?:these |the |those |your )?(?:reminders|pings|messages|nags)|reminders?
    |pings?|nagging)
""")
_SO_OFTEN = phrase(r"""
(?: (?:again|any ?more|now|today|this week|every \w+|so often|all the time|until \w+|for (?:today|now
    |this week|updates|reports|status|the call)|about (?:this|it|that)|on \w+s|at night|please|pls|thanks
    |thank you))*
""")
_ONE = phrase(r"""
(?:items?|lines?|entry|entries|bullets?|bullet points?|updates?|reports?|messages?|ones?|emergency|alarm
    |reply|replies|notes?|answers?|posts?|sentences?|points?|submission|thing|part|text)
""")
_THAT = phrase(
    r"""
(?:it|that|this|them|everything|all|all of (?:it|that|this)|both|those|these|(?:number|item|line
    |bullet) \d+|(?:what|that which) i (?:wrote|sent|said|posted)|(?:the|my|that|this|these
    |those)(?: \w+){0,2} <one>(?: \d+)?|(?:the )?(?:last|previous|first|second|third|two
    |latest)(?: \w+){0,2} <one>)
""",
    one=_ONE,
)
_FROM = phrase(r"""
(?: (?:please|pls|again|too|now|today|for (?:now|me|today)|above|instead|back|right away|asap|thanks
    |thank you|sorry|entirely|(?:from|to|into|under|in|on|off) (?:the |my )?(?:list|minutes|page|wiki
    |channel|news|ongoing|emergencies|report|update|record|card|right section|other section)|as (?:news
    |ongoing|emergency|an emergency|done|resolved|no emergency)|that i (?:wrote|sent|posted|added)
    |i (?:just )?(?:wrote|sent|posted)|about (?:the )?\w+(?: \w+)?))*
""")
# What the bot should do; a button or a command does it, words do not.
REQUESTS = phrases(
    r"""
<please>(?:stop|quit|cease|pause|mute|snooze|no more|enough|enough with|don't|do not|never)(?: (?:the
    |your|all|these|ever|with|of))* <bother><often>
<please>(?:delete|remove|drop|cancel|undo|discard|withdraw|forget|disregard|scratch|strike|retract|erase
    |revert|unpublish|unpost|take back|take out|take down|take|throw away|revoke) <that>(?: (?:back|out
    |down|off))?<from>
<please>(?:edit|change|correct|fix|rename|replace|move|put|mark|file|amend|reword|rephrase|keep|hide
    |merge) <that><from>
<please>(?:post|publish|send|resend|show|repeat|add) (?:it|this|that|them|my (?:update|report|list|items
    |status)|the (?:minutes|list|last list))<from>
<please>(?:remind|ask|ping|nudge|notify|tell|show) (?:me|us|him|her|them)(?: (?:later|again|tomorrow
    |today|tonight|next week|on \w+|in (?:an?|one|two|\d+|half an) \w+|after \w+|at \S+|by \w+
    |about (?:it|this|that)|instead|before (?:the|my) \w+|(?:my|the) (?:last )?(?:list|items|update
    |report|status|notes|minutes|help)|what you (?:have|noted|got)|please|then|when it's time
    |an hour before))+
<please>ask (?:someone else|somebody else|my (?:deputy|colleague|boss|stand-in)|(?!me)\w+)(?: (?:instead
    |this week|about that|about it|next time|please))+|<please>ask my (?:deputy|colleague|stand-in)
<please>(?:unsubscribe|opt out|leave me alone|go away|shut up|sign me out|opt me out
    |take me off(?: (?:the|this|your) list)?|remove me(?: from (?:the|this|your) (?:list|call))?)
(?:i'll |i |let me |we )?(?:pass|skip)(?: (?:this week|this time|this one|today|for (?:me|now|today
    |this week)|please|next week|on this(?: one)?|me))*
<please>mark (?:me|us|my area) as (?:away|absent|done|reported|no report|nothing new)
<please>(?:skip|cancel|postpone) (?:the|this|next|today's|tomorrow's|this week's)(?: week's)? (?:call
    |meeting)(?: please)?
""",
    please=_PLEASE,
    bother=_BOTHER,
    often=_SO_OFTEN,
    that=_THAT,
    **{"from": _FROM},
)
# Typed as a reply, where the chat would run them from its own line.
COMMANDS = phrases(r"""
[/!](?:minutes|minutesbot|status|away|help|remind|feed|dnd|invite|leave|who|msg|search|shrug|mute)(?: .*)?
@?minutes(?:bot)? (?:status|help|away|back|report|preview|skip|move|post|who|why|history|undo|remind
    |actions?|search)(?: .*)?
""")
