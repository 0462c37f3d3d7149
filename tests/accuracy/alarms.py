"""Labelled emergencies and what is none: how many are filed, asked about, and missed."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.model.call import Area, Section
from bot.model.update import Item, Reading, everything
from bot.reading.danger import Emergency
from bot.reading.plain import gist
from bot.reading.understand import understand
from handlers.text.rich_text import document_from_text, document_of
from tests.accuracy.corpus import Labelled

_AREA = Area("Software", ())
_MARKS = "-\u2022*+> \u00b7"
_KINDS = {"near": "near miss"}
_ITEMS = frozenset(("N", "O", "NO"))  # A's labels of what is an ordinary item, away from near misses


@dataclass(frozen=True)
class Judged:
    """A line, what kind it is of (`emergency`, `near miss`, `ordinary`), and what became of it."""

    text: str
    kind: str
    found: Emergency


@dataclass(frozen=True)
class Figures:
    """What became of the lines of a set."""

    emergencies: int
    filed: int
    asked: int
    wrong: int
    near: int
    near_asked: int
    ordinary: int
    ordinary_asked: int

    @property
    def missed(self) -> int:
        """Emergencies that are neither filed nor asked about."""
        return self.emergencies - self.filed - self.asked

    @property
    def recall(self) -> float:
        """The share of emergencies that are filed or asked about."""
        return (self.filed + self.asked) / self.emergencies if self.emergencies else 1.0

    @property
    def precision(self) -> float:
        """The share of what is filed that is one."""
        return self.filed / (self.filed + self.wrong) if self.filed + self.wrong else 1.0

    @property
    def asks(self) -> float:
        """Questions for a hundred ordinary lines."""
        return 100 * self.ordinary_asked / self.ordinary if self.ordinary else 0.0


def figures(lines: Iterable[Judged]) -> Figures:
    """Count."""
    judged = tuple(lines)

    def count(kind: str, *found: Emergency) -> int:
        return sum(line.kind == kind and line.found in (found or Emergency) for line in judged)

    return Figures(
        emergencies=count("emergency"),
        filed=count("emergency", Emergency.FILED),
        asked=count("emergency", Emergency.ASKED),
        wrong=count("near miss", Emergency.FILED) + count("ordinary", Emergency.FILED),
        near=count("near miss"),
        near_asked=count("near miss", Emergency.ASKED),
        ordinary=count("ordinary"),
        ordinary_asked=count("ordinary", Emergency.ASKED),
    )


def typed_replies(path: Path) -> Iterator[Judged]:
    """The lines of `A.dev.jsonl`, each read within its reply; talk and nones are not counted."""
    for row in _rows(path):
        document = (
            document_of({"blocks": row["blocks"]}, {}) if row["blocks"] else document_from_text(row["text"])
        )
        readings = understand(document, areas=(_AREA,), last={})
        for label, text in row["lines"]:
            if label == "E":
                yield Judged(text, "emergency", _became(text, readings))
            elif row["kind"] == "near" or label in _ITEMS:
                yield Judged(text, _KINDS.get(row["kind"], "ordinary"), _became(text, readings))


def real_items(path: Path) -> Iterator[Judged]:
    """The items of `B.dev.jsonl`; borderline ones are left out."""
    for row in _rows(path):
        if row["label"] != "?":
            kind = "ordinary" if row["source"] == "weekly" else "near miss"
            yield judged(row["text"], "emergency" if row["label"] == "1" else kind)


def of_corpus(replies: Iterable[Labelled]) -> Iterator[Judged]:
    """The items that the old corpus expects under no heading, each alone; a title with what is below it."""
    for reply in replies:
        for expected in reply.expected.values():
            for section in Section:
                kind = "emergency" if section is Section.EMERGENCIES else "ordinary"
                for text in _whole(expected.sections.get(section, ())):
                    yield judged(text, kind)


def _whole(lines: Iterable[str]) -> Iterator[str]:
    """Items as they are typed; only of those below a title (`> …`) the words are needed to judge it."""
    typed = ""
    for line in lines:
        if not line.startswith(">"):
            yield from [typed] if typed else ()
            typed = line
        elif typed.partition("\n")[0].endswith(":"):
            typed = f"{typed}\n- {line.lstrip('> ')}"
    yield from [typed] if typed else ()


def judged(text: str, kind: str) -> Judged:
    """A text as a whole reply, and what becomes of it."""
    return Judged(text, kind, _most(_all(understand(document_from_text(text), areas=(_AREA,), last={}))))


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def _became(text: str, readings: tuple[tuple[str | None, Reading], ...]) -> Emergency:
    """What became of a line of a reply, wherever it stands now."""
    said = gist(text.strip(_MARKS))
    return _most(
        (section, item)
        for section, item in _all(readings)
        if any(said in gist(part.text) or gist(part.text) in said for part in everything((item,)))
    )


def _all(readings: Iterable[tuple[str | None, Reading]]) -> Iterator[tuple[Section, Item]]:
    for _, reading in readings:
        for section in Section:
            for item in reading.sections.of(section):
                yield section, item


def _most(items: Iterable[tuple[Section, Item]]) -> Emergency:
    found = {
        Emergency.FILED if section is Section.EMERGENCIES else Emergency.ASKED
        for section, item in items
        if section is Section.EMERGENCIES or item.ask
    }
    return next((each for each in Emergency if each in found), Emergency.NEITHER)
