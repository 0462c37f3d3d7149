"""Links to topics and attachments of a wiki, with the address at which others can follow them."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from bot.model.call import WikiTopic


@dataclass(frozen=True, slots=True)
class Home:
    """Where a page lives: the address of the wiki's scripts, and the page's web and topic."""

    url: str
    web: str
    topic: str


def home_of(wiki: WikiTopic, topic: str) -> Home | None:
    """Where a page of this wiki lives; None where the call does not name the wiki."""
    return Home(wiki.url, wiki.web, topic) if wiki.url and wiki.web else None


def addressed(source: str, home: Home) -> str:
    """The source with whole addresses in its links to topics of that wiki, and to files of this page."""
    files = f"{home.url}/viewfile/{quote(home.web)}/{quote(home.topic, safe=',')}"
    return _LINK.sub(lambda found: _link(found, home), _ATTACHED.sub(files, source))


_ATTACHED = re.compile(r"%ATTACHURL(?:PATH)?%")
_LINK = re.compile(r"\[\[([^\]\[\n]+)\](?:\[([^\]\n]+)\])?\]")
_ELSEWHERE = re.compile(r"\w+:|%|/|\w+://|#")
_WEB = re.compile(r"((?:[A-Z]\w*[./])*)(.+)")


def _link(found: re.Match[str], home: Home) -> str:
    target, label = found[1].strip(), found[2] or found[1]
    if _ELSEWHERE.match(target):
        return found[0]
    topic, sign, anchor = target.partition("#")
    place = _WEB.fullmatch(_squeezed(topic))
    if place is None:
        return found[0]
    web = place[1].rstrip("./").replace(".", "/") or home.web.replace(".", "/")
    return f"[[{home.url}/view/{quote(web)}/{quote(place[2], safe=',')}{sign}{anchor}][{label}]]"


def _squeezed(topic: str) -> str:
    """A topic's name as the wiki makes it of words."""
    return "".join(word[:1].upper() + word[1:] for word in topic.split())
