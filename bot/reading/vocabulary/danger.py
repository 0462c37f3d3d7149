"""What sounds like an emergency, what takes the danger out of it, and what brings it back."""

from bot.reading.vocabulary.denials import TROUBLE
from bot.reading.vocabulary.notation import phrase, phrases

_NOW = r"(?:still|currently|again|completely|totally|fully|all|partly|partially|just|both|now)"
_BEING = r"(?:is|are|'s|has been|have been|went|gone|been|was|were|remains?)"
_OF_OURS = phrase(r"""
of (?:the|our|all) (?:[\w-]+ ){1,4}(?:accepts?|works?|responds?|answers?|starts?|runs?|is up|are up
    |is running|are running)\b
""")
# Broken or dangerous, now. Each is looked for in one clause.
DANGER = phrases(
    r"""
emergenc(?:y|ies)\b
urgent(?:ly)?(?: ?[:!,-]|$)|(?:is|are|very|this is) urgent\b|urgently\b
outages?\b
(?:(?:is|are|'s|has been|have been|went|gone|<now>) ){1,5}down\b(?! to)
down (?:since|again|now|hard|right now|at the moment|for everyone|completely|as of|with|due to a
    |because)\b
<being> (?:<now> ){0,4}(?:offline|unreachable|unavailable|inaccessible|unresponsive|dead|broken|hung|dark)\b
(?:unreachable|offline|unavailable|unresponsive|broken|failing|dead) (?:since|in production|for (?:all
    |everyone))\b
(?:not|isn't|aren't|stopped|no longer) (?:responding|reachable|available|working|answering)\b
(?:has|have|was|were|been|is|are|got|account|key|host|node|server|password|credentials?|root|site|portal
    |wiki)(?: \w+)? (?:compromised|hacked|breached|stolen|leaked|hijacked|exposed|defaced)\b
(?:hacked|hijacked|defaced|compromised)\b
(?:account|host|node|system|key|root|security|site|possible|suspected|confirmed) compromise\b
(?:breach|intrusion|break-in|intruders?)\b
exploit(?:ed|ing)\b|exploits? in the wild|active exploitation|exploit is public|under attack|attackers?\b
    |(?:ddos
    |dos attack)\b
(?:ransomware|rootkits?|malware|crypto ?miners?|coin miners?|backdoors?|trojan|worm|phishing)\b
(?:mined|mining) (?:coins|crypto|bitcoins?)\b|stolen (?:ssh )?(?:keys?|credentials|passwords?
    |accounts?)\b
(?:is|are|was|were|got|has been|have been|completely|totally|all|everything) (?:\w+ly )?(?:stuck|flooded
    |frozen
    |jammed|wedged|wiped|hosed|fried|without power|under water)\b
none <ours>
(?:not|no) one <ours>
(?:nodes?|servers?|pools?|disks?|hosts?|switch|router|gateways?|service|array|controller|robot|database
    |cluster)
    (?:\S+ )?(?:died|crashed|burnt|burned|melted|exploded)\b
(?:files?|data|records)(?: \w+){1,4} (?:is|are|was|were) (?:lost|gone|corrupt|corrupted|destroyed)\b
(?:keys?|passwords?|credentials?|tokens?|secrets?|data|accounts?)(?: \w+){0,6} (?:leaked|stolen|exposed)\b
unreachable\b|inaccessible\b
(?:still|remains?) (?:vulnerable|exposed|compromised|unpatched)\b
cve-\d{4}-\d+
(?:zero|0)-day\b
(?:critical|severe|serious|root|remote|dangerous|unpatched) (?:\w+ )?(?:vulnerabilit(?:y|ies)|exploit
    |hole|flaw)\b
data (?:loss|corruption|breach|leak)\b|(?:lost|losing|corrupting|lose) (?:\w+ ){0,3}(?:data|files
    |records|events|jobs)\b
(?:data|files?|disks?|databases?|records?|filesystem|file system|array|catalogue?|raid)(?: (?:is|are|was
    |were|has been|have been|got))? (?:lost|corrupted|corrupt|destroyed|wiped|gone)\b
(?:refuse[sd]?|refusing|(?:reject|kill|abort)(?:s|ed|ing)?|crash(?:es|ed|ing)?) (?:every|all|any)\b
hangs? (?:on|at|for) (?:every|all)\b
nothing (?:runs|works|starts|gets through)\b|(?:crashed|crashing) (?:and|again|every)\b
(?:do|does|did|will|would) not (?:come back|come up|start|boot|respond)\b
(?:don't|doesn't|didn't|won't) (?:come back|come up|start|boot|respond)\b
(?:all|every|most)(?: [\w/-]+){0,6} (?:failing|fail|fails|rejected|crashing|crash|held|stuck|lost
    |aborted|dying)\b
(?:certificates?|cert|ca|crls?|proxy|proxies|credentials?)(?: [\w.]+){0,4} expired\b
(?:power|cooling|network|chiller|ups|fibre|fiber|ac|air conditioning|raid)(?: \w+){0,2} (?:failure
    |failed|out|outage|cut|loss|lost|gone|dead|broken)\b|(?:lost|no) (?:power|cooling|network)\b
(?:fire|flood|flooding|smoke|water leak|water|overheating) (?:in|at|alarm)\b|overheat(?:s|ed|ing)\b
(?:cannot|can't|can not|unable to|nobody can|no one can) (?:submit|log ?in|authenticate|access|reach
    |connect|run any|run jobs|read or write|start)\b
(?:security|major|critical) incident\b
(?:disks?|storage|partition|filesystem|spool|pool|pools|buffer
    |buffers) (?:is |are |completely |100 ?% ){0,4}full\b
# nobody gets in, somebody does who must not, or something calls on everybody to keep off
(?:nobody|no one|no user|no site) (?:can |could |is able to |manages to )?(?:gets?|log|use|reach|read|write
    |submit|access|work|connect|renew|open|send|run|see)s?\b|(?:cannot|can't|can not) renew\b
(?:keys?|passwords?|tokens?|secrets?) (?:is|are|were|was) (?:\w+ )?(?:visible|readable|public|in the open)\b
(?:unauthorised|unauthorized|unknown|uninvited) (?:logins?|access|users?|changes|visitors?)\b
denial[ -]of[ -]service\b
(?:is|are|being) (?:sending spam|abused|misused)\b|(?:sending|sends) (?:out )?spam\b
(?:published|committed|posted|revoked|deleted|removed|wiped|shared) by (?:mistake|accident)\b
(?:do not|don't|please stop|stop|stay away from|hold off) (?:upgrade|upgrading|update|updating|use|using
    |write|writing|submit|submitting|install|installing)\b
pulled the plug\b
lets? (?:any|every)(?:one|body| \w+) become (?:root|admin)
# machines and rooms
(?:caught|on|is on) fire\b|burning\b|(?:is|are) smoking\b
temperatures? (?:is |are )?(?:still |now |fast |quickly )*(?:rising|climbing|too high|out of control)\b
backups?(?: \w+){0,10} (?:empty|unreadable|unusable|missing|worthless)\b
(?:production|processing|data taking|submission) (?:is |has |was )?(?:stopped|halted|at a standstill)\b
(?:water|rain|coolant) (?:is |was )?(?:dripping|leaking|running|pouring)\b
(?:nodes?|servers?|disks?|pools?|hosts?|sites?|volumes?|mounts?) (?:has |have |just )?(?:vanished|disappeared
    |dropped off|fell off)\b|lost (?:contact|connection|connectivity|touch) (?:with|to)\b
(?:dns|mail|e-mail|login|logins|internet|uplink|backbone) (?:is |are |has |have )?(?:gone|dead|lost)\b
(?:out of|ran out of|run out of|no more) (?:disk|disk space|space|memory|inodes)\b
keeps? (?:on )?(?:crashing|failing|dying|hanging|rebooting|restarting|dropping)\b
(?:refuse[sd]?|refusing|(?:reject|kick|lock)(?:s|ed|ing)?) (?:out )?(?:everybody|everyone|every|all
    |any)\b
(?:eats?|deletes?|destroys?|corrupts?|wipes?|overwrites?|loses) (?:\w+ ){0,2}(?:files?|data|jobs|records
    |events)\b
(?:do|does|did|will|would) not (?:start|boot|come up|come back|mount)\b
(?:jobs|transfers|logins|pilots) (?:die|fail|abort|crash|hang)(?: \w+){0,4} (?:every|all|any)
# short items that end with it: "wiki down"
^(?:[\w ./'-]{1,30}: (?:the |our )?(?:[\w./'-]+ ){0,6}|(?:the |our )?(?:[\w./'-]+ ){1,6})(?:(?:is|are
    |'s) )?(?:down|offline|unreachable|dead|flooded|hacked)(?:$|[,;:(]| -)
""",
    now=_NOW,
    being=_BEING,
    ours=_OF_OURS,
)
# Sounds like it and is not; what else stands in the clause still counts.
HARMLESS = phrases(r"""
(?:slow\w*|wind|winding|wound|shut|shutting|numbers?|jobs|usage|rates?|load|production|traffic|cpu|hours
    |going|ramp\w*|scal\w+|cool\w*|calm\w*|settl\w+|track\w*|narrow\w*|nail\w*|up and|written|writing
    |write|wrote|break\w*|broke|turn\w*|dial\w*|took|taken|take|taking|count|counts|error|errors|queue
    |backlog)(?: is| are| was| were)? down\b
(?:number|rate|count|amount|share|usage|load|backlog)(?: [\w-]+){0,4} (?:is |are |was |were |went |gone
    )*down\b
(?:after|following|since|because of|caused by|due to|during|from|about|on|to
    |by) (?:the |last |this |an? |\w+'s ){0,4}(?:\w+ ){0,2}(?:outage|incident|breach|break-in|intrusion
    |crash|flood|fire|attack|compromise
    |power cut|data loss)\b
emergency (?:contacts?|procedures?|release process|number|phone|plan|exit|lights?|change|response|drill
    |button)
# named after it
(?:outages?|incidents?|emergency|breach|vulnerability|intrusion|malware|phishing) (?:pages?|lists?|forms?
    |reports?|reporting|dashboards?|calendars?|templates?|maps?|archives?|notifications?|notices?|statistics|polic(?:y|ies)
    |plans?|handling|trackers?|courses?|scanners?|scans?|scanning|boards?|tests?|exercises?|awareness|training
    |guides?|checklists?)\b
down with (?:the |an? )?(?:\w+ )?(?:flu|cold|covid|fever|migraine|virus)\b
# told as a story: it had an end
(?:outages?|downtimes?)(?: [\w/-]+){0,6} (?:led to|lasted|occurred|happened|took place|caused some|on \w+day
    |yesterday|last (?:week|month|\w+day)|over the weekend)\b
there (?:was|were|had been) (?:an? |some )?(?:\w+ )?(?:outages?|downtimes?)
""")
# A sign that says it all.
SIGNS = ("🚨", "🆘", ":rotating_light:", ":sos:")
# Not now, not really, or over: takes the danger out of its clause unless PERSISTS says otherwise there.
CALM = phrases(
    r"""
(?:fixed|resolved|restored|recovered|mitigated|repaired|solved|remediated|contained|cleaned up
    |rolled back|reverted|healed|closed|ended|finished|patched|renewed)\b
(?:is|are|was|were|now) over\b|(?:all|everything|systems?) (?:\w+ )?normal\b
back (?:up|online|in service|to normal|in production|on line|again)\b|(?:is|are|now|all|power|network
    |site) back$
(?:up|working|online|available|operational|running|reachable|responding) again\b|up and running\b
(?:was|were|had been|has been|have been) (?:\w+ )?(?:updated|upgraded|replaced|reinstalled|rebuilt)\b
(?:fix(?:es)?|fixing|patch(?:es)?|patching|address(?:es|ing)?
    |backport\w*) (?:for |of |against |to |in )?(?:the )?(?:\w+ ){0,2}(?:cve|vulnerabilit|zero|flaw|bug)
(?:was|were) (?:\w+ )?(?:down|offline|unavailable|unreachable|broken)\b(?! since)
(?:planned|scheduled|announced|upcoming|future|expected|short) (?:\w+ ){0,3}(?:outages?|downtimes?
    |maintenance|shutdown|intervention|power cut|interruption)\b
(?:went|ran|passed) (?:\w+ )?(?:smoothly|well|fine|without (?:\w+ )?(?:problems?|trouble|issues?))\b
    |(?:nobody|no one|no user) should notice
(?:brief|~? ?\d+[ -]?(?:hours?|hrs?|h|mins?|minutes?|days?)|(?:one|two|three|few|half)[ -](?:an )?(?:hour
    |minute|day)s?) (?:\w+ ){0,2}(?:outages?|downtimes?|interruptions?)\b
\d\d?:\d\d\b.{0,12}(?:-|to|until|till) ?\d\d?:\d\d\b|from \d\d?(?: ?[ap]m)? (?:to|until|till) \d
    |\b\d\d? ?- ?\d\d? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)
(?:maintenance|drills?|exercise|table-?top|simulat\w+|rehears\w+|mock|dry.run|fire drill)\b
(?:training|workshop|tutorial|talk|presentation|course|lessons|seminar|paper|webinar|poster)\b
(?:will|to|going to|would|may|might|could|should) (?:be |go )(?:\w+ )?(?:down|offline|unavailable
    |dark)\b
(?:will|would|could|might|may) (?:\w+ ){0,2}(?:cause|mean|lead)\b|(?:next|on) \w+day\b.{0,20}\bfrom \d
post-?mortem|root cause analysis|\brca\b|retrospective|after-?action
    |follow-?up (?:to|on|from)
(?:wrote|write|writing|finali[sz]ed|published|draft\w*) (?:\w+ ){0,5}(?:report|note|summary|article|page)\b
(?:document(?:s|ed|ing|ation)?|statistics|procedures?|runbooks?|playbooks?|policy|policies|contacts
    |contact (?:lists?|persons?|details|page|names?)
    |survey)\b
no longer (?:los|corrupt|eat|delet|crash|fail|hang|drop|reject|leak)\w*|as (?:announced|planned|scheduled)\b
in case of|if (?:\w+ ){0,4}(?:down|compromised|hacked|fails)|what if|what happens
    |when (?:\w+ ){0,3}goes down|how to
(?:prevent|protect|detect|scan|surviv|toler|harden|simulat|monitor|alert|alarm)\w* (?:\w+ ){0,5}(?:against
    |from|for|of|on)? ?(?:ddos|ransomware|malware|<trouble>)\b
(?:hardened|hardening|resilien\w+|fail-?over tests?|monitoring for)\b|detecting\b
test(?:s|ed|ing)? (?:of |\w+ ){0,6}(?:attacks?|malicious|outage|failure|failover|emergency|recovery)
last (?:week|month|year|quarter)'s (?:\w+ )?(?:outage|incident|emergency|downtime)
""",
    trouble=TROUBLE,
)
# Not over after all.
PERSISTS = phrases(r"""
still\b(?! (?:fixed|up|good|fine|available))
not (?:yet|all|fully|completely)\b|not (?:been )?(?:fixed|resolved|patched|restored|recovered|contained)
(?:down|offline|out|failing|broken) again|again (?:down|offline)
so far\b|and counting\b|no end in sight|no eta\b
remain(?:s|ing)?\b|unpatched|unresolved|unfixed|(?:actively|being|is) exploited|exploited in the wild
(?:please|must|need to|needs to|have to|sites should|should all|everybody should
    |everyone should) (?:\w+ )?(?:patch|upgrade|update|drain|reboot|revoke|rotate|disable|reset)\b
(?:patch|upgrade|update|reboot) (?:now|immediately|asap|at once|today|urgently)
(?:no|without a|without|awaiting a|awaiting|waiting for a|waiting for the|waiting for|working on a
    |working on the|until a|until the|no known) (?:fix|patch|workaround|eta)\b
(?:fixing|restoring|recovering|repairing|investigating)\b.{0,60}\bnow\b|restoring from backup\b
""")
