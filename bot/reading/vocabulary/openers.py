"""The words with which something that is no status can begin, so that most lines need no closer look.

A phrase of `talk` that begins otherwise is never found; the tests make up phrases from those tables and tell
what is missing here.
"""

from bot.reading.vocabulary.notation import words

OPENERS = words("""
a ack add afk agreed ah all almost already alright am an and any apologies are argh as at awesome back
been below best blocker blockers boarding br brb brilliant btw bullets business busy by bye can cannot
cheers coming commuting concern concerns congrats congratulations cool copy correct could cu currently
danke dear did ditto do does doing done driving edit everything exactly excellent fill find fine finish
flying for forgot from fyi get give going gonna good goodbye got gotcha gracias great greetings haha
hahaha hallo happy have heh hello help here hey hi hm hmm hmmm hmmmm hold how howdy huh i idem ignore in
indeed is issue issues it its just k keep kind kk later let lgtm like lol look looks lots lovely many may
merci merry might missed more morning must my na nada never nevermind nice nichts nil no none nope not
noted nothing now np oh ok okay okey on one only oops our perfect ping please pls post pretty problem
problems provide ps quiet rather regards repeat report reuse right roger same see send sent shall share
should showstopper showstoppers sincerely so sorry speak status stay still stuck submit submitted super
sure take talk tbc test testing thank thanks that thats the there these things this thx tnx to traveling
travelling ttyl ty ugh unchanged understood until update updates ups use very voila wait warm was we
weekly well were what when where which who why will wishes wonderful working would wow write yay yeah yep
yes yours yup yw zero
""")
