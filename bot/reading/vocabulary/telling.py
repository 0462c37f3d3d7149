"""The words that give a phrase of `danger` or `cues` away: without one of them there is none.

They are of ASCII: phrases that hold pictures are looked for wherever there are any. The tests take the
phrases apart and tell what is missing here.
"""

from bot.reading.vocabulary.notation import words

OF_DANGER = words("""
0 abort aborted aborting aborts abused ac accident active air answering attacker attackers available backdoor
backdoors backup backups become boot breach breached break broken burned burning burnt can cannot chiller coin
come compromise compromised coolant cooling corrupt corrupted corrupting corruption corrupts crash crashed
crashes crashing crypto cryptominer cryptominers cve dark ddos dead defaced delete deletes denial destroy
destroyed destroys die died disappeared disk do don dos down dropped dying eat eats emergencies emergency
expired exploded exploit exploited exploiting exploits exposed fail failing fails fell fiber fibre fire flaw
flood flooded flooding fried frozen full gone hacked halted hang hangs held hijacked hold hole hosed hung
inaccessible incident inodes intruder intruders intrusion jammed keep keeps kick kicked kicking kicks kill
killed killing kills leak leaked lock locked locking locks lose loses losing loss lost malware melted memory
mined mining mistake misused mount network no nobody none nothing offline one open outage outages overheated
overheating overheats overwrite overwrites phishing power public pulled raid rain ransomware reachable
readable refuse refused refuses refusing reject rejected rejecting rejects respond responding rootkit rootkits
rotating smoke smoking sos space spam standstill start stay stolen stop stopped stuck temperature temperatures
trojan unable unauthorised unauthorized unavailable under uninvited unknown unreachable unresponsive ups
urgent urgently vanished visible vulnerabilities vulnerability water wedged wipe wiped wipes working worm zero
""")
OF_ONGOING = words("""
cont contd continued continues continuing going no ongoing pending progress review still unchanged underway
way wip
""")
OF_NEWS = words("""
announced approved closed complete completed deployed done finished fixed live new out production released
resolved
""")
