"""The labelled replies of tests/golden/replies, as values."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.model.call import Area, Labels, Lead, Section
from bot.model.update import Item, Sections
from bot.model.words import words
from tests.paths import GOLDEN

FOLDER = GOLDEN / "replies"
_LABELS = {"Software": Labels(ongoing="Ongoing (and no significant news)")}
_LEADS = {"Software": "Tim C.", "Release": "Tim T."}


@dataclass(frozen=True)
class Expected:
    """What should be understood for one area; `exact` says that asides and headings are listed in full."""

    sections: Mapping[Section, tuple[str, ...]] = field(default_factory=dict)
    none: frozenset[Section] = frozenset()
    intent: str | None = None
    aside: tuple[str, ...] | None = ()
    questions: tuple[str, ...] | None = ()


@dataclass(frozen=True)
class Labelled:
    """One message, and what should be understood of it by area (None: not clear which)."""

    category: str
    says: str
    areas: tuple[Area, ...]
    last: Mapping[str, Sections]
    expected: Mapping[str | None, Expected]


def corpus() -> Iterator[Labelled]:
    """Every labelled reply."""
    for path in sorted(FOLDER.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for reply in table.get("reply", ()):
            yield _reply(path.stem, reply)
        for group in table.get("each", ()):
            for message in group["messages"]:
                yield _each(path.stem, group, message)
        for group in table.get("pairs", ()):
            for before, message, *shown in group["pairs"]:
                yield _pair(path.stem, group["section"], before, message, *shown)


def _reply(category: str, table: Mapping[str, Any]) -> Labelled:
    areas = tuple(_area(name) for name in table.get("areas", ("Software",)))
    by_area = table.get("area") or {areas[0].name: table}
    return Labelled(
        category,
        table["says"].strip("\n"),
        areas,
        {areas[0].name: _sections(table["last"])} if "last" in table else {},
        {None if name == "?" else name: _expected(each) for name, each in by_area.items()},
    )


def _each(category: str, group: Mapping[str, Any], message: str) -> Labelled:
    """One message of a group with one outcome."""
    if "section" in group:
        lines = [_line(line) for line in message.split("\n")]
        expected = Expected({Section(group["section"]): tuple(lines)})
    elif "intent" in group:
        expected = Expected(intent=group["intent"], none=frozenset((Section.NEWS,)), aside=None)
        if group["intent"] == "same as last week":
            expected = Expected(intent=group["intent"], aside=None)
    elif "none" in group:
        expected = Expected(none=frozenset((Section(group["none"]),)))
    elif "question" in group:
        expected = Expected(aside=None, questions=None)
    else:
        expected = Expected(aside=None)
    return Labelled(category, message, (_area("Software"),), {}, {"Software": expected})


def _pair(category: str, section: str, before: str, message: str, shown: str = "") -> Labelled:
    """One item, and what stood in the minutes before it."""
    last = Sections(ongoing=_items(tuple(before.split("\n"))))
    lines = tuple(_line(line) for line in (shown or message).split("\n"))
    expected = Expected({Section(section): lines})
    return Labelled(category, message, (_area("Software"),), {"Software": last}, {"Software": expected})


def _line(line: str) -> str:
    """A typed bullet as it is expected among the items."""
    text = line.lstrip(" -")
    for typed, shown in _PICTURES.items():
        text = text.replace(typed, shown)
    if "<" in text and "|" in text:
        before, _, rest = text.partition("<")
        url, _, rest = rest.partition("|")
        label, _, rest = rest.partition(">")
        text = f"{before}{label} ({url}){rest}"
    return ("> " if line.startswith(" ") else "") + text


_PICTURES = {
    ":rotating_light:": "🚨",
    ":construction:": "🚧",
    ":tada:": "🎉",
    ":fire:": "🔥",
    ":white_check_mark:": "✅",
}


def _area(name: str) -> Area:
    leads = (Lead(_LEADS[name], "U0"),) if name in _LEADS else ()
    return Area(name, leads, labels=_LABELS.get(name, Labels()))


def _expected(table: Mapping[str, Any]) -> Expected:
    return Expected(
        {section: tuple(table[section]) for section in Section if table.get(section)},
        frozenset(Section(name) for name in table.get("none", ())),
        table.get("intent"),
        tuple(table.get("aside", ())),
        tuple(table.get("questions", ())),
    )


def _sections(table: Mapping[str, list[str]]) -> Sections:
    return Sections(**{name: _items(tuple(lines)) for name, lines in table.items()})


def _items(lines: tuple[str, ...]) -> tuple[Item, ...]:
    """Items from lines in which `> ` marks those below the one before."""
    starts = [number for number, line in enumerate(lines) if not line.startswith(">")]
    ends = [*starts[1:], len(lines)][: len(starts)]
    return tuple(
        Item(
            words(lines[start]),
            _items(tuple(line.removeprefix(">").removeprefix(" ") for line in lines[start + 1 : end])),
        )
        for start, end in zip(starts, ends, strict=True)
    )
