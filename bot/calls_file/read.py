"""Read calls.toml: every call of it, or everything that is wrong with it."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import time, timedelta

from bot.calls_file import values
from bot.calls_file.lines import Lines
from bot.calls_file.places import mail_address, read_git, read_twiki
from bot.calls_file.rhythm import read_rhythm
from bot.calls_file.spans import span_text
from bot.calls_file.tables import Notes, Table, shown
from bot.model.call import Area, Call, Labels, Lead, Standing, Style, Urgency, Weekday
from bot.model.errors import CallsFileWrong
from bot.model.rhythm import gaps

_USUAL = Call("", "", Weekday.MONDAY, time(0), "UTC", ())  # what a call is where the file does not say
_USUAL_AREA = Area("", ())
_WEEK = timedelta(days=7)
_NOTHING = timedelta(0)
_MOST_REMINDERS = 2


def read_calls(text: str, source: str) -> tuple[Call, ...]:
    """Read the calls of a file; raises CallsFileWrong with every problem, each with its line."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CallsFileWrong.because([_syntax(str(error), text)], source) from error
    except RecursionError:
        raise CallsFileWrong.because(["brackets are nested too deeply"], source) from None
    notes = Notes(Lines(text))
    file = Table(read, (), notes)
    tables = file.tables("call", "each call under [[call]]")
    if not tables and not notes.found:
        notes.add((), "there is no call; begin one with [[call]]")
    calls = tuple(call_from(table) for table in tables)
    _different(tables, "call")
    _different_from_former(tables, calls)
    file.close()
    if notes.problems:
        raise CallsFileWrong.because(notes.problems, source)
    return calls


def _syntax(error: str, text: str) -> str:
    """What the parser says, with the line in front as everywhere else."""
    found = re.fullmatch(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", error, re.DOTALL)
    if not found:
        return error
    line = int(found[2]) if found[2] else text.rstrip("\n").count("\n") + 1
    return f"line {line}: not TOML: {found[1][:1].lower()}{found[1][1:]}"


def call_from(table: Table) -> Call:
    """Read one call; what is wrong with it is noted."""
    own_zone = table.need("timezone", values.zone, "UTC", 'such as "America/New_York"')
    name = table.need("name", values.call_name, "?")
    channel = table.need(
        "channel", values.channel, "C0", "the id of the channel where the minutes are posted"
    )
    weekday, rhythm = read_rhythm(table)
    at = table.need("time", values.clock_time, time(0), 'such as "16:00"')
    ask, remind, post, late = _week(table, gaps(weekday, rhythm).shortest)
    call = Call(
        name=name,
        channel=channel,
        weekday=weekday,
        time=at,
        timezone=own_zone,
        areas=_areas(table),
        also_in=_also_in(table, own_zone),
        coordinates=table.each("coordinates", values.line_of_text),
        ask=ask,
        remind=remind,
        post=post,
        late=late,
        emergencies=table.take(
            "emergencies", values.one_of(Urgency, "way with emergencies"), _USUAL.emergencies
        ),
        chairs=table.each("chairs", values.person),
        skip=tuple(sorted(table.each("skip", values.day))),
        holidays=table.take("holidays", values.country, None),
        retention=table.take("retention", values.retention, None),
        twiki=read_twiki(table.table("twiki"), name),
        git=read_git(table.table("git"), name),
        rhythm=rhythm,
        standing=table.take("standing", values.one_of(Standing, "standing of a call"), _USUAL.standing),
        quiet=table.take("quiet", values.quiet, None),
        mail=table.each("mail", mail_address),
        was=_was(table, values.former_call_name),
    )
    table.close()
    return call


def _also_in(table: Table, own_zone: str) -> tuple[str, ...]:
    zones = table.each("also_in", values.zone)
    if own_zone in zones:
        table.problem(
            "also_in", f"also_in = {shown(own_zone)}: is the call's own zone, which is always shown"
        )
    return zones


def _week(table: Table, gap: timedelta) -> tuple[timedelta, tuple[timedelta, ...], timedelta, timedelta]:
    """The spans around one meeting, and whether they follow upon each other until the next, after `gap`."""
    before = len(table.notes.found)
    ask = table.take("ask", values.duration, _USUAL.ask)
    remind = table.each("remind", values.duration, _USUAL.remind)
    post = table.take("post", values.duration, _USUAL.post)
    late = table.take("late", values.duration, _USUAL.late)
    if len(table.notes.found) == before:
        _check_week(table, (ask, remind, post, late), gap)
    return ask, tuple(sorted(remind, reverse=True)), post, late


def _check_week(
    table: Table, spans: tuple[timedelta, tuple[timedelta, ...], timedelta, timedelta], gap: timedelta
) -> None:
    ask, remind, post, late = spans

    def wrong(key: str, size: timedelta, why: str) -> None:
        usual = "" if key in table.values else " (the usual, where the file says nothing)"
        table.problem(key, f'{key} = "{span_text(size)}"{usual}: {why}')

    if abs(post) >= timedelta(days=1):
        wrong("post", post, "posts on another day than the call; it is less than a day before or after")
    elif ask <= _NOTHING:
        wrong("ask", ask, 'asks after the call has begun; write a span before it such as "24h"')
    elif ask <= post:
        wrong("ask", ask, f"asks after the minutes are posted ({span_text(post)} before the call)")
    elif ask - post >= gap:
        before = "of the week" if gap == _WEEK else f"{gap.days} {'day' if gap.days == 1 else 'days'}"
        wrong("ask", ask, f"asks before the meeting {before} before is posted")
    elif late < _NOTHING:
        wrong("late", late, 'cannot be negative; without a late window write "0m"')
    elif late - post > gap - ask:
        wrong("late", late, "goes on when leads are asked for the next meeting already")
    else:
        for one in remind:
            _check_reminder(wrong, one, ask=ask, post=post)
    if len(remind) > _MOST_REMINDERS:
        table.problem("remind", f"remind: at most {_MOST_REMINDERS} reminders, or leads stop reading them")


def _check_reminder(
    wrong: Callable[[str, timedelta, str], None], one: timedelta, *, ask: timedelta, post: timedelta
) -> None:
    if one <= _NOTHING:
        wrong("remind", one, 'reminds after the call has begun; write a span before it such as "30m"')
    elif one <= post:
        wrong("remind", one, f"reminds after the minutes are posted ({span_text(post)} before the call)")
    elif one >= ask:
        wrong("remind", one, f"reminds before leads are asked ({span_text(ask)} before the call)")


def _areas(table: Table) -> tuple[Area, ...]:
    tables = table.tables("area", "each area under [[call.area]]")
    if not table.values.get("area"):
        table.notes.add(table.path, "the call has no area; add one with [[call.area]]")
    areas = tuple(_area(area) for area in tables)
    _different(tables, "area")
    return areas


def _area(table: Table) -> Area:
    labels = table.table("labels")
    area = Area(
        name=table.need("name", values.name, "?"),
        leads=_leads(table),
        style=table.take("style", values.one_of(Style, "style"), _USUAL_AREA.style),
        labels=Labels(
            news=labels.take("news", values.name, _USUAL_AREA.labels.news),
            ongoing=labels.take("ongoing", values.name, _USUAL_AREA.labels.ongoing),
            emergencies=labels.take("emergencies", values.name, _USUAL_AREA.labels.emergencies),
        ),
        joiner=table.take("joiner", values.line_of_text, _USUAL_AREA.joiner),
        was=_was(table, values.name),
    )
    labels.close()
    table.close()
    return area


def _was(table: Table, name: Callable[[object], str]) -> tuple[str, ...]:
    """The former names of a call or an area; most have one at the most."""
    if isinstance(table.values.get("was"), list):
        names = table.each("was", name)
    else:
        one = table.take("was", name, "")
        names = (one,) if one else ()
    if table.values.get("name") in names:
        table.problem("was", "was = its own name; write the name that it had before")
    return names


def _leads(table: Table) -> tuple[Lead, ...]:
    written = 'leads as [{ name = "Tim C.", slack = "U0TIMC" }]'
    tables = table.tables("leads", written)
    if not table.values.get("leads"):
        table.problem("leads", f"the area has no leads; write {written}")
    leads = tuple(_lead(lead) for lead in tables)
    _different(tables, "lead", "slack")
    _different(tables, "lead")
    return leads


def _lead(table: Table) -> Lead:
    lead = Lead(
        name=table.need("name", values.name, "?"),
        person=table.need("slack", values.person, "U0", "their member id in the workspace"),
    )
    table.close()
    return lead


def _different(tables: Iterable[Table], noun: str, key: str = "name") -> None:
    """Note what is named like something above it; people do not tell names apart by case."""
    seen: dict[str, Table] = {}
    for table in tables:
        value = table.values.get(key)
        if not isinstance(value, str):
            continue
        first = seen.setdefault(value.casefold(), table)
        if first is not table:
            line = table.notes.lines.of((*first.path, key))
            table.problem(key, f"{key} = {shown(value)}: taken by the {noun} in line {line}")


def _different_from_former(tables: Iterable[Table], calls: tuple[Call, ...]) -> None:
    """Note former names that another call has or had: it could not be told whose the past is."""
    count = Counter(name for call in calls for name in {each.casefold() for each in call.names})
    for table, call in zip(tables, calls, strict=True):
        for name in (each for each in call.was if count[each.casefold()] > 1):
            table.problem("was", f"was = {shown(name)}: another call of this file has or had this name")
