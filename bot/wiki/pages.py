"""Writes minutes to their page in the wiki, and keeps what people write there."""

import re
from dataclasses import dataclass, replace

from bot.formats.twiki.amend import (
    Amended,
    EditedByHand,
    NeverEnds,
    StandsTwice,
    amend_page,
    stands,
    without_meta,
)
from bot.formats.twiki.read_page import TopicInfo, read_page
from bot.model.call import Charset, WikiTopic
from bot.model.delivery import Posted
from bot.model.errors import NotNow, OutcomeUnknown
from bot.model.message import WikiPage
from bot.model.minutes import Minutes
from bot.wiki.answer import Answer, WikiNotNow, WikiRefused
from bot.wiki.visit import HOME, TIMEOUT_SECONDS, Visit, visit

CONFLICT = re.compile(r"class\s*=\s*[\"']?(?:twiki|foswiki)Conflict", re.IGNORECASE)
BOTH = re.compile(rf"{CONFLICT.pattern}|<ins>", re.IGNORECASE)  # so where the common ancestor is gone
BOTH_STAND = (
    "somebody changed the same lines at the same moment, and both versions stand there between conflict "
    "marks now: edit the page and keep what is right"
)


class WikiPages:
    """Implements `bot.ports.Wiki`; `password` is that of the login which each call names.

    `seconds` is the timeout of one request. Raises WikiNotNow, WikiRefused or OutcomeUnknown.
    """

    def __init__(self, password: str | None, seconds: float = TIMEOUT_SECONDS) -> None:
        self._password = password
        self._seconds = seconds

    async def put(self, page: WikiPage, *, doubtful: bool = False) -> Posted:
        """Write minutes to their page, and return where they are; an unchanged page is not saved again."""
        topic = page.minutes.topic
        async with visit(page.wiki, self._password, self._seconds) as visitor:
            found = _found(await visitor.read(topic, "all"))
            amended = _amended(page, found, doubtful=doubtful)
            if amended.text != found.text:
                await _save(visitor, page.minutes, found, amended)
                await _check(visitor, topic, amended)
        return Posted(page.name, str(page.minutes.revision))

    async def look(self, wiki: WikiTopic, topic: str) -> str:
        """Log in and read a page without changing anything; returns a line about what was found."""
        async with visit(wiki, self._password, self._seconds) as visitor:
            await visitor.read(HOME, "text")
            found = _found(await visitor.read(topic, "all"))
        there = f"revision {found.info.revision}" if found.exists else "does not exist yet"
        return f"{visitor.engine} as {wiki.login}, {wiki.web}.{topic} {there}"


@dataclass(frozen=True, slots=True)
class _Found:
    """A page as it stands; one that does not exist yet has no text and revision 0."""

    text: str
    info: TopicInfo
    answer: Answer

    @property
    def exists(self) -> bool:
        return self.info.revision > 0


def _found(answer: Answer) -> _Found:
    """The page in an answer. A wiki may also show a page of its own where there is none."""
    info = TopicInfo() if answer.missing else read_page(answer.text).info
    return _Found(without_meta(answer.text) if info.revision else "", info, answer)


def _amended(page: WikiPage, found: _Found, *, doubtful: bool) -> Amended:
    if CONFLICT.search(found.text):
        raise WikiRefused(
            "two versions stand there between conflict marks: edit the page and keep what is right"
        )
    minutes, *stood = (_fitting(one, found.answer.charset) for one in (page.minutes, *page.stood))
    try:
        return amend_page(found.text, minutes, tuple(stood), unsure=page.unsure or doubtful)
    except EditedByHand as found_there:
        raise WikiRefused(
            f"somebody wrote by hand into {found_there.detail}, so the page was left alone: add what is new"
        ) from found_there
    except StandsTwice as found_there:
        raise WikiRefused(
            f"{found_there.detail} stands on the page twice: remove one of them"
        ) from found_there
    except NeverEnds as found_there:
        raise WikiRefused("a comment or code block on the page does not end: close it") from found_there


def _fitting(minutes: Minutes, charset: str) -> Minutes:
    """Minutes that the wiki can store: entities are right on every site."""
    unicode = charset.lower().replace("_", "-") in ("utf-8", "utf8")
    return minutes if unicode else replace(minutes, charset=Charset.ASCII)


async def _save(visitor: Visit, minutes: Minutes, found: _Found, amended: Amended) -> None:
    """Save the page as a change of the revision that was read, so that nobody else's edit is overwritten."""
    if found.exists:
        fields = {"originalrev": _revision(found.info)}
    else:
        fields = {"onlynewtopic": "1", "topicparent": minutes.parent}
    key = found.answer.key or await visitor.key(minutes.topic if found.exists else HOME)
    answer = await visitor.save(minutes.topic, amended.text, fields, charset=found.answer.charset, key=key)
    if "exists" in answer.oops:
        raise WikiNotNow("somebody created the page at the same moment")
    if re.search("token|valid", answer.oops):
        raise WikiNotNow("the wiki did not take the key of its own form")
    if answer.oops and not re.search("merge|conflict", answer.oops):
        raise WikiRefused(f"the wiki answered {answer.oops}")


def _revision(info: TopicInfo) -> str:
    """The revision with its date: saving again within the hour keeps the number and changes the date."""
    return f"{info.revision}_{info.at.timestamp():.0f}" if info.at else str(info.revision)


async def _check(visitor: Visit, topic: str, amended: Amended) -> None:
    """Read the page again: the wiki may have merged it with an edit of the same moment."""
    try:
        answer = await visitor.read(topic, "text")
    except NotNow as failure:
        raise OutcomeUnknown("the page could not be read again") from failure
    if not stands(without_meta(answer.text), amended.pieces) or CONFLICT.search(answer.text):
        raise WikiRefused(BOTH_STAND if BOTH.search(answer.text) else "the page does not show what was saved")
