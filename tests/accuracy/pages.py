"""How well old pages are read: over any folder of them, with or without labels of a person.

A file `labels.jsonl` in the folder says how a person reads a page, a line for each: `{"page": "NAME.txt",
"areas": {"Software": {"news": ["done", ["Group", ["below it"]]], "none": ["emergencies"]}},
"attendees": ["Ana"]}`. Only what a line names is compared; the areas it names are all there are.
"""

import html
import json
import re
import resource
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import Any

from bot.cli.old_files import page_text
from bot.formats.twiki.frame import frame_of
from bot.formats.twiki.page_area import PageArea
from bot.formats.twiki.passages import title_of
from bot.formats.twiki.read_page import Page, read_page, write_page
from bot.model.call import Section
from bot.model.update import Item, everything

FRAME = ("attendees", "apologies", "coordinates", "announcements", "actions")
Labels = Mapping[str, Any]


@dataclass
class Count:
    """So many of so many."""

    found: int = 0
    all: int = 0

    def add(self, *, found: bool) -> None:
        """Count one more."""
        self.found += found
        self.all += 1

    def __str__(self) -> str:
        share = f" ({100 * self.found / self.all:.1f} %)" if self.all else ""
        return f"{self.found} of {self.all}{share}"


@dataclass
class Figures:
    """What was found on the pages of a folder; `wrong` says what a person reads otherwise."""

    pages: int = 0
    same: Count = field(default_factory=Count)
    words: Count = field(default_factory=Count)
    seen: Counter[str] = field(default_factory=Counter)
    named: dict[str, Count] = field(default_factory=lambda: {part: Count() for part in FRAME})
    labelled: dict[str, Count] = field(
        default_factory=lambda: {part: Count() for part in ("areas", "bodies", "emergencies", *FRAME)}
    )
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0


def measure(folder: Path) -> Figures:
    """Read every page of a folder, and count."""
    figures = Figures()
    labels = _labels(folder / "labels.jsonl")
    for file in sorted(folder.glob("*.txt")):
        source = page_text(file)
        began = process_time()
        page = read_page(source)
        figures.seconds += process_time() - began
        figures.pages += 1
        _count(figures, page, source)
        if file.name in labels:
            _compare(figures, file.name, page, labels[file.name])
    return figures


def report(figures: Figures) -> Iterator[str]:
    """The figures, a line each."""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"{figures.pages} pages in {figures.seconds:.2f} s of processor time, {memory:.0f} MB at most"
    yield f"read and written again as they were: {figures.same}"
    yield f"words found again in minutes, frame or kept text: {figures.words}"
    yield "found: " + ", ".join(f"{count} {what}" for what, count in figures.seen.items())
    for part, count in figures.named.items():
        yield f"pages that name {part} with something below on which they are found: {count}"
    for part, count in figures.labelled.items():
        if count.all:
            yield f"as a person reads them: {part} {count}"


def told(page: Page) -> Iterator[str]:
    """All that is known of a page after reading it: its frame, its areas, and what is kept."""
    for part in FRAME:
        yield from getattr(page, part)
    yield from page.kept
    for area in page.areas:
        minutes = area.minutes
        yield from (
            minutes.heading,
            *minutes.notes,
            *minutes.kept,
            minutes.silence or "",
            minutes.stand_in or "",
        )
        yield from (text for _, text in minutes.none)
        for section in Section:
            yield minutes.labels.of(section)
            yield from (item.text for item in everything(minutes.sections.of(section)))


def words_in(text: str) -> Counter[str]:
    """The words of a text as they are compared."""
    return Counter(_WORD.findall(text.casefold()))


def shown(source: str) -> str:
    """What a reader of a page could see of its source: no META, no markup, and not the names of the frame."""
    kept = (line for line in source.split("\n") if not (_HEADING.match(line) and frame_of(title_of(line))))
    text = _META.sub("", "\n".join(kept))
    text = _LINK.sub(lambda found: found[2] or found[1], _TAG.sub(" ", text))
    return html.unescape(_SIGNS.sub(" ", text))


_WORD = re.compile(r"[^\W_]+")
_META = re.compile(r"^%META:.*$", re.MULTILINE)
_TAG = re.compile(r"<div class=\"\w*Conflict\">.*?</div>|</?[A-Za-z][^<>]*>|<!--|-->")
_LINK = re.compile(r"\[\[([^\]\[\n]+)\](?:\[([^\]\n]+)\])?\]")
_SIGNS = re.compile(
    r"%[A-Z]+(?:\{[^{}\n]*\})?%|^\s+(?:\d+|[AaIi])\.?(?=\s)|^\s*(?:apologies|regrets)\b",
    re.MULTILINE | re.IGNORECASE,
)
_HEADING = re.compile(r"---+\++")
_NAMED = {
    "attendees": re.compile(r"attend|particip"),
    "apologies": re.compile(r"apolog|regret"),
    "coordinates": re.compile(r"coordinate|connection|dial-?in"),
    "announcements": re.compile(r"announcement"),
    "actions": re.compile(r"action"),
}


def _labels(file: Path) -> dict[str, Labels]:
    if not file.exists():
        return {}
    return {
        one["page"]: one
        for line in file.read_text("utf-8").splitlines()
        if line
        for one in [json.loads(line)]
    }


def _count(figures: Figures, page: Page, source: str) -> None:
    """Count what can be counted without knowing what is right."""
    figures.same.add(found=write_page(page) == source)
    on_page, known = words_in(shown(source)), words_in(" ".join(told(page)))
    figures.words.found += sum(number for word, number in on_page.items() if word in known)
    figures.words.all += on_page.total()
    figures.seen["areas"] += len(page.areas)
    for part in FRAME:
        figures.seen[part] += len(getattr(page, part))
        if _is_named(source, _NAMED[part]):
            figures.named[part].add(found=bool(getattr(page, part)))
    for area in page.areas:
        for section in Section:
            figures.seen[section.value] += len(area.body.sections.of(section))
    figures.seen["kept"] += len(page.kept) + sum(len(area.body.kept) for area in page.areas)


def _is_named(source: str, name: re.Pattern[str]) -> bool:
    """Whether a heading has this name, and something is said there."""
    holds = False
    for line in source.split("\n"):
        if _HEADING.match(line):
            holds = name.search(line.lower().partition(":")[0]) is not None
            if holds and _WORD.search(line.partition(":")[2]):
                return True
        elif holds and _WORD.search(_TAG.sub("", line)) and not line.startswith(("%META", "-- ")):
            return True
    return False


def _compare(figures: Figures, name: str, page: Page, right: Labels) -> None:
    """Compare a page with how a person reads it."""
    areas = {area.name: area for area in page.areas}
    for wanted, body in right.get("areas", {}).items():
        found = areas.get(wanted)
        figures.labelled["areas"].add(found=found is not None)
        got = _body(found, body) if found else None
        figures.labelled["bodies"].add(found=got == body)
        if got != body:
            figures.wrong.append(f"{name}: {wanted}: {json.dumps(got)} for {json.dumps(body)}")
        if found:
            real = _trees(body.get("emergencies", ()))
            for text in _trees(_tree(found.body.sections.emergencies)):
                figures.labelled["emergencies"].add(found=text in real)
    if "areas" in right:
        figures.wrong += [f"{name}: no area: {each}" for each in areas if each not in right["areas"]]
    for part in FRAME:
        if part in right:
            names = list(getattr(page, part))
            figures.labelled[part].add(found=names == right[part])
            figures.wrong += [f"{name}: {part}: {names} for {right[part]}"] if names != right[part] else []


def _body(area: PageArea, named: Labels) -> dict[str, Any]:
    """What was read of an area; only what the label names, and every section that is not empty."""
    body = area.body
    read = {section.value: _tree(body.sections.of(section)) for section in Section}
    found: dict[str, Any] = {name: said for name, said in read.items() if said or name in named}
    if "none" in named:
        found["none"] = [section.value for section, _ in body.none]
    return found


def _tree(items: Iterable[Item]) -> list[Any]:
    said = ((" ".join(item.text.split()), _tree(item.items)) for item in items)
    return [[text, below] if below else text for text, below in said]


def _trees(tree: Iterable[Any]) -> list[str]:
    return [one if isinstance(one, str) else one[0] for one in tree]
