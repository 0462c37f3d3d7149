"""What people write around the status; a whole clause has to be made of one of these."""

from bot.reading.vocabulary.notation import phrase, phrases

_WHEN = phrase(r"""
later|soon|shortly|asap|now|right now|today|tonight|tomorrow|this afternoon|this morning
    |this evening|in (?:a|an|a few|the|one|two|\d+) (?:bit|sec|second|seconds|minute|minutes|min
    |mins|moment|hour|hours)|(?:before|after|at|on|during|until) (?:the |my |this )?(?:call|meeting
    |lunch|noon|\d\S*)|by (?:noon|tonight|tomorrow|\d\S*)|all day
""")
_WHOM = r"all|you all|everyone|everybody|team|folks|guys|there|again|bot|minutesbot|again all"
_SIDE = r"me|us|my side|our side|here|my end|our end|my area|our area|this area|this section"
_BEING = r"(?:(?:i'm|i am|i was|i've|i have|am|was|were|been|currently|still|stuck|just) )*"
_DAY = r"(?:today|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_MEETING = phrase(
    r"""
(?:<day>|this week)'s (?:call|meeting|minutes|sync)
    |<day>
    |(?:the |our |this |next |weekly |status ){1,4}(?:call|meeting|minutes|sync)(?: (?:on )?<day>)?
""",
    day=_DAY,
)
_SPAN = phrase(r"""
today|now|this week|the week|last week|this time|yet|so far|this meeting|the meeting|the call
    |this call
""")
_TAIL = phrase(
    r"""
(?: (?:at all|really|currently|significant|new|special|major|urgent|big|right now|at the moment
    |at this time|to (?:report|add|mention|share|declare)|known|afaik|as far as (?:i|we) (?:know
    |can tell)|(?:that )?(?:i|we|i'm|i am|we are)(?: know| aware)? of|(?:from|for|on|in) (?:<side>)
    |<side>|(?:for |since )?(?:the )?(?:<span>)|since (?:the )?last (?:week|time|call|meeting)
    |last (?:time|call|meeting)))*+
""",
    side=_SIDE,
    span=_SPAN,
)
_NO = r"(?:no|no known|no new|no significant|no major|no urgent|no open|no active|no further|no other|zero)"
_DANGERS = phrase(r"""
(?:emergency|emergencies|vulnerability|vulnerabilities|incidents?|outages?|alerts?
    |security (?:issues?|incidents?|problems?|news))
""")
_THINGS = r"(?:news|updates?|items?|progress|reports?|status|issues?|problems?|tickets?)"
# There is nothing: under a heading an explicit none, else what the reply as a whole says.
NOTHING = phrases(
    r"""
(?:none|nothing|nil|n/a|na|n\.a|nope|no|nada|not applicable|nichts)<tail>
(?:nothing|none) (?:(?:new|significant|special|major|else|much|big|really) )*(?:to (?:report|add|mention
    |share)|happened|changed)<tail>
not (?:that|as far as) (?:i|we) know(?: of)?<tail>
not (?:much|a lot|anything)(?: new| to report| to add| happening| going on)*<tail>
(?:i|we)(?: (?:have|got|don't have|do not have)|'ve got|'ve)? (?:got )?(?:nothing|none|anything
    |no <things>)(?: new)?<tail>
(?:there (?:is|are|was|were) )?(?:nothing|none)<tail>
(?:there (?:is|are|was|were) |there's )?<no> <things><tail>
""",
    tail=_TAIL,
    no=_NO,
    things=_THINGS,
)
# Under Emergencies that is none; alone it says that there is nothing; under another heading it is an item.
QUIET = phrases(
    r"""
(?:it (?:is|was) |it's |been )?(?:a |very |pretty |rather |all |so )*quiet(?: week| here| overall
    | again)*<tail>
(?:all|everything|everything's|everything is|things are|all is) (?:(?:is|very|pretty) )*(?:quiet|clear
    |calm|good|fine|ok|green|well|normal|in order|smooth)<tail>
business as usual<tail>
""",
    tail=_TAIL,
)
# Under Ongoing it keeps last week's list; alone it says that there is nothing new.
UNCHANGED = phrases(
    r"""
(?:all |still )?unchanged<tail>
<no> changes?<tail>
nothing (?:has )?changed<tail>
""",
    tail=_TAIL,
    no=_NO,
)
NO_EMERGENCY = phrases(
    r"""
(?:any )?(?:issues?|problems?|blockers?|concerns?|showstoppers?)(?: ?[:?-])? (?:none|no|nothing|nil|n/a
    |nope)<tail>
(?:there (?:is|are|was|were) |there's )?<no> <dangers>(?:(?: or | and |/|, )<dangers>)*<tail>
""",
    tail=_TAIL,
    no=_NO,
    dangers=_DANGERS,
)
SAME = phrases(r"""
(?:it's |its |still |all |just |please )*(?:the )?same(?: (?:status|list|items|update|report|things|stuff
    |thing
    |story))?(?: (?:as|like|from) (?:last (?:week|time|call|meeting)|before|previously
    |the last one)(?:'s)?)?(?: for me| here| again| please)*
(?:as|like) last (?:week|time)|as before|ditto|idem
(?:just |please )*(?:see|copy|repeat|reuse|keep|use|take) (?:my |the )?last (?:week|time)(?:'s)?(?: (?:update
    |report|list|status|items))?
""")
SMALL_TALK = phrases(
    r"""
# thanks and greetings
(?:many |lots of )?(?:thanks|thank you|thx|tnx|ty|cheers|merci|danke|gracias)(?: (?:so much|very much
    |a lot|a bunch|again|in advance|<whom>))*(?: for (?:(?:the|your|this|that|all) )*(?:reminder|ping
    |nudge|patience|heads up|note|help|call|work|info)| for (?:reminding|asking|pinging|waiting
    |understanding|checking|letting me know)(?: me| in)?| (?!to|for|goes|the|and|from)\w+(?: (?!to|for
    |goes|the|and|from)\w+)?)?
(?:hi|hello|hey|hallo|howdy|dear|greetings|good (?:morning|afternoon|evening|day)|morning)(?: (?:<whom>|\w+))?
(?:have a )?(?:good|great|nice|lovely) (?:day|week|weekend|one|evening)(?: (?:<whom>|too))?
(?:happy (?:new year|holidays|birthday|friday|easter|thanksgiving)
    |merry christmas)(?: to)?(?: (?:<whom>))?
# being late, or away from the keyboard
(?:sorry|apologies) (?:for|about)(?: (?:the|my|being|a|so|this|all))* (?:(?:late|delayed|slow|tardy
    |belated) (?:reply|update|answer|response|report|message|one)|delay|late|lateness|noise|typos?|spam
    |wait|silence)
(?:sorry )?(?:that )?(?:i'm|i am|it's|this is|am|for being)(?: (?:a bit|a little|so|very|too
    |running))* late(?: again)?
(?:i )?(?:just|only)(?: now)? (?:saw|seen|read|noticed|got|found) (?:this|it|that|your (?:message|ping
    |reminder))(?: (?:now|<when>))*|(?:i )?missed (?:this|it|that|your (?:message|ping|reminder))
(?:will do(?: it| that| so)?|on it|i'm on it|working on it|doing it|one (?:moment|sec|second|minute)
    |just a (?:sec|second
    |moment|minute)|hold on|wait|coming|coming up)(?: (?:<when>))*
give me (?:a |an |\d+ |two |five |ten )?(?:sec|second|minute|minutes|moment|hour)
<being>(?:in|at|on) (?:(?:a|an|another|the|my|back to back|back-to-back) )*(?:meetings?|calls?|train
    |plane|flight|workshop|airport|conference|(?:dentist|doctor|medical)(?:'s)? appointment|appointment
    |dentist|doctor|transit)(?: (?:<when>))*
<being>(?:driving|travelling|traveling|commuting|flying|busy|afk|brb|boarding)(?: (?:<when>))*
(?:i was|i've been|was|been) (?:sick|ill|away|(?:on|out on) (?:vacation|holidays?|leave))(?: (?:<when>))*
(?:talk|speak|see you|see ya|ttyl|bye|bye bye|goodbye|cu|until)(?: (?:to you|<when>|then|there|<whom>))*
# about the reply itself
(?:i'll |i will |will |i'm going to |going to |gonna |let me |i'd |i can )*(?:get back(?: to you)?|send
    |write|post|do|add|provide|submit|update|fill|finish|give|share|report|have)(?: (?:you|this|it|mine
    |my|in|the|an?|up|some|something|stuff|more|details|updates?|reports?|status|list|notes|bullets
    |area))*(?: (?:<when>))+
(?:more )?(?:later|more to come|more to follow|to be continued|tbc|stay tuned
    |more (?:<when>))(?: today)?
(?:please )?(?:see|find) (?:below|attached)|here(?:'s| is| are) mine|back (?:<when>)|(?:i )?(?:have
    |got) to (?:run|go)
(?:(?:weekly|status|weekly status) (?:report|update)|status|report)(?: (?:of|for|from) (?:<span>|<side>))*
(?:(?:best|kind|warm|many) )?(?:regards|wishes)|best|br|sincerely|yours(?: truly)?
(?:(?:here(?:'s| is| are| comes?| come)?|this is|these are|below (?:is|are)|the following (?:is
    |are)) )?(?:my|our|the|an?|this week's|today's) (?:(?:quick|short|brief|weekly
    |latest) )?(?:\w+ )?(?:updates?|reports?|status|items|notes|bullets|summary|list)(?: (?:below
    |from (?:<side>)|for (?:<span>|tuesday|today's call|<side>|\w+)))*
(?:updates?|report|status|bullets) (?:from|for) (?:<side>|<span>)
(?:(?:here(?:'s| is| are)|this is|these are|and|now) )?(?:(?:(?:my|our|the) (?:part|points|bits?|items
    |input|contribution|piece|bullets|lines)|(?:from|on) (?:<side>)
    |what (?:i|we) have(?: got)?) )?for (?:<meeting>)
here(?:'s| is) what (?:i|we) have(?: got)?(?: so far)?
(?:here (?:you|we) go|here it is|here they are|there you go|there it is|voila|as requested|as promised
    |fyi)
(?:that's|that is|thats|that was) (?:all|it|everything)(?: (?:from|for|i have|i've got|<side>|<span>))*
(?:looks? (?:good|right|fine|correct|ok)|lgtm|all (?:set|done)|that's (?:right|correct|fine
    |good))(?: (?:to|with|for) (?:me|us))?
(?:it's |i'm |all |i am |and )?done(?: (?:now|already))?|(?:just |already )?(?:sent|submitted)(?: (?:it
    |mine|my update|that))?
i (?:just |already |have )*(?:did|sent|submitted|updated)(?: (?:it|mine|my update|that
    |this))?(?: (?:already|above|earlier))?
(?:test|testing|ping|just testing|this is a test)(?: (?:1 2 3|123|please ignore|ignore|message))*
    |(?:please )?ignore(?: (?:this|that|it|my last message|the last one|the above))?
(?:forgot|i forgot|almost forgot|and|btw|by the way|one more thing|ps|p\.s|edit)
# who comes to the call
(?:i'll|i will|will|i might|might|i may) (?:be|join|call in|dial in)(?: (?:a bit|a few|minutes|minute
    |late|on time|there|the|call|<when>|\d+))+
(?:i )?(?:can't|cannot|can not|won't|will not|won't be able to) (?:make|join|attend|be)(?: (?:it|there
    |on|at|to|the|this|call|meeting|today|week|time|tomorrow))*
# yes and no, and how one feels about it; these last, for longer phrases begin with them
(?:ok|okay|okey|k|kk|alright|all right|sure thing|sure|fine|great|perfect|cool|nice|super|awesome
    |excellent|good|wonderful|brilliant)
(?:yes|yep|yeah|yup|right|correct|exactly|agreed|indeed|noted|understood|roger|ack|got it|gotcha
    |i see)(?: (?:will do|please|thanks))?
(?:please|pls|oops|ups|sorry|my bad|apologies|my apologies|hm|hmm|hmmm|hmmmm|ah|oh|well|wow|lol|haha|hahaha
    |heh|yay|ugh|argh)
(?:no worries|no problem|np|never mind|nevermind|you're welcome|yw|my pleasure|no rush|congrats
    |congratulations|well done|good job|nice work)
""",
    when=_WHEN,
    whom=_WHOM,
    side=_SIDE,
    span=_SPAN,
    being=_BEING,
    meeting=_MEETING,
)
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
(?:can|could|would) you (?:please )?(?:move|show|send|remind|add|tell|delete|remove|change|put
    |resend)\b.*
(?:how|where) (?:do|can|should|does|is|are) (?:i|this|that|it|the bot|you|my)\b.*|what (?:should|do
    |can) (?:i|you)\b.*
who (?:are you|is this|else|has|hasn't|have|did|reads|sees|gets|wrote|is missing|is chairing|chairs)\b.*
what(?:'s| is| are) (?:this|that|(?:still )?on my list|my list|the agenda|the (?:phone |dial-in )?number
    |the dial-in|the link|the url|the format|left|missing)\b.*
(?:can|may|could|should|shall|must|am|did) i\b.*\?
is (?:this|that|it) (?:ok|okay|right|correct|enough|fine|what you)\b.*
help|help me|what can you do|how does this work|why (?:me|are you|do you|did you|do i|was i|am i)\b.*
    |huh|what
""")
