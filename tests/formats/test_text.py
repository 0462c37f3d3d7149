from bot.formats.text import text
from bot.model.update import Sections
from tests.formats.samples import area, full, item, minutes

PRINTED = """\
Production Meeting, January 6, 2026
===================================

Emergencies
-----------
* Security (Kim)
  * Host db2 is down

Coordinates
-----------
* 4:00 PM Eastern (3:00 PM Central)
* Phone: +1-555-0100, 4711#

Announcements
-------------
* Happy New Year

Action/Significant Items
------------------------
* Order disks (#7, Sam, opened December 16, 2025, 3 weeks ago, due January 5, 2026, overdue)
* Write the plan (#9, done)

Attendees: Bea, Kim, Sam T

CMS (Bea)
---------
* Jobs
  * 14,200 jobs/day

Atlas (Ida & Ole)
-----------------
no report

Grid Operations Center (Sam T.)
-------------------------------
Last Week
  * Release notes (https://ops.example/notes?a=1&b=2) are out
This Week
  * Uma off 9/Jan

Software (Ana B.)
-----------------
News
  * New PanDA wrapper & friends
  * load
    16K jobs
Ongoing (and no significant news)
  * Testing 70% of *.rpm
    * make
      make test

Release (Tim T. for Tom C.)
---------------------------
away (stand-in Tim T.)

User Support (Cyd, Max)
-----------------------
nothing significant to report

Security (Kim)
--------------
Emergencies/Vulnerabilities?
  * Host db2 is down
News
  * none as far as I know.
Operations
  * a drill \u2013 finished
    * report
"""


def test_the_minutes_can_be_read_in_a_terminal():
    assert text(full()) == PRINTED


def test_nothing_a_lead_typed_moves_the_cursor():
    said = item("red \x1b[31malert\x07 \u202eback\r\nnext\x00")
    assert "  * red [31malert back\n    next\n" in text(minutes(area(sections=Sections(news=(said,)))))


def test_amended_minutes_say_so():
    shown = text(
        minutes(area(late=True, sections=Sections(news=(item("x"),))), revision=2, delayed="posted late")
    )
    assert "\nRevision 2\nposted late\n" in shown
    assert shown.endswith("Changed after the minutes were posted.\n")
