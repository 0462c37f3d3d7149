"""Two pages of one meeting: which of them stands, and that the other is kept. Values in, values out."""

from dataclasses import replace

from bot.formats.twiki.write import twiki
from bot.model.call import Section
from bot.model.minutes import Minutes
from bot.model.update import everything

_BESIDE = "Also read: "


def standing(known: Minutes, other: Minutes) -> Minutes:
    """What stands for a meeting of which minutes were read already, when others of it are read.

    A page that is read again, or in a newer revision, takes its place. Of others the fuller one stands, the
    known one if both are as full, and keeps the other beside it.
    """
    if known.revision != other.revision or known.imported in ("", other.imported):
        return _with(other, *_beside(known))
    fuller, lesser = (other, known) if _size(other) > _size(known) else (known, other)
    return _with(fuller, *_beside(known), _source(lesser))


def holds(known: Minutes, other: Minutes) -> bool:
    """Whether minutes are the same as others, under whatever name, or keep those beside themselves."""
    same = replace(_own(known), imported="") == replace(_own(other), imported="")
    return same or _source(other) in known.kept


def _with(minutes: Minutes, *sources: str) -> Minutes:
    """Minutes with other pages beside them, each in its last reading."""
    others = {source.partition("\n")[0]: source for source in sources}
    others.pop(_name(minutes), None)
    return replace(minutes, kept=(*_own(minutes).kept, *others.values()))


def _beside(minutes: Minutes) -> tuple[str, ...]:
    """Other pages of the meeting that are kept beside these minutes."""
    return tuple(text for text in minutes.kept if text.startswith(_BESIDE))


def _name(minutes: Minutes) -> str:
    return f"{_BESIDE}{minutes.imported}"


def _own(minutes: Minutes) -> Minutes:
    return replace(minutes, kept=tuple(text for text in minutes.kept if not text.startswith(_BESIDE)))


def _source(minutes: Minutes) -> str:
    """Minutes as they are kept beside others."""
    kept = (text for area in minutes.areas for text in area.kept)
    own = _own(minutes)
    return "\n".join((_name(minutes), twiki(own).strip(), *own.kept, *kept))


def _size(minutes: Minutes) -> tuple[int, int]:
    """How much minutes say: their items, and their letters."""
    items = [
        item.text
        for area in minutes.areas
        for section in Section
        for item in everything(area.sections.of(section))
    ]
    around = (*minutes.announcements, *minutes.attendees, *(action.text for action in minutes.actions))
    return len(items), sum(map(len, (*items, *around)))
