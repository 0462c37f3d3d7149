"""Understand what a lead wrote: a document as items in News, Ongoing and Emergencies."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import zip_longest

from bot.model.absence import SaidAway
from bot.model.call import Area, Section
from bot.model.update import Intent, Item, Reading, Sections, Why
from bot.model.words import Document, Shape
from bot.reading.by_time import Before
from bot.reading.classify import because, headed, place
from bot.reading.danger import rebuts
from bot.reading.likeness import Earlier, is_carried_over, list_of
from bot.reading.statement import Aside, Headed, Said, SaidNone, SaidSame, Statement
from bot.reading.statements import statements


def understand(
    document: Document,
    *,
    areas: tuple[Area, ...],
    last: Mapping[str, Sections],
    day: date | None = None,
) -> tuple[tuple[str | None, Reading], ...]:
    """Say what was meant for each area, every word kept.

    With several areas, None stands for what is not clearly about one of them. `last` is what stood in the
    minutes of the previous meeting, by area; `day` is that of the meeting for which it was written.
    """
    said = statements(document, areas)
    if not said:
        return ()
    drafts: dict[str | None, _Draft] = {}
    placed = _placed(said, last)
    for statement, following in zip_longest(placed, placed[1:]):
        if statement.area not in drafts:
            drafts[statement.area] = _Draft(_before(statement.area, areas, last, day))
        drafts[statement.area].take(statement, denied=_denies(following, statement))
    return tuple((area, draft.reading()) for area, draft in drafts.items())


@dataclass(slots=True)
class _Draft:
    """A reading in the making."""

    before: Before
    items: dict[Section, list[Item]] = field(default_factory=lambda: {section: [] for section in Section})
    none: list[tuple[Section, str]] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    intent: Intent | None = None
    absence: SaidAway | None = None
    nothing: bool = False

    def take(self, statement: Statement, *, denied: bool) -> None:
        """Write a statement where it belongs; one that is `denied` by the next is no emergency."""
        match statement:
            case Said():
                self._keep(statement, denied=denied)
            case SaidNone(section=section, text=text):
                self.none.append((section or Section.NEWS, text))
                self.nothing = self.nothing or section is None
            case SaidSame(intent=intent, text=text):
                self.intent = intent
                self.aside.append(text)
            case Aside(text=text, question=question, away=away):
                self.aside.append(text)
                self.questions.extend([text] if question else [])
                self.absence = self.absence or (SaidAway(text) if away else None)
            case Headed(text=text):
                self.headings.append(text)

    def _keep(self, said: Said, *, denied: bool) -> None:
        section, item = said.section, said.item
        if section is None:
            section, item = place(item, self.before, denied=denied)
            if said.otherwise is not None and item.why is Why.DEFAULT:
                section, item = said.otherwise, because(item, Why.HEADING)
        elif not denied:
            item = headed(item, section)
        self.items[section].append(item)

    def reading(self) -> Reading:
        """The reading as it stands."""
        sections = Sections(**{section.value: tuple(items) for section, items in self.items.items()})
        nothing = Intent.NOTHING_NEW if self.nothing and not sections else None
        return Reading(
            sections=sections,
            none=tuple(self.none),
            aside=tuple(self.aside),
            questions=tuple(self.questions),
            headings=tuple(self.headings),
            intent=self.intent or nothing,
            absence=self.absence,
        )


def _denies(following: Statement | None, statement: Statement) -> bool:
    """Whether a statement is a quote, and what follows says that it is not so."""
    if not isinstance(statement, Said) or statement.item.shape is not Shape.QUOTE or following is None:
        return False
    return rebuts(following.item.text if isinstance(following, Said) else following.text)


def _before(
    area: str | None, areas: tuple[Area, ...], last: Mapping[str, Sections], day: date | None
) -> Before:
    """What stood in the minutes before for an area, or for any of them where it is not clear which."""
    meant = next((each for each in areas if each.name == area), None)
    if meant is not None:
        return Before.of(last.get(meant.name, Sections()), meant.labels, day)
    known = (list_of(last.get(each.name, Sections())) for each in areas)
    return Before(Earlier.of(each for before in known for each in before.said))


def _placed(said: list[Statement], last: Mapping[str, Sections]) -> list[Statement]:
    """What was said, each about an area where that is clear."""
    if all(one.area is not None for one in said) or (area := _meant(said, last)) is None:
        return said
    return [one if one.area is not None else replace(one, area=area) for one in said]


def _meant(said: list[Statement], last: Mapping[str, Sections]) -> str | None:
    """The area of what was said without naming one.

    That is the one area named before or behind small talk, or the only one whose list of last week most of
    the items stood on.
    """
    unplaced = [one.item for one in said if isinstance(one, Said) and one.area is None]
    if not unplaced and not any(isinstance(one, SaidNone | SaidSame) and one.area is None for one in said):
        return next((one.area for one in said if one.area is not None), None)
    found = {
        name: sum(is_carried_over(item, before) for item in unplaced)
        for name, sections in last.items()
        if (before := list_of(sections))
    }
    likely = [name for name, count in found.items() if count]
    return likely[0] if len(likely) == 1 and found[likely[0]] * 2 >= len(unplaced) else None
