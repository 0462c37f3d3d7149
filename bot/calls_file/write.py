"""Write calls as a calls.toml that reads back to the same calls."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields

from bot.calls_file.rhythm import write_rhythm
from bot.calls_file.spans import span_text
from bot.model.call import Area, Call, GitRepository, Labels, Lead, Standing, WikiTopic


def write_calls(calls: Iterable[Call]) -> str:
    """Write calls in the one form that this program gives them; reading it changes nothing."""
    return "\n".join("\n".join(_call(call)) + "\n" for call in calls)


def _call(call: Call) -> Iterator[str]:
    yield "[[call]]"
    yield f"name = {_text(call.name)}"
    yield from _was(call)
    yield f"channel = {_text(call.channel)}"
    for key, said in write_rhythm(call.weekday, call.rhythm):
        yield f"{key} = {_text(said)}" if isinstance(said, str) else next(_list(key, said))
    yield f"time = {_text(f'{call.time:%H:%M}')}"
    yield f"timezone = {_text(call.timezone)}"
    yield from _list("also_in", call.also_in)
    yield from _list("coordinates", call.coordinates)
    yield from _week(call)
    yield f"emergencies = {_text(call.emergencies)}"
    yield from _list("chairs", call.chairs)
    yield from _list("skip", [day.isoformat() for day in call.skip])
    if call.holidays:
        yield f"holidays = {_text(call.holidays)}"
    if call.retention is not None:
        yield f"retention = {_text(span_text(call.retention))}"
    yield from _list("mail", call.mail)
    if call.standing is not Standing.HELD:
        yield f"standing = {_text(call.standing)}"
    yield from ("", *_twiki(call.twiki))
    if call.git.clone:
        yield from ("", *_git(call.git))
    for area in call.areas:
        yield from ("", *_area(area))


def _week(call: Call) -> Iterator[str]:
    """When the leads are asked, and the minutes posted."""
    yield f"ask = {_text(span_text(call.ask))}"
    yield f"remind = [{', '.join(_text(span_text(one)) for one in call.remind)}]"
    yield f"post = {_text(span_text(call.post))}"
    yield f"late = {_text(span_text(call.late))}"
    if call.quiet is not None:
        yield f"quiet = {_text(str(call.quiet))}"


def _twiki(topic: WikiTopic) -> Iterator[str]:
    yield "[call.twiki]"
    if topic.parent:
        yield f"parent = {_text(topic.parent)}"
    yield f"topic = {_text(topic.topic)}"
    yield f"charset = {_text(topic.charset)}"
    if topic.url:
        yield f"url = {_text(topic.url)}"
        yield f"web = {_text(topic.web)}"
        yield f"login = {_text(topic.login)}"


def _git(repository: GitRepository) -> Iterator[str]:
    yield "[call.git]"
    yield f"clone = {_text(repository.clone)}"
    yield f"path = {_text(repository.path)}"
    yield f"author = {_text(repository.author)}"


def _area(area: Area) -> Iterator[str]:
    yield "[[call.area]]"
    yield f"name = {_text(area.name)}"
    yield f"leads = [{', '.join(_lead(lead) for lead in area.leads)}]"
    if area.joiner != Area("", ()).joiner:
        yield f"joiner = {_text(area.joiner)}"
    yield from _was(area)
    yield f"style = {_text(area.style)}"
    labels = [
        f"{label.name} = {_text(getattr(area.labels, label.name))}"
        for label in fields(Labels)
        if getattr(area.labels, label.name) != label.default
    ]
    if labels:
        yield f"labels = {{ {', '.join(labels)} }}"


def _was(named: Call | Area) -> Iterator[str]:
    if len(named.was) == 1:
        yield f"was = {_text(named.was[0])}"
    else:
        yield from _list("was", named.was)


def _lead(lead: Lead) -> str:
    return f"{{ name = {_text(lead.name)}, slack = {_text(lead.person)} }}"


def _list(key: str, values: Iterable[str]) -> Iterator[str]:
    written = [_text(value) for value in values]
    if written:
        yield f"{key} = [{', '.join(written)}]"


def _text(value: str) -> str:
    """A TOML string; JSON escapes the same way but leaves DEL, which TOML does not allow, as it is."""
    return re.sub("\x7f", r"\\u007F", json.dumps(str(value), ensure_ascii=False))
