"""A call in words: when it is, how it asks, who is in it, and what was changed. mrkdwn, escaped. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping

from bot.calls_file import span_text
from bot.formats.rhythm_words import rhythm_words
from bot.model.call import Area, Call, Standing, Style, Urgency
from bot.model.history import CallChange
from bot.model.local_time import local_date
from bot.model.meeting import Meeting, State
from bot.rules.asking_times import asking_at
from handlers.blocks.parts import escape, shorten
from handlers.text.times import day_of, time_of

LONGEST = 2_900  # of the 3,000 characters of a section
LONGEST_CHANGE = 900  # so that a page of changes fits into one message
LONGEST_LINE = 300
MOST_LINES = 12
STYLES = {
    Style.NESTED: "nested bullets",
    Style.PLAIN: "a line for each section, then bullets",
    Style.HEADINGS: "a heading for each section",
    Style.FLAT: "bullets only",
}
URGENCIES = {
    Urgency.ASK: "The lead decides whether the channel is told of an emergency at once.",
    Urgency.AT_ONCE: "The channel is told of emergencies at once.",
    Urgency.MINUTES: "Emergencies wait for the minutes.",
}


def when(call: Call) -> str:
    """On which day and at what time."""
    lines = [f"{_capital(rhythm_words(call))} at {call.time:%H:%M}, {call.timezone}"]
    if call.also_in:
        lines.append(f"Shown in {', '.join(call.also_in)}, too")
    if call.holidays:
        lines.append(f"Not on public holidays of {call.holidays}")
    if call.skip:
        lines.append(f"Not on {', '.join(day.isoformat() for day in call.skip)}")
    if call.standing is not Standing.HELD:
        lines.append("It is paused." if call.standing is Standing.PAUSED else "It has ended.")
    return _said("When", lines)


def asking(call: Call) -> str:
    """When leads are asked, reminded and heard, and how to join."""
    reminders = " and ".join(span_text(span) for span in call.remind)
    lines = [
        f"I ask the leads {span_text(call.ask)} before the call"
        + (f" and remind them {reminders} before it." if reminders else "."),
        f"I post the minutes {_at_post(call)}; late reports amend them for {span_text(call.late)}.",
        *_quiet(call),
        URGENCIES[call.emergencies],
        *call.coordinates,
    ]
    return _said("Asking and posting", lines)


def _quiet(call: Call) -> Iterator[str]:
    if call.quiet:
        hours = f"from {call.quiet.begins:%H:%M} to {call.quiet.ends:%H:%M}"
        yield f"{hours.capitalize()} by their own clock I leave the leads alone."


def chairs(call: Call, names: Mapping[str, str]) -> str:
    """Who chairs."""
    return _said("Chairs", [", ".join(names.get(person, person) for person in call.chairs) or "nobody"])


def copies(call: Call) -> str:
    """Where the minutes stand besides the channel, which no form asks."""
    wiki, git = call.twiki, call.git
    page = f"a page in the web {wiki.web} of {wiki.url}" if wiki.url else "a text file for the wiki"
    lines = [
        f"The minutes are also {page}, named {wiki.topic}.",
        *([f"They are also committed to a repository as {git.path}."] if git.clone else []),
        "This is set in the operator's calls.toml, under [call.twiki] and [call.git].",
    ]
    return _said("Wiki and repository", lines)


def area(place: int, each: Area) -> str:
    """An area, its leads and how it looks."""
    labels = each.labels
    return _said(
        f"{place}. {each.heading}",
        [f"{STYLES[each.style]}; {labels.news} / {labels.ongoing} / {labels.emergencies}"],
    )


def dates(call: Call, meetings: Iterable[Meeting]) -> str:
    """The next meetings, and when leads are asked for them."""
    return _said("The next meetings", [f"• {line}" for line in _dates(call, meetings)])


def changed(change: CallChange, names: Mapping[str, str], zone: str) -> str:
    """A change: who, when, what; people by their names."""
    local = local_date(change.at, zone)
    who = names.get(change.by, change.by)
    lines = [f"• {line}" for line in what(change.after.name, change.what, names)]
    title = f"{change.number}. {who}, {day_of(local)}, {time_of(change.at, zone)}"
    return _said(title, lines, longest=LONGEST_CHANGE)


def what(call: str, lines: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """What changed, a line each, without the call's name and with people's instead of their ids."""
    said = [
        _with_names(line.removeprefix(f"{call}: "), names).replace("also_in ", "also in ", 1)
        for line in lines
    ]
    left = len(said) - MOST_LINES
    return [*said[:MOST_LINES], f"and {left} more"] if left > 1 else said


def fitting(text: str, opening: str = "", longest: int = LONGEST) -> str:
    """Text escaped, behind an opening that is so already, as far as a section takes it."""
    whole = f"{opening}{escape(text)}"
    if len(whole) <= longest:
        return whole
    cut = whole[:longest]
    return f"{cut[: max(cut.rfind(' '), cut.rfind(chr(10)))]} …"


def people_in(change: CallChange) -> frozenset[str]:
    """Everybody whom a change names, and the channel."""
    calls = [call for call in (change.before, change.after) if call]
    people = {person for call in calls for person in (*call.chairs, *(lead.person for lead in call.leads))}
    ids = people | {call.channel for call in calls}
    return frozenset({*ids, change.by} if re.fullmatch(r"[UW][A-Z0-9]+", change.by) else ids)


def _dates(call: Call, meetings: Iterable[Meeting]) -> Iterator[str]:
    for meeting in meetings:
        if meeting.state is State.SKIPPED:
            yield f"{day_of(meeting.day)}: no meeting ({meeting.reason})"
            continue
        asked = asking_at(call, meeting)
        day = call.local_date(asked)
        at = time_of(meeting.starts, call.timezone)
        yield f"{day_of(meeting.day)}, {at}; leads are asked {day_of(day)}, {time_of(asked, call.timezone)}"


def _at_post(call: Call) -> str:
    if not call.post:
        return "as the call begins"
    before = "before the call" if call.post.total_seconds() > 0 else "after it has begun"
    return f"{span_text(abs(call.post))} {before}"


def _with_names(line: str, names: Mapping[str, str]) -> str:
    for person, name in names.items():
        line = name.join(re.split(rf"\b{person}\b", line.replace(f" ({person})", "")))
    return line


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _said(title: str, lines: Iterable[str], longest: int = LONGEST) -> str:
    """A title with lines below it, escaped and not longer than Slack takes."""
    text = "\n".join(shorten(line, LONGEST_LINE) for line in lines)
    return fitting(text, f"*{escape(shorten(title, LONGEST_LINE))}*\n", longest)
