"""What says that there is no danger, that it is over, or that the words about it are for the bot."""

from bot.reading.vocabulary.notation import phrase, phrases

TROUBLE = phrase(r"""
(?:outages?|incidents?|emergenc(?:y|ies)|vulnerabilit(?:y|ies)|compromises?|breach(?:es)?
    |intrusions?|losses|loss|exploits?|exploited|exploitation|downtimes?|down|corruption|attackers?
    |attacks?|success|evidence|signs?|malware)
""")
# Denied: there is none.
DENIED = phrases(
    r"""
(?:no|zero|without|any|never|nor|free of|not an?)(?: \w+){0,3} <trouble>\b
(?:not|isn't|aren't|wasn't|weren't|never) (?:\w+ )?(?:affected|vulnerable|exploitable|compromised
    |impacted|urgent|hacked|an? (?:emergency|incident|outage|issue)|exploited|critical|exposed|down
    |exploitable)\b
unaffected|(?:does|do|did)(?:n't| not) (?:affect|apply|impact)|less urgent|nothing urgent|non-?urgent
(?:nothing|none|nobody|no one|neither)(?: \w+){0,2} (?:is|are|was|were|has been|have been|got|went)
    (?:\w+ )?(?:down|broken|lost|hacked|affected|compromised|offline|damaged|leaked|stolen|urgent)\b
false (?:alarm|positive)
""",
    trouble=TROUBLE,
)
# Begins a clause that has no subject of its own, or only one that stands for what was said before.
_IT = phrase(r"""
(?:(?:and|now|then|but|since|meanwhile|already|all|fully|has|have|been|is|are|was|were|got|it|it's|they|this|that
    |these|both|everything|everyone|everybody|things|we're|we are|which|who
    |(?:the |this |that )?(?:issue|problem|outage|incident|services?|fault|connectivity|situation)) )*
""")
LEANING = phrases(
    r"""
<it>(?:fixed|resolved|restored|recovered|repaired|solved|replaced|reverted|closed|over|back|up|online
    |returned|working|normal|fine|good|stable|running)(?:$| (?:again|now|at|by|on|in|since|within|after
    |this|yesterday|today|meanwhile|to|up|online|as|and|with)\b)
false alarm|no longer|not (?:true|so)\b
(?:from |\w+day |\d\d?/\w+ )*\d\d?:\d\d\b.*?(?:-|to|until|till) ?\d
""",
    it=_IT,
)
# Begins an answer to what was quoted before it.
REBUTTALS = phrases(r"""
(?:\W|ok |oh |well |sorry )*(?:no(?:$|[,.!;]| (?:it|that|this|we|they|longer|need)\b)
    |(?:nope|nah|not (?:true|really|so|any ?more|down|the case|an?|at all)|wrong|never ?mind|false
    |fixed|solved|resolved|already fixed|please ignore|ignore|don't worry
    |all (?:good|fine|well)|that(?:'s| is| was) (?:not|wrong|false|old|over|the test|a test|no)
    |(?:it|that|this|all|everything)(?:'s| is| was) (?:not|up|fine|ok|okay|good|back|running|working|over
    |fixed|resolved|solved|done|(?:only |just )?a test)|(?:it )?works (?:for me|fine|again)|we(?:'re| are) not
    |(?:it )?(?:isn't|wasn't))\b)
""")
_POLITE = phrase(r"""
(?:(?:please|pls|plz|hi|hey|hello|bot|minutesbot|could you|can you|would you|kindly|just|sorry|oops|and|ok
    |so)[,:]? )*
""")
# A message to the bot about what it took for an emergency, and no report of one.
TO_THE_BOT = phrases(
    r"""
<polite>(?:delete|remove|drop|withdraw|strike|undo|cancel|correct|edit|change|move|ignore|disregard|forget|take|put
    |list|file|mark|rename|repeat|show|stop) (?:[\w'"-]+ ){0,6}?(?:items?|entry|entries|emergency|emergencies
    |alarms?|lines?|outages?|incidents?|section|report|message|news|ongoing|minutes|reminding
    |asking)(?: (?:about|on|of|for|from|to|off|under|above|below|again)\b.*)?[.!?]*$
<polite>(?:how|where|when|what|which|why|should|can|could|may|shall|do|does|did|would) (?:[\w']+ )*?(?:i|we
    |you) (?:[\w']+ ){0,6}?(?:report|file|write|mention|announce|tell|add|enter|list|mark|correct|remove
    |delete|withdraw|undo|post|put|say) (?:[\w']+ ){0,4}(?:emergency|emergencies|outages?|incidents?
    |alarms?)\b.*
<polite>(?:that|this|it|mine|what i wrote|the (?:last|first) (?:one|item|line)) ?(?:'s not|'s|is not|is
    |was not|was|wasn't|isn't) (?:not |no |never |only |really )*(?:an? |meant as an? )?(?:emergency|outage
    |incident|alarm)[.!?]*$
(?:you|the bot) (?:[\w']+ ){0,3}(?:filed|listed|put|marked|told|posted|took|understood|counted|announced
    |misread) .*
why (?:is|was|are|were|did you|do you) .*(?:an? emergency|emergencies|in the channel|listed|filed|posted).*
""",
    polite=_POLITE,
)
