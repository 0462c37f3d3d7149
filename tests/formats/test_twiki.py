from bot.formats.twiki import twiki
from tests.formats.samples import full

COPY = """\
---++ Emergencies
   * Security (Kim)
      * Host db2 is down

---++ Coordinates
   * 4:00 PM Eastern (3:00 PM Central)
   * Phone: +1-555-0100, 4711#

---++ Announcements:
   * Happy New Year

---++ Action/Significant Items:
   * Order disks (#7, Sam, opened December 16, 2025, due January 5, 2026, overdue)
   * Write the plan (#9, done)

---++ Attendees: Bea, Kim, Sam T

---++ CMS (Bea)

   * Jobs
      * 14,200 jobs/day

---++ Atlas (Ida & Ole)

no report

---++ Grid Operations Center (Sam T.)

---+++ Last Week
   * [[https://ops.example/notes?a=1&amp;b=2][Release notes]] are out

---+++ This Week
   * Uma off 9/Jan


---++ Software (Ana B.)

   * News
      * New !PanDA wrapper & friends
      * load <br /> 16K jobs

   * Ongoing (and no significant news)
      * Testing 70% of <nop>*.rpm
         * <pre>
make
make test
</pre>


---++ Release (Tim T. for Tom C.)

away (stand-in Tim T.)


---++ User Support (Cyd, Max)

nothing significant to report


---++ Security (Kim)
Emergencies/Vulnerabilities?
   * Host db2 is down

News
   * none as far as I know.

Operations
   * a drill &#8211; finished
      * report
"""


def test_the_copy_looks_like_the_pages_people_write_by_hand():
    assert twiki(full()) == COPY
