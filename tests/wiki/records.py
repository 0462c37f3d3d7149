"""What a wiki keeps: webs and their pages with revisions, and how an edit of an older one is merged."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.wiki.merge import marked, merged

START = 1_420_576_929
HOUR = 3600
WEBS = ("Main", "Production", "Harbour", "Trash")
Form = dict[str, str]


@dataclass
class Revision:
    number: int
    author: str
    date: int
    text: str


@dataclass
class Page:
    parent: str = ""
    revisions: list[Revision] = field(default_factory=list)
    attachments: tuple[str, ...] = ()
    hidden: bool = False
    locked: bool = False
    bare: bool = False  # put into the data folder without META lines

    @property
    def text(self) -> str:
        return self.revisions[-1].text


def _home() -> Page:
    return Page(revisions=[Revision(1, "OleB", START, "Welcome\n")])


@dataclass
class Records:
    """The pages by their names, and the clock of the wiki."""

    pages: dict[str, Page] = field(default_factory=lambda: {f"{web}.WebHome": _home() for web in WEBS})
    deaf_to: str = ""  # a field of the save form that is not looked at
    now: int = START

    name = ""

    def version(self, number: int) -> str:
        raise NotImplementedError

    def kept_as(self, text: str) -> str:
        """What becomes of a text that is saved."""
        return text.replace("\r", "")

    # what people do in their browsers

    def edit(self, topic: str, author: str, change: Callable[[str], str]) -> None:
        """Somebody changes a page from its newest revision."""
        page = self.pages.setdefault(topic, Page())
        self.keep(page, author, change(page.text if page.revisions else ""), new=False)

    def keep(self, page: Page, author: str, text: str, *, new: bool) -> None:
        """Within an hour the same author's revision is replaced."""
        self.now += 60
        text = self.kept_as(text)
        text = text if text.endswith("\n") else f"{text}\n"
        last = page.revisions[-1] if page.revisions else None
        if last and last.author == author and not new and self.now - last.date < HOUR:
            page.revisions[-1] = Revision(last.number, author, self.now, text)
        else:
            page.revisions.append(Revision(last.number + 1 if last else 1, author, self.now, text))

    def stored(self, page: Page) -> str:
        """The page with its META lines."""
        if page.bare:
            return page.text
        last = page.revisions[-1]
        info = f'author="{last.author}" date="{last.date}" format="1.1" version="{self.version(last.number)}"'
        parent = f'%META:TOPICPARENT{{name="{page.parent}"}}%\n' if page.parent else ""
        files = "".join(f'\n%META:FILEATTACHMENT{{name="{name}"}}%\n' for name in page.attachments)
        return f"%META:TOPICINFO{{{info}}}%\n{parent}{last.text}{files}"

    def taken(self, page: Page, author: str, form: Form) -> tuple[str, bool]:
        """The text to keep: an edit of an older revision is merged with what somebody else saved since."""
        text = form["text"].replace("\r", "")
        based, _, date = (
            form.get("originalrev", "").partition("_") if self.deaf_to != "originalrev" else ("", "", "")
        )
        if not based or not page.revisions:
            return text, False
        last = page.revisions[-1]
        if last.author == author or (int(based) == last.number and (not date or int(date) == last.date)):
            return text, False
        if int(based) == last.number:  # the ancestor was replaced
            return marked(last.text, text), True
        base = next(one.text for one in page.revisions if one.number == int(based))
        return merged(base, last.text, text, self.name.lower()), True
