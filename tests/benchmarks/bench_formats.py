"""How long the minutes take to be written in every format, and whether that grows in line with their size."""

import json
import timeit
from collections.abc import Callable
from dataclasses import replace
from time import process_time
from typing import TypeVar

from bot.formats.export import as_csv, as_json
from bot.formats.html import html
from bot.formats.markdown import markdown
from bot.formats.text import text
from bot.formats.twiki.read_page import read_page
from bot.formats.twiki.write import twiki
from bot.model.call import Style
from bot.model.minutes import Minutes
from bot.model.update import Item, Sections
from bot.model.words import Span
from tests.formats.samples import area, minutes

T = TypeVar("T")

FORMATS: dict[str, Callable[[Minutes], object]] = {
    "twiki": twiki,
    "text": text,
    "markdown": markdown,
    "html": html,
    "json": lambda of: json.dumps(as_json(of)),
    "csv": lambda of: as_csv([of]),
}


def measure() -> list[tuple[str, str]]:
    """Time 40 areas with 5 items and 1,000 areas with 20, and compare the time an item takes."""
    usual, large = meeting(40, 5), meeting(1000, 20)
    figures = []
    for name, write in FORMATS.items():
        once = seconds(write, usual, 5)
        often = seconds(write, large, 1)
        growth = (often / 20_000) / (once / 200)
        figures.append((f"{name}: 40 areas x 5", f"{once * 1000:.1f} ms"))
        figures.append((f"{name}: 1,000 areas x 20", f"{often:.2f} s, {growth:.2f} x as long an item"))
    page = twiki(large)
    figures.append(("reading back 1,000 areas x 20", f"{seconds(read_page, page, 1):.2f} s"))
    return figures


def meeting(areas: int, items: int) -> Minutes:
    """Minutes of this size in all four styles."""
    styles = list(Style)
    said = (
        Span("Updating HTCondor 8.3.2 & PanDA in "),
        Span("the plan", url="https://wiki.example/Plan_(2026)?a=1&b=2"),
        Span(" to 70% of *.rpm; see "),
        Span("make test", code=True),
    )
    listed = tuple(Item((Span(f"{number}. "), *said)) for number in range(items))
    sections = Sections(news=listed[: items // 2], ongoing=listed[items // 2 :])
    one = area(sections=sections)
    return minutes(
        *(replace(one, heading=f"Area {number} (Ana)", style=styles[number % 4]) for number in range(areas))
    )


def seconds(work: Callable[[T], object], value: T, times: int) -> float:
    """The processor time of the best of several runs; one run before them does not count."""
    work(value)
    return min(timeit.repeat(lambda: work(value), timer=process_time, number=1, repeat=times))
