"""How well the labelled replies are understood."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.model.call import Section
from bot.model.update import Item, Reading, everything
from bot.model.words import Document, plain
from bot.reading.understand import understand
from handlers.text.rich_text import document_from_text
from tests.accuracy.corpus import Expected, Labelled

_WORD = re.compile(r"[^\W_]+")


@dataclass
class Score:
    """Figures over many messages; items are top-level items with all that stands below them."""

    messages: int = 0
    right: int = 0
    items: int = 0
    items_right: int = 0
    words_lost: int = 0
    talk_published: int = 0
    emergencies: int = 0
    emergencies_said: int = 0
    emergencies_found: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def in_section(self) -> float:
        """The share of items in the right section, in percent."""
        return 100 * self.items_right / self.items if self.items else 100.0

    @property
    def precision(self) -> float:
        """How many of the emergencies found are some, in percent."""
        return 100 * self.emergencies_found / self.emergencies_said if self.emergencies_said else 100.0

    @property
    def recall(self) -> float:
        """How many of the emergencies there are were found, in percent."""
        return 100 * self.emergencies_found / self.emergencies if self.emergencies else 100.0


def judge(replies: Iterable[Labelled]) -> Score:
    """Read each reply and count what was understood as expected."""
    score = Score()
    for reply in replies:
        document = document_from_text(reply.says)
        found = dict(understand(document, areas=reply.areas, last=reply.last))
        score.messages += 1
        score.words_lost += (said(document) - kept(found.values())).total()
        troubles = [
            trouble for area in {**reply.expected, **found} for trouble in _area(score, reply, area, found)
        ]
        score.right += not troubles
        if troubles:
            score.wrong.append(f"[{reply.category}] {reply.says!r}\n      " + "\n      ".join(troubles))
    return score


def said(document: Document) -> Counter[str]:
    """The words of a document."""
    return Counter(word for line in document for word in _WORD.findall(plain(line.words)))


def kept(readings: Iterable[Reading]) -> Counter[str]:
    """The words of what was understood."""
    texts = (text for reading in readings for text in _texts(reading))
    return Counter(word for text in texts for word in _WORD.findall(text))


def _texts(reading: Reading) -> Iterator[str]:
    for section in Section:
        yield from (item.text for item in everything(reading.sections.of(section)))
    yield from reading.headings
    yield from reading.aside
    yield from (text for _, text in reading.none)


def _area(score: Score, reply: Labelled, area: str | None, found: dict[str | None, Reading]) -> Iterator[str]:
    """Count one area of a reply, and tell what is not as expected."""
    reading, expected = found.get(area, Reading()), reply.expected.get(area, Expected(aside=None))
    for section in Section:
        want = list(_groups(expected.sections.get(section, ())))
        have = ["\n".join(_shown(item)) for item in reading.sections.of(section)]
        both = (Counter(want) & Counter(have)).total()
        score.items += len(want)
        score.items_right += both
        if section is Section.EMERGENCIES:
            score.emergencies += len(want)
            score.emergencies_said += len(have)
            score.emergencies_found += both
        if want != have:
            yield f"{area} {section}: expected {want}, found {have}"
    yield from _around(score, area, reading, expected)


def _around(score: Score, area: str | None, reading: Reading, expected: Expected) -> Iterator[str]:
    """Tell what is not as expected of what stands around the items."""
    items = {item.text for section in Section for item in reading.sections.of(section)}
    if expected.aside is None and not expected.sections and items:
        score.talk_published += len(items)
    score.talk_published += len(items & set(expected.aside or ()))
    none = frozenset(section for section, _ in reading.none)
    if none != expected.none:
        yield f"{area} none: expected {sorted(expected.none)}, found {sorted(none)}"
    if reading.intent != expected.intent:
        yield f"{area} intent: expected {expected.intent}, found {reading.intent}"
    if expected.aside is not None and reading.aside != expected.aside:
        yield f"{area} aside: expected {expected.aside}, found {reading.aside}"
    if (reading.questions != expected.questions) if expected.questions is not None else not reading.questions:
        yield f"{area} questions: expected {expected.questions}, found {reading.questions}"


def _groups(lines: tuple[str, ...]) -> Iterator[str]:
    """Each item with the lines below it."""
    group: list[str] = []
    for line in lines:
        if group and not line.startswith(">"):
            yield "\n".join(group)
            group = []
        group.append(line)
    if group:
        yield "\n".join(group)


def _shown(item: Item, depth: int = 0) -> Iterator[str]:
    yield (">" * depth + " " if depth else "") + item.text
    for below in item.items:
        yield from _shown(below, depth + 1)
