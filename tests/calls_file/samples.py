"""Calls and files to read and write, with invented names."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from hypothesis import strategies as st

from bot.calls_file.places import PARTS
from bot.model.call import (
    Area,
    Call,
    Charset,
    GitRepository,
    Labels,
    Lead,
    Standing,
    Style,
    Urgency,
    Weekday,
    WikiTopic,
)
from bot.model.quiet import Quiet
from bot.model.rhythm import LAST_DAY, Every, Rhythm, Which, dates_from, gaps

GOOD = """\
[[call]]
name = "Harbour"
channel = "C0HARBOUR"
weekday = "tuesday"
time = "16:00"
timezone = "America/New_York"

[[call.area]]
name = "Cranes"
leads = [{ name = "Wanda K.", slack = "U0WANDA" }]

[[call.area]]
name = "Tides"
leads = [
    { name = "Ole", slack = "U0OLE" },
    { name = "Bea", slack = "U0BEA" },
]
joiner = " & "
style = "flat"
"""

HARBOUR = Call(
    name="Harbour",
    channel="C0HARBOUR",
    weekday=Weekday.TUESDAY,
    time=time(16),
    timezone="America/New_York",
    areas=(
        Area("Cranes", (Lead("Wanda K.", "U0WANDA"),)),
        Area("Tides", (Lead("Ole", "U0OLE"), Lead("Bea", "U0BEA")), style=Style.FLAT, joiner=" & "),
    ),
)

letters = "abZ9 \"'\\#[]{}=,.:/\u00e9\u00df\u00a0\u200d\u591c\ud7ff\U0001f469\ufeff"
lines = st.text(letters, min_size=1, max_size=8).filter(str.strip)
names = lines.map(str.strip)
call_names = names.map(lambda name: name.replace("/", "-"))
persons = st.text("AZ09", min_size=1, max_size=6).map("U".__add__)
zones = st.sampled_from(["UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe"])
topic_parts = [f"{{{part}}}" for part in PARTS] + ["Page", ",", "-", '"', "\\"]
nameless = {"{call}", '"', "\\"}  # of these alone there may be no name for a page
topics = (
    st.lists(st.sampled_from(topic_parts), min_size=1, max_size=4)
    .filter(lambda parts: not nameless.issuperset(parts))
    .map("".join)
)


def distinct(names: st.SearchStrategy[str], **options: Any) -> st.SearchStrategy[list[str]]:
    """Names that differ not only by case."""
    return st.lists(names, unique_by=str.casefold, **options)


@st.composite
def leads(draw):
    people = zip(
        draw(distinct(names, min_size=1, max_size=3)),
        draw(distinct(persons, min_size=3, max_size=3)),
        strict=False,
    )
    return tuple(Lead(name, person) for name, person in people)


@st.composite
def areas(draw):
    labels = st.builds(Labels, names, names, names) | st.just(Labels())
    return tuple(
        Area(name, draw(leads()), draw(st.sampled_from(Style)), draw(labels), draw(lines))
        for name in draw(distinct(names, min_size=1, max_size=3))
    )


@st.composite
def rhythms(draw):
    """A weekday and a rhythm, of every kind that the file knows; what is counted begins on its day."""
    weekday, also = draw(st.sampled_from(Weekday)), draw(st.sets(st.sampled_from(Weekday), max_size=2))
    ordered = sorted({weekday, *also}, key=lambda day: day.number)
    rules = ("FREQ=MONTHLY;BYDAY=1TU", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR")
    kinds = (
        (ordered[0], Rhythm(also_on=tuple(ordered[1:]))),
        (ordered[0], Rhythm(Every.MONTH, also_on=tuple(ordered[1:]), which=(Which.FIRST, Which.LAST))),
        (weekday, Rhythm(Every.MONTH, which=(draw(st.sampled_from(Which)),))),
        (None, Rhythm(Every.MONTH, day=draw(st.sampled_from((1, 15, 28, LAST_DAY))))),
        (None, Rhythm(rrule=draw(st.sampled_from(rules)))),
    )
    weekday, rhythm = draw(st.sampled_from(kinds))
    since = draw(st.none() | st.dates(date(2025, 1, 1), date(2030, 1, 1)))
    if since is None or rhythm.rrule:
        return weekday, replace(rhythm, since=since)
    since = next(dates_from(weekday, rhythm, since))
    return weekday, replace(rhythm, since=since, count=draw(st.integers(1, 12)))


@st.composite
def weeks(draw, gap=10080):
    """Spans that follow upon each other: posted, reminded, asked, and the late window before the next ask."""
    most = min(1439, gap // 2 - 4)
    post = draw(st.integers(-most, most))
    ask = draw(st.integers(max(post, 0) + 3, gap - 1 + min(post, 0)))
    remind = draw(st.lists(st.integers(max(post, 0) + 1, ask - 1), unique=True, max_size=2))
    late = draw(st.integers(0, gap - ask + post))
    spans = (ask, *sorted(remind, reverse=True), post, late)
    found = [timedelta(minutes=minutes) for minutes in spans]
    return {"ask": found[0], "remind": tuple(found[1:-2]), "post": found[-2], "late": found[-1]}


@st.composite
def wikis(draw):
    """Where the copy belongs; sometimes it is also put there."""
    copy = WikiTopic(draw(names | st.just("")), draw(topics), draw(st.sampled_from(Charset)))
    url = draw(st.sampled_from(["", "https://wiki.example.org/bin", "http://127.0.0.1:8080/a/b"]))
    return (
        replace(copy, url=url, web=draw(st.sampled_from(["Main", "A_1/B"])), login=draw(names))
        if url
        else copy
    )


def repositories():
    """Where Markdown is committed; sometimes nowhere."""
    paths = st.sampled_from(["{year}/{month2}-{day2}.md", "a/b/{call}-{mon}{day}.md", GitRepository().path])
    people = st.sampled_from(["Bot <b@x>", GitRepository().author])
    there = st.builds(GitRepository, st.sampled_from(["/srv/minutes", "/a b"]), paths, people)
    return st.just(GitRepository()) | there


@st.composite
def calls(draw):
    zone = draw(zones)
    weekday, rhythm = draw(rhythms())
    gap = gaps(weekday, rhythm).shortest // timedelta(minutes=1)
    return Call(
        name=draw(call_names),
        channel=draw(persons.map("C".__add__)),
        weekday=weekday,
        rhythm=rhythm,
        quiet=draw(st.sampled_from([None, Quiet(time(20), time(8)), Quiet(time(12), time(13, 30))])),
        time=draw(st.times()).replace(second=0, microsecond=0),
        timezone=zone,
        areas=draw(areas()),
        also_in=tuple(draw(st.lists(zones.filter(lambda one: one != zone), unique=True, max_size=2))),
        coordinates=tuple(draw(st.lists(lines, unique=True, max_size=3))),
        emergencies=draw(st.sampled_from(Urgency)),
        standing=draw(st.sampled_from(Standing)),
        chairs=tuple(draw(st.lists(persons, unique=True, max_size=2))),
        skip=tuple(sorted(draw(st.sets(st.dates(date(2020, 1, 1), date(2040, 1, 1)), max_size=3)))),
        holidays=draw(st.sampled_from([None, "US", "US-CA", "DE"])),
        retention=draw(st.none() | st.integers(30, 2000).map(lambda days: timedelta(days=days))),
        twiki=draw(wikis()),
        git=draw(repositories()),
        **draw(weeks(gap)),
    )
