"""Files with old pages, read one after the other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import track

from bot.formats.markdown_pages.read_markdown import read_markdown
from bot.formats.twiki.links import home_of
from bot.formats.twiki.read_page import Page, read_page
from bot.model.call import WikiTopic
from bot.model.errors import FileUnreadable
from bot.rules.old_page import OldPage

_MARKDOWN = (".md", ".markdown")


@dataclass(slots=True)
class OldFiles:
    """The pages in files, and what is wrong with the files that cannot be read."""

    pages: list[OldPage] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


def read_files(files: Sequence[Path], wiki: WikiTopic, day: date | None, *, strict: bool) -> OldFiles:
    """Read the pages of a call, with a bar for whoever watches; raises FileUnreadable only if `strict`."""
    read = OldFiles()
    names = Counter(file.name for file in files)
    console = Console(stderr=True)
    watched = console.is_terminal and len(files) > 1
    for file in track(files, "Reading pages", console=console, transient=True, disable=not watched):
        name = file.name if names[file.name] == 1 else f"{file.parent.name}/{file.name}"
        try:
            page, said = _read(file, wiki)
        except FileUnreadable as error:
            if strict:
                raise
            read.unreadable.append(error.detail)
        else:
            read.pages.append(OldPage(name, page, day or said))
    return read


def _read(file: Path, wiki: WikiTopic) -> tuple[Page, date | None]:
    """A page, and the day that is said on it, as far as pages say one."""
    text = page_text(file)
    if file.suffix.lower() not in _MARKDOWN:
        return read_page(text, home_of(wiki, file.stem)), None
    found = read_markdown(text)
    return read_page(found.source), found.day


def page_text(file: Path) -> str:
    """The source of a page: UTF-8, else Latin-1. Raises FileUnreadable."""
    try:
        source = file.read_bytes()
    except OSError as error:
        raise FileUnreadable(f"{file} ({type(error).__name__})") from error
    if b"\0" in source:
        raise FileUnreadable(f"{file} (it is no text)")
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError:
        return source.decode("cp1252", errors="replace")
