"""What stays of words when the name of who is erased is taken out of them. Values in, values out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from bot.model.message import Notice
from bot.model.minutes import ActionItem, AreaMinutes, Minutes
from bot.model.privacy import SOMEBODY
from bot.model.update import Item, Sections
from bot.model.words import Span

T = TypeVar("T")

_BETWEEN = re.compile(r"(\s*(?:[,;&/+|]|\band\b)\s*)")  # what stands between two names in a heading
_INSTEAD = " for "  # `Teo T. for Tilda C.`


@dataclass(frozen=True, slots=True)
class PersonNames:
    """Somebody, and all the names under which they appear."""

    person: str
    names: frozenset[str]


def without(minutes: Minutes, who: PersonNames, *, but: Iterable[str] = ()) -> Minutes:
    """The minutes with all that they say, but not who this person is; headings of the areas `but` stay."""
    kept = frozenset(but)
    return replace(
        minutes,
        areas=tuple(_area(area, who, heading=area.area in kept) for area in minutes.areas),
        announcements=tuple(_text(text, who) for text in minutes.announcements),
        actions=tuple(_action(action, who) for action in minutes.actions),
        attendees=tuple(each for each in minutes.attendees if not _is_of(each, who)),
        apologies=tuple(each for each in minutes.apologies if not _is_of(each, who)),
        kept=tuple(_anonymous(source, who) for source in minutes.kept),
    )


def without_names(sections: Sections, who: PersonNames) -> Sections:
    """The items without the name of who reported them for somebody else's area."""
    return replace(
        sections,
        news=_items(sections.news, who),
        ongoing=_items(sections.ongoing, who),
        emergencies=_items(sections.emergencies, who),
    )


def unsaid(message: T, who: PersonNames) -> T:
    """A message of the bot that names this person nowhere; the same one if it does not."""
    changed: Any = _value(message, who)
    return changed if changed != message else message


def _area(area: AreaMinutes, who: PersonNames, *, heading: bool) -> AreaMinutes:
    return replace(
        area,
        heading=area.heading if heading else _heading(area, who),
        sections=without_names(area.sections, who),
        none=tuple((section, _text(said, who)) for section, said in area.none),
        stand_in=None if area.stand_in in who.names else area.stand_in,
        notes=tuple(_text(note, who) for note in area.notes),
        kept=tuple(_anonymous(source, who) for source in area.kept),
    )


def _heading(area: AreaMinutes, who: PersonNames) -> str:
    """`Area (Lead & Lead)` without the lead; without any, `Area`."""
    opening = f"{area.area} ("
    if not area.heading.startswith(opening) or not area.heading.endswith(")"):
        return area.heading
    if area.heading[len(opening) : -1] in who.names:
        return area.area
    first, *rest = _BETWEEN.split(area.heading[len(opening) : -1])
    said = [("", first), *zip(rest[::2], rest[1::2], strict=True)]
    left = [(between, name) for between, each in said if (name := _title(each, who))]
    if [name for _, name in left] == [name for _, name in said]:
        return area.heading
    names = "".join(f"{between if place else ''}{name}" for place, (between, name) in enumerate(left))
    return f"{opening}{names})" if names else area.area


def _title(title: str, who: PersonNames) -> str:
    """Who is named in a heading, of two of whom one stands in for the other the one who is left."""
    if title in who.names:
        return ""
    parts = title.split(_INSTEAD)
    left = [part for part in parts if part not in who.names]
    return title if len(left) == len(parts) else _INSTEAD.join(left)


def _action(action: ActionItem, who: PersonNames) -> ActionItem:
    if action.person == who.person or (not action.person and action.owner in who.names):
        return replace(action, owner=SOMEBODY, person="")
    return action


def _items(items: tuple[Item, ...], who: PersonNames) -> tuple[Item, ...]:
    return tuple(_item(item, who) for item in items)


def _item(item: Item, who: PersonNames) -> Item:
    said = tuple(replace(span, text=_text(span.text, who)) for span in item.words)
    return replace(item, words=said, items=_items(item.items, who))


def _text(text: str, who: PersonNames) -> str:
    """`… (reported by Tim)` without the name; what others say of somebody are their words."""
    for name in who.names:
        text = text.replace(f"(reported by {name})", f"(reported by {SOMEBODY})")
    return text


def _is_of(attendee: str, who: PersonNames) -> bool:
    """Whether an attendee is this person, who may have come late: `Tim (from 16:10)`."""
    return attendee in who.names or any(attendee.startswith(f"{name} (from ") for name in who.names)


def _value(value: Any, who: PersonNames) -> Any:
    """Any part of a message: people in their own fields go, words only where they say who reported them."""
    match value:
        case Minutes():
            return without(value, who)
        case AreaMinutes():
            return _area(value, who, heading=False)
        case ActionItem():
            return _action(value, who)
        case Notice(text):
            return Notice(_anonymous(text, who))
        case Span():
            return replace(value, text=_text(value.text, who))
        case tuple():
            return tuple(part for each in value if (part := _value(each, who)) != "" or each == "")
        case str() if type(value) is str:
            return _plain(value, who)
        case _ if is_dataclass(value):
            named = {field.name: getattr(value, field.name) for field in fields(value)}
            return replace(value, **{name: _value(part, who) for name, part in named.items()})  # type: ignore[type-var]
        case _:
            return value


def _anonymous(text: str, who: PersonNames) -> str:
    """A sentence of the bot, or what nobody has understood, with somebody in place of whom it names."""
    for name in sorted((who.person, *who.names), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", SOMEBODY, text) if name else text
    return text


def _plain(text: str, who: PersonNames) -> str:
    if text == who.person:
        return ""
    return SOMEBODY if text in who.names else _text(text, who)
