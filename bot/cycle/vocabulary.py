# ruff: noqa: E501, ISC004 - being laid out as a table; see the next commit
"""What people write, and what they mean by it: the one table behind every decision about words.

Headings and openers are plain words. The other tables hold phrases in regular-expression notation; they are
looked for in text that is in small letters, with straight quotes and single spaces (see `wording`).
"""

from bot.model.call import Section

# Headings, beside the labels of the area itself. `/` stands for any of: / & + , and
HEADINGS: dict[Section, tuple[str, ...]] = {
    Section.NEWS: (
        "news",
        "new",
        "what's new",
        "whats new",
        "new/noteworthy",
        "update",
        "updates",
        "status update",
        "status updates",
        "highlight",
        "highlights",
        "done",
        "completed",
        "complete",
        "finished",
        "accomplished",
        "accomplishments",
        "achievements",
        "delivered",
        "released",
        "shipped",
        "announcements",
        "last week",
        "past week",
        "previous week",
        "operations last week",
        "last week operations",
        "last week's highlights",
        "since last week",
        "since last call",
        "since last meeting",
        "yesterday",
    ),
    Section.ONGOING: (
        "ongoing",
        "on-going",
        "on going",
        "still ongoing",
        "in progress",
        "in-progress",
        "work in progress",
        "in the works",
        "in flight",
        "wip",
        "working on",
        "currently working on",
        "continuing",
        "continued",
        "carried over",
        "this week",
        "operations this week",
        "this week operations",
        "next week",
        "plans",
        "planned",
        "plan",
        "next steps",
        "upcoming",
        "to do",
        "todo",
        "other major activities",
        "other major activities in progress",
        "major activities",
        "other activities",
        "no significant news",
        "no news",
        "ongoing/no significant news",
        "operations",
        "ops",
    ),
    Section.EMERGENCIES: (
        "emergencies",
        "emergency",
        "vulnerabilities",
        "vulnerability",
        "incidents",
        "outages",
        "urgent",
        "security issues",
        "security issue",
        "security incidents",
        "security incident",
        "security emergencies",
        "security vulnerabilities",
        "critical",
        "critical issues",
        "urgent issues",
    ),
}

# One occurrence, not the section: as a heading of its own, but no prefix ("Outage: over since noon").
HEADINGS_ALONE: dict[Section, tuple[str, ...]] = {
    Section.EMERGENCIES: ("incident", "outage"),
}

HEADING_EMOJI: dict[str, Section] = {
    "📰": Section.NEWS,
    "🗞": Section.NEWS,
    "🆕": Section.NEWS,
    "🎉": Section.NEWS,
    "✅": Section.NEWS,
    "✨": Section.NEWS,
    "📣": Section.NEWS,
    "📢": Section.NEWS,
    "🚧": Section.ONGOING,
    "🏗": Section.ONGOING,
    "🔄": Section.ONGOING,
    "🔁": Section.ONGOING,
    "⏳": Section.ONGOING,
    "🛠": Section.ONGOING,
    "🔧": Section.ONGOING,
    "🚨": Section.EMERGENCIES,
    "🔥": Section.EMERGENCIES,
    "🆘": Section.EMERGENCIES,
}

# What may stand before or behind a heading's word without changing it: "any emergencies this week".
BEFORE_HEADING = (
    "any",
    "my",
    "our",
    "the",
    "current",
    "currently",
    "recent",
    "latest",
    "weekly",
    "key",
    "main",
)
BEHIND_HEADING = (
    "this week",
    "last week",
    "of the week",
    "for the week",
    "for this week",
    "from last week",
    "since last week",
    "since last call",
    "since last time",
    "since the last call",
    "for today",
    "so far",
    "items",
    "work",
    "tasks",
    "activities",
    "topics",
    "stuff",
    "things",
    "section",
)

_SO_FAR = (
    r"(?: (?:at all|really|here|today|now|yet|so far|currently|significant|new|special|major|urgent|big|much"
    r"|right now|at the moment|at this time|at present|to report|to add|to mention|to declare|to share"
    r"|(?:that )?i(?:'m| am)? (?:know|aware) of|that we know of|we know of|known|as far as (?:i|we) (?:know|can tell)"
    r"|afaik|from (?:me|us|my side|our side|here)|on (?:my|our) (?:side|end)"
    r"|(?:for |since )?(?:this|the|last|the last) (?:week|time|call|meeting|one)"
    r"|(?:for|in|from|on) (?:this|the|my|our) (?:area|section|week|side|end)))*"
)
_THINGS = (
    r"(?:news|updates?|items?|changes?|progress|report|status|emergenc(?:y|ies)|vulnerabilit(?:y|ies)"
    r"|incidents?|outages?|security (?:issues?|incidents?|problems?)|issues?|problems?|tickets?|alerts?)"
)
_LACKING = r"(?:no|no known|no new|no significant|no major|no urgent|no open|no active|zero|not any)"

# There is nothing, said alone: under a heading it is an explicit none, else the reply as a whole says so.
NOTHING = (
    rf"(?:none|nothing|nil|n/?a|n\.a\.?|nope|no|nada|zilch|not applicable|nix){_SO_FAR}",
    rf"(?:nothing|none) (?:new |significant |special |major |else |much )?(?:to (?:report|add|mention|share)|happened|changed){_SO_FAR}",
    rf"not (?:that|as far as) (?:i|we) know(?: of)?{_SO_FAR}",
    rf"(?:i|we)(?: have|'ve|'ve got| have got| don't have|)? (?:nothing|none|anything)(?: new)?{_SO_FAR}",
    rf"(?:there (?:is|are|was|were) )?(?:nothing|none){_SO_FAR}",
    rf"(?:there (?:is|are|was|were) )?{_LACKING} {_THINGS}(?:/{_THINGS})?{_SO_FAR}",
    rf"(?:it was )?(?:all |everything(?:'s| is)? |a |very |pretty )*(?:quiet|clear|calm|good|fine|ok|green|well)"
    rf"(?: week| here| overall| again)*{_SO_FAR}",
    rf"(?:unchanged|no changes?|nothing changed){_SO_FAR}",
)
NO_EMERGENCY = (
    rf"(?:there (?:is|are|was|were) )?{_LACKING} (?:emergenc(?:y|ies)|vulnerabilit(?:y|ies)|incidents?|outages?"
    rf"|security (?:issues?|incidents?|problems?)|alerts?)"
    rf"(?:(?:/| or | and )(?:emergenc(?:y|ies)|vulnerabilit(?:y|ies)|incidents?|outages?))*{_SO_FAR}",
)
SAME = (
    r"(?:it's |its |still )?(?:the )?same(?: (?:status|list|items|update|report|things|stuff|thing|story))?"
    r"(?: (?:as|like) (?:last (?:week|time|call|meeting)|before|previously|the last one))?(?: for me| here)?",
    r"(?:as|like) last (?:week|time)|as before|ditto|idem",
    r"(?:please )?(?:see|copy|repeat|reuse|keep|use) (?:my |the )?last (?:week|time)(?:'s)?(?: (?:update|report|list|status|items))?",
)

# Talk to the bot or about the reply itself; a whole clause has to be made of these.
SMALL_TALK = (
    r"(?:many )?(?:thanks|thank you|thx|tnx|ty|cheers|merci|danke|gracias)"
    r"(?: (?:so much|very much|a lot|a bunch|a million|again|in advance))*"
    r"(?: (?:for (?:the|your|this) (?:reminder|ping|nudge|patience|heads up|note|help|call)|for (?:reminding|asking|pinging)(?: me)?"
    r"|for waiting|for understanding|(?!to|for|goes|the)\w+(?: (?!to|for|goes|the|and)\w+)?))?",
    r"(?:hi|hello|hey|hallo|howdy|dear|greetings)(?: (?:there|all|everyone|everybody|team|folks|bot|minutesbot|again|@?\w+))?",
    r"good (?:morning|afternoon|evening|day)(?: (?:all|everyone|team|folks|bot|minutesbot))?",
    r"(?:have a )?(?:good|great|nice) (?:day|week|weekend|one|evening)(?: (?:all|everyone|too))?",
    r"(?:ok|okay|okey|k|kk|okie|alright|all right|sure|sure thing|fine|great|perfect|cool|nice|super|awesome|excellent|good)",
    r"(?:yes|yep|yeah|yup|ja|oui|right|correct|exactly|agreed|indeed|noted|understood|roger|ack|got it|gotcha|i see)"
    r"(?: (?:will do|please|thanks))?",
    r"(?:please|pls|oops|sorry|my bad|apologies|my apologies|hmm+|ah|oh|well|wow|lol|haha+|heh|yay|ugh|argh)",
    r"(?:sorry|apologies)(?: (?:for|about)(?: the| my| being)? (?:delay|late|late reply|late update|lateness|noise|typos?|spam|wait|delayed response)"
    r"| i(?:'m| am)(?: a bit)? late| (?:it's|this is|for being)(?: a bit)? late| a bit late)",
    r"(?:will do|on it|i'm on it|working on it|doing it now|in a (?:moment|minute|sec|second|bit)|one (?:moment|sec|second|minute)"
    r"|just a (?:sec|second|moment|minute)|hold on|give me (?:a |an |\d+ )?(?:sec|second|minute|minutes|moment|hour))",
    r"(?:i'm |i am |am |currently |still )*(?:in|at) (?:a|another|the) (?:meeting|call|train|plane|workshop)(?: (?:right now|now|all day|until \S+))?",
    r"(?:i'm |i am )?(?:driving|travelling|traveling|busy|afk|brb)(?: (?:right )?now)?(?: \S+)?",
    r"(?:talk|speak|see you|see ya|ttyl|bye|goodbye|cu)(?: (?:to you )?(?:later|soon|then|tomorrow|at the call|on the call|there))?",
    r"(?:i'll |i will |will |going to |gonna |let me )?(?:get back to you|send|write|post|do|add|provide|submit|update|fill|finish|give)"
    r"(?: you| this| it| mine| my| in| the| an?| update| updates| report| status| list| it in| more)*"
    r"(?: (?:later|soon|shortly|asap|today|tonight|tomorrow|this afternoon|this morning|after(?: the)? (?:lunch|meeting)"
    r"|before the (?:call|meeting)|in (?:an hour|a bit|a minute|a few minutes|\d+ minutes|\d+ min)|by (?:noon|tomorrow|tonight|\d\S*)))+",
    r"(?:more )?(?:later|more to come|more to follow|to be continued|tbc|stay tuned|more (?:later|soon|tomorrow))(?: today)?",
    r"(?:(?:please )?(?:see|find) |here(?:'s| is| are| comes?| come)? |this is |below (?:is|are) |the following (?:is|are) )"
    r"(?:below|attached|(?:my|our|the|an?|some|this week's|today's)(?: \w+){0,3} (?:updates?|report|status|items|notes|bullets|summary|list)"
    r"|(?:updates?|report|status) (?:from|for) (?:me|us|my side|our side|\w+))"
    r"(?: (?:below|for (?:today|this week|the week|the call|today's call|tuesday|the meeting|\w+)|from (?:me|us|my side|our side)))*",
    r"(?:here (?:you|we) go|here it is|there you go|there it is|voila|as requested|as promised|as discussed|fyi)",
    r"(?:my|our) (?:updates?|report|status|items|notes)(?: (?:for|this|today|week|the|call|is|are|below|from|me|us))*",
    r"(?:that's|that is|thats) (?:all|it|everything)(?: (?:from|for) (?:me|us|now|today|my side|our side|this week))*",
    r"(?:looks? (?:good|right|fine|correct|ok)|lgtm|all (?:good|set|done)|that's (?:right|correct|fine|good))(?: (?:to|with|for) (?:me|us))?",
    r"(?:(?:it's |i'm |all |i am )?done|(?:just )?sent|submitted|(?:i )?(?:already )?(?:did|sent|submitted)(?: (?:it|mine|my update|that))?(?: already)?)",
    r"(?:no worries|no problem|np|never ?mind|you're welcome|yw|my pleasure|no rush|congrats|congratulations|well done|good job)",
    r"(?:test|testing|ping|testing testing|just testing|this is a test)(?: (?:1 2 3|123|please ignore|ignore))?|(?:please )?ignore(?: (?:this|that|my last message))?",
    r"happy (?:new year|holidays|birthday|friday|easter|thanksgiving)(?: (?:all|everyone|to all|to you|everybody))?|merry christmas(?: (?:all|everyone))?",
    r"i(?:'ll| will)? (?:(?:be|join|call in|dial in)(?: (?:a bit|a few minutes|on the call|\d+ minutes|there|late|today|the call))+)"
    r"|(?:i )?(?:can't|cannot|can not|won't|will not) (?:make|join|attend)(?: (?:it|the call|the meeting|today|this week|this time|call|meeting))*",
    r"(?:forgot|i forgot|almost forgot|also|and|btw|by the way|one more thing|p\.?s\.?|edit|correction)",
)

# Questions to the bot, about the call or about itself; what else ends in a question mark is status.
QUESTIONS = (
    r"(?:and |so |hi |hey |hello |ok |sorry |btw )?(?:when|what time|at what time|where|on which day|which day|what day)(?:'s| is| are| was| will| does| do)"
    r"(?: be)? (?:the |our |this |next |this week's |today's |tomorrow's )*(?:call|meeting|deadline|minutes|next (?:call|meeting|one)|next)\b.*",
    r"(?:by )?when (?:do|should|must|is|does|would|will|are) (?:you|i|we|it|this|my update|the update)\b.*",
    r"(?:is|are|do|will|does) (?:there|we|the|the call)(?: still)?(?: be| have)?(?: (?:a|the|any))? ?(?:call|meeting|calls)?\b.*\b(?:call|meeting|today|tomorrow|tuesday|this week|next week|on)\b.*\?",
    r"(?:what|which|how much|how many)(?: \w+)? (?:did|do|have|will|would|should|can) (?:you|i) (?:\w+ )?"
    r"(?:note|noted|get|got|have|has|understand|understood|write|record|recorded|need|want|post|report|know|see)\b.*",
    r"(?:did|do|have|can|could|will|would|are|were) you\b.*\?.*|(?:can|could|would) you (?:please )?(?:move|show|send|remind|add|tell|delete|remove|change|put)\b.*",
    r"(?:how|where|what) (?:do|can|should|does|is|are) (?:i|this|that|it|the bot|you|my)\b.*",
    r"who (?:are you|is this|else|has|hasn't|have|did|reads|sees|gets|wrote|is missing|is chairing|chairs|runs)\b.*",
    r"what(?:'s| is| are) (?:this|that|on my list|my list|the agenda|the phone number|the number|the dial-in|the link|the url|the format|still on my list|left)\b.*",
    r"(?:can|may|could|should|shall|do|must|am|did) i\b.*\?|is (?:this|that|it) (?:ok|okay|right|correct|enough|fine|what you)\b.*",
    r"(?:help|/?help me|what can you do|how does this work|why (?:me|are you|do you|did you|do i|was i|am i)\b.*|huh\?|what\?|\?+)",
)

# Broken or dangerous, now. Each is looked for in one clause.
DANGER = (
    r"emergenc(?:y|ies)\b",
    r"urgent(?:ly)?\b",
    r"outages?\b",
    r"(?:is|are|'s|still|has been|have been|currently|again|gone|went|just went|all|both|completely|totally|hard) down\b(?! to)",
    r"down (?:since|again|now|hard|right now|at the moment|for everyone|completely|as of|with|due to a|because)\b",
    r"(?:is|are|still|has been|have been|currently|went|gone|been) (?:completely |currently |all |still )?(?:offline|unreachable|unavailable|inaccessible|unresponsive|dead|broken|hung|dark)\b",
    r"(?:unreachable|offline|unavailable|unresponsive|broken) since\b",
    r"(?:not|isn't|aren't|stopped|no longer) (?:responding|reachable|available|working)\b",
    r"(?:has|have|was|were|been|is|are|got|account|key|host|node|server|password|credentials?|root)(?: \w+)? (?:compromised|hacked|breached|stolen|leaked|hijacked|ransomed|exposed)\b",
    r"(?:compromise|breach|intrusion|break-in)\b",
    r"(?:exploit(?:ed|ing)|exploits? in the wild|under attack|attackers?|ddos|ransomware|rootkit|malware|cryptominers?|coin miners?|backdoor)\b",
    r"cve-\d{4}-\d+",
    r"(?:zero|0)-day\b",
    r"(?:critical|severe|serious|root|remote|high) (?:\w+ )?(?:vulnerabilit(?:y|ies)|exploit|security hole|security bug|flaw)\b",
    r"(?:data (?:loss|corruption)|lost (?:data|files)|(?:losing|corrupting) (?:data|files|records)|data (?:is|are|was|were|has been|have been) (?:lost|corrupted|destroyed|gone))\b",
    r"(?:files?|disks?|databases?|records?|filesystem|array)(?: (?:is|are|was|were|has been|have been|got))? (?:lost|corrupted|corrupt|destroyed|wiped)\b",
    r"(?:all|every|most|every single)(?: \w+){0,3} (?:failing|fail|fails|rejected|crashing|held|stuck|lost)\b",
    r"(?:certificates?|cert|ca|crls?|proxy|proxies|credential)(?: \w+){0,3} (?:has|have|just|already)? ?expired\b",
    r"(?:power|cooling|network|chiller|ups|fibre|fiber|ac|air conditioning|raid)(?: \w+){0,2} (?:failure|failed|is out|out|cut|loss|lost|is gone)\b",
    r"(?:fire|flood|flooding|smoke|water leak|overheating)(?: (?:in|at|alarm)\b)",
    r"(?:cannot|can't|can not|unable to|nobody can|no one can|users can't) (?:submit|log ?in|authenticate|access|reach|connect|run any|read or write)\b",
    r"(?:security|major|critical) incident\b",
    r"(?:disk|disks|storage|partition|filesystem|spool) (?:is |are |completely )*full\b",
    r"🚨|🆘|:rotating_light:|:sos:",
)
DOWN_AT_THE_END = (
    r"^(?:the |our )?(?:[\w./'-]+ ){1,6}(?:is |are |'s )?(?:down|offline|unreachable|dead|compromised|hacked)$",
)
NOT_DOWN = (
    r"(?:slow|wind|winding|wound|shut|numbers?|jobs|usage|rates?|load|production|going|ramp\w*|scal\w+|cool\w*)"
    r" (?:is |are )?down\b",
    r"(?:calm\w*|settl\w+|track\w*|narrow\w*|nail\w*|up and|written|write|break\w*|broke|turn\w*|dial\w*) down\b",
)

# Not now, not really, or over: takes the danger out of the item unless PERSISTS says otherwise.
CALM = (
    r"(?:fixed|resolved|restored|recovered|mitigated|repaired|solved|remediated|contained|cleaned up|rolled back|reverted|healed|closed)\b",
    r"(?:back (?:up|online|in service|to normal|in production|on line)|up again|up and running|working again|online again|available again|operational again)\b",
    r"(?:was|were|had been|has been|have been) (?:\w+ )?(?:patched|updated|upgraded|replaced|renewed)\b|(?:patched|upgraded|renewed)\b",
    r"(?:fix(?:es|ing)?|patch(?:es|ing)?|address(?:es|ing)?|backport(?:s|ed|ing)?) (?:for |of |against |to )?(?:the )?(?:\w+ ){0,2}(?:cve|vulnerabilit|zero|flaw|bug)",
    r"(?:was|were) (?:\w+ )?(?:down|offline|unavailable|unreachable)\b",
    r"(?:planned|scheduled|announced|upcoming|future) (?:\w+ ){0,3}(?:outage|outages|downtime|downtimes|maintenance|shutdown|intervention)\b",
    r"(?:maintenance|drill|drills|exercise|table-?top|simulat\w+|rehears\w+|mock|dry run|dry-run|training|workshop|tutorial|talk|presentation|course|lessons)\b",
    r"(?:will|to|going to|would|may|might|could|should) (?:be|go) (?:\w+ )?(?:down|offline|unavailable)\b|(?:will|would|could|might|may) (?:\w+ ){0,2}(?:cause|mean|lead)\b",
    r"(?:false (?:alarm|positive)|post-?mortem|root cause analysis|rca|retrospective|after-?action|follow-?up (?:to|on|from)|documentation|documented|document|report(?:s)? (?:on|about|of)|history of|statistics|procedures?|runbook|playbook|policy|plan for|contacts?)\b",
    r"(?:not|isn't|aren't|wasn't|weren't) (?:\w+ )?(?:affected|vulnerable|exploitable|compromised|impacted|urgent|an? (?:emergency|incident|outage|issue)|exploited|critical|exposed|down)\b|unaffected|does(?:n't| not) (?:affect|apply|impact)",
    r"(?:no|zero|without|any|never|nor|free of)(?: \w+){0,3} (?:outages?|incidents?|emergenc(?:y|ies)|vulnerabilit(?:y|ies)|compromises?|breach(?:es)?|intrusions?|data loss|loss|exploits?|exploit|exploited|downtime|down|corruption|attackers?|success|evidence|sign)\b",
    r"(?:in case of|if (?:\w+ ){0,4}(?:down|compromised|fails|an?)|what if|when (?:\w+ ){0,3}goes down|how to|prevent\w*|protect\w*|detect(?:s|ing|ion)|monitor(?:s|ing)? for|alarm(?:s)? (?:for|on)|tolera\w+|surviv\w+|hardening|test(?:s|ed|ing)? (?:\w+ ){0,6}(?:attack|malicious|outage|failure|failover))",
    r"(?:less|not|non-?|isn't|nothing) urgent\b|last week's (?:outage|incident|emergency)|(?:after|following|since|because of|caused by|due to|during|from) (?:the |last |this |an? |yesterday's |\w+day's )*(?:\w+ ){0,3}(?:outage|incident|breach|compromise|power cut)",
    r"(?:outage|incident|downtime|emergency|alarm)(?: \w+){0,4} (?:over|ended|finished|done|last (?:week|month|year))\b|(?:closed|ended|over|finished|completed)\b.{0,20}\b(?:incident|outage)",
    r"emergency (?:contacts?|procedures?|release process|number|phone|plan|exit|lights?|change (?:process|procedure))",
)
PERSISTS = (
    r"still\b(?! (?:fixed|up|good|fine))",
    r"not (?:yet|all|fully|completely) |not (?:been )?(?:fixed|resolved|patched|restored|recovered|contained)",
    r"again (?:down|offline|since)|(?:down|offline|out|failing|broken) again",
    r"(?:remains?|remaining|unpatched|unresolved|unfixed|unmitigated|being (?:actively )?exploited|actively exploited|exploited in the wild)",
    r"(?:please|must|need to|needs to|have to|should) (?:\w+ )?(?:patch|upgrade|update|drain|reboot|revoke|rotate|disable)(?! to the docs)\b",
    r"(?:patch|upgrade|update|reboot) (?:now|immediately|asap|at once|today|urgently)",
    r"(?:no|without a?|awaiting a?|waiting for (?:a |the )?|working on (?:a |the )?|until (?:a |the )?|no known) ?(?:fix|patch|workaround|eta)\b",
)

# Wording that settles it where nothing stronger does.
ONGOING_CUES = (
    r"[\[(](?:still |on ?-?)?(?:on-?going|in progress|wip|no change|unchanged|continued|cont'?d?|in review|pending)[\])]",
    r"^(?:wip|still on-?going|still in progress|on-?going|in progress|continuing|continued|continues?|no change|no news|no update|no progress|nothing new)\b",
    r"(?:[:;,.\u2013\u2014-] ?|^|is |are |still |remains? )(?:still )?(?:on-?going|in progress|under ?way|wip|unchanged|continuing|no change|no news|no update|no progress|continues)(?: (?:this week|since last week|yet|for now))?$",
    r"(?:no (?:change|news|update|progress) (?:on|for|with|from|regarding|about|since))\b",
    r"^(?:🚧|🏗|🔄|🔁|⏳|🛠)",
    r"^still (?:waiting (?:for|on)|pending|blocked|in the queue|open|in review|under review|in testing|running|not done)\b",
)
NEWS_CUES = (
    r"[\[(](?:done|new|completed|finished|released|closed)[\])]",
    r"(?:^|: |- )(?:done|completed|finished|released|deployed|resolved|fixed|closed|new|announced|approved)\b",
    r"(?:is|are|was|were|has been|have been|now) (?:\w+ )?(?:done|completed|complete|finished|released|deployed|closed|out|live|in production)$",
    r"^(?:📰|🗞|🆕|🎉|✅|✨)",
)
FINISHED = (
    r"(?:done|completed|finished|released|deployed|closed|resolved|fixed|concluded|delivered|retired|decommissioned|cancell?ed|dropped|abandoned)\b",
    r"(?:is|are) (?:now )?(?:complete|out|live|in production|over)\b|✅|☑",
)
NOT_FINISHED = (
    r"(?:not|n't|never|to be|will be|being|almost|nearly|partly|half|when|once|until|before|if|yet to be|should be|can be|\d ?%)"
    r"(?: \w+){0,3} (?:done|completed?|finished|released|deployed|closed|resolved|fixed|delivered|retired)\b",
)
