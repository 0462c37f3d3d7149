"""What people write around the status; a whole clause has to be made of one of these."""

from bot.reading.vocabulary.notation import listed, phrase, phrases

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
SAME = phrases(r"""
(?:it's |its |still |all |just |please )*(?:the )?same(?: (?:status|list|items|update|report|things|stuff
    |thing
    |story))?(?: (?:as|like|from) (?:last (?:week|time|call|meeting)|before|previously
    |the last one)(?:'s)?)?(?: for me| here| again| please)*
(?:as|like) last (?:week|time)|as before|ditto|idem
(?:the|our|my) (?:situation|status|list|state|report|update) (?:is|has|remains?
    |stays?) (?:still )?(?:the same|unchanged)(?: (?:as|like)(?: in| on| at)?(?: the)?
     (?:last|previous) (?:week|time|call|meeting|report|one))?
(?:just |please )*(?:see|copy|repeat|reuse|keep|use|take) (?:my |the )?last (?:week
    |time)(?:'s)?(?: (?:update
    |report|list|status|items))?
""")
# Titles of what the minutes have around the areas; a form that is filled in keeps them where nobody is named.
FRAME_TITLES = frozenset(
    listed(
        "regrets|apologies|apologies for absence|absent|absentees|excused|attendees|attendance|attending"
        "|present|not present|aob|any other business"
    )
)

SMALL_TALK = phrases(
    r"""
# thanks and greetings
(?:many |lots of )?(?:thanks|thank you|thx|tnx|ty|cheers|merci|danke|gracias)(?: (?:so much|very much
    |a lot|a bunch|again|in advance|<whom>))*(?: for (?:(?:the|your|this|that|all) )*(?:reminder|ping
    |nudge|patience|heads up|note|help|call|work|info)| for (?:reminding|asking|pinging|waiting
    |understanding|checking|letting me know)(?: me| in)?| (?!to|for|goes|the|and|from)\w+(?: (?!to|for
    |goes|the|and|from)\w+)?)?
(?:hi|hello|hey|hallo|howdy|dear|greetings|good (?:morning|afternoon|evening|day)|morning)(?: (?:<whom>
    |(?:dear|my) \w+|\w+))?
(?:have a )?(?:good|great|nice|lovely|wonderful|pleasant|safe) (?:day|week|weekend|one|evening|trip
    |holidays?)(?: (?:<whom>|too|ahead))*
(?:happy (?:new year|holidays|birthday|friday|easter|thanksgiving)
    |merry christmas)(?: to)?(?: (?:<whom>))?
# being late, or away from the keyboard
(?:sorry|apologies) (?:for|about)(?: (?:the|my|being|a|so|this|all))* (?:(?:late|delayed|slow|tardy
    |belated) (?:reply|update|answer|response|report|message|one)|delay|late|lateness|noise|typos?|spam
    |wait|silence)
(?:sorry|sry) late
    |(?:(?:sorry|sry) )?(?:that )?(?:i'm|i am|it's|this is|am|for being)(?: (?:a bit|a little|so|very|too
    |running))* late(?: again)?
(?:and )?(?:i )?(?:just|only)(?: now)? (?:see|saw|seen|read|noticed|got|found) (?:this|it|that
    |your (?:message|ping
    |reminder))(?: (?:now|<when>))*|(?:i )?missed (?:this|it|that|your (?:message|ping|reminder))
(?:will do(?: it| that| so)?|on it|i'm on it|working on it|doing it|one (?:moment|sec|second|minute)
    |just a (?:sec|second
    |moment|minute)|hold on|wait|coming|coming up)(?: (?:<when>))*
(?:give me|gimme) (?:a |an |\d+ |two |five |ten )?(?:sec|second|minute|minutes|moment|hour|min|mins|secs)
<being>(?:in|at|on) (?:(?:a|an|another|the|my|back to back|back-to-back) )*(?:meetings?|calls?|train
    |plane|flight|workshop|airport|conference|(?:dentist|doctor|medical)(?:'s)? appointment|appointment
    |dentist|doctor|transit)(?: (?:<when>))*
<being>(?:driving|travelling|traveling|commuting|flying|busy|afk|brb|boarding)(?: (?:<when>))*
(?:i was|i've been|was|been) (?:sick|ill|away|(?:on|out on) (?:vacation|holidays?|leave))(?: (?:<when>))*
(?:talk|speak|see you|see ya|ttyl|bye|bye bye|goodbye|cu|until)(?: (?:to you|at (?:one|two|three|four|five
    |six)|all|<when>|then|there|<whom>))*
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
(?:and )?here(?:'s| is) what (?:i|we)(?: have|'ve)?(?: got| been up to| been doing| did| done)?(?: so far
    | this week| last week)*
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
# meant for somebody else
(?:(?:oops|sorry|ups|ah) )?(?:(?:that was|this was|it was) )?(?:(?:in |for )?the )?wrong (?:window|channel
    |chat|thread|person|bot
    |room|button|conversation|tab|dm|paste|message|place)
(?:(?:that|this|it) (?:was|is) )?(?:not (?:for|meant for) (?:you|here|this chat|this)
    |(?:meant )?for (?:someone|somebody) else
    |meant for (?:another|a different) (?:channel|chat|person|window)|a (?:mistake|misclick|typo|mispaste))
    |wrong window
please (?:disregard|ignore)(?: (?:this|that|it|my last message))?|my mistake|didn't mean to send (?:this
    |that|it)
# a closing
(?:please )?let (?:me|us) know if (?:you (?:need|want|have) (?:any|some|more)?(?:thing|questions|comments
    |details| |more| else)*
    |there are (?:any )?(?:questions|comments)|anything is (?:missing|unclear|wrong))
(?:any|if you have) questions (?:just )?(?:let me know|ask)|(?:just )?(?:ping|ask|message
    |contact) me (?:for (?:questions
    |details|more)|if (?:anything(?: is unclear)?|you (?:have questions|need more)))
    |happy to (?:answer questions|discuss
    |explain|elaborate)(?: more| further| in the call)?|(?:kind|best|warm|many) (?:regards|wishes|greetings)
(?:best|warmest|kindest) (?:regards|wishes)|greetings from \w+|all the best|take care|have fun|speak soon
    |talk soon|cheers all
    |rgds|kr|with (?:kind|best) (?:regards|wishes)|respectfully|regards from \w+
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
(?:please|pls|oops|ups|sorry|sry|soz|my bad|apologies|my apologies|hm|hmm|hmmm|hmmmm|ah|oh|well|wow|lol
    |haha|hahaha
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
