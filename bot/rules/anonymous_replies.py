"""What an erased person reported for minutes that can still change, kept without them. Values in, values out.

Posted minutes keep the items. But when somebody else writes for the area, it is read again from its replies:
so in the place of theirs stand replies of nobody, that say what was posted and nothing else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.model.call import Area, Section
from bot.model.reply import Origin, Reply
from bot.model.update import Item, Update
from bot.model.words import Document, Line, Shape, Span, words

NOTHING_NEW = "nothing new"


def orphans(update: Update, area: Area, theirs: Iterable[Reply]) -> tuple[Reply, ...]:
    """Replies of nobody that say what an update has from these; `update` names its persons no more."""
    found = tuple(_orphan(update, area, reply) for reply in theirs)
    if found and not update.by:
        rest = tuple(_rest(update, area))
        found = (*found[:-1], replace(found[-1], document=(*found[-1].document, *rest)))
    return tuple(reply for reply in found if reply.document)


def tombstone(reply: Reply) -> Reply:
    """What is left of a reply: that there was one, so that it is not taken in again from the chat."""
    later = f"{float(reply.revision or reply.ts) + 1:.6f}"
    bare = Reply("", reply.conversation, reply.ts, (), revision=later, deleted=True)
    return replace(bare, call=reply.call, date=reply.date)


def _orphan(update: Update, area: Area, reply: Reply) -> Reply:
    """The items that were read from a reply, under the headings below which they stand."""
    document = tuple(_lines(update, area, f"{reply.ts}/"))
    bare = Reply("", f"-/{area.name}", reply.ts, document, origin=Origin.BEHALF, area=area.name)
    return replace(bare, call=update.call, date=update.date)


def _lines(update: Update, area: Area, ts: str) -> Iterator[Line]:
    for section in Section:
        if items := [item for item in update.sections.of(section) if item.key.startswith(ts)]:
            yield _heading(area, section)
            yield from _items(items, 0)


def _rest(update: Update, area: Area) -> Document:
    """That there is nothing, where nobody else said so."""
    if update.nothing_new:
        return (Line(words(NOTHING_NEW)),)
    return tuple(
        line
        for section, said in update.none
        for line in (_heading(area, section), Line(words(said or "none"), Shape.BULLET))
    )


def _heading(area: Area, section: Section) -> Line:
    return Line((Span(area.labels.of(section), bold=True),))


def _items(items: Iterable[Item], level: int) -> Iterator[Line]:
    for item in items:
        yield Line(item.words, item.shape if item.shape is not Shape.LINE else Shape.BULLET, level)
        yield from _items(item.items, level + 1)
