"""What a person sees of each format, read by somebody else's reader where there is one."""

import csv
import html.parser
import io
import json
import re

from markdown_it import MarkdownIt

from bot.formats.export import as_csv, as_json
from bot.formats.html import html as as_html
from bot.formats.markdown import markdown
from bot.formats.text import text
from bot.formats.twiki.write import twiki
from bot.model.minutes import Minutes
from tests.formats.twiki.tml import render

READER = MarkdownIt("commonmark").enable(["strikethrough", "table"])


class Words(html.parser.HTMLParser):
    """The text of an HTML page, and the tags and link targets in it."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: list[str] = []
        self.targets: list[str] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._hidden = tag == "style"
        self.targets += [value or "" for name, value in attrs if name == "href"]
        self.text.append("" if tag in ("strong", "em", "b", "i", "s", "del", "code", "a", "time") else " ")

    def handle_endtag(self, tag: str) -> None:
        self.text.append("" if tag in ("strong", "em", "b", "i", "s", "del", "code", "a", "time") else " ")
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text.append(data)


def of_html(page: str) -> Words:
    """Read an HTML page."""
    reader = Words()
    reader.feed(page)
    reader.close()
    return reader


def of_markdown(page: str) -> Words:
    """Read Markdown as somebody else's renderer renders it."""
    return of_html(READER.render(page))


def words_of_all(minutes: Minutes) -> dict[str, list[str]]:
    """The words that each format shows."""
    rows = csv.reader(io.StringIO(as_csv([minutes])))
    return {
        "text": text(minutes).split(),
        "twiki": " ".join(block.text for block in render(twiki(minutes)).blocks).split(),
        "markdown": "".join(of_markdown(markdown(minutes)).text).split(),
        "html": "".join(of_html(as_html(minutes)).text).split(),
        "json": strings(as_json(minutes)),
        "csv": [word for row in rows for cell in row for word in cell.removeprefix("'").split()],
    }


def strings(value: object) -> list[str]:
    """All words in a JSON value."""
    found = re.findall(r'"(?:[^"\\]|\\.)*"', json.dumps(value))
    return [word for text in found for word in json.loads(text).split()]
