"""What people call things becomes names of pages and files, and never a way to another place."""

from datetime import date
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calls_file import read_calls
from bot.formats.twiki.write import NoTopicName, topic_name
from bot.model.errors import CallsFileWrong
from tests.command_line import CALLS

DAY = date(2027, 1, 12)
WAYS = (
    "../../etc/passwd",
    "..\\..\\x",
    "/etc/passwd",
    "a\0b",
    "a\nb",
    "a/../b",
    "....//x",
    "C:x",
    "~root",
    "a?b#c%2f",
)


@pytest.mark.parametrize("name", WAYS)
def test_the_name_of_a_call_leads_its_page_and_its_file_nowhere_else(name):
    topic = topic_name("{call}{month}{day}", name, DAY)
    assert not set(topic) & set("/\\\0\n\r:~?#%")
    assert ".." not in topic
    assert not topic.startswith(".")


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_pattern_and_no_name_makes_a_page_that_stands_elsewhere(pattern, name):
    try:
        topic = topic_name(pattern + "{call}", name, DAY)
    except NoTopicName:
        return
    assert not set(topic) & set("/\\.\0\n\r:~?#%&;")
    assert urlsplit(f"https://wiki.example.org/bin/view/Web/{topic}").path.count("/") == 4
    assert unquote(topic) == topic


@pytest.mark.parametrize("name", ["a\\u0000b", "a\\nb", "../x/y", "a\\u2028b", "a\\u001b[2Jb"])
def test_a_call_whose_name_could_lead_elsewhere_or_begin_a_line_is_refused(name):
    with pytest.raises(CallsFileWrong):
        read_calls(CALLS.replace('name = "Production"', f'name = "{name}"'), "calls.toml")


@pytest.mark.parametrize(
    "web", ["../Main", "Main/..", "/Main", "Main//X", "Main?x", "Ma in", "Main%2f..", "."]
)
def test_a_web_that_could_lead_elsewhere_is_refused(web):
    table = f'[call.twiki]\nurl = "https://wiki.example.org/bin"\nweb = "{web}"\nlogin = "MinutesBot"\n'
    with pytest.raises(CallsFileWrong):
        read_calls(f"{CALLS}\n{table}", "calls.toml")
