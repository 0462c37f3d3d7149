from bot.formats.text import text
from tests.formats.samples import full

PRINTED = """\
Production Meeting, January 6, 2026
===================================

"""


def test_the_minutes_can_be_read_in_a_terminal():
    assert text(full()).startswith(PRINTED)
    assert "Software (Ana B.)\n-----------------\nNews\n  * New PanDA wrapper & friends\n" in text(full())
