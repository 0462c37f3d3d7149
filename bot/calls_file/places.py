"""Where the minutes of a call are published: the tables `twiki` and `git`, and single values such as mail."""

import re
from datetime import date
from string import Formatter
from urllib.parse import urlsplit

from bot.calls_file.tables import Table
from bot.calls_file.values import Wrong, any_text, line_of_text, meant, name, one_of
from bot.formats.placeholders import NoFilePath, file_path
from bot.formats.twiki.write import NoTopicName, topic_name
from bot.model.call import Charset, GitRepository, WikiTopic
from bot.setting_values import is_mail_address, is_web_address


def read_twiki(table: Table, call: str) -> WikiTopic:
    """How the wiki page is named, and where it is; what is wrong with it is noted."""
    topic = WikiTopic(
        parent=table.take("parent", any_text, _WIKI.parent),
        topic=table.take("topic", lambda value: _topic(value, call), _WIKI.topic),
        charset=table.take("charset", one_of(Charset, "character set"), _WIKI.charset),
        url=table.take("url", _web_address, _WIKI.url),
        web=table.take("web", _web, _WIKI.web),
        login=table.take("login", name, _WIKI.login),
    )
    _check_wiki(table)
    table.close()
    return topic


def read_git(table: Table, call: str) -> GitRepository:
    """The repository of a call, if it has one; what is wrong with it is noted."""
    if table.values and "clone" not in table.values:
        table.notes.add(table.path, "clone is missing; the folder of a clone of the repository")
    repository = GitRepository(
        clone=table.take("clone", _folder, _GIT.clone),
        path=table.take("path", lambda value: _file_in_repository(value, call), _GIT.path),
        author=table.take("author", _author, _GIT.author),
    )
    table.close()
    return repository


def mail_address(value: object) -> str:
    """An address to which the minutes go; its domain in small letters, so that none stands there twice."""
    text = line_of_text(value)
    if not is_mail_address(text):
        inside = re.search(r"<([^<>]*)>", text)
        if inside and is_mail_address(inside[1]):
            raise Wrong(f'write the address alone; did you mean "{inside[1]}"?')
        raise Wrong('not a mail address such as "list@example.org"')
    local, _, domain = text.rpartition("@")
    return f"{local}@{domain.lower()}"


_WIKI, _GIT = WikiTopic(), GitRepository()  # what they are where the file does not say
PARTS = ("month", "mon", "day", "day2", "month2", "year", "call")
_SAMPLE_DAY = date(2027, 1, 12)  # a pattern that makes a name on one day makes one on every day


def _check_wiki(table: Table) -> None:
    """To publish to the wiki takes its address, its web and a login; without any of them nobody does."""
    keys = ("url", "web", "login")
    missing = [key for key in keys if key not in table.values]
    if missing and len(missing) < len(keys):
        given = next(key for key in keys if key not in missing)
        table.problem(
            given, f"{' and '.join(missing)} missing; to publish to the wiki write url, web and login"
        )


def _topic(value: object, call: str = "") -> str:
    """A pattern for the names of wiki pages of a call; each page must have a name."""
    text = line_of_text(value)
    if re.search(r"[\s/]", text):
        raise Wrong("the name of a wiki page has no blanks and no slashes")
    _check_placeholders(text)
    try:
        topic_name(text, call, _SAMPLE_DAY)
    except NoTopicName:
        raise Wrong(
            "leaves no name for the wiki page: none of its signs may stand in one; "
            'write letters or placeholders such as "{month}{day},{year}"'
        ) from None
    return text


def _file_in_repository(value: object, call: str = "") -> str:
    """A pattern for the files of a call's minutes in a repository."""
    text = line_of_text(value)
    _check_placeholders(text)
    try:
        file_path(text, call, _SAMPLE_DAY)
    except NoFilePath:
        raise Wrong(
            "leads to no Markdown file within the repository; write folders and a name such as "
            '"minutes/{year}/{month2}-{day2}.md"'
        ) from None
    return text


def _folder(value: object) -> str:
    """A folder on this machine, from its root on."""
    text = line_of_text(value)
    if not text.startswith("/"):
        raise Wrong('write the whole path, such as "/srv/minutes"')
    return text


def _author(value: object) -> str:
    """Who stands as the author of commits."""
    text = line_of_text(value)
    if not re.fullmatch(r"[^<>\s][^<>]* <[^<>\s]+>", text):
        raise Wrong('write name and address such as "Minutesbot <minutesbot@example.org>"')
    return text


def _web_address(value: object) -> str:
    """The address of a wiki's scripts, without a slash at the end."""
    text = line_of_text(value)
    if not is_web_address(text):
        raise Wrong('not a web address such as "https://wiki.example.org/bin"')
    if "@" in urlsplit(text).netloc:
        raise Wrong("holds a login; the password stands in MINUTESBOT_WIKI_PASSWORD only")
    return text.rstrip("/")


def _web(value: object) -> str:
    """The name of a web of the wiki, or of one within another."""
    text = line_of_text(value)
    if not re.fullmatch(r"[A-Za-z_]\w*(?:[./][A-Za-z_]\w*)*", text):
        raise Wrong('not the name of a web such as "Production"')
    return text


def _check_placeholders(text: str) -> None:
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        raise Wrong("a brace has no partner; placeholders look like {month}") from None
    for _, placeholder, form, conversion in parts:
        if placeholder is not None and (placeholder not in PARTS or form or conversion):
            known = meant(placeholder, PARTS) or f"known are {', '.join(PARTS)}"
            raise Wrong(f"no such placeholder {{{placeholder}}}; {known}")
