"""The words of which sentences are made that say there is nothing; bot.reading.none puts them together."""

from bot.reading.vocabulary.notation import listed

# What may stand in front, in any order and number.
ADVERBS = listed("""
still|currently|again|so far|actually|fortunately|luckily|thankfully|happily|as usual|as always|as of now
|as before|at the moment|right now|at this time|for now|this week|last week|today|this time|once more
|once again|otherwise|other than that|apart from that|besides that|besides|beyond that|in general|overall
|really|just|basically|pretty much|absolutely|literally|well|sorry|nope|nah|no|yes|hi|hello|honestly
|from my side|from our side|on my side|on our side|from my end|on my end|on our end|for us|for me|from us
|from me|here|and|also|so|but|pleased to say|glad to report|happy to report|i'm happy to report
|knock on wood|touch wood|thank god|a week|another week|week|quiet week|it's quiet|all quiet|all good|now
|then|as far as i know|as far as we know|afaik|to my knowledge|i think|i believe|i guess|looks like
|seems like|it seems|again this week|therefore
""")
SUBJECTS = listed("""
i|we|you|there|it|they|team|my team|our team|my area|our area|my side|our side
""")
VERBS = listed("""
have|had|has|'ve|'ve had|'ve got|have got|have had|got|is|are|was|were|'s|be|been|have been|has been|see|saw
|have seen|know of|know|report|am aware of|are aware of|aware of|can report|would say|count|have to report
""")
# What says no: before a thing, as a thing, or by itself.
NO = listed("""
no|zero|0|nil|without|without any|free of|not any|not a|not a single|no single|hardly any|none of the usual
""")
NOTHING = listed("""
nothing|nothin|nothin'|nuthin|none|not much|not a lot|not a thing|not anything|naught|zip|zilch
|nothing at all|nothing really|nothing much|hardly anything
""")
ALONE = listed("""
none|nothing|no|nope|nah|naw|nay|nil|n/a|na|n.a|nada|nix|not applicable|not any|not really|not that i know
|not that we know|not that i know of|not that we know of|not that i'm aware of|not that we are aware of
|not that we're aware of|none that we are aware of|none that i'm aware of|not that i am aware of
|not as far as i know|not as far as we know|not to my knowledge|not to our knowledge|none that i know
|none that we know|none to my knowledge|nothing that i know|rien|not so far|none at all|not at all
|nothing whatsoever
""")
DENIALS = listed("""
don't have|do not have|don't see|do not see|don't know of|do not know of|didn't have|did not have|didn't see
|did not see|haven't|have not|haven't had|have not had|haven't got|haven't seen|have not seen
|haven't heard of|hasn't been|have not heard of|didn't hear of|did not hear of|didn't hear about
|did not hear about|aren't|are not|isn't|is not|weren't|were not|wasn't|was not
|'m not aware of|am not aware of|are not aware of|aren't aware of|not aware of|can't think of
|cannot think of|not seen|never had
""")
# Only under a heading are these a none; by themselves they answer another question.
UNDER_HEADING = listed("""
not yet|not now|not today|not currently|not at the moment|not at this time|not right now|not this week
|not this time|blank|zero|zip|zilch|null|negative|empty|absent|pass|skip|x|xx
""")
UNDER_EMERGENCIES = listed("""
never|ok|okay|fine|good|all fine|great|clear|clean|all clear|green|all green|calm|peaceful|false|normal
""")
SIGNS = listed("""
-|--|---|\u2013|\u2014|\u2212|_|/|//|\\|.|..|...|\u2026|0|(0)|[]|[ ]|()|{}|\u2205|\u00f8|*|+|~|=|?|!|#|:|;
|<none>|(none)|[none]|✅|✔|✔️|☑|☑️|✓|🟢|👍|👌|🆗|🙂|😊|😀|😌|🎉|💚|🍀|🤞|🤷|❌|❎|🚫|⛔|✖|✖️|🙅|💤|😴|🌴|🟩
|⭕|0️⃣|👎|🕊|🕊️|☀️|☀|🌞
""")
ADJECTIVES = listed("""
new|newer|known|significant|major|minor|urgent|open|active|further|other|others|additional|extra|special
|serious|critical|severe|grave|big|bigger|important|current|present|ongoing|recent|outstanding|pressing
|noteworthy|notable|particular|relevant|real|actual|fresh|more|large|larger|security|security-related
|security related|safety|immediate|acute|unresolved|unsolved|unplanned|unexpected|unusual|unscheduled
|extraordinary|exciting|interesting|worrying|worrisome|alarming|dramatic|bad|terrible|operational|technical
|pending|confirmed|concrete|specific|great|spectacular|remarkable|else|much|really|very|too|so|terribly
|particularly|especially|overly|truly|super|long|huge|public|exploited|reportable|newsworthy|dangerous
|catastrophic|high|high-priority|high priority|visible|user-visible|obvious|substantial|material|that
|big-ticket|of the|such|good|crazy|wild|fancy|drastic|sudden|new or|or|and
""")
DANGERS = listed("""
emergency|emergencies|emergancies|emergencys|vulnerability|vulnerabilities|vulns|incident|incidents|outage
|outages|alert|alerts|alarm|alarms|breach|breaches|intrusion|intrusions|compromise|compromises|attack
|attacks|threat|threats|downtime|downtimes|disruption|disruptions|interruption|interruptions|cve|cves|crisis
|crises|catastrophe|catastrophes|disaster|disasters|security issue|security issues|security incident
|security incidents|security problem|security problems|security news|security events|security concerns
|compromised hosts|compromised accounts|compromised sites|fire|fires|firefighting|escalations|escalation
|meltdowns|emergency or vulnerability|show stoppers|showstoppers|showstopper|risk|risks
""")
THINGS = listed("""
news|update|updates|item|items|progress|report|reports|status|issue|issues|problem|problems|ticket|tickets
|ones|one|thing|things|topic|topics|point|points|development|developments|event|events|announcement
|announcements|activities|concern|concerns|blocker|blockers|trouble|troubles|worries|worry|complaint
|complaints|surprise|surprises|drama|red flags|highlights|highlight|info|tasks|plans|projects|entries|input
|additions|stories|story|impediments|obstacles|accidents|mishaps|bad news|good news|business|matters
|questions|requests|notes|remarks|comments|agenda
""")
PARTICIPLES = listed("""
reported|known|seen|observed|noted|happened|happening|occurred|occurring|open|pending|outstanding|detected
|found|registered|recorded|planned|scheduled|foreseen|expected|ongoing|active|opened|filed|raised|going on
|on my radar|on our radar|on the radar|on my plate|on my list|on my mind|come up|came up|has come up|changed
|has changed|has happened|has been reported|was reported|have been reported|were reported|is known|are known
|is new|is open|are open|is going on|is happening|is ongoing|has occurred|have occurred|is pending|is urgent
|is serious|is critical|worth mentioning|worth reporting|worth noting|worth a mention|worth your time
|worth an alarm|of note|of interest|of importance|of significance|of relevance|to report|to mention|to note
|to add|to share|to communicate|to tell|to say|to announce|to discuss|to raise|to flag|to declare
|to speak of|to talk about|to write home about|to see here|to see|to worry about|to be worried about|to list
|to bring up|to highlight|to present|to show|to complain about|to offer|to contribute|to submit
|comes to mind|springs to mind|in particular|for the minutes|for the call|for the meeting|for this call
|needs attention|requires attention|needing attention|that needs attention|that can't wait|that cannot wait
|out of the ordinary|exceptional|affecting us|like that|of the sort|of that sort|of that kind|of this kind
|of the kind|that matters|that i know of|mentionable|reportable|noticed|encountered|identified|announced
""")
BROKEN = listed("""
broken|broke|is broken|down|is down|on fire|is on fire|burning|is burning|exploded|exploding|crashed|blew up
|went wrong|goes wrong|bad|bad happened|hacked|compromised|exploited|failed|died|is exploding|is wrong|wrong
|went down|caught fire|fell over|fell apart|is failing|breaking|is amiss|amiss
""")
TAILS = listed("""
at all|whatsoever|really|currently|right now|at the moment|at this moment|at this time|at this point
|at present|for now|for the moment|for the time being|this time|this time around|this week|this past week
|last week|the last week|the week|all week|in the past week|in the last week|over the last week
|over the weekend|during the week|today|yesterday|this morning|this month|this call|this meeting
|for this meeting|for the call|for the meeting|the call|the meeting|yet|so far|until now|till now|up to now
|to date|as of now|as of today|now|again|anymore|any more|either|too|as well|since last week|since last time
|since last call|since the last call|since last meeting|since the last meeting|since then|since yesterday
|since the last time|last time|last call|for last week|for this week|for today|for the week|in the period
|in the reporting period|from my side|from our side|from my end|from our end|from my area|from our area
|from my team|from our team|from here|from me|from us|on my side|on our side|on my end|on our end|on my part
|on our part|on this side|at our end|my side|our side|my end|our end|in my area|in our area|in this area
|at our site|at my site|in my section|here|for me|for us|for you|for you today|4 u|4 u today|with me|with us
|in my group|over here|in this section|in here|known|afaik|as far as i know|as far as we know
|as far as i can tell|as far as we can tell|as far as i can see|as far as i'm aware|as far as i am aware
|as far as we are aware|as far as known|to my knowledge|to our knowledge|that i know|that i know of
|that we know|that we know of|i know|i know of|we know of|i'm aware of|i am aware of|we are aware of
|we're aware of|that i'm aware of|that i am aware of|that we are aware of|that we're aware of|known of
|that i can think of|i can think of|that comes to mind|in particular|i think|i believe|i guess|i suppose
|i hope|i'd say|i would say|it seems|apparently|hopefully|thankfully|luckily|fortunately|happily|gladly
|mercifully|thank god|thank goodness|thank heavens|thank you|thanks|thanks for asking|many thanks|thx|cheers
|touch wood|knock on wood|knocking on wood|fingers crossed|i'm happy to say|i'm glad to say
|i am happy to say|happy to say|glad to say|as usual|as always|as ever|for once|for a change|sorry
|i'm afraid|i am afraid|unfortunately|please|pls|lol|haha|hooray|yay|phew|woohoo|cool|new|significant
|special|major|urgent|big|serious|else|to report|to add|to mention|to share|to declare|really though
|knowingly|or so|and counting|ok|okay|all good|all quiet|folks|everyone|all|in general|of late|lately
|recently|presently|as we speak|reported|observed
""")
MOMENTS = listed("""
monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun|yesterday|noon|midnight
|last monday|last tuesday|last wednesday|last thursday|last friday|christmas|new year|easter|the holidays
|the break|the weekend|january|february|march|april|may|june|july|august|september|october|november|december
|the upgrade|the last report|the last update|my last report|my last update|our last report|the last one
|last month|the move
""")
# Behind a danger that is denied, where it was not: "no outages at Velden".
PLACES = listed("at|in|on|for|with|within|among|across|relevant to|relevant for|of interest to")
NO_PLACE = listed("""
but|except|until|because|so|down|off|still|yet|only|apart|which|that|who|and|or|if|since|than|broken|failing
|failed|lost|gone|dead|fixed|left|out
""")
# Under Emergencies that is none; alone it says that there is nothing; under another heading it is an item.
QUIET = listed("""
quiet|very quiet|pretty quiet|rather quiet|all quiet|so quiet|quiet week|a quiet week|very quiet week
|a very quiet week|a pretty quiet week|a rather quiet week|quiet here|quiet overall|quiet again
|quiet week overall|it's quiet|it was quiet|it's been quiet|it is quiet|it has been quiet|it's all quiet
|it was a quiet week|it's been a quiet week|silence|calm week|a calm week|all calm|calm|smooth week
|a smooth week|smooth sailing|boring week|a boring week|uneventful|uneventful week|an uneventful week
|all quiet on the western front|all clear|all good|all fine|all ok|all well|all normal|all green|all smooth
|all in order|all is quiet|all is calm|all is clear|all is good|all is fine|all is well|all is ok
|all is in order|all systems go|all systems normal|all systems operational|all systems green
|all systems nominal|everything quiet|everything calm|everything clear|everything good|everything fine
|everything ok|everything green|everything normal|everything in order|everything's quiet|everything's calm
|everything's good|everything's fine|everything's ok|everything is quiet|everything is calm
|everything is good|everything is fine|everything is ok|everything is green|everything is normal
|everything is in order|everything is well|everything smooth|everything is smooth
|everything is running smoothly|everything running smoothly|everything runs smoothly|everything works
|everything works fine|everything is working|everything is up|everything up|things are quiet|things are calm
|things are good|things are fine|things are ok|things are normal|business as usual|bau|no drama|steady state
|nothing but silence|everything under control|all under control
""")
# Under Ongoing it keeps last week's list; alone it says that there is nothing new.
UNCHANGED = listed("""
unchanged|all unchanged|still unchanged|nothing changed|nothing has changed|no change|no changes
|no new changes|no significant changes|no major changes|no other changes|no further changes|zero changes
|without changes
""")
# A question under which nothing is said: "Issues: none".
TROUBLES = listed("""
issues|issue|problems|problem|blockers|blocker|concerns|concern|showstoppers|showstopper
""")
