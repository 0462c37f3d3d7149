"""What `bot.formats.everything` wrote, read back as the values that it was written from."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.formats.everything import VERSION, KeptCall, KeptMeeting
from bot.model.absence import Absence
from bot.model.call import Call
from bot.model.errors import FileUnreadable
from bot.model.meeting import Meeting
from bot.model.minutes import Minutes
from bot.model.reply import Reply
from bot.model.update import Correction

FORMAT = "minutesbot.history"
MEETING_LISTS = ("replies", "corrections", "minutes")


class HistoryUnreadable(FileUnreadable):
    """This is no export that can be read."""


def read_history(data: Any) -> tuple[tuple[KeptCall, ...], tuple[Absence, ...]]:
    """The calls with their meetings, and the absences, of an export as JSON values; raises HistoryUnreadable.

    What an export leaves out is empty: how Slack wrote a reply, who owns an action item, the keys of items.
    """
    if not isinstance(data, Mapping) or data.get("format") != FORMAT:
        raise HistoryUnreadable(f"it does not say that it is a {FORMAT}")
    if data.get("version") != VERSION:
        raise HistoryUnreadable(f"its version is {data.get('version')!r}, this release reads {VERSION}")
    try:
        calls = tuple(_call(each) for each in data["calls"])
        return calls, tuple(_value(Absence, each) for each in data["absences"])
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise HistoryUnreadable(f"a {error.title}, at {where}: {first['msg']}") from None
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise HistoryUnreadable(
            f"something is missing or of another shape ({type(error).__name__})"
        ) from None


def _call(data: Mapping[str, Any]) -> KeptCall:
    call: Call = _value(Call, _but(data, "meetings"))
    return KeptCall(call, tuple(_meeting(call.name, each) for each in data["meetings"]))


def _meeting(call: str, data: Mapping[str, Any]) -> KeptMeeting:
    minutes = _minutes(data["minutes"]) if data["minutes"] is not None else None
    meeting: Meeting = _value(Meeting, {**_but(data, *MEETING_LISTS), "call": call, "minutes": minutes})
    replies = (_value(Reply, {**each, "call": call, "date": data["date"]}) for each in data["replies"])
    corrections = (
        (str(each["area"]), _value(Correction, _but(each, "area"))) for each in data["corrections"]
    )
    return KeptMeeting(meeting, tuple(replies), tuple(corrections))


def _minutes(data: Mapping[str, Any]) -> Minutes:
    areas = [_area(each) for each in data["areas"]]
    found: Minutes = _value(Minutes, {**_but(data, "format", "version", "title"), "areas": areas})
    return found


def _area(data: Mapping[str, Any]) -> dict[str, Any]:
    sections = {section: [_item(each) for each in items] for section, items in data["sections"].items()}
    none = [(each["section"], each["text"]) for each in data["none"]]
    return {**data, "sections": sections, "none": none}


def _item(data: Mapping[str, Any]) -> dict[str, Any]:
    return {**_but(data, "text"), "items": [_item(each) for each in data["items"]]}


def _but(data: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in names}


def _value(shape: Any, data: Any) -> Any:
    return _adapter(shape).validate_python(data)


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)
