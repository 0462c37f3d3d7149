"""The rhythm of a call in calls.toml: every way to say it is read and written, and nonsense is refused."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calls_file import differences, read_calls, write_calls
from bot.model.call import Weekday
from bot.model.errors import CallsFileWrong
from bot.model.meeting import next_dates
from bot.model.quiet import Quiet
from bot.model.rhythm import LAST_DAY, Every, Rhythm, Which
from tests.calls_file.samples import GOOD, HARBOUR

TUESDAY, THURSDAY = Weekday.TUESDAY, Weekday.THURSDAY
SINCE = date(2027, 1, 12)
BY_RULE = "FREQ=MONTHLY;BYDAY=1TU"


def with_rhythm(*lines: str) -> str:
    """The good file with other lines where its fourth says on which day the call is."""
    return GOOD.replace('weekday = "tuesday"\n', "".join(f"{line}\n" for line in lines))


def problems(*lines: str) -> str:
    with pytest.raises(CallsFileWrong) as caught:
        read_calls(with_rhythm(*lines), "calls.toml")
    return str(caught.value)


FORTNIGHT, MONTH = 'every = "2 weeks"', 'every = "month"'

SAID = [
    (['every = "week"', 'weekday = "tuesday"'], TUESDAY, Rhythm()),
    ([FORTNIGHT, 'weekday = "tuesday"', "from = 2027-01-12"], TUESDAY, Rhythm(count=2, since=SINCE)),
    (['weekday = ["thursday", "Tuesday"]'], TUESDAY, Rhythm(also_on=(THURSDAY,))),
    (['weekday = "tuesday"', 'from = "2027-01-12"'], TUESDAY, Rhythm(since=SINCE)),
    (
        ['every = "month"', 'weekday = "tuesday"', 'which = "first"'],
        TUESDAY,
        Rhythm(Every.MONTH, which=(Which.FIRST,)),
    ),
    (
        ['every = "month"', 'weekday = "thursday"', 'which = ["last", "second"]'],
        THURSDAY,
        Rhythm(Every.MONTH, which=(Which.SECOND, Which.LAST)),
    ),
    (['every = "month"', "day = 15"], None, Rhythm(Every.MONTH, day=15)),
    (['every = "3 months"', 'day = "last"', 'from = "2027-01-31"'], None, Rhythm(
        Every.MONTH, 3, day=LAST_DAY, since=date(2027, 1, 31)
    )),
    ([f'rrule = "{BY_RULE}"'], None, Rhythm(rrule=BY_RULE)),
    (['rrule = "rrule:freq=monthly;byday=1tu;"'], None, Rhythm(rrule=BY_RULE)),
    (['rrule = "FREQ=WEEKLY;INTERVAL=2"', 'from = "2027-01-12"'], None, Rhythm(
        rrule="FREQ=WEEKLY;INTERVAL=2", since=SINCE
    )),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "weekday", "rhythm"), SAID)
def test_every_way_to_say_a_rhythm_is_read_and_written_back(lines, weekday, rhythm):
    (call,) = read_calls(with_rhythm(*lines), "calls.toml")
    assert call == replace(HARBOUR, weekday=weekday, rhythm=rhythm)
    assert read_calls(write_calls([call]), "calls.toml") == (call,)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (['every = "month"'], "line 1: weekday is missing"),
        ([], 'line 1: weekday is missing; such as "tuesday"'),
        (['every = "biweekly"'], '= "biweekly": not a rhythm; did you mean "2 weeks"'),
        (['every = "now and then"', 'weekday = "monday"'], 'not a rhythm; write "week" or "2 weeks"'),
        (["every = 2", 'weekday = "monday"'], "line 4: every = 2: not a rhythm"),
        (['every = "0 weeks"', 'weekday = "monday"'], "is not between 1 and 52 weeks"),
        (['every = "13 months"', "day = 1"], "is not between 1 and 12 months"),
        (['weekday = ["tuesday", "tuesday"]'], "stands here twice"),
        (['weekday = ["tuesday", "thirsday"]'], 'line 4: weekday = "thirsday": no such weekday; did you'),
        (['weekday = "tuesday"', 'which = "first"'], 'which = "first": is about a month; write every'),
        (['weekday = "tuesday"', "day = 3"], "line 5: day = 3: is about a month"),
        (['every = "month"', 'weekday = "tuesday"'], 'which is missing; such as "first" or "last"'),
        ([MONTH, 'weekday = "tuesday"', 'which = "fifth"'], 'which = "fifth": no such place in a month'),
        (['every = "month"', 'weekday = "tuesday"', 'which = "frist"'], 'did you mean "first"?'),
        (['every = "month"', "day = 31"], 'day = 31: is not in every month; write "last" for the last day'),
        (['every = "month"', "day = 0"], "day = 0: not a day of the month"),
        (['every = "month"', "day = true"], "day = true: not a day of the month"),
        (['every = "month"', "day = 3", 'weekday = "tuesday"'], "line 5: day = 3: there is a weekday, too"),
        ([FORTNIGHT, 'weekday = "tuesday"'], 'from is missing; a date from which "2 weeks" are counted'),
        ([FORTNIGHT, 'weekday = "monday"', "from = 2027-01-13"], 'line 6: from = "2027-01-13": the'),
        ([FORTNIGHT, 'weekday = "tuesday"', "from = 2027-01-13"], 'did you mean "2027-01-19"?'),
        (['every = "3 months"', "day = 15", "from = 2027-01-16"], 'did you mean "2027-02-15"?'),
        ([f'rrule = "{BY_RULE}"', 'weekday = "tuesday"'], "the rrule says when it is; leave one of them out"),
        (['rrule = "FREQ=FORTNIGHTLY"'], "no such FREQ; it is one of DAILY"),
        (['rrule = "FREQ=MONTLY;BYDAY=1TU"'], 'no such FREQ; did you mean "MONTHLY"?'),
        (['rrule = "FREQ=HOURLY"'], "no such FREQ"),
        (['rrule = "every tuesday"'], "no such part of a rule as EVERY TUESDAY"),
        (['rrule = "FREQ=WEEKLY;BYDYA=TU"'], 'no such part of a rule as BYDYA; did you mean "BYDAY"?'),
        (['rrule = "FREQ=WEEKLY;BYDAY=XX"'], "not a rule such as"),
        (['rrule = "FREQ=WEEKLY;BYDAY="'], "BYDAY says nothing"),
        (['rrule = "FREQ=WEEKLY;BYDAY=1TU"'], "counts within a month; write FREQ=MONTHLY"),
        (['rrule = "FREQ=WEEKLY"'], 'is counted from its first date; add it, such as from = "2027-01-12"'),
        (['rrule = "FREQ=WEEKLY;BYDAY=TU;INTERVAL=2"'], "is counted from its first date"),
        (['rrule = "FREQ=WEEKLY;BYDAY=TU;INTERVAL=0"'], "INTERVAL is a whole number"),
        (['rrule = "FREQ=WEEKLY;BYDAY=TU;COUNT=9"'], "write the day after which there is none as UNTIL="),
        (['rrule = "FREQ=WEEKLY;BYDAY=TU;BYHOUR=9"'], "the hour stands in time"),
        (['rrule = "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"'], "there is no such day"),
        (['rrule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"'], "leaves 1461 days without a call"),
        (['rrule = "FREQ=WEEKLY;BYDAY=TU;UNTIL=soon"'], "not a rule such as"),
        (['rrule = "FREQ=WEEKLY;BYDAY=TU;UNTIL=20271399"'], "not a rule such as"),
    ],
)  # fmt: skip
def test_nonsense_is_refused_with_its_line_and_what_to_write(lines, said):
    assert said in problems(*lines)


def test_spans_follow_upon_each_other_within_the_shortest_distance_of_two_meetings():
    twice, rarely = 'weekday = ["tuesday", "thursday"]', 'every = "month"\nday = 1'
    assert 'ask = "48h": asks before the meeting 2 days before is posted' in problems(twice, 'ask = "2d"')
    assert "goes on when leads are asked for the next meeting" in problems(twice, 'ask = "30h"')
    (call,) = read_calls(with_rhythm(rarely, 'ask = "10d"', 'late = "14d"'), "calls.toml")
    assert (call.ask.days, call.late.days) == (10, 14)
    assert "asks before the meeting 28 days before is posted" in problems(rarely, 'ask = "28d"')


def test_a_change_of_the_rhythm_is_told_in_the_words_of_the_file():
    monthly = replace(HARBOUR, rhythm=Rhythm(Every.MONTH, which=(Which.FIRST,)))
    assert differences(HARBOUR, monthly) == ("Harbour: rhythm every week → every month, which first",)
    several = [replace(HARBOUR, rhythm=Rhythm(also_on=(day,))) for day in (Weekday.THURSDAY, Weekday.FRIDAY)]
    assert differences(*several) == ("Harbour: rhythm Tuesdays and Thursdays → Tuesdays and Fridays",)
    assert differences(None, monthly)[0] == (
        "Harbour: new call, the first Tuesday of each month 16:00 America/New_York, in C0HARBOUR"
    )


@given(st.text("FREQ=WKLYMONTHBDAS;,-+0123456789UILCPX ", max_size=60))
def test_whatever_stands_in_a_rule_is_taken_or_refused(text):
    for rule in (
        text,
        f"FREQ=MONTHLY;{text}",
        f"FREQ=YEARLY;BYDAY={text}",
        f"FREQ=WEEKLY;BYDAY=MO;WKST={text}",
    ):
        try:
            (call,) = read_calls(with_rhythm(f'rrule = "{rule}"'), "calls.toml")
        except CallsFileWrong:
            continue
        assert next_dates(call, SINCE, 4000) or "UNTIL" in rule


@pytest.mark.parametrize(
    ("quiet", "said"),
    [
        ("20:00-20:00", "would be quiet all day"),
        ("20:00", 'quiet = "20:00": not hours; write from when to when such as "20:00-08:00"'),
        ("8pm-8am", 'not a time; did you mean "20:00"?'),
    ],
)
def test_quiet_hours_go_from_one_time_to_another(quiet, said):
    assert said in problems('weekday = "tuesday"', f'quiet = "{quiet}"')
    (call,) = read_calls(with_rhythm('weekday = "tuesday"', 'quiet = "20:00 - 8:00"'), "calls.toml")
    assert call.quiet == Quiet(time(20), time(8))
    assert differences(HARBOUR, call) == ("Harbour: quiet none → 20:00-08:00",)
