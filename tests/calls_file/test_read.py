"""calls.toml is read whole, or everything that is wrong with it is told with its line."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calls_file import read_calls, write_calls
from bot.model.call import GitRepository, WikiTopic
from bot.model.errors import CallsFileWrong
from tests.calls_file.samples import GOOD, HARBOUR
from tests.functions_called import functions_called


def problems(text: str) -> str:
    with pytest.raises(CallsFileWrong) as caught:
        read_calls(text, "calls.toml")
    return str(caught.value)


def with_line(line: str) -> str:
    """The good file with one line, its seventh, more."""
    return GOOD.replace('York"\n', f'York"\n{line}\n')


def wiki(url: str = "https://wiki.example.org/bin/", web: str = "Main", login: str = "MinutesBot") -> str:
    return f'twiki = {{ url = "{url}", web = "{web}", login = "{login}" }}'


def test_a_wiki_to_publish_to_is_taken_without_the_slash_at_the_end():
    (call,) = read_calls(with_line(wiki(web="Main/Sub")), "calls.toml")
    assert call.twiki == WikiTopic(url="https://wiki.example.org/bin", web="Main/Sub", login="MinutesBot")


def test_a_repository_to_commit_to_has_a_usual_path_and_author():
    (call,) = read_calls(with_line('git = { clone = "/srv/minutes" }'), "calls.toml")
    assert call.git == GitRepository(clone="/srv/minutes")
    assert HARBOUR.git.clone == ""


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('path = "a.md"', "clone is missing; the folder of a clone"),
        ('clone = "minutes"', 'clone = "minutes": write the whole path'),
        ('clone = "/m", path = "../{year}.md"', "leads to no Markdown file within the repository"),
        ('clone = "/m", path = "/{year}.md"', "leads to no Markdown file within the repository"),
        ('clone = "/m", path = ".git/{year}.md"', "leads to no Markdown file within the repository"),
        ('clone = "/m", path = "{year}.txt"', "leads to no Markdown file within the repository"),
        ('clone = "/m", path = "{yaer}.md"', 'no such placeholder {yaer}; did you mean "year"?'),
        ('clone = "/m", author = "Bot"', "write name and address"),
        ('clone = "/m", branch = "x"', "branch: no such key"),
    ],
)
def test_a_repository_that_cannot_be_used_is_told_with_what_to_write(table, said):
    assert said in problems(with_line(f"git = {{ {table} }}"))


def test_how_long_what_was_written_is_kept_is_a_span_and_otherwise_for_ever():
    (call,) = read_calls(with_line('retention = "2y"'), "calls.toml")
    assert call == replace(HARBOUR, retention=timedelta(days=730))
    assert HARBOUR.retention is None


def test_a_short_file_has_the_usual_week():
    assert read_calls(GOOD, "calls.toml") == (HARBOUR,)


def test_a_file_from_an_editor_of_another_world_reads_the_same():
    assert read_calls("\ufeff" + GOOD.replace("\n", "\r\n"), "calls.toml") == (HARBOUR,)


def test_times_and_dates_may_stand_without_quotes_and_words_in_any_case():
    text = GOOD.replace('"16:00"', "16:00:00").replace('"tuesday"', '"Tuesday"')
    bare = text.replace("[[call.area]]", "skip = [2026-12-29]\n[[call.area]]", 1)
    quoted = GOOD.replace("[[call.area]]", 'skip = ["2026-12-29"]\n[[call.area]]', 1)
    assert read_calls(bare, "calls.toml") == read_calls(quoted, "calls.toml")


@pytest.mark.parametrize(
    "line", ['late = "24h"\npost = "0m"', 'late = "25h"\npost = "1h"', 'late = "23h"\npost = "-1h"']
)
def test_the_late_window_may_last_until_leads_are_asked_again(line):
    (call,) = read_calls(with_line(f'ask = "6d"\nremind = ["3h"]\n{line}'), "calls.toml")
    assert (call.ask - call.post + call.late).days == 7


def test_a_call_may_do_without_a_late_window_and_without_reminders():
    (call,) = read_calls(with_line('late = "0m"\nremind = []'), "calls.toml")
    assert (call.late.total_seconds(), call.remind) == (0, ())


@pytest.mark.parametrize("at", ["00:00", "9:05", "23:59"])
def test_every_minute_of_the_day_is_a_time(at):
    (call,) = read_calls(GOOD.replace("16:00", at), "calls.toml")
    assert f"{call.time:%H:%M}" == at.zfill(5)


def test_a_name_may_have_eighty_characters():
    (call,) = read_calls(GOOD.replace("Harbour", "x" * 80), "calls.toml")
    assert len(call.name) == 80


def test_reminders_are_taken_in_the_order_in_which_they_come():
    (call,) = read_calls(with_line('remind = ["10m", "1d"]\nask = "2d"'), "calls.toml")
    assert [str(one) for one in call.remind] == ["1 day, 0:00:00", "0:10:00"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('chairz = ["U0A"]', 'chairz: no such key; did you mean "chairs"?'),
        ('ask = "24"', 'ask = "24": not a span of time; write days, hours and minutes such as "24h"'),
        ("ask = 24", "ask = 24: not a span of time"),
        ('ask = "-1h"', 'ask = "-1h": asks after the call has begun'),
        ('ask = "0m"', 'ask = "0m": asks after the call has begun'),
        ('ask = "7d"', 'ask = "7d": asks before the meeting of the week before is posted'),
        ('post = "1d"', 'post = "24h": posts on another day'),
        ('post = "23h"\nask = "20h"', 'ask = "20h": asks after the minutes are posted (23h before the call)'),
        ('remind = ["25h"]', 'remind = "25h": reminds before leads are asked (24h before the call)'),
        ('remind = ["0m"]', 'remind = "0m": reminds after the call has begun'),
        ('remind = ["-5m"]', 'remind = "-5m": reminds after the call has begun'),
        ('remind = ["10m"]\npost = "15m"', 'remind = "10m": reminds after the minutes are posted (15m'),
        ('remind = ["15m"]\npost = "15m"', 'remind = "15m": reminds after the minutes are posted (15m'),
        ('remind = ["24h"]', 'remind = "24h": reminds before leads are asked (24h before the call)'),
        ('ask = "20h"\npost = "20h"', 'ask = "20h": asks after the minutes are posted (20h before'),
        ('ask = "6d"\nlate = "24h1m"', 'late = "24h1m": goes on when leads are asked for the next meeting'),
        ('ask = "6d23h30m"\npost = "-1h"', 'ask = "167h30m": asks before the meeting of the week'),
        ('ask = "6d"\npost = "-1h"\nlate = "24h"', 'late = "24h": goes on when leads are asked'),
        ('remind = ["3h", "2h", "1h"]', "remind: at most 2 reminders"),
        ('remind = ["3h", "180m"]', 'remind = "180m": stands here twice'),
        ('remind = "3h"', 'remind = "3h": write a list, in square brackets'),
        ('late = "-1h"', 'late = "-1h": cannot be negative'),
        ('late = "6d"\nask = "2d"', 'late = "144h": goes on when leads are asked for the next meeting'),
        ('emergencies = "now"', 'emergencies = "now": no such way with emergencies; it is one'),
        ('also_in = ["Europe/Berlim"]', 'no such time zone; did you mean "Europe/Berlin"?'),
        ('also_in = ["America/New_York"]', 'also_in = "America/New_York": is the call\'s own zone'),
        ('coordinates = ["a\\nb"]', "must be one line"),
        ('chairs = ["scott"]', 'chairs = "scott": not a member id'),
        ('chairs = ["U0A", "U0A"]', 'chairs = "U0A": stands here twice'),
        ('skip = ["29.12.2026"]', 'skip = "29.12.2026": not a date'),
        ("skip = [2026-12-29T16:00:00]", "skip = 2026-12-29 16:00:00: not a date"),
        ('holidays = "us"', 'holidays = "us": not a two-letter country code; did you mean "US"?'),
        ('holidays = "United States"', 'not a two-letter country code such as "US"'),
        ('holidays = "ZZ"', 'holidays = "ZZ": the public holidays of this country are not known'),
        ('retention = "7d"', 'retention = "7d": is not long enough, or not in whole days; at least "30d"'),
        ('retention = "30d1h"', 'retention = "30d1h": is not long enough, or not in whole days'),
        ('retention = "for ever"', "not a span of time; write years, weeks or days"),
        ("holidays = true", "holidays = true: write text in quotes"),
        ('holidays = "us-ca"', 'did you mean "US-CA"?'),
        ('holidays = "US-CX"', "no such part of US; did you mean"),
        ('holidays = "DE-QQ"', "no such part of DE; known are BB, BE"),
        ('twiki = "yes"', 'twiki = "yes": must be a table'),
        ('twiki.topic = "{month}{dya2}"', 'no such placeholder {dya2}; did you mean "day2"?'),
        ('twiki.topic = "{year!r}"', "no such placeholder {year}"),
        ('twiki.topic = "{year.real}"', "no such placeholder {year.real}"),
        ('twiki.topic = "{}"', "no such placeholder {}; known are month"),
        ('twiki.topic = "{month"', "a brace has no partner"),
        ('twiki.topic = "***"', 'topic = "***": leaves no name for the wiki page'),
        ('twiki.topic = "{"', "a brace has no partner"),
        ('twiki.topic = "My Page"', "has no blanks and no slashes"),
        ('twiki.charset = "latin"', "no such character set; it is one of ascii, utf-8"),
        ('twiki.x = "Main"', "x: no such key; known are parent, topic, charset, url, web, login"),
        ('twiki.web = "Main"', "url and login missing; to publish to the wiki write url, web and login"),
        (wiki(url="wiki.example.org/bin"), 'not a web address such as "https://wiki.example.org/bin"'),
        (wiki(url="ftp://wiki.example.org"), 'not a web address such as "https://wiki.example.org/bin"'),
        (wiki(url="https://wiki.example.org/bin?x=1"), "not a web address"),
        (wiki(url="https://wiki..example.org/bin"), "not a web address"),
        (wiki(url="https://bot:hush@wiki.example.org/bin"), "stands in MINUTESBOT_WIKI_PASSWORD only"),
        (wiki(web="Main Web"), 'not the name of a web such as "Production"'),
        (wiki(web="../etc"), 'not the name of a web such as "Production"'),
        (wiki(login=""), "must not be empty"),
    ],
)  # fmt: skip
def test_a_line_that_makes_no_sense_is_named_with_what_would(line, said):
    told = problems(with_line(line))
    assert told.startswith("The calls file cannot be used: calls.toml, line 7: ") or re.search(
        "line [89]: ", told
    )
    assert said in told
    assert "\n" not in told


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"tuesday"', '"tusday"', 'line 4: weekday = "tusday": no such weekday; did you mean "tuesday"?'),
        ('"tuesday"', "2", "line 4: weekday = 2: no such weekday; it is one of monday,"),
        ('"16:00"', '"4 pm"', 'line 5: time = "4 pm": not a time; did you mean "16:00"?'),
        ('"16:00"', '"12:30am"', 'did you mean "00:30"?'),
        ('"16:00"', '"16.30"', 'did you mean "16:30"?'),
        ('"16:00"', "16", 'time = 16: not a time; did you mean "16:00"?'),
        ('"16:00"', '"24:00"', 'time = "24:00": not a time; write hours and minutes such as "16:00"'),
        ('"16:00"', '"16:60"', 'time = "16:60": not a time; write hours and minutes'),
        ('"16:00"', "16:00:30", "time = 16:00:30: not a time"),
        ("America/New_York", "New York", 'line 6: timezone = "New York": no such time zone; did you'),
        ("America/New_York", "Lima", 'did you mean "America/Lima"?'),
        ("America/New_York", "Eastern Time", 'did you mean "America/New_York"?'),
        ("America/New_York", "EST", 'timezone = "EST": has no summer time; did you mean "America/New_York"?'),
        ("America/New_York", "GMT+1", 'a place minds summer time; GMT+1 without it is "Etc/GMT-1"'),
        ("America/New_York", "UTC-05:00", 'without it is "Etc/GMT+5"'),
        ("America/New_York", "localtime", "no such time zone"),
        ("America/New_York", "Mars/Olympus", "names look like"),
        ("America/New_York", "../../etc/passwd", "no such time zone"),
        ('"C0HARBOUR"', '"#harbour"', 'line 3: channel = "#harbour": not a channel id such as'),
        ('channel = "C0HARBOUR"\n', "", "line 1: channel is missing; the id of the channel"),
        ('name = "Harbour"', 'name = "Harbour/East"', 'did you mean "Harbour-East"?'),
        ('name = "Harbour"', 'name = ""', 'line 2: name = "": must not be empty'),
        ('name = "Harbour"', 'name = " Harbour"', 'begins or ends with a blank; did you mean "Harbour"?'),
        ('name = "Harbour"', f'name = "{"x" * 81}"', "is longer than 80 characters"),
        ('name = "Cranes"', 'name = "   "', 'line 9: name = "   ": must not be empty'),
        ('name = "Cranes"\n', "", "line 8: name is missing"),
        ('"Tides"', '"cranes"', 'line 13: name = "cranes": taken by the area in line 9'),
        ('"U0BEA"', '"U0OLE"', 'line 16: slack = "U0OLE": taken by the lead in line 15'),
        ('"Bea"', '"Ole"', 'line 16: name = "Ole": taken by the lead in line 15'),
        ('"U0BEA"', '"TODO"', 'line 16: slack = "TODO": not a member id'),
        (', slack = "U0BEA"', "", "line 16: slack is missing; their member id"),
        ("slack", "id", "line 10: id: no such key; known are name, slack"),
        ('[{ name = "Wanda K.", slack = "U0WANDA" }]', "[]", "line 10: the area has no leads; write"),
        ('[{ name = "Wanda K.", slack = "U0WANDA" }]', '["Wanda"]', "line 10: leads: write leads as [{"),
        ('"flat"', '"flatt"', 'line 19: style = "flatt": no such style; did you mean "flat"?'),
        ('style = "flat"', "labels = { newz = 1 }", 'line 19: newz: no such key; did you mean "news"?'),
        ('style = "flat"', 'labels = { news = "" }', 'line 19: news = "": must not be empty'),
        ("[[call.area]]", "[[call.arena]]", "line 1: the call has no area; add one with [[call.area]]"),
        ("[[call.area]]", "[[area]]", "area: no such key; known are call"),
        ("[[call]]", "[call]", "line 1: call: write each call under [[call]]"),
        ("[[call]]", "[[call]", "line 1: not TOML: "),
        ('"tuesday"', "tuesday", "line 4: not TOML: invalid value"),
        ("style =", "joiner =", "line 19: not TOML: cannot overwrite a value"),
        ('"flat"\n', '"""flat', "line 19: not TOML: unterminated string"),
    ],
)  # fmt: skip
def test_a_value_that_makes_no_sense_is_named_with_what_would(old, new, said):
    assert said in problems(GOOD.replace(old, new))


@pytest.mark.parametrize(
    "name",
    [
        "Ремонт",
        "夜勤",
        "👩\u200d🔧 Cranes",
        "\u0645\u06cc\u200c\u062e\u0648",
        "Pier\u00a07",
        'The "Old" \\ Pier',
    ],
)
def test_names_may_be_written_in_any_script(name):
    text = GOOD.replace('"Cranes"', f"'{name}'")
    assert read_calls(text, "calls.toml")[0].areas[0].name == name


def test_what_the_file_does_not_say_is_called_the_usual_when_it_does_not_fit():
    told = problems(with_line('post = "1h"'))
    assert (
        'line 1: remind = "30m" (the usual, where the file says nothing): reminds after the minutes' in told
    )


def test_two_calls_of_one_name_are_one_too_many():
    assert 'line 22: name = "HARBOUR": taken by the call in line 2' in problems(
        GOOD + "\n" + GOOD.replace("Harbour", "HARBOUR")
    )


def test_a_file_without_a_call_says_how_to_begin_one():
    assert problems("# nothing yet\n").endswith("line 1: there is no call; begin one with [[call]]")


def test_everything_wrong_is_told_at_once_in_the_order_of_the_file():
    text = GOOD.replace("tuesday", "tusday").replace("16:00", "16").replace("flat", "flot")
    first, *lines = problems(text).split("\n")
    assert first == "The calls file cannot be used: calls.toml, 3 problems"
    assert [line.split(":")[0] for line in lines] == ["  line 4", "  line 5", "  line 19"]


def test_what_is_shown_of_a_long_value_is_short():
    told = problems(with_line(f'holidays = "{"u" * 5000}"'))
    assert len(told) < 300


def test_brackets_without_end_are_a_problem_and_no_crash():
    assert "nested too deeply" in problems(f"a = {'[' * 5000}{']' * 5000}")


@given(st.text(st.sampled_from('[]{}=,.#"\'\\\n abc1"'), max_size=60))
def test_no_text_at_all_makes_the_reader_stumble(text):
    try:
        read_calls(text, "calls.toml")
    except CallsFileWrong as error:
        assert "line " in str(error)  # noqa: PT017 - either is right: it reads, or it says why not


@given(st.data())
def test_no_change_of_a_good_file_makes_the_reader_stumble(data):
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + 30)))
    put = data.draw(
        st.sampled_from(
            ["", '"', "\n", "[", "]]", "{", "= 1", "[[call]]\n", "'''", "\\", "1979-05-27 07:32:00"]
        )
    )
    try:
        read_calls(GOOD[:start] + put + GOOD[end:], "calls.toml")
    except CallsFileWrong as error:
        assert "line " in str(error)  # noqa: PT017 - either is right


def test_a_call_says_how_it_was_called_once_or_more_often():
    for line, names in (('was = "Port"', ("Port",)), ('was = ["Port", "Quay"]', ("Port", "Quay"))):
        (call,) = read_calls(with_line(line), "calls.toml")
        assert call == replace(HARBOUR, was=names)
        assert read_calls(write_calls([call]), "calls.toml") == (call,)


def test_the_name_that_a_call_has_now_is_no_former_one():
    said = "line 7: was = its own name; write the name that it had before"
    assert said in problems(with_line('was = "Harbour"'))


@pytest.mark.parametrize("name", ["all", "Every", "ALL CALLS", "every call"])
def test_a_call_is_not_called_as_all_calls_are_but_may_have_been(name):
    said = (
        f'line 2: name = "{name}": means all calls where a command begins with it; choose a name that means'
    )
    assert said in problems(GOOD.replace('name = "Harbour"', f'name = "{name}"', 1))
    (call,) = read_calls(with_line(f'was = "{name}"'), "calls.toml")
    assert call == replace(HARBOUR, was=(name,))
    (hands,) = read_calls(GOOD.replace('name = "Harbour"', 'name = "All Hands"', 1), "calls.toml")
    assert hands.name == "All Hands"


def test_a_former_name_of_a_call_is_a_name_of_one_call():
    assert 'line 7: was = "A/B": "/" separates the parts of keys' in problems(with_line('was = "A/B"'))
    second = GOOD.replace('name = "Harbour"', 'name = "Ferries"\nwas = "harbour"', 1)
    assert 'was = "harbour": another call of this file has or had this name' in problems(GOOD + second)


def test_a_file_costs_as_much_for_each_call_however_many_it_has():
    def cost(count: int) -> float:
        text = "".join(
            f"""
[[call]]
name = "Harbour {number}"
was = ["Port {number}"]
channel = "C{number}"
weekday = "friday"
time = "16:00"
timezone = "UTC"

[[call.area]]
name = "Cranes"
leads = [{{ name = "Lea", slack = "U1" }}]
"""
            for number in range(count)
        )
        return functions_called(lambda: read_calls(text, "calls.toml")) / count

    cost(1)  # what is made once is made
    assert cost(200) <= 1.2 * cost(20)
